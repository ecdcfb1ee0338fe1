// What is made of the contributions that are picked: a statement in a field, or what a statement rests on.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { Picks } from "./pick_bar.js"

export class WritingBar {
  constructor() {
    this.text = h("textarea", { rows: 2, maxlength: 600 })
    this.label = h("span", { class: "small" })
    this.fields = h("div", { class: "fields" })
    this.there = h("select")
    this.chosen = h("button", { type: "button", class: "primary" })
    this.picks = new Picks(this.chosen, this.text, this.label, this.fields, this.there)
    this.box = this.picks.box
    this.own = false
    this.named = ""
    this.text.onkeydown = (event) => event.stopPropagation()
    this.text.oninput = () => (this.own = this.text.value.trim() !== "")
    this.rested = [] // what it rests on
    this.before = null // the statements that were there when one was sent; null where none is on its way
  }

  // A cluster that is picked proposes its name.
  name(text) {
    this.named = text
  }

  draw(desk, ids) {
    const { words, picked, pick, writing, act, groups, found } = desk
    if (this.before && writing.statements.some(([id]) => !this.before.has(id))) {
      Object.assign(this, { own: false, before: null })
      return pick(this.rested, false) // draws again
    }
    const some = this.picks.draw(desk, ids, words.beside_hint)
    if (!some.length) this.named = ""
    const posts = groups.flatMap((group) => group.posts)
    if (!this.own) this.text.value = this.named || (posts.find(({ id }) => picked.has(id))?.text ?? "")
    // What was typed stays until the answer shows it as a statement: it may be refused.
    const state = (place) => {
      Object.assign(this, { before: new Set(writing.statements.map(([id]) => id)), rested: some })
      act("state", { posts: some, place, text: this.text.value })
    }
    const cite = (place) => {
      act("cite", { posts: some, place })
      pick([...some, ...found], false)
    }
    set(this.text, { "aria-label": words.statement, placeholder: words.statement })
    say(this.label, words.state_in)
    keyed(this.fields, writing.fields, ([place]) => place, () => h("button", { type: "button" }), (button, [place, name]) => {
      say(button, name)
      button.onclick = () => (this.text.value.trim() ? state(place) : this.text.focus())
    })
    const options = [{ id: "", text: words.cite_in }, ...writing.statements.map(([id, text]) => ({ id: String(id), text }))]
    keyed(this.there, options, ({ id }) => id, () => h("option"), (option, { id, text }) => {
      set(option, { value: id })
      say(option, text)
    })
    show(this.there, writing.statements.length > 0)
    this.there.value = ""
    set(this.there, { "aria-label": words.cite_in, onchange: () => this.there.value && cite(Number(this.there.value)) })
    const chosen = writing.statements.find(([id]) => id === writing.chosen)
    show(this.chosen, Boolean(chosen))
    say(this.chosen, fmt(words.cite_in_chosen, { text: chosen?.[1] ?? "" }))
    this.chosen.onclick = () => cite(chosen[0])
  }
}

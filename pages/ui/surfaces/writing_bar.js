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
    this.text.oninput = () => (this.own = true)
  }

  // A cluster that is picked proposes its name.
  name(text) {
    this.named = text
  }

  draw(desk, ids) {
    const { words, picked, pick, writing, act, groups, found } = desk
    const some = this.picks.draw(desk, ids, words.beside_hint)
    if (!some.length) Object.assign(this, { own: false, named: "" })
    const posts = groups.flatMap((group) => group.posts)
    if (!this.own) this.text.value = this.named || (posts.find(({ id }) => picked.has(id))?.text ?? "")
    const done = (name, facts) => {
      act(name, { posts: some, ...facts })
      pick([...some, ...found], false)
    }
    set(this.text, { "aria-label": words.statement, placeholder: words.statement })
    say(this.label, words.state_in)
    keyed(this.fields, writing.fields, ([place]) => place, () => h("button", { type: "button" }), (button, [place, name]) => {
      say(button, name)
      button.onclick = () => (this.text.value.trim() ? done("state", { place, text: this.text.value }) : this.text.focus())
    })
    const options = [{ id: "", text: words.cite_in }, ...writing.statements.map(([id, text]) => ({ id: String(id), text }))]
    keyed(this.there, options, ({ id }) => id, () => h("option"), (option, { id, text }) => {
      set(option, { value: id })
      say(option, text)
    })
    show(this.there, writing.statements.length > 0)
    this.there.value = ""
    set(this.there, { "aria-label": words.cite_in, onchange: () => this.there.value && done("cite", { place: Number(this.there.value) }) })
    const chosen = writing.statements.find(([id]) => id === writing.chosen)
    show(this.chosen, Boolean(chosen))
    say(this.chosen, fmt(words.cite_in_chosen, { text: chosen?.[1] ?? "" }))
    this.chosen.onclick = () => done("cite", { place: chosen[0] })
  }
}

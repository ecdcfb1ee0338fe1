// What can be done with the contributions that are picked: a tag, a place, off the board.

import { count, h, keyed, say, set, show } from "./dom.js"

const NEW = "new"
const NAMED = 12 // so many numbers are told, to be typed where a concept cites them
let serial = 0

// What is picked in numbers and in words, and the ways to pick all or none; `rest` is what can be done with it.
export class Picks {
  constructor(...rest) {
    this.all = h("button", { type: "button", class: "bare" })
    this.allFound = h("button", { type: "button", class: "bare" })
    this.clear = h("button", { type: "button", class: "bare" })
    this.said = h("span", { class: "said", role: "status" })
    this.deeds = h("div", { class: "deeds" }, ...rest)
    const picks = h("div", { class: "picks" }, this.said, this.all, this.allFound, this.clear)
    this.box = h("div", { class: "bar", role: "group" }, picks, this.deeds)
  }

  // Returns the numbers that are picked.
  draw({ words, picked, pick, found, language }, ids, hint) {
    const some = [...picked]
    show(this.box, ids.length > 0)
    set(this.box, { "aria-label": words.picking })
    this.box.classList.toggle("busy", some.length > 0)
    const numbers = [...picked].sort((one, other) => one - other)
    const named = numbers.slice(0, NAMED).join(", ") + (numbers.length > NAMED ? "…" : "")
    say(this.said, some.length ? `${count(words.picked, some.length, language)} (${named})` : hint)
    say(this.all, words.all)
    show(this.all, !ids.every((id) => picked.has(id)))
    this.all.onclick = () => pick(ids, true)
    say(this.allFound, count(words.all_found, found.length, language))
    show(this.allFound, found.length > ids.length && some.length < found.length)
    this.allFound.onclick = () => pick(found, true)
    say(this.clear, words.clear)
    show(this.clear, some.length > 0)
    this.clear.onclick = () => {
      pick([...ids, ...found], false)
      this.all.focus()
    }
    show(this.deeds, some.length > 0)
    return some
  }
}

export class PickBar {
  constructor() {
    const list = `known-tags-${(serial += 1)}`
    this.tag = h("input", { type: "text", maxlength: 40, list, autocomplete: "off" })
    this.known = h("datalist", { id: list })
    this.tagIt = h("button", { type: "submit" })
    this.place = h("select")
    this.fresh = h("input", { type: "text", maxlength: 80, autocomplete: "off" })
    this.putIt = h("button", { type: "submit", class: "primary" })
    this.off = h("button", { type: "button" })
    this.putting = h("form", { class: "put" }, this.place, this.fresh, this.putIt)
    this.tagging = h("form", { class: "tagging" }, this.tag, this.known, this.tagIt)
    this.picks = new Picks(this.putting, this.tagging, this.off)
    this.box = this.picks.box
    for (const field of [this.tag, this.fresh]) field.onkeydown = (event) => event.stopPropagation()
  }

  draw(desk, ids) {
    const { words, pick, places, tags, act, takes_off: takesOff } = desk
    const some = this.picks.draw(desk, ids, words.hint)
    keyed(this.known, tags.map((tag) => ({ tag })), ({ tag }) => tag, () => h("option"), (option, { tag }) => set(option, { value: tag }))
    set(this.tag, { "aria-label": words.tag, placeholder: words.tag })
    say(this.tagIt, words.tag_it)
    this.tagging.onsubmit = (event) => {
      event.preventDefault()
      if (!this.tag.value.trim()) return this.tag.focus()
      act("tag", { posts: some, text: this.tag.value })
      this.tag.value = ""
    }
    this.drawPlaces(places, some, pick, act)
    show(this.off, takesOff)
    say(this.off, words.take_off)
    this.off.onclick = () => act("off", { posts: some })
  }

  // What a cluster is called says nothing here.
  name() {}

  drawPlaces(places, some, pick, act) {
    const chosen = this.place.value
    const options = [...places.options.map(([id, text]) => ({ id: String(id), text })), { id: NEW, text: places.fresh }]
    keyed(this.place, options, ({ id }) => id, () => h("option"), (option, { id, text }) => {
      set(option, { value: id })
      say(option, text)
    })
    this.place.value = options.some(({ id }) => id === chosen) ? chosen : options[0].id
    const isNew = () => this.place.value === NEW
    show(this.fresh, isNew())
    set(this.place, { "aria-label": places.label, onchange: () => show(this.fresh, isNew()) })
    set(this.fresh, { "aria-label": places.name, placeholder: places.name })
    say(this.putIt, places.put)
    this.putting.onsubmit = (event) => {
      event.preventDefault()
      if (isNew() && !this.fresh.value.trim()) return this.fresh.focus()
      act("put", { posts: some, place: isNew() ? null : Number(this.place.value), text: isNew() ? this.fresh.value : "" })
      this.fresh.value = ""
      pick(some, false)
    }
  }
}

// Who is writing where: the others are told while somebody types here, and shown where they type.

import { fmt, h, say, show } from "./dom.js"
import { channelOf } from "./live.js"

const AGAIN = 2000 // the server forgets after six seconds

// What is typed in the page's own field (`field` is its key) and in the editors of a surface.
export class Hand {
  section = ""
  at = -AGAIN

  constructor() {
    this.onInput = ({ target }) => this.isOurs(target) && this.types(target.value.trim() ? this.asked : "")
    this.onOut = ({ target }) => this.isOurs(target) && this.types("")
    document.addEventListener("input", this.onInput)
    document.addEventListener("focusout", this.onOut)
  }

  // `part` (a territory) tells apart what is written in the same section for several.
  use(feed, { field, section }, part = "") {
    this.feed = feed
    this.field = field
    this.asked = section && section + part
  }

  isOurs(target) {
    return Boolean(this.field && this.asked && target.closest?.(`.st-key-${this.field}`))
  }

  // `section` is where, or nothing when the hand rests.
  types(section) {
    if (!this.feed || (section === this.section && (!section || performance.now() - this.at < AGAIN))) return
    this.section = section
    this.at = performance.now()
    channelOf(this.feed.who)?.send({ writing: { topic: this.feed.topic, section } })
  }

  stop() {
    this.types("")
    document.removeEventListener("input", this.onInput)
    document.removeEventListener("focusout", this.onOut)
  }
}

export function handsLine() {
  return h("p", { class: "hands", hidden: true }, h("span"), h("i", { "aria-hidden": "true" }))
}

export function drawHands(line, hands, words, language) {
  show(line, hands.length > 0)
  if (!hands.length) return say(line.firstChild, "")
  const names = [...new Set(hands.map(({ name }) => name || words.somebody))]
  const all = new Intl.ListFormat(language, { type: "conjunction" }).format(names)
  say(line.firstChild, fmt(words.at_work[names.length === 1 ? 0 : 1], { name: all }))
}

// A field for one file: chosen, or dropped on it. What it takes and what becomes of it is its owner's.

import { h, say, set } from "./dom.js"

export class DropZone {
  constructor(id) {
    this.file = h("input", { type: "file", id })
    this.label = h("label", { for: id })
    this.limit = h("span", { class: "small quiet" })
    this.told = h("span", { role: "status" })
    this.element = h("div", { class: "drop" }, this.file, this.label, this.limit, this.told)
    this.file.onchange = () => {
      this.take(this.file.files[0])
      this.file.value = ""
    }
    this.element.ondragover = (event) => {
      event.preventDefault()
      this.element.classList.add("over")
    }
    this.element.ondragleave = () => this.element.classList.remove("over")
    this.element.ondrop = (event) => {
      event.preventDefault()
      this.element.classList.remove("over")
      this.take(event.dataTransfer.files[0])
    }
  }

  // `most` is in bytes; `accepted` gets a file that is small enough.
  draw({ words, accept, most, accepted }) {
    set(this.file, { accept })
    say(this.label, words.choose)
    say(this.limit, words.limit)
    this.take = (one) => {
      if (!one || this.file.disabled) return
      if (one.size > most) this.tell(words.too_large, true)
      else accepted(one)
    }
  }

  tell(text, bad) {
    say(this.told, text)
    this.told.classList.toggle("bad", bad)
  }
}

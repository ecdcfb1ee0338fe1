// What takes more than one word about a post: which others are part of it, and its picture.

import { h } from "./dom.js"
import { uploader } from "./uploader.js"
import { closePanel, openPanel } from "./post_editor.js"

export function openMerge(card, item, tools) {
  const { words, act } = tools
  const boxes = tools.peers(item).map((peer) => {
    const box = h("input", { type: "checkbox", value: peer.id })
    const where = peer.section === item.section ? null : h("span", { class: "by" }, words.sections[peer.section])
    return h("label", { class: "peer" }, box, h("span", { dir: "auto" }, peer.text), where)
  })
  const chosen = () =>
    boxes.map(({ firstChild }) => firstChild).filter(({ checked }) => checked).map(({ value }) => Number(value))
  const save = h("button", { type: "button", class: "primary", disabled: true }, words.merge_do)
  const cancel = h("button", { type: "button" }, words.cancel)
  const list = h("fieldset", { class: "peers" }, h("legend", {}, words.merge_which), ...boxes)
  list.onchange = () => (save.disabled = chosen().length === 0)
  save.onclick = () => {
    const posts = chosen()
    close(card)
    act("merge", { id: item.id, posts })
  }
  dismiss(card, cancel, list)
  openPanel(card, list, h("div", { class: "row" }, cancel, save))
  boxes[0].firstChild.focus()
}

// The file goes straight to the server, and the canvas that comes back has it.
export function openPicture(card, item, { words }) {
  const picker = uploader()
  const cancel = h("button", { type: "button" }, words.cancel)
  picker.draw({
    words: words.picture_words,
    limit: words.picture_limit,
    url: `/posts/${item.id}/picture`,
    picture: null,
    onDone: () => close(card),
  })
  dismiss(card, cancel, picker.element)
  openPanel(card, picker.element, h("div", { class: "row" }, cancel))
  picker.element.querySelector("input")?.focus()
}

function dismiss(card, cancel, box) {
  cancel.onclick = () => close(card)
  box.onkeydown = (event) => {
    event.stopPropagation()
    if (event.key === "Escape") close(card)
  }
}

function close(card) {
  closePanel(card)
  card.parts.facts.querySelector(".dots")?.focus()
}


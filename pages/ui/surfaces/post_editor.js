// Writing a post anew, in its own place. What is being typed is never replaced by what arrives.

import { fmt, h, say, show } from "./dom.js"

const LIMIT = 280

// A panel under a post: its fields take the place of the tools until it is closed.
export function openPanel(element, ...children) {
  const { panel, facts } = element.parts
  panel.replaceChildren(...children)
  panel.hidden = false
  facts.hidden = true
}

export function closePanel(element) {
  const { text, panel, facts } = element.parts
  if (panel.hidden) return
  panel.replaceChildren()
  panel.hidden = true
  facts.hidden = false
  facts.lastChild.hidden = false
  text.hidden = false
  element.editing = null
}

export function openEditor(element, item, { words, act, hand, redraw }, unsaved = null) {
  const field = h("textarea", { rows: 4, dir: "auto", "aria-label": words.edit })
  field.value = unsaved ?? item.text
  const length = h("span", { class: "length" })
  const note = h("p", { class: "note", role: "status", hidden: true })
  const save = h("button", { type: "button", class: "primary" }, words.save)
  const cancel = h("button", { type: "button" }, words.cancel)
  const measure = () => {
    const long = [...field.value.trim()].length
    length.classList.toggle("over", long > LIMIT)
    say(length, long > LIMIT ? fmt(words.too_long, { n: long - LIMIT }) : `${long}/${LIMIT}`)
    save.disabled = long === 0 || long > LIMIT || element.editing?.taken === true
  }
  const done = () => {
    hand?.types("")
    closePanel(element)
    redraw()
    element.parts.facts.querySelector(".dots")?.focus()
  }
  field.oninput = () => {
    measure()
    hand?.types(field.value.trim() ? item.section : "")
  }
  field.onblur = () => hand?.types("")
  field.onkeydown = (event) => {
    event.stopPropagation() // Streamlit has keys of its own
    if (event.key === "Escape") done()
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !save.disabled) save.click()
  }
  cancel.onclick = done
  save.onclick = () => {
    const text = field.value.trim()
    if (text !== item.text) {
      element.sent = { text, version: item.version }
      act("edit", { id: item.id, text, version: item.version })
    }
    done()
  }
  element.editing = { version: item.version, note, measure, taken: false, unsaved: unsaved !== null }
  openPanel(element, note, field, h("div", { class: "row" }, length, cancel, save))
  element.parts.text.hidden = true
  measure()
  if (unsaved === null) field.focus()
}

// What was refused comes back with its words: nothing that somebody typed is lost.
export function reopenUnsaved(element, item, tools) {
  const { sent } = element
  if (!sent || tools.saving.has(item.id)) return
  element.sent = null
  const kept = [item.text, ...(item.alternatives ?? []).map(({ text }) => text)].includes(sent.text)
  if (!kept && item.version === sent.version && !element.editing) openEditor(element, item, tools, sent.text)
}

// Say, while somebody types, that the post has changed or has gone meanwhile.
export function watchEditor(element, item, { words }) {
  const { editing } = element
  editing.taken = item.taken === true
  const changed = item.version !== editing.version
  show(editing.note, editing.taken || changed || editing.unsaved)
  if (editing.unsaved && !changed) say(editing.note, words.not_saved)
  if (editing.taken) say(editing.note, words.taken_away)
  else if (changed) say(editing.note, fmt(words.changed_meanwhile, { text: item.text }))
  editing.measure()
}

// What the rating is drawn with: the card of one question, and all of one's answers.

import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { sign } from "./matrix_cells.js"
import { STEPS } from "./rating_sheet.js"

export function build() {
  const parts = {
    why: h("p", { class: "empty" }),
    works: h("div", { class: "works", role: "group" }),
    fill: h("i"),
    progress: h("p", { class: "progress number" }),
    saving: h("span", { class: "small quiet" }),
    where: h("p", { class: "where" }),
    name: h("p", { class: "name" }),
    question: h("h3", { id: "question" }),
    choices: h("div", { class: "choices" }),
    locked: h("p", { class: "locked" }),
    back: h("button", { type: "button" }),
    skip: h("button", { type: "button" }),
    all: h("button", { type: "button" }),
    erase: h("button", { type: "button", class: "bare" }),
    keys: h("p", { class: "keys small quiet" }),
    alone: h("p", { class: "alone small quiet" }),
    summary: h("h3", { tabindex: -1 }),
    done: h("p", { class: "done" }),
    onward: h("button", { type: "button", class: "primary" }),
    lists: h("div", { class: "lists" }),
    live: h("p", { class: "unseen", "aria-live": "polite" }),
  }
  for (const step of STEPS) parts.choices.append(choice(step))
  parts.bar = h("div", { class: "bar", "aria-hidden": "true" }, parts.fill)
  parts.far = h("div", { class: "far" }, parts.bar, parts.progress, parts.saving)
  parts.head = h("div", { class: "head" }, parts.works, parts.far)
  parts.stand = h(
    "div",
    { class: "stand", role: "group", tabindex: -1, "aria-labelledby": "where name question" },
    parts.where,
    parts.name,
    parts.question,
    parts.choices,
    parts.locked,
  )
  set(parts.where, { id: "where" })
  set(parts.name, { id: "name" })
  parts.moves = h("div", { class: "moves" }, parts.back, parts.skip, parts.erase, parts.all)
  parts.card = h("div", {}, parts.stand, parts.moves, parts.keys)
  parts.review = h("section", { class: "review" }, parts.summary, parts.done, parts.onward, parts.lists)
  parts.whole = h("section", { class: "rating" }, parts.why, parts.head, parts.card, parts.review, parts.alone, parts.live)
  return parts
}

function choice(step) {
  const button = h("button", { type: "button", "data-step": step })
  button.append(
    h("span", { class: "heat", "data-level": step }, sign(step)),
    h("span", { class: "label" }),
    h("kbd", { "aria-hidden": "true" }, step === "unknown" ? "?" : step),
  )
  return button
}

export function write(parts, sheet, at, data, tools) {
  const { words, language } = data
  const { view } = sheet
  parts.words = words
  parts.said = words.said
  const asked = sheet.asked > 0
  show(parts.why, !asked)
  say(parts.why, view.why_not ? words[view.why_not] : "")
  show(parts.head, asked)
  show(parts.alone, asked)
  show(parts.card, asked && at !== null)
  show(parts.review, asked && at === null)
  if (!asked) return
  say(parts.progress, count(words.progress, sheet.answered, language, { count: sheet.asked }))
  parts.fill.style.width = `${(100 * sheet.answered) / sheet.asked}%`
  clearTimeout(parts.slow)
  say(parts.saving, "")
  if (tools.saving) parts.slow = setTimeout(() => say(parts.saving, words.saving), 700)
  say(parts.alone, view.revealed ? words.revealed : [data.alone && words.alone, words.known].filter(Boolean).join(" "))
  drawWorks(parts.works, sheet, at, { words, language }, tools)
  if (at) drawCard(parts, sheet, at, words, tools)
  else drawReview(parts, sheet, words, language, tools)
}

function drawWorks(works, sheet, at, { words, language }, { go }) {
  show(works, sheet.works.length > 1)
  set(works, { "aria-label": words.initiatives })
  keyed(
    works,
    sheet.works,
    ({ id }) => id,
    () => h("button", { type: "button" }, h("span", { class: "title" }), h("span", { class: "number" })),
    (button, { id, title }) => {
      const here = at?.initiative === id
      set(button, { "aria-current": here ? "true" : null })
      say(button.firstChild, title)
      const [n, many] = sheet.countOf(id)
      say(button.lastChild, n === many ? "✓" : `${n}/${many}`)
      set(button.lastChild, { "aria-label": count(words.progress, n, language, { count: many }), role: "img" })
      button.onclick = () => go(sheet.first(id) ?? sheet.start(id))
    },
  )
}

function drawCard(parts, sheet, at, words, { go, erase }) {
  const said = sheet.answer(at)
  say(parts.where, fmt(words.here, { title: sheet.title(at), territory: sheet.view.territory }))
  say(parts.name, words.criteria[at.criterion])
  ask(parts.question, words.questions[at.criterion])
  for (const button of parts.choices.children) {
    const { step } = button.dataset
    set(button, { "aria-pressed": String(step === said), disabled: !sheet.open })
    say(button.querySelector(".label"), words.levels[step])
  }
  show(parts.locked, !sheet.open)
  say(parts.locked, words.locked)
  say(parts.back, words.back)
  set(parts.back, { disabled: !sheet.before(at) })
  parts.back.onclick = () => go(sheet.before(at))
  say(parts.skip, said === undefined ? words.skip : words.next)
  parts.skip.onclick = () => go(sheet.next(at))
  show(parts.erase, said !== undefined && sheet.open)
  say(parts.erase, words.erase)
  parts.erase.onclick = erase
  say(parts.all, words.all)
  parts.all.onclick = () => go(null)
  say(parts.keys, words.keys)
}

// A word with hyphens stays on one line: "pose-t-il".
function ask(place, text) {
  if (place.textContent === text) return
  const parts = text.split(/(\S+-\S+)/)
  place.replaceChildren(...parts.map((part, at) => (at % 2 ? h("span", { class: "whole" }, part) : part)))
}

function drawReview(parts, sheet, words, language, { go, saving }) {
  const left = sheet.asked - sheet.answered
  say(parts.summary, words.mine)
  say(parts.done, left ? count(words.left, left, language) : saving ? words.saving : words.done)
  show(parts.onward, left > 0 && sheet.open)
  say(parts.onward, words.onward)
  parts.onward.onclick = () => go(sheet.first())
  keyed(
    parts.lists,
    sheet.view.initiatives,
    ({ id }) => id,
    () => h("section", {}, h("h4"), h("p", { class: "quiet small" }), h("ul")),
    (section, work) => {
      const [title, own, list] = section.children
      say(title, work.title)
      show(own, work.own)
      say(own, words.own)
      keyed(
        list,
        work.own ? [] : sheet.of(work.id),
        ({ criterion }) => criterion,
        () => h("li", {}, h("button", { type: "button" }, h("span", { class: "heat" }), h("span"), h("b"))),
        (line, to) => drawLine(line.firstChild, to, sheet, words, go),
      )
    },
  )
}

function drawLine(button, to, sheet, words, go) {
  const said = sheet.answer(to)
  const [cell, name, level] = button.children
  if (cell.dataset.level !== (said ?? "none")) cell.replaceChildren(...(said === undefined ? [] : [sign(said)]))
  set(cell, { "data-level": said ?? "none" })
  say(name, words.criteria[to.criterion])
  say(level, said === undefined ? words.unanswered : words.levels[said])
  button.onclick = () => go(to)
}

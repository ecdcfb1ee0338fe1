// One cell of the matrix: a colour and a sign that says the same, and the marks of what a median hides.

import { count, fmt, h, keyed, say, set, svg } from "./dom.js"

export const LEVELS = ["0", "1", "2", "3", "unknown"]

const SIGNS = {
  0: ["M5 5 19 19M19 5 5 19"],
  1: ["M4.5 12H19.5"],
  2: ["M3.5 14.5C6 8 9.5 8 12 12S18 16 20.5 9.5"],
  3: ["M4 13 9.5 18.5 20 6"],
  unknown: ["M8 8.6C8 4.4 16.2 4.6 16 9 15.9 12 12 12 12 15.2", "M12 19.3V19.4"],
  gap: ["M3 12H21", "M7 7.5 2.5 12 7 16.5", "M17 7.5 21.5 12 17 16.5"],
}

export function sign(name) {
  const paths = SIGNS[name].map((d) => svg("path", { d }))
  return svg("svg", { viewBox: "0 0 24 24", class: "sign", "aria-hidden": "true", "data-sign": name }, paths)
}

// "0" to "3", "unknown" where nobody knew, "none" where nobody answered.
export function level({ value, unknown }) {
  return value === null ? (unknown ? "unknown" : "none") : String(value)
}

// What a median hides: a blockage, a question, two roles far apart.
export function marks(cell) {
  const shown = level(cell)
  return [
    cell.zeros > 0 && shown !== "0" && "0",
    cell.unknown > 0 && shown !== "unknown" && "unknown",
    cell.gap && "gap",
  ].filter(Boolean)
}

export function paint(place, cell) {
  const shown = level(cell)
  if (place.dataset.level !== shown) {
    place.querySelector(":scope > .sign")?.remove()
    if (shown !== "none") place.prepend(sign(shown))
  }
  set(place, { "data-level": shown })
  place.marks ??= place.appendChild(h("span", { class: "marks", "aria-hidden": "true" }))
  keyed(place.marks, marks(cell), String, sign)
}

export function inWords(cell, words, language) {
  const shown = level(cell)
  if (shown === "none") return words.nobody
  const told = [words.levels[shown], count(words.answers, cell.rated + cell.unknown, language)]
  if (cell.low !== null && cell.low !== cell.high)
    told.push(fmt(words.range, { low: words.levels[cell.low], high: words.levels[cell.high] }))
  if (cell.zeros && shown !== "0") told.push(count(words.zeros, cell.zeros, language))
  if (cell.unknown) told.push(count(words.unknowns, cell.unknown, language))
  if (cell.gap) told.push(words.gap)
  return told.join(", ")
}

// What every sign means.
export function legend() {
  const element = h("ul", { class: "legend" })
  element.draw = (words) =>
    keyed(
      element,
      [...LEVELS, "gap"],
      String,
      (name) => {
        const swatch = h("span", { class: name === "gap" ? "heat plain" : "heat", "data-level": name }, sign(name))
        return h("li", {}, swatch, h("span"))
      },
      (line, name) => say(line.lastChild, name === "gap" ? words.gap : words.levels[name]),
    )
  return element
}

// By name, as the server sends them, or by the first table that works on them; never by what was answered.
export function ordered(rows, order) {
  if (order !== "table") return rows
  const first = ({ groups }) => groups[0] ?? Infinity
  return [...rows].sort((a, b) => first(a) - first(b) || rows.indexOf(a) - rows.indexOf(b))
}

// What is left to do: blockages, questions, gaps; never a score.
export function sum({ zeros, unknowns, gaps }, words, language) {
  const told = [
    [words.to_lift, zeros],
    [words.to_ask, unknowns],
    [words.to_discuss, gaps],
  ]
  return told.map(([pair, n]) => count(pair, n, language)).join(" · ")
}

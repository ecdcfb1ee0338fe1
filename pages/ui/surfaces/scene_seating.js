// Who sits where: up to eight tables side by side; beyond, everybody by name with their table's number, since one looks
// for a name in an alphabet and not in thirty lists.

import { fmt, h, keyed, say, set, show } from "./dom.js"

const TABLES = 8
const COLUMNS = 4
const ROWS = 13
const PAGE_SECONDS = 12
const BEFORE_BREAK_ENDS = 120_000
const AFTER_OPENING = 120_000
const AT_WORK = ["decomposition", "perspective"]

// Before the tables begin, in the last two minutes of the break before, and until they write: two minutes at
// least, unless every table has begun.
export function seatingIsDue({ stage, groups }, at) {
  const tables = groups?.groups ?? []
  if (!tables.some(({ members }) => members.length)) return false
  if (stage.state === "between" || stage.kind === "break") {
    const soon = stage.kind !== "break" || (stage.ends_ms && stage.ends_ms - at <= BEFORE_BREAK_ENDS)
    return Boolean(soon) && AT_WORK.includes(stage.next?.kind) && !written(tables).some(Boolean)
  }
  if (stage.kind !== "decomposition") return false
  const begun = written(tables)
  const fresh = at - (stage.opened_ms ?? 0) < AFTER_OPENING
  return fresh ? !begun.every(Boolean) : !begun.some(Boolean)
}

const written = (tables) => tables.map(({ filled }) => filled > 0)

export function seating() {
  const tables = h("ul", { class: "seats" })
  const names = h("ol", { class: "names" })
  const page = h("p", { class: "page" })
  const element = h("div", { class: "seating scene" }, tables, names, page)
  let at = 0
  let turned = 0
  let last = null

  function draw(views, data) {
    if (!views.groups) return
    last = [views, data]
    const seated = views.groups.groups.filter(({ members }) => members.length)
    const crowd = Math.max(0, ...seated.map(({ members }) => members.length))
    const byTable = seated.length <= TABLES
    const pages = byTable ? tablePages(seated, crowd) : namePages(seated, data.language)
    at = Math.min(at, Math.max(0, pages.length - 1))
    const shown = pages[at] ?? []
    show(tables, byTable)
    show(names, !byTable)
    show(page, pages.length > 1)
    say(page, pages.length > 1 ? where(shown, byTable, at, pages.length, data.words) : "")
    if (byTable) drawTables(tables, shown, data.words)
    else drawNames(names, shown, data.words)
  }

  return {
    element,
    draw,
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      at += 1
      const before = at
      draw(...last)
      if (at < before) {
        at = 0
        draw(...last)
      }
    },
  }
}

// Tables of more than six people take a whole column's height.
function tablePages(tables, crowd) {
  return parts(tables, crowd > 6 ? TABLES / 2 : TABLES)
}

function namePages(tables, language) {
  const order = new Intl.Collator(language).compare
  const people = tables.flatMap(({ number, members }) => members.map((one) => ({ ...one, number })))
  return parts(
    people.sort((one, other) => order(one.name, other.name)),
    COLUMNS * ROWS,
  )
}

function parts(all, size) {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  )
}

function where(shown, byTable, at, count, words) {
  const turn = fmt(words.wall.page, { number: at + 1, count })
  if (byTable) return turn
  const [from, to] = [shown[0], shown.at(-1)].map(({ name }) => [...name][0].toUpperCase())
  return `${from === to ? from : `${from} – ${to}`} · ${turn}`
}

function drawTables(list, shown, words) {
  const columns = shown.length <= 4 ? shown.length : Math.ceil(shown.length / 2)
  const size = shown.length <= 2 ? 4.4 : shown.length <= 4 ? 3.5 : shown.length <= 6 ? 3 : 2.7
  set(list, { style: { "--columns": columns, "--size": size } })
  keyed(
    list,
    shown,
    ({ id }) => id,
    () => h("li", { class: "seat-table" }, top(), h("ul", { class: "who" })),
    (one, item) => {
      const [nth, title] = one.firstChild.children
      say(nth, item.number)
      set(nth, { "aria-label": fmt(words.groups.table, item) })
      say(title.firstChild, item.name || item.initiative)
      say(title.lastChild, item.name ? item.initiative : "")
      show(title.lastChild, Boolean(item.name))
      keyed(
        one.lastChild,
        item.members,
        ({ id }) => id,
        () => h("li", {}, h("b"), h("span")),
        (line, person) => {
          say(line.firstChild, person.name)
          say(line.lastChild, person.territory || words.groups.roles[person.role])
          line.classList.toggle("away", !person.here)
        },
      )
    },
  )
  shrink(list, size)
}

function top() {
  const title = h("h2", {}, h("span"), h("small"))
  return h("div", { class: "top" }, h("span", { class: "nth number" }), title)
}

// Territories under the names where there is room; else beside them, in smaller type, down to what the last row
// still reads; then long names are cut; then the names stand alone.
function shrink(list, size) {
  const spills = () => list.scrollHeight > list.clientHeight + 1
  const shrunk = (traits, least) => {
    set(list, { "data-roomy": false, "data-clipped": false, "data-tight": false, ...traits })
    for (let step = size; step >= least; step -= 0.15) {
      list.style.setProperty("--size", step)
      if (!spills()) return true
    }
    return false
  }
  const clipped = { "data-clipped": true }
  const done = shrunk({ "data-roomy": true }, 2.9) || shrunk({}, 2.55) || shrunk(clipped, 2.55)
  if (!done) shrunk({ ...clipped, "data-tight": true }, 2.55)
}

function drawNames(list, shown, words) {
  const rows = Math.min(ROWS, Math.ceil(shown.length / COLUMNS))
  set(list, { style: { "--rows": rows, "--columns": COLUMNS } })
  keyed(
    list,
    shown,
    ({ id }) => id,
    () => h("li", {}, h("b"), h("span", { class: "nth number" })),
    (line, person) => {
      say(line.firstChild, person.name)
      say(line.lastChild, person.number)
      set(line.lastChild, { "aria-label": fmt(words.groups.table, person) })
      line.classList.toggle("away", !person.here)
    },
  )
}

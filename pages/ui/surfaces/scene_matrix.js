// The revealed matrix for a whole room: every initiative at once where they fit, else one after the other.

import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { legend, paint } from "./matrix_cells.js"

const PAGE_SECONDS = 12
const LOWEST = 5 // of a row, in hundredths of the height
const HIGHEST = 8.5

export function heatmap() {
  const head = h("tr")
  const table = h("table", {}, h("thead", {}, head))
  const frame = h("div", { class: "plot" }, table)
  const keys = legend()
  const alone = h("span", { class: "alone" })
  const page = h("span", { class: "page number" })
  const element = h("div", { class: "heatmap scene" }, frame, keys)
  let last = null
  let at = 0
  let turned = 0

  const scene = {
    element,
    draw(views, data) {
      const { matrix } = views
      if (!matrix) return
      last = [views, data]
      const { matrix: words } = data.words
      keys.draw(words)
      drawHead(head, matrix.criteria, words, [alone, page])
      const unit = Math.min(innerHeight / 100, innerWidth / 160)
      const room = frame.clientHeight - head.getBoundingClientRect().height
      const works = matrix.initiatives.filter(({ rows }) => rows.length)
      const pages = parted(works, Math.max(2, Math.floor(room / (LOWEST * unit))))
      at %= pages.length || 1
      const shown = pages[at] ?? []
      const lines = shown.reduce((sum, { rows }) => sum + rows.length + 1, 0) - (shown.length === 1)
      say(alone, shown.length === 1 ? shown[0].title : "")
      table.classList.toggle("one", shown.length === 1)
      set(element, { style: { "--row": `${Math.min(HIGHEST * unit, room / lines)}px` } })
      show(page, pages.length > 1)
      say(page, pages.length > 1 ? fmt(words.page, { number: at + 1, count: pages.length }) : "")
      drawWorks(table, shown, matrix.criteria, data)
    },
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      at += 1
      scene.draw(...last)
    },
  }
  return scene
}

// Everything on one page, or each initiative on pages of its own, evenly filled.
export function parted(works, most) {
  const lines = works.reduce((sum, { rows }) => sum + rows.length + 1, 0)
  if (works.length > 1 && lines <= most) return [works]
  return works.flatMap((work) => {
    const parts = Math.ceil(work.rows.length / most)
    const size = Math.ceil(work.rows.length / parts)
    return Array.from({ length: parts }, (_, n) => [
      { ...work, rows: work.rows.slice(n * size, n * size + size) },
    ])
  })
}

function drawHead(head, criteria, words, corner) {
  keyed(
    head,
    ["territory", ...criteria, "verdict"],
    String,
    (name) =>
      name === "territory"
        ? h("td", { class: name }, ...corner)
        : h("th", { scope: "col", class: name === "verdict" ? name : "criterion" }, h("span")),
    (cell, name) => name !== "territory" && say(cell.firstChild, words.criteria[name] ?? words.verdict),
  )
}

function drawWorks(table, works, criteria, { words, language }) {
  const head = table.tHead
  keyed(
    table,
    [{ id: "head" }, ...works],
    ({ id }) => id,
    ({ id }) => (id === "head" ? head : h("tbody")),
    (body, work) => {
      if (body === head) return
      keyed(
        body,
        [{ territory_id: "title" }, ...work.rows],
        ({ territory_id }) => territory_id,
        ({ territory_id }) =>
          territory_id === "title"
            ? h("tr", { class: "title" }, h("th", { colspan: criteria.length + 2 }))
            : h("tr", {}, h("th", { scope: "row" }, h("span")), h("td", { class: "said" }, h("span", { class: "verdict" }))),
        (line, row) =>
          row.territory_id === "title"
            ? say(line.firstChild, work.title)
            : drawRow(line, row, words.matrix, language),
      )
    },
  )
}

function drawRow(line, row, words, language) {
  const [name, said] = [line.firstChild, line.lastChild]
  say(name.firstChild, row.territory)
  keyed(
    line,
    [{ criterion: "name" }, ...row.cells, { criterion: "said" }],
    ({ criterion }) => criterion,
    ({ criterion }) => ({ name, said })[criterion] ?? h("td", { class: "heat" }),
    (cell, told) => {
      if (cell === name || cell === said) return
      paint(cell, told)
      set(cell, { "aria-label": words.levels[cell.dataset.level] ?? words.nobody })
    },
  )
  const verdict = said.firstChild
  set(verdict, { "data-verdict": row.verdict })
  const conditions = row.conditions ? count(words.conditions, row.conditions, language) : ""
  say(verdict, row.verdict ? words.verdicts[row.verdict] : conditions)
  show(verdict, Boolean(row.verdict || conditions))
}

// The matrix as a grid to walk through with the arrow keys; Enter or a click opens what lies behind a cell.

import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { inWords, legend, ordered, paint, sum } from "./matrix_cells.js"
import { surface } from "./surface.js"
import { drawTabs } from "./tabs.js"

const VERDICT = "verdict"
const PAGE = 10

export default surface(["matrix_cells.css", "matrix.css"], (root, { send, redraw }) => {
  const hidden = h("p", { class: "empty" })
  const tabs = h("div", { class: "tabs" })
  const title = h("h3")
  const sums = h("p", { class: "sums small quiet" })
  const order = h("select", {}, h("option", { value: "name" }), h("option", { value: "table" }))
  const sorting = h("label", { class: "order small" }, h("span"), order)
  const head = h("tr")
  const body = h("tbody")
  const grid = h("table", { role: "grid" }, h("thead", {}, head), body)
  const frame = h("div", { class: "frame" }, grid)
  const keys = legend()
  const how = h("p", { class: "how small quiet" })
  const below = h("div", { class: "below" }, how, sorting)
  const whole = h("section", { class: "matrix" }, tabs, title, sums, frame, keys, below)
  root.append(hidden, whole)
  let chosen = null
  let at = null // the cell that Tab reaches: [territory, column]
  let shown = null
  let watch = null
  let found = null // the initiative whose row of one's own was brought into sight

  order.onchange = redraw
  grid.onkeydown = walk
  grid.addEventListener("focusin", ({ target }) => {
    const cell = target.closest("td")
    if (!cell) return
    at = cell.place
    rove()
  })
  grid.onclick = ({ target }) => {
    const cell = target.closest("td")
    if (cell) open(cell)
  }

  function open({ place: [territory, column] }) {
    send("cell", { initiative: chosen, territory, criterion: column === VERDICT ? null : column })
    clearInterval(watch)
    watch = comeBack(() => body.querySelector('td[tabindex="0"]')?.focus())
  }

  function walk(event) {
    const cell = event.target.closest("td")
    if (!cell) return
    if (event.key === "Enter" || event.key === " ") open(cell)
    const to = next(cell, event)
    if (to) {
      to.focus()
      to.scrollIntoView({ block: "nearest", inline: "nearest" })
    }
    if (to || event.key === "Enter" || event.key === " ") {
      event.preventDefault()
      event.stopPropagation() // Streamlit has keys of its own
    }
  }

  function next(cell, { key, ctrlKey }) {
    const rows = [...body.children]
    const line = rows.indexOf(cell.parentElement)
    const cells = (row) => [...rows[row].querySelectorAll("td")]
    const column = cells(line).indexOf(cell)
    const within = (value, most) => Math.min(most, Math.max(0, value))
    const last = cells(line).length - 1
    const step = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      PageDown: [PAGE, 0],
      PageUp: [-PAGE, 0],
      Home: [ctrlKey ? -rows.length : 0, -last],
      End: [ctrlKey ? rows.length : 0, last],
    }[key]
    return step && cells(within(line + step[0], rows.length - 1))[within(column + step[1], last)]
  }

  // One cell at a time can be reached by Tab.
  function rove() {
    const cells = [...body.querySelectorAll("td")]
    const same = ({ place }) => at && place[0] === at[0] && place[1] === at[1]
    const reached = cells.find(same) ?? cells[0]
    for (const cell of cells) set(cell, { tabindex: cell === reached ? 0 : -1 })
  }

  function draw({ matrix }, data) {
    if (!matrix) return
    const { words, language } = data
    const works = matrix.initiatives.filter(({ rows }) => rows.length)
    const seen = matrix.revealed && works.length > 0
    show(hidden, !seen)
    show(whole, seen)
    say(hidden, matrix.revealed ? words.empty : words.hidden)
    if (!seen) return
    if (data.initiative && data.initiative !== shown) chosen = shown = data.initiative
    const work = works.find(({ id }) => id === chosen) ?? works[0]
    chosen = work.id
    show(tabs, works.length > 1)
    drawTabs(
      tabs,
      works.map(({ id, title }) => ({ id, text: title })),
      chosen,
      words.initiatives,
      (id) => {
        chosen = id
        redraw()
      },
    )
    show(title, works.length === 1)
    say(title, work.title)
    say(sums, sum(matrix, words, language))
    const tables = work.rows.some(({ groups }) => groups.length)
    show(sorting, tables && work.rows.length > 1)
    say(sorting.firstChild, words.order)
    say(order.children[0], words.by_name)
    say(order.children[1], words.by_table)
    set(grid, { "aria-label": fmt(words.label, { title: work.title }) })
    drawHead(head, matrix.criteria, words)
    const rows = ordered(work.rows, order.value)
    set(frame, { "data-long": rows.length > PAGE })
    keyed(
      body,
      rows,
      ({ territory_id }) => `${work.id} ${territory_id}`,
      () => h("tr", {}, h("th", { scope: "row" }, h("span"), h("span", { class: "small quiet" }))),
      (line, row) => drawRow(line, row, matrix.criteria, data),
    )
    keys.draw(words)
    say(how, words.how)
    rove()
    showMine(work.id)
  }

  // One's own territory is in sight at first, however many there are.
  function showMine(initiative) {
    const own = body.querySelector(".mine")
    if (found === initiative || !own || !frame.clientHeight) return
    found = initiative
    frame.scrollTop = own.offsetTop - head.offsetHeight - own.offsetHeight
  }

  draw.stop = () => clearInterval(watch)
  return draw
})

// A dialog gives the focus back to the page, not to what had it inside a surface: so we take it when it closes.
function comeBack(focus) {
  let seen = false
  let turns = 0
  const timer = setInterval(() => {
    const open = document.querySelector('[role="dialog"]') !== null
    seen ||= open
    turns += 1
    if (open || (!seen && turns < 50)) return
    clearInterval(timer)
    if (seen && document.activeElement === document.body) focus()
  }, 200)
  return timer
}

function drawHead(head, criteria, words) {
  const columns = [
    { id: "territory", text: words.territory },
    ...criteria.map((id) => ({ id, text: words.criteria[id], asks: words.questions[id] })),
    { id: VERDICT, text: words.verdict },
  ]
  keyed(
    head,
    columns,
    ({ id }) => id,
    ({ id }) => h("th", { scope: "col", class: id in words.criteria ? "criterion" : id }, h("span")),
    (cell, { text, asks }) => {
      say(cell.firstChild, text)
      set(cell, { title: asks })
    },
  )
}

function drawRow(line, row, criteria, { words, language, mine }) {
  const [name] = line.children
  line.classList.toggle("mine", row.territory_id === mine)
  say(name.firstChild, row.territory)
  say(name.lastChild, row.groups.length ? fmt(words.tables, { numbers: row.groups.join(", ") }) : "")
  const cells = new Map(row.cells.map((cell) => [cell.criterion, cell]))
  keyed(
    line,
    ["name", ...criteria, VERDICT],
    String,
    (column) => (column === "name" ? name : h("td", { class: column === VERDICT ? "verdict" : "heat", tabindex: -1 })),
    (cell, column) => {
      if (column === "name") return
      cell.place = [row.territory_id, column]
      if (column === VERDICT) return drawVerdict(cell, row, words, language)
      const told = cells.get(column) ?? { value: null, rated: 0, unknown: 0, zeros: 0, low: null, high: null }
      paint(cell, told)
      set(cell, {
        "aria-label": `${row.territory}, ${words.criteria[column]}: ${inWords(told, words, language)}`,
        title: inWords(told, words, language),
      })
    },
  )
}

function drawVerdict(cell, row, words, language) {
  if (!cell.firstChild) cell.append(h("span"), h("span", { class: "small quiet" }))
  const [verdict, conditions] = cell.children
  const decided = row.verdict ? words.verdicts[row.verdict] : words.no_verdict
  const written = row.conditions ? count(words.conditions, row.conditions, language) : ""
  verdict.classList.toggle("tag", Boolean(row.verdict))
  set(verdict, { "data-verdict": row.verdict })
  say(verdict, row.verdict ? decided : "–")
  say(conditions, written)
  set(cell, { "aria-label": [row.territory, decided, written].filter(Boolean).join(", ") })
}

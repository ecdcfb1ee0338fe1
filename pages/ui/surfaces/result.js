import { count, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

const MANY = 30 // more dots than that on one line are drawn as one bar

export function result() {
  const heading = h("h3")
  const quiet = h("p", { class: "empty" })
  const rows = h("ol", { class: "rows" })
  const tie = h("div", { class: "tie" })
  const how = h("p", { class: "settled" })
  const element = h("section", { class: "result" }, heading, quiet, tie, rows, how)
  let shown = null

  element.draw = (view, words, language, { fresh = true } = {}) => {
    const open = view.rows !== null && view.rows !== undefined
    say(heading, view.runoff ? words.runoff : words.result)
    show(quiet, !open)
    say(quiet, view.state === "none" ? words.none : words.hidden)
    const tied = open && view.state === "revealed" && view.tied.length > 1 && view.cut_after === null
    show(rows, open)
    show(tie, tied)
    show(how, open && Boolean(view.how))
    say(how, view.how ? [words.how[view.how], view.reason].filter(Boolean).join(" : ") : "")
    if (!open) {
      shown = "hidden"
      return
    }
    const name = `${view.round_id} ${view.state}`
    if (shown !== null && shown !== name && shown.split(" ")[1] !== "decided" && fresh) reveal(element)
    shown = name
    drawTie(tied ? view.rows.filter(({ id }) => view.tied.includes(id)) : [], words, language)
    drawRows(view, words, language)
  }

  function drawTie(sides, words, language) {
    keyed(
      tie,
      sides,
      ({ id }) => id,
      () =>
        h(
          "div",
          { class: "side" },
          h("span", { class: "tag honey" }),
          h("h4"),
          h("p", { class: "small quiet" }),
          h("div", { class: "bar", "aria-hidden": "true" }),
          h("p", { class: "small" }),
        ),
      (side, row) => {
        const [tag, title, from, bar, support] = side.children
        say(tag, words.tied)
        say(title, row.title)
        say(from, row.territory)
        dots(bar, row.dots)
        say(
          support,
          [
            count(words.dots, row.dots, language),
            row.territories === null ? "" : count(words.territories, row.territories, language),
          ]
            .filter(Boolean)
            .join(" · "),
        )
      },
    )
  }

  function drawRows(view, words, language) {
    const most = Math.max(1, ...view.rows.map(({ dots }) => dots))
    set(rows, { style: { "--most": Math.min(most, MANY) } })
    const lines = []
    view.rows.forEach((row, at) => {
      lines.push({ id: row.id, row })
      if (view.cut_after !== null && at + 1 === view.cut_after && at + 1 < view.rows.length)
        lines.push({ id: "cut" })
    })
    keyed(
      rows,
      lines,
      ({ id }) => id,
      ({ row }) => (row ? line() : h("li", { class: "cut" }, h("span"))),
      (element, { row }) => {
        if (!row) return say(element.firstChild, words.cut)
        const { name, from, bar, sum, support, mark } = element.parts
        say(name, row.title)
        say(from, row.territory)
        if (most > MANY) set(bar, { class: "bar solid", style: { "--share": `${(100 * row.dots) / most}%` } })
        else dots(bar, row.dots)
        say(sum, row.dots)
        set(sum, { "aria-label": count(words.dots, row.dots, language) })
        const again = row.runoff_dots ?? null
        say(
          support,
          [
            row.territories ? count(words.territories, row.territories, language) : "",
            again === null ? "" : count(words.runoff_dots, again, language),
          ]
            .filter(Boolean)
            .join(" · "),
        )
        element.classList.toggle(
          "kept",
          row.kept === true || (row.kept === null && row.state === "above" && view.cut_after !== null),
        )
        element.classList.toggle("tied", row.state === "tied" && row.kept === null)
        show(mark, row.kept === true || (row.state === "tied" && row.kept === null))
        set(mark, { class: row.kept ? "mark tag green" : "mark tag honey" })
        say(mark, row.kept ? words.kept : words.tied)
      },
    )
  }
  return element
}

function line() {
  const name = h("span")
  const from = h("span", { class: "from" })
  const bar = h("div", { class: "bar", "aria-hidden": "true" })
  const sum = h("span", { class: "sum number", role: "text" })
  const support = h("span", { class: "support" })
  const mark = h("span", { class: "mark tag" })
  const element = h(
    "li",
    { class: "row" },
    h("div", { class: "name" }, name, from),
    bar,
    h("div", { class: "count" }, sum),
    h("div", { class: "facts" }, support, mark),
  )
  return Object.assign(element, { parts: { name, from, bar, sum, support, mark } })
}

function dots(bar, many) {
  bar.classList.remove("solid")
  keyed(
    bar,
    Array.from({ length: many }, (_, at) => ({ at })),
    ({ at }) => at,
    () => h("i", { class: "dot" }),
  )
}

function reveal(element) {
  element.classList.remove("revealing")
  void element.offsetWidth
  element.classList.add("revealing")
}

export default surface("result.css", (root) => {
  const one = result()
  one.classList.add("room")
  root.append(one)
  return (views, { words, language }) => views.result && one.draw(views.result, words, language)
})

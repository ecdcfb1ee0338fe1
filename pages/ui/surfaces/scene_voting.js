// The vote without any count, then its result.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { fit } from "./fit.js"
import { result } from "./result.js"
import { turnout } from "./turnout.js"

const PAGE_SECONDS = 12
const MOST_ROWS = 10 // of a result: those after them were not chosen, and the console has them all

export function vote() {
  const list = h("ul", { class: "list" })
  const page = h("p", { class: "page" })
  const wheel = turnout()
  const element = h("div", { class: "vote scene" }, h("div", { class: "listed" }, list, page), wheel)
  let last = null
  let at = 0
  let turned = 0

  const scene = {
    element,
    draw(views, data) {
      const { turnout } = views
      const { words, language } = data
      if (!turnout) return
      last = [views, data]
      wheel.draw(turnout, words.vote, language)
      fit(wheel, element, [1, 0.86, 0.74, 0.62, 0.5, 0.4])
      const { candidates } = turnout
      show(page, false)
      draw(candidates, candidates.length)
      const paged = whole(list) < candidates.length
      show(page, paged)
      if (!paged) return
      say(page, fmt(words.wall.page, { number: 1, count: 1 })) // it takes its line before others are counted
      const starts = parted(candidates)
      at %= starts.length
      say(page, fmt(words.wall.page, { number: at + 1, count: starts.length }))
      draw(candidates.slice(starts[at], starts[at + 1]), candidates.length)
    },
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      at += 1
      scene.draw(...last)
    },
  }
  return scene

  // Where each page begins: as many lines on each as are seen whole, whatever the fonts.
  function parted(candidates) {
    const starts = []
    for (let from = 0; from < candidates.length; from += whole(list)) {
      starts.push(from)
      draw(candidates.slice(from), candidates.length)
    }
    return starts
  }

  // Pages of one list are set alike, however few lines the last one has.
  function draw(candidates, many) {
    const columns = many > 6 ? 2 : 1
    set(list, {
      style: { "--columns": columns, "--size": many <= 5 ? 4.2 : many <= 6 ? 3.6 : 3.1 },
    })
    keyed(
      list,
      candidates,
      ({ id }) => id,
      () => h("li", {}, h("b"), h("span")),
      (line, one) => {
        say(line.firstChild, one.title)
        say(line.lastChild, one.territory)
      },
    )
    fit(list, list, [1, 0.94, 0.88, 0.82])
  }
}

// How many lines of a list are seen whole; at least one.
function whole(list) {
  const floor = list.getBoundingClientRect().bottom + 1
  const seen = [...list.children].filter((line) => line.getBoundingClientRect().bottom <= floor)
  return Math.max(1, seen.length)
}

export function tally() {
  const rows = result()
  const wheel = turnout()
  const element = h("div", { class: "tally scene" }, wheel, rows)
  return {
    element,
    draw({ result }, { words, language }) {
      if (!result) return
      const tie = result.state === "revealed" && result.tied.length > 1 && result.cut_after === null
      element.classList.toggle("tie-only", tie)
      element.classList.toggle("tie-many", tie && result.tied.length > 3)
      const shown = result.rows?.slice(0, MOST_ROWS) ?? null
      const many = shown?.length ?? 0
      show(wheel, many === 0)
      if (!many) wheel.draw({ ...result, open: false, dots: 0 }, words.vote, language)
      element.classList.toggle("many", many > 6)
      const most = Math.max(1, ...(result.rows ?? []).map(({ dots }) => dots))
      set(element, {
        style: {
          "--size": many <= 5 ? 3.8 : many <= 7 ? 3.2 : 2.9,
          "--dot": `min(1.25em, ${(44 / most).toFixed(2)}vw)`,
        },
      })
      rows.draw(tie ? result : { ...result, rows: shown }, words.vote, language)
      fit(element, element, [1, 0.96, 0.92, 0.88])
    },
  }
}

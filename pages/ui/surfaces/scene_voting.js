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
      show(page, false)
      draw(turnout.candidates)
      const most = whole(list)
      const pages = Math.ceil(turnout.candidates.length / most)
      show(page, pages > 1)
      if (pages < 2) return
      const held = whole(list) // fewer, beside the number of the page
      const count = Math.ceil(turnout.candidates.length / held)
      at %= count
      say(page, fmt(words.wall.page, { number: at + 1, count }))
      draw(turnout.candidates.slice(at * held, at * held + held))
    },
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      at += 1
      scene.draw(...last)
    },
  }
  return scene

  function draw(candidates) {
    const many = candidates.length
    const columns = many > 6 ? 2 : 1
    set(list, {
      style: { "--columns": columns, "--size": many <= 5 ? 4.2 : many <= 6 ? 3.6 : many <= 12 ? 3.1 : 2.7 },
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

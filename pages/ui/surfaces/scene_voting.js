// The vote without any count, then its result.

import { h, keyed, say, set, show } from "./dom.js"
import { fit } from "./fit.js"
import { result } from "./result.js"
import { turnout } from "./turnout.js"

export function vote() {
  const list = h("ul", { class: "list" })
  const wheel = turnout()
  const element = h("div", { class: "vote scene" }, list, wheel)
  return {
    element,
    draw({ turnout }, { words, language }) {
      if (!turnout) return
      wheel.draw(turnout, words.vote, language)
      const many = turnout.candidates.length
      const columns = many > 6 ? 2 : 1
      set(list, {
        style: { "--columns": columns, "--size": many <= 5 ? 4.2 : many <= 6 ? 3.6 : many <= 12 ? 3.1 : 2.7 },
      })
      keyed(
        list,
        turnout.candidates,
        ({ id }) => id,
        () => h("li", {}, h("b"), h("span")),
        (line, one) => {
          say(line.firstChild, one.title)
          say(line.lastChild, one.territory)
        },
      )
      fit(list, list, [1, 0.94, 0.88, 0.82])
    },
  }
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
      const many = result.rows?.length ?? 0
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
      rows.draw(result, words.vote, language)
      fit(element, element, [1, 0.96, 0.92, 0.88])
    },
  }
}

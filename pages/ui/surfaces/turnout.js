import { count, fmt, h, say, set, show, svg } from "./dom.js"
import { surface } from "./surface.js"

const AROUND = 2 * Math.PI * 45

// A ring that fills: also the pitch's timer and the projector's turnout.
export function ring() {
  const fill = svg("circle", {
    class: "fill",
    cx: 50,
    cy: 50,
    r: 45,
    "stroke-dasharray": AROUND,
    "stroke-dashoffset": AROUND,
  })
  const value = h("span", { class: "value number" })
  const element = h(
    "div",
    { class: "ring", "aria-hidden": "true" },
    svg("svg", { viewBox: "0 0 100 100" }, svg("circle", { class: "track", cx: 50, cy: 50, r: 45 }), fill),
    value,
  )
  element.to = (share) => set(fill, { "stroke-dashoffset": AROUND * (1 - Math.min(1, Math.max(0, share))) })
  element.value = value
  return element
}

export function turnout() {
  const wheel = ring()
  const big = h("span")
  const of = h("small")
  wheel.value.append(big, of)
  const line = h("strong")
  const more = h("span", { class: "small quiet" })
  const element = h("div", { class: "turnout" }, wheel, h("p", { class: "said", role: "status" }, line, more))
  element.draw = (view, words, language) => {
    const none = view.round_id === null || view.round_id === undefined
    show(wheel, !none)
    wheel.to(view.eligible ? view.voted / view.eligible : 0)
    wheel.classList.toggle("all", view.eligible > 0 && view.voted >= view.eligible)
    say(big, view.voted)
    say(of, ` / ${view.eligible}`)
    say(line, none ? words.none : count(words.voted, view.eligible, language, { voted: view.voted }))
    const parts = [
      view.proxies ? fmt(words.proxies, { n: view.proxies }) : "",
      none ? "" : view.open ? count(words.dots_each, view.dots, language) : words.closed,
    ]
    say(more, parts.filter(Boolean).join(" · "))
  }
  return element
}

export default surface("turnout.css", (root) => {
  const one = turnout()
  root.append(one)
  return (views, { words, language }) => views.turnout && one.draw(views.turnout, words, language)
})

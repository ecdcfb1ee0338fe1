import { count, h, keyed, say, show } from "./dom.js"
import { surface } from "./surface.js"

export function round() {
  const status = h("p", { class: "quiet", role: "status" })
  const withheld = h("p", { class: "empty" })
  const bars = h("ol", { class: "bars" })
  const said = h("h3")
  const list = h("ul", { class: "words" })
  const element = h("section", { class: "round" }, status, withheld, bars, said, list)

  element.draw = (view, words, language) => {
    const names = view.kind === "closing" ? words.roti : words.weather
    say(status, count(words.answered, view.present, language, { answered: view.answered }))
    show(withheld, !view.counts)
    say(withheld, view.kind === "closing" ? words.until_closed : words.withheld)
    show(bars, Boolean(view.counts))
    const counts = view.counts ?? []
    const most = Math.max(1, ...counts)
    keyed(
      bars,
      counts.map((many, at) => ({ at, many })),
      ({ at }) => at,
      () =>
        h(
          "li",
          {},
          h("div", { class: "stack", "aria-hidden": "true" }, h("i")),
          h("b", { class: "number" }),
          h("span", { class: "name" }),
        ),
      (bar, { at, many }) => {
        const [stack, number, name] = bar.children
        stack.firstChild.style.height = `${(100 * many) / most}%`
        say(number, many)
        say(name, view.kind === "closing" ? `${at + 1}. ${names[at]}` : names[at])
      },
    )
    const spoken = view.words.filter(Boolean).map((text, at) => ({ text, at }))
    show(said, spoken.length > 0)
    say(said, words.said)
    keyed(
      list,
      spoken,
      ({ at }) => at,
      () => h("li"),
      (line, { text }) => say(line, text),
    )
  }
  return element
}

export default surface("round.css", (root) => {
  const one = round()
  root.append(one)
  return (views, { words, language }) => views.round && one.draw(views.round, words, language)
})

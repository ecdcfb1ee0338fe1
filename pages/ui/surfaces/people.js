import { count, fmt, h, keyed, say, show, svg } from "./dom.js"
import { surface } from "./surface.js"

export function people() {
  const here = h("strong")
  const awaited = h("span", { class: "small quiet" })
  const done = h("span", { class: "small" })
  const head = h("p", { class: "crowd", role: "status" }, here, " ", awaited, " ", done)
  const empty = h("p", { class: "empty" })
  const roles = h("ul", { class: "chips" })
  const territories = h("ul", { class: "chips" })
  const names = h("ul", { class: "names" })
  const element = h("section", { class: "people" }, head, empty, roles, territories, names)
  let started = false

  element.draw = (view, words, language, { only = null } = {}) => {
    const expected = view.expected > view.present ? fmt(words.expected, { n: view.expected }) : ""
    say(here, count(words.present, view.present, language))
    say(awaited, expected)
    say(done, view.done ? count(words.done, view.done, language) : "")
    show(head, only !== "roles")
    show(empty, view.present === 0 && only === null)
    say(empty, words.nobody)
    show(roles, only !== "territories" && only !== "head")
    show(territories, only === null || only === "territories")
    chips(
      roles,
      view.by_role.map(({ role, count }) => ({ name: words.roles[role] ?? role, count })),
    )
    chips(
      territories,
      view.by_territory.map(({ territory, count }) => ({ name: territory || words.no_territory, count })),
    )
    show(names, only === null && Boolean(view.people?.length))
    keyed(
      names,
      view.people ?? [],
      ({ id }) => id,
      person,
      (line, one) => drawPerson(line, one, words),
    )
    started = true
  }

  function chips(list, items) {
    keyed(
      list,
      items,
      ({ name }) => name,
      () => h("li", { class: started ? "chip new" : "chip" }, h("span"), h("b")),
      (chip, item) => {
        say(chip.firstChild, item.name)
        say(chip.lastChild, item.count)
      },
    )
  }
  return element
}

function person() {
  const mark = h("span", { class: "mark", "aria-hidden": "true" }, tick())
  const name = h("span")
  const done = h("span", { class: "unseen" })
  const more = h("span", { class: "more" })
  return Object.assign(h("li", {}, mark, h("span", {}, name, " ", done), more), {
    parts: { mark, name, done, more },
  })
}

function drawPerson({ parts }, one, words) {
  parts.mark.style.visibility = one.done ? "visible" : "hidden"
  say(parts.name, one.name)
  say(parts.done, one.done ? words.is_done : "")
  const facts = [one.territory, words.roles[one.role], !one.has_device && words.no_device]
  say(parts.more, facts.filter(Boolean).join(" · "))
}

export function tick() {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", width: "1em", height: "1em" },
    svg("path", {
      d: "M4 10.5l4 4 8-9",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2.4,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  )
}

export default surface("people.css", (root) => {
  const one = people()
  root.append(one)
  return (views, { words, language, only }) =>
    views.people && one.draw(views.people, words, language, { only })
})

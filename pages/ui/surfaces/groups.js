import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

const ASKED = ["obstacles", "core_functions"]

export function groups(heading = "h3") {
  const empty = h("p", { class: "empty" })
  const list = h("ul", { class: "groups" })
  const unplaced = h("p", { class: "unplaced quiet" })
  const element = h("section", {}, empty, list, unplaced)

  element.draw = (view, words, language, { mine = null, members = true, cells = true } = {}) => {
    show(empty, view.groups.length === 0)
    say(empty, words.none)
    keyed(
      list,
      view.groups,
      ({ id }) => id,
      () => group(heading),
      (one, item) => update(one, item, { words, language, members, cells, mine: item.id === mine }),
    )
    show(unplaced, view.groups.length > 0 && view.unplaced_count > 0)
    say(unplaced, view.unplaced_count ? count(words.unplaced, view.unplaced_count, language) : "")
  }
  return element
}

function group(heading) {
  const parts = {
    nth: h("span", { class: "nth number" }),
    yours: h("span", { class: "tag honey" }),
    title: h(heading, { class: "title" }),
    cells: h("div", { class: "cells", role: "img" }),
    sum: h("p", { class: "sum" }),
    members: h("ul", { class: "members" }),
  }
  const top = h("div", { class: "top" }, parts.nth, parts.title)
  return Object.assign(h("li", { class: "group" }, top, parts.yours, parts.cells, parts.sum, parts.members), {
    parts,
  })
}

function update(element, item, { words, language, members, cells, mine }) {
  const { parts } = element
  element.classList.toggle("mine", mine)
  say(parts.nth, item.number)
  set(parts.nth, { "aria-label": fmt(words.table, item) })
  show(parts.yours, mine)
  say(parts.yours, words.yours)
  say(parts.title, item.name || item.initiative)
  const filled = fmt(words.filled, { n: item.filled, count: item.sections.length })
  show(parts.cells, cells && item.sections.length > 0)
  show(parts.sum, cells)
  set(parts.cells, { "aria-label": filled })
  keyed(
    parts.cells,
    item.sections,
    ({ section }) => section,
    () => h("i", { class: "cell" }),
    (cell, { section, count: many }) => {
      set(cell, {
        "data-level": Math.min(3, many),
        title: `${words.sections[section]} : ${count(words.posts, many, language)}`,
      })
      cell.classList.toggle("asked", ASKED.includes(section))
    },
  )
  const missing = item.missing.map((section) => words.sections[section]).join(", ")
  say(parts.sum, missing ? `${filled} · ${fmt(words.missing, { names: missing })}` : filled)
  show(parts.members, members)
  const seated = item.members.length
    ? item.members
    : [{ id: "nobody", name: words.empty, territory: "", role: "" }]
  keyed(
    parts.members,
    seated,
    ({ id }) => id,
    () => h("li", {}, h("span"), " ", h("span", { class: "from" }), " ", h("span", { class: "does" })),
    (line, one) => {
      const [name, from, does] = line.children
      const away = one.here === false && words.away
      line.classList.toggle("away", Boolean(away))
      say(name, one.name)
      say(from, [one.territory, words.roles[one.role], away].filter(Boolean).join(" · "))
      const tasks = (item.tasks ?? []).filter(({ person_id }) => person_id === one.id)
      say(does, tasks.map(({ task }) => words.tasks[task]).join(", "))
    },
  )
}

// The tables with how far each is now: that is pushed by itself, with every post.
export function upToDate(view, progress) {
  const now = new Map((progress?.tables ?? []).map((one) => [one.id, one]))
  return view && { ...view, groups: view.groups.map((one) => ({ ...one, ...now.get(one.id) })) }
}

export default surface("groups.css", (root) => {
  const one = groups()
  root.append(one)
  return (views, { words, language, mine }) =>
    views.groups && one.draw(upToDate(views.groups, views.progress), words, language, { mine })
})

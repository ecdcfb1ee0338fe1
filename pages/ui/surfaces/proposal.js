import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

// The proposed tables, side by side. Nothing is sent from here: the buttons beside it decide.
export default surface(["groups.css", "proposal.css"], (root) => {
  const list = h("ul", { class: "groups proposed" })
  root.append(list)
  return (_views, { tables, words, language }) =>
    keyed(list, tables, ({ number }) => number, table, (one, item) => update(one, item, words, language))
})

function table() {
  const parts = {
    nth: h("span", { class: "nth number" }),
    title: h("h4", { class: "title" }),
    many: h("p", { class: "sum" }),
    people: h("ul", { class: "members" }),
  }
  const top = h("div", { class: "top" }, parts.nth, parts.title)
  return Object.assign(h("li", { class: "group" }, top, parts.many, parts.people), { parts })
}

function update(element, item, words, language) {
  const { parts } = element
  say(parts.nth, item.number)
  set(parts.nth, { "aria-label": fmt(words.table, item) })
  say(parts.title, item.initiative)
  say(parts.many, count(words.people, item.people.length, language))
  keyed(parts.people, item.people, ({ id }) => id, person, (line, one) => {
    say(line.named, one.name)
    say(line.from, [one.territory, words.roles[one.role]].filter(Boolean).join(" · "))
    tag(line.holds, one.holds && words.holds)
    tag(line.stays, one.stays && words.stays)
    tag(line.wish, one.wish && (words.wishes[one.wish - 1] ?? words.wishes.at(-1)))
  })
}

function person() {
  const parts = {
    named: h("span", { class: "named" }),
    holds: h("span", { class: "tag honey" }),
    stays: h("span", { class: "tag" }),
    wish: h("span", { class: "wish" }),
    from: h("span", { class: "from" }),
  }
  const name = h("span", { class: "who" }, parts.named, " ", parts.holds, " ", parts.stays)
  return Object.assign(h("li", {}, name, " ", h("span", {}, parts.from, " ", parts.wish)), parts)
}

function tag(element, text) {
  show(element, Boolean(text))
  say(element, text || "")
}

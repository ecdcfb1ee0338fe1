import { h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

// What the library found, card by card. Every text is a text node; what was looked for stands in a <mark>.
export default surface("found.css", (root, { send }) => {
  const sentence = h("p", { class: "told", role: "status" })
  const list = h("ul", { class: "found" })
  root.append(sentence, list)
  const open = (initiative) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    send("opened", { initiative })
  }
  return (_views, { cards, label, told, level }) => {
    say(sentence, told)
    set(list, { "aria-label": label })
    keyed(list, cards, (card) => card.id, () => cardOf(level), (element, card) => draw(element, card, open))
  }
})

function cardOf(level) {
  const kind = h("p", { class: "kind" })
  const title = h(`h${level}`, { class: "title" })
  const lines = h("div", { class: "lines" })
  const foot = h("p", { class: "foot small quiet" })
  return Object.assign(h("li", { class: "card" }, kind, title, lines, foot), { kind, heading: title, lines, foot })
}

function draw(element, card, open) {
  show(element.kind, Boolean(card.kind))
  element.kind.replaceChildren(h("span", {}, card.kind), ...card.badges.map((badge) => h("span", { class: "badge" }, badge)))
  show(element.heading, card.title.length > 0)
  const named = card.title.length ? marked(card.title) : []
  element.heading.replaceChildren(card.href ? linked(card, open, named) : h("span", {}, named))
  element.lines.replaceChildren(...card.lines.map(lineOf))
  const foot = footOf(card, open)
  show(element.foot, foot.length > 0)
  element.foot.replaceChildren(...foot)
}

function linked(card, open, named) {
  return h("a", { href: card.href, target: "_top", onclick: card.initiative === null ? null : open(card.initiative) }, named)
}

const marked = (pieces) => pieces.map(([text, found]) => (found ? h("mark", {}, text) : text))

function lineOf({ text, facts, more, mark }) {
  return h(
    "div",
    { class: "line" },
    h("p", { class: "said" }, mark ? h("span", { class: "mark" }, mark) : null, marked(text)),
    facts ? h("p", { class: "small quiet" }, facts) : null,
    more.length ? h("ul", { class: "more small" }, more.map((one) => h("li", {}, one))) : null,
  )
}

function footOf(card, open) {
  const about = card.about && h("a", { href: card.href, target: "_top", onclick: open(card.initiative) }, card.about)
  const links = card.links.map(([text, href]) => h("a", { href, target: "_top" }, text))
  return [about, card.facts && h("span", {}, card.facts), ...links].filter(Boolean)
}

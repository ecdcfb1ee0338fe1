// The kept initiatives in the order a participant would like to work on them: touched one after the other.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

export default surface("wishes.css", (root, { send, redraw }) => {
  const title = h("h2")
  const how = h("p", { class: "quiet" })
  const cards = h("ol", { class: "wishes" })
  const said = h("p", { class: "said quiet", role: "status" })
  root.append(title, how, cards, said)

  return (_views, { wishes, words }, _news, outbox) => {
    const order = wished(wishes.initiatives, outbox.pending)
    say(title, words.title)
    say(how, words.how)
    const wish = (next) => {
      send("rank", { order: next })
      redraw()
    }
    keyed(
      cards,
      wishes.initiatives,
      ({ id }) => id,
      card,
      (element, item) => update(element, item, { order, words, wish }),
    )
    const told = order.map((id) => wishes.initiatives.find((one) => one.id === id)?.title)
    say(
      said,
      told.map((name, at) => fmt(words.told, { n: at + 1, title: name })).join(" · ") || words.none,
    )
  }
})

// What was touched a moment ago counts at once; a refusal shows as soon as the server has seen it.
function wished(initiatives, pending) {
  const ranked = initiatives.filter(({ rank }) => rank !== null)
  const known = ranked.sort((one, other) => one.rank - other.rank).map(({ id }) => id)
  return pending.length ? pending.at(-1).order : known
}

function card() {
  const parts = {
    rank: h("span", { class: "rank number", "aria-hidden": "true" }),
    title: h("b"),
    territory: h("span", { class: "territory" }),
  }
  const tap = h(
    "button",
    { type: "button", class: "tap" },
    parts.rank,
    h("span", { class: "what" }, parts.title, parts.territory),
  )
  const up = h("button", { type: "button", class: "up" })
  return Object.assign(h("li", { class: "wish" }, tap, up), { parts: { ...parts, tap, up } })
}

function update(element, { id, title, territory }, { order, words, wish }) {
  const { rank, title: name, territory: from, tap, up } = element.parts
  const at = order.indexOf(id)
  element.classList.toggle("wished", at >= 0)
  say(rank, at >= 0 ? at + 1 : "")
  say(name, title)
  say(from, territory)
  show(from, Boolean(territory))
  set(tap, {
    "aria-pressed": String(at >= 0),
    "aria-label": fmt(at >= 0 ? words.take : words.put, { n: (at >= 0 ? at : order.length) + 1, title }),
    onclick: ({ detail }) => {
      if (at < 0) wish([...order, id])
      else if (detail < 2) wish(order.filter((one) => one !== id)) // a double click places it once
    },
  })
  show(up, at > 0)
  say(up, words.up)
  set(up, { "aria-label": fmt(words.up_to, { n: at, title }), onclick: () => wish(raised(order, at)) })
}

function raised(order, at) {
  const next = [...order]
  next.splice(at - 1, 2, order[at], order[at - 1])
  return next
}

import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

export default surface("ballot.css", (root, { send, redraw }) => {
  const purse = h("span", { class: "purse", "aria-hidden": "true" })
  const left = h("span", { role: "status" })
  const saving = h("span", { class: "saving small quiet" })
  const status = h("div", { class: "left" }, purse, left, saving)
  const empty = h("p", { class: "empty" })
  const cards = h("ul", { class: "cards" })
  const foot = h("p", { class: "foot" })
  root.append(status, empty, cards, foot)
  let slow = null

  return ({ ballot }, { words, language }, _news, outbox) => {
    if (!ballot) return
    const { mine, free } = withPending(ballot, outbox.pending)
    show(empty, ballot.candidates.length === 0)
    say(empty, words.none)
    show(status, ballot.candidates.length > 0)
    show(foot, ballot.candidates.length > 0)
    say(left, ballot.open ? (free > 0 ? count(words.left, free, language) : words.used) : words.closed)
    say(
      foot,
      [ballot.runoff && words.runoff, free === 0 && words.change, words.secret].filter(Boolean).join(" "),
    )
    keyed(
      purse,
      Array.from({ length: ballot.dots }, (_, at) => ({ at })),
      ({ at }) => at,
      () => h("i", { class: "dot" }),
      (dot, { at }) => dot.classList.toggle("spent", at >= free),
    )
    clearTimeout(slow)
    show(saving, false)
    if (outbox.pending.length) slow = setTimeout(() => show(saving, outbox.pending.length > 0), 700)
    say(saving, words.saving)
    const tap = (initiative, place) => {
      send("dot", { initiative, place, want: mine.get(initiative) + (place ? 1 : -1) })
      redraw()
    }
    keyed(
      cards,
      ballot.candidates,
      ({ id }) => id,
      card,
      (element, item) =>
        update(element, item, { placed: mine.get(item.id), free, ballot, words, language, tap }),
    )
  }
})

// What the voter did a moment ago counts at once; a refusal shows as soon as the server has seen it.
function withPending(ballot, pending) {
  const mine = new Map(ballot.candidates.map(({ id, mine }) => [id, mine]))
  let free = ballot.left
  for (const { initiative, want } of pending) {
    if (!mine.has(initiative)) continue
    free -= want - mine.get(initiative)
    mine.set(initiative, want)
  }
  return { mine, free: Math.max(0, free) }
}

function card() {
  const parts = {
    picture: h("img", { loading: "lazy", decoding: "async" }),
    title: h("h3"),
    places: h("div", { class: "places" }),
    territory: h("p", { class: "territory" }),
    pitch: h("p", { class: "pitch" }),
    why: h("p", { class: "why" }),
  }
  return Object.assign(h("li", { class: "card" }, ...Object.values(parts)), { parts })
}

function update(element, item, { placed, free, ballot, words, tap }) {
  const { picture, title, territory, pitch, why, places } = element.parts
  show(picture, Boolean(item.picture))
  if (item.picture) set(picture, { src: item.picture, alt: item.alt ?? "" })
  element.classList.toggle("pictured", Boolean(item.picture))
  say(title, item.title)
  say(territory, item.territory)
  say(pitch, item.pitch)
  say(why, item.why_not ? (words[item.why_not] ?? "") : "")
  show(why, Boolean(item.why_not))
  element.classList.toggle("mine", placed > 0)
  element.classList.toggle("spent", (free === 0 && placed === 0) || Boolean(item.why_not))
  const slots = Array.from({ length: Math.max(ballot.cap, placed) }, (_, at) => ({ at }))
  keyed(
    places,
    slots,
    ({ at }) => at,
    () => h("button", { type: "button", class: "place" }, h("i", { class: "dot" })),
    (button, { at }) => {
      const on = at < placed
      set(button, {
        "aria-pressed": String(on),
        "aria-label": fmt(on ? words.take : words.put, item),
        disabled: !ballot.open || (!on && (free === 0 || Boolean(item.why_not))),
      })
      button.onclick = ({ detail }) => (on && detail > 1) || tap(item.id, !on) // a double click places one
    },
  )
}

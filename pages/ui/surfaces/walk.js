// Leading a report-back: from section to section of a table, by buttons, arrow keys or a presenter's remote.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { signature } from "./posts.js"
import { stepAt, stepsOf } from "./steps.js"
import { surface } from "./surface.js"

const BACK = ["ArrowLeft", "PageUp"]
const ON = ["ArrowRight", "PageDown"]

export default surface("walk.css", (root, { send, redraw }) => {
  const told = h("p", { class: "told", role: "status" })
  const lead = h("button", { type: "button", class: "primary" })
  const before = h("button", { type: "button" })
  const next = h("button", { type: "button", class: "primary" })
  const stop = h("button", { type: "button" })
  const drive = h("div", { class: "drive" }, before, next, stop)
  const steps = h("ol", { class: "steps" })
  const title = h("h4")
  const cards = h("ul", { class: "cards" })
  const keys = h("p", { class: "small quiet" })
  root.append(h("section", { class: "walk" }, told, lead, drive, steps, title, cards, keys))
  let go = null

  // The facilitator hears every table, a participant their own.
  function draw({ groups, table: own, canvas, perspective }, data, _news, outbox) {
    const { words, group, me } = data
    const seen = own ?? groups
    const table = own?.table ?? groups?.groups.find(({ id }) => id === group)
    if (!table || !canvas) return
    const asked = outbox.pending.findLast(({ event }) => event === "show" || event === "stop")
    const lit = asked ? (asked.event === "show" ? asked : null) : seen.spotlight
    const ours = lit?.group_id === group || lit?.group === group
    const reporter = table.tasks?.find(({ task }) => task === "reporter")
    const leads = me === null || reporter?.person_id === me
    const waits = leads && me !== null && lit && !ours
    const way = stepsOf(canvas, perspective)
    const here = ours ? way.findIndex(({ section }) => section === lit.section) : -1
    const named = (section) => words.sections[section] ?? words.perspective.sections[section]
    const other = lit?.number ? lit : null
    say(told, saying({ words, ours, lit, other, named, leads, reporter, way }))
    show(lead, me !== null && !leads)
    lead.classList.toggle("primary", !reporter?.person_id)
    say(lead, words.lead)
    lead.onclick = () => send("lead", { group })
    show(drive, leads && way.length > 0)
    show(steps, leads && way.length > 0)
    const to = (section) => {
      send("show", { group, section })
      redraw()
    }
    // An empty section may stand in the light: on from there is the first one.
    const at = { before: way[here - 1]?.section, next: here < 0 ? way[0]?.section : way[here + 1]?.section }
    step(before, words.before, at.before, leads && !waits, named, to)
    step(next, ours ? words.next : words.begin, at.next, leads && !waits, named, to)
    say(stop, words.stop)
    show(stop, Boolean(me === null ? lit : ours))
    stop.onclick = () => {
      send("stop", { group })
      redraw()
    }
    keyed(
      steps,
      way,
      ({ section }) => section,
      () => h("li", {}, h("button", { type: "button" }, h("span"), h("span", { class: "many" }))),
      (line, { section, cards }, _fresh) => {
        const button = line.firstChild
        set(button, { "aria-current": ours && section === lit.section ? "step" : null })
        button.disabled = !leads || Boolean(waits)
        say(button.firstChild, named(section))
        say(button.lastChild, cards.length)
        button.onclick = () => to(section)
      },
    )
    const current = ours ? (stepAt(canvas, perspective, lit.section)?.cards ?? []) : []
    show(title, ours)
    say(title, ours ? named(lit.section) : "")
    drawCards(cards, current, words)
    show(keys, leads && !waits && way.length > 0)
    say(keys, words.keys)
    go = leads && !waits ? { before: at.before && (() => to(at.before)), next: at.next && (() => to(at.next)) } : null
  }

  const onKey = (event) => {
    const turn = ON.includes(event.key) ? go?.next : BACK.includes(event.key) ? go?.before : null
    const paging = event.key.startsWith("Page")
    if (!turn || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    if (!(isFree(event, root) || (paging && !isTyping(event)))) return
    event.preventDefault()
    turn()
  }
  document.addEventListener("keydown", onKey)
  draw.stop = () => document.removeEventListener("keydown", onKey)
  return draw
})

// Arrows are ours where nothing else uses them: on the page itself, and on our own buttons.
function isFree(event, root) {
  const [target] = event.composedPath()
  return target === document.body || root.contains(target)
}

function isTyping(event) {
  const [target] = event.composedPath()
  return Boolean(target.closest?.("input, textarea, select, [contenteditable], [role=dialog], [role=menu]"))
}

function step(button, label, section, able, named, to) {
  say(button, section ? `${label} · ${named(section)}` : label)
  button.disabled = !able || !section
  button.onclick = () => to(section)
}

function saying({ words, ours, lit, other, named, leads, reporter, way }) {
  const where = ours
    ? fmt(words.shown, { section: named(lit.section) })
    : other
      ? fmt(words.other, { number: other.number })
      : words.every
  if (!way.length) return words.nothing
  return leads || !reporter?.person_id ? where : `${fmt(words.leads, reporter)} ${where}`
}

function drawCards(list, cards, words) {
  keyed(
    list,
    cards,
    ({ id, territory_of }) => `${id} ${territory_of ?? ""}`,
    () => h("li", {}, h("span", { class: "where" }), h("p", { dir: "auto" }), h("span", { class: "by" })),
    (line, post) => {
      const [where, text, by] = line.children
      const from = post.territory_of ?? (post.from && words.sections[post.from])
      show(where, Boolean(from || post.core))
      say(where, [post.core && words.core, from].filter(Boolean).join(" · "))
      say(text, post.text)
      say(by, signature(post, words))
      line.classList.toggle("essential", Boolean(post.core))
    },
  )
  show(list, cards.length > 0)
}

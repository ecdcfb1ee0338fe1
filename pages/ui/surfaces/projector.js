// The whole projector: one scene at a time, chosen by what is open.

import { awake } from "./awake.js"
import { now } from "./clock.js"
import { countdown, everySecond } from "./countdown.js"
import { count, fmt, h, say, set, show } from "./dom.js"
import { sum } from "./matrix_cells.js"
import { upToDate } from "./groups.js"
import { drawQr, qr, shownAddress, spell } from "./qr.js"
import { seatingIsDue } from "./scene_seating.js"
import { scenes } from "./scenes.js"
import { surface } from "./surface.js"

const SHEETS = [
  "wall.css",
  "result.css",
  "turnout.css",
  "people.css",
  "groups.css",
  "round.css",
  "pitch.css",
  "matrix_cells.css",
  "projector.css",
  "scene_matrix.css",
  "scene_seating.css",
]

const SCENES = {
  theme: "theme",
  sharing: "wall",
  break: "break",
  checkin: "round",
  closing: "round",
  decomposition: "canvas",
  perspective: "perspective",
}

export default surface(SHEETS, (root, { send }) => {
  const theme = h("p", { class: "theme" })
  const address = h("span")
  const code = h("b")
  const door = h("div", { class: "door" }, h("div", {}, address, " ", code), qr())
  const nth = h("span", { class: "nth number" })
  const name = h("span")
  const instruction = h("p", { class: "instruction" })
  const left = countdown({})
  const fill = h("i")
  const bar = h("div", { class: "bar", "aria-hidden": "true" }, fill)
  const head = h("div", { class: "head" }, h("h1", {}, nth, " ", name), left, instruction, bar)
  const body = h("div", { class: "body" })
  const tally = h("span")
  const here = h("span", {}, h("b"), h("span"))
  const foot = h("div", { class: "foot" }, tally, here)
  const screen = h("div", { class: "screen" }, h("div", { class: "sky" }, theme, door), head, body, foot)
  const full = h("button", { type: "button", class: "full" })
  const aloud = h("p", { class: "unseen", "aria-live": "polite" })
  root.append(screen, full, aloud)

  const made = new Map()
  let scene = null
  let asked = ""
  let span = null
  let last = null
  const stopBar = everySecond((at) => {
    if (span)
      fill.style.transform = `scaleX(${Math.min(1, Math.max(0, (span.ends - at) / (span.ends - span.opened)))})`
    if (last && made.has(scene) && choose(last[0], scene, at) !== scene) queueMicrotask(again)
    made.get(scene)?.tick?.(at)
  })
  const display = awake()
  wake(root, full)

  // What is due may change by the clock alone: seats, two minutes before a break ends.
  function again() {
    if (root.isConnected && choose(last[0], scene, now()) !== scene) draw(...last)
  }

  function draw(pushed, data) {
    const { stage, people } = pushed
    if (!stage) return
    const views = { ...pushed, groups: upToDate(pushed.groups, pushed.progress) }
    last = [views, data]
    display.keep(stage.state === "open")
    const { words, language } = data
    const next = choose(views, scene, now())
    askForCanvas(views, data)
    if (!made.has(next)) made.set(next, scenes[next]())
    if (next !== scene) body.replaceChildren(made.get(next).element)
    const changed = scene !== next
    scene = next
    set(screen, { "data-scene": next })
    drawFrame(stage, people, views, data)
    made.get(next).draw(views, data, { changed, qr })
    say(full, words.full_screen)
    const place =
      stage.state === "open" ? `${stage.number}. ${stage.title}` : (words.stage[stage.state] ?? "")
    say(aloud, place)
    set(root, { lang: language })
  }

  // The canvas in the light is another one than those we hear: the page that runs again brings it.
  function askForCanvas({ groups }, { feeds }) {
    const lit = groups?.spotlight ? `canvas:${groups.spotlight.group_id}` : ""
    const wanted = feeds.some(({ topic }) => topic === lit) ? "" : lit
    if (wanted && wanted !== asked) send("tables", { wanted })
    asked = wanted
  }

  // What the foot says on the left, by scene.
  function aside({ wall, result, groups, matrix }, { words, language }) {
    if (scene === "wall" && wall) return count(words.wall.count, wall.count, language)
    if (scene === "result" && result.how) return words.vote.how[result.how]
    if (scene === "heatmap") return sum(matrix, words.matrix, language)
    if (scene === "perspective" && matrix?.raters)
      return count(words.matrix.rated, matrix.raters, language)
    if (["canvas", "seating"].includes(scene) && groups?.unplaced_count)
      return count(words.groups.unplaced, groups.unplaced_count, language)
    return ""
  }

  function drawFrame(stage, people, views, { words, language, qr: picture }) {
    say(theme, stage.theme)
    show(door, Boolean(stage.code))
    say(address, shownAddress(picture?.url ?? stage.join_url))
    say(code, spell(stage.code))
    drawQr(door.lastChild, picture, words)
    const seating = scene === "seating"
    say(nth, stage.number && !seating ? `${stage.number}.` : "")
    say(name, seating ? words.groups.seats : stage.title || stage.previous?.title)
    say(instruction, stage.instruction)
    show(instruction, Boolean(stage.instruction) && stage.kind !== "theme")
    left.until(stage.state === "open" ? stage.ends_ms : null, {
      left: words.stage.left,
      over: words.stage.over,
    })
    span = stage.ends_ms ? { ends: stage.ends_ms, opened: stage.opened_ms ?? now() } : null
    show(bar, Boolean(span))
    say(tally, aside(views, { words, language }))
    if (!people) return
    say(here.firstChild, count(words.people.present, people.present, language))
    const done =
      stage.state === "open" && people.done ? ` · ${count(words.people.done, people.done, language)}` : ""
    say(here.lastChild, done)
  }

  draw.stop = () => {
    stopBar()
    display.stop()
    for (const one of made.values()) one.stop?.()
  }
  return draw
})

function choose(views, scene, at) {
  const { stage, pitch, result, turnout, groups, matrix } = views
  const settled = result && !turnout?.open && ["hidden", "revealed", "decided"].includes(result.state)
  if (stage.state === "waiting") return "waiting"
  if (stage.state === "finished") return "finished"
  if (stage.state === "between" && settled && stage.previous?.kind === "voting") return "result"
  if (seatingIsDue(views, at)) return "seating"
  if (stage.state === "between") return "pause"
  if (pitch?.initiative && ["sharing", "voting"].includes(stage.kind)) return "pitch"
  if (stage.kind === "voting") return settled ? "result" : "vote"
  if (stage.kind === "perspective" && matrix?.revealed) return "heatmap"
  const lit = groups?.spotlight && (views[`canvas:${groups.spotlight.group_id}`] || scene === "section")
  return { ...SCENES, report_back: lit ? "section" : "canvas" }[stage.kind] ?? "theme"
}

// The mouse and the one button show for three seconds after a move, then nothing is there but the room's screen.
function wake(root, full) {
  let asleep = null
  const awake = () => {
    root.classList.add("awake")
    clearTimeout(asleep)
    asleep = setTimeout(() => root.classList.remove("awake"), 3000)
  }
  root.onpointermove = awake
  full.onclick = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
}

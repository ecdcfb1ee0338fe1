import { now } from "./clock.js"
import { countdown, everySecond } from "./countdown.js"
import { count, fmt, h, say, show } from "./dom.js"
import { surface } from "./surface.js"

export default surface("stage_header.css", (root) => {
  const nth = h("span", { class: "nth number" })
  const name = h("span")
  const title = h("h2", {}, nth, " ", name)
  const rehearsal = h("span", { class: "tag honey" })
  const left = countdown({})
  const instruction = h("p", { class: "instruction" })
  const fill = h("i")
  const bar = h("div", { class: "bar", "aria-hidden": "true" }, fill)
  const where = h("div", { class: "where" }, title, rehearsal)
  const head = h("section", { class: "head" }, where, left, bar, instruction)
  const pauseTitle = h("h2")
  const pauseText = h("p")
  const nextLabel = h("span", { class: "small quiet" })
  const nextTitle = h("strong")
  const nextMinutes = h("span", { class: "small quiet" })
  const next = h("div", { class: "next" }, nextLabel, nextTitle, nextMinutes)
  const pause = h("section", { class: "pause" }, pauseTitle, pauseText, next)
  const aloud = h("p", { class: "unseen", "aria-live": "polite" })
  root.append(head, pause, aloud)
  let spoken = null
  let span = null
  const stopBar = everySecond((at) => {
    if (!span) return
    const share = Math.min(1, Math.max(0, (span.ends - at) / (span.ends - span.opened)))
    fill.style.transform = `scaleX(${share})`
  })

  function draw(views, { words, language }) {
    const stage = views.stage
    if (!stage) return
    const open = stage.state === "open"
    show(head, open)
    show(pause, !open)
    show(rehearsal, Boolean(stage.rehearsal))
    say(rehearsal, words.rehearsal)
    if (open) drawOpen(stage, words)
    else drawPause(stage, words, language)
    const place = open ? `${stage.number}. ${stage.title}` : pauseTitle.textContent
    if (spoken !== null && spoken !== place) say(aloud, open ? `${place}. ${stage.instruction ?? ""}` : place)
    spoken = place
  }

  function drawOpen(stage, words) {
    say(nth, `${stage.number}.`)
    say(name, stage.title)
    say(instruction, stage.instruction)
    show(instruction, Boolean(stage.instruction))
    left.until(stage.ends_ms, { left: words.left, over: stage.locks ? words.locked : words.over })
    span = stage.ends_ms ? { ends: stage.ends_ms, opened: stage.opened_ms ?? now() } : null
    show(bar, Boolean(span))
  }

  function drawPause(stage, words, language) {
    left.until(null)
    span = null
    const [heading, text] = {
      waiting: [words.waiting, words.waiting_more],
      between: [words.between, stage.previous ? fmt(words.previous, stage.previous) : ""],
      finished: [words.finished, words.finished_more],
    }[stage.state] ?? ["", ""]
    say(pauseTitle, heading)
    say(pauseText, text)
    show(next, Boolean(stage.next) && stage.state !== "finished")
    if (!stage.next) return
    say(nextLabel, words.next)
    say(nextTitle, stage.next.title)
    say(nextMinutes, stage.next.minutes ? count(words.minutes, stage.next.minutes, language) : "")
  }

  draw.stop = stopBar
  return draw
})

// What ticks is drawn here: a deadline sent once and the server's clock.

import { look, now } from "./clock.js"
import { h, say, set } from "./dom.js"

const running = new Set()
let timer = null

// A countdown element: countdown.until(ends_ms, opened_ms) or .until(null) for none.
export function countdown({ left, over }) {
  const digits = h("span", { class: "digits number" })
  const label = h("span", { class: "label" })
  const element = h("div", { class: "countdown", role: "timer" }, digits, label)
  const one = { digits, label, element, left, over, ends: null }
  element.until = (ends, words = {}) => {
    Object.assign(one, words)
    one.ends = ends ?? null
    element.hidden = one.ends === null
    if (one.ends === null) running.delete(one)
    else running.add(one)
    tick()
  }
  element.until(null)
  return element
}

// A function called at every whole second until it is stopped.
export function everySecond(call) {
  const one = { call }
  running.add(one)
  tick()
  return () => running.delete(one)
}

export function clockText(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value) => String(value).padStart(2, "0")
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

function tick() {
  clearTimeout(timer)
  if (!running.size) return
  look()
  const at = now()
  for (const one of [...running]) draw(one, at)
  timer = setTimeout(tick, 1000 - (at % 1000) + 5)
}

function draw(one, at) {
  if (one.call) return one.call(at)
  if (one.element.isConnected === false && one.shown) return running.delete(one)
  one.shown ||= one.element.isConnected
  const rest = Math.ceil((one.ends - at) / 1000) * 1000
  say(one.digits, rest < 0 ? `+${clockText(-rest)}` : clockText(rest))
  say(one.label, rest < 0 ? one.over : one.left)
  set(one.element, { "data-state": rest < 0 ? "over" : rest <= 60_000 ? "soon" : "calm" })
}

// What a person did, until the server has seen it: one at a time, in order, sent again when the connection lost it.
//
// Under load Streamlit now and then puts a new place in the page where one stood. What the old one had not sent
// yet is the new one's to send: an outbox belongs to the key, not to the place.

import { isAtWork } from "./at_work.js"

const PATIENCE = 2500
const LOOK = 500
const RUN = 1000
const TRIES = 60
const LINGER = 3000 // how long an outbox without a place waits for the next one
const boxes = new Map()
let last = 0

export function outboxOf(key) {
  if (!boxes.has(key)) boxes.set(key, new Outbox(key))
  return boxes.get(key)
}

class Outbox {
  constructor(key) {
    this.key = key
    this.waiting = []
    this.aside = [] // what a surface keeps to send together
    this.seen = 0
  }

  use(place, trigger, seen) {
    this.place = place
    clearTimeout(this.leaving)
    this.trigger = trigger
    this.seen = seen
    while (this.waiting.length && this.waiting[0].value.n <= seen) this.waiting.shift()
    const [first] = this.waiting
    if (!first) clearTimeout(this.timer)
    // A page that ran a while later and has not seen it never will.
    else if (!first.tries || performance.now() - first.at > RUN) this.post()
  }

  send(event, value) {
    last = Math.max(last + 1, Date.now())
    this.waiting.push({ event, value: { ...value, n: last }, tries: 0 })
    if (this.waiting.length === 1) this.post()
  }

  // A server that is at work has it already, and shows what came of it when it is done, however long that takes.
  again() {
    if (isAtWork()) this.wait(LOOK)
    else this.post()
  }

  wait(long) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.again(), long)
  }

  post() {
    const first = this.waiting[0]
    if (!first) return
    first.tries += 1
    first.at = performance.now()
    if (first.tries > TRIES) return this.waiting.shift()
    this.trigger(first.event, first.value)
    this.wait(Math.min(8000, PATIENCE * first.tries))
  }

  // What was done here and is not in the server's answers yet.
  get pending() {
    return this.waiting.map(({ event, value }) => ({ event, ...value }))
  }

  leave(place) {
    if (this.place !== place) return
    clearTimeout(this.timer)
    this.leaving = setTimeout(() => boxes.delete(this.key), LINGER)
  }
}

// Invisible: reruns the page, or the fragment it stands in, when a topic's version is no longer the page's.

import { isAtWork } from "./at_work.js"
import { subscribe } from "./live.js"

const LATER = 500 // by then a page that is being drawn has been drawn
const SETTLE = 30 // the page that made the change itself is about to bring it
const BUSY_LOOKS = 100 // how often we look again before we ask all the same
const pulses = new WeakMap()

export default function (component) {
  const { parentElement } = component
  let pulse = pulses.get(parentElement)
  if (!pulse) pulses.set(parentElement, (pulse = new Pulse()))
  const turn = pulse.use(component)
  return () => setTimeout(() => turn === pulse.turn && !parentElement.isConnected && pulse.stop(), 100)
}

const running = () =>
  document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "running"

class Pulse {
  turn = 0
  subscriptions = new Map()
  versions = {} // what the page was drawn from
  answered = {} // what we have rerun for: a page of another replica may never name the same version
  due = new Map()
  latest = {}
  later = {}

  use({ data, setTriggerValue }) {
    this.turn += 1
    this.trigger = setTriggerValue
    this.spread = data.spread ?? 0
    const before = this.subscriptions
    this.subscriptions = new Map()
    for (const feed of data.feeds) {
      if (this.settles(feed)) this.due.delete(feed.topic)
      this.versions[feed.topic] = feed.version
    }
    if (!this.due.size) this.settled()
    for (const feed of data.feeds) {
      const words = { lost: feed.lost ?? data.lost, back: data.back }
      this.subscriptions.set(
        feed.topic,
        subscribe({ ...feed, ...words }, (news) => this.hear(feed.topic, news)),
      )
    }
    for (const stop of before.values()) stop()
    return this.turn
  }

  // A page may still be drawn by a run that began before we asked; then we go on asking.
  settles({ topic, version }) {
    return [version, null].includes(this.due.get(topic)) || (this.asked && version !== this.versions[topic])
  }

  settled() {
    this.asked = false
    clearTimeout(this.retry)
  }

  hear(topic, news) {
    if (news.from === "hands") return
    if (news.gone || news.stale) return this.plan(topic, null)
    this.latest[topic] = news.version
    if (news.from === "socket") return this.compare(topic, news)
    // A fragment was drawn from another version than the page around it: nobody will push that one again.
    clearTimeout(this.later[topic])
    this.later[topic] = setTimeout(() => this.compare(topic, { version: this.latest[topic] }), LATER)
  }

  compare(topic, news) {
    if (news.version === this.versions[topic] || news.version === this.answered[topic]) return
    this.answered[topic] = news.version
    this.plan(topic, news.version)
  }

  plan(topic, version) {
    this.due.set(topic, version)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.whenIdle(BUSY_LOOKS), SETTLE + Math.random() * this.spread)
  }

  // A run that is under way brings the change itself; another one now would send it the fields of before,
  // and undo what it has just emptied.
  whenIdle(looks) {
    if (!looks || !running()) return this.fire(0)
    this.timer = setTimeout(() => this.whenIdle(looks - 1), SETTLE)
  }

  // Streamlit drops what is sent while its own connection is down, so we ask until the page has run.
  fire(again) {
    if (!this.due.size) return
    this.asked = true
    clearTimeout(this.retry)
    if (again && isAtWork()) return (this.retry = setTimeout(() => this.fire(again), LATER))
    this.trigger("changed", { n: Date.now() })
    if (again < 8) this.retry = setTimeout(() => this.fire(again + 1), Math.min(10_000, 1500 * 1.6 ** again))
    else this.due.clear()
  }

  stop() {
    this.turn += 1
    for (const timer of [this.timer, this.retry, ...Object.values(this.later)]) clearTimeout(timer)
    for (const stop of this.subscriptions.values()) stop()
    this.subscriptions.clear()
  }
}

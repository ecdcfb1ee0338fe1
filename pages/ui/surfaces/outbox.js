// What a person did, until the server has seen it: one at a time, in order, sent again when the connection lost it.

const PATIENCE = 2500
const RUN = 1000
const TRIES = 60
let last = 0

export class Outbox {
  constructor() {
    this.waiting = []
    this.seen = 0
  }

  use(trigger, seen) {
    this.trigger = trigger
    this.seen = seen
    while (this.waiting.length && this.waiting[0].value.n <= seen) this.waiting.shift()
    const [first] = this.waiting
    if (!first) clearTimeout(this.timer)
    // A page that ran a while later and has not seen it never will.
    else if (!first.tries || Date.now() - first.at > RUN) this.post()
  }

  send(event, value) {
    last = Math.max(last + 1, Date.now())
    this.waiting.push({ event, value: { ...value, n: last }, tries: 0 })
    if (this.waiting.length === 1) this.post()
  }

  post() {
    const first = this.waiting[0]
    if (!first) return
    first.tries += 1
    first.at = Date.now()
    if (first.tries > TRIES) return this.waiting.shift()
    this.trigger(first.event, first.value)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.post(), Math.min(8000, PATIENCE * first.tries))
  }

  // What was done here and is not in the server's answers yet.
  get pending() {
    return this.waiting.map(({ event, value }) => ({ event, ...value }))
  }

  stop() {
    clearTimeout(this.timer)
    this.waiting = []
  }
}

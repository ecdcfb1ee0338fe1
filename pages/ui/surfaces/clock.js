// The server's clock, told from the moments it names and kept by what nobody can set: performance.now().
//
// The least delayed message is the truest one. An answer that we waited for says how late it may be, and has the
// last word. What counts in no browser alike is sleep: after it, or after the device's clock was set, we ask again.

const KEPT = 12
const SLOW = 1_500 // an answer that took longer says little
const STRAYED = 500
let samples = []
let seen = null
let apart = Date.now() - performance.now()
const askers = new Set()

export function heard(serverNow) {
  if (typeof serverNow !== "number" || serverNow === seen) return
  seen = serverNow
  samples = [...samples, serverNow - performance.now()].slice(-KEPT)
}

// The answer to a question that was asked at `asked`, a moment of performance.now().
export function answered(serverNow, asked) {
  const took = performance.now() - asked
  if (took > SLOW) return heard(serverNow)
  seen = serverNow
  samples = [serverNow - asked - took / 2]
}

export function now() {
  return samples.length ? performance.now() + Math.max(...samples) : Date.now()
}

// Calls `ask` when the server should be asked for the time again; returns what stops that.
export function whenInDoubt(ask) {
  askers.add(ask)
  return () => askers.delete(ask)
}

export function look() {
  const before = apart
  apart = Date.now() - performance.now()
  if (Math.abs(apart - before) > STRAYED) for (const ask of [...askers]) ask()
}

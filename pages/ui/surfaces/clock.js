// The server's clock, told from the moments it names. The least delayed message is the truest one.

const KEPT = 12
let samples = []
let seen = null

export function heard(serverNow) {
  if (typeof serverNow !== "number" || serverNow === seen) return
  seen = serverNow
  const offset = serverNow - Date.now()
  if (samples.length && Math.max(...samples) - offset > 60_000) samples = [] // this device's clock was set
  samples = [...samples, offset].slice(-KEPT)
}

export function now() {
  return Date.now() + (samples.length ? Math.max(...samples) : 0)
}

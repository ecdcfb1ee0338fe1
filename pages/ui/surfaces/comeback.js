// Invisible: asks until the server says that the database answers, then lets the page run again.

import { surface } from "./surface.js"

const FIRST = 400
const LONGEST = 2500 // the page is back within 5 s of the database, and a whole room does not come at once

export default surface([], (_root, { send }) => {
  let tries = 0
  let timer = null
  let stopped = false

  function again() {
    clearTimeout(timer)
    const longest = Math.min(LONGEST, FIRST * 1.5 ** tries++)
    timer = setTimeout(ask, longest * (0.5 + Math.random() / 2))
  }

  async function ask() {
    const back = await answers()
    if (stopped) return
    if (back) send("back", {})
    else again()
  }

  // Called anew by each run that meets the outage still.
  const draw = () => again()
  draw.stop = () => {
    stopped = true
    clearTimeout(timer)
  }
  return draw
})

async function answers() {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok
  } catch {
    return false // the server itself is away
  }
}

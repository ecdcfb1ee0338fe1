import { h, say } from "./dom.js"
import { surface } from "./surface.js"

const NO_ROOM = 507 // trying again does not make any
const posted = new Set()

// Posts once an attempt; the answer says where to go. Refusals go back to the page.
export default surface("claim.css", (root, { send }) => {
  const line = h("p", { role: "status" })
  root.append(line)
  return (_views, { url, fields, then, attempt, words }) => {
    const name = `${url} ${attempt} ${JSON.stringify(fields)}`
    if (posted.has(name)) return
    posted.add(name)
    say(line, words.wait)
    post(url, fields, (tries) => say(line, tries > 1 ? words.unreachable : words.wait)).then((answer) => {
      if (answer.ok && then === null) return say(line, "")
      if (answer.ok) return go(then || answer.then)
      posted.delete(name)
      say(line, "")
      send("refused", { error: answer.error ?? "", fields: answer.fields ?? {}, attempt })
    })
  }
})

async function post(url, fields, waiting) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(fields),
        credentials: "same-origin",
      })
      if (answer.status < 502 || answer.status === NO_ROOM) return await answer.json()
    } catch (error) {
      if (!(error instanceof TypeError)) return { ok: false, error: "Unreadable" } // not a lost connection
    }
    waiting(tries)
    await new Promise((go) => setTimeout(go, Math.min(5000, 500 * 2 ** tries)))
  }
}

function go(then) {
  const target = new URL(then || location.href, location.origin)
  if (target.origin !== location.origin) return
  if (target.href === location.href) location.reload()
  else location.assign(target)
}

import { set } from "./dom.js"
import { DropZone } from "./drop_zone.js"
import { surface } from "./surface.js"

export default surface("file_drop.css", (root, { send }) => {
  const zone = new DropZone("archive")
  root.append(zone.element)
  return (_views, { words, url, limit }) => {
    const accepted = async (one) => {
      set(zone.file, { disabled: true })
      zone.tell(words.sending, false)
      const answer = await post(url, one)
      zone.file.disabled = false
      if (answer.ok) {
        zone.tell(words.done, false)
        return send("done", { workshop: answer.workshop })
      }
      zone.tell(answer.error ? "" : words.unreachable, true)
      if (answer.error) send("refused", { error: answer.error, fields: answer.fields ?? {} })
    }
    zone.draw({ words, accept: ".zip", most: limit, accepted })
  }
})

const TOO_LARGE = { error: "BadArchive", fields: { reason: "large", place: "" } }

// What the server answers; nothing at all where it could not be reached.
async function post(url, archive) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/zip", Accept: "application/json" },
      body: archive,
    })
    return answer.status === 413 ? TOO_LARGE : await answer.json()
  } catch {
    return {}
  }
}

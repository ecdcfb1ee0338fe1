import { set } from "./dom.js"
import { DropZone } from "./drop_zone.js"
import { surface } from "./surface.js"

export default surface("file_drop.css", (root, { send }) => {
  const zone = new DropZone("archive")
  root.append(zone.element)
  return (_views, { words, url, limit, accept, mime, refusal }) => {
    const accepted = async (one) => {
      set(zone.file, { disabled: true })
      zone.tell(words.sending, false)
      const answer = await post(url, one, mime, refusal)
      zone.file.disabled = false
      if (answer.ok) {
        zone.tell(words.done, false)
        return send("done", { made: answer.workshop ?? answer.template })
      }
      zone.tell(answer.error ? "" : words.unreachable, true)
      if (answer.error) send("refused", { error: answer.error, fields: answer.fields ?? {} })
    }
    zone.draw({ words, accept, most: limit, accepted })
  }
})

// What the server answers; nothing at all where it could not be reached.
async function post(url, file, mime, refusal) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": mime, Accept: "application/json" },
      body: file,
    })
    return answer.status === 413 ? { error: refusal, fields: { reason: "large", place: "" } } : await answer.json()
  } catch {
    return {}
  }
}

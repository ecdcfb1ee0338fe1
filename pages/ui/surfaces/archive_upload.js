import { h, say, set } from "./dom.js"
import { surface } from "./surface.js"

export default surface("file_drop.css", (root, { send }) => {
  const file = h("input", { type: "file", id: "archive", accept: ".zip" })
  const label = h("label", { for: "archive" })
  const limit = h("span", { class: "small quiet" })
  const told = h("span", { role: "status" })
  const drop = h("div", { class: "drop" }, file, label, limit, told)
  root.append(drop)
  return (_views, { words, url, limit: most }) => {
    say(label, words.choose)
    say(limit, words.limit)
    const tell = (text, bad) => {
      say(told, text)
      told.classList.toggle("bad", bad)
    }
    const take = async (one) => {
      if (!one || file.disabled) return
      if (one.size > most) return tell(words.too_large, true)
      set(file, { disabled: true })
      tell(words.sending, false)
      const answer = await post(url, one)
      file.disabled = false
      if (answer.ok) {
        tell(words.done, false)
        return send("done", { workshop: answer.workshop })
      }
      tell(answer.error ? "" : words.unreachable, true)
      if (answer.error) send("refused", { error: answer.error, fields: answer.fields ?? {} })
    }
    file.onchange = () => {
      const [one] = file.files
      take(one)
      file.value = ""
    }
    drop.ondragover = (event) => {
      event.preventDefault()
      drop.classList.add("over")
    }
    drop.ondragleave = () => drop.classList.remove("over")
    drop.ondrop = (event) => {
      event.preventDefault()
      drop.classList.remove("over")
      take(event.dataTransfer.files[0])
    }
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

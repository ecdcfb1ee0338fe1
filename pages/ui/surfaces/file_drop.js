import { fmt, h, say, set } from "./dom.js"
import { surface } from "./surface.js"

export default surface("file_drop.css", (root, { send }) => {
  const file = h("input", { type: "file", id: "file" })
  const label = h("label", { for: "file" })
  const limit = h("span", { class: "small quiet" })
  const told = h("span", { role: "status" })
  const drop = h("div", { class: "drop" }, file, label, limit, told)
  root.append(drop)
  return (_views, data) => {
    const { words } = data
    set(file, { accept: data.accept })
    say(label, words.choose)
    say(limit, words.limit)
    const tell = (text, bad) => {
      say(told, text)
      told.classList.toggle("bad", bad)
    }
    const take = async (one) => {
      if (!one) return
      if (one.size > data.limit) return tell(words.too_large, true)
      try {
        send("file", { name: one.name, content: await base64(one) })
        tell(fmt(words.read, { name: one.name }), false)
      } catch {
        tell(words.unreadable, true)
      }
    }
    file.onchange = () => {
      take(file.files[0])
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

function base64(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1))
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })
}

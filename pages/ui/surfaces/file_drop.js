import { fmt } from "./dom.js"
import { DropZone } from "./drop_zone.js"
import { surface } from "./surface.js"

export default surface("file_drop.css", (root, { send }) => {
  const zone = new DropZone("file")
  root.append(zone.element)
  return (_views, { words, accept, limit }) => {
    const accepted = async (one) => {
      try {
        send("file", { name: one.name, content: await base64(one) })
        zone.tell(fmt(words.read, { name: one.name }), false)
      } catch {
        zone.tell(words.unreadable, true)
      }
    }
    zone.draw({ words, accept, most: limit, accepted })
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

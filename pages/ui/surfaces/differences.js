import { h } from "./dom.js"
import { surface } from "./surface.js"

const TAGS = { added: "ins", removed: "del" }

// Word by word: what came is underlined, what went is struck through, and both are said to who does not see it.
export default surface("differences.css", (root) => (_views, { changes, words }) => {
  root.replaceChildren(...changes.map((change) => changeOf(change, words)))
})

function changeOf({ field, pieces, notes }, words) {
  const text = h("p", { class: "text" }, pieces.map(([fate, said]) => pieceOf(fate, said, words)))
  return h("section", { class: "change" }, h("h2", {}, field), text, notes ? h("p", { class: "small quiet" }, notes) : null)
}

function pieceOf(fate, said, words) {
  if (!(fate in TAGS)) return said
  const unseen = (text) => h("span", { class: "unseen" }, text)
  return h(TAGS[fate], {}, unseen(`${words[fate]} `), said, unseen(` ${words.end} `))
}

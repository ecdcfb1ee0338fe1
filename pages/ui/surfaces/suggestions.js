import { h } from "./dom.js"
import { surface } from "./surface.js"

// A text field of the page offers names as the browser offers what one types: nothing that is typed is dropped.
export default surface([], (root) => {
  const list = h("datalist")
  let field = ""
  // The page makes its fields anew now and then, and takes what it does not know off them.
  const offer = () => {
    const input = field && document.querySelector(`.st-key-${field} input`)
    if (!list.isConnected) document.body.append(list)
    if (input && input.getAttribute("list") !== list.id) input.setAttribute("list", list.id)
  }
  const watch = new MutationObserver(offer)
  watch.observe(document.body, { childList: true, subtree: true })
  root.hidden = true
  const draw = (_views, data) => {
    field = data.field
    list.id = `essaim-${data.key}`
    list.replaceChildren(...data.names.map((name) => h("option", { value: name })))
    offer()
  }
  draw.stop = () => {
    watch.disconnect()
    list.remove()
  }
  return draw
})

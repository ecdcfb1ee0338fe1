import { h, say, show } from "./dom.js"
import { surface } from "./surface.js"

export default surface("keep_card.css", (root) => {
  const label = h("p", { class: "quiet" })
  const code = h("p", { class: "code" })
  const copy = h("button", { type: "button" })
  const link = h("button", { type: "button" })
  const print = h("button", { type: "button" })
  const told = h("p", { class: "small quiet", role: "status" })
  root.append(
    h("div", { class: "card" }, label, code, h("div", { class: "buttons" }, copy, link, print), told),
  )
  return (_views, data) => {
    const { words } = data
    say(label, words.code)
    say(code, data.code)
    say(copy, words.copy)
    say(link, words.copy_link)
    say(print, words.print)
    show(link, Boolean(data.link))
    copy.onclick = () => put(data.code).then((ok) => say(told, ok ? words.copied : ""))
    link.onclick = () => put(data.link).then((ok) => say(told, ok ? words.copied : ""))
    print.onclick = () => printCard(data)
  }
})

async function put(text) {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => byHand(text),
    )
  return byHand(text)
}

// Without HTTPS browsers keep the clipboard closed; a selected field still works.
function byHand(text) {
  const field = h("textarea", { readonly: true, style: { position: "fixed", opacity: 0 } })
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand("copy")
  field.remove()
  return done
}

// A sheet of its own, so that nothing else of the page is printed.
function printCard({ code, link, name, words }) {
  const host = h("div", { id: "essaim-print" })
  const style = new CSSStyleSheet()
  style.replaceSync(`#essaim-print { display: none; }
    @media print { body > :not(#essaim-print) { display: none !important; }
      #essaim-print { display: block; font: 16pt system-ui, sans-serif; color: #000; padding: 2cm; }
      #essaim-print b { display: block; font: 700 34pt ui-monospace, monospace; margin: 1cm 0; } }`)
  host.append(h("p", {}, words.title), h("p", {}, name ?? ""), h("b", {}, code), h("p", {}, link ?? ""))
  document.body.append(host)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style]
  const clean = () => {
    host.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== style)
  }
  addEventListener("afterprint", clean, { once: true })
  print()
}

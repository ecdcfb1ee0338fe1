import { fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

const PATIENCE = 400 // milliseconds: what is there sooner needs no sign

// Documents by shelf. A file is fetched and then handed over, so that one sees it being written.
export default surface("downloads.css", (root) => {
  const shelves = h("div", { class: "shelves" })
  root.append(shelves)
  const busy = new Set()
  return (_views, { shelves: given, words }) => {
    const take = (link, file, told) => (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (busy.has(file.href)) return
      busy.add(file.href)
      fetched(link, file, words, told).finally(() => busy.delete(file.href))
    }
    keyed(shelves, given, (shelf) => shelf.title, shelfOf, (element, shelf) => {
      say(element.heading, shelf.title)
      say(element.text, shelf.text)
      keyed(element.files, shelf.files, (file) => file.href, linkOf, (link, file) => {
        say(link.label, file.label)
        set(link, { href: file.href, class: file.first ? "file primary" : "file", "aria-label": `${shelf.title}, ${file.label}` })
        link.onclick = take(link, file, element.told)
      })
    })
  }
})

function shelfOf() {
  const heading = h("h2") // an element's own `title` is its tooltip
  const text = h("p", { class: "small quiet" })
  const files = h("div", { class: "files" })
  const told = h("p", { class: "told small", role: "status" })
  const shelf = h("section", { class: "shelf" }, h("div", {}, heading, text), files, told)
  return Object.assign(shelf, { heading, text, files, told })
}

function linkOf() {
  const label = h("span")
  return Object.assign(h("a", { class: "file", download: "" }, label, h("i", { class: "bar", hidden: true })), { label })
}

async function fetched(link, file, words, told) {
  const bar = link.querySelector(".bar")
  const began = Date.now()
  const sign = () => {
    show(bar, true)
    link.setAttribute("aria-busy", "true")
    say(told, fmt(words.writing, { name: file.name, n: Math.round((Date.now() - began) / 1000) }))
  }
  const timer = setTimeout(sign, PATIENCE)
  const clock = setInterval(() => Date.now() - began > 2000 && sign(), 1000)
  try {
    const answer = await fetch(file.href, { cache: "no-store" })
    if (!answer.ok) throw new Error(String(answer.status))
    hand(await answer.blob(), named(answer) ?? file.name)
    say(told, fmt(words.taken, { name: file.name }))
  } catch (error) {
    console.error(error)
    say(told, fmt(words.failed, { name: file.name }))
  } finally {
    clearTimeout(timer)
    clearInterval(clock)
    show(bar, false)
    link.removeAttribute("aria-busy")
  }
}

const named = (answer) => /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1]

function hand(blob, name) {
  const href = URL.createObjectURL(blob)
  const link = h("a", { href, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

const PATIENCE = 400 // milliseconds: what is there sooner needs no sign
const SECOND = 1000
const FULL = 429

// Documents by shelf. A file is fetched and then handed over, so that one sees it being written; files that were
// asked for meanwhile wait here, for the server writes one at a time for each person.
export default surface("downloads.css", (root) => {
  const shelves = h("div", { class: "shelves" })
  root.append(shelves)
  const line = []
  return (_views, { shelves: given, words }) => {
    const take = (link, file, told) => (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (line.some((one) => one.file.href === file.href)) return
      line.push({ link, file, told, words, began: performance.now() })
      if (line.length === 1) serve(line)
      else sign(line[line.length - 1], line.length - 1)
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

async function serve(line) {
  while (line.length) {
    line[0].began = performance.now()
    await fetched(line)
    line.shift()
  }
}

async function fetched(line) {
  const { link, file, told, words } = line[0]
  const timer = setTimeout(() => sign(line[0], 0), PATIENCE)
  const clock = setInterval(() => look(line), SECOND)
  try {
    const answer = await fetch(file.href, { cache: "no-store" })
    if (answer.status === FULL) return say(told, fmt(words.full, { name: file.name }))
    if (!answer.ok) throw new Error(String(answer.status))
    hand(await answer.blob(), named(answer) ?? file.name)
    say(told, fmt(words.taken, { name: file.name }))
  } catch (error) {
    console.error(error)
    say(told, fmt(words.failed, { name: file.name }))
  } finally {
    clearTimeout(timer)
    clearInterval(clock)
    show(link.querySelector(".bar"), false)
    link.removeAttribute("aria-busy")
  }
}

// What everything that was asked for says: its place, or for how long it has been written.
async function look(line) {
  const first = line[0]
  const place = await placeOf()
  if (line[0] !== first || !first.link.hasAttribute("aria-busy")) return
  if (place > 0) first.began = performance.now()
  line.forEach((one, index) => sign(one, place + index))
}

async function placeOf() {
  try {
    const answer = await fetch("/waiting", { cache: "no-store", headers: { Accept: "application/json" } })
    return answer.ok ? ((await answer.json()).place ?? 0) : 0
  } catch {
    return 0
  }
}

function sign({ link, file, told, words, began }, place) {
  show(link.querySelector(".bar"), true)
  link.setAttribute("aria-busy", "true")
  const seconds = Math.round((performance.now() - began) / SECOND)
  say(told, place > 0 ? fmt(words.waiting, { name: file.name, n: place }) : fmt(words.writing, { name: file.name, n: seconds }))
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

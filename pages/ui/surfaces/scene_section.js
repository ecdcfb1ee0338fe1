// One section of one table, large: what the table tells the room about; more than fits turns its pages.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { fit } from "./fit.js"
import { signature } from "./posts.js"
import { stepAt } from "./steps.js"

const PAGE_SECONDS = 12

export function section() {
  const nth = h("span", { class: "nth number" })
  const initiative = h("p", { class: "initiative", dir: "auto" })
  const title = h("h2")
  const question = h("p", { class: "asks" })
  const posts = h("ul", { class: "posts" })
  const none = h("p", { class: "empty" })
  const page = h("p", { class: "page" })
  const who = h("div", { class: "who" }, nth, initiative)
  const what = h("div", { class: "what" }, title, question)
  const top = h("div", { class: "top" }, what, who)
  const element = h("div", { class: "light scene" }, top, h("div", { class: "told" }, posts, none), page)
  let last = null
  let shown = ""
  let at = 0
  let turned = 0

  function draw(views, data) {
    const { words } = data
    const { group_id, section } = views.groups.spotlight
    const canvas = views[`canvas:${group_id}`]
    if (!canvas) return // it is on its way
    const { cards } = stepAt(canvas, views[`perspective:${group_id}`], section) ?? { cards: [] }
    last = [views, data]
    if (shown !== `${group_id} ${section}`) at = turned = 0
    shown = `${group_id} ${section}`
    say(nth, canvas.number)
    set(nth, { "aria-label": fmt(words.groups.table, canvas) })
    say(initiative, canvas.name || canvas.initiative)
    say(title, words.canvas.sections[section] ?? words.perspective.sections[section])
    say(question, words.canvas.questions[section] ?? words.perspective.questions[section])
    show(none, cards.length === 0)
    say(none, words.canvas.empty)
    show(posts, cards.length > 0)
    lay(cards, words)
    show(page, false)
    const most = whole(posts)
    if (most >= cards.length) return
    show(page, true)
    say(page, " ")
    lay(cards, words)
    const held = whole(posts) // fewer, above the number of the page
    const count = Math.ceil(cards.length / held)
    at %= count
    say(page, fmt(words.wall.page, { number: at + 1, count }))
    fill(cards.slice(at * held, at * held + held), words)
  }

  // Few columns and large type first; as many and as small as the last row still reads where need be.
  function lay(cards, words) {
    fill(cards, words)
    const many = cards.length
    for (let columns = many <= 3 ? 1 : many <= 8 ? 2 : 3; columns <= Math.min(3, many); columns++) {
      set(posts, { style: { "--columns": columns } })
      fit(posts, posts, [1.4, 1.2, 1, 0.88, 0.78, 0.7, 0.63])
      if (posts.scrollHeight <= posts.clientHeight + 1) return
    }
  }

  function fill(cards, words) {
    keyed(
      posts,
      cards,
      ({ id }) => id,
      card,
      (line, post) => update(line, post, words),
    )
  }

  return {
    element,
    draw,
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      at += 1
      draw(...last)
    },
  }
}

function card() {
  const where = h("p", { class: "where" }, h("b", { dir: "auto" }), " ", h("span", { class: "verdict" }))
  const by = h("p", { class: "by" }, h("span", { class: "core" }), h("span", { dir: "auto" }))
  return h("li", {}, where, h("p", { class: "text", dir: "auto" }), h("img", { alt: "" }), by)
}

function update(line, post, words) {
  const [where, text, photo, by] = line.children
  const from = post.territory_of ?? (post.from && words.canvas.sections[post.from])
  show(where, Boolean(from))
  say(where.children[0], from)
  set(where.children[1], { "data-verdict": post.verdict })
  show(where.children[1], Boolean(post.verdict))
  say(where.children[1], post.verdict ? words.perspective.verdicts[post.verdict] : "")
  say(text, post.text)
  show(photo, Boolean(post.picture))
  if (post.picture) set(photo, { src: post.picture, alt: post.alt })
  line.classList.toggle("essential", Boolean(post.core))
  show(by.children[0], Boolean(post.core))
  say(by.children[0], words.canvas.core)
  say(by.children[1], signature(post, words.canvas))
}

// How many cards are seen whole; at least one.
function whole(list) {
  const floor = list.getBoundingClientRect().bottom + 1
  const seen = [...list.children].filter((line) => line.getBoundingClientRect().bottom <= floor)
  return Math.max(1, seen.length)
}

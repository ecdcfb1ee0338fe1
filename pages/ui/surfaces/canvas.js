import { fmt, h, keyed, say, show } from "./dom.js"
import { drawPosts, drawTabs, tellOfWriting, widen } from "./posts.js"
import { surface } from "./surface.js"

export default surface("canvas.css", (root, { send, redraw }) => {
  const filled = h("span", { class: "quiet" })
  const cells = h("div", { class: "cells", "aria-hidden": "true" })
  const locked = h("span", { class: "tag" })
  const tabs = h("div", { class: "tabs sections-tabs" })
  const sections = h("div", { class: "sections" })
  const live = h("p", { class: "live", "aria-live": "polite" })
  root.append(
    h(
      "section",
      { class: "canvas" },
      h("div", { class: "top" }, cells, filled, locked),
      tabs,
      sections,
      live,
    ),
  )
  let chosen = null
  let known = null
  const stop = widen(root, redraw)

  function draw({ canvas }, data, _news, outbox) {
    if (!canvas) return
    const { words, language, mine } = data
    say(filled, fmt(words.filled, { n: canvas.filled, count: canvas.sections.length }))
    show(locked, !canvas.writable)
    say(locked, words.locked)
    keyed(
      cells,
      canvas.sections,
      ({ section }) => section,
      () => h("i", { class: "cell" }),
      (cell, { posts }) => cell.classList.toggle("full", posts.length > 0),
    )
    if (data.section && data.section !== draw.asked) chosen = draw.asked = data.section
    chosen ??= canvas.sections[0]?.section
    const choose = (section) => {
      chosen = section
      redraw()
    }
    const titles = canvas.sections.map(({ section, posts }) => ({
      id: section,
      text: words.sections[section],
      many: posts.length,
    }))
    drawTabs(tabs, titles, chosen, words.choose, choose)
    const tools = {
      words,
      language,
      mine,
      send,
      redraw,
      writable: canvas.writable,
      pending: outbox.pending,
      started: known !== null,
    }
    keyed(
      sections,
      canvas.sections,
      ({ section }) => section,
      () => sectionOf("h3"),
      (one, { section, posts }) => {
        one.classList.toggle("away", section !== chosen)
        drawSection(one, section, posts, canvas.missing, tools)
      },
    )
    announce(canvas, words)
  }

  function announce(canvas, words) {
    const posts = canvas.sections.flatMap(({ posts }) => posts)
    const fresh = known && posts.filter(({ id }) => !known.has(id))
    known = new Set(posts.map(({ id }) => id))
    const last = fresh?.at(-1)
    if (last) tellOfWriting(live, last, words)
  }

  draw.stop = stop
  return draw
})

export function sectionOf(heading) {
  const parts = {
    title: h("span"),
    asked: h("span", { class: "tag honey" }),
    asks: h("p", { class: "asks" }),
    none: h("p", { class: "none" }),
    posts: h("ul", { class: "posts" }),
  }
  return Object.assign(
    h(
      "section",
      { class: "section" },
      h(heading, { class: "title" }, parts.title, parts.asked),
      parts.asks,
      parts.posts,
      parts.none,
    ),
    { parts },
  )
}

export function drawSection({ parts }, section, posts, missing, tools) {
  const { words } = tools
  say(parts.title, words.sections[section])
  show(parts.asked, missing.includes(section))
  say(parts.asked, words.asked)
  say(parts.asks, words.questions[section])
  show(parts.none, posts.length === 0)
  say(parts.none, words.empty)
  drawPosts(parts.posts, posts, tools)
}

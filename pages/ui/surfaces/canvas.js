import { fmt, h, keyed, say, show } from "./dom.js"
import { Hand } from "./hands.js"
import { Menu } from "./menu.js"
import { foresee } from "./pending.js"
import { Cards, tellOfWriting } from "./posts.js"
import { around, drawSection, keepFocus, sectionOf } from "./section.js"
import { surface } from "./surface.js"
import { drawTabs, widen } from "./tabs.js"

const CORE = "core_functions"

export default surface(["canvas.css", "menu.css", "picture_upload.css"], (root, { send, redraw }) => {
  const filled = h("span", { class: "quiet" })
  const cells = h("div", { class: "cells", "aria-hidden": "true" })
  const locked = h("span", { class: "tag" })
  const tabs = h("div", { class: "tabs sections-tabs" })
  const sections = h("div", { class: "sections" })
  const live = h("p", { class: "live", "aria-live": "polite" })
  const top = h("div", { class: "top" }, cells, filled, locked)
  root.append(h("section", { class: "canvas" }, top, tabs, sections, live))
  const menu = new Menu(root)
  const hand = new Hand()
  const cards = new Cards()
  let chosen = null
  let known = null
  let topic = null
  const stop = widen(root, redraw)

  function draw({ canvas }, data, news, outbox) {
    if (!canvas) return
    const { words, language, mine } = data
    const [feed] = data.feeds
    if (feed.topic !== topic) {
      // Another table: nothing of it is news.
      topic = feed.topic
      known = null
      for (const list of sections.querySelectorAll(".posts")) list.scrollTop = 0
    }
    const now = foresee(canvas.sections, outbox.pending)
    const marked = now.flatMap(({ section, posts }) =>
      section === CORE ? [] : posts.filter(({ core }) => core).map((post) => ({ ...post, section })),
    )
    const full = ({ section, posts }) => posts.length > 0 || (section === CORE && marked.length > 0)
    const hands = news[feed.topic]?.hands ?? []
    hand.use(feed, data)
    say(filled, fmt(words.filled, { n: now.filter(full).length, count: now.length }))
    show(locked, !canvas.writable)
    say(locked, words.locked)
    keyed(
      cells,
      now,
      ({ section }) => section,
      () => h("i", { class: "cell" }),
      (cell, one) => cell.classList.toggle("full", full(one)),
    )
    if (data.section && data.section !== draw.asked) chosen = draw.asked = data.section
    chosen ??= now[0]?.section
    const choose = (section) => {
      chosen = section
      redraw()
    }
    const titles = now.map(({ section, posts }) => ({
      id: section,
      text: words.sections[section],
      many: posts.length,
      busy: hands.some((one) => one.section === section),
    }))
    drawTabs(tabs, titles, chosen, words.choose, choose)
    const tools = {
      ...around(now),
      words,
      language,
      mine,
      hands,
      hand,
      menu,
      redraw,
      act: (name, facts) => {
        send("act", { name, ...facts })
        redraw()
      },
      writable: canvas.writable,
      saving: new Set(outbox.pending.filter(({ name }) => name === "edit").map(({ id }) => id)),
      started: known !== null,
    }
    keepFocus(sections, () =>
      keyed(
        sections,
        now,
        ({ section }) => section,
        () => sectionOf("h3"),
        (one, { section, posts }) => {
          one.classList.toggle("away", section !== chosen)
          drawSection(one, { section, posts }, full({ section, posts }) ? [] : canvas.missing, cards, tools)
          if (section === CORE) drawMarked(one.parts.marked, marked, words)
        },
      ),
    )
    cards.tidy()
    announce(now, words)
  }

  function announce(now, words) {
    const posts = now.flatMap(({ posts }) => posts)
    const fresh = known && posts.filter(({ id }) => !known.has(id))
    known = new Set([...(known ?? []), ...posts.map(({ id }) => id)])
    const last = fresh?.at(-1)
    if (last) tellOfWriting(live, last, words)
  }

  draw.stop = () => {
    stop()
    hand.stop()
    menu.stop()
  }
  return draw
})

// What stands in other sections and was marked as that without which it would not work.
function drawMarked(box, marked, words) {
  show(box, marked.length > 0)
  say(box.firstChild, words.marked)
  keyed(
    box.lastChild,
    marked,
    ({ id }) => id,
    () => h("li", {}, h("span", { dir: "auto" }), " ", h("span", { class: "by" })),
    (line, post) => {
      say(line.firstChild, post.text)
      say(line.lastChild, words.sections[post.section])
    },
  )
}

// The wall, which shrinks and turns its pages, and the one initiative on stage.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { fit } from "./fit.js"
import { pitch } from "./pitch.js"
import { card, update } from "./wall.js"

const PAGE = 12
const PAGE_SECONDS = 12

export function wall() {
  const cards = h("ul", { class: "cards" })
  const empty = h("p", { class: "empty" })
  const page = h("p", { class: "page" })
  const element = h("div", { class: "wall" }, cards, empty, page)
  let known = null
  let at = 0
  let turned = 0
  let last = null

  function draw(views, data) {
    const { wall } = views
    if (!wall) return
    last = [views, data]
    const { words } = data
    const all = wall.initiatives
    const pages = Math.max(1, Math.ceil(all.length / PAGE))
    const newest = known && all.findIndex(({ id }) => !known.has(id))
    if (newest !== null && newest >= 0) {
      at = Math.floor(newest / PAGE)
      turned = 0
    }
    at = Math.min(at, pages - 1)
    const shown = all.slice(at * PAGE, at * PAGE + PAGE)
    const before = known
    known = new Set(all.map(({ id }) => id))
    show(empty, all.length === 0)
    show(cards, all.length > 0)
    say(empty, wall.concealed ? words.wall.concealed : words.wall.empty)
    say(page, pages > 1 ? fmt(words.wall.page, { number: at + 1, count: pages }) : "")
    show(page, pages > 1)
    const many = shown.length
    const columns = many <= 3 ? many : many === 4 ? 2 : many <= 9 ? 3 : 4
    const size = many <= 2 ? 5 : many <= 4 ? 4 : many <= 9 ? 3.4 : 2.7
    set(cards, { style: { "--columns": columns, "--size": size } })
    set(element, { "data-tight": many > 6 })
    keyed(
      cards,
      shown,
      ({ id }) => id,
      (item) => card(item, "h2"),
      (one, item, fresh) => {
        if (fresh && before && !before.has(item.id)) one.classList.add("new")
        update(one, { ...item, holder: "", author: null, link: "", tags: [] }, { words: words.wall })
      },
    )
    shrink(cards, element, size)
  }

  return {
    element,
    draw,
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      const pages = Math.max(1, Math.ceil(last[0].wall.initiatives.length / PAGE))
      if (pages < 2) return
      at = (at + 1) % pages
      draw(...last)
    },
  }
}

// Smaller type first, down to what the last row still reads, then titles alone.
function shrink(cards, element, size) {
  for (let step = 1; step * size >= 2.6; step -= 0.07) {
    cards.style.setProperty("--fit", step)
    if (!overflowing(cards)) return
  }
  set(element, { "data-tight": true })
  cards.style.setProperty("--fit", 1)
  if (overflowing(cards)) cards.style.setProperty("--fit", 0.94)
}

function overflowing(cards) {
  return [...cards.children].some((one) => one.scrollHeight > one.clientHeight + 2)
}

export function solo() {
  const one = pitch()
  const element = h("div", { class: "solo scene" }, one)
  return {
    element,
    stop: one.stop,
    draw({ pitch }, { words }) {
      if (!pitch) return
      element.classList.toggle("pictured", Boolean(pitch.initiative?.picture))
      one.draw(pitch, words.pitch)
      fit(element, element)
    },
  }
}

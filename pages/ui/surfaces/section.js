// One section of a canvas: its question, its posts, and who is writing there.

import { h, say, show } from "./dom.js"
import { drawHands, handsLine } from "./hands.js"

export function sectionOf(heading) {
  const parts = {
    title: h("span"),
    asked: h("span", { class: "tag honey" }),
    asks: h("p", { class: "asks" }),
    none: h("p", { class: "none" }),
    posts: h("ul", { class: "posts" }),
    hands: handsLine(),
    marked: h("div", { class: "marked", hidden: true }, h("p"), h("ul")),
  }
  return Object.assign(
    h(
      "section",
      { class: "section" },
      h(heading, { class: "title" }, parts.title, parts.asked),
      parts.asks,
      parts.posts,
      parts.none,
      parts.marked,
      parts.hands,
    ),
    { parts },
  )
}

export function drawSection({ parts }, { section, posts }, missing, cards, tools) {
  const { words, language, hands } = tools
  say(parts.title, words.sections[section])
  show(parts.asked, missing.includes(section))
  say(parts.asked, words.asked)
  say(parts.asks, words.questions[section])
  show(parts.none, posts.length === 0)
  say(parts.none, words.empty)
  cards.draw(parts.posts, posts, section, tools)
  drawHands(
    parts.hands,
    hands.filter((hand) => hand.section === section),
    words,
    language,
  )
}

// Which of `sections` the posts stand in, and all that a card asks of the canvas around it.
export function around(sections) {
  const all = new Map(
    sections.flatMap(({ section, posts }) => posts.map((post) => [post.id, { ...post, section }])),
  )
  const peers = (item) => {
    const others = [...all.values()].filter(
      ({ id, off_record }) => id !== item.id && off_record === item.off_record,
    )
    return others.sort((a, b) => (b.section === item.section) - (a.section === item.section))
  }
  return { sections, all, peers }
}

// A card that goes to another section takes the focus along.
export function keepFocus(box, draw) {
  const focused = box.getRootNode().activeElement
  const had = focused && box.contains(focused)
  draw()
  if (had && focused.isConnected && box.getRootNode().activeElement !== focused)
    focused.focus({ preventScroll: true })
}

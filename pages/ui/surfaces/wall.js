import { address, count, fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

export default surface("wall.css", (root, { send }) => {
  const heading = h("h3")
  const guide = h("span", { class: "small quiet" })
  const empty = h("p", { class: "empty" })
  const cards = h("ul", { class: "cards" })
  const aloud = h("p", { class: "unseen", "aria-live": "polite" })
  root.append(h("div", { class: "wall-top" }, heading, guide), empty, cards, aloud)
  let before = null
  const opened = new Set()

  return ({ wall }, data) => {
    if (!wall) return
    const { words, language, actions } = data
    say(heading, count(words.count, wall.count, language))
    const known = before
    before = new Set(wall.initiatives.map(({ id }) => id))
    show(guide, actions.length > 0 && (wall.count < 5 || wall.count > 10))
    say(guide, words.guide)
    show(empty, wall.initiatives.length === 0)
    say(empty, wall.concealed ? words.concealed : words.empty)
    cards.classList.toggle("desk", actions.length > 0)
    keyed(
      cards,
      wall.initiatives,
      ({ id }) => id,
      card,
      (element, item, fresh) => {
        const isNew = fresh && known !== null && !known.has(item.id)
        if (isNew) {
          element.classList.add("new")
          say(aloud, fmt(words.new, item))
        }
        update(element, item, data, send)
        if (actions.length) fold(element, item, words, opened)
      },
    )
  }
})

// On the console a card is a line; what can be done with it unfolds below.
function fold(element, item, words, opened) {
  const { more } = element.parts
  const draw = () => {
    element.classList.toggle("open", opened.has(item.id))
    set(more, { "aria-expanded": String(opened.has(item.id)), "aria-label": fmt(words.more, item) })
  }
  show(more, true)
  more.onclick = () => {
    if (!opened.delete(item.id)) opened.add(item.id)
    draw()
  }
  draw()
}

// Also drawn on the projector.
export function card(_item, heading = "h4") {
  const parts = {
    picture: h("img", { loading: "lazy", decoding: "async" }),
    title: h(heading, { class: "title" }),
    territory: h("p", { class: "territory" }),
    pitch: h("p", { class: "pitch" }),
    details: h("details", {}, h("summary"), h("p", { class: "pitch" })),
    merged: h("ul", { class: "merged" }),
    facts: h("div", { class: "facts" }),
    actions: h("div", { class: "actions", role: "group" }),
    more: h("button", { type: "button", class: "more", hidden: true }, h("i"), h("i"), h("i")),
  }
  return Object.assign(h("li", { class: "card" }, ...Object.values(parts)), { parts })
}

export function update(element, item, { words, actions = [] }, send) {
  const { picture, title, territory, pitch, details, merged, facts, actions: buttons } = element.parts
  show(picture, Boolean(item.picture))
  if (item.picture) set(picture, { src: item.picture, alt: item.alt ?? "" })
  say(title, item.title)
  say(territory, item.territory)
  show(territory, Boolean(item.territory))
  say(pitch, item.pitch)
  show(pitch, Boolean(item.pitch))
  show(details, Boolean(item.description))
  say(details.firstChild, words.description)
  say(details.lastChild, item.description)
  show(merged, item.merged.length > 0)
  keyed(
    merged,
    item.merged.map((one, at) => ({ ...one, at })),
    ({ at }) => at,
    () => h("li"),
    (line, one) => say(line, [one.title, one.territory].filter(Boolean).join(" · ")),
  )
  element.classList.toggle("gone", Boolean(item.hidden))
  const link = address(item.link)
  const tags = [
    item.hidden && { id: "hidden", text: words.hidden },
    item.fictitious && { id: "fictitious", text: words.fictitious, class: "tag honey" },
    item.state === "kept" && { id: "kept", text: words.states.kept, class: "tag green" },
    item.state === "reserve" && { id: "reserve", text: words.states.reserve },
    item.holder && { id: "holder", text: fmt(words.holder, { name: item.holder }), class: "small quiet" },
    item.author && { id: "by", text: fmt(words.by, { name: item.author }), class: "small quiet" },
    link && { id: "link", text: words.link, link },
    ...(item.tags ?? []).map((text) => ({ id: `tag ${text}`, text })),
  ].filter(Boolean)
  show(facts, tags.length > 0)
  keyed(
    facts,
    tags,
    ({ id }) => id,
    (tag) => h(tag.link ? "a" : "span"),
    (line, tag) => {
      set(
        line,
        tag.link
          ? { href: tag.link, target: "_blank", rel: "noopener noreferrer nofollow", class: "small" }
          : { class: tag.class ?? "tag" },
      )
      say(line, tag.text)
    },
  )
  show(buttons, actions.length > 0)
  set(buttons, { "aria-label": fmt(words.more, item) })
  const apt = actions.filter((action) => fits(action, item))
  keyed(
    buttons,
    apt.map((action) => ({ action })),
    ({ action }) => action,
    ({ action }) => h("button", { type: "button", class: "bare", "data-action": action }),
    (button, { action }) => {
      say(button, words.actions[action])
      button.onclick = () => send("action", { action, initiative: item.id })
    },
  )
}

function fits(action, item) {
  if (action === "unhide") return Boolean(item.hidden)
  if (action === "unmerge") return item.merged.length > 0
  return !item.hidden
}

// Posts of a table: signed as their authors wished; whoever sits there changes them in place.

import { fmt, h, keyed, say, set, show } from "./dom.js"
import { closePanel, openEditor, reopenUnsaved, watchEditor } from "./post_editor.js"
import { itemsFor } from "./post_menu.js"

// Name and territory as their author wished; of who was erased a role; nothing of all is anonymous.
export function signature({ author, territory, role }, words) {
  return [author, territory].filter(Boolean).join(" · ") || words.signed?.[role] || words.anonymous
}

// Who wrote last: a name, and a line that moves for a moment.
export function tellOfWriting(line, post, words) {
  say(line, fmt(words.writing, { name: signature(post, words) }))
  line.classList.remove("fresh")
  void line.offsetWidth
  line.classList.add("fresh")
}

// All cards of a surface. A card is one and the same wherever its post goes, with what is being typed in it.
export class Cards {
  made = new Map()

  // Draws `posts` into `list`; tools: {words, mine, act, menu, hand, sections, all, saving, started, writable}.
  draw(list, posts, section, tools) {
    let newest = null
    keyed(
      list,
      [...posts, ...this.orphans(list, posts, tools)],
      ({ id }) => id,
      ({ id }) => this.take(id, list),
      (element, item, fresh) => {
        if (fresh && tools.started) element.classList.add("new")
        if (fresh) newest = element
        element.item = item
        update(element, { ...item, section }, tools)
      },
    )
    // A long section shows what has just come, unless somebody is reading there.
    const last = newest && newest === list.lastElementChild
    if (last && tools.started && !list.matches(":hover, :focus-within")) list.scrollTop = list.scrollHeight
  }

  take(id, list) {
    const card = this.made.get(id) ?? makeCard()
    card.list?.keyed?.delete(String(id))
    card.list = list
    this.made.set(id, card)
    return card
  }

  // Somebody took a post away over which somebody is typing: the words stay until they are dealt with.
  orphans(list, posts, { all }) {
    return [...this.made.values()]
      .filter((card) => card.list === list && card.editing && !all.has(card.item.id))
      .map(({ item }) => ({ ...item, taken: true }))
      .filter(({ id }) => !posts.some((post) => post.id === id))
  }

  tidy() {
    for (const [id, card] of this.made) if (!card.isConnected) this.made.delete(id)
  }
}

function makeCard() {
  const parts = {
    text: h("p", { class: "text", dir: "auto" }),
    wordings: h("div", { class: "wordings", hidden: true }, h("p", { class: "told" }), h("ul")),
    photo: h("a", { class: "photo", target: "_blank", rel: "noopener" }, h("img", { loading: "lazy" })),
    merged: h("ul", { class: "merged" }),
    about: h("ul", { class: "about" }),
    facts: h(
      "div",
      { class: "facts" },
      h("span", { class: "by", dir: "auto" }),
      h("span", { class: "tags" }),
      h("span", { class: "tools" }, h("button", { type: "button" }), h("button", { type: "button", class: "dots" }, "⋯")),
    ),
    panel: h("div", { class: "panel", hidden: true }),
  }
  return Object.assign(h("li", { class: "post" }, ...Object.values(parts)), { parts, editing: null })
}

function update(element, item, tools) {
  const { words, mine, writable } = tools
  const { text, facts, panel } = element.parts
  say(text, item.text)
  const own = mine === null || mine.includes(item.id)
  element.classList.toggle("mine", mine !== null && own)
  element.classList.toggle("core", Boolean(item.core))
  const [who, tags, buttons] = facts.children
  say(who, signature(item, words))
  drawTags(tags, item, words)
  drawPhoto(element.parts.photo, item, words)
  drawMerged(element.parts.merged, item, tools)
  drawAbout(element.parts.about, item.about ?? [])
  drawWordings(element.parts.wordings, item, tools)
  text.hidden = Boolean(element.editing) || item.alternatives?.length > 0
  const items = () => itemsFor(element, item, { ...tools, own })
  const [edit, more] = buttons.children
  show(buttons, panel.hidden)
  show(edit, writable && !item.alternatives?.length)
  say(edit, words.edit_short)
  set(edit, { "aria-label": `${words.edit} : ${item.text}` })
  edit.onclick = () => openEditor(element, item, tools)
  set(more, { "aria-label": `${words.more} : ${item.text}`, "aria-haspopup": "menu" })
  more.onclick = () => tools.menu.open(more, words.more, items(), words)
  reopenUnsaved(element, item, tools)
  if (element.editing) watchEditor(element, item, tools)
  else if (!writable) closePanel(element)
}

function drawTags(tags, item, words) {
  const kinds = [
    item.core && ["core", words.core],
    item.resource && ["resource", words.resources[item.resource]],
    item.verbatim === false && ["reworded", words.reworded],
    item.off_record && ["off", words.off_record],
  ].filter(Boolean)
  keyed(
    tags,
    kinds,
    ([kind]) => kind,
    ([kind]) => h("span", { class: kind === "core" ? "tag honey" : "tag" }),
    (tag, [, label]) => say(tag, label),
  )
  show(tags, kinds.length > 0)
}

function drawPhoto(photo, { picture, alt }, words) {
  show(photo, Boolean(picture))
  if (!picture) return
  set(photo, { href: picture })
  set(photo.firstChild, { src: picture, alt: alt || words.picture })
}

function drawAbout(about, links) {
  show(about, links.length > 0)
  keyed(
    about,
    links,
    ({ id }) => id,
    () => h("li", { dir: "auto" }),
    (line, one) => say(line, one.text),
  )
}

function drawMerged(list, item, { words, writable, act }) {
  const merged = item.merged ?? []
  show(list, merged.length > 0)
  keyed(
    list,
    merged,
    ({ id }) => id,
    () => h("li", {}, h("span", { dir: "auto" }), " ", h("span", { class: "by" }), " ", h("button", { type: "button" })),
    (line, one) => {
      const [text, by, apart] = [line.children[0], line.children[1], line.children[2]]
      say(text, one.text)
      say(by, one.author || words.anonymous)
      show(apart, writable)
      say(apart, words.unmerge)
      set(apart, { "aria-label": `${words.unmerge} : ${one.text}` })
      apart.onclick = () => act("unmerge", { id: item.id, post: one.id })
    },
  )
}

// Two wrote over the same words: all wordings stay side by side until someone chooses.
function drawWordings(box, item, { words, writable, act }) {
  const others = item.alternatives ?? []
  show(box, others.length > 0)
  if (!others.length) return
  const [told, list] = box.children
  say(told, words.wordings)
  const standing = { id: 0, text: item.text }
  const seen = others.map(({ id }) => id)
  keyed(
    list,
    [standing, ...others],
    ({ id }) => id,
    () => h("li", {}, h("p", { class: "by" }), h("p", { dir: "auto" }), h("button", { type: "button" })),
    (line, one) => {
      const [by, text, keep] = line.children
      say(by, one.id ? fmt(words.also, { name: one.author || words.somebody }) : words.stands)
      say(text, one.text)
      show(keep, writable)
      say(keep, words.keep)
      set(keep, { "aria-label": `${words.keep} : ${one.text}` })
      keep.onclick = () => act("choose", { id: item.id, alternative: one.id || null, version: item.version, seen })
    },
  )
}

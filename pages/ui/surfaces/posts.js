// Posts of a table: signed as their authors wished; one's own can be changed in place.

import { fmt, h, keyed, say, set, show } from "./dom.js"

const LIMIT = 280

// Name and territory as their author wished; nothing of both is anonymous.
export function signature({ author, territory }, words) {
  return [author, territory].filter(Boolean).join(" · ") || words.anonymous
}

// Who wrote last: a name, and a line that moves for a moment.
export function tellOfWriting(line, post, words) {
  say(line, fmt(words.writing, { name: signature(post, words) }))
  line.classList.remove("fresh")
  void line.offsetWidth
  line.classList.add("fresh")
}

// Draws `posts` into `list`; tools: {words, language, mine, send, pending, started}.
export function drawPosts(list, posts, tools) {
  const gone = new Set(tools.pending.filter(({ event }) => event === "delete").map(({ id }) => id))
  const edits = new Map(
    tools.pending.filter(({ event }) => event === "edit").map(({ id, text }) => [id, text]),
  )
  keyed(
    list,
    posts.filter(({ id }) => !gone.has(id)),
    ({ id }) => id,
    post,
    (element, item, fresh) => {
      if (fresh && tools.started) element.classList.add("new")
      update(element, { ...item, text: edits.get(item.id) ?? item.text }, tools)
    },
  )
}

function post() {
  const parts = {
    text: h("p", { class: "text" }),
    about: h("ul", { class: "about" }),
    facts: h(
      "div",
      { class: "facts" },
      h("span"),
      h("span", { class: "tags" }),
      h("span", { class: "tools" }),
    ),
    editor: h("div", { class: "editor", hidden: true }),
  }
  return Object.assign(h("li", { class: "post" }, ...Object.values(parts)), { parts })
}

function update(element, item, tools) {
  const { words, mine, send, writable } = tools
  const { text, about, facts, editor } = element.parts
  const own = writable && (mine === null || mine.includes(item.id))
  say(text, item.text)
  element.classList.toggle("mine", mine !== null && mine.includes(item.id))
  const [who, tags, buttons] = facts.children
  say(who, signature(item, words))
  const kinds = [
    item.resource && words.resources[item.resource],
    item.verbatim === false && words.reworded,
    item.off_record && words.off_record,
  ].filter(Boolean)
  keyed(
    tags,
    kinds.map((kind) => ({ kind })),
    ({ kind }) => kind,
    () => h("span", { class: "tag" }),
    (tag, { kind }) => say(tag, kind),
  )
  show(tags, kinds.length > 0)
  const links = item.about ?? []
  show(about, links.length > 0)
  keyed(
    about,
    links,
    ({ id }) => id,
    () => h("li"),
    (line, one) => say(line, one.text),
  )
  show(buttons, own && editor.hidden)
  if (own && !buttons.firstChild)
    buttons.append(h("button", { type: "button" }), h("button", { type: "button" }))
  if (!own) {
    buttons.replaceChildren()
    return close(element)
  }
  const [edit, remove] = buttons.children
  say(edit, words.edit_short)
  set(edit, { "aria-label": `${words.edit} : ${item.text}` })
  say(remove, words.delete_short)
  set(remove, { "aria-label": `${words.delete} : ${item.text}` })
  edit.onclick = () => open(element, item, tools)
  remove.onclick = () => {
    send("delete", { id: item.id })
    tools.redraw()
  }
}

// What is being typed is never replaced by what arrives; the version says what it was typed over.
function open(element, item, tools) {
  const { words, send, redraw } = tools
  const { text, facts, editor } = element.parts
  const field = h("textarea", { rows: 4, "aria-label": words.edit })
  field.value = item.text
  const length = h("span", { class: "length" })
  const save = h("button", { type: "button", class: "primary" })
  const cancel = h("button", { type: "button" })
  say(save, words.save)
  say(cancel, words.cancel)
  const measure = () => {
    const long = [...field.value.trim()].length
    length.classList.toggle("over", long > LIMIT)
    say(length, long > LIMIT ? fmt(words.too_long, { n: long - LIMIT }) : `${long}/${LIMIT}`)
    save.disabled = long === 0 || long > LIMIT
  }
  const done = () => {
    close(element)
    facts.querySelector("button")?.focus()
  }
  field.oninput = measure
  field.onkeydown = (event) => {
    event.stopPropagation() // Streamlit has keys of its own
    if (event.key === "Escape") done()
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !save.disabled) save.click()
  }
  cancel.onclick = done
  save.onclick = () => {
    if (field.value.trim() !== item.text)
      send("edit", { id: item.id, text: field.value.trim(), version: item.version })
    done()
    redraw()
  }
  measure()
  editor.replaceChildren(field, h("div", { class: "row" }, length, cancel, save))
  editor.hidden = false
  text.hidden = true
  facts.hidden = true
  field.focus()
}

function close(element) {
  const { text, facts, editor } = element.parts
  if (editor.hidden) return
  editor.replaceChildren()
  editor.hidden = true
  text.hidden = false
  facts.hidden = false
  facts.lastChild.hidden = false
}

// Sections side by side where there is room, one at a time behind tabs where there is not.
export function widen(root, onChange) {
  const observer = new ResizeObserver(([{ contentRect }]) => {
    const wide = contentRect.width > 640
    if (root.classList.contains("wide") === wide) return
    root.classList.toggle("wide", wide)
    onChange()
  })
  observer.observe(root)
  return () => observer.disconnect()
}

// A row of tabs with arrow keys; items [{id, text, many}].
export function drawTabs(tabs, items, chosen, label, choose) {
  set(tabs, { role: "tablist", "aria-label": label })
  keyed(
    tabs,
    items,
    ({ id }) => id,
    () => h("button", { type: "button", role: "tab" }, h("span"), h("span", { class: "many" })),
    (tab, { id, text, many }) => {
      set(tab, { "aria-selected": String(id === chosen), tabindex: id === chosen ? 0 : -1 })
      say(tab.firstChild, text)
      say(tab.lastChild, many || "")
      tab.onclick = () => choose(id)
      tab.onkeydown = ({ key }) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
        if (!step) return
        const at = items.findIndex((item) => item.id === id)
        const next = items[(at + step + items.length) % items.length]
        choose(next.id)
        tabs.keyed.get(String(next.id)).focus()
      }
    },
  )
  if (tabs.dataset.chosen === String(chosen)) return
  tabs.dataset.chosen = String(chosen)
  const tab = tabs.keyed.get(String(chosen))
  if (tab) tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - 24
}

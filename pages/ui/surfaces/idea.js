// One contribution: what it says, where it stands, who signed it, its marks, and the reader's own note.

import { fmt, h, keyed, say, set, show } from "./dom.js"

export function idea() {
  const parts = {
    box: h("input", { type: "checkbox" }),
    text: h("span", { class: "text" }),
    meta: h("p", { class: "meta small" }),
    marks: h("ul", { class: "marks" }),
    merged: h("details", {}, h("summary"), h("ul", { class: "merged" })),
    kept: h("p", { class: "note small" }),
    form: h("form", { class: "noting", hidden: true }),
    note: h("textarea", { rows: 3, maxlength: 1000 }),
    save: h("button", { type: "submit" }),
    cancel: h("button", { type: "button", class: "bare" }),
    write: h("button", { type: "button", class: "bare" }),
    trail: h("a", { class: "way", target: "_blank", rel: "noopener" }),
  }
  parts.form.append(parts.note, h("div", { class: "buttons" }, parts.save, parts.cancel))
  const pick = h("label", { class: "pick" }, parts.box, parts.text)
  const ways = h("div", { class: "ways" }, parts.write, parts.trail)
  const body = [pick, parts.meta, parts.marks, parts.merged, parts.kept, parts.form, ways]
  return Object.assign(h("li", { class: "idea" }, ...body), { parts })
}

export function update(card, post, desk) {
  const { words, picked, pick } = desk
  const { box, text, meta, marks, merged, trail } = card.parts
  box.checked = picked.has(post.id)
  box.onchange = () => pick([post.id], box.checked)
  card.classList.toggle("picked", box.checked)
  say(text, post.text)
  keyed(meta, facts(post, words), ({ id }) => id, () => h("span"), (span, fact) => {
    set(span, { class: fact.id })
    say(span, fact.text)
  })
  const shown = signs(post, words)
  show(marks, shown.length > 0)
  keyed(marks, shown, ({ id }) => id, sign, (element, one) => drawSign(element, one, post, desk))
  show(merged, post.merged.length > 0)
  say(merged.firstChild, fmt(words.merged, { n: post.merged.length }))
  keyed(merged.lastChild, post.merged, ({ id }) => id, () => h("li"), (line, one) =>
    say(line, [one.text, one.by].filter(Boolean).join(" — ")),
  )
  note(card.parts, post, desk)
  say(trail, words.trail)
  set(trail, { href: `/trail?post=${post.id}`, "aria-label": fmt(words.trail_of, { n: post.id }) })
}

const facts = (post, words) =>
  [
    { id: "number", text: `#${post.id}` },
    { id: "section", text: words.terms[post.section] + (post.resource ? ` (${words.terms[post.resource]})` : "") },
    { id: "target", text: post.target && fmt(words.target, { name: post.target }) },
    { id: "initiative", text: post.initiative },
    { id: "table", text: fmt(words.table, { n: post.group }) },
    { id: "by", text: post.by || words.unsigned },
  ].filter(({ text }) => text)

const signs = (post, words) =>
  [
    post.core && { id: "core", text: words.core, class: "tag honey" },
    !post.verbatim && { id: "reworded", text: words.reworded },
    ...post.boards.map(([id, name]) => ({ id: `board ${id}`, text: fmt(words.on_board, { name }), class: "tag green" })),
    ...post.concepts.map(([id, title]) => ({ id: `concept ${id}`, text: fmt(words.cited, { title }), href: `/concept?concept=${id}`, class: "tag green" })),
    ...post.tags.map((tag) => ({ id: `tag ${tag}`, text: tag, tag, class: "tag own" })),
  ].filter(Boolean)

function sign() {
  const parts = { text: h("span"), link: h("a", { hidden: true }), off: h("button", { type: "button", class: "off" }, "×") }
  return Object.assign(h("li", {}, parts.text, parts.link, parts.off), { parts })
}

function drawSign(element, one, post, { words, act }) {
  const { text, link, off } = element.parts
  set(element, { class: one.class ?? "tag" })
  show(text, !one.href)
  show(link, Boolean(one.href))
  say(one.href ? link : text, one.text)
  if (one.href) set(link, { href: one.href })
  show(off, Boolean(one.tag))
  set(off, {
    "aria-label": fmt(words.untag, { tag: one.tag ?? "", n: post.id }),
    onclick: () => act("untag", { post: post.id, text: one.tag }),
  })
}

function note({ kept, form, note: field, save, cancel, write }, post, { words, open, act, redraw }) {
  const key = `note ${post.id}`
  const writing = open.has(key)
  show(kept, Boolean(post.note) && !writing)
  say(kept, post.note)
  show(form, writing)
  say(save, words.save)
  say(cancel, words.cancel)
  say(write, post.note ? words.change_note : words.note)
  set(field, { "aria-label": fmt(words.note_on, { n: post.id }), placeholder: words.note_hint })
  const close = () => {
    open.delete(key)
    redraw()
    write.focus()
  }
  set(write, {
    "aria-label": fmt(words.note_on, { n: post.id }),
    "aria-expanded": String(writing),
    onclick: () => {
      if (writing) return close()
      open.set(key, true)
      field.value = post.note
      redraw()
      field.focus()
    },
  })
  cancel.onclick = close
  field.onkeydown = (event) => {
    event.stopPropagation() // Streamlit has keys of its own
    if (event.key === "Escape") close()
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    act("note", { post: post.id, text: field.value })
    close()
  }
}

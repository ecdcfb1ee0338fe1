// Contributions to read, mark and pick from: one list, or the clusters of a board.

import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { idea, update } from "./idea.js"
import { PickBar } from "./pick_bar.js"
import { WritingBar } from "./writing_bar.js"
import { surface } from "./surface.js"

export default surface(["material.css"], (root, { send, redraw }) => {
  const picked = new Set()
  const open = new Map() // what is being written, by what it is about
  const groups = h("div", { class: "groups" })
  let page, bar
  root.append(groups)

  return (_views, data) => {
    if (!bar) root.prepend((bar = data.writing ? new WritingBar() : new PickBar()).box)
    const ids = new Set(data.groups.flatMap(({ posts }) => posts.map(({ id }) => id)))
    const there = new Set([...ids, ...data.found])
    for (const id of picked) if (!there.has(id)) picked.delete(id)
    const act = (name, facts) => send("act", { name, ...facts })
    const pick = (some, on) => {
      for (const id of some) on ? picked.add(id) : picked.delete(id)
      redraw()
    }
    const desk = { ...data, picked, open, act, pick, redraw }
    bar.draw(desk, [...ids])
    desk.name = (text) => bar.name(text)
    keyed(groups, data.groups, ({ id }) => id, group, (element, one) => drawGroup(element, one, desk))
    if (page !== undefined && page !== data.page) root.scrollIntoView({ block: "start" })
    page = data.page
  }
})

function group() {
  const parts = {
    head: h("div", { class: "group-head" }),
    title: h("h2"),
    number: h("span", { class: "tag number" }),
    take: h("button", { type: "button", class: "bare" }),
    rename: h("button", { type: "button", class: "bare" }),
    scatter: h("button", { type: "button", class: "bare" }),
    form: h("form", { class: "naming", hidden: true }),
    name: h("input", { type: "text", maxlength: 80 }),
    save: h("button", { type: "submit" }),
    none: h("p", { class: "empty small" }),
    list: h("ul", { class: "ideas" }),
  }
  parts.head.append(parts.title, parts.number, parts.take, parts.rename, parts.scatter)
  parts.form.append(parts.name, parts.save)
  return Object.assign(h("section", { class: "group" }, parts.head, parts.form, parts.none, parts.list), { parts })
}

function drawGroup(element, one, desk) {
  const { words, open, act, redraw } = desk
  const { head, title, number, take, rename, scatter, form, name, save, none, list } = element.parts
  const key = `name ${one.id}`
  show(head, one.title !== null)
  say(title, one.title ?? "")
  say(number, one.posts.length)
  set(number, { "aria-label": count(words.count, one.posts.length, desk.language) })
  for (const button of [rename, scatter]) show(button, one.named)
  show(take, Boolean(desk.writing) && one.id > 0 && one.posts.length > 0)
  say(take, words.take_cluster)
  set(take, {
    "aria-label": fmt(words.take_cluster_of, { name: one.title ?? "" }),
    onclick: () => {
      desk.name(one.title)
      desk.pick(one.posts.map(({ id }) => id), true)
    },
  })
  say(rename, words.rename)
  say(scatter, words.scatter)
  set(rename, {
    "aria-label": fmt(words.rename_of, { name: one.title ?? "" }),
    "aria-expanded": String(open.has(key)),
    onclick: () => {
      if (open.has(key)) return close()
      open.set(key, true)
      name.value = one.title
      redraw()
      name.focus()
      name.select()
    },
  })
  const close = () => {
    open.delete(key)
    redraw()
    rename.focus()
  }
  set(scatter, {
    "aria-label": fmt(words.scatter_of, { name: one.title ?? "" }),
    onclick: () => act("scatter", { group: one.id }),
  })
  show(form, open.has(key))
  set(name, { "aria-label": words.cluster_name, onkeydown: (event) => event.key === "Escape" && close() })
  say(save, words.save)
  form.onsubmit = (event) => {
    event.preventDefault()
    if (name.value.trim()) act("rename", { group: one.id, text: name.value })
    close()
  }
  show(none, !one.posts.length)
  say(none, words.none)
  keyed(list, one.posts, ({ id }) => id, idea, (card, post) => update(card, post, desk))
}

// What may be done with a post, as entries of a menu.

import { openEditor } from "./post_editor.js"
import { openMerge, openPicture } from "./post_panels.js"

export function itemsFor(card, item, tools) {
  const { words, own, writable, act } = tools
  const on = (name, text, now) => ({ id: name, text, checked: now, act: () => act(name, { id: item.id, on: !now }) })
  const standing = !item.alternatives?.length
  return [
    writable && standing && { id: "edit", text: words.edit_short, act: () => openEditor(card, item, tools) },
    ...(writable ? places(item, tools) : []),
    writable && tools.peers(item).length > 0 && {
      id: "merge",
      text: words.merge,
      act: () => openMerge(card, item, tools),
    },
    writable && on("core", words.core, Boolean(item.core)),
    writable && {
      id: "verbatim",
      text: words.verbatim,
      checked: item.verbatim,
      act: () => act("verbatim", { id: item.id, on: !item.verbatim }),
    },
    own && on("off_record", words.off_record, item.off_record),
    writable && { id: "picture", text: item.picture ? words.change_picture : words.add_picture, act: () => openPicture(card, item, tools) },
    writable && item.picture && {
      id: "no-picture",
      text: words.remove_picture,
      act: () => act("picture", { id: item.id, remove: true }),
    },
    { id: "trail", text: words.trail, href: `/trail?post=${item.id}` },
    writable && own && { id: "delete", text: words.delete_short, danger: true, act: () => remove(card, item, act) },
  ].filter(Boolean)
}

// Another section (for resources, of which kind), or another place in this one.
function places(item, { words, sections, act }) {
  const moved = (section, resource) => () => act("move", { id: item.id, section, resource })
  const kinds = Object.entries(words.resources)
  const to = (section) => ({
    id: section,
    text: words.sections[section],
    ...(section === "resources"
      ? { items: kinds.map(([kind, text]) => ({ id: kind, text, act: moved(section, kind) })) }
      : { act: moved(section, null) }),
  })
  const here = sections.find(({ section }) => section === item.section)
  const at = here.posts.findIndex(({ id }) => id === item.id)
  const order = (before) => () => act("order", { id: item.id, before: before ?? null })
  return [
    {
      id: "move",
      text: words.move,
      items: sections
        .map(({ section }) => section)
        .filter((section) => section !== item.section || section === "resources")
        .map(to),
    },
    at > 0 && { id: "up", text: words.up, act: order(here.posts[at - 1]?.id) },
    at < here.posts.length - 1 && { id: "down", text: words.down, act: order(here.posts[at + 2]?.id) },
  ].filter(Boolean)
}

// The card goes at once; the next one is at hand for the keyboard.
function remove(card, item, act) {
  const next = card.nextElementSibling ?? card.previousElementSibling
  act("delete", { id: item.id })
  next?.querySelector(".dots")?.focus()
}

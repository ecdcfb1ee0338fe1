// A row of tabs with arrow keys, and whether there is room for everything side by side.

import { h, keyed, say, set } from "./dom.js"

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

// Items [{id, text, many, busy}]; `busy` where somebody is writing.
export function drawTabs(tabs, items, chosen, label, choose) {
  set(tabs, { role: "tablist", "aria-label": label })
  keyed(
    tabs,
    items,
    ({ id }) => id,
    () => h("button", { type: "button", role: "tab" }, h("span"), h("span", { class: "many" })),
    (tab, { id, text, many, busy }) => {
      set(tab, { "aria-selected": String(id === chosen), tabindex: id === chosen ? 0 : -1 })
      tab.classList.toggle("busy", Boolean(busy))
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

// A menu of actions beside a button: arrows walk it, a letter finds an entry, Escape closes it.

import { h, set } from "./dom.js"

const MARGIN = 8

// An item: {id, text, act} or {id, text, href} or {id, text, items}; `checked` makes it one that is on or off.
export class Menu {
  constructor(root) {
    this.box = h("div", { class: "menu", role: "menu", popover: "auto" })
    this.box.onkeydown = (event) => this.key(event)
    this.box.ontoggle = ({ newState }) => newState === "closed" && this.closed()
    this.onScroll = ({ target }) => !this.box.contains(target) && this.follow()
    root.append(this.box)
  }

  open(anchor, label, items, words) {
    // The press that closed it on its way to the button does not open it again.
    if (anchor === this.last && performance.now() - this.closedAt < 250) return
    this.words = words
    this.anchor = anchor
    this.levels = [{ label, items }]
    this.fill()
    this.box.showPopover()
    set(anchor, { "aria-expanded": "true" })
    this.place()
    this.focus(0)
    document.addEventListener("scroll", this.onScroll, { capture: true, passive: true })
  }

  close() {
    this.closing = this.isOpen
    if (this.isOpen) this.box.hidePopover()
  }

  get isOpen() {
    return this.box.matches(":popover-open")
  }

  closed() {
    document.removeEventListener("scroll", this.onScroll, { capture: true })
    if (this.anchor) set(this.anchor, { "aria-expanded": "false" })
    const within = this.box.contains(this.box.getRootNode().activeElement)
    if (within && this.anchor?.isConnected) this.anchor.focus()
    this.last = this.closing ? null : this.anchor
    this.closedAt = performance.now()
    this.closing = false
    this.anchor = null
  }

  fill() {
    const { label, items } = this.levels.at(-1)
    set(this.box, { "aria-label": label })
    const back = this.levels.length > 1 && { id: "back", text: this.words.back, back: true }
    this.box.replaceChildren(...[back, ...items].filter(Boolean).map((item) => this.entry(item)))
  }

  entry(item) {
    const onOrOff = "checked" in item
    const role = onOrOff ? "menuitemcheckbox" : "menuitem"
    const more = item.items ? h("span", { class: "more", "aria-hidden": "true" }, "›") : null
    const sign = item.back ? h("span", { "aria-hidden": "true" }, "‹ ") : null
    const tick = onOrOff && item.checked ? h("span", { class: "more", "aria-hidden": "true" }, "✓") : null
    const traits = {
      role,
      tabindex: -1,
      class: item.danger ? "danger" : null,
      "aria-checked": onOrOff ? String(item.checked) : null,
      "aria-haspopup": item.items ? "menu" : null,
      "aria-disabled": item.disabled ? "true" : null,
    }
    const children = [sign, h("span", {}, item.text), more, tick]
    if (item.href) return h("a", { ...traits, href: item.href, target: "_blank", rel: "noopener" }, ...children)
    const button = h("button", { type: "button", ...traits }, ...children)
    button.item = item
    button.onclick = () => this.take(item)
    return button
  }

  take(item) {
    if (item.disabled) return
    if (item.back) return this.back()
    if (item.items) {
      this.levels.push({ label: item.text, items: item.items })
      this.fill()
      this.place()
      return this.focus(1)
    }
    const { anchor } = this
    this.close()
    anchor?.focus()
    item.act()
  }

  back() {
    this.levels.pop()
    this.fill()
    this.place()
    this.focus(0)
  }

  get entries() {
    return [...this.box.children]
  }

  focus(at) {
    const { entries } = this
    entries[(at + entries.length) % entries.length]?.focus()
  }

  key(event) {
    event.stopPropagation() // Streamlit has keys of its own
    const { entries } = this
    const here = entries.indexOf(this.box.getRootNode().activeElement)
    const item = entries[here]?.item
    const step = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key]
    if (step !== undefined) this.focus(step)
    else if (event.key === "ArrowRight" && item?.items) this.take(item)
    else if (event.key === "ArrowLeft" && this.levels.length > 1) this.back()
    else if (event.key === "Escape") this.close()
    else if (event.key === "Tab") return this.close()
    else if (event.key.length === 1 && event.key !== " ") this.find(event.key, here)
    else return
    event.preventDefault()
  }

  find(letter, here) {
    const { entries } = this
    const wanted = letter.toLocaleLowerCase()
    for (let far = 1; far <= entries.length; far++) {
      const at = (here + far) % entries.length
      if (entries[at].textContent.trim().toLocaleLowerCase().startsWith(wanted)) return this.focus(at)
    }
  }

  // The page may still be moving when a finger opens the menu: it goes along, until its button is out of sight.
  follow() {
    const { top, bottom } = this.anchor.getBoundingClientRect()
    if (bottom < 0 || top > innerHeight) this.close()
    else this.place()
  }

  // Below its button where there is room, else above, never beyond the window.
  place() {
    const at = this.anchor.getBoundingClientRect()
    const { offsetWidth: wide, offsetHeight: high } = this.box
    const below = at.bottom + 4
    const top = below + high > innerHeight - MARGIN ? Math.max(MARGIN, at.top - 4 - high) : below
    const left = Math.min(Math.max(MARGIN, at.right - wide), innerWidth - wide - MARGIN)
    this.box.style.top = `${top}px`
    this.box.style.left = `${Math.max(MARGIN, left)}px`
  }

  stop() {
    this.close()
  }
}

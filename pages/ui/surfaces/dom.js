// Drawing without innerHTML: what people typed only ever becomes a text node.

const SVG = "http://www.w3.org/2000/svg"

// h("li", {class: "card", onclick: f}, "text", node, null): an element; null children are left out.
export function h(tag, traits = {}, ...children) {
  return fill(document.createElement(tag), traits, children)
}

export function svg(tag, traits = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), traits, children)
}

function fill(element, traits, children) {
  set(element, traits)
  for (const child of children.flat())
    if (child !== null && child !== undefined && child !== false) element.append(child)
  return element
}

// Only what differs is written: nothing flickers, and a focused element stays focused.
export function set(element, traits) {
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) element[name] = value
    else if (name === "style")
      for (const [property, to] of Object.entries(value)) element.style.setProperty(property, to)
    else if (value === null || value === undefined || value === false) element.removeAttribute(name)
    else {
      const text = value === true ? "" : String(value)
      if (element.getAttribute(name) !== text) element.setAttribute(name, text)
    }
  }
  return element
}

export function say(element, text) {
  const next = text ?? ""
  if (element.textContent !== String(next)) element.textContent = next
  return element
}

export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown
  return element
}

// One child of `parent` for every item, kept by `id`: made once, updated ever after, moved only when needed.
export function keyed(parent, items, id, make, update = () => {}) {
  const had = parent.keyed ?? (parent.keyed = new Map())
  const focused = parent.getRootNode().activeElement
  const has = new Map()
  let last = null
  for (const item of items) {
    const name = String(id(item))
    let element = had.get(name)
    const fresh = !element
    if (fresh) element = make(item)
    update(element, item, fresh)
    has.set(name, element)
    const due = last ? last.nextSibling : parent.firstChild
    if (due !== element) parent.insertBefore(element, due)
    last = element
  }
  for (const [name, element] of had) if (!has.has(name)) element.remove()
  parent.keyed = has
  if (focused && parent.contains(focused)) focused.focus({ preventScroll: true }) // moving takes the focus away
  return has
}

// "{n} dots left" with n = 3. A pair [one, many] is chosen by the language's own rule.
export function fmt(pattern, facts = {}) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? String(facts[name]) : whole))
}

export function count(pair, n, language, facts = {}) {
  const one = new Intl.PluralRules(language).select(n) === "one"
  return fmt(pair[one ? 0 : 1], { n: new Intl.NumberFormat(language).format(n), ...facts })
}

// The one link people may give: http or https, else none.
export function address(link) {
  try {
    const url = new URL(link)
    return ["http:", "https:"].includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches

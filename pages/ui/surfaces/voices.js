// What Streamlit says by itself becomes ours, and what a person typed is never taken for it: attributes, and texts
// only where Streamlit itself writes them. Surfaces are behind shadow roots, where nobody looks.

const ATTRIBUTES = ["aria-label", "title", "placeholder"]
const LISTS = "[role=listbox], [role=option], [data-testid=stSelectbox], [data-testid=stMultiSelect], #portal [class$=-menu]"
const CHROME = [
  "[role=menu]", "[role=tooltip]", "label", "[data-testid=search-result-area]",
  ...["stSkipToContent", "stTooltipContent", "stTooltipErrorContent", "stNumberInput", "stDateInput", "stDateInputCalendar", "stTimeInput", "stTextInput",
    "stTextArea", "stRadio", "stPageLink", "stLinkButton", "stElementToolbar", "stDataFrameColumnMenu",
    "stDataFrameColumnVisibilityMenu", "stPagination", "stSpinner"].map((id) => `[data-testid=${id}]`),
].join()
const PEOPLE = "[data-testid=stMarkdownContainer], [data-testid=stText], textarea, pre, canvas"

const speech = { lists: null, chrome: null }
const originals = new WeakMap() // node -> { name: [what Streamlit said there, what we made of it] }
let made = ""
let watching = null

export function speak(pairs) {
  const asked = JSON.stringify(pairs)
  if (asked === made) return
  made = asked
  for (const where of Object.keys(speech)) speech[where] = new Speech(pairs[where])
  walk(document.body)
  if (watching) return
  watching = new MutationObserver((changes) => changes.forEach(look))
  watching.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  })
}

export class Speech {
  constructor(pairs) {
    this.exact = new Map(pairs.filter(([said]) => !said.includes("{}")))
    this.patterns = pairs.filter(([said]) => said.includes("{}")).map(([said, ours]) => [pattern(said), ours])
  }

  // Ours for what Streamlit said, or null.
  of(said) {
    const text = said.trim()
    if (this.exact.has(text)) return this.exact.get(text)
    for (const [like, instead] of this.patterns) {
      const filled = like.exec(text)?.slice(1)
      if (filled) return instead === "{}" ? (this.of(filled[0]) ?? filled[0]) : fill(instead, filled)
    }
    return null
  }
}

const fill = (instead, parts) => instead.replace(/\{\}/g, () => parts.shift() ?? "")

function pattern(said) {
  const parts = said.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join("([^]*)")}$`)
}

function look({ type, target, attributeName, addedNodes }) {
  if (type === "attributes") attribute(target, attributeName)
  else if (type === "characterData") write(target)
  else addedNodes.forEach(walk)
}

function walk(node) {
  if (node.nodeType === Node.TEXT_NODE) return write(node)
  if (node.nodeType !== Node.ELEMENT_NODE) return
  const all = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let one = node; one; one = all.nextNode())
    if (one.nodeType === Node.TEXT_NODE) write(one)
    else for (const name of ATTRIBUTES) if (one.hasAttribute(name)) attribute(one, name)
}

function attribute(element, name) {
  const listed = element.closest(LISTS)
  if (name === "title" && listed) return
  const now = element.getAttribute(name)
  const next = said(listed?.role === "option" ? speech.lists : speech.chrome, element, name, now)
  if (next !== null && next !== now) element.setAttribute(name, next)
}

function write(node) {
  const parent = node.parentElement
  if (!parent || !node.data.trim() || parent.closest(PEOPLE)) return
  const where = parent.closest(LISTS) ? speech.lists : parent.closest(CHROME) ? speech.chrome : null
  const next = where && said(where, node, "text", node.data)
  if (next !== null && next !== node.data) node.data = next
}

// What stands there is ours already, perhaps in another language, or Streamlit's anew.
function said(where, node, name, now) {
  if (now === null) return null
  const known = originals.get(node) ?? {}
  const [original, before] = known[name] ?? []
  const source = now === before ? original : now
  const next = where.of(source)
  if (next !== null) originals.set(node, { ...known, [name]: [source, next] })
  return next
}

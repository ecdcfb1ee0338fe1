// One quiet line at the foot of the tab while the connection is down.

const PATIENCE = 1500
let line = null
let timer = null
let words = { lost: "", back: "" }
const down = new Set()

const SHEET = `
:host { position: fixed; inset: auto 0 0 0; z-index: 1000000; pointer-events: none; display: flex; justify-content: center; }
p { margin: 0 1rem max(1rem, env(safe-area-inset-bottom)); padding: .6em 1.1em; border-radius: 1.4em; opacity: 0;
  transform: translateY(.5rem); transition: opacity .2s, transform .2s; background: #0E3B40; color: #FBF7EF;
  box-shadow: 0 .25rem 1.5rem rgb(0 0 0 / .25); font: 500 clamp(.95rem, 2.5vh, 2.2rem)/1.35 "Atkinson Hyperlegible Next", system-ui, sans-serif; }
p.shown { opacity: 1; transform: none; }
@media (prefers-reduced-motion: reduce) { p { transition: none; } }
`

function draw() {
  if (line) return line
  const host = document.createElement("div")
  const root = host.attachShadow({ mode: "open" })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(SHEET)
  root.adoptedStyleSheets = [sheet]
  line = document.createElement("p")
  line.setAttribute("role", "status")
  root.append(line)
  host.dataset.essaim = "connection"
  document.body.append(host)
  return line
}

function say(text, shown) {
  draw()
  if (text) line.textContent = text
  line.classList.toggle("shown", shown)
}

export const banner = {
  words(lost, back) {
    if (lost) words = { lost, back: back || words.back }
  },
  lost(who) {
    down.add(who)
    if (timer) return
    timer = setTimeout(() => {
      timer = null
      if (down.size) say(words.lost, true)
    }, PATIENCE)
  },
  connected(who) {
    if (!down.delete(who) || down.size) return
    clearTimeout(timer)
    timer = null
    if (!line?.classList.contains("shown")) return
    say(words.back, Boolean(words.back))
    setTimeout(() => {
      if (!down.size) say("", false)
    }, 2000)
  },
}

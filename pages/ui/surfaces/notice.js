// One quiet note over the page that does not make it inert: what went wrong, and a button to reload.

const SHEET = `
:host { position: fixed; inset: 1rem 1rem auto; z-index: 1000000; display: flex; justify-content: center; pointer-events: none; }
div { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; max-width: 46rem; padding: .9rem 1.2rem; border-radius: .625rem;
  pointer-events: auto; background: #0E3B40; color: #FBF7EF; box-shadow: 0 .3rem 1.6rem rgb(0 0 0 / .3);
  font: 500 1.05rem/1.4 "Atkinson Hyperlegible Next", system-ui, sans-serif; }
p { margin: 0; flex: 1 1 16rem; }
button { font: inherit; font-weight: 600; color: #0C2A2E; background: #EFB13C; border: 0; border-radius: 999px; padding: .5rem 1.2rem; min-height: 2.5rem; cursor: pointer; }
button:focus-visible { outline: 3px solid #FBF7EF; outline-offset: 2px; }
`
let shown = null

export function notice(text, reload) {
  shown ??= place()
  shown.text.textContent = text
  shown.button.textContent = reload
}

function place() {
  const host = document.createElement("div")
  host.dataset.essaim = "notice"
  const root = host.attachShadow({ mode: "open" })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(SHEET)
  root.adoptedStyleSheets = [sheet]
  const box = document.createElement("div")
  box.setAttribute("role", "alert")
  const text = document.createElement("p")
  const button = document.createElement("button")
  button.type = "button"
  button.onclick = () => location.reload()
  box.append(text, button)
  root.append(box)
  document.body.append(host)
  return { text, button }
}

// One criterion a card, five big choices, the next by itself: one's own territory, rated alone.

import { calm, fmt, say } from "./dom.js"
import { build, write } from "./rating_card.js"
import { Sheet, STEPS } from "./rating_sheet.js"
import { surface } from "./surface.js"

const SEEN = 170 // milliseconds for which a tapped choice is seen before the next card comes
const KEYS = { Digit0: 0, Digit1: 1, Digit2: 2, Digit3: 3, Digit4: 4 }
for (const at of [0, 1, 2, 3, 4]) KEYS[`Numpad${at}`] = at

export default surface(["matrix_cells.css", "rating.css"], (root, { send, redraw }) => {
  const parts = build()
  root.append(parts.whole)
  const desk = matchMedia("(any-hover: hover) and (any-pointer: fine)")
  let unsent = [] // answers given while others are on their way; they leave together
  let sheet = null
  let at = null // the question in sight; null for all the answers
  let leaving = 0
  let drawn = null

  function draw({ ratings }, data, _news, outbox) {
    if (!ratings) return
    const first = sheet === null
    unsent = outbox.aside
    if (unsent.length && !outbox.pending.length) send("rate", { answers: unsent.splice(0) })
    const pending = [...outbox.pending.flatMap(({ answers }) => answers), ...unsent]
    sheet = new Sheet(ratings, pending)
    if (first || (at && !sheet.has(at))) at = sheet.first()
    write(parts, sheet, at, data, { go, answer, erase, saving: pending.length > 0 })
    const place = at && `${at.initiative} ${at.criterion}`
    if (drawn !== null && drawn !== place) arrive()
    drawn = place
    if (first && desk.matches && document.activeElement === document.body) parts.stand.focus()
  }

  function arrive() {
    const inside = root.getRootNode().activeElement
    if (inside) (at ? parts.stand : parts.summary).focus({ preventScroll: true })
    ;(at ? parts.stand : parts.whole).scrollIntoView({ block: "nearest" })
    if (!calm()) parts.stand.animate([{ transform: "translateX(1rem)" }, {}], 150)
  }

  function go(to) {
    clearTimeout(leaving)
    leaving = 0
    at = to
    redraw()
  }

  // By a key the next card is there at once; after a tap one sees for a moment what was chosen.
  function answer(step, byKey) {
    if (!at || !sheet.open) return
    const said = at
    if (sheet.answer(said) !== step) unsent.push({ ...said, answer: step })
    say(parts.live, fmt(parts.said, { criterion: parts.name.textContent, answer: parts.words.levels[step] }))
    const onward = () => go(sheet.after(said))
    redraw()
    if (byKey) return onward()
    leaving = setTimeout(onward, SEEN)
  }

  function erase() {
    unsent.push({ ...at, answer: "none" })
    redraw()
  }

  parts.whole.onkeydown = (event) => {
    if (!at || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    const step = event.key === "?" || event.key === "," ? 4 : KEYS[event.code]
    const turn = { ArrowLeft: sheet.before(at), Backspace: sheet.before(at), ArrowRight: sheet.next(at) }
    if (step === undefined && !(event.key in turn)) return
    event.preventDefault()
    if (leaving) go(sheet.after(at))
    if (step !== undefined) answer(STEPS[step], true)
    else if (turn[event.key]) go(turn[event.key])
  }
  parts.choices.onclick = (event) => {
    const button = event.target.closest("button")
    if (!button || leaving || event.detail > 1) return // a double tap answers one question
    answer(button.dataset.step, event.detail === 0)
  }

  draw.stop = () => clearTimeout(leaving)
  return draw
})

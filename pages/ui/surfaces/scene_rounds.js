// The weather of the morning and the worth of the workshop.

import { h, keyed, say, show } from "./dom.js"
import { round } from "./round.js"
import { ring } from "./turnout.js"

export function rounds() {
  const bars = round()
  const voices = h("ul", { class: "voices" })
  const wheel = ring()
  const element = h("div", { class: "rounds scene" }, wheel, bars, voices)
  return {
    element,
    draw({ round }, { words, language }) {
      if (!round) return
      bars.draw(round, words.round, language)
      show(wheel, !round.counts)
      wheel.to(round.present ? round.answered / round.present : 0)
      say(wheel.value, `${round.answered} / ${round.present}`)
      const said = round.words
        .filter(Boolean)
        .map((text, at) => ({ text, at }))
        .slice(-14)
      show(voices, said.length > 0)
      element.classList.toggle("alone", said.length === 0)
      keyed(
        voices,
        said,
        ({ at }) => at,
        () => h("li"),
        (line, { text }) => say(line, text),
      )
    },
  }
}

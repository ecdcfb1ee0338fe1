import { calm, count, h, keyed, say, set } from "./dom.js"
import { surface } from "./surface.js"

export default surface("agenda.css", (root) => {
  const strip = h("ol", { tabindex: 0 })
  root.append(strip)
  let open = null
  return ({ stage }, { words, language }) => {
    if (!stage) return
    set(strip, { "aria-label": words.agenda })
    keyed(
      strip,
      stage.agenda,
      ({ id, number }) => id ?? number,
      () => h("li", {}, h("span"), h("small")),
      (line, one) => {
        set(line, { "data-state": one.state, "aria-current": one.state === "open" ? "step" : null })
        say(line.firstChild, `${one.number}. ${one.title}`)
        say(
          line.lastChild,
          [count(words.minutes, one.minutes, language), words.states[one.state]].join(" · "),
        )
        if (one.state === "open" && open !== one.number) {
          open = one.number
          strip.scrollTo({
            left: line.offsetLeft - strip.offsetLeft - 20,
            behavior: calm() ? "auto" : "smooth",
          })
        }
      },
    )
  }
})

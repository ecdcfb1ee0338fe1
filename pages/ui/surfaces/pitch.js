import { clockText, everySecond } from "./countdown.js"
import { fmt, h, say, set, show } from "./dom.js"
import { surface } from "./surface.js"
import { ring } from "./turnout.js"

export function pitch() {
  const picture = h("img", { decoding: "async" })
  const onStage = h("span", { class: "tag honey" })
  const title = h("h3")
  const from = h("p", { class: "quiet from" })
  const text = h("p", { class: "text" })
  const wheel = ring()
  const digits = h("span")
  const part = h("small")
  wheel.value.append(digits, part)
  const element = h(
    "section",
    { class: "stage-pitch" },
    picture,
    h("div", { class: "story" }, h("div", {}, onStage), title, from, text),
    wheel,
  )
  let now = null

  element.stop = everySecond((at) => {
    if (!now?.view.started_ms) return
    const { view, words } = now
    const spent = (at - view.started_ms) / 1000
    const asking = spent >= view.pitch_seconds
    const whole = asking ? view.questions_seconds : view.pitch_seconds
    const rest = (asking ? view.pitch_seconds + view.questions_seconds : view.pitch_seconds) - spent
    wheel.to(rest / whole)
    say(digits, clockText(Math.max(0, Math.ceil(rest)) * 1000))
    say(part, rest <= 0 ? words.over : asking ? words.questions : words.pitch)
    set(element, { "data-part": rest <= 0 ? "over" : asking ? "questions" : "pitch" })
  })

  element.draw = (view, words) => {
    const item = view.initiative
    show(element, Boolean(item))
    now = item ? { view, words } : null
    if (!item) return
    show(picture, Boolean(item.picture))
    if (item.picture) set(picture, { src: item.picture, alt: item.alt ?? "" })
    say(onStage, words.on_stage)
    say(title, item.title)
    say(
      from,
      [item.territory, item.holder && fmt(words.holder, { name: item.holder })].filter(Boolean).join(" · "),
    )
    say(text, item.pitch)
  }
  return element
}

export default surface(["pitch.css", "turnout.css"], (root) => {
  const one = pitch()
  root.append(one)
  const draw = (views, { words }) => views.pitch && one.draw(views.pitch, words)
  draw.stop = one.stop
  return draw
})

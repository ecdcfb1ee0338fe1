// Before, between and after the stages, and the ones that only say something.

import { countdown } from "./countdown.js"
import { count, fmt, h, say, show } from "./dom.js"
import { fit } from "./fit.js"
import { people } from "./people.js"
import { drawQr, qr, shownAddress, spell } from "./qr.js"

export function waiting() {
  const theme = h("h1")
  const place = h("p", { class: "place" })
  const address = h("b")
  const code = h("span", { class: "code" })
  const how = h("p", { class: "how" }, h("span"), " ", address, code)
  const crowd = people()
  const picture = qr()
  const left = h("div", { class: "left" }, theme, place, how, crowd)
  const element = h("div", { class: "welcome scene" }, left, picture)
  return {
    element,
    draw({ stage, people }, { words, language, qr }) {
      say(theme, stage.theme)
      say(place, [stage.place, stage.rehearsal && words.stage.rehearsal].filter(Boolean).join(" · "))
      say(how.firstChild, words.join)
      say(address, shownAddress(qr?.url ?? stage.join_url))
      say(code, spell(stage.code))
      show(how, Boolean(stage.code))
      drawQr(picture, qr, words)
      show(picture, Boolean(qr && stage.code))
      if (people) crowd.draw(people, words.people, language, { only: "territories" })
      fit(theme, left)
    },
  }
}

export function theme() {
  const text = h("p")
  const element = h("div", { class: "question scene" }, text)
  return {
    element,
    draw({ stage }) {
      say(
        text,
        stage.instruction && stage.instruction.length > stage.theme.length * 3
          ? stage.theme
          : stage.theme || stage.instruction,
      )
      fit(text, element)
    },
  }
}

export function pause() {
  const title = h("h1")
  const before = h("p")
  const next = h("p", { class: "next" })
  const element = h("div", { class: "rest scene" }, next, title, before)
  return {
    element,
    draw({ stage }, { words, language }) {
      const done = stage.state === "finished"
      say(title, done ? words.stage.finished : stage.next ? stage.next.title : words.stage.between)
      say(
        before,
        done ? words.stage.finished_more : stage.previous ? fmt(words.stage.previous, stage.previous) : "",
      )
      say(
        next,
        !done && stage.next
          ? `${words.stage.next} · ${count(words.stage.minutes, stage.next.minutes, language)}`
          : "",
      )
    },
  }
}

export function rest() {
  const title = h("h1")
  const left = countdown({})
  const text = h("p")
  const next = h("p", { class: "next" })
  const element = h("div", { class: "rest scene" }, title, left, text, next)
  return {
    element,
    draw({ stage }, { words }) {
      say(title, stage.title)
      left.until(stage.ends_ms, { left: words.stage.left, over: words.stage.over })
      say(text, stage.instruction)
      say(next, stage.next ? `${words.stage.next} · ${stage.next.title}` : "")
    },
  }
}

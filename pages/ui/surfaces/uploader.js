// Choosing a picture, saying what is on it, and sending it to an address of ours.

import { h, say, set, show } from "./dom.js"
import { smaller } from "./smaller.js"

const NO_ROOM = 507
// A telephone of Apple gives JPEG where HEIC is not asked for; elsewhere it may be chosen, to hear what to do.
const APPLE = /iP(hone|ad|od)/.test(navigator.userAgent) || navigator.maxTouchPoints > 1 && /Macintosh/.test(navigator.userAgent)
const KINDS = ["image/png", "image/jpeg", "image/webp", ...(APPLE ? [] : [".heic", ".heif"])]
let serial = 0

// An element and its draw({words, limit, url, picture, described, onDone, onRefused}), which may be called again and again.
export function uploader() {
  const [fileId, altId] = [`file-${++serial}`, `alt-${serial}`]
  const seen = h("img", { alt: "" })
  const file = h("input", { type: "file", id: fileId, accept: KINDS.join(",") })
  const label = h("label", { class: "button", for: fileId })
  const kinds = h("span", { class: "small quiet" })
  const about = h("label", { for: altId, class: "small" })
  const alt = h("input", { type: "text", id: altId, maxlength: 200 })
  const go = h("button", { type: "button", class: "primary" })
  const details = h("div", { class: "details" }, about, alt, h("div", {}, go))
  const told = h("p", { class: "told small", role: "status" })
  const pick = h("div", { class: "pick" }, file, label, kinds)
  const element = h("div", { class: "picture" }, seen, pick, details, told)
  let chosen = null
  let newest = null
  let preview = null

  function tell(text, bad) {
    say(told, text)
    told.classList.toggle("bad", bad)
  }

  function look(picture) {
    if (preview) URL.revokeObjectURL(preview)
    preview = chosen ? URL.createObjectURL(chosen) : null
    const source = preview ?? picture
    show(seen, Boolean(source))
    if (source) set(seen, { src: source })
    show(details, Boolean(chosen))
  }

  function draw({ words, limit, url, picture, described = true, onDone, onRefused }) {
    say(label, picture || chosen ? words.change : words.choose)
    say(kinds, words.kinds)
    say(about, words.alt)
    say(go, words.send)
    for (const asked of [about, alt]) show(asked, described)
    look(picture)
    alt.onkeydown = (event) => event.key !== "Escape" && event.stopPropagation()
    file.onchange = async () => {
      const [one] = file.files
      file.value = ""
      if (!one) return
      newest = one
      tell(words.preparing, false)
      try {
        const ready = await smaller(one, limit)
        if (newest !== one) return
        chosen = ready
        tell("", false)
        look(picture)
      } catch (error) {
        if (newest === one) tell(words[error.message] ?? words.refused, true)
      }
    }
    go.onclick = async () => {
      go.disabled = true
      tell(words.sending, false)
      const answer = await post(url, chosen, alt.value)
      go.disabled = false
      if (answer.ok) {
        chosen = null
        tell(words.done, false)
        show(details, false)
        return onDone?.()
      }
      const why = {
        PictureTooLarge: words.too_large,
        TooManyPixels: words.too_many_pixels,
        NotAPicture: words.wrong_kind,
        unreachable: words.unreachable,
        full: words.full,
      }
      tell(why[answer.error] ?? words.refused, true)
      if (!["unreachable", "full"].includes(answer.error)) onRefused?.(answer)
    }
  }

  return { element, draw, stop: () => preview && URL.revokeObjectURL(preview) }
}

async function post(url, picture, alt) {
  const target = new URL(url, location.origin)
  target.searchParams.set("alt", alt.trim())
  try {
    const answer = await fetch(target, {
      method: "POST",
      headers: { "Content-Type": picture.type, Accept: "application/json" },
      body: picture,
    })
    if (answer.status === NO_ROOM) return { ok: false, error: "full" }
    if (answer.status >= 502) return { ok: false, error: "unreachable" }
    return await answer.json()
  } catch (error) {
    return { ok: false, error: error instanceof TypeError ? "unreachable" : "unreadable" }
  }
}

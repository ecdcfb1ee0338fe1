// Of every page: the language it is in, our words in the place of Streamlit's, names for the notes that Streamlit shows
// beside it, and what to say when Streamlit's own connection is lost or what came over it cannot be read. Streamlit
// is told to open no dialog of its own (assets/arrival.js), and posts to this window what it would have said.

import { banner } from "./banner.js"
import { chooseAgain } from "./choices.js"
import { notice } from "./notice.js"
import { speak } from "./voices.js"

const STREAM = "Streamlit"
const LOST = "Connection error" // the banner says so already
let words = null

export default function ({ data }) {
  if (words && document.documentElement.lang !== data.language) chooseAgain()
  document.documentElement.lang = data.language
  banner.words(data.lost, data.back)
  speak(data.voices)
  nameToasts()
  if (!words) begin()
  words = data.words
}

function begin() {
  new MutationObserver(nameToasts).observe(document.body, { childList: true, subtree: true })
  addEventListener("message", ({ source, data }) => {
    if (source !== window || data?.stCommVersion !== 1) return
    if (data.type === "WEBSOCKET_CONNECTED") banner.connected(STREAM)
    if (data.type === "WEBSOCKET_DISCONNECTED" && data.attemptingToReconnect) banner.lost(STREAM)
    const forGood = data.type === "WEBSOCKET_DISCONNECTED" && !data.attemptingToReconnect
    const unreadable = data.type === "CLIENT_ERROR_DIALOG" && data.error !== LOST
    if (forGood || unreadable) notice(words.unreadable, words.reload)
  })
}

// Its toasts (1.67) point to a title that they do not have, and a screen reader calls them nothing but "dialog".
function nameToasts() {
  for (const toast of document.getElementsByClassName("stToast")) {
    if (toast.ariaLabel) continue
    toast.removeAttribute("aria-labelledby")
    toast.ariaLabel = toast.innerText
  }
}

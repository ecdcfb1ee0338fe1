// What is chosen stays chosen in another language. Streamlit (1.67) knows a choice by the words it is shown with, so that
// radio buttons of a form lose theirs when their words change: they are chosen again by their place.

import { isAtWork } from "./at_work.js"

const LANGUAGE = "[class*='-language']"
const LOOK = 50
let kept = new Map() // key of a group -> place of its choice, as it was when another language was asked for

addEventListener("click", ({ target }) => target.closest?.(LANGUAGE) && keep(), { capture: true })

function keep() {
  kept = new Map(groups().map(([key, buttons]) => [key, buttons.findIndex(({ checked }) => checked)]))
}

// Once the page speaks the other language.
export function chooseAgain() {
  if (isAtWork()) return setTimeout(chooseAgain, LOOK)
  for (const [key, buttons] of groups()) {
    const button = buttons[kept.get(key) ?? -1]
    if (button && !button.checked) button.click()
  }
  kept.clear()
}

function groups() {
  return [...document.querySelectorAll("[data-testid=stRadio]")].map((group) => [
    /st-key-\S+/.exec(group.closest("[class*=st-key-]")?.className ?? "")?.[0],
    [...group.querySelectorAll("input[type=radio]")],
  ])
}

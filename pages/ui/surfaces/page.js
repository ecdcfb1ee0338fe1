// Of every page: the language it is in, and a name for the notes that Streamlit shows beside it. Its toasts
// (1.67) point to a title that they do not have, and a screen reader calls them nothing but "dialog".

let watching = null

export default function ({ data }) {
  document.documentElement.lang = data.language
  if (watching) return
  watching = new MutationObserver(nameToasts)
  watching.observe(document.body, { childList: true, subtree: true })
  nameToasts()
}

function nameToasts() {
  for (const toast of document.getElementsByClassName("stToast")) {
    if (toast.ariaLabel) continue
    toast.removeAttribute("aria-labelledby")
    toast.ariaLabel = toast.innerText
  }
}

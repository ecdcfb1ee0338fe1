// How to come in: the QR code, drawn from the outline that Python made, the address and the code.

import { set, show, svg, h } from "./dom.js"

export function qr() {
  return h("div", { class: "qr", role: "img" })
}

export function drawQr(box, picture, words) {
  show(box, Boolean(picture))
  if (!picture || box.dataset.url === picture.url) return
  box.dataset.url = picture.url
  set(box, { "aria-label": words.scan })
  const side = picture.side
  box.replaceChildren(
    svg(
      "svg",
      { viewBox: `-1 -1 ${side + 2} ${side + 2}`, "shape-rendering": "crispEdges" },
      svg("path", { d: picture.path, fill: "#000" }),
    ),
  )
}

// What people type: no https://, and the code apart.
export function shownAddress(url) {
  return url ? url.replace(/^https?:\/\//, "").replace(/\/join\/.*$/, "") : ""
}

// K7P-4QX is easier to read out than K7P4QX.
export function spell(code) {
  return (code ?? "").replace(/^(\w{3})(\w{3})$/, "$1-$2")
}

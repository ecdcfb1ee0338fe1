// A QR code drawn from the outline that Python made.

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
  box.replaceChildren(svg("svg", { viewBox: `-1 -1 ${side + 2} ${side + 2}`, "shape-rendering": "crispEdges" }, svg("path", { d: picture.path, fill: "#000" })))
}

// Type shrinks by steps until everything fits.
export function fit(element, box, steps = [1, 0.88, 0.78, 0.68, 0.58, 0.5]) {
  for (const step of steps) {
    element.style.setProperty("--fit", step)
    if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return
  }
}

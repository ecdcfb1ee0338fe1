// Photographs of today are larger than a room's network likes: made smaller here, where this browser can read them.

const LONGEST_SIDE = 2000
const MOST_PIXELS = 12_000_000 // beyond, sending takes longer than drawing
const KINDS = ["image/png", "image/jpeg", "image/webp"]

// A file to send, in place of the one that was chosen: small enough, and of a kind that is taken. Throws an Error
// whose message says why there is none: "heic", "wrong_kind", "too_large" or "too_many_pixels".
export async function smaller(file, limit) {
  const taken = KINDS.includes(file.type)
  const seen = await opened(file)
  if (!seen) {
    if (!taken) throw new Error((await isHeic(file)) ? "heic" : "wrong_kind")
    if (file.size > limit) throw new Error("too_large")
    return file // the server says what is wrong with it
  }
  const pixels = seen.naturalWidth * seen.naturalHeight
  if (taken && file.size <= limit && pixels <= MOST_PIXELS) return file
  const drawn = await redrawn(seen, file.type, limit)
  if (drawn) return drawn
  throw new Error(taken && pixels > MOST_PIXELS ? "too_many_pixels" : "too_large")
}

async function opened(file) {
  const picture = new Image()
  picture.src = URL.createObjectURL(file)
  try {
    await picture.decode()
    return picture.naturalWidth ? picture : null
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(picture.src)
  }
}

// What may be seen through stays so where there is room for it; photographs are JPEG.
async function redrawn(picture, kind, limit) {
  const share = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * share))
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * share))
  const pen = canvas.getContext("2d")
  if (!pen) return null
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  if (kind === "image/png" || kind === "image/webp") {
    const whole = await encoded(canvas, "image/webp")
    if (whole && whole.size <= limit) return whole
  }
  pen.globalCompositeOperation = "destination-over"
  pen.fillStyle = "white"
  pen.fillRect(0, 0, canvas.width, canvas.height)
  const flat = await encoded(canvas, "image/jpeg")
  return flat && flat.size <= limit ? flat : null
}

function encoded(canvas, kind) {
  return new Promise((done) => canvas.toBlob(done, kind, 0.85))
}

// Telephones' own kind begins with a box whose brand says so.
async function isHeic(file) {
  const begins = String.fromCharCode(...new Uint8Array(await file.slice(0, 32).arrayBuffer()))
  return /^....ftyp.*?(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/s.test(begins)
}

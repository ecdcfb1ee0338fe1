// One style sheet object a file, shared by every shadow root of the tab.

const loaded = new Map()

async function load(name) {
  const sheet = new CSSStyleSheet()
  await sheet.replace(await read(new URL(`./${name}`, import.meta.url)))
  return sheet
}

// The server may be away for a moment.
async function read(url) {
  for (let again = 0; ; again++) {
    try {
      const answer = await fetch(url)
      if (answer.ok) return await answer.text()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error // fetch's way to say that nobody answered
    }
    await new Promise((go) => setTimeout(go, Math.min(4000, 300 * 2 ** again)))
  }
}

export async function styles(...names) {
  return Promise.all(
    names.map((name) => {
      if (!loaded.has(name)) loaded.set(name, load(name))
      return loaded.get(name)
    }),
  )
}

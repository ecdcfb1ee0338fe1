// One style sheet object a file, shared by every shadow root of the tab.

const loaded = new Map()

async function load(name) {
  const sheet = new CSSStyleSheet()
  const answer = await fetch(new URL(`./${name}`, import.meta.url))
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  await sheet.replace(await answer.text())
  return sheet
}

export async function styles(...names) {
  return Promise.all(
    names.map((name) => {
      if (!loaded.has(name)) loaded.set(name, load(name))
      const sheet = loaded.get(name)
      sheet.catch(() => loaded.delete(name))
      return sheet
    }),
  )
}

// What every surface shares: its root, its styles, its topics, its way to send.
//
// surface("wall.css", setup), or several sheets: setup(root, tools) runs once a place in the page and returns draw(views, data),
// called whenever a view or the page's data changed. Streamlit calls the default export again at every change
// of data, runs an outdated cleanup now and then, and under load lets a run it has given up on end last: so a
// cleanup counts only when the place has really left the page.

import { subscribe } from "./live.js"
import { styles } from "./styles.js"
import { outboxOf } from "./outbox.js"

const places = new WeakMap()

export function surface(sheet, setup) {
  return async function (component) {
    const { data, parentElement } = component
    let place = places.get(parentElement)
    if (!place) {
      place = new Place(parentElement, setup)
      places.set(parentElement, place)
      place.ready = styles("base.css", ...[sheet].flat()).then(
        (sheets) => (parentElement.adoptedStyleSheets = sheets),
      )
    }
    const turn = ++place.turn
    await place.ready
    if (turn === place.turn && !place.isNewerThan(data)) place.update(component)
    return () => setTimeout(() => turn === place.turn && !place.root.isConnected && place.stop(), 100)
  }
}

class Place {
  constructor(parent, setup) {
    this.setup = setup
    this.turn = 0
    this.views = {}
    this.news = {}
    this.subscriptions = new Map()
    this.root = document.createElement("div")
    this.root.className = "surface"
    parent.append(this.root)
  }

  // A run that ends late must not bring its old page back.
  isNewerThan(data) {
    const at = (one) => Math.max(0, ...(one?.feeds ?? []).map(({ now }) => now))
    const behind = at(this.data) - at(data)
    return behind > 0 && behind < 5000 // more is another clock
  }

  update({ data, setTriggerValue }) {
    const typed = this.draw && this.data.language !== data.language ? this.begin() : []
    this.data = data
    this.outbox = outboxOf(data.key)
    this.outbox.use(this, setTriggerValue, data.seen ?? 0)
    this.draw ??= this.setup(this.root, {
      send: (event, value) => this.outbox.send(event, value),
      redraw: () => this.redraw(),
    })
    const wanted = new Map((data.feeds ?? []).map((feed) => [`${feed.who} ${feed.topic}`, feed]))
    this.quiet = true
    for (const [name, stop] of this.subscriptions) if (!wanted.has(name)) this.forget(name, stop)
    for (const [name, feed] of wanted)
      this.follow(name, { ...feed, lost: feed.lost ?? data.lost, back: data.back })
    this.quiet = false
    this.redraw()
    this.retype(typed)
  }

  // In another language everything is made anew, but for what stands in its fields.
  begin() {
    const typed = this.fields.map(({ value, checked }) => ({ value, checked }))
    this.draw.stop?.()
    this.draw = null
    this.root.replaceChildren()
    delete this.root.keyed
    return typed
  }

  retype(typed) {
    const { fields } = this
    if (fields.length !== typed.length) return
    fields.forEach((field, at) => {
      if (field.value === typed[at].value && field.checked === typed[at].checked) return
      Object.assign(field, typed[at])
      field.dispatchEvent(new Event("input", { bubbles: true }))
    })
  }

  get fields() {
    return [...this.root.querySelectorAll("textarea, select, input:not([type=file])")]
  }

  follow(name, feed) {
    const kind = feed.topic.split(":")[0]
    const topic = kind === feed.topic ? kind : feed.topic
    const hear = (news) => {
      if (news.gone || news.stale) return
      this.news[topic] = news
      this.views[topic] = news.view
      if (kind !== topic) this.views[kind] = news.view
      if (!this.quiet) this.redraw()
    }
    const stop = this.subscriptions.get(name)
    this.subscriptions.set(name, subscribe(feed, hear))
    stop?.()
  }

  forget(name, stop) {
    stop()
    this.subscriptions.delete(name)
    const topic = name.slice(name.indexOf(" ") + 1)
    delete this.views[topic]
    delete this.views[topic.split(":")[0]]
  }

  // A view that cannot be drawn leaves the last one standing: nobody in the room is shown a stack trace.
  redraw() {
    try {
      this.draw?.(this.views, this.data, this.news, this.outbox)
    } catch (error) {
      console.error(error)
    }
  }

  stop() {
    for (const stop of this.subscriptions.values()) stop()
    this.subscriptions.clear()
    this.outbox?.leave(this)
    this.draw?.stop?.()
    this.turn += 1
    this.draw = null
    this.root.replaceChildren()
    delete this.root.keyed
  }
}

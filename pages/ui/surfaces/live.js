// The one WebSocket of a tab. Surfaces subscribe to topics; the newest view of each topic is kept here.
//
// A version is opaque: it tells "different", never "later". So the last word is the socket's, which speaks in
// order. A view that came with the page is drawn when it is no older than what we have, and the server is then
// asked whether that version still stands: it answers with a newer view or not at all.

import { answered, heard, whenInDoubt } from "./clock.js"
import { banner } from "./banner.js"

const QUIET = 25_000 // then we ask whether anybody is there
const DEAF = 8_000 // no answer for so long: the connection is dead
const channels = new Map()

export function subscribe(feed, hear) {
  let channel = channels.get(feed.who)
  if (!channel) channels.set(feed.who, (channel = new Channel(feed.who)))
  channel.ticket = feed.ticket
  return channel.subscribe(feed, hear)
}

// For tests and for surfaces that only want to know.
export function channelOf(who) {
  return channels.get(who)
}

class Topic {
  version = null
  view = null
  now = 0
  told = null // the version that the server and we last agreed on
  named = "" // the version that a pulse was drawn from, while no view is here
  pushed = 0 // the server's time of its last push
  hands = [] // who is writing where
  ears = new Set()

  keep({ version, view, now }, from) {
    Object.assign(this, { version, now, view: view ?? null })
    for (const hear of [...this.ears]) hear(this.news(from))
  }

  news(from) {
    return { version: this.version, view: this.view, now: this.now, hands: this.hands, from }
  }

  // Who writes where is no view: no page runs because of it.
  writing(hands) {
    if (!hands.length && !this.hands.length) return
    this.hands = hands
    for (const hear of [...this.ears]) hear(this.news("hands"))
  }
}

class Channel {
  constructor(who) {
    this.who = who
    this.topics = new Map()
    this.tries = 0
    this.socket = null
    this.gone = false
    this.onLine = () => this.reach()
    this.trust = whenInDoubt(() => this.askTheTime())
    addEventListener("online", this.onLine)
    document.addEventListener("visibilitychange", this.onLine)
  }

  subscribe(feed, hear) {
    let topic = this.topics.get(feed.topic)
    if (!topic) this.topics.set(feed.topic, (topic = new Topic()))
    this.gone = false
    this.offer(feed)
    topic.ears.add(hear)
    // A page that was loaded before the last push and arrives after it.
    const late = topic.pushed > feed.now && topic.version !== feed.version
    if (topic.version !== null) hear(topic.news(late ? "socket" : "page"))
    this.connect()
    return () => {
      topic.ears.delete(hear)
      if (topic.ears.size) return
      setTimeout(() => {
        if (topic.ears.size || this.topics.get(feed.topic) !== topic) return
        this.topics.delete(feed.topic)
        this.send({ unhear: [feed.topic] })
        if (!this.topics.size) this.close()
      }, 2000)
    }
  }

  // What came with the page. A pulse knows a version only, and draws nothing.
  offer(feed) {
    heard(feed.now)
    banner.words(feed.lost, feed.back)
    const topic = this.topics.get(feed.topic)
    const first = topic.version === null
    const drawn = feed.view !== undefined
    if (!drawn) topic.named = feed.version
    if (drawn && feed.version !== topic.version && (first || feed.now >= topic.now)) topic.keep(feed, "page")
    const version = topic.version ?? (topic.told === null ? feed.version : topic.told)
    if (version !== topic.told && this.open) this.ask([[feed.topic, topic, version]])
  }

  ask(news) {
    for (const [, topic, version] of news) topic.told = version
    if (news.length) this.send({ hear: news.map(([topic, , version]) => ({ topic, version })) })
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN
  }

  send(message) {
    if (this.open) this.socket.send(JSON.stringify(message))
  }

  connect() {
    if (this.socket || this.waiting || this.gone) return
    const url = new URL("/live", location.href)
    url.protocol = url.protocol.replace("http", "ws")
    url.searchParams.set("ticket", this.ticket)
    const socket = new WebSocket(url)
    this.socket = socket
    socket.onopen = () => {
      this.tries = 0
      banner.connected(this.who)
      this.ask([...this.topics].map(([name, topic]) => [name, topic, topic.version ?? topic.named]))
      this.askTheTime()
      this.listen()
    }
    socket.onmessage = ({ data }) => {
      this.listen()
      this.receive(JSON.parse(data))
    }
    socket.onclose = () => {
      if (this.socket !== socket) return
      this.socket = null
      this.lost()
    }
  }

  receive(news) {
    if (news.gone) return this.leave()
    const topic = this.topics.get(news.topic)
    if (news.writing) return topic?.writing(news.writing)
    if (news.topic === undefined) return answered(news.now, this.asked)
    heard(news.now)
    if (!topic) return
    topic.told = news.version
    topic.pushed = news.now
    topic.keep(news, "socket")
  }

  // A laptop that slept or a cable that was pulled: the browser does not notice by itself.
  listen() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ping(), QUIET)
  }

  ping() {
    if (!this.open) return
    this.askTheTime()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.drop(), DEAF)
  }

  askTheTime() {
    this.asked = performance.now()
    this.send({ ping: true })
  }

  drop() {
    const socket = this.socket
    this.socket = null
    socket?.close()
    this.lost()
  }

  lost() {
    clearTimeout(this.timer)
    for (const topic of this.topics.values()) topic.writing([])
    if (!this.topics.size || this.gone) return
    banner.lost(this.who)
    this.tries += 1
    // A ticket may have expired or its key changed: a page that runs again brings a fresh one.
    if (this.tries % 4 === 0) this.tell({ stale: true })
    const delay = Math.min(8000, 250 * 1.7 ** this.tries) * (0.5 + Math.random() / 2)
    this.waiting = setTimeout(() => this.again(), delay)
  }

  again() {
    clearTimeout(this.waiting)
    this.waiting = null
    this.connect()
  }

  reach() {
    if (document.visibilityState === "hidden" || !this.topics.size) return
    if (this.open) this.ping()
    else if (this.waiting) this.again()
  }

  // We may no longer hear: the page decides what to show instead.
  leave() {
    this.gone = true
    this.tell({ gone: true })
    this.socket?.close()
  }

  tell(news) {
    for (const topic of this.topics.values())
      for (const hear of [...topic.ears]) hear({ ...news, from: "socket" })
  }

  close() {
    clearTimeout(this.timer)
    clearTimeout(this.waiting)
    this.waiting = null
    removeEventListener("online", this.onLine)
    document.removeEventListener("visibilitychange", this.onLine)
    this.trust()
    channels.delete(this.who)
    const socket = this.socket
    this.socket = null
    socket?.close()
    banner.connected(this.who)
  }
}

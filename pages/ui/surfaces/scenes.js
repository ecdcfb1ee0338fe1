// What can fill the projector: each scene is made once and drawn with all views.

import { countdown } from "./countdown.js"
import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { groups } from "./groups.js"
import { people } from "./people.js"
import { pitch } from "./pitch.js"
import { signature } from "./posts.js"
import { drawQr, qr, shownAddress, spell } from "./qr.js"
import { result } from "./result.js"
import { round } from "./round.js"
import { ring, turnout } from "./turnout.js"
import { card, update } from "./wall.js"

const PAGE = 12
const PAGE_SECONDS = 12

// Type shrinks by steps until everything fits.
function fit(element, box, steps = [1, 0.88, 0.78, 0.68, 0.58, 0.5]) {
  for (const step of steps) {
    element.style.setProperty("--fit", step)
    if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return
  }
}

function waiting() {
  const theme = h("h1")
  const place = h("p", { class: "place" })
  const address = h("b")
  const code = h("span", { class: "code" })
  const how = h("p", { class: "how" }, h("span"), " ", address, code)
  const crowd = people()
  const picture = qr()
  const left = h("div", { class: "left" }, theme, place, how, crowd)
  const element = h("div", { class: "welcome scene" }, left, picture)
  return {
    element,
    draw({ stage, people }, { words, language, qr }) {
      say(theme, stage.theme)
      say(place, [stage.place, stage.rehearsal && words.stage.rehearsal].filter(Boolean).join(" · "))
      say(how.firstChild, words.join)
      say(address, shownAddress(stage.join_url))
      say(code, spell(stage.code))
      show(how, Boolean(stage.code))
      drawQr(picture, qr, words)
      show(picture, Boolean(qr && stage.code))
      if (people) crowd.draw(people, words.people, language, { only: "territories" })
      fit(theme, left)
    },
  }
}

function theme() {
  const text = h("p")
  const element = h("div", { class: "question scene" }, text)
  return {
    element,
    draw({ stage }) {
      say(
        text,
        stage.instruction && stage.instruction.length > stage.theme.length * 3
          ? stage.theme
          : stage.theme || stage.instruction,
      )
      fit(text, element)
    },
  }
}

function pause() {
  const title = h("h1")
  const before = h("p")
  const next = h("p", { class: "next" })
  const element = h("div", { class: "rest scene" }, title, before, next)
  return {
    element,
    draw({ stage }, { words, language }) {
      const done = stage.state === "finished"
      say(title, done ? words.stage.finished : stage.next ? stage.next.title : words.stage.between)
      say(
        before,
        done ? words.stage.finished_more : stage.previous ? fmt(words.stage.previous, stage.previous) : "",
      )
      say(
        next,
        !done && stage.next
          ? `${words.stage.next} · ${count(words.stage.minutes, stage.next.minutes, language)}`
          : "",
      )
    },
  }
}

function rest() {
  const title = h("h1")
  const left = countdown({})
  const text = h("p")
  const next = h("p", { class: "next" })
  const element = h("div", { class: "rest scene" }, title, left, text, next)
  return {
    element,
    draw({ stage }, { words }) {
      say(title, stage.title)
      left.until(stage.ends_ms, { left: words.stage.left, over: words.stage.over })
      say(text, stage.instruction)
      say(next, stage.next ? `${words.stage.next} · ${stage.next.title}` : "")
    },
  }
}

function wall() {
  const cards = h("ul", { class: "cards" })
  const empty = h("p", { class: "empty" })
  const page = h("p", { class: "page" })
  const element = h("div", { class: "wall" }, cards, empty, page)
  let known = null
  let at = 0
  let turned = 0
  let last = null

  function draw(views, data) {
    const { wall } = views
    if (!wall) return
    last = [views, data]
    const { words } = data
    const all = wall.initiatives
    const pages = Math.max(1, Math.ceil(all.length / PAGE))
    const newest = known && all.findIndex(({ id }) => !known.has(id))
    if (newest !== null && newest >= 0) {
      at = Math.floor(newest / PAGE)
      turned = 0
    }
    at = Math.min(at, pages - 1)
    const shown = all.slice(at * PAGE, at * PAGE + PAGE)
    const before = known
    known = new Set(all.map(({ id }) => id))
    show(empty, all.length === 0)
    show(cards, all.length > 0)
    say(empty, wall.concealed ? words.wall.concealed : words.wall.empty)
    say(page, pages > 1 ? fmt(words.wall.page, { number: at + 1, count: pages }) : "")
    show(page, pages > 1)
    const many = shown.length
    const columns = many <= 3 ? many : many === 4 ? 2 : many <= 9 ? 3 : 4
    const size = many <= 2 ? 5 : many <= 4 ? 4 : many <= 9 ? 3.4 : 2.7
    set(cards, { style: { "--columns": columns, "--size": size } })
    set(element, { "data-tight": many > 6 })
    keyed(
      cards,
      shown,
      ({ id }) => id,
      (item) => card(item, "h2"),
      (one, item, fresh) => {
        if (fresh && before && !before.has(item.id)) one.classList.add("new")
        update(one, { ...item, holder: "", author: null, link: "", tags: [] }, { words: words.wall })
      },
    )
    shrink(cards, element, size)
  }

  return {
    element,
    draw,
    tick() {
      if (!last || ++turned < PAGE_SECONDS) return
      turned = 0
      const pages = Math.max(1, Math.ceil(last[0].wall.initiatives.length / PAGE))
      if (pages < 2) return
      at = (at + 1) % pages
      draw(...last)
    },
  }
}

// Smaller type first, down to what the last row still reads, then titles alone.
function shrink(cards, element, size) {
  for (let step = 1; step * size >= 2.6; step -= 0.07) {
    cards.style.setProperty("--fit", step)
    if (!overflowing(cards)) return
  }
  set(element, { "data-tight": true })
  cards.style.setProperty("--fit", 1)
  if (overflowing(cards)) cards.style.setProperty("--fit", 0.94)
}

function overflowing(cards) {
  return [...cards.children].some((one) => one.scrollHeight > one.clientHeight + 2)
}

function vote() {
  const list = h("ul", { class: "list" })
  const wheel = turnout()
  const element = h("div", { class: "vote scene" }, list, wheel)
  return {
    element,
    draw({ turnout }, { words, language }) {
      if (!turnout) return
      wheel.draw(turnout, words.vote, language)
      const many = turnout.candidates.length
      const columns = many > 6 ? 2 : 1
      set(list, {
        style: { "--columns": columns, "--size": many <= 5 ? 4.2 : many <= 6 ? 3.6 : many <= 12 ? 3.1 : 2.7 },
      })
      keyed(
        list,
        turnout.candidates,
        ({ id }) => id,
        () => h("li", {}, h("b"), h("span")),
        (line, one) => {
          say(line.firstChild, one.title)
          say(line.lastChild, one.territory)
        },
      )
    },
  }
}

function tally() {
  const rows = result()
  const wheel = turnout()
  const element = h("div", { class: "tally scene" }, wheel, rows)
  return {
    element,
    draw({ result }, { words, language }) {
      if (!result) return
      const tie = result.state === "revealed" && result.tied.length > 1 && result.cut_after === null
      element.classList.toggle("tie-only", tie)
      const many = result.rows?.length ?? 0
      show(wheel, many === 0)
      if (!many) wheel.draw({ ...result, open: false, dots: 0 }, words.vote, language)
      element.classList.toggle("many", many > 6)
      const most = Math.max(1, ...(result.rows ?? []).map(({ dots }) => dots))
      set(element, {
        style: {
          "--size": many <= 5 ? 3.8 : many <= 7 ? 3.2 : 2.9,
          "--dot": `min(1.25em, ${(44 / most).toFixed(2)}vw)`,
        },
      })
      rows.draw(result, words.vote, language)
      fit(element, element, [1, 0.95, 0.9, 0.86])
    },
  }
}

function canvas() {
  const tables = groups("h2")
  const element = h("div", { class: "tables scene" }, tables)
  return {
    element,
    draw({ groups, stage }, { words, language }) {
      if (!groups) return
      const many = groups.groups.length
      const columns = many <= 3 ? Math.max(1, many) : many <= 4 ? 2 : many <= 6 ? 3 : 4
      const rows = Math.ceil(many / columns)
      const members =
        rows === 1 || (rows === 2 && Math.max(...groups.groups.map(({ members }) => members.length)) <= 3)
      set(element, { style: { "--columns": columns, "--size": many <= 3 ? 3.2 : many <= 6 ? 3 : 2.75 } })
      tables.draw(groups, words.groups, language, { members: members && stage.kind === "decomposition" })
    },
  }
}

function perspective() {
  const element = h("div", { class: "summary scene" })
  const tables = canvas()
  const whole = h("div", { class: "both" }, element, tables.element)
  whole.style.display = "grid"
  return {
    element: whole,
    draw(views, data) {
      const { words, language } = data
      const told = Object.entries(views)
        .filter(([topic, view]) => topic.startsWith("perspective:") && view)
        .map(([, view]) => view)
      show(element, told.length > 0)
      show(tables.element, told.length === 0)
      if (!told.length) return tables.draw(views, data)
      told.sort((a, b) => (a.number ?? a.group_id) - (b.number ?? b.group_id))
      const lines = Math.max(...told.map(({ territories }) => territories.length))
      set(element, {
        style: {
          "--columns": Math.min(told.length, 3),
          "--size": told.length > 2 || lines > 7 ? 2.7 : lines > 4 ? 3.1 : 3.7,
        },
      })
      keyed(
        element,
        told,
        ({ group_id }) => group_id,
        () => h("section", {}, h("h2"), h("ul")),
        (one, view) => {
          say(one.firstChild, `${view.number ? `${view.number}. ` : ""}${view.initiative}`)
          keyed(
            one.lastChild,
            view.territories.slice(0, 10),
            ({ id }) => id,
            () => h("li", {}, h("span"), h("span", { class: "count" }), h("span", { class: "verdict" })),
            (line, territory) => {
              say(line.children[0], territory.name)
              const posts = territory.sections.reduce((sum, { posts }) => sum + posts.length, 0)
              say(line.children[1], posts ? count(words.groups.posts, posts, language) : "")
              set(line.children[2], { "data-verdict": territory.verdict })
              show(line.children[2], Boolean(territory.verdict))
              say(line.children[2], territory.verdict ? words.perspective.verdicts[territory.verdict] : "")
            },
          )
        },
      )
    },
  }
}

// One section of one table, large: what the table tells the room about.
function section() {
  const nth = h("span", { class: "nth number" })
  const initiative = h("p", { class: "initiative" })
  const title = h("h2")
  const question = h("p", { class: "asks" })
  const posts = h("ul", { class: "posts" })
  const none = h("p", { class: "empty" })
  const element = h(
    "div",
    { class: "light scene" },
    h("div", { class: "who" }, nth, initiative),
    h("div", { class: "what" }, title, question),
    posts,
    none,
  )
  return {
    element,
    draw(views, { words }) {
      const { group_id, section } = views.groups.spotlight
      const canvas = views[`canvas:${group_id}`]
      const told = canvas.sections.find((one) => one.section === section)?.posts ?? []
      say(nth, canvas.number)
      set(nth, { "aria-label": fmt(words.groups.table, canvas) })
      say(initiative, canvas.name || canvas.initiative)
      say(title, words.canvas.sections[section])
      say(question, words.canvas.questions[section])
      show(none, told.length === 0)
      say(none, words.canvas.empty)
      show(posts, told.length > 0)
      set(posts, { style: { "--columns": told.length <= 3 ? 1 : told.length <= 8 ? 2 : 3 } })
      keyed(
        posts,
        told,
        ({ id }) => id,
        () => h("li", {}, h("p"), h("span")),
        (line, post) => {
          say(line.firstChild, post.text)
          say(line.lastChild, signature(post, words.canvas))
        },
      )
      fit(posts, posts, [1, 0.88, 0.78, 0.7, 0.63])
    },
  }
}

function rounds() {
  const bars = round()
  const voices = h("ul", { class: "voices" })
  const wheel = ring()
  const element = h("div", { class: "rounds scene" }, wheel, bars, voices)
  return {
    element,
    draw({ round }, { words, language }) {
      if (!round) return
      bars.draw(round, words.round, language)
      show(wheel, !round.counts)
      wheel.to(round.present ? round.answered / round.present : 0)
      say(wheel.value, `${round.answered} / ${round.present}`)
      const said = round.words
        .filter(Boolean)
        .map((text, at) => ({ text, at }))
        .slice(-14)
      show(voices, said.length > 0)
      element.classList.toggle("alone", said.length === 0)
      keyed(
        voices,
        said,
        ({ at }) => at,
        () => h("li"),
        (line, { text }) => say(line, text),
      )
    },
  }
}

function solo() {
  const one = pitch()
  const element = h("div", { class: "solo scene" }, one)
  return {
    element,
    stop: one.stop,
    draw({ pitch }, { words }) {
      if (!pitch) return
      element.classList.toggle("pictured", Boolean(pitch.initiative?.picture))
      one.draw(pitch, words.pitch)
      fit(element, element)
    },
  }
}

export const scenes = {
  waiting,
  theme,
  pause,
  finished: pause,
  break: rest,
  wall,
  vote,
  result: tally,
  canvas,
  section,
  perspective,
  round: rounds,
  pitch: solo,
}

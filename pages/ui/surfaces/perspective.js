import { count, h, keyed, say, set, show } from "./dom.js"
import { Hand } from "./hands.js"
import { Menu } from "./menu.js"
import { foresee } from "./pending.js"
import { Cards, tellOfWriting } from "./posts.js"
import { around, drawSection, keepFocus, sectionOf } from "./section.js"
import { surface } from "./surface.js"
import { drawTabs, widen } from "./tabs.js"

export default surface(["canvas.css", "menu.css", "picture_upload.css"], (root, { send, redraw }) => {
  const territories = h("div", { class: "tabs" })
  const name = h("span", { dir: "auto" })
  const verdict = h("span", { class: "verdict tag" })
  const conditions = h("span", { class: "small quiet" })
  const tabs = h("div", { class: "tabs sections-tabs" })
  const sections = h("div", { class: "sections" })
  const empty = h("p", { class: "empty" })
  const live = h("p", { class: "live", "aria-live": "polite" })
  const target = h("section", { class: "target" }, h("h3", {}, name, verdict, conditions), tabs, sections)
  root.append(h("section", { class: "canvas" }, territories, empty, target, live))
  const menu = new Menu(root)
  const hand = new Hand()
  const cards = new Cards()
  let where = null
  let chosen = null
  let known = null
  let topic = null
  const stop = widen(root, redraw)

  function draw({ perspective }, data, news, outbox) {
    if (!perspective) return
    const { words, language, mine, territory } = data
    const [feed] = data.feeds
    if (feed.topic !== topic) {
      // Another table: nothing of it is news.
      topic = feed.topic
      known = null
      for (const list of sections.querySelectorAll(".posts")) list.scrollTop = 0
    }
    hand.use(feed, data, `:${territory}`)
    const all = perspective.territories
    show(empty, all.length === 0)
    say(empty, words.none)
    show(target, all.length > 0)
    if (!all.length) return
    if (territory !== null && territory !== draw.asked) where = draw.asked = territory
    const here = all.find(({ id }) => id === where) ?? all[0]
    where = here.id
    const written = ({ sections }) => sections.reduce((sum, { posts }) => sum + posts.length, 0)
    const writing = news[feed.topic]?.hands ?? []
    const at = ({ id }) => writing.filter(({ section }) => section.endsWith(`:${id}`))
    const places = all.map((one) => ({
      id: one.id,
      text: one.name,
      many: written(one),
      busy: at(one).length > 0,
    }))
    drawTabs(territories, places, where, words.territories, (id) => {
      where = id
      redraw()
    })
    say(name, here.name)
    set(verdict, { "data-verdict": here.verdict })
    say(verdict, here.verdict ? words.verdicts[here.verdict] : words.no_verdict)
    say(conditions, here.conditions ? count(words.conditions, here.conditions, language) : "")
    if (data.section && data.section !== draw.section) chosen = draw.section = data.section
    chosen ??= here.sections[0]?.section
    const now = foresee(here.sections, outbox.pending)
    const hands = at(here).map((one) => ({ ...one, section: one.section.split(":")[0] }))
    const titles = now.map(({ section, posts }) => ({
      id: section,
      text: words.sections[section],
      many: posts.length,
      busy: hands.some((one) => one.section === section),
    }))
    drawTabs(tabs, titles, chosen, words.choose, (section) => {
      chosen = section
      redraw()
    })
    const tools = {
      ...around(now),
      words,
      language,
      mine,
      hands,
      hand: { types: (section) => hand.types(section && `${section}:${here.id}`) },
      menu,
      redraw,
      act: (name, facts) => {
        send("act", { name, ...facts })
        redraw()
      },
      writable: perspective.writable,
      saving: new Set(outbox.pending.filter(({ name }) => name === "edit").map(({ id }) => id)),
      started: known !== null,
    }
    keepFocus(sections, () =>
      keyed(
        sections,
        now,
        ({ section }) => `${here.id} ${section}`,
        () => sectionOf("h4"),
        (one, { section, posts }) => {
          one.classList.toggle("away", section !== chosen)
          drawSection(one, { section, posts }, [], cards, tools)
        },
      ),
    )
    cards.tidy()
    announce(all, words)
  }

  function announce(all, words) {
    const posts = all.flatMap(({ sections }) => sections.flatMap(({ posts }) => posts))
    const fresh = known && posts.filter(({ id }) => !known.has(id))
    known = new Set([...(known ?? []), ...posts.map(({ id }) => id)])
    const last = fresh?.at(-1)
    if (last) tellOfWriting(live, last, words)
  }

  draw.asked = null
  draw.stop = () => {
    stop()
    hand.stop()
    menu.stop()
  }
  return draw
})

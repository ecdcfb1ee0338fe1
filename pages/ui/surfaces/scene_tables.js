// The tables at work, and what they say of other territories.

import { count, h, keyed, say, set, show } from "./dom.js"
import { fit } from "./fit.js"
import { groups } from "./groups.js"

export function canvas() {
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
      set(element, { "data-tight": many > 8 })
      tables.draw(groups, words.groups, language, { members: members && stage.kind === "decomposition" })
    },
  }
}

export function perspective() {
  const element = h("div", { class: "summary scene" })
  const tables = canvas()
  const whole = h("div", { class: "both" }, element, tables.element)
  whole.style.display = "grid"
  return {
    element: whole,
    draw(views, data) {
      const { words, language } = data
      const told = (views.perspectives?.tables ?? []).filter(({ territories }) => territories.length)
      show(element, told.length > 0)
      show(tables.element, told.length === 0)
      if (!told.length) return tables.draw(views, data)
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
              const { posts } = territory
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

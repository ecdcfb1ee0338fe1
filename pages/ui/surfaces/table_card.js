// A participant's own table: its number and name, who does what for it, and who sits there.

import { count, fmt, h, keyed, say, set, show } from "./dom.js"
import { surface } from "./surface.js"

const folds = new Map() // what the participant folded stays so when the page draws the card anew

export default surface("table_card.css", (root, { send, redraw }) => {
  const nth = h("span", { class: "nth number" })
  const yours = h("span", { class: "yours" })
  const title = h("h2")
  const initiative = h("p", { class: "initiative" })
  const tasks = h("ul", { class: "tasks" })
  const sum = h("span")
  const who = h("ul", { class: "who" })
  const more = h("details", {}, h("summary", {}, sum), who)
  const card = h(
    "section",
    { class: "table-card" },
    h("div", { class: "top" }, nth, h("div", { class: "names" }, yours, title, initiative)),
    tasks,
    more,
  )
  const aloud = h("p", { class: "unseen", role: "status" })
  root.append(card, aloud)
  let heard = null

  return ({ table: seen }, data, _news, outbox) => {
    const { words, language, me, unfolded } = data
    const table = seen?.table
    show(card, Boolean(table))
    if (!table) return
    set(card, { "aria-label": fmt(words.table, table) })
    say(nth, table.number)
    say(yours, words.yours)
    say(title, table.name || table.initiative)
    say(initiative, table.name ? table.initiative : "")
    show(initiative, Boolean(table.name))
    const held = withPending(table, outbox.pending, me, words.you)
    keyed(
      tasks,
      held,
      ({ task }) => task,
      taskLine,
      (line, one) =>
        updateTask(line, one, {
          words,
          me,
          act: (event) => {
            send(event, { task: one.task })
            redraw()
          },
        }),
    )
    const free = held.filter(({ person_id }) => person_id === null).length
    const toTake = free ? ` · ${count(words.free, free, language)}` : ""
    say(sum, `${count(words.people, table.members.length, language)}${toTake}`)
    if (!more.ontoggle) {
      more.open = folds.get(unfolded) ?? unfolded === "always"
      more.ontoggle = () => {
        folds.set(unfolded, more.open)
        redraw()
      }
    }
    const busy = held.some(({ person_id }) => person_id === me)
    show(tasks, more.open || (unfolded === "while_free" && free > 0 && !busy))
    keyed(
      who,
      table.members,
      ({ id }) => id,
      () => h("li", {}, h("b"), h("span", { class: "from" }), h("span", { class: "marks" })),
      (line, person) => updatePerson(line, person, held, data),
    )
    const told = held.map(({ task, name }) => `${words.tasks[task]} : ${name || words.nobody}`).join(", ")
    if (heard !== null && heard !== told) say(aloud, told)
    heard = told
  }
})

// A click shows at once; when somebody else was quicker the next view says so.
function withPending({ tasks }, pending, me, you) {
  const held = new Map(tasks.map((one) => [one.task, one]))
  for (const { event, task } of pending) {
    if (!held.has(task)) continue
    if (event === "take") held.set(task, { task, person_id: me, name: you })
    if (event === "give_up" && held.get(task).person_id === me)
      held.set(task, { task, person_id: null, name: "" })
  }
  return [...held.values()]
}

function taskLine() {
  return h(
    "li",
    {},
    h("span", { class: "task" }),
    h("span", { class: "name" }),
    h("button", { type: "button" }),
  )
}

function updateTask(line, { task, person_id, name }, { words, me, act }) {
  const [label, holder, button] = line.children
  const mine = person_id === me
  line.classList.toggle("mine", mine)
  line.classList.toggle("free", person_id === null)
  say(label, words.tasks[task])
  say(holder, mine ? words.you : name)
  show(holder, person_id !== null)
  const says = mine ? words.give_up : person_id === null ? words.take : words.take_over
  say(button, says)
  set(button, {
    class: person_id === null ? "take" : "bare",
    "aria-label": `${says} : ${words.tasks[task]}`,
    onclick: ({ detail }) => detail > 1 || act(mine ? "give_up" : "take"), // a double click takes it once
  })
}

function updatePerson(line, person, held, { words, me }) {
  const [name, from, marks] = line.children
  line.classList.toggle("away", !person.here)
  say(name, person.id === me ? `${person.name} (${words.you_short})` : person.name)
  const facts = [person.territory, words.roles[person.role], !person.here && words.away]
  say(from, facts.filter(Boolean).join(" · "))
  keyed(
    marks,
    held.filter(({ person_id }) => person_id === person.id),
    ({ task }) => task,
    () => h("span", { class: "tag honey" }),
    (tag, { task }) => say(tag, words.tasks[task]),
  )
}

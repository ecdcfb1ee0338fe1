// What a table tells the room, step by step: every section that holds something, first of its canvas, then of
// its perspective. What is off the record is no part of it.

const CORE = "core_functions"

// [{section, cards}], a card being a post with `from` (its other section) or `territory_of` and `verdict`.
export function stepsOf(canvas, perspective) {
  return [...taken(canvas), ...compared(perspective)].filter(({ cards }) => cards.length > 0)
}

export function stepAt(canvas, perspective, section) {
  return [...taken(canvas), ...compared(perspective)].find((step) => step.section === section)
}

const told = (posts) => posts.filter(({ off_record }) => !off_record)

function taken(canvas) {
  if (!canvas) return []
  const marked = canvas.sections.flatMap(({ section, posts }) =>
    section === CORE
      ? []
      : told(posts)
          .filter(({ core }) => core)
          .map((post) => ({ ...post, from: section })),
  )
  return canvas.sections.map(({ section, posts }) => ({
    section,
    cards: section === CORE ? [...told(posts), ...marked] : told(posts),
  }))
}

function compared(perspective) {
  const [first] = perspective?.territories ?? []
  return (first?.sections ?? []).map(({ section }) => ({
    section,
    cards: perspective.territories.flatMap(({ name, verdict, sections }) =>
      told(sections.find((one) => one.section === section)?.posts ?? []).map((post) => ({
        ...post,
        territory_of: name,
        verdict,
      })),
    ),
  }))
}

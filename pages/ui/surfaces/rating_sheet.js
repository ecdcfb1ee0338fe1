// All that one person is asked and has answered, what they did a moment ago included.

export const STEPS = ["0", "1", "2", "3", "unknown"]

const same = (a, b) => a.initiative === b.initiative && a.criterion === b.criterion

export class Sheet {
  constructor(view, pending) {
    this.view = view
    this.works = view.initiatives.filter(({ own }) => !own)
    this.questions = view.territory === null ? [] : this.works.flatMap(({ id }) => this.of(id))
    this.answers = new Map()
    for (const { id, answers } of this.works)
      for (const [criterion, value] of Object.entries(answers))
        this.answers.set(`${id} ${criterion}`, value === null ? "unknown" : String(value))
    for (const { initiative, criterion, answer } of pending)
      if (answer === "none") this.answers.delete(`${initiative} ${criterion}`)
      else this.answers.set(`${initiative} ${criterion}`, answer)
  }

  get open() {
    return this.view.open
  }

  get asked() {
    return this.questions.length
  }

  get answered() {
    return this.questions.filter((one) => this.answer(one) !== undefined).length
  }

  of(initiative) {
    return this.view.criteria.map((criterion) => ({ initiative, criterion }))
  }

  has(question) {
    return this.questions.some((one) => same(one, question))
  }

  answer({ initiative, criterion }) {
    return this.answers.get(`${initiative} ${criterion}`)
  }

  title({ initiative }) {
    return this.works.find(({ id }) => id === initiative).title
  }

  countOf(initiative) {
    const its = this.of(initiative)
    return [its.filter((one) => this.answer(one) !== undefined).length, its.length]
  }

  // The first question without an answer, of all or of one initiative; null where there is none.
  first(initiative = null) {
    return this.unanswered(({ initiative: id }) => initiative === null || id === initiative)
  }

  start(initiative) {
    return this.questions.find((one) => one.initiative === initiative) ?? null
  }

  before(question) {
    return this.questions[this.place(question) - 1] ?? null
  }

  next(question) {
    return this.questions[this.place(question) + 1] ?? null
  }

  // Where one goes on from an answered question: to the next one without an answer, round by the beginning.
  after(question) {
    const place = this.place(question)
    const later = (one) => this.place(one) > place
    const other = (one) => !same(one, question)
    return this.unanswered((one) => later(one)) ?? this.unanswered(other)
  }

  place(question) {
    return this.questions.findIndex((one) => same(one, question))
  }

  unanswered(wanted) {
    return this.questions.find((one) => wanted(one) && this.answer(one) === undefined) ?? null
  }
}

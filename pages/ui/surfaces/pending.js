// What a person did to posts shows at once; it is taken back by itself when the server's next view does not have it.

// `sections` [{section, posts}] as they will stand once everything in `pending` is done.
export function foresee(sections, pending) {
  let now = sections.map(({ section, posts }) => ({ section, posts: [...posts] }))
  for (const one of pending) if (one.event === "act") now = DONE[one.name]?.(now, one) ?? now
  return now
}

const every = (sections, change) =>
  sections.map(({ section, posts }) => ({ section, posts: posts.flatMap(change) }))

const only = (sections, wanted, facts) =>
  every(sections, (post) => (post.id === wanted ? { ...post, ...facts } : post))

const without = (sections, gone) => every(sections, (post) => (gone.includes(post.id) ? [] : post))

const find = (sections, wanted) => sections.flatMap(({ posts }) => posts).find(({ id }) => id === wanted)

// Put a post before another one, or last, in a section.
function put(sections, post, into, before) {
  return without(sections, [post.id]).map(({ section, posts }) => {
    if (section !== into) return { section, posts }
    const at = posts.findIndex(({ id }) => id === before)
    return { section, posts: posts.toSpliced(at < 0 ? posts.length : at, 0, post) }
  })
}

const DONE = {
  edit: (sections, { id, text }) => only(sections, id, { text }),
  delete: (sections, { id }) => without(sections, [id]),
  verbatim: (sections, { id, on }) => only(sections, id, { verbatim: on }),
  core: (sections, { id, on }) => only(sections, id, { core: on }),
  off_record: (sections, { id, on }) => only(sections, id, { off_record: on }),
  move(sections, { id, section, resource }) {
    const post = find(sections, id)
    return post && put(sections, { ...post, resource }, section, null)
  },
  order(sections, { id, before }) {
    const post = find(sections, id)
    const home = sections.find(({ posts }) => posts.includes(post))
    return post && put(sections, post, home.section, before)
  },
  merge(sections, { id, posts }) {
    const taken = posts.map((one) => find(sections, one)).filter(Boolean)
    const merged = [...(find(sections, id)?.merged ?? []), ...taken]
    return only(without(sections, posts), id, { merged })
  },
  unmerge: (sections, { id, post }) =>
    only(sections, id, { merged: (find(sections, id)?.merged ?? []).filter((one) => one.id !== post) }),
  choose(sections, { id, alternative }) {
    const post = find(sections, id)
    const other = post?.alternatives.find((one) => one.id === alternative)
    return post && only(sections, id, { text: other?.text ?? post.text, alternatives: [] })
  },
}

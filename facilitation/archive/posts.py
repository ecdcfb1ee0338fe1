"""The contributions, signed as their authors consent now, and what each is about."""

from db.archive import tags_in
from db.marks import PostTag
from db.post_links import PostLink
from db.posts import Part, Post, PostMerge, PostPicture, Resource, Section
from db.report import Contribution, links_in
from facilitation.archive.source import Source, Told, moment, perhaps
from facilitation.archive.target import Target, at, heard, once, perhaps_at, perhaps_heard
from facilitation.errors import BadArchive
from facilitation.post_rules import part_of_section
from facilitation.provenance import standing


def tell_posts(source: Source) -> list[Told]:
    """The contributions in the order in which they were written, the parts of others too."""
    tags = tags_in(source.session, source.workshop.id)
    return [_told(source, row, tags.get(row.post.id, [])) for row in source.posts]


def _told(source: Source, row: Contribution, tags: list[str]) -> Told:
    post = row.post
    number, whole = source.post_numbers[post.id], source.merges.get(post.id)
    return {
        "at": moment(post.created_at),
        "table": source.table_numbers[post.group_id],
        "stage": source.stage_numbers[post.stage_id] if post.stage_id else None,
        "section": post.section.value,
        "resource": post.resource.value if post.resource else None,
        "territory": source.territory_numbers[post.territory_id] if post.territory_id else None,
        "text": post.text,
        "by": source.signature(post.author_id),
        "entered": post.entered_by is not None,
        "verbatim": post.verbatim,
        "position": post.position,
        "core": perhaps(post.core_at),
        "part_of": source.post_numbers[whole] if whole else None,
        "picture": source.picture("post", number, None if whole else row.picture_id),
        "tags": tags,
    }


def tell_links(source: Source) -> list[Told]:
    """Which contribution is about which; through a merge where one of them does not leave by itself."""
    numbers = source.post_numbers

    def number(post_id: int) -> int | None:
        return numbers.get(post_id) or numbers.get(standing(post_id, source.merges))

    pairs = {
        (number(post_id), number(about_id))
        for post_id, about_id in links_in(source.session, source.workshop.id)
    }
    told = sorted((one, other) for one, other in pairs if one and other and one != other)
    return [{"post": one, "about": other} for one, other in told]


def rebuild_posts(target: Target, posts: list[Told], links: list[Told]) -> None:
    """Write the contributions down anew, then merge and link them."""
    once(((told["post"], told["about"]) for told in links), "links")
    rows = target.add([_made(target, told) for told in posts])
    target.posts = [row.id for row in rows]
    merges = [
        PostMerge(post_id=row.id, into_id=at(target.posts, told["part_of"]))
        for row, told in zip(rows, posts, strict=True)
        if told["part_of"]
    ]
    pictures = [
        PostPicture(post_id=row.id, picture_id=picture_id)
        for row, told in zip(rows, posts, strict=True)
        if (picture_id := target.picture(told["picture"])) is not None
    ]
    tags = [
        PostTag(post_id=row.id, tag=tag, account_id=target.by)
        for row, told in zip(rows, posts, strict=True)
        for tag in told["tags"]
    ]
    about = [
        PostLink(post_id=at(target.posts, told["post"]), about_id=at(target.posts, told["about"]))
        for told in links
    ]
    target.add([*merges, *pictures, *tags, *about])


def _made(target: Target, told: Told) -> Post:
    section, group, created = Section(told["section"]), target.tables.get(told["table"]), heard(told["at"])
    part = part_of_section(section)
    if group is None or (part == Part.perspective) != (told["territory"] is not None):
        raise BadArchive("numbers", "posts")
    return Post(
        workshop_id=target.workshop.id,
        group_id=group.id,
        initiative_id=group.initiative_id,
        stage_id=perhaps_at(target.stages, told["stage"]),
        part=part,
        section=section,
        resource=Resource(told["resource"]) if told["resource"] else None,
        territory_id=perhaps_at(target.territories, told["territory"]),
        text=told["text"],
        author_id=target.author(told["by"]),
        entered_by=target.by if told["entered"] else None,
        verbatim=told["verbatim"],
        position=told["position"],
        core_at=perhaps_heard(told["core"]),
        created_at=created,
        updated_at=created,
    )

"""The concepts: their text as it stands, the version that is published, and who wants it."""

from collections.abc import Iterable
from typing import Any

from db.concept_versions import ConceptVersion, Publication, Published, published_in
from db.concepts import Citation, Concept, ConceptField, Statement, citations_in, concepts_in, statements_in
from db.interests import Interest, InterestKind, interests_within, known_by
from facilitation.archive.source import Numbers, Source, Told, moment
from facilitation.archive.target import Target, at, heard, once, perhaps_at
from facilitation.studio.concepts import new_address


def tell_concepts(source: Source) -> list[Told]:
    """The concepts of the workshop, drafts too; what they cite as far as it leaves the room."""
    concepts = concepts_in(source.session, source.workshop.id)
    ids = [concept.id for concept in concepts]
    statements = statements_in(source.session, ids)
    cited = citations_in(source.session, ids)
    published = {one.concept.id: one for one in published_in(source.session, workshop_id=source.workshop.id)}
    interests = interests_within(source.session, source.workshop.id)
    told = []
    for concept in concepts:
        mine = [one for one in statements if one.concept_id == concept.id]
        numbers = {one.id: number for number, one in enumerate(mine, 1)}
        told.append(
            {
                "title": concept.title,
                "at": moment(concept.created_at),
                "statements": [_statement(source, one, cited.get(one.id, ())) for one in mine],
                "published": _published(source, published.get(concept.id), numbers),
                "interests": [_interest(one) for one in interests if one.concept_id == concept.id],
            }
        )
    return told


def _statement(source: Source, one: Statement, cited: Iterable[int]) -> Told:
    return {
        "field": one.field.value,
        "text": one.text,
        "posts": _numbers(source, cited),
        "position": one.position,
        "at": moment(one.written_at),
    }


def _published(source: Source, found: Published | None, numbers: Numbers) -> Told | None:
    if found is None:
        return None
    return {
        "number": found.version.number,
        "at": moment(found.publication.published_at),
        "title": found.version.content["title"],
        "statements": [
            {
                "field": one["field"],
                "text": one["text"],
                "posts": _numbers(source, one["posts"]),
                "statement": numbers.get(one["id"]),
            }
            for one in found.version.content["statements"]
        ],
    }


def _interest(one: Interest) -> Told:
    return {
        "territory": one.territory,
        "kind": one.kind.value,
        "words": one.words,
        "at": moment(one.declared_at),
    }


def _numbers(source: Source, post_ids: Iterable[int]) -> list[int]:
    return sorted(source.post_numbers[one] for one in post_ids if one in source.post_numbers)


def rebuild_concepts(target: Target, concepts: list[Told]) -> None:
    """Write the concepts anew, at addresses of their own; what was published is published here."""
    for told in concepts:
        concept = Concept(
            workshop_id=target.workshop.id,
            title=told["title"],
            slug=new_address(told["title"]),
            created_at=heard(told["at"]),
            created_by=target.by,
        )
        target.add([concept])
        rows = target.add([_written(target, concept.id, one) for one in told["statements"]])
        _cite(target, rows, told["statements"])
        _versions(target, concept.id, told, rows)
        once((one["territory"].casefold() for one in told["interests"]), "interests")
        target.add(_declared(target, concept.id, told["interests"]))


def _written(target: Target, concept_id: int, told: Told) -> Statement:
    return Statement(
        concept_id=concept_id,
        field=ConceptField(told["field"]),
        text=told["text"],
        position=told["position"],
        written_at=heard(told["at"]),
        written_by=target.by,
    )


def _cite(target: Target, rows: Iterable[Statement], told: Iterable[Told]) -> None:
    target.add(
        [
            Citation(statement_id=row.id, post_id=at(target.posts, number))
            for row, one in zip(rows, told, strict=True)
            for number in one["posts"]
        ]
    )


def _versions(target: Target, concept_id: int, told: Told, rows: Iterable[Statement]) -> None:
    """The version that is published, where one is, and the text as it stands where that differs."""
    published = told["published"]
    standing = {"title": told["title"], "statements": _kept(target, told["statements"], list(rows))}
    if published is None:
        target.add([ConceptVersion(concept_id=concept_id, number=1, content=standing, made_by=target.by)])
        return
    shown = {"title": published["title"], "statements": _shown(target, concept_id, published, list(rows))}
    version = ConceptVersion(
        concept_id=concept_id,
        number=published["number"],
        content=shown,
        made_at=heard(published["at"]),
        made_by=target.by,
    )
    target.add([version])
    if standing != shown:
        number = published["number"] + 1
        target.add(
            [ConceptVersion(concept_id=concept_id, number=number, content=standing, made_by=target.by)]
        )
    target.add(
        [
            Publication(
                concept_id=concept_id,
                version_id=version.id,
                published_at=heard(published["at"]),
                published_by=target.by,
            )
        ]
    )


def _kept(target: Target, told: Iterable[Told], rows: Iterable[Statement]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "field": one["field"],
            "text": one["text"],
            "version": 1,
            "posts": [at(target.posts, number) for number in one["posts"]],
        }
        for row, one in zip(rows, told, strict=True)
    ]


def _shown(target: Target, concept_id: int, published: Told, rows: list[Statement]) -> list[dict[str, Any]]:
    """The published statements; one that stands no longer becomes a removed one, as it was at home."""
    once((one["statement"] for one in published["statements"] if one["statement"]), "concepts")
    behind = []
    for one in published["statements"]:
        row = perhaps_at(rows, one["statement"])
        if row is None:
            written = {**one, "position": 0, "at": published["at"]}
            row = _written(target, concept_id, written)
            row.deleted_at = target.at
            target.add([row])
        behind.append(row)
    return _kept(target, published["statements"], behind)


def _declared(target: Target, concept_id: int, told: Iterable[Told]) -> list[Interest]:
    """Two spellings of one territory that had both spoken before they were known as one both stay."""
    known: dict[str, Interest] = {}
    for number, one in enumerate(told):
        key = known_by(one["territory"])
        key = key if key not in known else f"{key[:68]} {number}"
        known[key] = _declaration(target, concept_id, one, key)
    return list(known.values())


def _declaration(target: Target, concept_id: int, told: Told, key: str) -> Interest:
    return Interest(
        concept_id=concept_id,
        territory=told["territory"],
        folded=key,
        kind=InterestKind(told["kind"]),
        words=told["words"],
        declared_at=heard(told["at"]),
        account_id=target.by,
    )

"""What a design collective made of the played demo workshop: a published concept, and a draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from db.concepts import ConceptField
from db.interests import InterestKind
from db.session import Session
from facilitation.actors import Actor
from facilitation.interests import declare_interest
from facilitation.studio.concepts import create_concept
from facilitation.studio.publishing import publish
from facilitation.studio.statements import write_statement


def write_up(
    session: Session,
    *,
    actor: Actor,
    workshop_id: int,
    concepts: Iterable[Mapping[str, Any]],
    posts: Mapping[str, int],
) -> None:
    """Write these concepts, each statement citing posts by their names; publish those that are to be."""
    for told in concepts:
        concept_id = create_concept(session, actor=actor, workshop_id=workshop_id, title=told["title"])
        for one in told["statement"]:
            write_statement(
                session,
                actor=actor,
                concept_id=concept_id,
                field=ConceptField(one["field"]),
                text=one["text"],
                post_ids=[posts[name] for name in one["cites"]],
            )
        if told["published"]:
            publish(session, actor=actor, concept_id=concept_id)
        for one in told.get("interest", ()):
            declare_interest(
                session,
                actor=actor,
                concept_id=concept_id,
                territory=one["territory"],
                kind=InterestKind(one["kind"]),
                words=one["words"],
            )

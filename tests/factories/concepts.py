"""Concepts written from the posts of two tables, for tests of what is made of them."""

from dataclasses import dataclass

from db.accounts import Role
from db.concepts import ConceptField
from db.designers import WorkshopDesigner
from db.posts import Section
from db.session import Session
from facilitation.actors import Actor
from facilitation.studio.concepts import create_concept
from facilitation.studio.publishing import publish
from facilitation.studio.statements import write_statement
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account


@dataclass(frozen=True)
class Studio:
    """Two tables, three posts (Amina's, Paul's, Zoé's), and Dina and Max, who study the workshop."""

    tables: Tables
    workshop: int
    dina: int
    max: int
    envelope: int
    council: int
    catalogue: int


def make_designer(session: Session, workshop_id: int, *, name: str = "Dina") -> int:
    """An account that studies a workshop and runs none."""
    account_id = make_account(session, name=name, role=Role.DESIGNER)
    session.add(WorkshopDesigner(workshop_id=workshop_id, account_id=account_id))
    session.flush()
    return account_id


def make_studio(session: Session) -> Studio:
    """A workshop with material and two designers; no concept yet."""
    tables = make_tables(session)
    return Studio(
        tables,
        tables.workshop,
        make_designer(session, tables.workshop, name="Dina"),
        make_designer(session, tables.workshop, name="Max"),
        make_post(session, tables.amina, "Une enveloppe de 50 000 €", Section.intention),
        make_post(session, tables.paul, "Un jury d’habitants décide", Section.governance),
        make_post(session, tables.zoe, "Un catalogue d’achats en ligne", Section.mechanism),
    )


def make_concept(session: Session, studio: Studio, title: str = "Un fonds d’habitants") -> int:
    """An empty concept that Dina began."""
    return create_concept(session, actor=Actor(studio.dina), workshop_id=studio.workshop, title=title)


def make_statement(
    session: Session,
    studio: Studio,
    concept_id: int,
    *post_ids: int,
    text: str = "Donner aux habitants un budget à eux",
    field: ConceptField = ConceptField.objectives,
) -> int:
    """A statement of Dina's that cites these posts."""
    return write_statement(
        session, actor=Actor(studio.dina), concept_id=concept_id, field=field, text=text, post_ids=post_ids
    )


def make_published(session: Session, studio: Studio, title: str = "Un fonds d’habitants") -> int:
    """A concept with one statement, published."""
    concept_id = make_concept(session, studio, title)
    make_statement(session, studio, concept_id, studio.envelope)
    publish(session, actor=Actor(studio.dina), concept_id=concept_id)
    return concept_id

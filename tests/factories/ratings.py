"""Ratings for tests, given through the same verbs as in life."""

from collections.abc import Mapping

from db.people import PersonRole
from db.session import Session
from facilitation.actors import Actor
from facilitation.ratings import Criterion, rate
from tests.factories.workshops import make_person

ALL_TWELVE = tuple(Criterion)
THE_TEN = ALL_TWELVE[:10]


def rate_all(
    session: Session, person_id: int, initiative_id: int, value: int | None = 2, **others: int | None
) -> None:
    """Answer the ten criteria alike, but for the `others`."""
    for criterion in THE_TEN:
        rate(
            session,
            actor=Actor(person_id=person_id),
            initiative_id=initiative_id,
            criterion=criterion,
            value=others.get(criterion.value, value),
        )


def rated_by(
    session: Session,
    workshop_id: int,
    initiative_id: int,
    answers: Mapping[PersonRole, list[int | None]],
    *,
    territory: str,
    criterion: Criterion = Criterion.funding,
) -> list[int]:
    """New people of a territory, one for each answer to a criterion; their ids."""
    people = []
    for role, values in answers.items():
        for number, value in enumerate(values):
            name = f"{territory} {role.value} {number}"
            person_id = make_person(session, workshop_id, name=name, territory=territory, role=role)
            rate(
                session,
                actor=Actor(person_id=person_id),
                initiative_id=initiative_id,
                criterion=criterion,
                value=value,
            )
            people.append(person_id)
    return people

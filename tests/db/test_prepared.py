from sqlalchemy import Engine, Select, select

from db.prepared import prepared
from db.session import reading, writing
from db.workshops import Workshop
from tests.factories.workshops import make_workshop


@prepared
def _theme(workshop_id: int, language: str) -> Select[str]:
    return select(Workshop.theme).where(Workshop.id == workshop_id, Workshop.language == language)


def test_a_prepared_question_is_answered_for_the_values_of_each_call(database: Engine) -> None:
    with writing() as session:
        first, second = make_workshop(session, theme="Eau"), make_workshop(session, theme="Forêt")

    with reading() as session:
        answers = [
            session.scalar(*_theme(first, "fr")),
            session.scalar(*_theme(second, language="fr")),
            session.scalar(*_theme(workshop_id=first, language="en")),
        ]

    assert answers == ["Eau", "Forêt", None]


def test_a_prepared_question_is_built_once() -> None:
    assert _theme(1, "fr")[0] is _theme(2, "en")[0]
    assert _theme(2, "en")[1] == {"workshop_id": 2, "language": "en"}

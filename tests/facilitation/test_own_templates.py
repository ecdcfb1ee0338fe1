"""An agenda with its words is kept as a template, shared as a file, and started from."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.accounts import Role
from db.agenda import Stage, StageKind, stages_of
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.errors import BadTemplate, Missing, NotAllowed, NotFound, OutOfRange
from facilitation.own_templates import (
    FILE_LIMIT,
    import_template,
    own_templates,
    remove_template,
    restore_template,
    save_template,
    template_file,
)
from facilitation.planning import change_stage, remove_stage
from facilitation.templates import READY, TEMPLATES, template_stages
from facilitation.workshops import create_workshop
from tests.factories.workshops import make_account, make_workshop, stage_of

HEAD = 'essaim = "template-1"\nname = "Nuit"\nlanguage = "fr"\n'
STAGE = '[[stage]]\nkind = "theme"\ntitle = "Le soir"\ninstruction = ""\nminutes = 9\n'


def told(session: Session, workshop_id: int) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.title, one.instruction, one.minutes, one.concealed, one.locks)
        for one in stages_of(session, workshop_id)
    ]


@pytest.fixture
def by(rules: Engine) -> int:
    with writing() as session:
        return make_account(session)


def kept(session: Session, by: int) -> tuple[int, int]:
    """A template of a workshop whose words were changed: the template, and the workshop."""
    workshop = make_workshop(session, by=by)
    change_stage(
        session,
        actor=Actor(by),
        stage_id=stage_of(session, workshop, StageKind.sharing),
        title='Le "tour" de table',
        instruction="Deux lignes :\nune \\ et l’autre",
        minutes=7,
        concealed=True,
        locks=True,
    )
    return save_template(session, actor=Actor(by), workshop_id=workshop, name="Soirée"), workshop


def test_a_workshop_starts_from_a_kept_template_with_all_its_words(by: int) -> None:
    with writing() as session:
        template, workshop = kept(session, by)
        colleague = make_account(session, name="Léa")
        (one,) = own_templates(session, actor=Actor(colleague))
        assert (one.id, one.name, one.language, one.stages, one.mine) == (template, "Soirée", "fr", 9, False)
        made = create_workshop(session, actor=Actor(colleague), theme="Autre", template=one.key)
        assert told(session, made) == told(session, workshop)


def test_a_template_goes_from_one_instance_to_another_as_a_file(by: int) -> None:
    with writing() as session:
        template, workshop = kept(session, by)
        name, content = template_file(session, actor=Actor(by), template_id=template)
        again = import_template(session, actor=Actor(by), data=content)
        assert name == f"essaim-template-{template}.toml"
        assert template_file(session, actor=Actor(by), template_id=again)[1] == content
        made = create_workshop(session, actor=Actor(by), theme="Autre", template=f"own-{again}")
        assert told(session, made) == told(session, workshop)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.text(min_size=1, max_size=80).filter(lambda one: bool(one.strip())))
def test_whatever_a_template_is_called_its_file_can_be_read(by: int, name: str) -> None:
    with writing() as session:
        workshop = make_workshop(session, by=by)
        try:
            template = save_template(session, actor=Actor(by), workshop_id=workshop, name=name)
        except Missing:
            return
        _, content = template_file(session, actor=Actor(by), template_id=template)
        again = import_template(session, actor=Actor(by), data=content)
        assert template_file(session, actor=Actor(by), template_id=again)[1] == content


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"x" * (FILE_LIMIT + 1), "large"),
        (b"\xff\xfe", "unreadable"),
        (b"[[stage", "unreadable"),
        (b"", "other"),
        (HEAD.encode(), "other"),
        ((HEAD + "stage = 3").encode(), "other"),
        ((HEAD + "stage = [3]").encode(), "other"),
        ((HEAD + STAGE * 61).encode(), "other"),
        ((HEAD + STAGE.replace("theme", "dance")).encode(), "other"),
        ((HEAD + STAGE.replace("9", '"9"')).encode(), "other"),
        ((HEAD + STAGE.replace('"Le soir"', "1")).encode(), "other"),
        ((HEAD.replace("template-1", "template-9") + STAGE).encode(), "other"),
    ],
)
def test_what_is_no_template_is_refused(by: int, file: bytes, reason: str) -> None:
    with writing() as session, pytest.raises(BadTemplate) as refused:
        import_template(session, actor=Actor(by), data=file)
    assert refused.value.reason == reason


def test_what_a_template_says_keeps_to_the_limits_of_an_agenda(by: int) -> None:
    with writing() as session:
        with pytest.raises(OutOfRange):
            import_template(session, actor=Actor(by), data=(HEAD + STAGE.replace("9", "999")).encode())
        import_template(session, actor=Actor(by), data=b"\xef\xbb\xbf" + (HEAD + STAGE).encode())
        (one,) = own_templates(session, actor=Actor(by))
    assert (one.name, one.stages, one.minutes) == ("Nuit", 1, 9)


def test_an_empty_agenda_is_no_template(by: int) -> None:
    with writing() as session:
        workshop = make_workshop(session, by=by)
        for stage in stages_of(session, workshop):
            remove_stage(session, actor=Actor(by), stage_id=stage.id)
        with pytest.raises(BadTemplate):
            save_template(session, actor=Actor(by), workshop_id=workshop, name="Rien")


def test_a_template_is_taken_away_and_back_by_who_made_it_or_an_administrator(by: int) -> None:
    with writing() as session:
        template, _ = kept(session, by)
        colleague = make_account(session, name="Léa")
        admin = make_account(session, name="Ada", role=Role.ADMINISTRATOR)
        with pytest.raises(NotAllowed):
            remove_template(session, actor=Actor(colleague), template_id=template)
        remove_template(session, actor=Actor(by), template_id=template)
        assert own_templates(session, actor=Actor(by)) == []
        for gone in (f"own-{template}", "own-999", "own-x", "own-" + "9" * 12, "dance"):
            with pytest.raises(NotFound):
                create_workshop(session, actor=Actor(by), theme="X", template=gone)
        for missing in (template, 999):
            with pytest.raises(NotFound):
                template_file(session, actor=Actor(by), template_id=missing)
        restore_template(session, actor=Actor(admin), template_id=template)
        assert [one.mine for one in own_templates(session, actor=Actor(admin))] == [True]
        with pytest.raises(NotFound):
            remove_template(session, actor=Actor(admin), template_id=999)


@pytest.mark.attack("templates, asked for by who may run no workshop")
def test_templates_are_for_who_may_run_workshops(by: int) -> None:
    with writing() as session:
        template, _ = kept(session, by)
        designer = make_account(session, name="Dina", role=Role.DESIGNER)
        with pytest.raises(NotAllowed):
            own_templates(session, actor=Actor(designer))
        with pytest.raises(NotAllowed):
            template_file(session, actor=Actor(designer), template_id=template)
        with pytest.raises(NotAllowed):
            import_template(session, actor=Actor(designer), data=(HEAD + STAGE).encode())


def test_the_ready_ones_last_as_long_as_they_say(rules: Engine) -> None:
    assert rules is not None
    lengths = {key: sum(one.minutes for one in template_stages(key, "fr")) for key in TEMPLATES}
    assert lengths == {
        "atelier-3h": 180,
        "atelier-2h": 120,
        "one-hour": 60,
        "half-day": 240,
        "with-citizens": 120,
    }
    with reading():
        assert set(READY) < set(TEMPLATES)


def test_an_agenda_that_could_not_come_in_again_is_not_kept(by: int) -> None:
    with writing() as session:
        workshop = make_workshop(session, by=by)
        for row in stages_of(session, workshop):
            row.instruction = "é" * 4000
        session.flush()
        with pytest.raises(BadTemplate) as words:
            save_template(session, actor=Actor(by), workshop_id=workshop, name="Longue")
        many = make_workshop(session, by=by)
        last = max(one.position for one in stages_of(session, many))
        session.add_all(
            Stage(workshop_id=many, kind=StageKind.theme, title="x", minutes=1, position=last + n)
            for n in range(1, 61)
        )
        session.flush()
        with pytest.raises(BadTemplate) as stages:
            save_template(session, actor=Actor(by), workshop_id=many, name="Longue")
    assert (words.value.reason, stages.value.reason) == ("long", "long")

"""Every hour of a workshop is the one that the clock on its wall shows."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

import db.base
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.archive.importing import import_archive
from facilitation.archive.telling import tell
from facilitation.deeds import last_deeds
from facilitation.errors import UnknownTimeZone
from facilitation.exports import DOCUMENTS, FORMATS, export
from facilitation.journal import story
from facilitation.library.public import concept_for_accounts
from facilitation.provenance import trail
from facilitation.studio.comments import comment, comments
from facilitation.studio.concept_views import published
from facilitation.studio.versions import versions
from facilitation.workshops import change_settings, duplicate_workshop, workshop_settings
from settings import settings
from tests.factories.concepts import Studio, make_published, make_studio
from tests.factories.packing import made_up
from tests.factories.pdfs import opened, said
from tests.factories.workshops import make_account

AT = datetime(2026, 3, 1, 21, 47, tzinfo=UTC)
"""In Paris 22:47; on Réunion 1:47 of the next day."""
HOUR = re.compile(r"(\d{1,2})[\s\u202f]?[:h][\s\u202f]?47")
TELLING = {
    *(f"{name}.{kind}" for name in DOCUMENTS for kind in ("pdf", "docx")),
    *("slides.pptx", "report.md", "contributions.csv", "data.xlsx", "data.ods", "data.json"),
}
"""The files that tell an hour and not only days."""


def _pdf(content: bytes) -> str:
    return said(opened(content))


def _date(tag: re.Match[str]) -> str:
    """Of a mark, the moment that it tells a spreadsheet."""
    return " ".join(re.findall(r'date-value="([^"]*)"', tag[0]))


def _parts(content: bytes) -> str:
    """What an office file says, without what it says of itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = [
            name
            for name in file.namelist()
            if re.match(r"word/doc|ppt/slides/slide|ppt/notes|content.xml", name)
        ]
        return " ".join(re.sub(r"<[^>]*?>", _date, file.read(name).decode()) for name in parts)


def _cells(content: bytes) -> str:
    return " ".join(
        str(cell.value) for page in load_workbook(io.BytesIO(content)) for row in page for cell in row
    )


READ: dict[str, Callable[[bytes], str]] = {
    "pdf": _pdf, "docx": _parts, "pptx": _parts, "ods": _parts, "xlsx": _cells,
    "md": bytes.decode, "csv": bytes.decode, "json": bytes.decode,
}  # fmt: skip


@pytest.fixture
def studio(rules: Engine, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """A workshop on Réunion in which all happens at one moment, with a concept that is published."""
    assert rules is not None

    class Clock(datetime):
        """A clock that stands."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls.fromtimestamp(AT.timestamp(), tz)

    monkeypatch.setattr(db.base, "datetime", Clock)
    with writing() as session:
        made = make_studio(session)
        make_published(session, made)
        change_settings(
            session, actor=Actor(made.tables.by), workshop_id=made.workshop, time_zone="Indian/Reunion"
        )
    return made


def test_the_journal_deeds_trails_comments_and_versions_follow_it(studio: Studio) -> None:
    t, dina = studio.tables, Actor(studio.dina)
    with reading() as session:
        (concept,) = published(session, studio.workshop)
    with writing() as session:
        comment(session, actor=dina, concept_id=concept.id, text="Bien")
    with reading() as session:
        found = trail(session, studio.envelope, actor=Actor(t.by))
        moments = [
            story(session, actor=Actor(t.by), workshop_id=t.workshop)[0].at,
            last_deeds(session, actor=Actor(person_id=t.amina))[0].at,
            found.steps[0].at,
            found.stage.opened_at if found.stage else None,
            comments(session, actor=dina, concept_id=concept.id)[0].at,
            versions(session, actor=dina, concept_id=concept.id)[0].at,
        ]
        assert concept_for_accounts(session, concept.id).time_zone == "Indian/Reunion"
    assert [f"{at:%d %H:%M}" if at else None for at in moments] == ["02 01:47"] * len(moments)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"archive.zip"}))
def test_every_file_follows_it(studio: Studio, name: str) -> None:
    with reading() as session:
        content = export(session, studio.workshop, name).content
    text = READ[name.rpartition(".")[2]](content)
    assert {int(hour) for hour in HOUR.findall(text)} == ({1} if name in TELLING else set())
    if name in ("concepts.csv", "data.json"):
        assert "2026-03-02" in text
        assert "2026-03-01" not in text


def test_an_archive_brings_its_zone_along_and_one_without_is_where_it_is_brought(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIME_ZONE", "Pacific/Noumea")
    settings.cache_clear()
    with writing() as session:
        document = tell(session, studio.workshop).document
        here = Actor(make_account(session))
        zones = []
        for told in (document, document | {"workshop": without(document["workshop"], "time_zone")}):
            rebuilt = import_archive(session, actor=here, data=made_up(told))
            zones.append(workshop_settings(session, actor=here, workshop_id=rebuilt).time_zone)
    settings.cache_clear()
    assert zones == ["Indian/Reunion", "Pacific/Noumea"]


def without(told: dict[str, object], name: str) -> dict[str, object]:
    return {one: value for one, value in told.items() if one != name}


def test_a_copy_keeps_it_and_what_is_no_zone_is_refused(studio: Studio) -> None:
    by = Actor(studio.tables.by)
    with writing() as session:
        copy = duplicate_workshop(session, actor=by, workshop_id=studio.workshop)
        assert workshop_settings(session, actor=by, workshop_id=copy).time_zone == "Indian/Reunion"
        with pytest.raises(UnknownTimeZone):
            change_settings(session, actor=by, workshop_id=copy, time_zone="Atlantis")

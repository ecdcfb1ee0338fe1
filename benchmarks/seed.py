"""The workshop that is measured: put into the database before the server starts, counted there afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from streamlit.logger import set_log_level

from db.migrate import upgrade_to_head
from db.session import Session, close, configure, reading, writing
from facilitation.access import cookie_name
from facilitation.accounts import create_first_administrator, create_setup_link
from facilitation.actors import Actor
from facilitation.agenda import agenda
from facilitation.groups import create_group
from facilitation.running import open_stage
from facilitation.sharing import share_initiative
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.territories import add_territory
from facilitation.workshops import change_settings, create_workshop, workshop_settings

TERRITORIES = 12
DOTS = 3
KEPT = ("Bon Achat", "Intracting", "Café des transitions")
USERNAME, PASSWORD = "mesure", "un mot de passe de mesure"


@dataclass(frozen=True, slots=True)
class Seeded:
    """How people reach the workshop."""

    workshop_id: int
    code: str
    projector_token: str
    territory_ids: list[int]
    account_cookie: tuple[str, str]


def database_url(folder: Path) -> str:
    """Where a server with this data folder keeps its database."""
    return f"sqlite:///{folder / 'essaim.db'}"


def seed(folder: Path, tables: int = 0) -> Seeded:
    """Create an administrator and a workshop whose sharing stage is open, or, where it has `tables`,
    whose decomposition is; whoever joins then is seated at the smallest."""
    set_log_level("ERROR")  # hashing a password imports widgets, which complain outside a page
    upgrade_to_head(configure(database_url(folder)))
    try:
        with writing() as session:
            link = create_setup_link(session)
            account_id = create_first_administrator(
                session, token=link, username=USERNAME, name="Mesure", password=PASSWORD
            )
            nonce = issue_nonce(session, account_id=account_id)
            signed_in = claim_nonce(session, nonce=nonce)
        return _workshop(account_id, (cookie_name("account"), signed_in.token), tables)
    finally:
        close()


def stored(folder: Path) -> int:
    """How many initiatives that people shared, dots and posts the database of a stopped server holds."""
    with closing(sqlite3.connect(folder / "essaim.db")) as database:
        counts = (
            "SELECT count(*) FROM initiatives WHERE author_id IS NOT NULL",
            "SELECT count(*) FROM dots",
            "SELECT count(*) FROM posts",
        )
        return sum(int(database.execute(count).fetchone()[0]) for count in counts)


def _workshop(account_id: int, account_cookie: tuple[str, str], tables: int) -> Seeded:
    with writing() as session:
        workshop_id = create_workshop(
            session,
            actor=Actor(account_id),
            theme="Mesurer",
            template="atelier-2h",
            language="fr",
            expected=20,
        )
        change_settings(
            session, actor=Actor(account_id), workshop_id=workshop_id, dots=DOTS, own_territory=True
        )
        for number in range(TERRITORIES):
            add_territory(
                session, actor=Actor(account_id), workshop_id=workshop_id, name=f"Territoire {number:02}"
            )
        stages = agenda(session, workshop_id).stages
        kind = "decomposition" if tables else "sharing"
        open_stage(
            session,
            actor=Actor(account_id),
            stage_id=next(stage.id for stage in stages if stage.kind == kind),
        )
        if tables:
            _set_up(session, account_id, workshop_id, tables)
    with reading() as session:
        settings = workshop_settings(session, actor=Actor(account_id), workshop_id=workshop_id)
        assert settings.code
        assert settings.projector_token
        return Seeded(
            workshop_id=workshop_id,
            code=settings.code,
            projector_token=settings.projector_token,
            territory_ids=[territory_id for territory_id, _ in settings.territories],
            account_cookie=account_cookie,
        )


def _set_up(session: Session, by: int, workshop_id: int, tables: int) -> None:
    initiatives = [
        share_initiative(session, actor=Actor(by), workshop_id=workshop_id, title=title, pitch=title)
        for title in KEPT
    ]
    for number in range(1, tables + 1):
        create_group(
            session,
            actor=Actor(by),
            workshop_id=workshop_id,
            initiative_id=initiatives[number % len(initiatives)],
            number=number,
        )

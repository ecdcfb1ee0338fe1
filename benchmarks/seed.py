"""The workshop that is measured: put into the database before the server starts, counted there afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from streamlit.logger import set_log_level

from db.migrate import upgrade_to_head
from db.session import close, configure, reading, writing
from facilitation.access import cookie_name
from facilitation.accounts import create_first_administrator, create_setup_link
from facilitation.agenda import agenda
from facilitation.running import open_stage
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.territories import add_territory
from facilitation.workshops import change_settings, create_workshop, workshop_settings

TERRITORIES = 12
DOTS = 3
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


def seed(folder: Path) -> Seeded:
    """Create an administrator and a workshop whose sharing stage is open."""
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
        return _workshop(account_id, (cookie_name("account"), signed_in.token))
    finally:
        close()


def stored(folder: Path) -> int:
    """How many initiatives and dots the database of a stopped server holds."""
    with closing(sqlite3.connect(folder / "essaim.db")) as database:
        count = "SELECT (SELECT count(*) FROM initiatives) + (SELECT count(*) FROM dots)"
        return int(database.execute(count).fetchone()[0])


def _workshop(account_id: int, account_cookie: tuple[str, str]) -> Seeded:
    with writing() as session:
        workshop_id = create_workshop(
            session, by=account_id, theme="Mesurer", template="atelier-2h", language="fr", expected=20
        )
        change_settings(session, by=account_id, workshop_id=workshop_id, dots=DOTS, own_territory=True)
        for number in range(TERRITORIES):
            add_territory(session, by=account_id, workshop_id=workshop_id, name=f"Territoire {number:02}")
        stages = agenda(session, workshop_id).stages
        sharing = next(stage for stage in stages if stage.kind == "sharing")
        open_stage(session, by=account_id, stage_id=sharing.id)
    with reading() as session:
        settings = workshop_settings(session, by=account_id, workshop_id=workshop_id)
        assert settings.code
        assert settings.projector_token
        return Seeded(
            workshop_id=workshop_id,
            code=settings.code,
            projector_token=settings.projector_token,
            territory_ids=[territory_id for territory_id, _ in settings.territories],
            account_cookie=account_cookie,
        )

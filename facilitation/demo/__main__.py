"""`make demo`: the demo workshops, for the first administrator, in the database of the settings."""

import sys

from db.accounts import Role, all_accounts
from db.outages import DatabaseUnfit
from db.session import close, configure, writing
from db.sole import bring_up_to_date
from facilitation.actors import Actor
from facilitation.demo import load_demo, load_played
from settings import WrongSetting, settings


def main() -> int:
    """Load them, say where they are, or say in one sentence why not; the exit code."""
    try:
        bring_up_to_date(settings().database)
        configure(settings().database)
    except (WrongSetting, DatabaseUnfit) as problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        with writing() as session:
            found = (account for account in all_accounts(session) if account.role == Role.ADMINISTRATOR)
            administrator = next((account for account in found if account.disabled_at is None), None)
            loads = (load_demo, load_played) if administrator else ()
            made = [load(session, actor=Actor(administrator.id)) for load in loads if administrator]
    finally:
        close()
    if not made:
        print("Create the administrator first: start Essaim and open the link it prints.", file=sys.stderr)
        return 1
    for workshop_id, what in zip(made, ("to rehearse in", "played through"), strict=True):
        print(f"The demo workshop {what} is at {settings().address}/console?workshop={workshop_id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

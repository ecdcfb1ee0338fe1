"""What a designer's tab hears over the wire: that something changed, and never what."""

from db import changes
from db.accounts import Role
from db.session import writing
from facilitation.access import account_of
from facilitation.actors import Actor
from facilitation.designers import add_designer, remove_designer
from facilitation.studio.marks import tag_posts
from facilitation.tickets import Listener, studying
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account, signed_in
from tests.web.conftest import Hear
from tests.web.test_live import listen, news, quiet


def make_studio() -> tuple[Tables, Listener]:
    """Tables at work, and the listener of a designer who studies them."""
    with writing() as session:
        t = make_tables(session)
        ines = make_account(session, name="Inès", role=Role.DESIGNER)
        add_designer(session, actor=Actor(t.by), workshop_id=t.workshop, account_id=ines)
        account = account_of(session, signed_in(session, ines))
        assert account is not None
    return t, studying(account, t.workshop)


def test_a_designer_hears_that_posts_and_marks_changed_and_sees_no_view(hear: Hear) -> None:
    t, studio = make_studio()
    with hear(studio) as socket:
        for topic in ("material", "studio"):
            listen(socket, topic, version=changes.version(t.workshop, topic))
        assert quiet(socket)

        with writing() as session:
            post = make_post(session, t.amina, "Entre nous")
        told = news(socket)
        assert (told["topic"], told["view"]) == ("material", None)

        with writing() as session:
            tag_posts(session, actor=Actor(t.by), post_ids=[post], tag="x")
        assert news(socket)["topic"] == "studio"


def test_a_designer_hears_nothing_of_the_room_itself(hear: Hear) -> None:
    t, studio = make_studio()
    with hear(studio) as socket:
        listen(socket, "wall", "people", "turnout", "matrix", f"canvas:{t.first}", f"ballot:{t.amina}")
        assert quiet(socket)


def test_whoever_is_taken_off_the_designers_hears_no_more(hear: Hear) -> None:
    t, studio = make_studio()
    assert studio.account_id is not None
    with hear(studio) as socket:
        listen(socket, "material", version=changes.version(t.workshop, "material"))
        assert quiet(socket)

        with writing() as session:
            remove_designer(session, actor=Actor(t.by), workshop_id=t.workshop, account_id=studio.account_id)
        assert news(socket) == {"gone": True}

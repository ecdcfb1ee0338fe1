"""What is passed on leads here from another machine, in a room without internet too."""

import socket

import pytest

import addresses
from addresses import leads_here, names_of_machine, reached_at
from settings import Settings


@pytest.mark.parametrize(
    ("called", "names"),
    [
        ("salle", {"salle", "salle.local"}),
        ("SALLE.local", {"salle", "salle.local"}),
        ("salle.mairie.example", {"salle", "salle.local"}),
        ("", set()),
    ],
)
def test_a_machine_has_its_own_name_bare_and_under_local(
    monkeypatch: pytest.MonkeyPatch, called: str, names: set[str]
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: called)
    assert names_of_machine() == names


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_who_listens_to_nobody_is_at_localhost(host: str) -> None:
    assert reached_at(host) == "localhost"


@pytest.mark.parametrize(("host", "name"), [("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "[2001:db8::7]")])
def test_who_listens_on_one_address_is_there(host: str, name: str) -> None:
    assert reached_at(host) == name


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_who_listens_everywhere_is_never_at_localhost(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Salle.mairie.example")
    monkeypatch.setattr(addresses, "NOWHERE", ("198.51.100.1", 9))
    assert reached_at(host) != "localhost"
    monkeypatch.setattr(addresses, "NOWHERE", ("255.255.255.255", 9))  # to where no way begins
    assert reached_at(host) == "salle.local"


@pytest.mark.parametrize(
    "origin", ["", "http://localhost:8501", "http://127.0.0.1", "http://[::1]:8501", "null"]
)
def test_what_leads_nowhere_from_elsewhere_is_not_passed_on(origin: str) -> None:
    assert not leads_here(origin)
    assert Settings(host="192.0.2.7", base_url="").address_for(origin) == "http://192.0.2.7:8501"


def test_the_name_that_a_page_was_opened_by_is_passed_on_unless_the_instance_has_one() -> None:
    opened = "http://salle.local:8501/"
    assert Settings(base_url="").address_for(opened) == "http://salle.local:8501"
    assert Settings(base_url="https://essaim.example").address_for(opened) == "https://essaim.example"

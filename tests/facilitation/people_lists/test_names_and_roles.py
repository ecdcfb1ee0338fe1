"""Names as they are said, titles as roles, long names made shorter: where one word decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.people import PersonRole
from facilitation.people_lists.headings import LONGEST, Field, Heading, heading_of
from facilitation.people_lists.listed import ListedPerson, amended
from facilitation.people_lists.names import said_name
from facilitation.people_lists.shorter import shorter
from facilitation.people_lists.titles import is_title, role_at, role_of


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("DUPONT", "Jean", "Jean DUPONT"),
        ("DUPONT", "M. Jean", "Jean DUPONT"),
        ("N'GUYEN-LEFÈVRE Jean-Loïc", "", "Jean-Loïc N'GUYEN-LEFÈVRE"),
        ("van der BERG Piet", "", "Piet van der BERG"),
        ("DUPONT de LASSUS Ève", "", "Ève DUPONT de LASSUS"),
        ("BEN ALI Amina", "", "Amina BEN ALI"),
        ("DUPONT JEAN", "", "DUPONT JEAN"),
        ("Amina Ben Ali", "", "Amina Ben Ali"),
        ("J.-P. DUPONT", "", "J.-P. DUPONT"),
        ("A Dupont", "", "A Dupont"),
        ("DUPONT de la Tour", "", "DUPONT de la Tour"),
        ("Petit, Luc, Max", "", "Petit, Luc, Max"),
        ("Petit,", "", "Petit"),
        ("Petit, Luc", "", "Luc Petit"),
        ("DE LA FONTAINE, Anne", "", "Anne DE LA FONTAINE"),
        ("Jean Dupont, maire", "", "Jean Dupont, maire"),
        ("DUPONT Jean, maire de Dinan", "", "Jean DUPONT, maire de Dinan"),
        ("DUPONT Jean-pierre, excusé", "", "Jean-pierre DUPONT, excusé"),
        ("DUPONT, excusé", "", "DUPONT, excusé"),
        ("DUPONT épouse MARTIN Anne", "", "Anne DUPONT épouse MARTIN"),
        ("DUPONT née MARTIN Anne", "", "Anne DUPONT née MARTIN"),
        ("DUPONT ép. MARTIN, Anne", "", "Anne DUPONT ép. MARTIN"),
        ("Anne DUPONT née MARTIN", "", "Anne DUPONT née MARTIN"),
        ("LE GALL Anne (suppléante)", "", "Anne LE GALL (suppléante)"),
        ("M.-C. Dupont", "", "M.-C. Dupont"),
        ("M. Dupont", "", "Dupont"),
        ("Mme le Maire", "", "Mme le Maire"),
        ("Luc Petit", "Luc", "Luc Petit"),
        ("Jean", "Jean", "Jean Jean"),
        ("Marc Mmebo", "", "Marc Mmebo"),
        ("Mmebo Marc", "", "Mmebo Marc"),
        ("Madame", "", "Madame"),
        ("zoe@example.org", "", "zoe@example.org"),
        ("12", "", "12"),
        ("", "", ""),
    ],
)
def test_a_name_is_said_first_name_first(last: str, first: str, name: str) -> None:
    assert said_name(last, first) == name


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("", None),
        ("Agent d’état civil", PersonRole.officer),
        ("Maire, ancien préfet", PersonRole.elected),
        ("Vice-présidente d’association", PersonRole.other),
        ("Directrice de cabinet du maire", PersonRole.officer),
        ("Adjointe administrative", PersonRole.officer),
        ("Adjoint à l’urbanisme", PersonRole.elected),
        ("Conseil municipal", PersonRole.elected),
        ("Conseil de développement", None),
        ("Déléguée communautaire", PersonRole.elected),
        ("Directrice de la DDT", PersonRole.state),
        ("Project holder", PersonRole.project),
        ("State agent", PersonRole.state),
        ("Président", PersonRole.elected),
        ("Vice", None),
        ("Président de chambre d’agriculture", PersonRole.elected),
    ],
)
def test_a_title_means_the_role_of_its_head(title: str, role: PersonRole | None) -> None:
    assert role_of(title) is role


@pytest.mark.parametrize(
    ("place", "title", "role"),
    [
        ("Association Les Prés", "Présidente", PersonRole.other),
        ("SAS Dupond", "Président", PersonRole.other),
        ("MJC", "Directrice", PersonRole.other),
        ("Fédération des chasseurs", "Vice-président", PersonRole.other),
        ("Association des maires", "Maire", PersonRole.elected),
        ("CC du Val", "Présidente", PersonRole.elected),
        ("CC du Val", "Directrice", PersonRole.officer),
        ("Les Prés", "Présidente", None),
        ("", "Président", None),
        ("Les Prés", "Vice-présidente déléguée", PersonRole.elected),
        ("DDT 36", "Directrice", PersonRole.state),
    ],
)
def test_what_somebody_presides_over_tells_whether_they_are_elected(
    place: str, title: str, role: PersonRole | None
) -> None:
    assert role_at(title, place) is role


@pytest.mark.parametrize(
    ("text", "alone"),
    [("Élus", True), ("Services de l’État", True), ("Le Maire", True), ("Maire Luc", False), ("Zoé", False)],
)
def test_a_title_alone_is_nobodys_name(text: str, alone: bool) -> None:
    assert is_title(text) is alone


@pytest.mark.parametrize(
    ("cell", "heading"),
    [
        ("Nom de la structure", Heading(Field.territory)),
        ("Nom du participant", Heading(Field.name)),
        ("Nom complet du participant", Heading(Field.name, whole=True)),
        ("Participante", Heading(Field.name, strong=False)),
        ("Nom de l’atelier", Heading(Field.name, certain=False)),
        ("Vous êtes", Heading(Field.role)),
        ("E-mail du maire", None),
        ("Zoé Bérenger", None),
        ("nom " * LONGEST, None),
    ],
)
def test_a_heading_names_one_field(cell: str, heading: Heading | None) -> None:
    assert heading_of(cell) == heading


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Communauté de communes du Val", "Communauté de communes du Val"),
        (
            "Communauté d’agglomération du Pays de Saint-Malo et de la Côte d’Émeraude, syndicat des eaux",
            "CA du Pays de Saint-Malo et de la Côte d’Émeraude, syndicat des eaux",
        ),
        ("mot " * 30, "mot " * 19 + "mot…"),
        ("x" * 200, "x" * 79 + "…"),
        (
            "Institution des voies navigables, des berges, des moulins et des passeurs d’eau de la Creuse",
            "Institution des voies navigables, des berges, des moulins et des passeurs d’eau…",
        ),
    ],
)
def test_what_is_too_long_is_said_as_usual_else_cut_after_a_word(name: str, short: str) -> None:
    assert shorter(name, 80) == short


@given(st.text(max_size=400))
def test_no_name_is_too_long_or_too_strange_to_be_shown(text: str) -> None:
    assert len(shorter(said_name(text), 80)) <= 80
    assert len(shorter(said_name(text, "Zoé"), 80)) <= 80
    role_of(text)
    heading_of(text)


def test_what_the_facilitator_changes_settles_what_was_marked() -> None:
    people = [
        ListedPerson(1, "Zoé", "TCO", PersonRole.elected),
        ListedPerson(2, "Zoé", "TCO", None, "roi", ("unknown_role",)),
        ListedPerson(3, "", "", None, "", ("error", "no_name", "no_territory")),
        ListedPerson(4, "Total", "", None, "", ("total",)),
    ]
    told = amended(people, {})
    assert [(one.lacks, one.taken) for one in told] == [
        ((), True),
        (("unknown_role", "twice"), False),
        (("error", "no_name", "no_territory"), True),
        (("total",), False),
    ]
    changes: dict[int, dict[str, object]] = {
        1: {"name": "Zoé Petit", "role": "elected"},
        2: {"name": "Luc", "territory": "t" * 90},
        3: {"name": "Total Luc", "taken": True},
    }
    told = amended(people, changes)
    assert [(one.name, one.role, one.lacks, one.taken) for one in told] == [
        ("Zoé", "elected", (), True),
        ("Zoé Petit", "elected", (), True),
        ("Luc", None, ("territory_shortened",), True),
        ("Total Luc", None, (), True),
    ]
    emptied = amended(people, {0: {"name": None, "territory": None, "role": None, "taken": False}})[0]
    assert (emptied.name, emptied.role, emptied.lacks, emptied.taken) == (
        "", "elected", ("no_name", "no_territory"), False,
    )  # fmt: skip

"""Lists of people from a spreadsheet or a paste: good rows, and bad ones with their line and reason."""

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from threading import Semaphore
from typing import Literal

from db.people import PersonRole
from facilitation.apart import Bounds, said
from facilitation.errors import BadFile, Missing, TooHeavy, TooLong
from facilitation.naming import NAME_LIMIT, TERRITORY_LIMIT
from facilitation.spreadsheet import FILE_LIMIT, LINE_LIMIT, Line, is_spreadsheet
from facilitation.texts import clean

Reason = Literal["no_name", "name_too_long", "territory_too_long", "unknown_role", "same_name_twice"]

READING = Bounds(seconds=10, megabytes=512)
_AT_ONCE = Semaphore(1)
COLUMNS = {
    "name": (
        "nom",
        "name",
        "nom complet",
        "full name",
        "nom et prenom",
        "prenom et nom",
        "participant",
        "personne",
    ),
    "first_name": ("prenom", "first name", "given name"),
    "territory": ("territoire", "territory", "collectivite", "structure", "commune", "organisation"),
    "role": ("role", "fonction", "qualite", "profil", "function"),
}
ROLES = {
    PersonRole.elected: "elected, elected member, elu, elue, elus, elu·e, elu.e, elu(e)",
    PersonRole.officer: "officer, agent, technicien, technicienne, technicien·ne, technicien(ne)",
    PersonRole.state: "state, state agent, etat, agent etat, agent de l'etat, agente de l'etat",
    PersonRole.project: (
        "project, project holder, porteur, porteur de projet, porteuse de projet, porteur·se de projet, "
        "porteur·euse de projet"
    ),
    PersonRole.other: "other, autre, ",
}
_ROLE_OF = {word: role for role, words in ROLES.items() for word in words.split(", ")}
_COLUMN_OF = {word: column for column, words in COLUMNS.items() for word in words}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A good row: somebody to expect."""

    line: int
    name: str
    territory: str
    role: PersonRole


@dataclass(frozen=True, slots=True)
class Problem:
    """A bad row: its line in the file, why, and what stood there."""

    line: int
    reason: Reason
    value: str


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """What a list of people holds."""

    rows: list[PersonRow]
    problems: list[Problem]


def read_people_table(content: bytes | str, filename: str = "") -> PeopleTable:
    """The people of a pasted text, a CSV or an XLSX file. Raises BadFile where it is none of them."""
    if len(content) > FILE_LIMIT:
        raise BadFile("too_large")
    lines = (
        _spreadsheet(content)
        if isinstance(content, bytes) and is_spreadsheet(content)
        else _csv(content, filename)
    )
    lines = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not lines:
        raise BadFile("empty")
    if len(lines) > LINE_LIMIT:
        raise BadFile("too_large")
    header = _header(lines[0][1])
    if header is None and filename:
        raise BadFile("headers")
    return _table(lines[1:] if header else lines, header or {"name": 0, "territory": 1, "role": 2})


def _spreadsheet(content: bytes) -> list[Line]:
    """The lines of a spreadsheet, read in a process of its own: nobody knows what unpacks from it."""
    try:
        with _AT_ONCE:
            lines = json.loads(said("facilitation.spreadsheet", within=READING, given=content))
    except TooHeavy as error:
        raise BadFile("too_large") from error
    return [(number, cells) for number, cells in lines]


def _csv(content: bytes | str, filename: str) -> list[Line]:
    if filename.lower().endswith((".xlsx", ".xls", ".ods")):
        raise BadFile("spreadsheet")
    text = _decoded(content) if isinstance(content, bytes) else content
    separator = max(";\t,", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines: list[Line] = []
    try:
        for cells in reader:
            lines.append((reader.line_num, cells))
    except csv.Error as error:
        raise BadFile("binary") from error
    return lines


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile("encoding")
    if b"\x00" in content:
        raise BadFile("binary")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise BadFile("encoding") from None
    if any(unicodedata.category(character) == "Cc" and character not in "\r\n\t" for character in text):
        raise BadFile("binary")
    return text


def _header(cells: list[str]) -> dict[str, int] | None:
    found = {column: place for place, cell in enumerate(cells) if (column := _COLUMN_OF.get(_plain(cell)))}
    return found if "name" in found else None


def _table(lines: list[Line], header: dict[str, int]) -> PeopleTable:
    rows: list[PersonRow] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, cells in lines:
        row = _row(number, cells, header)
        if isinstance(row, PersonRow) and row.name.casefold() in seen:
            row = Problem(number, "same_name_twice", row.name)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            seen.add(row.name.casefold())
            rows.append(row)
    return PeopleTable(rows, problems)


def _row(number: int, cells: list[str], header: dict[str, int]) -> PersonRow | Problem:
    def cell(column: str) -> str:
        place = header.get(column, len(cells))
        return cells[place] if place < len(cells) else ""

    raw_name = f"{cell('first_name')} {cell('name')}"
    try:
        name = clean(raw_name, limit=NAME_LIMIT, field="name")
        territory = clean(cell("territory"), limit=TERRITORY_LIMIT, field="territory", required=False)
    except Missing:
        return Problem(number, "no_name", "")
    except TooLong as refusal:
        reason: Reason = "name_too_long" if refusal.field == "name" else "territory_too_long"
        return Problem(number, reason, (raw_name if refusal.field == "name" else cell("territory"))[:40])
    role = _ROLE_OF.get(_plain(cell("role")))
    if role is None:
        return Problem(number, "unknown_role", cell("role")[:40])
    return PersonRow(number, name, territory, role)


def _plain(cell: str) -> str:
    """Without accents, case and outer spaces, so that Élu and elu are one word."""
    decomposed = unicodedata.normalize("NFKD", cell.replace("’", "'").casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())

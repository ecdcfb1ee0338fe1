"""Heavy documents are written by a process of their own."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.session import address, configure, reading, writing
from facilitation.errors import NotFound
from facilitation.exports import export
from facilitation.exports.__main__ import main
from facilitation.exports.apart import written_apart
from facilitation.exports.compiler import main as typeset
from settings import ROOT
from tests.factories.tables import make_tables

pytestmark = pytest.mark.usefixtures("rules")

MADE = re.compile(r"(?s)Établi le .*? avec\s+Essaim")
"""What differs by the minute."""
HEAVY = ("xlsxwriter", "pandas", "typst", "docx", "pptx")


def test_a_process_of_its_own_writes_the_same_document() -> None:
    with writing() as session:
        workshop = make_tables(session).workshop
    assert written_apart(workshop, "initiatives.csv").count(b"Bon Achat") == 2
    assert written_apart(workshop, "table-sheets.pdf").startswith(b"%PDF")
    before, apart, after = here(workshop), pages(written_apart(workshop, "minutes.pdf")), here(workshop)
    assert apart in (before, after), "but for the minute that it tells"


def here(workshop: int) -> list[str]:
    """The pages of the minutes, written by this process."""
    with reading() as session:
        return pages(export(session, workshop, "minutes.pdf").content)


def pages(pdf: bytes) -> list[str]:
    """What is to be read on each page."""
    return [MADE.sub("", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_document_is_laid_out_by_one_process_and_typeset_by_the_next(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with writing() as session:
        workshop = make_tables(session).workshop
    where = address()
    main(where, workshop, "minutes.pdf", folder=tmp_path)
    assert capsysbinary.readouterr().out == b""
    typeset(tmp_path)
    assert "Bon Achat" in "".join(pages(capsysbinary.readouterr().out))
    main(where, workshop, "report.md", folder=tmp_path)
    assert b"Bon Achat" in capsysbinary.readouterr().out


def test_what_is_not_there_is_not_found() -> None:
    with writing() as session:
        workshop = make_tables(session).workshop
    for number, name in ((workshop, "secrets.md"), (9999, "data.json")):
        with pytest.raises(NotFound):
            written_apart(number, name)


def test_a_database_that_does_not_open_is_no_missing_document(tmp_path: object) -> None:
    configure(f"sqlite:///{tmp_path}/nothing.db")
    with pytest.raises(subprocess.CalledProcessError):
        written_apart(1, "data.json")


def test_the_document_goes_to_the_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with writing() as session:
        workshop = make_tables(session).workshop
    where = address()
    main(where, workshop, "report.md")
    assert b"Bon Achat" in capsysbinary.readouterr().out
    with pytest.raises(NotFound):
        main(where, workshop, "secrets.md")
    assert capsysbinary.readouterr().out == b""


def test_who_hands_documents_out_does_not_load_what_writes_them() -> None:
    code = "import sys, web.downloads; print(*sorted(set(sys.argv[1:]) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code, *HEAVY], cwd=ROOT, capture_output=True, text=True)
    assert (loaded.stderr, loaded.stdout.split()) == ("", [])

"""Pictures in Word, each described for who does not see it."""

import io

from docx.shared import Mm
from docx.text.paragraph import Paragraph

from facilitation.exports.documents.blocks import Picture
from facilitation.exports.pictures import Files


def place(line: Paragraph, picture: Picture, files: Files, *, scale: float = 1) -> None:
    """Put the picture at the end of the paragraph, in its size or in a part of it."""
    shape = line.add_run().add_picture(
        io.BytesIO(files(picture)), width=Mm(picture.width * scale), height=Mm(picture.height * scale)
    )
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    told = shape._inline.docPr
    told.set("descr", picture.alt)
    told.set("name", picture.name)

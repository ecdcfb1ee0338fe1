"""Every block as Word writes it."""

from collections import Counter
from collections.abc import Sequence
from typing import cast

from docx.document import Document as File
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as Line

from facilitation.exports.documents import blocks
from facilitation.exports.pictures import Files
from facilitation.exports.word.charts import draw
from facilitation.exports.word.cover import listed
from facilitation.exports.word.elements import bookmarked, element, field, text
from facilitation.exports.word.figures import place
from facilitation.exports.word.grids import Column, fill
from facilitation.exports.word.styles import room

TONES = {"plain": "Normal", "intro": "Intro", "lead": "Lead", "quiet": "Quiet", "mark": "Mark"}


class Pieces:
    """What writes blocks into a file, one after the other."""

    def __init__(self, file: File, document: blocks.Document, files: Files) -> None:
        self.file = file
        self.files = files
        self.figure, self.table = document.figure, document.table
        self.numbers = Counter[str]()
        self.headings = 0
        self.listed = {number for number, _heading in listed(document)}
        self.fresh = bool(self.listed)
        self.ids = {str(style.name): str(style.style_id) for style in file.styles}
        self.end = file.element.body.sectPr

    def put(self, block: blocks.Block) -> None:
        """Write the block, by the method that bears the name of its kind."""
        getattr(self, f"_{block.kind}")(block)

    def _heading(self, block: blocks.Heading) -> None:
        line = self._line(block.text, f"Heading {block.level}")
        line.paragraph_format.page_break_before = True if self.fresh else None
        self.fresh = False
        self.headings += 1
        if self.headings in self.listed:
            bookmarked(line, self.headings)

    def _leaf(self, _block: blocks.Leaf) -> None:
        self.fresh = True

    def _paragraph(self, block: blocks.Paragraph) -> None:
        self._line(block.text, TONES[block.tone])

    def _facts(self, block: blocks.Facts) -> None:
        self._keep()
        indent = Cm(9.5 if block.wide else 3.6)
        for at, (name, said) in enumerate(block.rows, start=1):
            line = self._line("", "Normal")
            line.paragraph_format.keep_with_next = at < len(block.rows) or None
            line.paragraph_format.space_after = Pt(2) if at < len(block.rows) else None
            line.paragraph_format.left_indent = indent
            line.paragraph_format.first_line_indent = Emu(-indent)
            line.paragraph_format.tab_stops.add_tab_stop(indent)
            line.add_run(f"{name}\t").style = "Signature"
            line.add_run(said)

    def _items(self, block: blocks.Items) -> None:
        for item in block.items:
            line = self._line("", "List Bullet")._p
            line.extend([text(item.before, bold=True)] if item.before else [])
            line.append(text(item.text, bold=item.core))
            line.extend([text(f"  {item.signed}", style=self.ids["Signature"])] if item.signed else [])
            if item.picture:
                self._picture(item.picture)
            for under in item.under:
                self._keep()
                self._line(under, "List Bullet 2")

    def _picture(self, block: blocks.Picture) -> None:
        self._keep()
        place(self._line("", "Picture"), block, self.files)

    def _statement(self, block: blocks.Statement) -> None:
        line = self._line(block.text, TONES[block.tone])
        line.paragraph_format.keep_with_next = True
        for text_of_it, signed in block.sources:
            under = self._line(text_of_it, "Source")._p
            under.append(text(f"  {signed}", style=self.ids["Signature"]))
        if not block.sources:
            self._line(block.nothing, "Mark")

    def _section(self, block: blocks.Section) -> None:
        self._line(block.name, "Heading 3")
        self._line(block.question, "Question")
        if block.items:
            self._items(blocks.Items(block.items))
        else:
            self._line(block.nothing, "Quiet")

    def _table(self, block: blocks.Table) -> None:
        self._captioned(self.table, block.caption)
        columns = [
            Column(head, width, at in block.numbers)
            for at, (head, width) in enumerate(zip(block.head, block.widths, strict=True))
        ]
        self._fill(columns, block.rows, strong=block.strong, tall=block.tall)

    def _bars(self, block: blocks.Bars) -> None:
        self._captioned(self.figure, block.caption)
        draw(self.file, block, room=room(self.file))
        self._line("", "Below")

    def _grid(self, block: blocks.Grid) -> None:
        self._captioned(self.table, block.caption)
        self._line(block.legend, "Legend")
        upright = (Column(head, 6, upright=True) for head in block.head)
        columns = [Column(block.first, 19), *upright, Column(block.last, 11)]
        rows = [(name, *(square.text for square in squares), end) for name, squares, end in block.rows]
        steps = [(None, *(square.step for square in squares), None) for _name, squares, _end in block.rows]
        self._fill(columns, rows, steps=steps)

    def _line(self, said: str, style: str) -> Line:
        """A paragraph at the end of the file; python-docx looks for that end anew each time."""
        line, look = element("p"), element("pPr")
        look.append(element("pStyle", val=self.ids[style]))
        line.extend([look, text(said)] if said else [look])
        self.end.addprevious(line)
        return Line(cast(CT_P, line), self.file._body)

    def _keep(self) -> None:
        """The paragraph before stays on the page of what comes next."""
        before = cast(CT_P, self.end.getprevious())
        Line(before, self.file._body).paragraph_format.keep_with_next = True

    def _captioned(self, name: str, caption: str) -> None:
        """A caption with the name of its kind and its number among those."""
        self.numbers[name] += 1
        line = self._line(f"{name} ", "Caption")
        field(line, f'SEQ "{name}" \\* ARABIC', str(self.numbers[name]))
        line.add_run(f". {caption}")

    def _fill(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        strong: Sequence[int] = (),
        steps: Sequence[Sequence[int | None]] = (),
        tall: float = 0,
    ) -> None:
        fill(self.file, columns, rows, room=room(self.file), strong=strong, steps=steps, tall=tall)
        self._line("", "Below")

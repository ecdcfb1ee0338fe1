"""What files that somebody sends cost, honest and hostile ones: python -m benchmarks.files --json"""

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from openpyxl import Workbook
from PIL import Image

from benchmarks.server import ROOT

RUNS = 3
MOST_SECONDS, MOST_MB = 15, 1024
"""Of any file: the bounds of its process, and so of the server."""
DRAW = "from facilitation.pictures import redrawn_apart as read"
LIST = (
    "from facilitation.people_table import read_people_table\n"
    "read = lambda sent: read_people_table(sent, 'l.xlsx')"
)
ARCHIVE = (
    "import io\nfrom facilitation.archive.importing import read_apart\n"
    "read = lambda sent: read_apart(io.FileIO(sys.argv[1]))"
)
NOTHING = (
    "from facilitation import apart\n"
    "read = lambda sent: apart.said('benchmarks.ports', within=apart.Bounds(9, 512))"
)
TAKE = """
import json, resource, sys, time
from pathlib import Path
from facilitation.errors import Refused
{how}
sent, began, said = Path(sys.argv[1]).read_bytes(), time.perf_counter(), "taken"
try:
    read(sent)
except Refused as refusal:
    said = type(refusal).__name__
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([said, seconds, peak]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What became of a file, and its medians: seconds by the clock, megabytes at its process's peak."""

    said: str
    seconds: float
    peak_mb: float
    size_kb: float


def picture(size: tuple[int, int], kind: str, mode: str = "RGB", **options: object) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def photo() -> bytes:
    """A photo of twelve million pixels, about as telephones take them."""
    out, noise = io.BytesIO(), Image.effect_noise((504, 378), 40).resize((4032, 3024))
    noise.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def people(far: bool) -> bytes:
    """A list of a thousand people, or of one and a cell at the far end of the sheet."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["Nom", "Territoire"])
    for number in range(1 if far else 1000):
        sheet.append([f"Personne {number}", "Pays de Grasse"])
    if far:
        sheet["XFD1048576"] = "x"
    book.save(out)
    return out.getvalue()


def archive(document: bytes) -> bytes:
    """An archive with this document alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("workshop.json", document)
    return out.getvalue()


def too_many() -> bytes:
    """The document of five thousand initiatives."""
    one = {"title": "x" * 80, "pitch": "x" * 280, "description": "x" * 1500, "tags": []}
    return json.dumps({"format": "essaim-workshop", "version": 1, "initiatives": [one] * 5000}).encode()


SENT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a process alone (the floor)": (NOTHING, lambda: b""),
    "photo of 12 million pixels": (DRAW, photo),
    "photo of 64 million pixels": (DRAW, lambda: picture((9248, 6936), "JPEG")),
    "PNG of 7,000 x 7,000": (DRAW, lambda: picture((7000, 7000), "PNG", "1")),
    "PNG of 7,000 x 7,000, see-through": (DRAW, lambda: picture((7000, 7000), "PNG", "RGBA")),
    "WebP of 7,000 x 7,000": (DRAW, lambda: picture((7000, 7000), "WEBP", "RGBA", lossless=True)),
    "PNG of 20,000 x 20,000": (DRAW, lambda: picture((20_000, 20_000), "PNG", "1")),
    "list of 1,000 people": (LIST, lambda: people(far=False)),
    "list with a cell at XFD1048576": (LIST, lambda: people(far=True)),
    "archive of 5,000 initiatives": (ARCHIVE, lambda: archive(too_many())),
    "archive of 200 MB of spaces": (ARCHIVE, lambda: archive(b" " * 200_000_000)),
    "archive of a deep document": (ARCHIVE, lambda: archive(b"[" * 5_000_000)),
}


def cost(how: str, sent: bytes) -> Cost:
    """Hand a file to what reads it, as the server does."""
    taken = []
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(sent)
        for _ in range(RUNS):
            command = [sys.executable, "-c", TAKE.format(how=how), file.name]
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
            taken.append(json.loads(done.stdout))
    seconds, peaks = ([run[place] for run in taken] for place in (1, 2))
    said: str = taken[0][0]
    return Cost(
        said,
        round(statistics.median(seconds), 2),
        round(statistics.median(peaks), 1),
        round(len(sent) / 1000, 1),
    )


def main() -> None:
    """Print what each file costs; fail where one is over the bounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = arguments.parse_args()
    costs = {name: cost(how, make()) for name, (how, make) in SENT.items()}
    if chosen.json:
        print(json.dumps({name: asdict(one) for name, one in costs.items()}))
    else:
        for name, one in costs.items():
            took = f"{one.seconds:>7.2f} s{one.peak_mb:>8.1f} MB"
            print(f"{name:<36}{one.said:<16}{took}{one.size_kb:>9.1f} kB")
    over = [name for name, one in costs.items() if one.seconds > MOST_SECONDS or one.peak_mb > MOST_MB]
    if over:
        sys.exit(f"over {MOST_SECONDS} s or {MOST_MB} MB: {', '.join(over)}")


if __name__ == "__main__":
    main()

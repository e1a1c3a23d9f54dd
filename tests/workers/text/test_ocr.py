from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.support.needs import lacking
from watcher.errors import TooLarge, Unreadable
from watcher.issuers import Issuers
from watcher.model import SCANNED
from workers.canonical import text_of
from workers.events import Told
from workers.parse import Reader
from workers.read import read_text
from workers.recognised import MOST_SURE
from workers.text import ocr, pdf

CONFIG = Path(__file__).parents[3] / "config"


def scan(*pages: Sequence[str], words: str | None = None) -> bytes:
    """A PDF whose pages are pictures of lines; ``words`` are the text layer of a last page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for lines in pages:
        image = Image.new("L", (1240, 1754), 255)
        draw = ImageDraw.Draw(image)
        for number, line in enumerate(lines):
            draw.text((120, 150 + 60 * number), line, fill=0, font=ImageFont.load_default(34))
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        canvas.showPage()
    if words is not None:
        canvas.drawString(60, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def seeing(*lines: str, sure: float = 95.0) -> ocr.Recognise:
    """A recogniser that sees these lines on every page; tabs are wide gaps."""

    def recognise(image: Any, points: float) -> Sequence[ocr.Word]:
        assert image.size[0] * points == pytest.approx(595, abs=1)
        return list(_placed(lines, sure))

    return recognise


def _placed(lines: Sequence[str], sure: float) -> Iterator[ocr.Word]:
    for row, line in enumerate(lines):
        left = 60.0
        for cell in line.split("\t"):
            for text in cell.split():
                yield ocr.Word(
                    (1, 1, row), text, left, left + 5 * len(text), 60.0 + 16 * row, 10.0, sure
                )
                left += 5 * len(text) + 4
            left += 60


RETURN = (
    "FF305", "Next Day Disclosure Return", "(Equity issuer - changes in issued shares or treasury shares)",
    "Date Submitted: 14 May 2026",
    "1. Class of shares\tOrdinary shares\tType of shares\tNot applicable\tListed on the Exchange\tYes",
    "Stock code (if listed)\t09911\tDescription",
    "Opening balance as at (Note 1)\t30 April 2026\t500,000,000",
    "1). Placing of new shares", "Date of changes\t13 May 2026", "30,000,000\t6 %\tHKD\t4.1",
    "Closing balance as at (Notes 5 and 6) 13 May 2026\t{closing}",
)  # fmt: skip


def test_a_scan_says_which_pages_are_pictures_and_needs_a_person() -> None:
    text = text_of(scan(["Monthly Return"]), Told())
    assert text.needs_review == SCANNED
    assert ("PAGE_SCANNED", "pages that are pictures without text: 1") in [
        (f.code, f.detail) for f in text.flags
    ]


def test_the_picture_on_the_cover_of_a_report_needs_nobody() -> None:
    found = pdf.read(scan(["A cover"], words="The Board announces the results of the year."))
    assert [code for code, _ in found.flags] == ["PAGE_SCANNED", "NEEDS_REVIEW"]
    long = pdf.read(_with_pages(13))
    assert [code for code, _ in long.flags] == ["PAGE_SCANNED"]


def _with_pages(number: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawImage(ImageReader(Image.new("L", (100, 100), 90)), 0, 0, 595, 842)
    canvas.showPage()
    for _ in range(number):
        canvas.drawString(60, 700, "The Board announces the results of the year.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_recognised_words_become_lines_with_cells_and_a_flag() -> None:
    found = ocr.read(scan(["x"]), recognise=seeing("Opening balance\t500,000,000", "A line below"))
    assert [b.text for b in found.blocks] == ["Opening balance\t500,000,000", "A line below"]
    assert [code for code, _ in found.flags] == ["OCR_TEXT"]


def test_a_page_with_a_text_layer_is_not_recognised() -> None:
    found = ocr.read(scan(["x"], words="Printed words"), recognise=seeing("Seen words"))
    assert [(b.text, b.page) for b in found.blocks] == [("Seen words", 1), ("Printed words", 2)]


def test_a_page_that_is_hard_to_recognise_is_flagged() -> None:
    found = ocr.read(scan(["x"]), recognise=seeing("Dim words", sure=41.0))
    assert ("OCR_LOW_CONFIDENCE", "pages that were hard to recognise: 1") in found.flags


def test_more_scans_than_a_filing_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_SCANS", 1)
    with pytest.raises(TooLarge, match="scanned pages"):
        ocr.read(scan(["a"], ["b"]), recognise=seeing("x"))


def findings(closing: str) -> Any:
    reader = Reader.of(CONFIG)
    see = seeing(*(line.format(closing=closing) for line in RETURN))
    text = text_of(
        scan(["x"]), Told(), read_pdf=lambda body, label: ocr.read(body, label, recognise=see)
    )
    return read_text(text, Told(), Issuers(), types=reader.types, thresholds=reader.thresholds)


def test_a_figure_of_a_scan_is_taken_where_the_balances_prove_it() -> None:
    found = findings("530,000,000")
    (event,) = found.events
    assert event.fields["units"] == 30_000_000
    assert event.fields["price"] is None
    assert event.confidence <= MOST_SURE
    assert "OCR_FIGURE_UNPROVED" in {f.code for f in found.flags}


def test_a_figure_of_a_scan_that_no_sum_proves_is_left_empty() -> None:
    found = findings("538,000,000")
    assert [e.fields["units"] for e in found.events] == [None]
    assert {"BALANCE_MISMATCH", "OCR_FIGURE_UNPROVED"} <= {f.code for f in found.flags}


TSV = """#!{python}
import sys
if "--list-langs" in sys.argv:
    print("List of available languages in x (2):\\n{languages}")
elif "--version" in sys.argv:
    print("tesseract 5.3.0")
else:
    head = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = ["5 1 1 1 1 1 250 250 300 40 96.5 Placing", "5 1 1 1 1 2 570 250 80 40 88 of", "4 1 1 1 1 0 0 0 9 9 -1 "]
    with open(sys.argv[2] + ".tsv", "w") as out:
        out.write("\\n".join(["\\t".join(r.split(" ")) for r in [head, *rows]]) + "\\n")
"""


def stub(folder: Path, languages: str) -> None:
    program = folder / "tesseract"
    program.write_text(TSV.format(python=sys.executable, languages=languages))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_tesseract_is_asked_for_the_languages_that_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if find_spec("pytesseract") is None:
        lacking("pytesseract", "pip install pytesseract")
    stub(tmp_path, "eng\\nchi_tra")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    found = ocr.read(scan(["Placing of"]))
    assert [b.text for b in found.blocks] == ["Placing of"]


@pytest.mark.parametrize("languages", ["osd", ""])
def test_a_tesseract_without_languages_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str
) -> None:
    stub(tmp_path, languages)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="tesseract-ocr-chi-tra"):
        ocr.read(scan(["x"]))


def test_a_machine_without_tesseract_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match=r"pip install '\.\[ocr\]'"):
        ocr.read(scan(["x"]))


def test_the_real_tesseract_reads_a_real_picture() -> None:
    if which("tesseract") is None:
        lacking("Tesseract", "apt-get install tesseract-ocr")
    found = ocr.read(scan(["Next Day Disclosure Return", "Closing balance 530,000,000"]))
    text = " ".join(b.text for b in found.blocks)
    assert "Next Day Disclosure Return" in text
    assert "530,000,000" in text

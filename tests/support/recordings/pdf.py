"""Sets announcements as PDF the same way each time: no compression, no time, no random ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

CHINESE = "MSung-Light"
pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


@dataclass(frozen=True)
class Text:
    """A paragraph. ``style``: body, title (centred, bold), heading (bold), centre, right, small."""

    text: str
    style: str = "body"


@dataclass(frozen=True)
class Rows:
    """A ruled table; ``widths`` in centimetres."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


Element = Text | Rows


def typeset(elements: Iterable[Element], *, chinese: bool = False, wide: bool = False) -> bytes:
    """The PDF of an announcement, A4 (``wide``: landscape), with no font embedded."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=landscape(A4) if wide else A4, leftMargin=2.5 * cm, rightMargin=2.5 * cm, topMargin=2.2 * cm,
        bottomMargin=2.2 * cm, invariant=1, pageCompression=0,
    )  # fmt: skip
    document.build([part for element in elements for part in _flow(element, chinese=chinese)])
    return out.getvalue()


def scanned(page: Path) -> bytes:
    """A PDF of one page that is a picture: it has no text layer."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=0)
    canvas.drawImage(ImageReader(BytesIO(page.read_bytes())), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _flow(element: Element, *, chinese: bool) -> list[Flowable]:
    if isinstance(element, Rows):
        return [_table(element, chinese=chinese), Spacer(1, 10)]
    return [Paragraph(escape(element.text), _style(element.style, chinese=chinese))]


def _style(name: str, *, chinese: bool) -> ParagraphStyle:
    strong = name in {"title", "heading"}
    font = CHINESE if chinese else ("Times-Bold" if strong else "Times-Roman")
    size = {"title": 13, "small": 8.5}.get(name, 10.5)
    centred = name in {"title", "centre"}
    alignment = TA_CENTER if centred else TA_RIGHT if name == "right" else TA_JUSTIFY
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=size * 1.35, alignment=alignment,
        spaceAfter=9, spaceBefore=6 if strong else 0, wordWrap="CJK" if chinese else None,
    )  # fmt: skip


def _table(element: Rows, *, chinese: bool) -> Table:
    style = ParagraphStyle(
        "cell", fontName=CHINESE if chinese else "Times-Roman", fontSize=9, leading=12
    )
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in element.rows]
    table = Table(cells, colWidths=[width * cm for width in element.widths])
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.4, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    return table

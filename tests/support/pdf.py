"""Small real PDFs for tests: lines of text at points of a page."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str]


def pdf_of(*pages: Sequence[Placed]) -> bytes:
    """A PDF whose pages show texts at (x, y) points from the lower left, in Helvetica 11."""
    objects = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids: list[str] = []
    for page in pages:
        content = "\n".join(
            f"BT /F1 11 Tf {x} {y} Td ({_escaped(words)}) Tj ET" for x, y, words in page
        )
        stream = content.encode("cp1252")
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(f"{number} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def lines(*texts: str, top: float = 780, leading: float = 16, left: float = 60) -> list[Placed]:
    """Texts under each other; an empty text leaves a gap."""
    return [(left, top - leading * i, words) for i, words in enumerate(texts) if words]


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)

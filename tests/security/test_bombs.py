"""Bombs, made at run time: each ends in a process with a work-horse's limits, and says how."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

MEMORY_MB, CPU_SECONDS, WALL_SECONDS = 1024, 60, 90.0

READ = """
import sys
from pathlib import Path
from random import Random
from watcher.errors import WatcherError
from watcher.settings import config_dir
from workers.events import Told
from workers.limits import confine
from workers.parse import Reader
from workers.read import read
known, body = Reader.of(config_dir()), Path(sys.argv[1]).read_bytes()
confine(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
try:
    read(body, Told(source="edgar"), known.issuers, types=known.types, thresholds=known.thresholds)
    print("read")
except WatcherError as error:
    print(type(error).__name__)
"""


def xml(inner: bytes, head: bytes = b"") -> bytes:
    return (
        b'<?xml version="1.0"?>' + head + b"<ownershipDocument>" + inner + b"</ownershipDocument>"
    )


def html(inner: bytes) -> bytes:
    return b"<html><body>" + inner + b"</body></html>"


def paragraph(text: str) -> bytes:
    return html(b"<p>" + text.encode() + b"</p>")


def submission(*parts: tuple[bytes, bytes]) -> bytes:
    documents = (
        b"<DOCUMENT>\n<TYPE>%s\n<TEXT>\n%s\n</TEXT>\n</DOCUMENT>\n" % part for part in parts
    )
    return b"<SEC-DOCUMENT>x\n" + b"".join(documents) + b"</SEC-DOCUMENT>\n"


def entities() -> bytes:
    """A billion laughs."""
    rows = (b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return xml(b"&a9;", b'<!DOCTYPE x [<!ENTITY a0 "ha">' + b"".join(rows) + b"]>")


def attributes() -> bytes:
    return xml(b"<a " + b" ".join(b'a%d="x"' % n for n in range(200_000)) + b"/>")


def pages(count: int, said: int) -> bytes:
    """A PDF whose page tree shows one page ``count`` times and says that there are ``said``."""
    tree = b"<< /Type /Pages /Count %d /Kids [" % said + b"3 0 R " * count + b"] >>"
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n2 0 obj\n"
        + tree
        + b"\nendobj\ntrailer << /Size 4 /Root 1 0 R >>\n%%EOF"
    )


def archives() -> bytes:
    """Archives beside and in place of exhibits; none is opened."""
    return submission(
        (b"8-K", paragraph("Item 5.02 Departure of Directors")),
        (b"ZIP", b"begin 644 a.zip\n" + b"M" * 5_000_000 + b"\nend"),
        (b"EXCEL", b"PK\x03\x04" + bytes(1_000_000)),
    )


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (entities, "ForbiddenMarkup"),
    "attributes": (attributes, "TooLarge"),
    "deep XML": (lambda: xml(b"<a>" * 100_000 + b"</a>" * 100_000), "TooLarge"),
    "wide XML": (lambda: xml(b"<a>1</a>" * 300_000), "TooLarge"),
    "a long name": (lambda: xml(b"<" + b"a" * 5_000_000 + b"/>"), "Unreadable"),
    "deep bold": (lambda: html(b"<b>" * 100_000 + b"x"), "read"),
    "deep tables": (lambda: html(b"<table>" * 50_000 + b"x"), "read"),
    "a giant table": (lambda: html(b"<table>" + b"<tr><td>Profit<td>$<td>1,234" * 60_000), "read"),
    "a giant row": (lambda: html(b"<table><tr>" + b"<td>1" * 100_000), "read"),
    "giant spans": (lambda: html(b"<table>" + b"<tr><td colspan=99999999 rowspan=99999999>1" * 2000), "read"),
    "a giant style": (lambda: html(b"<p style='" + b"margin:0;" * 300_000 + b"'>x"), "read"),
    "brackets": (lambda: paragraph("(" * 500_000), "read"),
    "digits": (lambda: paragraph("HK$" + "9" * 500_000), "read"),
    "commas": (lambda: paragraph("1," * 250_000), "read"),
    "titles without names": (lambda: paragraph("Mr. " * 100_000), "read"),
    "blanks": (lambda: paragraph("appointed" + " \t\n" * 200_000 + "director"), "read"),
    "capitals": (lambda: paragraph("A" * 500_000), "read"),
    "one sentence of many people": (
        lambda: paragraph("Item 5.02 " + "Ada Moor resigned as director and " * 5_000), "read",
    ),
    "characters of China": (lambda: paragraph("董事會宣佈朱先生辭任" * 20_000), "read"),
    "headings only": (lambda: html(b"<p>Item 5.02 Departure of Directors</p>" * 20_000), "read"),
    "hidden headers": (lambda: html(b"<ix:header>" + b"<ix:x " * 100_000), "read"),
    "comments": (lambda: html(b"<!--" * 500_000), "read"),
    "breaks": (lambda: html(b"<br>" * 300_000), "read"),
    "typewriter": (lambda: html(b"<pre>" + b"a  b  1\n" * 100_000), "read"),
    "documents without end": (lambda: b"<SEC-DOCUMENT>" + b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nx" * 100_000, "read"),
    "many documents": (lambda: submission(*[(b"EX-99.%d" % n, paragraph("x")) for n in range(3000)]), "read"),
    "archives": (archives, "read"),
    "noise": (lambda: Random(1).randbytes(1_000_000), "BadInput"),
    "an office file": (lambda: b"PK\x03\x04" + bytes(1_000_000), "BadInput"),
    "NUL bytes": (lambda: b"\x00\x01" * 500_000, "read"),
    "NUL in words": (lambda: b"Item 5.02 \x00 Ada Moor \x00resigned.\n" * 1000, "read"),
    "no UTF-8": (lambda: html(b"<p>\xff\xfe\xed\xa0\x80" * 50_000), "read"),
    "turned names": (lambda: paragraph("Mr. \u202eroom adA\u202c resigned on March 25, 2026. " * 1000), "read"),
    "look-alike names": (lambda: paragraph("Mr. Аdа Мооr resigned as director on March 25, 2026. " * 1000), "read"),
    "a million pages": (lambda: pages(1_000_000, 1_000_000), "TooLarge"),
    "a lie about pages": (lambda: pages(1, 2_000_000_000), "read"),
    "500 MB": (lambda: b"a" * 500_000_000, "TooLarge"),
}  # fmt: skip


def ended(
    body: bytes, folder: Path, cpu_seconds: int = CPU_SECONDS
) -> subprocess.CompletedProcess[str]:
    path = folder / "bomb"
    path.write_bytes(body)
    limits = [str(MEMORY_MB), str(cpu_seconds), str(WALL_SECONDS)]
    try:
        return subprocess.run(
            [sys.executable, "-c", READ, str(path), *limits],
            capture_output=True, text=True, check=False, timeout=WALL_SECONDS + 20,
        )  # fmt: skip
    finally:
        path.unlink()


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_or_read_within_the_limits(name: str, tmp_path: Path) -> None:
    made, outcome = BOMBS[name]
    done = ended(made(), tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, outcome), done.stderr[-500:]


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb", [b"<div>" * 300_000, b"<p " + b" ".join(b"a%d=x" % n for n in range(100_000))]
)
def test_what_the_parser_would_chew_for_minutes_ends_its_own_process_only(
    bomb: bytes, tmp_path: Path
) -> None:
    """The HTML parser's time grows with the square of depth and of attributes of one element."""
    assert ended(html(bomb), tmp_path, cpu_seconds=3).returncode == -signal.SIGXCPU

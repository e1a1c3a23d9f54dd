"""Draws ``docs/alert.svg``: ``python -m tests.support.picture``. A real reading, no mock-up."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from watcher.issuers import load as load_issuers
from watcher.model import Filing, Party, Subscription, sec_filing_id
from watcher.settings import config_dir
from watcher.subscriptions import ChannelBlock, Telling
from workers.match import match
from workers.read import load_types
from workers.reading import read_filing, texts_of
from workers.render.message import render

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests/filings/sec/6k-results-articles-board-scheme/input.txt"
TARGET = ROOT / "docs/alert.svg"
_OUTSIDE = re.compile(r"@font-face\s*\{[^}]*\}|<!-- Generated with Rich [^>]*-->")


def picture() -> str:
    """The alert of the seed's annual results and board changes as an SVG without outside parts."""
    folder = config_dir()
    issuers = load_issuers(folder / "issuers.toml")
    types, thresholds = load_types(folder / "events.toml")
    published = datetime(2026, 3, 25, 10, 19, 27, tzinfo=UTC)
    number = "0001104659-26-033101"
    place = f"https://www.sec.gov/Archives/edgar/data/1795589/{number.replace('-', '')}"
    filing = Filing(
        id=sec_filing_id(number), source="edgar", form="6-K", title="6-K - Kingsoft Cloud Holdings Ltd",
        published_at=published, seen_at=published + timedelta(seconds=1),
        url=f"{place}/{number}-index.htm", document_url=f"{place}/{number}.txt",
        parties=(Party(role="filer", name="Kingsoft Cloud Holdings Ltd", cik="0001795589"),),
    )  # fmt: skip
    texts = texts_of(filing, [("form6-k.txt", CASE.read_bytes())])
    findings, issuer = read_filing(filing, texts, issuers, types, thresholds)
    telling = Telling(
        (Subscription(name="desk", issuers=("*",), channels=("mail",)),),
        {"mail": ChannelBlock(name="mail", module="workers.channels.console")},
    )
    (alert,), _ = match(filing, issuer, findings.events, telling, now=published)
    message = render(
        alert,
        filing,
        issuer,
        findings.events,
        flags=findings.flags,
        public_url="http://127.0.0.1:8000",
    )
    console = Console(record=True, width=110, file=io.StringIO())
    console.print(
        Panel(Text(message.text.strip()), title=Text(message.subject), title_align="left")
    )
    return _OUTSIDE.sub("", console.export_svg(title="analyst@example.com", unique_id="alert"))


if __name__ == "__main__":
    TARGET.write_text(picture(), encoding="utf-8")

"""All recorded filings of the demo and when each appears."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.recordings import baseline
from tests.support.recordings.announcement import Notice
from tests.support.recordings.seeds import seed_submissions
from tests.support.recordings.sgml import Company, Submission

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "watcher/replay/recordings"
_ROLES = {"FILER": "Filer", "ISSUER": "Issuer", "REPORTING OWNER": "Reporting", "SUBJECT COMPANY": "Subject",
          "FILED BY": "Filed by"}  # fmt: skip
_HEADLINES = tomllib.loads((ROOT / "config/hkex_headlines.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Made:
    """One file of the recording and its line."""

    path: str
    body: bytes
    row: dict[str, Any]


def catalogue() -> Iterator[Made]:
    """Every filing in the order of the demo."""
    for submission in baseline.submissions():
        yield made(submission, 0.0)
    for notice in baseline.notices():
        yield made(notice, 0.0)
    at = 1.0
    for submission in seed_submissions():
        at += 1.5
        yield made(submission, at)


def files() -> dict[str, bytes]:
    """Every file of the recording by its name, ``recording.jsonl`` among them."""
    all_made = sorted(catalogue(), key=lambda one: one.row["at"])
    lines = (json.dumps({**one.row, "path": one.path}, ensure_ascii=False) for one in all_made)
    listing = "".join(f"{line}\n" for line in lines).encode()
    return {"recording.jsonl": listing} | {one.path: one.body for one in all_made}


def made(filing: Submission | Notice, at: float) -> Made:
    """The file of a filing and its line, which shows it ``at`` seconds after the start."""
    return _submission(filing, at) if isinstance(filing, Submission) else _notice(filing, at)


def _submission(submission: Submission, at: float) -> Made:
    return Made(
        path=f"edgar/{submission.accession}.txt",
        body=submission.render().encode(),
        row={
            "at": at, "source": "edgar", "accession": submission.accession, "form": submission.form,
            "parties": [_party(company) for company in submission.companies], "items": list(submission.items),
        },
    )  # fmt: skip


def _party(company: Company) -> dict[str, str]:
    return {"role": _ROLES[company.role], "name": company.name, "cik": company.cik}


def _notice(notice: Notice, at: float) -> Made:
    return Made(
        path=f"hkexnews/{notice.news_id}.pdf",
        body=notice.body,
        row={
            "at": at, "source": "hkexnews", "news_id": notice.news_id, "title": notice.title,
            "codes": list(notice.codes), "category": _category(notice), "stocks": [list(c) for c in notice.listed.codes],
            "lang": notice.lang, "board": notice.listed.board,
        },
    )  # fmt: skip


def _category(notice: Notice) -> str:
    """``Announcements and Notices - [Placing / …]``, as the venue writes it."""
    names = [_HEADLINES[code]["zh" if notice.lang == "c" else "en"] for code in notice.codes]
    return f"{names[0]} - [{' / '.join(names[1:])}]" if names[1:] else str(names[0])

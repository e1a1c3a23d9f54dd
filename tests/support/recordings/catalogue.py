"""All recorded filings of the demo and when each appears."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.recordings import (
    baseline,
    hk_capital,
    hk_corporate,
    hk_people,
    hk_twins,
    insiders,
    unread,
    us_corporate,
    us_people,
    us_results,
)
from tests.support.recordings.announcement import Notice
from tests.support.recordings.seeds import seed_submissions
from tests.support.recordings.sgml import Company, Submission

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "watcher/replay/recordings"
_ROLES = {"FILER": "Filer", "ISSUER": "Issuer", "REPORTING OWNER": "Reporting", "SUBJECT COMPANY": "Subject",
          "FILED BY": "Filed by"}  # fmt: skip
_HEADLINES = tomllib.loads((ROOT / "config/hkex_headlines.toml").read_text(encoding="utf-8"))

FIRST_SECOND, STEP_SECONDS = 1.0, 0.5
"""When the first filing of the play appears, and how far the groups are apart."""

Filing = Submission | Notice


@dataclass(frozen=True)
class Made:
    """One file of the recording and its line."""

    path: str
    body: bytes
    row: dict[str, Any]


def catalogue() -> Iterator[Made]:
    """Every filing and its second: the baseline before the start, then one group after the other.

    EDGAR's baseline is spread over minutes, so that the oldest entry is older than what the
    first poll saw last: a feed that shows only newer ones has a gap.
    """
    for minutes, submission in zip((20, 10, 1), baseline.submissions(), strict=True):
        yield made(submission, -60.0 * minutes)
    yield from (made(notice, 0.0) for notice in baseline.notices())
    for number, group in enumerate(_groups()):
        at = round(FIRST_SECOND + number * STEP_SECONDS, 2)
        yield from (made(filing, at) for filing in group)


def _groups() -> list[Sequence[Filing]]:
    """The order of the play; what is listed together appears in the same minute."""
    proposed, without_movement, interim, annual = seed_submissions()
    notices, reports, ignored = insiders.notices(), insiders.reports(), unread.submissions()
    return [
        hk_twins.directors(), [us_people.chief_financial_officer()], [proposed], [ignored[0]], [reports[0]],
        [hk_capital.placing()], [reports[3]], [us_results.quarter()], [notices[2]], [hk_twins.october_return()],
        [us_corporate.investor_slides()], [reports[1], ignored[1]], [annual], hk_people.directors(),
        [us_corporate.private_placement()], [notices[0]], [reports[4]], [hk_corporate.scan()],
        [without_movement], [us_people.bonus_only()], [hk_capital.buy_back()], [reports[2]],
        [us_corporate.public_offering()], [notices[3]], [hk_people.secretary()], [interim], [ignored[2]],
        [us_corporate.auditors()], [hk_corporate.final_results()], [reports[5], reports[7]],
        [us_results.foreign_chief()], [hk_corporate.profit_warning()], [us_corporate.annual_meeting()],
        [hk_people.roster(), hk_corporate.annual_meeting()], [us_people.new_director()], [notices[1]],
        [hk_capital.completion()], [us_corporate.bylaws()], [hk_corporate.articles()], [reports[6]],
        [hk_capital.two_counters()],
    ]  # fmt: skip


def files() -> dict[str, bytes]:
    """Every file of the recording by its name, ``recording.jsonl`` among them."""
    all_made = sorted(catalogue(), key=lambda one: one.row["at"])
    lines = (json.dumps({**one.row, "path": one.path}, ensure_ascii=False) for one in all_made)
    listing = "".join(f"{line}\n" for line in lines).encode()
    return {"recording.jsonl": listing} | {one.path: one.body for one in all_made}


def made(filing: Filing, at: float) -> Made:
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

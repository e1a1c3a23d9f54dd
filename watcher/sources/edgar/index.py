"""EDGAR's own records of what was filed: daily index, its listing, submissions JSON.

The index has no time of day and no roles; a filing found only there has no
``published_at``, and its roles come from the document itself.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from watcher import settings
from watcher.errors import BadFeed
from watcher.model import Filing, Party, sec_filing_id
from watcher.sources.edgar.filings import folder_of

LISTED = "listed"
"""Role of a party that the index names without saying what it is to the filing."""

_PATH = re.compile(
    r"edgar/data/(?P<cik>\d{1,10})/(?:\d{18}/)?(?P<accession>\d{10}-\d{2}-\d{6})\.txt$", re.ASCII
)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})$", re.ASCII)
_CIK = re.compile(r"[0-9]{1,10}")
_RULE = re.compile(r"-{20,}$")
_TAIL = re.compile(
    r" (?P<cik>\d{1,10}) {1,9}(?P<day>\d{4}-?\d{2}-?\d{2}) {1,9}(?P<path>\S{1,200})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One line of an index; a filing has one per party. ``filed`` is EDGAR's filing date."""

    form: str
    name: str
    cik: str
    filed: date
    accession: str


def index_rows(body: bytes) -> tuple[IndexRow, ...]:
    """The rows of a form, company or master index (daily or quarterly); may be none.

    Raises BadFeed when it is no index, or a line of it cannot be read.
    """
    lines = iter(body.decode("latin-1").splitlines())
    header = next((line for line in lines if "Company Name" in line and "Form Type" in line), None)
    if header is None:
        raise BadFeed("EDGAR index: no line with the names of the columns; not an index file")
    kind = "master" if "|" in header else header.split()[0].lower()
    second = header.find("Form Type" if kind == "company" else "Company Name")
    return tuple(_row(line, kind, second) for line in lines if _is_row(line))


def _is_row(line: str) -> bool:
    text = line.strip()
    return bool(text) and not _RULE.match(text) and not text.startswith("Date Filed")


def _row(line: str, kind: str, second: int) -> IndexRow:
    """A row whose second column starts at ``second`` (form and company index)."""
    line = line.rstrip()
    if kind == "master":
        cik, name, form, day, path = _padded(line.split("|"))
    elif tail := _TAIL.search(line):
        cik, day, path = tail["cik"], tail["day"], tail["path"]
        columns = line[:second].strip(), line[second : tail.start()].strip()
        form, name = columns if kind == "form" else columns[::-1]
    else:
        cik = name = form = day = path = ""
    where, filed = _PATH.search(path), _day(_DAY.match(day))
    if not where or not filed or not form or not _CIK.fullmatch(cik):
        raise BadFeed(f"EDGAR index: cannot read the line {line[:120]!r}")
    return IndexRow(
        form=form, name=name, cik=cik.zfill(10), filed=filed, accession=where["accession"]
    )


def _day(found: re.Match[str] | None) -> date | None:
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _padded(cells: list[str]) -> list[str]:
    return (cells + [""] * 5)[:5]


def filings_of(
    rows: Iterable[IndexRow], config: settings.Source, *, seen_at: datetime, found_by: str
) -> tuple[Filing, ...]:
    """Filings of the configured forms, one per accession number, in its order."""
    by_accession: dict[str, list[IndexRow]] = defaultdict(list)
    for row in rows:
        if row.form in config.forms:
            by_accession[row.accession].append(row)
    return tuple(
        _filing(by_accession[accession], config, seen_at, found_by)
        for accession in sorted(by_accession)
    )


def _filing(
    group: list[IndexRow], config: settings.Source, seen_at: datetime, found_by: str
) -> Filing:
    first = min(group, key=lambda row: (row.name, row.cik))
    folder = folder_of(config.base_url, first.cik, first.accession)
    parties = {Party(role=LISTED, name=row.name, cik=row.cik) for row in group}
    return Filing(
        id=sec_filing_id(first.accession),
        source="edgar",
        form=first.form,
        title=f"{first.form} - {first.name}",
        published_at=None,
        seen_at=seen_at,
        url=f"{folder}/{first.accession}-index.htm",
        document_url=f"{folder}/{first.accession}.txt",
        parties=tuple(sorted(parties, key=lambda p: (p.name, p.cik or ""))),
        amends=first.form.endswith("/A"),
        found_by=found_by,
    )


def listed_files(body: bytes) -> frozenset[str]:
    """File names of a folder's ``index.json``. Raises BadFeed."""
    try:
        items = json.loads(body)["directory"]["item"]
        return frozenset(str(item["name"]) for item in items)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFeed(f"EDGAR folder listing: not the expected JSON: {error!r}") from error


def submission_rows(body: bytes, *, cik: str, name: str = "") -> tuple[IndexRow, ...]:
    """Rows of a submissions JSON, or of one of its older parts (bare arrays).

    ``acceptanceDateTime`` is not read: it ends in Z but is Eastern time in some answers
    and UTC in others. Raises BadFeed.
    """
    try:
        data = json.loads(body)
        recent = data["filings"]["recent"] if "filings" in data else data
        return tuple(_submissions(recent, cik, str(data.get("name") or name)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadFeed(
            f"EDGAR submissions of CIK {cik}: not the expected JSON: {error!r}"
        ) from error


def older_parts(body: bytes) -> tuple[tuple[str, date, date], ...]:
    """File name, first and last filing date of the older parts of a submissions JSON."""
    try:
        files = json.loads(body)["filings"].get("files") or []
        return tuple(
            (
                str(part["name"]),
                date.fromisoformat(part["filingFrom"]),
                date.fromisoformat(part["filingTo"]),
            )
            for part in files
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadFeed(f"EDGAR submissions: not the expected JSON: {error!r}") from error


def _submissions(recent: dict[str, Any], cik: str, name: str) -> Iterator[IndexRow]:
    columns = recent["accessionNumber"], recent["form"], recent["filingDate"]
    for accession, form, filed in zip(*columns, strict=True):
        yield IndexRow(
            form=str(form), name=name, cik=cik.zfill(10),
            filed=date.fromisoformat(filed), accession=sec_filing_id(str(accession))[4:],
        )  # fmt: skip

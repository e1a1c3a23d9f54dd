"""All recorded filings of the demo and when each appears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.recordings.seeds import seed_submissions
from tests.support.recordings.sgml import Company, Submission

_ROLES = {"FILER": "Filer", "ISSUER": "Issuer", "REPORTING OWNER": "Reporting", "SUBJECT COMPANY": "Subject",
          "FILED BY": "Filed by"}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """One file of the recording and its line."""

    path: str
    body: bytes
    row: dict[str, Any]


def catalogue(seeds: Path) -> Iterator[Made]:
    """Every filing in the order of the demo."""
    at = 1.0
    for submission in seed_submissions(seeds):
        at += 1.5
        yield from_submission(submission, at)


def from_submission(submission: Submission, at: float) -> Made:
    """The line and the file of one EDGAR submission."""
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

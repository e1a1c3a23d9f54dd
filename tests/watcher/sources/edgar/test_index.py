"""Daily index, folder listing and submissions JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tests.support.corpus import recorded
from tests.watcher.sources.venues import EDGAR
from watcher.errors import BadFeed
from watcher.sources.edgar.index import (
    IndexRow,
    filings_of,
    index_rows,
    listed_files,
    older_parts,
    submission_rows,
)

NOW = datetime(2026, 3, 26, 3, tzinfo=UTC)
ROW = IndexRow(
    form="SC 13D", name="HARBOUR LIGHTS INC /DE/", cik="0001234567",
    filed=date(2026, 3, 25), accession="0001104659-26-000001",
)  # fmt: skip
PATH = "edgar/data/1234567/0001104659-26-000001.txt"


def fixed(first: str, second: str, head: str) -> bytes:
    """A fixed-width index, with a blank at each line end as the daily ones have."""
    widths = (12, 62) if head == "Form Type" else (62, 12)
    names = ("Form Type", "Company Name") if head == "Form Type" else ("Company Name", "Form Type")
    title = f"{names[0]:<{widths[0]}}{names[1]:<{widths[1]}}CIK         Date Filed  File Name"
    row = f"{first:<{widths[0]}}{second:<{widths[1]}}1234567     20260325    {PATH}         "
    preamble = "Description:           Daily Index of EDGAR Dissemination Feed by Company Name"
    return "\n".join([preamble, " ", title, "-" * 141, row, ""]).encode()


def test_a_master_index() -> None:
    body = f"Comments: x\n\nCIK|Company Name|Form Type|Date Filed|File Name\n{'-' * 80}\n"
    body += f"1234567|HARBOUR LIGHTS INC /DE/|SC 13D|2026-03-25|{PATH}\n"
    assert index_rows(body.encode()) == (ROW,)


def test_a_form_index_whose_form_name_holds_a_blank() -> None:
    assert index_rows(fixed("SC 13D", "HARBOUR LIGHTS INC /DE/", "Form Type")) == (ROW,)


def test_a_company_index_whose_name_fills_its_column() -> None:
    name = "N" * 61
    assert index_rows(fixed(name, "SC 13D", "Company Name"))[0].name == name
    assert index_rows(fixed("HARBOUR LIGHTS INC /DE/", "SC 13D", "Company Name")) == (ROW,)


def test_an_empty_index_is_a_day_without_filings_and_no_error() -> None:
    body = fixed("x", "y", "Form Type").splitlines()[:-1]
    assert index_rows(b"\n".join(body)) == ()


@pytest.mark.parametrize("body", [b"", b"<html>", b"CIK|Company Name|Form Type\n1|a|4|when|where"])
def test_what_is_no_index_is_an_error(body: bytes) -> None:
    with pytest.raises(BadFeed, match="EDGAR index"):
        index_rows(body)


def test_rows_of_one_accession_are_one_filing_without_time() -> None:
    other = IndexRow(
        form="4", name="Doubtfire E", cik="0000000011", filed=ROW.filed, accession=ROW.accession
    )
    issuer = IndexRow(
        form="4", name="Harbour", cik=ROW.cik, filed=ROW.filed, accession=ROW.accession
    )
    (filing,) = filings_of([issuer, ROW, other], EDGAR, seen_at=NOW, found_by="audit")
    assert (filing.form, filing.published_at, filing.found_by) == ("4", None, "audit")
    assert [party.role for party in filing.parties] == ["listed", "listed"]
    assert filing.document_url.endswith("/0001104659-26-000001.txt")


def test_a_folder_listing() -> None:
    body = json.dumps({"directory": {"item": [{"name": "master.20260325.idx"}]}})
    assert listed_files(body.encode()) == {"master.20260325.idx"}
    with pytest.raises(BadFeed, match="listing"):
        listed_files(b"[]")


RECENT = {"accessionNumber": [ROW.accession], "form": ["6-K"], "filingDate": ["2026-03-25"]}


@pytest.mark.parametrize("body", [{"name": "H", "filings": {"recent": RECENT}}, RECENT])
def test_submissions_whole_and_in_older_parts(body: dict[str, object]) -> None:
    (row,) = submission_rows(json.dumps(body).encode(), cik="1234567", name="H")
    assert (row.form, row.filed, row.cik, row.name) == ("6-K", ROW.filed, "0001234567", "H")


def test_the_older_parts_of_submissions() -> None:
    part = {
        "name": "CIK0001234567-submissions-001.json",
        "filingFrom": "2001-01-02",
        "filingTo": "2009-03-04",
    }
    body = json.dumps({"filings": {"recent": RECENT, "files": [part]}}).encode()
    assert older_parts(body) == ((part["name"], date(2001, 1, 2), date(2009, 3, 4)),)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"filings": null}', b'{"filings": {"recent": {}}}']
)
def test_what_are_no_submissions_is_an_error(body: bytes) -> None:
    with pytest.raises(BadFeed, match="submissions"):
        submission_rows(body, cik="1")


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("company.20221003.idx", 4925),
        ("form.20200318.idx", 4084),
        ("master.20181231.idx", 10),
        ("master.idx", 20),
        ("badform.idx.txt", 10),
        ("empty-form.idx", 0),
    ],
)
def test_recorded_indexes_are_read_whole(file: str, rows: int) -> None:
    found = index_rows(recorded(f"edgar/daily-index/{file}"))
    assert len(found) == rows
    assert all(row.name and row.form == row.form.strip() and len(row.form) <= 20 for row in found)

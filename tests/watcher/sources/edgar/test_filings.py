"""One filing per accession number, whatever the order of its roles."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.watcher.sources.venues import EDGAR, Listed, accession, atom
from watcher.model import FeedEntry, Filing
from watcher.sources.edgar.atom import entries
from watcher.sources.edgar.filings import folder_of, to_filings

AT = datetime(2026, 3, 25, 20, 5, 6, tzinfo=UTC)
SEEN = datetime(2026, 3, 25, 20, 5, 9, tzinfo=UTC)


def listed(form: str, *parties: tuple[str, str, str], number: int = 1) -> list[Listed]:
    return [Listed(accession(number), AT, form, name, cik, role) for role, name, cik in parties]


def read(lines: list[Listed]) -> tuple[FeedEntry, ...]:
    return entries(atom(lines)).entries


def filings(found: tuple[FeedEntry, ...] | list[FeedEntry]) -> tuple[Filing, ...]:
    return to_filings(found, EDGAR, seen_at=SEEN, found_by="feed")


FIVE_ROLES = read(
    listed(
        "4",
        ("Reporting", "Doubtfire Euphegenia", "0000000011"),
        ("Reporting", "Doubtfire Trust", "0000000012"),
        ("Issuer", "Harbour Lights Inc", "0001234567"),
        ("Filed by", "Agent LLC", "0000000013"),
        ("Subject", "Harbour Lights Sub", "0000000014"),
    )
)


def test_a_page_of_one_accession_under_five_roles_is_one_filing() -> None:
    page = read([line for _ in range(20) for line in listed(
        "4",
        ("Reporting", "Doubtfire Euphegenia", "0000000011"),
        ("Issuer", "Harbour Lights Inc", "0001234567"),
        ("Subject", "Harbour Lights Sub", "0000000014"),
        ("Filed by", "Agent LLC", "0000000013"),
        ("Filer", "Harbour Filer", "0000000015"),
    )])  # fmt: skip
    assert len(page) == 100
    (filing,) = filings(page)
    assert {party.role for party in filing.parties} == {
        "issuer", "subject", "filer", "reporting", "filed_by",
    }  # fmt: skip


@given(st.permutations(list(FIVE_ROLES)))
def test_roles_merge_alike_in_any_order_and_over_any_page_edge(order: list[FeedEntry]) -> None:
    assert filings(order) == filings(FIVE_ROLES)


def test_the_company_a_filing_is_about_leads() -> None:
    (filing,) = filings(FIVE_ROLES)
    assert filing.parties[0].name == "Harbour Lights Inc"
    assert filing.title == "4 - Harbour Lights Inc"
    assert filing.url == (
        "https://www.sec.gov/Archives/edgar/data/1234567/000110465926000001/"
        "0001104659-26-000001-index.htm"
    )
    assert filing.document_url == (
        "https://www.sec.gov/Archives/edgar/data/1234567/000110465926000001/0001104659-26-000001.txt"
    )


def test_forms_are_filtered_exactly() -> None:
    party = ("Filer", "Harbour Lights Inc", "0001234567")
    forms = ["4", "424B2", "40-APP", "4/A", "8-K", "8-K12B", "144", "1", "6-K/A"]
    lines = [line for n, form in enumerate(forms) for line in listed(form, party, number=n)]
    found = filings(read(lines))
    assert [(f.form, f.amends) for f in found] == [
        ("4", False), ("4/A", True), ("8-K", False), ("144", False),
    ]  # fmt: skip


def test_items_of_all_entries_are_kept() -> None:
    party = ("0001234567", "Filer")
    lines = [
        Listed(accession(1), AT, "8-K", "A", *party, items=("9.01", "5.02")),
        Listed(accession(1), AT, "8-K", "B", *party, items=("5.02", "8.01")),
    ]
    assert filings(read(lines))[0].items == ("5.02", "8.01", "9.01")


def test_the_folder_needs_no_party() -> None:
    assert folder_of("https://www.sec.gov/", None, "0001104659-26-000001").endswith(
        "/data/1104659/000110465926000001"
    )

"""News ids -> filings."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.watcher.sources.venues import HKEX, hkex_item, hkex_list
from watcher.model import Filing
from watcher.sources.hkexnews.filings import to_filings
from watcher.sources.hkexnews.latest import entries

AT = datetime(2026, 4, 10, 14, 55, tzinfo=UTC)


def filings(*items: dict[str, object]) -> tuple[Filing, ...]:
    found = entries(hkex_list(items)).entries
    return to_filings(found, HKEX, seen_at=AT, found_by="feed")


def test_a_news_id_listed_twice_is_one_filing_with_all_its_codes() -> None:
    (filing,) = filings(
        hkex_item(7, AT, stock=[{"sc": "05678", "sn": "TWO"}], t2Code="18480"),
        hkex_item(7, AT, stock=[{"sc": "01234", "sn": "ONE"}]),
    )
    assert filing.id == "hkex:7"
    assert filing.stock_codes == ("01234", "05678")
    assert filing.headline_codes == ("10000", "12350", "18480")
    assert {party.name for party in filing.parties} == {"ONE", "TWO"}


def test_document_and_page_are_on_the_venue() -> None:
    (filing,) = filings(hkex_item(7, AT))
    assert filing.url == filing.document_url
    assert filing.url == (
        "https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0410/2026041000007.pdf"
    )


def test_a_revised_document_amends() -> None:
    titles = (
        "Notice (Revised)",
        "通告﹝經修訂﹞",
        "Monthly Return - Resubmission",
        "Notice",
        "Revision",
    )
    amends = [filings(hkex_item(7, AT, title=title))[0].amends for title in titles]
    assert amends == [True, True, True, False, False]

"""Companies in the venues' lists: exact keys find, names only confirm."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any

import pytest

from tests.support.listings import PAGES
from watcher.errors import BadFeed, ConfigError
from watcher.listings import (
    Company,
    Stock,
    company_of,
    confirms,
    issuer_from,
    stock_of,
    table_of,
)
from watcher.model import AdsRatio, Issuer
from watcher.net.client import Response


class Lists:
    """Answers with the lists, or with other pages in their place."""

    def __init__(self, **other: Any) -> None:
        self.other = other

    def get(self, url: str, **_: Any) -> Response:
        path = url.removeprefix("https://venue.test")
        name = path.rpartition("/")[2].partition(".")[0]
        page = self.other.get(name, PAGES[path])
        body = page if isinstance(page, bytes) else json.dumps(page).encode()
        return Response(status=200, headers={}, body=body, url=url)


VENUE = "https://venue.test"
NORTH = Company(
    cik="0001234567", name="North Harbour Holdings Ltd", tickers=("NHC", "NHCW"),
    file_numbers=("001-40001",),
)  # fmt: skip


def company(**keys: str | None) -> Company:
    return company_of(Lists(), VENUE, VENUE, **{"ticker": None, "cik": None, **keys})


def test_a_ticker_or_a_cik_finds_the_company_with_all_its_tickers_and_file_numbers() -> None:
    assert company(ticker="nhc") == NORTH
    assert company(cik="1234567") == NORTH
    assert company(cik="1234567", ticker="NHCW") == NORTH


@pytest.mark.parametrize(
    "keys", [{"ticker": "NONE"}, {"cik": "1"}, {"cik": "1234567", "ticker": "TEAL"}]
)
def test_a_key_that_the_list_does_not_have_is_refused(keys: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        company(**keys)


@pytest.mark.parametrize("code", ["9871", "09871", "89871"])
def test_a_stock_code_is_found_however_it_is_written(code: str) -> None:
    assert stock_of(Lists(), VENUE, code) == Stock(
        code="09871", name="NORTH HARBOUR-W", name_zh="北港－Ｗ"
    )


def test_a_code_that_is_not_listed_is_refused() -> None:
    with pytest.raises(ConfigError, match="00001"):
        stock_of(Lists(), VENUE, "1")


@pytest.mark.parametrize(
    "page", [b"<html>", {"fields": ["cik"], "data": [[1]]}, {"data": []}, [], {"fields": 3}]
)
def test_a_list_in_another_form_is_told(page: Any) -> None:
    with pytest.raises(BadFeed):
        company_of(Lists(company_tickers_exchange=page), VENUE, VENUE, ticker="NHC", cik=None)


@pytest.mark.parametrize("page", [b"", {"a": 1}, [{"c": "1"}], 3])
def test_a_stock_list_in_another_form_is_told(page: Any) -> None:
    with pytest.raises(BadFeed):
        stock_of(Lists(activestock_sehk_e=page), VENUE, "9871")


@pytest.mark.parametrize(
    ("short", "alike"),
    [("NORTH HARBOUR-W", True), ("NORTH HARBOUR", True), ("NORTH", True), ("HARBOUR", False),
     ("NORTH HARB", False), ("TEAL HARBOUR", False)],
)  # fmt: skip
def test_a_short_name_confirms_as_the_beginning_of_the_name(short: str, *, alike: bool) -> None:
    assert confirms(NORTH, Stock(code="09871", name=short)) is alike


def test_both_listings_make_one_issuer_and_its_table_reads_back() -> None:
    issuer = issuer_from(NORTH, Stock(code="09871", name="NORTH HARBOUR-W", name_zh="北港"))
    assert issuer == Issuer(
        key="north-harbour", name=NORTH.name, name_zh="北港", cik=NORTH.cik, tickers=NORTH.tickers,
        hkex_codes=("09871",), file_numbers=NORTH.file_numbers,
    )  # fmt: skip
    ratio = AdsRatio(shares=15, since=date(2020, 5, 8))
    table = tomllib.loads(table_of(Issuer(key="a", name='Quote " Ltd', ads_ratios=(ratio,))))
    assert table == {
        "a": {"name": 'Quote " Ltd', "ads_ratios": [{"shares": 15, "since": ratio.since}]}
    }

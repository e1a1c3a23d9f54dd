from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from watcher.issuers import Issuers
from watcher.jsonable import jsonable
from watcher.model import AdsRatio, Issuer
from workers.canonical import text_of
from workers.events import Told
from workers.facts import facts, form_of, name_flags, printed_name, reading_of

WATCHED = Issuer(
    key="example",
    name="Example Cloud Holdings Limited",
    cik="0000000042",
    tickers=("EXC",),
    hkex_codes=("01234",),
    file_numbers=("001-00042",),
    ads_ratios=(AdsRatio(shares=8, since=date(2020, 1, 1)),),
)
ISSUERS = Issuers.of([WATCHED])
LONG = "A paragraph of the filing that says a lot about nothing in particular. " * 4

COVER = f"""FORM 6-K

Commission file number: 001-00042

Exampel Cloud Holdings Limited

(Exact Name of Registrant as Specified in Its Charter)

{LONG}

Date: March 25, 2026
"""


def filing(text: str, told: Told | None = None) -> dict[str, Any]:
    given = told or Told()
    found: dict[str, Any] = jsonable(
        facts(reading_of(text_of(text.encode(), given), given, ISSUERS))
    )  # type: ignore[assignment]
    return found


def test_a_cover_tells_form_date_and_issuer() -> None:
    found = filing(COVER)
    assert (found["form"], found["document_date"], found["source"]) == (
        "6-K",
        "2026-03-25",
        "edgar",
    )
    assert found["issuer"] == {
        "resolved_name": "Example Cloud Holdings Limited",
        "cik": "0000000042",
        "sec_file_number": "001-00042",
        "ticker": "EXC",
        "hkex_stock_code": "01234",
        "ads_ratio": 8,
        "name_as_filed": "Exampel Cloud Holdings Limited",
        "resolved_by": "sec_file_number",
    }


def test_a_misspelt_name_is_a_doubt_and_the_key_decides() -> None:
    reading = reading_of(text_of(COVER.encode(), Told()), Told(), ISSUERS)
    assert reading.issuer is WATCHED
    (flag,) = name_flags(reading)
    assert flag.code == "ISSUER_NAME_MISMATCH"
    assert flag.evidence is not None
    assert flag.evidence.quote == "Exampel Cloud Holdings Limited"


def test_a_right_name_raises_no_doubt() -> None:
    text = text_of(COVER.replace("Exampel", "Example").encode(), Told())
    assert list(name_flags(reading_of(text, Told(), ISSUERS))) == []


@pytest.mark.parametrize(
    "printed",
    [
        "(Stock Code: 1234)",
        "Stock code: 01234",
        "（股份代號：1234）",
        "Stock Codes: 1234 (HKD counter) and 81234 (RMB counter)",
    ],
)
def test_an_announcement_is_resolved_by_its_stock_code(printed: str) -> None:
    found = filing(f"Other Name Limited\n\n{printed}\n\n{LONG}")
    assert found["issuer"]["resolved_by"] == "hkex_stock_code"
    assert found["source"] == "hkexnews"


def test_a_text_that_shows_no_venue_has_none() -> None:
    assert filing(f"A letter to nobody\n\n{LONG}")["source"] is None


def test_an_unwatched_issuer_keeps_what_the_text_says() -> None:
    found = filing(f"Unknown Group Limited\n\n(Stock Code: 777)\n\n{LONG}")
    assert found["issuer"]["resolved_name"] is None
    assert found["issuer"]["hkex_stock_code"] == "00777"
    assert found["issuer"]["name_as_filed"] == "Unknown Group Limited"


def test_the_xml_form_names_itself() -> None:
    body = "<edgarSubmission><headerData><submissionType>144/A</submissionType></headerData></edgarSubmission>"
    assert form_of(text_of(body.encode(), Told()), Told(form="144")) == "144/A"


def test_what_was_told_counts_where_the_text_is_silent() -> None:
    assert form_of(text_of(LONG.encode(), Told()), Told(form="8-K")) == "8-K"
    assert form_of(text_of(LONG.encode(), Told()), Told()) is None


def test_the_disclaimer_is_never_the_issuers_name() -> None:
    text = text_of(
        f"Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no responsibility for it.\n\n範例控股有限公司\n\n{LONG}".encode(),
        Told(),
    )
    assert printed_name(text) == "範例控股有限公司"

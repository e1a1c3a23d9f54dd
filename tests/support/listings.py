"""The company list, submissions and stock list of the venues, in small; all invented."""

from __future__ import annotations

import json

from tests.support.http import Answer, Request

PAGES = {
    "/files/company_tickers_exchange.json": {
        "fields": ["cik", "name", "ticker", "exchange"],
        "data": [
            [1234567, "North Harbour Holdings Ltd", "NHC", "Nasdaq"],
            [1234567, "North Harbour Holdings Ltd", "NHCW", "Nasdaq"],
            [7654321, "Teal Harbour Inc.", "TEAL", "NYSE"],
        ],
    },
    "/submissions/CIK0001234567.json": {
        "filings": {"recent": {"fileNumber": ["001-40001", "", "333-1234", "001-40001"]}}
    },
    "/submissions/CIK0007654321.json": {"filings": {"recent": {"fileNumber": ["001-50001"]}}},
    "/ncms/script/eds/activestock_sehk_e.json": [
        {"i": 7, "c": "09871", "n": "NORTH HARBOUR-W"}, {"i": 8, "c": "00042", "n": "TEAL MEDICAL"},
    ],
    "/ncms/script/eds/activestock_sehk_c.json": [{"i": 7, "c": "09871", "n": "北港－Ｗ"}],
}  # fmt: skip


def answer(request: Request) -> Answer:
    """The lists, as the venues serve them."""
    page = PAGES.get(request.path)
    if page is None:
        return Answer(status=404)
    body = json.dumps(page, ensure_ascii=False).encode()
    return Answer(body=body, headers={"Content-Type": "application/json"})

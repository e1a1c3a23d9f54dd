"""Dealings at HKEX: Form 3A notices and announcements; invented people and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.announcements import announcement, found_in, zh_announcement
from watcher.model import Event, Findings, Severity
from workers.events import Told, insider_purchase, insider_sale
from workers.parse import Reader
from workers.read import read as reader_read

CONFIG = Path(__file__).parents[3] / "config"
TYPES = (insider_sale.EVENT, insider_purchase.EVENT)
NOTICE = """Form 3A - Director's/Chief Executive's Notice - Interests in Shares of Listed Corporation
1. Date of relevant event (dd/mm/yyyy)	09/04/2026
3. Stock code	09911
7. Name of director (surname)	Wong
8. First name	Ka Yan
14. Code describing circumstances	{code}
Number of shares bought / sold or involved	250,000
Currency	HKD	Highest price per share	4.500	Average price per share	4.420	on exchange
17. Total shares immediately before the relevant event
Long position	{before}	0.12
18. Total shares immediately after the relevant event
Long position	{after}	0.10
"""


def read(text: str, **told: object) -> Findings:
    return found_in(text, types=TYPES, **told)


def only(text: str, **told: object) -> Event:
    events = read(text, **told).events
    assert len(events) == 1
    return events[0]


def test_a_notice_with_code_1201_is_a_sale_at_the_average_price() -> None:
    event = only(NOTICE.format(code=1201, before="1,450,000", after="1,200,000"))
    assert (event.type, event.subtype, event.status) == ("insider_sale", "executed", "completed")
    assert (event.event_date, event.severity) == (date(2026, 4, 9), Severity.MEDIUM)
    wanted = {
        "units": 250_000,
        "price": Decimal("4.420"),
        "price_kind": "average",
        "highest_price": Decimal("4.500"),
        "value": Decimal("1105000.00"),
        "currency": "HKD",
        "reason_code": "1201",
        "owned_before": 1_450_000,
        "owned_after": 1_200_000,
        "on_exchange": True,
    }
    assert {k: event.fields[k] for k in wanted} == wanted
    assert "1201" in event.evidence[1].quote


def test_a_notice_with_code_1101_is_a_purchase() -> None:
    event = only(NOTICE.format(code=1101, before="1,200,000", after="1,450,000"))
    assert (event.type, event.fields["units"]) == ("insider_purchase", 250_000)


def test_a_code_against_the_holdings_is_a_doubt_and_no_event() -> None:
    findings = read(NOTICE.format(code=1201, before="1,200,000", after="1,450,000"))
    assert not findings.events
    assert "NEEDS_REVIEW" in [f.code for f in findings.flags]


@pytest.mark.parametrize("code", ["1316", "1706", "11031"])
def test_other_codes_are_no_dealing(code: str) -> None:
    assert not read(NOTICE.format(code=code, before="1", after="2")).events


def test_an_announced_purchase_on_the_market() -> None:
    text = announcement(
        "VOLUNTARY ANNOUNCEMENT INCREASE IN SHAREHOLDING BY THE CHAIRMAN",
        "The Board was informed by Mr. Poon Kar Lok, the chairman and an executive Director, that on 24 March 2026 he purchased 860,000 Shares on the open market at an average price of HK$2.15 per Share. Following the purchase, his interest has increased to 9,000,000 shares.",
    )
    event = only(text)
    assert (event.type, event.severity) == ("insider_purchase", Severity.MEDIUM)
    assert event.event_date == date(2026, 3, 24)
    assert event.fields["units"] == 860_000
    assert event.fields["value"] == Decimal("1849000.00")
    assert event.fields["owned_after"] == 9_000_000
    assert event.dedup_key.endswith(
        "|insider_purchase|executed|kar+lok+poon|2026-03-24|860000-ordinary_share"
    )


def test_an_announced_sale_in_chinese_under_the_headline_of_shareholding_changes() -> None:
    text = zh_announcement(
        "股權變動",
        "非執行董事兼主要股東高美玲女士於二零二六年三月二十三日在場內以平均價每股5.10港元減持合共2,000,000股股份，佔本公司已發行股本約0.4%。",
    )
    event = only(text, headline_codes=("17200",))
    assert (event.type, event.fields["units"]) == ("insider_sale", 2_000_000)
    assert event.fields["person"] == {
        "name": "高美玲",
        "name_variants": [],
        "person_key": "高美玲",
        "name_zh": "高美玲",
        "cik": None,
    }
    assert event.fields["pct_of_issued_printed"] == Decimal("0.4")
    assert event.fields["price"] == Decimal("5.10")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Company was informed by the trustee that on 24 March 2026 it purchased 90,000 Shares on the market for the share award scheme of the directors.",
        "The Company was informed by Mr. Poon Kar Lok, a Director, that he intends to purchase 90,000 Shares on the market.",
        "The Company was informed by Mr. Poon Kar Lok, a Director, that on 4 June 2025 he purchased 90,000 Shares on the market.",
        "The Vendor, a controlling shareholder, informed the Board that on 24 March 2026 it sold 90,000 Shares through the Placing Agent at HK$3.00 per Placing Share.",
        "The Company was informed by Mr. Poon Kar Lok, a Director, that he has not sold 90,000 Shares on 24 March 2026 on the market.",
    ],
)
def test_other_buyers_plans_history_and_placings_raise_nothing(sentence: str) -> None:
    assert not read(announcement("VOLUNTARY ANNOUNCEMENT", sentence)).events


def test_the_statement_on_the_model_code_is_boilerplate() -> None:
    findings = read(
        announcement(
            "ANNUAL RESULTS",
            "All Directors confirmed that they have complied with the required standard set out in the Model Code throughout the year.",
        )
    )
    assert ("insider_sale", "BOILERPLATE") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]


def page_3a(code: str, before: str, after: str) -> str:
    """Form 3A as the site shows it: labels and values in the cells of a table."""
    rows = (
        ("Form 3A", "Director's/Chief Executive's Notice - Interests in Shares of Listed Corporation"),
        ("1. Date of relevant event (dd/mm/yyyy)", "09/04/2026"),
        ("3. Stock code", "09911"), ("4. Name of listed corporation", "Harbour Lights Technology Ltd"),
        ("7. Name of director (surname)", "Wong"), ("8. First name", "Ka Yan"),
        ("14. Code describing circumstances", code),
        ("Number of shares bought / sold or involved", "250,000"),
        ("Currency", "HKD"), ("Highest price per share", "4.500"), ("Average price per share", "4.420"),
        ("17. Total shares immediately before the relevant event", ""), ("Long position", before),
        ("18. Total shares immediately after the relevant event", ""), ("Long position", after),
    )  # fmt: skip
    cells = "".join(f"<tr><td>{a}</td><td><span>{b}</span></td></tr>" for a, b in rows)
    return f"<html><body><table>{cells}</table></body></html>"


@pytest.mark.parametrize(
    ("code", "before", "after", "kind"),
    [
        ("1201", "1,450,000", "1,200,000", "insider_sale"),
        ("1101", "1,200,000", "1,450,000", "insider_purchase"),
    ],
)
def test_the_page_of_a_notice_is_read_and_its_direction_is_that_of_the_holding(
    code: str, before: str, after: str, kind: str
) -> None:
    reader = Reader.of(CONFIG)
    found = reader_read(
        page_3a(code, before, after).encode(), Told(source="hkex_di", form="Form 3A"), reader.issuers,
        types=reader.types, thresholds=reader.thresholds,
    )  # fmt: skip
    (event,) = found.events
    assert (event.type, event.fields["units"]) == (kind, 250_000)
    assert event.fields["price"] == Decimal("4.420")

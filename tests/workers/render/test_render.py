from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.support.telling import a_filing, a_sale, an_alert, an_event, an_issuer
from tests.workers.render.rendering import told
from watcher.model import (
    Change,
    Derived,
    Evidence,
    Party,
    QualityFlag,
    hkex_filing_id,
)
from workers.render.headline import alert_headline, what_happened
from workers.render.message import render


def test_line_one_has_severity_company_both_codes_and_what_happened() -> None:
    assert told(an_event()).text.splitlines()[0] == (
        "HIGH | North Harbour Holdings Limited (NHC / 9871) - chairman Ada Moor resigns"
    )


def test_the_whole_text_of_a_change_in_the_board() -> None:
    assert told(an_event()).text == (
        "HIGH | North Harbour Holdings Limited (NHC / 9871) - chairman Ada Moor resigns\n"
        "\n"
        "Who: Ms. Ada Moor\n"
        "Gives up: non-executive director, chairman of the board, nomination committee chair\n"
        "Effective: 2026-03-25\n"
        "Reason given: other business commitments\n"
        "Disagreement with the board: no\n"
        "\n"
        "“Ms. Ada Moor has resigned as a non-executive director with effect from March 25, 2026”\n"
        "\n"
        "Published: 2026-03-25 09:00:12 UTC (2026-03-25 05:00 New York)\n"
        "Seen: 2026-03-25 09:00:40 UTC\n"
        "Document: sec:0001234567-26-000042 (6-K, Report of foreign issuer)\n"
        "Filing: https://www.sec.gov/Archives/edgar/data/1234567/000123456726000042-index.htm\n"
        "Explain: https://watch.example.com/filings/sec:0001234567-26-000042\n"
        "\n"
        "Alert alert_0123456789abcdef for subscription desk.\n"
    )


def test_a_notice_of_sale_says_that_it_is_no_sale() -> None:
    sale = a_sale(
        derived=(
            Derived(name="underlying_ordinary_shares", value=3150000, unit="", arithmetic=""),
            Derived(name="price_per_ads", value=Decimal("4.4"), unit="", arithmetic=""),
        )
    )
    message = told(sale)
    assert [f"{f.label}: {f.value}" for f in message.facts] == [
        "Who: Bo Marsh (Affiliate)",
        "Amount: 210,000 ADS = 3,150,000 ordinary shares",
        "Value: US$0.92m (US$924,000.00), US$4.40 per ADS",
        "When and where: on or about 2026-03-26, NASDAQ, Quay Brokers Limited",
    ]
    assert message.doubts == ("A notice of a proposed sale, not a sale.",)
    assert message.subject.startswith("[Low] NHC/9871: affiliate Bo Marsh plans to sell 210,000")


def test_further_events_of_the_filing_follow_the_loudest() -> None:
    quiet, loud = a_sale(1), an_event(2)
    message = told(quiet, loud)
    assert message.facts[0].value == "Ms. Ada Moor"
    assert [also.headline for also in message.also] == [quiet.headline]
    assert "Also in this filing:\n- affiliate Bo Marsh plans to sell" in message.text
    assert [fact.label for fact in message.also[0].facts] == ["When and where"], (
        "what the headline tells already is not told again"
    )


def test_events_that_the_subscription_did_not_ask_for_are_not_told() -> None:
    wanted, other = an_event(1), a_sale(2)
    message = render(an_alert(wanted), a_filing(), an_issuer(), [wanted, other])
    assert "Bo Marsh" not in message.text + message.html + json.dumps(message.data)


def test_the_headline_joins_events_of_one_kind_and_counts_the_rest() -> None:
    events = [
        an_event(1),
        an_event(2, headline="Cy Lane becomes chairman"),
        a_sale(3),
        an_event(4, headline="a headline that is too long to stand beside the others " * 3),
    ]
    assert what_happened(events) == ("chairman Ada Moor resigns; Cy Lane becomes chairman; 2 more")


def test_what_all_headlines_end_with_is_said_once() -> None:
    end = ", effective 2026-03-25"
    events = [
        an_event(1, headline=f"Ada Moor resigns{end}"),
        an_event(2, headline=f"Cy Lane joins{end}"),
    ]
    assert what_happened(events) == f"Ada Moor resigns; Cy Lane joins{end}"


def test_a_short_headline_keeps_its_verb_before_its_date_and_before_the_count() -> None:
    events = [
        an_event(1, headline="Chief executive Ada Moor resigns, effective 2026-03-25"),
        a_sale(2),
    ]
    assert what_happened(events, limit=70) == (
        "Chief executive Ada Moor resigns, effective 2026-03-25; 1 more"
    )
    assert what_happened(events, limit=50) == "Chief executive Ada Moor resigns; 1 more"
    assert what_happened(events, limit=36) == "Chief executive Ada Moor resigns"
    assert what_happened(events, limit=20) == "Chief executive Ada…"


def test_the_quote_is_the_one_with_the_figure_else_a_sentence() -> None:
    quotes = ("NOTICE OF PROPOSED SALE OF SECURITIES BY RULE", "For the account of a named person there",
              "210000\t924000.00\tNASDAQ")  # fmt: skip
    evidence = tuple(Evidence(document="main", start=0, end=9, quote=q) for q in quotes)
    assert told(a_sale(evidence=evidence)).quote == "210000 | 924000.00 | NASDAQ"
    assert told(a_sale(evidence=evidence[:2])).quote == quotes[1]
    assert told(a_sale(evidence=evidence[:1])).quote == quotes[0]


def test_an_unwatched_company_is_called_what_the_venue_calls_it() -> None:
    filing = a_filing(
        parties=(Party(role="reporting", name="Bo Marsh"), Party(role="issuer", name="South Inc")),
        stock_codes=("00012",),
    )
    assert alert_headline(filing, None, [an_event()]).startswith("South Inc (12) - ")
    nobody = a_filing(parties=(), stock_codes=())
    assert alert_headline(nobody, None, [an_event()]).startswith("unknown issuer - ")


@pytest.mark.parametrize(
    ("kind", "line", "subject"),
    [
        ("correction", "CORRECTION | HIGH | ", "[High] NHC/9871: correction: "),
        ("progress", "UPDATE | HIGH | ", "[High] NHC/9871: update: "),
    ],
)
def test_corrections_and_updates_say_so_first(kind: str, line: str, subject: str) -> None:
    message = told(an_event(), kind=kind)
    assert message.headline.startswith(line)
    assert message.subject.startswith(subject)


def test_times_are_in_utc_and_at_the_venue() -> None:
    filing = a_filing(
        id=hkex_filing_id("12345"),
        source="hkexnews",
        published_at=datetime(2026, 3, 25, 14, 31, 5, tzinfo=UTC),
    )
    assert "Published: 2026-03-25 14:31:05 UTC (2026-03-25 22:31 Hong Kong)" in (
        told(an_event(), filing=filing).text
    )
    unknown = told(an_event(), filing=a_filing(published_at=None))
    assert "Published" not in unknown.text


def test_doubts_are_in_peoples_words_and_minor_ones_stay_out() -> None:
    flags = [
        QualityFlag(code="ISSUER_NAME_MISMATCH", detail="spelt 'North Harbor'"),
        QualityFlag(code="ZIP_PLACEHOLDER", detail="zip 00000"),
        QualityFlag(code="SOMETHING_NEW", detail="seen"),
    ]
    assert told(an_event(confidence=Decimal("0.7")), flags=flags).doubts == (
        "Read with confidence 0.7 - chairman Ada Moor resigns",
        "The issuer's name is spelt differently in the filing: spelt 'North Harbor'",
        "Something new: seen",
    )


def test_a_doubt_has_one_colon_and_whole_subjects_and_no_raw_names() -> None:
    plan = an_event(
        2, status="proposed", headline="proposes to change its constitution: " + "w" * 60
    )
    detail = "net_loss: 12% printed, 13% computed"
    message = told(an_event(), plan, flags=[QualityFlag(code="PERCENT_MISMATCH", detail=detail)])
    assert message.doubts == (
        f"Only proposed, not final yet - {plan.headline}",
        "A printed percentage does not agree with the figures - net loss: 12% printed, 13% computed",
    )


def test_the_document_line_says_the_form_once_and_no_codes() -> None:
    titled = a_filing(title="6-K - North Harbour Holdings Ltd", headline_codes=("12350",))
    (line,) = (t.value for t in told(an_event(), filing=titled).times if t.label == "Document")
    assert line == f"{titled.id} (6-K - North Harbour Holdings Ltd)"


def test_a_doubt_that_repeats_is_told_once_with_its_count() -> None:
    flags = [QualityFlag(code="PRICE_OUTLIER", detail=f"row {n}") for n in (1, 2, 3)]
    assert told(an_event(), flags=flags).doubts == (
        "A price per unit is far from the others: row 1 (2 more like it)",
    )


def test_a_type_without_a_table_is_told_by_its_own_fields() -> None:
    event = an_event(
        type="litigation",
        subtype=None,
        fields={
            "amount": Decimal("1500000.50"),
            "lenders": ["Bank A", "Bank B"],
            "secured": True,
            "maturity": None,
            "covenant": {"ratio": Decimal("2.5"), "test_period": "half_yearly"},
        },
    )
    assert [f"{f.label}: {f.value}" for f in told(event).facts] == [
        "Status: effective",
        "Effective: 2026-03-25",
        "Date: 2026-03-25",
        "Amount: 1,500,000.50",
        "Lenders: Bank A, Bank B",
        "Secured: yes",
    ]


def test_what_the_rows_of_a_type_speak_of_is_not_repeated_to_fill_up() -> None:
    event = an_event(
        type="share_issuance",
        fields={
            "units": 5000000,
            "unit_kind": "ordinary_share",
            "qualifier": "up_to",
            "currency": "HKD",
            "price": Decimal("1.20"),
            "lock_up": "ninety_days",
        },
    )
    assert [f"{f.label}: {f.value}" for f in told(event).facts] == [
        "Issue: up to 5,000,000 ordinary shares at HK$1.20",
        "Status: effective",
        "Effective: 2026-03-25",
        "Date: 2026-03-25",
        "Lock up: ninety days",
    ]


def test_money_has_two_decimals_and_more_only_where_they_say_something() -> None:
    values = {"38180000.000": "38.18m (HK$38,180,000.00)", "0.4155": "0.4155", "7": "7.00"}
    for printed, shown in values.items():
        sale = a_sale(fields={"currency": "HKD", "aggregate_market_value": Decimal(printed)})
        assert told(sale).facts[0].value == f"HK${shown}"


def test_results_are_told_with_scale_and_comparison() -> None:
    event = an_event(
        type="results",
        fields={
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "currency": "RMB",
            "unit_multiplier": 1000,
            "figures": {
                "revenue": {"current": 5558619, "prior": 4785180, "change_pct_printed": "16.2"},
                "net_loss": {"current": -943000, "prior": None},
            },
            "dividend_declared": False,
        },
    )
    assert [f.value for f in told(event).facts] == [
        "2025-01-01 to 2025-12-31",
        "RMB5.56bn, exactly 5,558,619 thousand (before: 4,785,180; +16.2 %)",
        "RMB943.00m, exactly 943,000 thousand",
        "no",
    ]


def test_text_and_html_hold_the_same_words() -> None:
    message = told(an_event(), a_sale(2), flags=[QualityFlag(code="PRICE_OUTLIER", detail="x")])
    plain = re.sub(r"<[^>]+>", "\n", message.html)
    for words in (
        message.headline, message.footer, *message.doubts, *(f.value for f in message.facts),
        *(f.value for f in message.times), *(a.headline for a in message.also),
    ):  # fmt: skip
        assert words in message.text
        assert words.replace("'", "&#x27;") in plain


def test_what_changed_is_the_first_fact_of_a_correction() -> None:
    changes = (
        Change(field="units", old=210_000, new=110_000),
        Change(field="effective_date", old=date(2026, 8, 1), new=date(2026, 9, 1)),
        Change(field="acquisitions", old=[{"units": 210_000}], new=[{"units": 110_000}]),
    )
    sale = a_sale(relation="corrects", changes=changes)
    message = render(an_alert(sale, kind="correction"), a_filing(), an_issuer(), [sale])
    expected = "units 210,000 → 110,000; effective date 2026-08-01 → 2026-09-01"
    assert (message.facts[0].label, message.facts[0].value) == ("Changed", expected)
    assert f"Changed: {expected}" in message.text
    assert expected in message.html
    data: Any = message.data["data"]
    assert data["events"][0]["changes"][0] == {"field": "units", "old": 210_000, "new": 110_000}

from __future__ import annotations

import pytest

from tests.support.forms_hk import Daily, next_day
from tests.support.reading import a_reading
from workers.events import Found
from workers.events.share_issuance import EVENT
from workers.issuance.returned import subtype


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Placing/subscription - new shares involved pursuant to the Placing Agreement", "placing"),
        ("Allotment pursuant to the Subscription Agreement", "subscription"),
        ("Other: pursuant to the full exercise of the Over-allotment Option", "over_allotment"),
        ("Exercise of options under share option scheme", "option_exercise"),
        ("Issue of new shares in respect of share awards", "award_vesting"),
        ("Conversion of convertible notes", "conversion"),
        ("Exercise of warrants", "warrant_exercise"),
        ("Scrip dividend", "scrip_dividend"),
        ("Issue of Consideration Shares", "consideration_issue"),
        ("Sale or transfer of treasury shares", "treasury_resale"),
        ("行使認股權證", "warrant_exercise"),
        ("配售股份", "placing"),
        ("Issue and allotment of shares pursuant to the announcement", "subscription"),
    ],
)
def test_a_row_is_named_by_its_own_words(description: str, kind: str) -> None:
    assert subtype(description) == kind


def _reading(form: Daily) -> Found:
    return EVENT.extract(a_reading(*next_day(form).split("\n")), ())


def test_a_split_in_a_return_is_told_as_no_issue() -> None:
    rows = ("1).\tCapital reorganisation", "Share Subdivision", "Date of changes\t13 May 2026")
    found = _reading(
        Daily(opening=100_000_000, closing=500_000_000, rows=(*rows, "400,000,000\t400 %"))
    )
    assert found.drafts == ()
    assert [s.reason_code for s in found.suppressed] == ["SPLIT_NOT_ISSUANCE"]


def test_a_joined_number_is_flagged_with_its_proof() -> None:
    rows = ("1).\tPlacing of new shares", "30,0\t000,000\t6 %\tHKD\t4.1")
    found = _reading(Daily(opening=500_000_000, closing=530_000_000, rows=rows))
    assert [d.fields["units"] for d in found.drafts] == [30_000_000]
    assert [f.code for f in found.flags if f.code.startswith("OCR")] == ["OCR_SPLIT_NUMBER"]


def test_a_torn_number_that_no_sum_proves_is_no_event_and_the_balance_is_flagged() -> None:
    rows = ("1).\tPlacing of new shares", "30,0\t000,000\t6 %\tHKD\t4.1")
    found = _reading(Daily(opening=500_000_000, closing=531_000_000, rows=rows))
    assert found.drafts == ()
    assert [s.reason_code for s in found.suppressed] == ["INSUFFICIENT_EVIDENCE"]
    assert [f.code for f in found.flags] == ["BALANCE_MISMATCH"]


def test_a_return_without_balances_is_for_a_person_to_look_at() -> None:
    lines = [
        "Next Day Disclosure Return",
        "(Equity issuer - changes in issued shares or treasury shares)",
        "1). Other (please specify) 15,200,000 1.7 % HKD 38.2",
    ]
    found = EVENT.extract(a_reading(*lines), ())
    assert found.drafts == ()
    assert [f.code for f in found.flags] == ["NEEDS_REVIEW"]

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workers.governance.grants import grant

OPTIONS = (
    "The Board announces that on 30 March 2025, 37,000,000 share options to subscribe for ordinary "
    "shares of HK$0.10 each were granted to individuals under the share option scheme adopted by "
    "the Company on 3 November 2013.\nDate of grant : 30 March 2025\n"
    "Exercise price of Share Options granted : HK$2.124 per Share\n"
    "Number of Share Options granted : 37,000,000 Share Options\n"
    "Among the total, none of Share Options was granted to the directors of the Company."
)


def test_options_with_their_price_and_day() -> None:
    found = grant(OPTIONS)
    assert found is not None
    assert (found.units, found.instrument) == (37000000, "share options")
    assert (found.exercise_price, found.currency) == (Decimal("2.124"), "HKD")
    assert (found.on, found.to_directors) == (date(2025, 3, 30), 0)


def test_awards_with_grantees_and_their_share_of_the_company() -> None:
    found = grant(
        "the Board announces that on 24 January 2026 the Company granted an aggregate of 12,345,678 RSUs to 135 employee participants, representing approximately 1.25% of the total issued shares."
    )
    assert found is not None
    assert (found.units, found.instrument) == (12345678, "restricted share units")
    assert (found.grantees, found.pct_of_issued) == ("135 employee participants", Decimal("1.25"))
    assert (found.exercise_price, found.on) == (None, date(2026, 1, 24))


def test_awards_told_by_the_shares_under_them() -> None:
    found = grant(
        "The 412,300 Shares underlying the RSUs granted to the Participants represent approximately 0.09% of the issued share capital of the Company."
    )
    assert found is not None
    assert (found.units, found.instrument) == (412300, "restricted share units")
    assert found.pct_of_issued == Decimal("0.09")


def test_a_part_for_directors_is_counted() -> None:
    found = grant(
        "The Company granted 5,000,000 RSUs, of which 1,000,000 RSUs were granted to executive directors."
    )
    assert found is not None
    assert (found.units, found.to_directors) == (5000000, 1000000)


def test_a_grant_in_chinese() -> None:
    found = grant(
        "於二零二六年三月二十日，本公司向合資格參與者授出合共8,000,000份購股權。行使價：每股3.25港元。"
    )
    assert found is not None
    assert (found.units, found.instrument) == (8000000, "share options")
    assert (found.exercise_price, found.currency) == (Decimal("3.25"), "HKD")


@pytest.mark.parametrize(
    ("text", "units", "instrument"),
    [
        ("董事會議決根據購股權計劃授出合共650萬份購股權。", 6_500_000, "share options"),
        (
            "本公司授出可認購本公司股本中合共72,000,000股每股面值0.01港元之普通股之72,000,000份購股權。",
            72_000_000,
            "share options",
        ),
        ("董事會無償向獲選參與者授予3,200,000股獎勵股份。", 3_200_000, "award shares"),
        ("授出購股權之數目：12,800,000份購股權", 12_800_000, "share options"),
    ],
)
def test_the_number_of_a_grant_in_chinese(text: str, units: int, instrument: str) -> None:
    found = grant(text)
    assert found is not None
    assert (found.units, found.instrument) == (units, instrument)


@pytest.mark.parametrize(
    "text",
    [
        "The expiry date of the share options was changed to 2 November 2027.",
        "No options were granted during the period.",
        "The Exchange has granted approval.",
    ],
)
def test_no_number_of_units_is_no_grant(text: str) -> None:
    assert grant(text) is None

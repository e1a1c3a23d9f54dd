from __future__ import annotations

import pytest

from workers.notices.ratios import find_ratio


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a one-for-three reverse ADS split", "1-for-3"),
        ("a 2-for-1 stock split", "2-for-1"),
        ("a 4:1 stock split", "4-for-1"),
        ("every ten (10) issued Shares of HK$0.01 each be consolidated into one (1) Consolidated Share", "1-for-10"),
        ("from one (1) ADS representing three (3) Class A ordinary shares to one (1) ADS representing forty-five (45) Class A ordinary shares", "3 to 45 shares per ADS"),
        ("The ratio of ten (10) ordinary shares to one (1) ADS has been changed to five (5) ordinary shares per one (1) ADS", "10 to 5 shares per ADS"),
        ("每十股每股面值0.01港元之已發行股份合併為一股合併股份", "1-for-10"),
    ],
)  # fmt: skip
def test_the_ratio_of_old_to_new(text: str, printed: str) -> None:
    ratio = find_ratio(text)
    assert ratio is not None
    assert ratio.printed == printed


@pytest.mark.parametrize(
    "text",
    [
        "each ADS representing 15 Class A ordinary shares",
        "until 12:01 a.m.",
        "one-for-one",
        "從未拆細",
    ],
)
def test_a_ratio_that_changes_nothing_is_none(text: str) -> None:
    assert find_ratio(text) is None

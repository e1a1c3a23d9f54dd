"""Headline labels -> codes -> event types."""

from __future__ import annotations

from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.sources.hkexnews import event_types
from watcher.sources.hkexnews.headlines import codes_of, headlines, load_headlines


def test_labels_of_several_categories() -> None:
    text = "Announcements and Notices - [Placing / Issue of Shares under a General Mandate]"
    assert codes_of(text) == ("10000", "18480", "18380")


def test_labels_in_chinese() -> None:
    assert codes_of("公告及通告 - [更換公司秘書]") == ("10000", "12550")


def test_one_label_means_different_codes_under_different_documents() -> None:
    assert codes_of("Announcements and Notices - [Rights Issue]") == ("10000", "18500")
    assert codes_of("Circulars - [Rights Issue]") == ("20000", "26800")
    assert codes_of("Listing Documents - [Rights Issue]") == ("30000", "31100")


def test_a_document_without_second_tier() -> None:
    assert codes_of("Monthly Returns") == ("51500",)


def test_unknown_labels_give_no_code() -> None:
    assert codes_of("Next Day Disclosure Returns - [Share Buyback / Something New]") == (
        "50000",
        "50100",
    )
    assert codes_of("Something New - [Share Buyback]") == ()
    assert codes_of("") == ()


def test_spelling_of_blanks_and_apostrophes_does_not_matter() -> None:
    told = "Re-election or Appointment of Director subject to Shareholders’ Approval"
    assert codes_of(f"announcements  and notices - [{told.replace(' ', '  ')}]") == (
        "10000",
        "14600",
    )


def test_codes_tell_what_such_filings_usually_carry() -> None:
    assert event_types(("10000", "12350")) == ("board_change", "officer_change")
    assert event_types(("51500",)) == ("capital_movement",)
    assert event_types(("10000", "12952")) == ()  # a roster is no news
    assert event_types(("99999",)) == ()


def test_each_second_tier_code_stands_under_a_first_tier_code_of_the_table() -> None:
    table = headlines()
    tiers = {row.tier1 for row in table.values() if row.tier1}
    assert tiers <= {code for code, row in table.items() if row.tier1 is None}


@pytest.mark.parametrize(
    "text",
    ['"12350" = { about = "x" }', '"1235" = { about="", events=[], en="", zh="" }', "x = 1"],
)
def test_a_wrong_table_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "hkex_headlines.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"hkex_headlines\.toml"):
        load_headlines(file)

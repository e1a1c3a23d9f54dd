from __future__ import annotations

from datetime import date

import pytest

from workers.notices import listing


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Common Stock, par value $0.01", "equity"),
        ("American Depositary Shares, each representing 15 ordinary shares", "equity"),
        ("6.25% Notes due 2030", "debt"),
        ("Redeemable Warrants", "other"),
        ("Units, each consisting of one Class A ordinary share and one warrant", "equity"),
        ("", None),
    ],
)
def test_the_kind_of_a_class(words: str, kind: str | None) -> None:
    assert listing.kind_of(words) == kind


def test_the_deadline_is_the_one_for_compliance() -> None:
    text = "The letter is dated January 5, 2026. The Company has until July 6, 2026 to regain compliance. The meeting will be held by August 1, 2026."
    assert listing.deadline(text, "mdy") == date(2026, 7, 6)
    assert listing.deadline("The meeting will be held by August 1, 2026.", "mdy") is None


def test_the_rule_and_the_reason() -> None:
    text = "not in compliance with Nasdaq Listing Rule 5250(c)(1) because it did not timely file its Form 10-Q"
    assert listing.rule(text) == "5250(c)(1)"
    assert listing.reason(text) == "late periodic report"
    assert listing.market(text) == "Nasdaq"

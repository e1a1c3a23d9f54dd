from __future__ import annotations

import pytest

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

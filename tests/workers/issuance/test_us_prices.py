"""What a security of a United States report is sold at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workers.issuance.us_prices import issue_price


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("issued 140,000 shares of Common Stock at $9.50 per share", "9.50"),
        ("shares and warrants to purchase 70 shares at a combined price of $2.00 per share", "2.00"),
        ("140,000 shares of Common Stock and five-year warrants to purchase 230,000 shares of Common Stock at $11.45 per share", None),
        ("granted options to acquire up to 50,000 shares at $3.00 per share", None),
    ],
)  # fmt: skip
def test_what_warrants_are_exercised_at_is_no_issue_price(text: str, price: str | None) -> None:
    assert issue_price(text)[0] == (Decimal(price) if price else None)

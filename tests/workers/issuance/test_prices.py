from __future__ import annotations

from decimal import Decimal

import pytest

from workers.issuance import prices

SUBSCRIPTION = (r"Subscription\s+Shares?|認購股份", r"Subscription\s+Price|認購價")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("at the Subscription Price of HK$0.50 per Subscription Share", "0.50", "HKD"),
        ("at a price of US$1.25 per new Share", "1.25", "USD"),
        ("認購價為每股認購股份1.60港元", "1.60", "HKD"),
        ("以每股認購股份港幣0.88元之價格", "0.88", "HKD"),
    ],
)
def test_the_issue_price_is_named_by_noun_or_label(text: str, amount: str, currency: str) -> None:
    found = prices.best_price(text, *SUBSCRIPTION)
    assert found is not None
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "the closing price of HK$1.08 per Share",
        "a net asset value of approximately HK$0.96 per Share",
        "with a par value of HK$0.10 per Share",
        "股份收市價每股1.08港元",
    ],
)
def test_market_prices_and_nominal_values_are_no_issue_price(text: str) -> None:
    assert prices.best_price(text, *SUBSCRIPTION) is None


def test_gross_and_net_proceeds_are_told_apart() -> None:
    text = "The gross proceeds are HK$344 million and the net proceeds are approximately HK$331.1 million."
    assert prices.proceeds(text, net=False) == (Decimal(344_000_000), "HKD", False)
    assert prices.proceeds(text, net=True) == (Decimal("331100000.0"), "HKD", True)


def test_chinese_proceeds_are_read_with_their_multiplier() -> None:
    text = "所得款項總額為40,000,000港元，所得款項淨額估計約為39.6百萬港元。"
    assert prices.proceeds(text, net=False) == (Decimal(40_000_000), "HKD", False)
    assert prices.proceeds(text, net=True) == (Decimal("39600000.0"), "HKD", True)


def test_each_reference_has_its_discount_and_a_premium_is_negative() -> None:
    text = (
        "(i) a discount of approximately 3.85% to the closing price of HK$0.52 per Share; and (ii) a premium of "
        "approximately 2.04% over the average closing price of approximately HK$0.49 for the five consecutive trading days."
    )
    close, average = prices.discounts(text)
    assert (close.reference, close.pct, close.reference_price) == (
        "close",
        Decimal("3.85"),
        Decimal("0.52"),
    )
    assert (average.reference, average.pct, average.reference_price) == (
        "5d_average",
        Decimal("-2.04"),
        Decimal("0.49"),
    )


def test_chinese_discounts_stand_behind_their_reference() -> None:
    (found,) = prices.discounts("較股份於最後交易日之收市價每股1.78港元折讓約10.11%")
    assert (found.reference, found.pct, found.reference_price) == (
        "close",
        Decimal("10.11"),
        Decimal("1.78"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "represent 8.0% of the existing issued Shares and approximately 7.41% of the enlarged issued Shares",
        "佔本公司現有已發行股份總數約8.0%，並佔經擴大後已發行股份總數約7.41%",
    ],
)
def test_percent_of_existing_and_of_enlarged_capital(text: str) -> None:
    assert prices.percentages(text) == (Decimal("8.0"), Decimal("7.41"))


@pytest.mark.parametrize(
    "text",
    [
        "to acquire the Sale Shares, representing 60% of the issued share capital of the Target Company, at the Consideration",
        "the Sale Shares, representing approximately 35% of the total issued share capital of Kelp Foods Limited",
        "representing 51% of the issued shares in the JV Company",
        "representing 20% of the enlarged issued share capital of the Target",
        "銷售股份相當於目標公司已發行股本60%",
    ],
)
def test_a_share_of_what_is_bought_is_none_of_the_issuer(text: str) -> None:
    assert prices.percentages(text) == (None, None)


def test_sale_shares_may_be_the_issuers_own() -> None:
    text = "the Sale Shares, representing approximately 8.0% of the existing issued share capital of the Company"
    assert prices.percentages(text) == (Decimal("8.0"), None)


def test_the_net_price_is_read_where_it_is_printed() -> None:
    assert prices.net_price(
        "The net placing price of each Placing Share is approximately HK$2.22."
    ) == Decimal("2.22")


def test_of_several_net_prices_that_of_the_kind_is_read() -> None:
    text = "The net Placing Price is HK$1.91 per Placing Share. The net Subscription Price is HK$1.94 per Subscription Share."
    found = prices.net_price(text, r"Subscription\s+Shares?", r"Subscription\s+Price")
    assert (found, prices.net_price(text)) == (Decimal("1.94"), Decimal("1.91"))

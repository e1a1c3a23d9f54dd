from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.reading import a_text
from watcher.model import QualityFlag
from workers.results.derive import change_pct, derived, doubts
from workers.results.figures import figures
from workers.results.period import Period
from workers.results.prose import Rate
from workers.results.tables import rows

YEAR = Period(end=date(2025, 12, 31), months=12)
RATE = Rate(rate=Decimal("7.00"), base="RMB", quote="USD", on=None)
HEAD = ("\t2024\t2025\t2025", "\tRMB'000\tRMB'000\tUS$'000")


def values(*lines: str) -> dict[str, object]:
    found = figures(rows(a_text(*lines).blocks), YEAR)
    return {d.name: d.value for d in derived(found)}


def flags(*lines: str, rate: Rate | None = RATE) -> list[QualityFlag]:
    text = a_text(*lines)
    return list(doubts(figures(rows(text.blocks), YEAR), rate, text))


def test_changes_margins_and_gearing_are_computed_to_a_tenth() -> None:
    found = values(
        *HEAD,
        "Revenues\t7,785,180\t9,558,619\t1,365,517",
        "Gross profit\t1,340,926\t1,503,408\t214,773",
        "Net loss\t(1,979,042)\t(943,692)\t(134,813)",
        "Total assets\t17,592,654\t26,729,189\t3,818,456",
        "Total liabilities\t12,087,334\t17,416,155\t2,488,022",
    )
    assert found == {
        "revenue_change_pct": Decimal("22.8"),
        "net_loss_change_pct": Decimal("-52.3"),
        "gross_margin_pct": Decimal("15.7"),
        "gearing_pct": Decimal("65.2"),
    }


def test_a_profit_has_its_own_name() -> None:
    found = values("\t2024\t2025", "Net profit\t1,000\t1,250")
    assert found == {"net_profit_change_pct": Decimal("25.0")}


def test_a_turn_of_sign_has_no_percentage() -> None:
    assert values("\t2024\t2025", "(Loss)/profit for the year\t1,000\t(1,250)") == {}


def test_the_earnings_per_share_are_checked_by_division() -> None:
    found = values(
        *HEAD,
        "Net loss attributable to Harbour Limited\t(1,966,680)\t(936,251)\t(133,750)",
        "Net loss per share:",
        "Basic and diluted\t(0.54)\t(0.23)\t(0.03)",
        "Shares used in the computation:",
        "Basic and diluted\t3,658,088,876\t4,107,065,011\t4,107,065,011",
    )
    assert found["eps_check"] == Decimal("-0.23")


def test_shares_in_thousands_are_understood() -> None:
    found = values(
        "\t2024\t2025",
        "\tHK$'000\tHK$'000",
        "Profit attributable to owners of the Company\t100,000\t120,000",
        "Basic earnings per share\t0.10\t0.12",
        "Weighted average number of ordinary shares\t1,000,000\t1,000,000",
    )
    assert found["eps_check"] == Decimal("0.12")


def test_a_check_that_fails_is_not_told() -> None:
    found = values(
        "\t2024\t2025",
        "Profit attributable to owners of the Company\t100,000\t120,000",
        "Basic earnings per share\t0.10\t0.12",
        "Weighted average number of ordinary shares\t1,000\t7,777",
    )
    assert "eps_check" not in found


def test_the_arithmetic_is_written_out() -> None:
    found = figures(rows(a_text("\t2024\t2025", "Revenue\t1,000\t1,250").blocks), YEAR)
    assert derived(found)[0].arithmetic == "(1250 - 1000) / 1000 x 100"
    assert change_pct(found["revenue"]) == Decimal("25.0")


def test_a_translated_figure_that_the_rate_does_not_give_is_flagged() -> None:
    found = flags(
        *HEAD,
        "Adjusted net loss\t(910,567)\t(700,000)\t(117,819)",
        "Adjusted EBITDA\t(307,857)\t(210,000)\t(30,000)",
    )
    assert [(f.code, f.evidence.quote if f.evidence else None) for f in found] == [
        ("USD_COLUMN_INCONSISTENT", "(117,819)")
    ]
    assert "-700000 / 7.00 = -100000" in found[0].detail


def test_rounding_of_a_translation_is_no_doubt() -> None:
    assert flags(*HEAD, "Revenues\t1,000\t700,003\t100,001") == []


def test_without_a_printed_rate_nothing_is_checked() -> None:
    assert flags(*HEAD, "Revenues\t1,000\t700,000\t1", rate=None) == []


def test_a_rate_of_another_currency_checks_nothing() -> None:
    other = Rate(rate=Decimal("7.8"), base="HKD", quote="USD", on=None)
    assert flags(*HEAD, "Revenues\t1,000\t700,000\t1", rate=other) == []


def test_a_printed_percentage_that_does_not_fit_is_flagged() -> None:
    found = flags("\t2024\t2025\tChange", "Revenues\t1,000\t1,250\t27.0%")
    assert [f.code for f in found] == ["PERCENT_MISMATCH"]


def test_a_percentage_is_judged_by_its_printed_decimals() -> None:
    assert flags("\t2024\t2025\tChange", "Revenues\t130,497\t215,938\t65%") == []
    assert flags("\t2024\t2025\tChange", "Net loss\t(1,979,042)\t(943,692)\t(52.3)%") == []

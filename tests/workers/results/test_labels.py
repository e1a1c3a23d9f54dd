from __future__ import annotations

import pytest

from workers.results.labels import concept, is_cents, is_per_ads, promises_loss


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Revenues", "revenue"),
        ("Total revenues", "revenue"),
        ("TURNOVER", "revenue"),
        ("Net sales", "revenue"),
        ("收入", "revenue"),
        ("營業額", "revenue"),
        ("營業收入", "revenue"),
        ("Cost of revenues", "cost_of_sales"),
        ("銷售成本", "cost_of_sales"),
        ("Gross profit", "gross_profit"),
        ("Gross (loss)/profit", "gross_profit"),
        ("毛利", "gross_profit"),
        ("Operating loss", "operating_result"),
        ("(Loss) income from operations", "operating_result"),
        ("經營（虧損）／溢利", "operating_result"),
        ("Loss before income taxes", "result_before_tax"),
        ("(Loss)/profit before taxation", "result_before_tax"),
        ("Pre-tax income", "result_before_tax"),
        ("除稅前溢利", "result_before_tax"),
        ("除所得稅前 虧損", "result_before_tax"),
        ("Net loss", "net_result"),
        ("Net (loss) income", "net_result"),
        ("Profit for the year", "net_result"),
        ("(Loss)/profit for the period", "net_result"),
        ("年度溢利（虧損）", "net_result"),
        ("本 年 度（虧 損）╱溢 利", "net_result"),
        ("期內虧損", "net_result"),
        ("淨利潤", "net_result"),
        ("Net loss attributable to Harbour Lights Technology Limited", "net_result_attributable"),
        ("Profit attributable to equity holders of the Company", "net_result_attributable"),
        ("本公司擁有人應佔年度溢利（虧損）", "net_result_attributable"),
        ("Adjusted net loss (Non-GAAP Financial Measure)", "adjusted_net_result"),
        ("Non-GAAP net income", "adjusted_net_result"),
        ("經調整淨虧損", "adjusted_net_result"),
        ("Adjusted EBITDA (Non-GAAP Financial Measure)", "adjusted_ebitda"),
        ("– Impairment of long-lived assets", "impairment_long_lived_assets"),
        ("Cash and cash equivalents", "cash_and_equivalents"),
        ("Bank balances and cash", "cash_and_equivalents"),
        ("銀行結餘及現金", "cash_and_equivalents"),
        ("Total assets", "total_assets"),
        ("資產總值", "total_assets"),
        ("Total liabilities", "total_liabilities"),
        ("總負債", "total_liabilities"),
        ("Basic earnings per share", "eps_basic"),
        ("Weighted average number of ordinary shares – basic", "weighted_shares"),
    ],
)
def test_the_words_of_a_row_name_its_figure(label: str, expected: str) -> None:
    assert concept(label, "") == expected


@pytest.mark.parametrize(
    "label",
    [
        "Cost of inventories",
        "Other revenue",
        "Net loss margin",
        "Adjusted EBITDA margin",
        "Net loss attributable to non-controlling interests",
        "Less: net loss attributable to non-controlling interests",
        "Total comprehensive income for the year",
        "Comprehensive loss attributable to Harbour Lights Technology Limited",
        "Profit for the year from continuing operations",
        "來自持續經營業務之年度溢利",
        "非控股權益應佔本年度虧損",
        "本公司擁有人應佔年度全面收入總額",
        "Total current assets",
        "Total non-current liabilities",
        "Total liabilities and shareholders' equity",
        "Cash and cash equivalents at end of year",
        "Restricted cash",
        "Diluted earnings per share",
        "Net assets per share",
        "Adjusted basic earnings per share",
        "毛利率",
    ],
)
def test_words_that_only_contain_a_name_are_nothing(label: str) -> None:
    assert concept(label, "") is None


def test_a_group_line_completes_an_owner() -> None:
    group = "Net loss attributable to"
    assert concept("Harbour Lights Limited", group) == "net_result_attributable"
    assert concept("Non-controlling interests", group) is None
    assert concept("Owners of the Company", "Attributable to:") == "net_result_attributable"
    assert concept("－本公司擁有人", "以下人士應佔：") == "net_result_attributable"


def test_a_group_line_alone_names_no_other_figure() -> None:
    assert concept("Public cloud services", "Revenues:") is None


def test_basic_is_per_share_only_under_a_line_that_says_so() -> None:
    above = "Net loss per share: From all operations"
    assert concept("Basic", "From all operations", above) == "eps_basic"
    assert concept("Diluted", "From all operations", above) is None
    assert (
        concept("Basic and diluted", "Shares used in the net loss per share computation:")
        == "weighted_shares"
    )
    assert concept("Basic", "") is None


def test_a_figure_below_the_lines_per_share_keeps_its_name() -> None:
    group = "Net loss per share:"
    assert concept("Adjusted net loss", group, group) == "adjusted_net_result"


def test_parts_of_the_company_have_no_figure_per_share() -> None:
    above = "Earnings per share"
    assert concept("Basic – continuing operations", "", above) is None
    assert concept("Dividend per share", "") is None


def test_only_words_of_loss_alone_promise_a_loss() -> None:
    assert promises_loss("Net loss")
    assert promises_loss("期內虧損")
    assert not promises_loss("(Loss)/profit for the year")
    assert not promises_loss("年度溢利（虧損）")
    assert not promises_loss("Net income")


def test_cents_and_depositary_shares_are_in_the_words() -> None:
    assert is_cents("– Basic (HK cents)", "Earnings per share")
    assert is_cents("基本（港仙）", "每股盈利")
    assert is_cents("基本（人民幣分）", "每股盈利")
    assert not is_cents("Basic", "Earnings per share (HK$)")
    assert is_per_ads("Basic", "Net income per ADS")
    assert not is_per_ads("Basic", "Net income per ordinary share")

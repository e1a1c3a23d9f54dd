from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.issuers import Issuers, Keys, fold, listed_code, load, names_agree, same_name
from watcher.model import Issuer

ALPHA = Issuer(
    key="alpha",
    name="Alpha Cloud Holdings Limited",
    name_zh="阿爾法雲控股有限公司",
    cik="0000000001",
    tickers=("ALP",),
    hkex_codes=("01810",),
    file_numbers=("001-11111",),
)
BETA = Issuer(key="beta", name="Alpha Corporation Limited", cik="0000000002")
LISTED = Issuers.of([ALPHA, BETA])


@pytest.mark.parametrize(
    ("keys", "by"),
    [
        (Keys(cik="1"), "cik"),
        (Keys(file_numbers=("333-1", "001-11111")), "sec_file_number"),
        (Keys(stock_codes=("1810",)), "hkex_stock_code"),
        (Keys(stock_codes=("81810",)), "hkex_stock_code"),
        (Keys(stock_codes=("1810.HK",)), "hkex_stock_code"),
        (Keys(tickers=("alp",)), "ticker"),
        (Keys(name="Alpha Cloud Holdings Ltd."), "name"),
        (Keys(name="阿爾法云控股有限公司"), "name"),
    ],
)
def test_every_key_leads_to_its_issuer(keys: Keys, by: str) -> None:
    found = LISTED.resolve(keys)
    assert (found.issuer, found.by) == (ALPHA, by)


def test_an_exact_key_beats_a_name() -> None:
    assert (
        LISTED.resolve(Keys(cik="0000000002", name="Alpha Cloud Holdings Limited")).issuer is BETA
    )


def test_a_common_beginning_is_no_agreement() -> None:
    assert LISTED.resolve(Keys(name="Alpha Technology Limited")).issuer is None
    assert not names_agree("Beijing Alpha Corporation Limited", BETA)


def test_one_slip_of_spelling_agrees_and_is_not_the_same() -> None:
    assert names_agree("Alphaa Cloud Holdings Ltd", ALPHA)
    assert not same_name("Alphaa Cloud Holdings Ltd", ALPHA)
    assert same_name("ALPHA CLOUD HOLDINGS LTD", ALPHA)


def test_renminbi_counters_are_the_same_listing() -> None:
    assert listed_code("81810") == listed_code("1810") == "01810"
    assert listed_code("08083") == "08083"


def test_legal_forms_case_and_script_variants_fold() -> None:
    assert fold("Example Co., Ltd.") == fold("EXAMPLE Company Limited")
    assert fold("雲端有限公司") == fold("云端有限公司")


def test_two_issuers_cannot_share_a_key() -> None:
    with pytest.raises(ConfigError, match=r"'a' and 'b' share the cik"):
        Issuers.of([Issuer(key="a", name="A", cik="7"), Issuer(key="b", name="B", cik="7")])


def test_the_shipped_watch_list_loads() -> None:
    listed = load(Path(__file__).resolve().parents[2] / "config" / "issuers.toml")
    assert all(issuer.cik and len(issuer.cik) == 10 for issuer in listed.all)
    assert all(listed.get(issuer.key) is issuer for issuer in listed.all)


def test_ratios_are_read_with_their_dates(tmp_path: Path) -> None:
    file = tmp_path / "issuers.toml"
    file.write_text(
        '[x]\nname = "X"\nads_ratios = [{ shares = 10, since = 2020-01-01 }, { shares = 5, since = 2024-01-01 }]\n'
    )
    issuer = load(file).all[0]
    assert issuer.ads_ratio(date(2023, 5, 1)) == 10
    assert issuer.ads_ratio(None) == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[x]\n", "needs a name"),
        ('[x]\nname = "X"\ncolour = 1\n', "unknown key 'colour'"),
        ('[x]\nname = "X"\nhkex_codes = [700]\n', "leading zeros"),
        ('[x]\nname = "X"\ncik = 42\n', "leading zeros"),
        ('[x]\nname = "X"\nads_ratios = [{ shares = 0 }]\n', "ads_ratios"),
        ("[x\n", "not valid TOML"),
    ],
)
def test_a_fault_in_the_list_is_told_with_its_place(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "issuers.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(file)


def test_a_missing_list_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is missing"):
        load(tmp_path / "none.toml")

from __future__ import annotations

import pytest

from tests.support.telling import a_filing, an_issuer
from watcher.model import Party
from watcher.terms import issuer_term, terms_of


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("*", "*"),
        ("03896", "hkex:03896"),
        ("700", "hkex:00700"),
        ("hkex:8083", "hkex:08083"),
        ("1795589", "cik:0001795589"),
        ("0001795589", "cik:0001795589"),
        ("cik:20", "cik:0000000020"),
        ("001-39278", "file:001-39278"),
        ("KC", "name:kc"),
        (" kingsoft-cloud ", "name:kingsoft-cloud"),
    ],
)
def test_every_way_to_write_an_issuer_has_one_form(written: str, term: str) -> None:
    assert issuer_term(written) == term


def test_a_resolved_issuer_is_known_by_every_key() -> None:
    terms = terms_of(a_filing(stock_codes=("00001",)), an_issuer())
    assert terms == {
        "name:north-harbour", "name:nhc", "cik:0001234567", "hkex:09871", "file:001-40001",
    }  # fmt: skip


def test_an_unresolved_filing_is_known_by_codes_and_companies_never_by_the_person() -> None:
    filing = a_filing(
        stock_codes=("700",),
        parties=(
            Party(role="issuer", name="Issuer", cik="320193"),
            Party(role="reporting", name="Person", cik="1111111"),
        ),
    )
    assert terms_of(filing, None) == {"hkex:00700", "cik:0000320193"}

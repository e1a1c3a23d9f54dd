"""What a subscription may call a company, in one comparable form. Pure.

``name:nhc`` (a ticker or the table name in ``issuers.toml``), ``hkex:09871``,
``cik:0001234567``, ``file:001-40001``, or ``*`` for all.
"""

from __future__ import annotations

import re

from watcher.model import Filing, Issuer, Subscription

ALL = "*"

_FILE_NUMBER = re.compile(r"\d{3}-\d{4,6}")
_ISSUER_ROLES = frozenset({"issuer", "subject", "subject_company", "filer"})


def issuer_term(text: str) -> str:
    """The comparable form of one ``issuers`` entry.

    Up to five digits are an HKEX code, six to ten a CIK (``cik:`` and ``hkex:`` say it);
    ``001-40001`` is an SEC file number; anything else an issuer key or a ticker.
    """
    kind, colon, rest = text.strip().lower().partition(":")
    value = rest if colon else kind
    if value.isdigit() and (kind == "cik" or (not colon and len(value) > 5)):
        return f"cik:{value.zfill(10)}"
    if value.isdigit() and (kind == "hkex" or not colon):
        return f"hkex:{value.zfill(5)}"
    if _FILE_NUMBER.fullmatch(value):
        return f"file:{value}"
    return ALL if value == ALL else f"name:{value}"


def issuer_terms_of(subscription: Subscription) -> frozenset[str]:
    """The comparable forms of a subscription's issuers; no entry means all."""
    return frozenset(issuer_term(text) for text in subscription.issuers) or frozenset({ALL})


def terms_of(filing: Filing, issuer: Issuer | None) -> frozenset[str]:
    """Everything a subscription may call this filing's issuer.

    A resolved issuer counts alone; else the stock codes and the CIKs of the parties that
    are companies by their role (never the reporting person).
    """
    if issuer is None:
        ciks = (p.cik for p in filing.parties if p.cik and p.role in _ISSUER_ROLES)
        return frozenset(
            [f"cik:{c.zfill(10)}" for c in ciks]
            + [f"hkex:{c.zfill(5)}" for c in filing.stock_codes]
        )
    return issuer_keys(issuer)


def issuer_keys(issuer: Issuer) -> frozenset[str]:
    """Every form of a watched issuer: key, tickers, codes, file numbers, CIK."""
    names = [f"name:{name.lower()}" for name in (issuer.key, *issuer.tickers)]
    codes = [f"hkex:{code.zfill(5)}" for code in issuer.hkex_codes]
    files = [f"file:{number}" for number in issuer.file_numbers]
    ciks = [f"cik:{issuer.cik.zfill(10)}"] if issuer.cik else []
    return frozenset(names + codes + files + ciks)

"""What a subscription may call a company or a person, in one comparable form. Pure.

``name:nhc`` (a ticker or the table name in ``issuers.toml``), ``hkex:09871``,
``cik:0001234567``, ``file:001-40001``, ``person:ada+moor``, or ``*`` for all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from watcher.model import Event, Filing, Issuer, Value

ALL = "*"

NOBODY = "person:"
"""The form of what holds no name."""

_FILE_NUMBER = re.compile(r"\d{3}-\d{4,6}")
_NAME_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"['’]")
_PERSON_FIELDS = ("person", "persons")
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


@lru_cache(maxsize=8192)
def watched_terms(issuers: tuple[str, ...], people: tuple[str, ...] = ()) -> frozenset[str]:
    """The comparable forms of whom a subscription watches; no entry at all means everybody."""
    terms = frozenset([*map(issuer_term, issuers), *map(person_term, people)])
    return terms or frozenset({ALL})


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


def person_term(text: str) -> str:
    """The comparable form of a person: word order, case and marks do not count.

    ``Ada MOOR`` and ``moor, ada`` are ``person:ada+moor``; ``cik:7654321`` is the SEC's number.
    """
    kind, colon, rest = text.strip().lower().partition(":")
    if colon and kind == "cik" and rest.strip().isdigit():
        return f"person:cik {rest.strip().zfill(10)}"
    words = _NAME_WORD.findall(_APOSTROPHE.sub("", text.casefold()))
    return NOBODY + "+".join(sorted(words))


def people_of(event: Event) -> list[str]:
    """The names of an event's people as the filing writes them, in every script."""
    names = [p.get(key) for p in _persons(event) for key in ("name", "name_zh")]
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))


def person_terms_of(event: Event) -> frozenset[str]:
    """Everything that a subscription may call an event's people."""
    numbers = (person.get("cik") for person in _persons(event))
    terms = [person_term(name) for name in people_of(event)]
    terms += [person_term(f"cik:{n}") for n in numbers if isinstance(n, str) and n.isdigit()]
    return frozenset(terms) - {NOBODY}


def _persons(event: Event) -> list[Mapping[str, Value]]:
    found = [event.fields.get(name) for name in _PERSON_FIELDS]
    rows = [
        row for value in found for row in (value if isinstance(value, list | tuple) else [value])
    ]
    return [row for row in rows if isinstance(row, Mapping)]

"""The headline categories of HKEXnews: labels -> codes -> event types (a prior, no proof)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from watcher.errors import ConfigError
from watcher.settings import config_dir, read_toml

FILE = "hkex_headlines.toml"
LONGEST = 2000

_HEADLINE = re.compile(r"(?P<first>[^\[\]]+?)\s{0,9}[-－–]\s{0,9}\[(?P<second>.*)\]\s{0,9}$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One category. ``tier1`` is None for the kinds of document themselves."""

    code: str
    about: str
    events: tuple[str, ...]
    en: str
    zh: str
    tier1: str | None = None


def load_headlines(path: Path) -> Mapping[str, Headline]:
    """The categories by code. Raises ConfigError naming the file and the category."""
    out: dict[str, Headline] = {}
    for code, row in read_toml(path).items():
        try:
            out[code] = Headline(code=code, **row | {"events": tuple(row["events"])})
        except (TypeError, KeyError) as error:
            raise ConfigError(f"{path}: category {code!r}: {error}") from error
        if not (code.isdecimal() and len(code) == 5):
            raise ConfigError(f"{path}: {code!r} is not a headline code of five digits")
    return out


@cache
def headlines() -> Mapping[str, Headline]:
    """The categories of the configuration folder, read once."""
    return load_headlines(config_dir() / FILE)


@cache
def _by_label() -> Mapping[tuple[str | None, str], str]:
    return {
        (row.tier1, _key(label)): row.code
        for row in headlines().values()
        for label in (row.en, row.zh)
    }


def codes_of(text: str) -> tuple[str, ...]:
    """Codes of a headline as printed: ``Circulars - [Share Scheme / Rights Issue]``.

    Tier 1 first. Labels that the table does not have give no code.
    """
    text = text.strip()[:LONGEST]
    found = _HEADLINE.match(text)
    first, second = (found["first"], found["second"]) if found else (text, "")
    tier1 = _by_label().get((None, _key(first)))
    if tier1 is None:
        return ()
    labels = (_by_label().get((tier1, _key(label))) for label in second.split(" / "))
    return (tier1, *dict.fromkeys(code for code in labels if code))


def event_types(codes: Iterable[str]) -> tuple[str, ...]:
    """Event types that filings under these codes usually carry."""
    rows = (headlines().get(code) for code in codes)
    return tuple(dict.fromkeys(event for row in rows if row for event in row.events))


def _key(label: str) -> str:
    return _SPACE.sub(" ", label.replace("’", "'")).strip().casefold()

"""One issuer under all its keys: CIK, SEC file number, HKEX stock codes, tickers.

A name may confirm, never override: ``Alpha Corporation Limited`` is not
``Alpha Cloud Holdings Limited``, however alike they begin.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from watcher.errors import ConfigError
from watcher.model import AdsRatio, Issuer
from watcher.places import place
from watcher.simplified import traditional

SIMILAR = 0.95
"""Above this similarity of folded names a name identifies a watched issuer."""

_KEYS = {"name", "name_zh", "cik", "file_numbers", "tickers", "hkex_codes", "ads_ratios"}
_FORMS = frozenset(
    [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "co",
        "company",
        "corp",
        "corporation",
        "plc",
        "the",
        "and",
        "holdings",
        "holding",
        "group",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What a document or a feed gives to tell the issuer by; all optional."""

    cik: str | None = None
    file_numbers: tuple[str, ...] = ()
    stock_codes: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The watched issuer and the key that told it; ``issuer`` is None for others."""

    issuer: Issuer | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Issuers:
    """The watch list, looked up by exact keys."""

    all: tuple[Issuer, ...] = ()
    _by: Mapping[tuple[str, str], Issuer] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, issuers: Iterable[Issuer], told_at: Callable[[str], str] = lambda _: "") -> Issuers:
        """The list with its indexes. Raises ConfigError where two issuers share a key.

        The error begins with where the second one is ``told_at``, by its table name.
        """
        listed = tuple(issuers)
        index: dict[tuple[str, str], Issuer] = {}
        for issuer in listed:
            for key in _index_keys(issuer):
                other = index.setdefault(key, issuer)
                if other is not issuer:
                    raise ConfigError(
                        f"{told_at(issuer.key)}issuers {other.key!r} and {issuer.key!r} share the {key[0]} {key[1]!r}; keep it in one of them"
                    )
        return cls(listed, index)

    def get(self, key: str) -> Issuer | None:
        """The issuer with this table name."""
        return next((i for i in self.all if i.key == key), None)

    def resolve(self, keys: Keys) -> Resolved:
        """By CIK, then SEC file number, then stock code, then ticker, then name; the first exact hit."""
        for how, values in (
            ("cik", [pad_cik(keys.cik)] if keys.cik else []),
            ("sec_file_number", keys.file_numbers),
            ("hkex_stock_code", [listed_code(c) for c in keys.stock_codes]),
            ("ticker", [t.upper() for t in keys.tickers]),
        ):
            for value in values:
                issuer = self._by.get((how, value))
                if issuer is not None:
                    return Resolved(issuer=issuer, by=how)
        if keys.name:
            alike = [i for i in self.all if names_agree(keys.name, i)]
            if len(alike) == 1:
                return Resolved(issuer=alike[0], by="name")
        return Resolved(issuer=None, by=None)


def load(path: Path) -> Issuers:
    """The watch list of a TOML file. Raises ConfigError with the place of the fault."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing; it lists the issuers to watch") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    found = [_issuer(path, key, table) for key, table in tables.items()]
    return Issuers.of(found, lambda key: f"{place(path, key)}: ")


def pad_cik(cik: str) -> str:
    """``1795589`` -> ``0001795589``."""
    return cik.strip().zfill(10)


def pad_code(code: str) -> str:
    """``3896`` -> ``03896``."""
    return code.strip().removesuffix(".HK").zfill(5)


def listed_code(code: str) -> str:
    """The code of the Hong Kong dollar counter: renminbi counters 8XXXX are 0XXXX."""
    padded = pad_code(code)
    return f"0{padded[1:]}" if len(padded) == 5 and padded.startswith("8") else padded


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """A name without case, punctuation, legal form and script variants."""
    plain = traditional(unicodedata.normalize("NFKC", name).lower()).replace("有限公司", "")
    words = [w for w in re.findall(r"[a-z0-9]+|[\u3400-\u9fff]+", plain) if w not in _FORMS]
    return " ".join(words)


def names_agree(name: str, issuer: Issuer) -> bool:
    """Whether a printed name is the issuer's, legal forms and one small slip apart."""
    folded = fold(name)
    own = [fold(n) for n in (issuer.name, issuer.name_zh) if n]
    return any(folded == o or _alike(folded, o) for o in own if o)


@lru_cache(maxsize=8192)
def _alike(name: str, other: str) -> bool:
    """Whether two folded names are similar; the cheap upper bounds settle most pairs, the
    length without a look at the letters.
    """
    if 2 * min(len(name), len(other)) < SIMILAR * (len(name) + len(other)):
        return False
    pair = SequenceMatcher(None, name, other)
    bounds = (pair.real_quick_ratio, pair.quick_ratio, pair.ratio)
    return all(bound() >= SIMILAR for bound in bounds)


def same_name(name: str, issuer: Issuer) -> bool:
    """Whether a printed name is spelt as the issuer's, legal forms apart."""
    return fold(name) in {fold(n) for n in (issuer.name, issuer.name_zh) if n}


def _index_keys(issuer: Issuer) -> list[tuple[str, str]]:
    return [
        *([("cik", pad_cik(issuer.cik))] if issuer.cik else []),
        *(("sec_file_number", n) for n in issuer.file_numbers),
        *(("hkex_stock_code", listed_code(c)) for c in issuer.hkex_codes),
        *(("ticker", t.upper()) for t in issuer.tickers),
    ]


def _issuer(path: Path, key: str, table: Any) -> Issuer:
    if not isinstance(table, dict) or not isinstance(table.get("name"), str):
        raise ConfigError(f"{place(path, key)}: [{key}] needs a name")
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise ConfigError(
            f"{place(path, key, unknown[0])}: [{key}] has the unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}"
        )
    return Issuer(
        key=key,
        name=table["name"],
        name_zh=_text(path, key, table, "name_zh"),
        cik=_cik(path, key, table),
        tickers=_texts(path, key, table, "tickers"),
        hkex_codes=tuple(pad_code(c) for c in _texts(path, key, table, "hkex_codes")),
        file_numbers=_texts(path, key, table, "file_numbers"),
        ads_ratios=tuple(_ratio(path, key, r) for r in table.get("ads_ratios", [])),
    )


def _cik(path: Path, key: str, table: Mapping[str, Any]) -> str | None:
    cik = _text(path, key, table, "cik")
    if not cik:
        return None
    if not re.fullmatch(r"\s*[0-9]{1,10}\s*", cik):
        raise ConfigError(
            f'{place(path, key, "cik")}: [{key}] cik has up to ten digits, such as "0001795589"'
        )
    return pad_cik(cik)


def _text(path: Path, key: str, table: Mapping[str, Any], name: str) -> str | None:
    value = table.get(name)
    if value is not None and not isinstance(value, str):
        raise ConfigError(
            f"{place(path, key, name)}: [{key}] {name} must be text in quotes, or leading zeros are lost"
        )
    return value


def _texts(path: Path, key: str, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values: Sequence[Any] = table.get(name, [])
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ConfigError(
            f"{place(path, key, name)}: [{key}] {name} must be a list of texts in quotes, or leading zeros are lost"
        )
    return tuple(values)


def _ratio(path: Path, key: str, value: Any) -> AdsRatio:
    shares = value.get("shares") if isinstance(value, dict) else None
    since = value.get("since") if isinstance(value, dict) else None
    if not isinstance(shares, int) or shares < 1 or not (since is None or type(since) is date):
        raise ConfigError(
            f"{place(path, key, 'ads_ratios')}: [{key}] ads_ratios needs entries like {{ shares = 15, since = 2020-05-08 }}"
        )
    return AdsRatio(shares=shares, since=since)

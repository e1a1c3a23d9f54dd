"""The venues' own lists of companies: who has a ticker, a CIK, a stock code, file numbers.

EDGAR: ``/files/company_tickers_exchange.json`` (CIK, name, ticker, exchange) and the file
numbers of ``/submissions/CIK##########.json``. HKEXnews: ``activestock_sehk_{e|c}.json``
(code, short name). Exact keys find a company; names only confirm it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from watcher.errors import BadFeed, ConfigError
from watcher.issuers import fold, listed_code, pad_cik, pad_code
from watcher.model import Issuer
from watcher.net.client import Get

LIST_BYTES = 8_000_000
TICKERS_PATH = "/files/company_tickers_exchange.json"
STOCKS_PATH = "/ncms/script/eds/activestock_sehk_{language}.json"
_LISTED_CLASS = re.compile(r"(?:001|000)-\d{4,6}")
_SUFFIX = re.compile(r"\s*-\s*[A-Z]{1,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One registrant of the SEC's company list, with all its tickers."""

    cik: str
    name: str
    tickers: tuple[str, ...]
    file_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """One line of the stock list: the five-digit code and the short name in both languages."""

    code: str
    name: str
    name_zh: str | None = None


def company_of(
    get: Get, base_url: str, data_url: str, *, ticker: str | None, cik: str | None
) -> Company:
    """The registrant with this ticker or CIK, and its file numbers.

    Raises ConfigError where the list has none, BadFeed where the list is not what it was.
    """
    listed = list(_companies(_json(get, base_url + TICKERS_PATH)))
    wanted = pad_cik(cik) if cik else None
    if wanted is None:
        wanted = next((c for c, _, t in listed if ticker and t == ticker.upper()), None)
    mine = [(name, t) for c, name, t in listed if c == wanted]
    if not mine or wanted is None:
        raise ConfigError(f"the SEC's company list has no {ticker or f'CIK {cik}'}")
    tickers = tuple(t for _, t in mine)
    if ticker and ticker.upper() not in tickers:
        raise ConfigError(f"CIK {cik} has the tickers {', '.join(tickers)}, not {ticker}")
    numbers = _file_numbers(_json(get, f"{data_url}/submissions/CIK{wanted}.json"))
    return Company(cik=wanted, name=mine[0][0], tickers=tickers, file_numbers=numbers)


def stock_of(get: Get, base_url: str, code: str) -> Stock:
    """The stock with this code. Raises ConfigError where the list has none, BadFeed as above."""
    wanted = listed_code(code)
    names = {
        language: _stocks(_json(get, base_url + STOCKS_PATH.format(language=language)))
        for language in ("e", "c")
    }
    if wanted not in names["e"]:
        raise ConfigError(f"the stock list of HKEXnews has no {pad_code(code)}")
    return Stock(code=wanted, name=names["e"][wanted], name_zh=names["c"].get(wanted))


def confirms(company: Company, stock: Stock) -> bool:
    """Whether the short name at HKEXnews begins the registrant's name, suffixes apart.

    ``NORTH HARBOUR-W`` is ``North Harbour Holdings Ltd``. It only confirms: two companies
    may begin alike.
    """
    short, name = fold(_SUFFIX.sub("", stock.name)), fold(company.name)
    return bool(short) and f"{name} ".startswith(f"{short} ")


def issuer_from(company: Company | None, stock: Stock | None) -> Issuer:
    """One issuer of both listings; its table name is made from its name."""
    name = company.name if company else stock.name if stock else ""
    issuer = Issuer(key="-".join(fold(name).split()) or "issuer", name=name)
    if company:
        issuer = replace(
            issuer, cik=company.cik, tickers=company.tickers, file_numbers=company.file_numbers
        )
    if stock:
        issuer = replace(issuer, hkex_codes=(stock.code,), name_zh=stock.name_zh)
    return issuer


def table_of(issuer: Issuer) -> str:
    """The issuer as a table of ``issuers.toml``; text stays text, so no zero is lost."""
    rows: dict[str, str | Sequence[str] | None] = {
        "name": issuer.name, "name_zh": issuer.name_zh, "cik": issuer.cik,
        "file_numbers": issuer.file_numbers, "tickers": issuer.tickers,
        "hkex_codes": issuer.hkex_codes,
    }  # fmt: skip
    lines = [f"{name} = {_toml(value)}" for name, value in rows.items() if value]
    ratios = ", ".join(
        f"{{ shares = {r.shares}{f', since = {r.since}' if r.since else ''} }}"
        for r in issuer.ads_ratios
    )
    lines += [f"ads_ratios = [{ratios}]"] if ratios else []
    return "\n".join([f"[{issuer.key}]", *lines, ""])


def _toml(value: str | Sequence[str]) -> str:
    """A JSON string is a TOML basic string but for DEL, which no name has."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)


def _json(get: Get, url: str) -> Any:
    body = get.get(url, max_bytes=LIST_BYTES).body
    try:
        return json.loads(body)
    except ValueError as error:
        raise BadFeed(f"{url} is not JSON") from error


def _companies(data: Any) -> Iterator[tuple[str, str, str]]:
    """(CIK, name, ticker) of each row, by the names of the columns."""
    try:
        columns = [data["fields"].index(name) for name in ("cik", "name", "ticker")]
        for row in data["data"]:
            cik, name, ticker = (row[column] for column in columns)
            yield pad_cik(str(cik)), str(name), str(ticker).upper()
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise BadFeed("the SEC's company list has another form than it had") from error


def _file_numbers(data: Any) -> tuple[str, ...]:
    """Numbers of listed classes (001-, 000-), which a company keeps; the newest report's first."""
    try:
        numbers = data["filings"]["recent"].get("fileNumber", [])
        return tuple(dict.fromkeys(n for n in numbers if _LISTED_CLASS.fullmatch(str(n))))
    except (AttributeError, KeyError, TypeError) as error:
        raise BadFeed("the SEC's submissions have another form than they had") from error


def _stocks(data: Any) -> Mapping[str, str]:
    try:
        return {pad_code(str(row["c"])): str(row["n"]).strip() for row in data}
    except (KeyError, TypeError) as error:
        raise BadFeed("the stock list of HKEXnews has another form than it had") from error

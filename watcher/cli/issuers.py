"""`watcher issuers add|ls`: the watch list, filled from the lists of the venues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.common import Json, for_people, put_json, settings_for
from watcher.errors import ConfigError

if TYPE_CHECKING:
    from watcher.listings import Company, Stock
    from watcher.model import Issuer
    from watcher.settings import Settings

issuers = typer.Typer(
    name="issuers", help="The companies that are watched (issuers.toml).", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    issuers.command("add")(for_people(add))
    issuers.command("ls")(for_people(ls))
    app.add_typer(issuers)


def add(
    ticker: Annotated[str | None, typer.Option(help="Ticker at a US exchange.")] = None,
    cik: Annotated[str | None, typer.Option(help="Central Index Key of the SEC.")] = None,
    hkex: Annotated[str | None, typer.Option(help="Stock code in Hong Kong.")] = None,
    ads_ratio: Annotated[int | None, typer.Option(min=1, help="Shares per ADS.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Since when the ratio holds.")
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="The names at the two venues are not alike, and it is one company."
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print it; write nothing.")] = False,
    json: Json = False,
) -> None:
    """Look a company up by exact keys at the venues and add it to issuers.toml."""
    from watcher.listings import table_of
    from watcher.model import AdsRatio
    from watcher.settings import own_config_dir

    if not (ticker or cik or hkex):
        raise ConfigError("give --ticker, --cik or --hkex")
    if since and not ads_ratio:
        raise ConfigError("--since says since when --ads-ratio holds: give both, or neither")
    folder = own_config_dir()
    if folder is None:
        raise ConfigError("there is no configuration of yours to add it to: run `watcher init`")
    company, stock = _looked_up(settings_for("cli"), ticker, cik, hkex)
    issuer = _one(company, stock, force=force)
    if ads_ratio:
        day: date | None = since.date() if since else None
        issuer = replace(issuer, ads_ratios=(AdsRatio(shares=ads_ratio, since=day),))
    path = folder / "issuers.toml"
    if not dry_run:
        _append(path, issuer)
    if json:
        put_json({"written": None if dry_run else str(path), "issuer": issuer})
    else:
        typer.echo(table_of(issuer), nl=False)
        typer.echo("not written" if dry_run else f"added to {path}", err=True)


def ls(json: Json = False) -> None:
    """The issuers that are watched."""
    from watcher.issuers import load
    from watcher.settings import config_dir

    for issuer in load(config_dir() / "issuers.toml").all:
        if json:
            put_json(issuer)
        else:
            keys = (issuer.cik, *issuer.tickers, *issuer.hkex_codes)
            typer.echo(f"{issuer.key}  {issuer.name}  {' '.join(filter(None, keys))}")


def _looked_up(
    settings: Settings, ticker: str | None, cik: str | None, hkex: str | None
) -> tuple[Company | None, Stock | None]:
    from watcher.cli.feeds import open_feeds, require_enabled
    from watcher.listings import company_of, stock_of

    for source, wanted in (("edgar", ticker or cik), ("hkexnews", hkex)):
        if wanted:
            require_enabled(settings, source)
    with open_feeds(settings) as feeds:
        company = stock = None
        if ticker or cik:
            sec = feeds["edgar"]
            company = company_of(
                sec.get, sec.config.base_url, sec.config.data_url or sec.config.base_url,
                ticker=ticker, cik=cik,
            )  # fmt: skip
        if hkex:
            stock = stock_of(feeds["hkexnews"].get, feeds["hkexnews"].config.base_url, hkex)
    return company, stock


def _one(company: Company | None, stock: Stock | None, *, force: bool) -> Issuer:
    """The issuer of both; ConfigError where the names do not confirm that it is one company."""
    from watcher.listings import confirms, issuer_from

    if company and stock and not force and not confirms(company, stock):
        raise ConfigError(
            f"{company.name!r} at the SEC and {stock.name!r} at HKEXnews are not alike; "
            "if it is one company, say --force"
        )
    return issuer_from(company, stock)


def _append(path: Path, issuer: Issuer) -> None:
    """Write the file anew with one table more; ConfigError where the list would be wrong."""
    from watcher.issuers import Issuers, load
    from watcher.listings import table_of

    listed = load(path)
    if listed.get(issuer.key):
        raise ConfigError(f"{path} has [{issuer.key}] already; edit it there")
    Issuers.of([*listed.all, issuer])
    beside = path.with_suffix(".new")
    text = path.read_text(encoding="utf-8").rstrip("\n")
    try:
        beside.write_text(f"{text}\n\n{table_of(issuer)}", encoding="utf-8")
        load(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

"""Reading without sending: parse and explain."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.common import Json, for_people, open_ledger, put_json, settings_for


class Venue(StrEnum):
    """Where a filing was filed."""

    EDGAR = "edgar"
    HKEXNEWS = "hkexnews"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(for_people(parse))
    app.command()(for_people(explain))


def parse(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Filings to read; .gz is opened.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="JSON lines with path and what a feed told.")
    ] = None,
    source: Annotated[Venue | None, typer.Option(help="Where it was filed.")] = None,
    form: Annotated[
        str | None, typer.Option(help="Form type a feed would have told, such as 6-K.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line (the default).")
    ] = True,
    plain: Annotated[
        bool, typer.Option("--plain", help="Lines for people: headlines, dropped cues, doubts.")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="Print the canonical text instead.")] = False,
) -> None:
    """Bytes in, events out: offline, without Redis and ledger."""
    del jsonl
    if not paths and manifest is None:
        typer.echo("watcher parse: give a PATH or --manifest", err=True)
        raise typer.Exit(2)
    from watcher.cli.lines import parsed
    from watcher.jsonable import json_line
    from workers.parse import run

    code = run(
        [str(p) for p in paths or []],
        manifest=str(manifest) if manifest else None,
        source=source.value if source else None,
        form=form,
        text_only=text,
        line=parsed if plain else json_line,
        out=sys.stdout,
    )
    raise typer.Exit(code)


def explain(
    filing: Annotated[
        str, typer.Argument(help="sec:<accession>, hkex:<news id>, or the bare number.")
    ],
    subscription: Annotated[str | None, typer.Option(help="Only this subscription.")] = None,
    json: Json = False,
) -> None:
    """Why a filing alerted, or why it did not."""
    settings = settings_for("explain")
    from watcher.cli.explaining import explanation, printed

    with open_ledger(settings) as ledger:
        told = explanation(ledger, filing, subscription)
    if json:
        put_json(told)
    else:
        typer.echo(printed(told))

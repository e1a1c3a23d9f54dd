"""`watcher demo`: the very pipeline that runs live, fed by a replay venue, on this machine only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.common import Json, for_people


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(for_people(demo))


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="End by itself when everything is delivered.")
    ] = False,
    recording: Annotated[
        Path | None, typer.Option(help="Folder of recordings; default: the demo's own.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Keep ledger and blobs here; default: a fresh temporary folder."),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Port of the web page; default 8000, or any free one with --once.",
        ),
    ] = None,
    speed: Annotated[float, typer.Option(min=0.01, help="Recorded seconds per second.")] = 1.0,
    json: Json = False,
) -> None:
    """Four Kingsoft Cloud filings among ordinary ones, from feed to delivered alert."""
    from watcher.demo import Options, play

    raise typer.Exit(
        play(
            Options(once=once, recording=recording, data=data, port=port, speed=speed, as_json=json)
        )
    )

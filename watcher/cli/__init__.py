"""The front door: ``watcher`` (Typer). The one package of ``watcher`` that imports ``workers``.

``--json`` on everything that prints, ``--dry-run`` on everything that sends; exit
status 0 ok, 1 failed, 2 usage. Heavy imports stay inside the commands.
"""

from __future__ import annotations

import typer

from watcher.cli import (
    channels,
    completeness,
    demo,
    issuers,
    look,
    reading,
    services,
    setup,
    silencing,
    steer,
)

app = typer.Typer(
    name="watcher",
    help="Reads SEC EDGAR and HKEXnews filings and tells the right people at once, once, and right.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    demo,
    setup,
    services,
    reading,
    look,
    steer,
    completeness,
    silencing,
    channels,
    issuers,
):
    module.register(app)


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    if version:
        from watcher import __version__

        typer.echo(__version__)
        raise typer.Exit

"""Commands run in this very process."""

import json
from typing import Any

from typer.testing import CliRunner

from watcher.cli import app

runner = CliRunner()


def run(*words: str, code: int = 0, stdin: str | None = None) -> str:
    result = runner.invoke(app, list(words), input=stdin)
    assert result.exit_code == code, result.output
    return result.output


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]

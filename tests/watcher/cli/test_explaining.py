"""`watcher explain`: what it prints, whatever strangers wrote."""

from __future__ import annotations

from typing import Any

from tests.support.telling import NOW, a_filing, an_event
from watcher.cli.explaining import printed
from watcher.ledger.rows import FilingRow
from watcher.model import QualityFlag

HOSTILE = "\x1b]0;mine\x07\x9b2Jevent      made up\nalert      made up\r\u2028x"


def told(text: str) -> dict[str, Any]:
    """An explanation in which every stranger says ``text``."""
    row = FilingRow(
        filing=a_filing(title=text), state="read", attempts=1, due_at=NOW, held_until=None,
        read_at=NOW, error=None, review_reason=None, issuer_key=None, notify=True, facts={},
    )  # fmt: skip
    return {
        "filing": row, "events": [an_event(headline=text)], "same_story_as": {}, "suppressed": [],
        "flags": [QualityFlag(code="ODD", detail=text)], "alerts": [], "not_told": {},
        "refused_by": {},
    }  # fmt: skip


def test_nobody_steers_the_terminal_or_begins_a_line_of_his_own() -> None:
    plain, hostile = printed(told("a title")), printed(told(HOSTILE))
    assert len(hostile.splitlines()) == len(plain.splitlines())
    assert "".join(hostile.splitlines()).isprintable()
    assert "\\x1b]0;mine" in hostile

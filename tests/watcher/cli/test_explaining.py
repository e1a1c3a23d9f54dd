"""`watcher explain`: what it prints, whatever strangers wrote."""

from __future__ import annotations

from typing import Any

from tests.support.telling import NOW, a_filing, an_alert, an_event
from watcher.cli.explaining import printed
from watcher.cli.lines import kind, titled
from watcher.ledger.rows import FilingRow
from watcher.model import Party, QualityFlag

HOSTILE = "\x1b]0;mine\x07\x9b2Jevent      made up\nalert      made up\r\u2028x"


def told(text: str) -> dict[str, Any]:
    """An explanation in which every stranger says ``text``."""
    row = FilingRow(
        filing=a_filing(title=text), state="read", attempts=1, due_at=NOW, held_until=None,
        read_at=NOW, error=None, review_reason=None, issuer_key=None, notify=True, facts={},
    )  # fmt: skip
    return {
        "filing": row, "events": [an_event(headline=text)], "same_story_as": {}, "suppressed": [],
        "flags": [QualityFlag(code="ODD", detail=text)], "alerts": [], "deliveries": [], "not_told": {},
        "refused_by": {},
    }  # fmt: skip


def test_nobody_steers_the_terminal_or_begins_a_line_of_his_own() -> None:
    plain, hostile = printed(told("a title")), printed(told(HOSTILE))
    assert len(hostile.splitlines()) == len(plain.splitlines())
    assert "".join(hostile.splitlines()).isprintable()
    assert "\\x1b]0;mine" in hostile


def test_a_filing_says_whose_it_is_once() -> None:
    hong_kong = a_filing(
        form=None, title="MONTHLY RETURN", stock_codes=("09871",), headline_codes=("10000", "12350"),
        parties=(Party(role="issuer", name="NORTH HARBOUR"),),
    )  # fmt: skip
    edgar = a_filing(
        title="6-K - North Harbour Ltd", parties=(Party(role="filer", name="North Harbour Ltd"),)
    )  # fmt: skip
    assert titled(hong_kong) == "NORTH HARBOUR (9871): MONTHLY RETURN"
    assert titled(edgar) == "6-K - North Harbour Ltd"
    assert titled(a_filing(title="A notice")) == "A notice"
    assert (kind(hong_kong), kind(edgar)) == ("12350", "6-K")


def test_an_alert_that_no_channel_gets_says_so() -> None:
    alone = told("a title") | {"alerts": [an_alert()]}
    assert "delivery   none: desk has no channel that is enabled" in printed(alone)

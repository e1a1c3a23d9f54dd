"""docs/channels.md against the code: options, statuses, the example, the snippets."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

import workers.channels
from tests.support.telling import a_filing, an_alert, an_event, an_issuer
from watcher.model import QualityFlag, Severity
from workers.render.headline import alert_headline
from workers.render.message import render

PAGE = Path("docs/channels.md").read_text(encoding="utf-8")
MODULES = sorted(
    path.stem
    for path in Path(workers.channels.__file__).parent.glob("*.py")
    if path.stem != "__init__"
)
SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("name", MODULES)
def test_every_option_of_every_channel_is_described(name: str) -> None:
    channel = import_module(f"workers.channels.{name}").CHANNEL
    assert channel.name == name
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (section,) = [s for s in sections if re.match(rf"[\w ]*\b{name}\b", s.splitlines()[0])]
    missing = [o for o in channel.config.model_fields if f"`{o}`" not in section]
    assert missing == []


def test_the_example_is_what_the_program_writes() -> None:
    events = [
        an_event(1),
        an_event(
            2,
            headline="Cy Lane becomes chairman",
            fields={
                "person": {"name": "Cy Lane"},
                "roles": [{"role": "chairman_of_board", "change": "gained"}],
            },
        ),
        an_event(
            3,
            type="results",
            severity=Severity.MEDIUM,
            confidence=Decimal("0.99"),
            headline="annual results 2025: revenue RMB5.56bn (+16.2%)",
            fields={
                "period_start": "2025-01-01",
                "period_end": "2025-12-31",
                "gaap": "US GAAP",
                "dividend_declared": False,
            },
        ),
    ]
    headline = alert_headline(a_filing(), an_issuer(), events)
    message = render(
        an_alert(*events, headline=headline),
        a_filing(),
        an_issuer(),
        events,
        flags=[QualityFlag(code="ISSUER_NAME_MISMATCH", detail="North Harbor")],
        public_url="http://127.0.0.1:8000",
    )
    assert blocks("text") == [message.text]


def headers_of(body: bytes, when: datetime) -> dict[str, str]:
    return {
        "webhook-id": "alert_1",
        "webhook-timestamp": str(int(when.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("alert_1", when, body.decode()),
    }


def test_both_ways_to_verify_a_signature_work_as_printed() -> None:
    names: dict[str, Any] = {}
    for snippet in blocks("python"):
        exec(snippet, names)  # noqa: S102 - the page's own snippets
    body, now = b'{"a": 1}', datetime.now(UTC)
    good, old = headers_of(body, now), headers_of(body, datetime(2020, 1, 1, tzinfo=UTC))
    assert names["receive"](SECRET, good, body) == {"a": 1}
    assert names["is_genuine"](SECRET, good, body)
    assert not names["is_genuine"](SECRET, good, body + b" ")
    assert not names["is_genuine"](SECRET, old, body)
    other = "whsec_" + "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4"
    assert not names["is_genuine"](other, good, body)

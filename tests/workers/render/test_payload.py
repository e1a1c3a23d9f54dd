"""The body for machines: true to its schema, whole whatever strangers write, and not too long."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.telling import a_filing, a_sale, an_alert, an_event
from tests.workers.render.rendering import PUBLIC, told
from watcher.model import (
    Derived,
    Event,
    EventId,
    Evidence,
    Party,
    QualityFlag,
    Severity,
)
from workers.channels import Message
from workers.render.message import render
from workers.render.payload import LIMIT, MOST_CODES, encoded

SCHEMA = json.loads(Path("docs/schema/alert.json").read_text(encoding="utf-8"))
EVENT_SCHEMA = json.loads(Path("docs/schema/event.json").read_text(encoding="utf-8"))


def test_the_body_names_an_unwatched_company_with_its_own_keys() -> None:
    parties = (
        Party(role="reporting", name="Bo Marsh", cik="0000000009"),
        Party(role="issuer", name="GREY PLOVER", cik="1234567"),
    )
    filing = a_filing(parties=parties, stock_codes=("09871",))
    event = an_event()
    message = render(an_alert(event), filing, None, [event])
    valid(message)
    data: Any = message.data
    issuer = data["data"]["issuer"]
    assert (issuer["name"], issuer["cik"]) == ("GREY PLOVER", "0001234567")
    assert issuer["hkex_codes"] == ["09871"]
    person = render(an_alert(event), a_filing(parties=parties[:1]), None, [event])
    data = person.data
    assert data["data"]["issuer"]["cik"] is None, "a person's number is no company's"


def valid(message: Message) -> bytes:
    body = encoded(message.data)
    jsonschema.validate(json.loads(body), SCHEMA, cls=jsonschema.Draft202012Validator)
    assert len(body) < LIMIT
    return body


def test_the_body_holds_the_alert_and_everything_of_its_events() -> None:
    message = told(an_event(), a_sale(2))
    body = json.loads(valid(message))
    assert body["data"]["truncated"] is False
    assert [e["type"] for e in body["data"]["events"]] == ["board_change", "insider_sale"]
    for event in body["data"]["events"]:
        jsonschema.validate(event, EVENT_SCHEMA, cls=jsonschema.Draft202012Validator)
    assert body["data"]["events"][1]["fields"]["aggregate_market_value"] == "924000.00"
    assert body["data"]["links"]["explain"].startswith(PUBLIC)


def test_the_two_schemas_tell_the_same_of_an_event() -> None:
    assert SCHEMA["$defs"]["event"] == {k: v for k, v in EVENT_SCHEMA.items() if k != "$schema"}


@pytest.mark.parametrize(
    "event",
    [
        an_event(evidence=tuple(Evidence(document="main", start=0, end=9, quote="q" * 5000)
                                for _ in range(9))),
        an_event(fields={"rows": [{"name": "n" * 100} for _ in range(900)], "units": 5}),
        an_event(fields={f"field_{n}": "金" * 500 for n in range(60)}),
        an_event(fields={f"field_{n}": n for n in range(5000)}, title_item="t" * 30_000),
        an_event(headline="h" * 30_000, dedup_key="k" * 30_000),
        an_event(derived=tuple(Derived(name="n", value="v" * 500, unit="", arithmetic="a" * 900)
                               for _ in range(40))),
    ],
    ids=["quotes", "rows", "long-text", "many-fields", "headline", "derived"],
)  # fmt: skip
def test_a_body_that_is_too_long_is_cut_and_says_so(event: Event) -> None:
    body = json.loads(valid(told(event)))
    assert body["data"]["truncated"] is True
    assert body["data"]["events"][0]["evidence"]
    assert body["data"]["alert_id"]


def test_a_filing_with_hundreds_of_events_still_fits() -> None:
    events = [an_event(n, severity=Severity.LOW) for n in range(300)]
    message = told(*events)
    assert json.loads(valid(message))["data"]["truncated"] is True
    assert message.also[-1].headline == "and 291 more"


def test_a_filing_of_thousands_of_codes_under_a_name_without_end_still_fits() -> None:
    """One announcement may be of all the warrants of a bank."""
    event, many = an_event(), tuple(f"{number:05}" for number in range(3000))
    filing = a_filing(
        parties=(Party(role="issuer", name="Grey Plover " * 5000),),
        stock_codes=many, headline_codes=many, items=many,
    )  # fmt: skip
    message = render(an_alert(event), filing, None, [event])
    valid(message)
    assert len(encoded(message.data)) < LIMIT
    data: Any = message.data["data"]
    assert (data["truncated"], data["issuer"]["hkex_codes"]) == (True, list(many[:MOST_CODES]))


ANY = st.text(st.characters(), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=ANY, headline=ANY, quote=ANY, name=ANY, url=ANY, code=ANY)
def test_whatever_strangers_write_a_message_comes_out_whole(
    title: str, headline: str, quote: str, name: str, url: str, code: str
) -> None:
    event = an_event(
        id=EventId("evt_1"),
        headline=headline,
        fields={"person": {"name": name}, "reason": title},
        evidence=(Evidence(document="main", start=0, end=len(quote), quote=quote),),
    )
    message = told(
        event, filing=a_filing(title=title, url=url), flags=[QualityFlag(code=code, detail=quote)]
    )
    valid(message)
    assert "\n" not in message.subject + message.headline
    assert len(message.subject) < 80
    assert "<script" not in message.html.lower()
    shown = message.text.replace("\n", "")
    assert shown.isprintable() or all(c.isprintable() or c == " " for c in shown)


def test_links_are_ours_or_the_venues_and_never_scripts() -> None:
    bad = a_filing(url='javascript:alert(1)//"><script>')
    message = told(an_event(), filing=bad)
    assert [link.label for link in message.links] == ["explain"]
    assert [link.label for link in told(an_event()).links] == ["filing", "explain"]

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import jsonschema

from tests.support.telling import NOW, a_filing, a_sale, an_alert, an_event, an_issuer
from watcher.model import AlertId, Severity, sec_filing_id
from workers.channels import Message
from workers.render.blockkit import BLOCKS, SECTION, payload
from workers.render.digest import Told, digest_id, render_digest
from workers.render.payload import LIMIT, encoded

SCHEMA = json.loads(Path("docs/schema/digest.json").read_text(encoding="utf-8"))
QUAY = an_issuer(key="quay", name="Quay Street Inc", tickers=("QUAY",), hkex_codes=(), cik=None)


def told(number: int, **changes: object) -> Told:
    """Alternately a quiet alert about one company and a loud one about another."""
    loud = number % 2 == 0
    event = an_event(number) if loud else a_sale(number)
    alert = an_alert(
        event, id=AlertId(f"alert_{number:016x}"), created_at=NOW + timedelta(minutes=number)
    )
    filing = a_filing(id=sec_filing_id(f"0001234567-26-{number:06}"))
    return Told(alert=alert, filing=filing, issuer=an_issuer() if loud else QUAY, events=[event])


def digest(count: int = 4) -> Message:
    return render_digest([told(n) for n in range(count)], public_url="http://127.0.0.1:8000")


def test_alerts_stand_by_company_the_loudest_company_and_alert_first() -> None:
    message = digest()
    assert [group.title for group in message.groups] == [
        "North Harbour Holdings Limited (NHC / 9871)", "Quay Street Inc (QUAY)",
    ]  # fmt: skip
    lines = [item.line for group in message.groups for item in group.items]
    assert lines[0].startswith("HIGH | chairman Ada Moor resigns")
    assert lines[2].startswith("LOW | affiliate Bo Marsh plans to sell")
    assert message.severity is Severity.HIGH
    assert message.subject == "[High] Digest, 4 alerts about 2 companies: NHC/9871, QUAY"


def test_plain_text_html_and_slack_say_the_same() -> None:
    message = digest()
    slack = json.dumps(payload(message), ensure_ascii=False)
    for words in ("chairman Ada Moor resigns", "Quay Street Inc (QUAY)", "210,000 ADS"):
        assert words in message.text
        assert words in message.html
        assert words in slack
    for link in [link for group in message.groups for item in group.items for link in item.links]:
        assert f'href="{link.url}"' in message.html
        assert link.url in message.text
    assert "Alerts of: 2026-03-25 09:30 to 2026-03-25 09:33 UTC" in message.text


def test_the_id_is_made_from_the_alerts_and_nothing_else() -> None:
    rows = [told(n) for n in range(3)]
    assert render_digest(rows).alert_id == render_digest(rows[::-1]).alert_id
    assert encoded(render_digest(rows).data) == encoded(render_digest(rows[::-1]).data)
    assert digest_id([AlertId("a"), AlertId("b")]) != digest_id([AlertId("a")])


def test_the_body_keeps_to_its_schema_and_limit_and_names_every_alert() -> None:
    for count in (2, 300):
        body = digest(count).data
        jsonschema.validate(body, SCHEMA)
        data = json.loads(encoded(body))["data"]
        assert len(encoded(body)) < LIMIT
        assert len(data["alert_ids"]) == count
        assert data["truncated"] is (count == 300)
        assert 0 < len(data["alerts"]) <= count


def test_slack_keeps_to_its_limits_and_says_what_is_left_out() -> None:
    rows = [
        Told(
            alert=each.alert, filing=each.filing, events=each.events,
            issuer=an_issuer(key=f"c{n}", name=f"Company {n:03} & <Co>", tickers=(), hkex_codes=()),
        )
        for n, each in enumerate(map(told, range(120)))
    ]  # fmt: skip
    blocks = payload(render_digest(rows))["blocks"]
    assert len(blocks) <= BLOCKS
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    assert all(len(text) <= SECTION for text in texts)
    assert any("and 80 alerts of 80 companies" in text for text in texts)
    many = payload(digest(300))["blocks"]
    assert any(" more" in block["text"]["text"] for block in many if block["type"] == "section")


def test_hostile_names_are_text() -> None:
    evil = an_issuer(name="</h2><script>alert(1)</script>\x1b[31m <!channel>")
    each = told(0)
    message = render_digest(
        [Told(alert=each.alert, filing=each.filing, issuer=evil, events=each.events), told(1)]
    )
    assert "<script" not in message.html
    assert "\x1b" not in message.text + message.html
    assert "<!channel>" not in json.dumps(payload(message))

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import jsonschema
import pytest

from tests.support.telling import a_filing, an_alert, an_event
from tests.workers.render.rendering import told
from tests.workers.render.test_payload import SCHEMA
from watcher.model import Filing, hkex_filing_id
from workers.render.message import render
from workers.render.payload import LIMIT, encoded
from workers.render.provenance import also_published, told_earlier, twins_json

REPORT = a_filing()
AT = datetime.fromisoformat("2026-03-25T09:00:12Z")


def announcement(language: str = "en", **changes: Any) -> Filing:
    values: dict[str, Any] = {
        "id": hkex_filing_id("12022263"), "source": "hkexnews", "form": None,
        "title": "RESIGNATION OF DIRECTOR", "language": language, "url": "https://news.test/1.pdf",
        "headline_codes": ("12350",), "published_at": AT - timedelta(hours=2),
    }  # fmt: skip
    return a_filing(**values | changes)


def test_the_other_language_and_the_other_venue_are_named_with_who_came_first() -> None:
    chinese = announcement("zh", id=hkex_filing_id("12022264"))
    assert also_published(announcement(), [chinese]) == "HKEXnews (Chinese)"
    assert also_published(chinese, [announcement()]) == "HKEXnews (English)"
    line = also_published(REPORT, [announcement()])
    assert line == "HKEXnews (English) in part; HKEX first, by 2 h"
    late = announcement(published_at=AT + timedelta(hours=5))
    assert (
        also_published(late, [chinese, REPORT])
        == "HKEXnews (Chinese), SEC 6-K in part; SEC first, by 5 h"
    )


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (timedelta(seconds=50), ""),
        (timedelta(minutes=2), ""),
        (timedelta(minutes=3), "; HKEX first, by 3 min"),
        (timedelta(minutes=-30), ""),
        (timedelta(minutes=59, seconds=59), "; HKEX first, by 59 min"),
        (timedelta(hours=26), "; HKEX first, by 26 h"),
        (timedelta(days=4), "; HKEX first, by 4 days"),
    ],
)
def test_a_lead_is_told_in_the_unit_that_people_use(lead: timedelta, words: str) -> None:
    line = also_published(REPORT, [announcement(published_at=AT - lead)])
    assert line == f"HKEXnews (English) in part{words}"


def test_what_was_told_before_is_named_in_words_with_the_filing_that_told_it() -> None:
    here, there = hkex_filing_id("19900101"), hkex_filing_id("19900102")
    kinds = ["board_change", "board_change", "m_and_a", "bankruptcy", "bankruptcy"]
    pairs = [*((kind, here) for kind in kinds), ("results", there)]
    words = "2 board changes, deal, 2 bankruptcies (hkex:19900101); results (hkex:19900102)"
    assert told_earlier(pairs) == words
    assert told_earlier([]) is None
    message = render(an_alert(an_event()), REPORT, None, [an_event()], told_before=pairs)
    assert f"Told before: {words}" in message.text.splitlines()


def test_nobody_else_and_no_time_are_no_words() -> None:
    assert also_published(REPORT, []) is None
    assert also_published(REPORT, [announcement(published_at=None)]) == "HKEXnews (English) in part"


def test_the_message_has_the_line_and_the_body_the_versions() -> None:
    assert "Also published" not in told(an_event()).text
    message = told(an_event(), twins=(announcement(), announcement("zh", published_at=None)))
    line = (
        "Also published: HKEXnews (English) in part, HKEXnews (Chinese) in part; HKEX first, by 2 h"
    )
    assert line in message.text.splitlines()
    assert "HKEX first, by 2 h" in message.html
    data: Any = message.data
    jsonschema.validate(data, SCHEMA)
    assert data["data"]["twins"][0] == {
        "source": "hkexnews", "id": "hkex:12022263", "form": None,
        "title": "RESIGNATION OF DIRECTOR", "language": "en", "url": "https://news.test/1.pdf",
        "published_at": "2026-03-25T07:00:12Z",
    }  # fmt: skip


def test_a_body_whose_twins_are_ids_breaks_the_schema() -> None:
    data: Any = told(an_event(), twins=(announcement(),)).data
    data["data"]["twins"] = ["hkex:12022263"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_a_long_title_is_cut() -> None:
    (entry,) = twins_json([announcement(title="RESIGNATION " * 100)])
    assert isinstance(entry, dict)
    assert len(str(entry["title"])) <= 200


def test_a_crowd_of_versions_does_not_burst_the_body() -> None:
    crowd = [
        announcement(title="辭任" * 200, url=f"https://news.test/{'a' * 900}") for _ in range(11)
    ]
    many = [an_event(number, headline="辭任" * 200) for number in range(40)]
    message = told(*many, twins=crowd)
    assert len(encoded(message.data)) < LIMIT
    jsonschema.validate(message.data, SCHEMA)

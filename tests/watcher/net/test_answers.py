"""What an answer means, by its status, headers and first bytes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.corpus import recorded
from watcher.net.answers import Fault, Missing, Refusal, Verdict, judge, retry_after

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
ATOM = ("application/atom+xml", "text/xml")


def meaning(
    status: int, head: bytes = b"x", *, type_: str = "application/atom+xml", **options: bool
) -> Verdict:
    return judge(
        status, {"content-type": type_}, head, accept=ATOM,
        blank_is_block=options.get("blank_is_block", False), now=NOW,
    )  # fmt: skip


def test_what_was_asked_for_passes() -> None:
    assert meaning(200) is None
    assert meaning(200, type_="Text/XML; charset=ISO-8859-1") is None


@pytest.mark.parametrize("status", [403, 429])
def test_a_refusal(status: int) -> None:
    assert meaning(status) == Refusal(f"HTTP {status}", None)


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_document(status: int) -> None:
    assert meaning(status) == Missing(f"HTTP {status}")


@pytest.mark.parametrize("status", [301, 302, 400, 401, 500, 502, 503])
def test_a_fault(status: int) -> None:
    assert meaning(status) == Fault(f"HTTP {status}", None)


def test_an_archive_without_the_file_answers_403_and_is_no_ban() -> None:
    head = b'<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code><Message>x</Message></Error>'
    assert meaning(403, head) == Missing("HTTP 403")


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_block_page_is_a_refusal_under_any_status(status: int) -> None:
    page = b"<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title>"
    assert isinstance(meaning(status, page, type_="text/html"), Refusal)


def test_html_in_place_of_data_is_a_fault_even_under_a_feeds_content_type() -> None:
    assert meaning(200, b" \n<!DOCTYPE html><html>") == Fault("an HTML page came in place of data")
    assert isinstance(meaning(200, b"{}", type_="application/json"), Fault)
    assert isinstance(meaning(200, b"{}", type_=""), Fault)


def test_a_blank_answer_is_a_refusal_where_the_venue_refuses_that_way() -> None:
    assert isinstance(meaning(200, b"", blank_is_block=True), Refusal)
    assert isinstance(meaning(200, b""), Fault)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("-5", None),
        ("soon", None),
        ("9" * 400, 999_999_999.0),
        ("Wed, 25 Mar 2026 09:40:00 GMT", 600.0),
        ("Wed, 25 Mar 2026 09:20:00 GMT", 0.0),
        ("Wed, 25 Mar 99999999999 09:20:00 GMT", None),
        ("Wed, 25 Mar 2026 09:20:00 +99999999999999", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("file", "status", "kind"),
    [
        ("CIK-000000001.json_http404.xml", 404, Missing),
        ("archives_403_accessdenied.xml", 403, Missing),
        ("getcurrent_20260112_count100_start5100_http503.html", 503, Fault),
        ("sec_automated_tool_block.html", 403, Refusal),
        ("sec_automated_tool_block.html", 200, Refusal),
        ("sec_rate_threshold_exceeded.html", 429, Refusal),
        ("sec_rate_threshold_exceeded.html", 200, Refusal),
    ],
)
def test_recorded_error_pages(file: str, status: int, kind: type) -> None:
    assert isinstance(meaning(status, recorded(f"edgar/http-error/{file}")[:4096]), kind)

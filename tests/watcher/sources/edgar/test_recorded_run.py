"""The real feed of a busy morning: 51 pages of 100, read while the list moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.corpus import recorded, recorded_names
from tests.watcher.sources.venues import EDGAR, Answers
from watcher.errors import BadFeed, ServerFault, WatcherError
from watcher.sources import PollResult
from watcher.sources.edgar.atom import entries
from watcher.sources.edgar.walk import poll

RUN = "getcurrent_20260112_count100_start"
AFTER = datetime(2026, 1, 12, 16, 30, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def recorded_pages(_: str, query: Mapping[str, str]) -> bytes | WatcherError:
    start = int(query["start"])
    if start > 5000:
        return ServerFault("HTTP 503")
    return recorded(f"edgar/feed/{RUN}{start:04d}.atom")


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return {name: recorded(name) for name in recorded_names("edgar/feed", f"{RUN}*.atom")}


@pytest.fixture(scope="module")
def whole(pages: dict[str, bytes]) -> PollResult:
    return poll(Answers(recorded_pages), EDGAR, since=LONG_AGO, now=AFTER)


def test_every_accession_comes_exactly_once_while_the_list_moves(pages: dict[str, bytes]) -> None:
    bodies = b"".join(pages.values())
    printed = set(re.findall(rb"accession-number=(\d{10}-\d{2}-\d{6})", bodies))
    forms = set(re.findall(rb'term="([^"]+)"', bodies))
    everything = EDGAR.model_copy(update={"forms": tuple(form.decode() for form in forms)})
    result = poll(Answers(recorded_pages), everything, since=LONG_AGO, now=AFTER)
    found = [filing.id.removeprefix("sec:") for filing in result.filings]
    assert (result.entries, result.pages, result.damage) == (5100, 51, ())
    assert len(found) == len(set(found)) == 3409
    assert set(found) == {accession.decode() for accession in printed}
    assert result.gap_since == LONG_AGO


def test_owner_forms_name_issuer_and_owner(pages: dict[str, bytes]) -> None:
    owners = EDGAR.model_copy(update={"forms": ("3", "4", "5", "144")})
    filings = poll(Answers(recorded_pages), owners, since=LONG_AGO, now=AFTER).filings
    roles = {"144": {"subject", "reporting"}}
    inner = filings[5:-5]  # the run's two ends may cut a filing
    assert len(inner) > 700
    assert all(
        {p.role for p in f.parties} == roles.get(f.form or "", {"issuer", "reporting"})
        for f in inner
    )


@pytest.mark.parametrize("minutes", [1, 10, 60, 600])
def test_polling_back_to_any_mark_misses_nothing(whole: PollResult, minutes: int) -> None:
    assert whole.mark is not None
    since = whole.mark - timedelta(minutes=minutes)
    part = poll(Answers(recorded_pages), EDGAR, since=since, now=AFTER)
    wanted = {f.id for f in whole.filings if f.published_at and f.published_at > since}
    assert wanted <= {f.id for f in part.filings}
    assert part.complete


def test_a_prefix_filter_of_the_venue_is_filtered_again() -> None:
    names = recorded_names("edgar/feed", "getcurrent_type4_*.atom")
    found = [entry for name in names for entry in entries(recorded(name)).entries]
    assert len(found) == 700
    assert {entry.form for entry in found} > {"4", "424B2", "497K", "40-17G"}


@pytest.mark.parametrize("name", ["company_search_delhaize_2021", "company_search_llc_2021"])
def test_a_recorded_list_of_companies_is_refused(name: str) -> None:
    with pytest.raises(BadFeed, match="list of companies"):
        entries(recorded(f"edgar/feed/{name}.atom"))


@pytest.mark.parametrize(
    ("name", "count"),
    [("company_aapl_2021", 40), ("company_keenvision", 55), ("company_delhaize_america_2021", 40)],
)
def test_recorded_company_feeds_are_read_whole(name: str, count: int) -> None:
    page = entries(recorded(f"edgar/feed/{name}.atom"))
    assert (len(page.entries), page.damage) == (count, None)
    assert len({entry.parties[0].cik for entry in page.entries}) == 1


@pytest.mark.parametrize(
    "name", ["getcurrent_20260112_count100_start5100_http503.html", "sec_automated_tool_block.html"]
)
def test_recorded_error_pages_are_no_feed(name: str) -> None:
    with pytest.raises(BadFeed):
        entries(recorded(f"edgar/http-error/{name}"))


def test_a_recorded_page_cut_in_the_middle_is_kept_and_flagged(pages: dict[str, bytes]) -> None:
    body = pages[f"edgar/feed/{RUN}0000.atom"]
    page = entries(body[: len(body) // 2])
    assert 40 <= len(page.entries) < 60
    assert page.short

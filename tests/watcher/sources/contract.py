"""What every source must do. A venue under test subclasses ``SourceContract``.

The subclass says how its venue lists filings published at given times; the suite never
looks at the venue's format.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tests.watcher.sources.venues import Answers
from watcher import settings
from watcher.errors import BadInput, Transient, Unreachable
from watcher.sources import PollResult, Source, load_source

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)


def minutes_ago(*minutes: float) -> list[datetime]:
    return [NOW - timedelta(minutes=m) for m in minutes]


class SourceContract:
    """The suite; each test gets a fresh venue."""

    config: settings.Source

    @abstractmethod
    def venue(self, times: Sequence[datetime]) -> Answers:
        """A venue whose feed lists one filing per time."""

    @abstractmethod
    def page(self, times: Sequence[datetime]) -> bytes:
        """One feed page that lists one filing per time."""

    @property
    def source(self) -> Source:
        return load_source(self.config.module)

    def poll(self, venue: Answers, since: datetime | None = None) -> PollResult:
        return self.source.poll(venue, self.config, since=since, now=NOW)

    def test_a_first_poll_finds_filings_and_sets_a_mark(self) -> None:
        result = self.poll(self.venue(minutes_ago(1, 2, 3)))
        assert len({filing.id for filing in result.filings}) == 3
        assert result.complete
        assert result.error is None
        assert result.mark is not None
        assert NOW - timedelta(minutes=1) <= result.mark <= NOW

    def test_filings_come_oldest_first_with_aware_times_and_addresses_of_the_venue(self) -> None:
        filings = self.poll(self.venue(minutes_ago(3, 1, 2))).filings
        assert [f.published_at for f in filings] == minutes_ago(3, 2, 1)
        for filing in filings:
            assert filing.source == self.source.name
            assert (filing.seen_at, filing.found_by) == (NOW, "feed")
            assert filing.url.startswith(self.config.base_url + "/")
            assert self.source.documents(filing) == (filing.document_url,)
            assert filing.document_url.startswith(self.config.base_url + "/")

    def test_polling_again_from_the_mark_finds_the_same_filings(self) -> None:
        venue = self.venue(minutes_ago(1, 2))
        first = self.poll(venue)
        again = self.poll(venue, first.mark)
        assert {f.id for f in again.filings} == {f.id for f in first.filings}
        assert again.mark == first.mark

    def test_a_failure_keeps_the_old_mark_and_is_told_not_raised(self) -> None:
        result = self.poll(Answers(lambda *_: Unreachable("no answer")), minutes_ago(5)[0])
        assert result.filings == ()
        assert not result.complete
        assert isinstance(result.error, Unreachable)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"  \n",
            b"<!DOCTYPE html><html><title>File Unavailable</title></html>",
            b"<html><body>maintenance</body></html>",
            b"{}",
            b"[1, 2",
            b"null",
            b"\x00\xff\xfe",
            b"/etc/passwd",
            b"[" * 100_000,
        ],
        ids=lambda body: repr(body[:12]),
    )
    def test_what_is_no_feed_page_is_an_error_never_no_news(self, body: bytes) -> None:
        with pytest.raises((BadInput, Transient)) as caught:
            self.source.entries(body)
        assert len(str(caught.value)) < 500
        result = self.poll(Answers(lambda *_: body), minutes_ago(5)[0])
        assert type(result.error) is type(caught.value)
        assert not result.complete

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
    def test_a_page_cut_in_the_middle_never_passes_for_a_whole_one(self, share: float) -> None:
        body = self.page(minutes_ago(*range(1, 31)))
        cut = body[: int(len(body) * share)]
        result = self.poll(Answers(lambda *_: cut), minutes_ago(60)[0])
        assert not result.complete
        assert len(result.filings) < 30

    def test_a_filing_after_the_mark_is_never_left_out(self) -> None:
        since = minutes_ago(90)[0]
        times = minutes_ago(*(n / 2 for n in range(1, 241)))
        result = self.poll(self.venue(times), since)
        found = {f.published_at for f in result.filings}
        whole_minutes = {t.replace(second=0) for t in found if t}
        wanted = {t.replace(second=0) for t in times if t > since}
        assert wanted <= whole_minutes
        assert result.complete

    def test_a_filing_of_the_future_does_not_move_the_mark_past_now(self) -> None:
        result = self.poll(self.venue(minutes_ago(-600, 1)))
        assert result.mark is not None
        assert result.mark <= NOW

    def test_an_unchanged_feed_is_said_to_be_unchanged(self) -> None:
        venue = self.venue(minutes_ago(1))
        venue.status = 304
        assert self.poll(venue, minutes_ago(1)[0]).unchanged

    def test_the_calendar_day_is_the_venues(self) -> None:
        day = self.source.day_of(datetime(2026, 3, 25, 2, 0, tzinfo=UTC))
        assert (
            day.isoformat() == {"edgar": "2026-03-24", "hkexnews": "2026-03-25"}[self.source.name]
        )

"""The recorded days played faster than they were: poller, client, budget and venue are the real ones.

Only time is ours: it passes when somebody waits for a token or for the next poll, and
nights and a weekend, in which nothing was published, last an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from tests.support.corpus import recorded, recorded_names
from tests.watcher.sources.venues import EDGAR
from watcher.blobs import Blobs
from watcher.ledger import Ledger
from watcher.net.client import Client
from watcher.net.client import Venue as Host
from watcher.net.limiter import Limiter
from watcher.poll import audit_day, poll_source
from watcher.replay import Recorded, RecordedParty, Venue
from watcher.replay.server import Answer
from watcher.settings import Net, Source
from watcher.sources import load_source
from watcher.sources.edgar.atom import entries
from workers.fetch import fetch

RATE, DAY = 8.0, datetime(2026, 1, 13, 1, 0, tzinfo=UTC)
QUIET_SECONDS = 3600.0
READ = ("8-K", "8-K/A", "6-K", "144", "424B5")
SUBMISSION = "<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nA paper.\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"


class Time:
    """Seconds that pass only while somebody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def wall(self) -> datetime:
        return DAY + timedelta(seconds=self.seconds)


class Watched(Venue):
    """A venue that notes when it was asked."""

    def __init__(self, recordings: tuple[Recorded, ...], *, speed: float, time: Time) -> None:
        self.asked: list[float] = []
        self._time = time
        super().__init__(recordings, speed=speed, wall=time.wall)

    def answer(self, target: str) -> Answer:
        self.asked.append(self._time())
        return super().answer(target)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recorded, ...]:
    """Every accession of the 51 pages with all its parties, in the rhythm of its days."""
    document = tmp_path_factory.mktemp("papers") / "paper.txt"
    document.write_text(SUBMISSION)
    found: dict[str, Recorded] = {}
    names = recorded_names("edgar/feed", "getcurrent_20260112_count100_start*.atom")
    listed = [entry for name in names for entry in entries(recorded(name)).entries]
    places = shortened(entry.published_at for entry in listed)
    for entry in listed:
        number = entry.native_id
        before = found.get(number)
        parties = tuple(
            RecordedParty(role=p.role.title(), name=p.name, cik=p.cik or "1") for p in entry.parties
        )
        found[number] = Recorded(
            at=places[entry.published_at], source="edgar", number=number, form=entry.form or "",
            path=document,
            parties=tuple(dict.fromkeys((before.parties if before else ()) + parties)),
        )  # fmt: skip
    return tuple(found.values())


def shortened(moments: Iterable[datetime]) -> dict[datetime, float]:
    """Seconds of the play for each moment: the pauses as they were, the long ones cut."""
    order = sorted(set(moments))
    pauses = [min(QUIET_SECONDS, (b - a).total_seconds()) for a, b in pairwise(order)]
    return dict(zip(order, accumulate(pauses, initial=5.0), strict=True))


@pytest.mark.timeout(900)  # some thousand requests over loopback
@pytest.mark.parametrize("speed", [5.0, 20.0])
def test_faster_than_it_was_nothing_is_missed_and_the_budget_holds(
    speed: float, told: tuple[Recorded, ...], tmp_path: Path
) -> None:
    time = Time()
    forms = tuple(sorted({each.form for each in told}))
    ledger = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    source, blobs = load_source(EDGAR.module), Blobs(f"file://{tmp_path / 'blobs'}")
    with Watched(told, speed=speed, time=time) as venue:
        config: Source = EDGAR.model_copy(
            update={"base_url": venue.url, "data_url": venue.url, "forms": forms}
        )
        net = Net(user_agent="Tests tests@example.com", allow_private=True, budget_wait_seconds=600)
        host = Host(name="edgar", rate=RATE, bases=(venue.url + "/",))
        limiter = Limiter(None, sleep=time.sleep, monotonic=time)
        time.sleep(6)  # the venue's pages are never empty
        ledger.set_cursor("edgar:mark", (DAY - timedelta(seconds=60)).isoformat(), now=DAY)
        ledger.set_cursor("edgar:baseline", (DAY - timedelta(days=9)).isoformat(), now=DAY)
        with Client(net, [host], limiter) as client:
            new = 1
            while not venue.over or new:
                note = poll_source("edgar", source, config, client, ledger, time.wall())
                assert note.outcome != "failed", note.error
                until, new = time() + 600 / speed, note.new
                hold = timedelta(days=1)
                for each in ledger.lease_filings(now=time.wall(), limit=9999, hold=hold):
                    row = ledger.filing(each)
                    if row is not None and row.filing.form in READ:
                        fetch(row.filing, client, blobs, net.document_bytes)
                time.seconds = max(time.seconds, until)
            first = source.day_of(DAY)
            days = (source.day_of(time.wall()) - first).days + 1
            audits = [
                audit_day(
                    "edgar", source, config, client, ledger,
                    day=first + timedelta(days=n), now=time.wall(),
                )
                for n in range(days)
            ]  # fmt: skip
    seen = {str(row.filing.id) for row in ledger.filings(limit=10_000)}
    assert seen == {f"sec:{each.number}" for each in told}
    assert len(seen) == sum(audit.listed for audit in audits) == 3409
    assert [gap for audit in audits for gap in audit.gaps] == []
    per_window = [b - a for a, b in zip(venue.asked, venue.asked[int(RATE) :], strict=False)]
    assert min(per_window) >= 1 - 1e-6
    documents = {path: n for path, n in venue.requests.items() if path.endswith(".txt")}
    assert len(documents) == sum(each.form in READ for each in told) > 500
    assert set(documents.values()) == {1}
    ledger.close()

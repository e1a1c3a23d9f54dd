from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from structlog.testing import capture_logs

from tests.support.clock import Clock
from watcher.ledger import Ledger
from watcher.net.client import Response
from watcher.ops.skew import Dated, name_of, skew_of

VENUE = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
STAMP = format_datetime(VENUE, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "asked", "heard", "skew"),
    [
        ({"date": STAMP}, 0.0, 0.4, 0.0),
        ({"date": STAMP}, 0.9, 1.4, 0.0),
        ({"date": STAMP}, -3.0, 2.0, 0.0),
        ({"date": STAMP}, 31.0, 31.2, 30.0),
        ({"date": STAMP}, -60.5, -60.0, -60.0),
        ({"date": STAMP, "age": "30"}, 30.5, 31.0, 0.0),
        ({"date": STAMP, "age": "soon"}, 6.0, 6.1, 5.0),
    ],
)
def test_only_what_no_rounding_and_no_travel_explains_is_skew(
    headers: dict[str, str], asked: float, heard: float, skew: float
) -> None:
    at = [VENUE + timedelta(seconds=each) for each in (asked, heard)]
    assert skew_of(headers, at[0], at[1]) == timedelta(seconds=skew)


@pytest.mark.parametrize("date", ["", "yesterday", "Wed, 99 Mar 2026 09:30:00 GMT"])
def test_an_answer_without_a_date_says_nothing(date: str) -> None:
    assert skew_of({"date": date}, VENUE, VENUE) is None


class Stamped:
    """A venue whose clock stands."""

    def get(self, url: str, **_: object) -> Response:
        return Response(status=200, headers={"date": STAMP}, body=b"", url=url)


def test_a_clock_that_differs_is_said_once_and_kept_for_the_doctor(
    clock: Clock, tmp_path: object
) -> None:
    ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    clock.now = VENUE + timedelta(seconds=91)
    dated = Dated(Stamped(), clock)
    dated.keep("edgar", ledger)
    assert ledger.cursor(name_of("edgar")) is None
    with capture_logs() as lines:
        for _ in range(5):
            dated.get("https://venue.example/")
            dated.keep("edgar", ledger)
            clock.move(seconds=1)
        assert ledger.cursor(name_of("edgar")) == "90"
        clock.now = VENUE
        dated.get("https://venue.example/")
        dated.keep("edgar", ledger)
    assert [(line["event"], line["seconds"]) for line in lines] == [("clock differs", 90)]
    assert ledger.cursor(name_of("edgar")) == "0"
    ledger.close()

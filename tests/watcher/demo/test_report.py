from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from watcher.demo.receivers import Received
from watcher.demo.report import Report
from watcher.ledger import Ledger
from watcher.replay import Recorded, Venue


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


def recorded(number: int, form: str, source: str = "edgar") -> Recorded:
    return Recorded(
        at=0, source=source, number=f"0001234567-26-{number:06}", path=Path("none"), form=form
    )


@pytest.fixture
def venue() -> Iterator[Venue]:
    offered = [recorded(1, "4"), recorded(2, "13F-HR"), recorded(3, "424B2"), recorded(4, "424B2")]
    with Venue((*offered, recorded(5, "", "hkexnews"))) as running:
        yield running


def test_the_summary_says_which_forms_are_not_read_and_what_no_mail_showed(
    venue: Venue, ledger: Ledger
) -> None:
    received, page = Received(), StringIO()
    received.webhooks.update(["a", "b", "c"])
    received.mails.update(["<a>"])
    report = Report(Console(file=page, width=120), venue, received, ledger, forms=("4",))
    report.summary()
    printed = page.getvalue()
    assert "3 of 5 offered: forms that are not polled (1 13F-HR, 2 424B2)" in printed
    assert (
        "2 more alerts, of companies that the desk does not watch, went to the webhook" in printed
    )


def test_where_every_form_is_polled_none_is_named(venue: Venue, ledger: Ledger) -> None:
    report = Report(
        Console(file=StringIO()), venue, Received(), ledger, forms=("4", "13F-HR", "424B2")
    )
    assert report.unread() == "0 of 5 offered"

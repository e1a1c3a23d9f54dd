"""What the demo shows: each alert as its mail reads, then one summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from watcher.cli.tables import summary_table
from watcher.jsonable import json_line, jsonable

if TYPE_CHECKING:
    from watcher.demo.receivers import Received
    from watcher.ledger import Ledger
    from watcher.ledger.rows import PollNote
    from watcher.replay import Venue


class Report:
    """Prints what arrived since the last look, and the figures at the end."""

    def __init__(
        self,
        console: Console,
        venue: Venue,
        received: Received,
        ledger: Ledger,
        *,
        forms: Collection[str],
    ) -> None:
        self._console, self._venue, self._received, self._ledger = console, venue, received, ledger
        self._forms = forms
        self._printed = 0

    def opening(self, page: str, *, once: bool) -> None:
        """What is going on, before the first alert."""
        number = len(self._venue.recordings)
        where = "" if once else f" Page: {page}. Ctrl-C ends."
        self._console.print(
            f"Replaying {number} filings of EDGAR and HKEXnews through the live pipeline.{where}\n"
        )

    def news(self) -> None:
        """Each mail that arrived since the last call, as its reader sees it."""
        with self._received.lock:
            fresh = self._received.texts[self._printed :]
        self._printed += len(fresh)
        for subject, text in fresh:
            self._console.print(Panel(Text(text.strip()), title=Text(subject), title_align="left"))

    def count(self) -> int:
        """Messages that all receivers got."""
        with self._received.lock:
            got = self._received
            return got.webhooks.total() + got.slack.total() + got.mails.total()

    def faults(self) -> list[str]:
        """What a receiver did not like."""
        with self._received.lock:
            return list(self._received.faults)

    def polled_since(self, moment: datetime | None) -> bool:
        """Whether each recorded source had a good poll that began after ``moment``."""
        return moment is not None and all(
            any(p.outcome != "failed" and p.started_at > moment for p in self._polls(source))
            for source in {r.source for r in self._venue.recordings}
        )

    def baseline_taken(self) -> bool:
        """Whether each recorded source had a good poll at all."""
        return self.polled_since(datetime.min.replace(tzinfo=UTC))

    def _polls(self, source: str) -> list[PollNote]:
        return self._ledger.polls(source=source, limit=3)

    def unread(self) -> str:
        """Why fewer filings were recorded than offered: the forms that ``forms`` does not name."""
        offered = self._venue.recordings
        other = Counter(
            r.form for r in offered if r.source == "edgar" and r.form not in self._forms
        )
        which = ", ".join(f"{count} {form}" for form, count in sorted(other.items()))
        return f"{other.total()} of {len(offered)} offered" + (
            f": forms that are not polled ({which})" if which else ""
        )

    def elsewhere(self) -> str:
        """How many alerts no mail showed: those of companies that only the webhook hears of."""
        with self._received.lock:
            number = len(self._received.webhooks) - len(self._received.mails)
        return f"{number} more alerts, of companies that the desk does not watch, went to the webhook only.\n"

    def summary(self, *, played_again: int | None = None, as_json: bool = False) -> None:
        """Filings seen, read, events, suppressed, alerts, deliveries, lag."""
        summary = self._ledger.summary()
        with self._received.lock:
            got = self._received
            received = {
                "webhooks": got.webhooks.total(), "slack": got.slack.total(), "mails": got.mails.total(),
            }  # fmt: skip
        received["repeats"] = self._received.doubled()
        if as_json:
            line = {
                "summary": summary,
                "received": received,
                "played_again": played_again,
                "faults": self.faults(),
            }
            print(json_line(jsonable(line)))
            return
        self._console.print(self.elsewhere())
        table = summary_table(summary)
        table.add_row("not read", self.unread())
        table.add_row("received", ", ".join(f"{count} {name}" for name, count in received.items()))
        if played_again is not None:
            table.add_row(
                "played again",
                f"{len(self._venue.recordings)} filings offered, {played_again} further messages",
            )
        for fault in self.faults():
            table.add_row("fault", fault)
        table.caption = (
            "HKEXnews tells minutes only: up to 60 s of its published_to_seen is rounding."
        )
        self._console.print(table)

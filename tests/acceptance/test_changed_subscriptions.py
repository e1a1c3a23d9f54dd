"""The subscriptions file is edited while everything runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.folders import short_folder
from tests.support.street import SUBSCRIPTIONS, Street, notices, street
from tests.support.wait import wait_for
from watcher.ops.clock import utc_now

COUNT = 4


@pytest.fixture
def running() -> Iterator[tuple[Street, Path]]:
    with short_folder("edits") as folder:
        documents = folder / "documents"
        documents.mkdir()
        with street(folder, notices(documents, COUNT)) as started:
            started.staffed()  # a program that only starts with a wrong file refuses it and ends
            yield started, folder / "config" / "subscriptions.toml"


def reloads(running: Street, outcome: str) -> set[str]:
    """Who has counted this outcome."""
    return {
        labels["by"]
        for name, labels, _ in running.ledger.counters()
        if name == "subscription_reloads" and labels["outcome"] == outcome
    }


def subscriptions(running: Street) -> list[str]:
    return [row.alert.subscription for row in running.ledger.alerts(limit=100)]


def test_a_wrong_edit_changes_nothing_and_a_right_one_is_in_force_without_a_restart(
    running: tuple[Street, Path],
) -> None:
    everything, path = running
    everything.venue.stall()
    path.write_text(SUBSCRIPTIONS + 'min_severity = "loud"\n')
    wait_for(lambda: "scheduler" in reloads(everything, "refused"), what="a refusal", seconds=60)
    everything.venue.resume()
    everything.settled(COUNT)
    assert set(subscriptions(everything)) == {"all"}
    path.write_text(SUBSCRIPTIONS.replace("subscriptions.all", "subscriptions.renamed"))
    everything.ledger.retry_filing(everything.ledger.filings(limit=1)[0].filing.id, now=utc_now())
    wait_for(lambda: "renamed" in subscriptions(everything), what="the new one", seconds=60)
    assert "worker" in reloads(everything, "accepted")
    everything.settled(COUNT + 1)
    assert everything.received.faults == []

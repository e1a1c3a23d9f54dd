"""The subscriptions file is edited while everything runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.folders import short_folder
from tests.support.street import SUBSCRIPTIONS, Street, notices, street
from tests.support.wait import wait_for

COUNT = 8


@pytest.fixture
def running() -> Iterator[tuple[Street, Path]]:
    with short_folder("edits") as folder:
        documents = folder / "documents"
        documents.mkdir()
        with street(folder, notices(documents, COUNT, every=1.5)) as started:
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
    wait_for(lambda: everything.received.webhooks, what="a first alert", seconds=60)
    path.write_text(SUBSCRIPTIONS + 'min_severity = "loud"\n')
    wait_for(lambda: "scheduler" in reloads(everything, "refused"), what="a refusal", seconds=60)
    told = len(subscriptions(everything))
    wait_for(lambda: len(subscriptions(everything)) > told, what="a further alert", seconds=60)
    assert set(subscriptions(everything)) == {"all"}
    path.write_text(SUBSCRIPTIONS.replace("subscriptions.all", "subscriptions.renamed"))
    wait_for(lambda: "renamed" in subscriptions(everything), what="the new one", seconds=60)
    assert "worker" in reloads(everything, "accepted")
    everything.settled(COUNT)
    assert len(everything.received.webhooks) == COUNT
    assert everything.received.faults == []

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.ledger import Ledger
from watcher.subscriptions import Telling, load_subscriptions
from watcher.subscriptions.reload import Watched, noting

ONE = "[subscriptions.one]\n"
TWO = ONE + '[subscriptions.two]\nwatchlists = ["mine"]\n[watchlists.mine]\nfile = "mine.txt"\n'
WRONG = '[subscriptions.one]\ntypes = ["results"]\nmin_severity = "loud"\n'


class Desk:
    """A subscriptions file, how it is watched, and what was said about it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.loads = folder / "subscriptions.toml", 0
        self.refused: list[str] = []
        self.write(ONE)
        self.watched = Watched(
            self.path, self.read, refused=lambda error: self.refused.append(str(error))
        )

    def read(self) -> Telling:
        self.loads += 1
        return load_subscriptions(self.path, environ={})

    def write(self, text: str, name: str = "subscriptions.toml") -> None:
        path = self.path.parent / name
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(before + 10**9, before + 10**9))  # whatever the clock's grain

    def names(self) -> list[str]:
        return [s.name for s in self.watched.refresh().subscriptions]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_changed_file_is_read_once_for_each_change(desk: Desk) -> None:
    assert desk.names() == ["one"]
    desk.write("moor-co\n", "mine.txt")
    desk.write(TWO)
    assert [desk.names() for _ in range(3)] == [["one", "two"]] * 3
    assert desk.loads == 2


def test_a_file_that_was_only_touched_is_not_read_again(desk: Desk) -> None:
    desk.write(ONE)
    assert desk.names() == ["one"]
    assert desk.loads == 1


def test_a_wrong_file_is_told_once_and_the_old_one_stays(desk: Desk) -> None:
    desk.write(WRONG)
    assert [desk.names() for _ in range(3)] == [["one"]] * 3
    (said,) = desk.refused
    assert "subscriptions.toml is wrong" in said
    assert "line 3, subscriptions.one.min_severity" in said
    desk.write(TWO.replace("mine.txt", "nowhere.txt"))
    assert desk.names() == ["one"]
    assert len(desk.refused) == 2
    desk.write(ONE.replace("one", "mended"))
    assert desk.names() == ["mended"]


def test_a_file_that_is_gone_is_wrong_too_and_may_come_back(desk: Desk) -> None:
    desk.path.unlink()
    assert desk.names() == ["one"]
    assert "cannot be read" in desk.refused[0]
    desk.write(ONE.replace("one", "back"))
    assert desk.names() == ["back"]


def test_a_list_of_tickers_is_watched_as_well(desk: Desk) -> None:
    desk.write("moor-co\n", "mine.txt")
    desk.write(TWO)
    assert desk.watched.refresh().subscriptions[1].issuers == ("moor-co",)
    desk.write("moor-co\nlane-co # new\n\n", "mine.txt")
    assert desk.watched.refresh().subscriptions[1].issuers == ("moor-co", "lane-co")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    yield opened
    opened.close()


def test_what_became_of_a_change_is_counted(desk: Desk, ledger: Ledger) -> None:
    watched = noting(desk.path, desk.read, ledger, by="worker")
    for text in (WRONG, ONE.replace("one", "new")):
        desk.write(text)
        for _ in range(2):
            watched.refresh()
    counted = {
        labels["outcome"]: value
        for name, labels, value in ledger.counters()
        if name == "subscription_reloads"
    }
    assert counted == {"refused": 1, "accepted": 1}


def test_there_is_nothing_to_fall_back_on_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "subscriptions.toml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(ConfigError):
        Watched(path, lambda: load_subscriptions(path, environ={}), refused=lambda _: None)

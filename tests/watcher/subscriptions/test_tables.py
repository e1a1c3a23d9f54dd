"""Watchlists, times and conditions of the file, and the line and column of what is wrong."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from tests.support.telling import an_issuer
from watcher.errors import ConfigError
from watcher.model import Digest, Quiet, Severity, Subscription
from watcher.subscriptions import Telling, load_subscriptions
from watcher.subscriptions.reading import LARGE

WHOLE = """
[channels.desk]
module = "workers.channels.console"

[watchlists.boats]
issuers = ["NHC"]
people = ["Ada Moor"]
file = "boats.txt"

[watchlists.people]
holds = "people"
file = "people.txt"

[subscriptions.whole]
watchlists = ["boats", "people"]
statuses = ["completed"]
where = "value_usd >= 250000"
group = "case"
urgent = "critical"
channels = ["desk"]
quiet = { from = "22:00", to = "07:00", zone = "Asia/Hong_Kong", days = ["friday", "saturday"] }

[subscriptions.whole.digest]
every = "weekly"
day = "friday"
at = "17:30"
zone = "America/New_York"
"""


def load(folder: Path, text: str) -> Telling:
    path = folder / "subscriptions.toml"
    path.write_text(text, encoding="utf-8")
    (folder / "boats.txt").write_text("\ufeff09872  # a competitor\n\nNHC\n", encoding="utf-8")
    (folder / "people.txt").write_text("Cy Lane\n", encoding="utf-8")
    return load_subscriptions(path, environ={}, issuers=[an_issuer()], types={"results"})


def test_every_option_arrives(tmp_path: Path) -> None:
    telling = load(tmp_path, WHOLE)
    assert telling.subscriptions == (
        Subscription(
            name="whole",
            issuers=("NHC", "09872"),
            people=("Ada Moor", "Cy Lane"),
            statuses=("completed",),
            where="value_usd >= 250000",
            channels=("desk",),
            group="case",
            quiet=Quiet(start=time(22), end=time(7), zone="Asia/Hong_Kong", days=frozenset({4, 5})),
            digest=Digest(every="weekly", at=time(17, 30), zone="America/New_York", day=4),
            urgent=Severity.CRITICAL,
        ),
    )
    assert [path.name for path in telling.files] == ["boats.txt", "people.txt"]


def test_a_wait_is_a_span(tmp_path: Path) -> None:
    (found,) = load(tmp_path, '[subscriptions.a]\ngroup_wait = "90s"').subscriptions
    assert found.group_wait == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[subscriptions.a]\n\ntypes = ["results"]\nmin_severity = "loud"', "line 4, subscriptions.a.min_severity: "),
        ("[subscriptions.a]\n[subscriptions.b]\nchannels = [1]", "line 3, subscriptions.b.channels.0: "),
        ('[subscriptions.a]\nissuers = [\n  "KX",\n]', "line 2, subscriptions.a.issuers: no issuer has the key"),
        ('[subscriptions.a]\nwhere = "units > 1 and value_us > 2"', "line 2, column 24, subscriptions.a.where: no fact"),
        ('[subscriptions.a]\nwhere = """\nunits > 1\n  and value_us > 2"""', "line 4, column 7, subscriptions.a.where"),
        ("[subscriptions.a]\nwhere = 'units >'", "line 2, column 17, subscriptions.a.where: not understood"),
        ('[subscriptions.a.quiet]\nfrom = "22:00"\nto = "07:00"\nzone = "Asia/Hongkong"', "line 4, subscriptions.a.quiet.zone: no time zone"),
        ('[subscriptions.a]\nquiet = { from = "22:00", to = "22:00", zone = "UTC" }', "line 2, subscriptions.a.quiet: from and to"),
        ('[subscriptions.a]\nquiet = { from = "25:00", to = "22:00", zone = "UTC" }', "subscriptions.a.quiet.from: write a time"),
        ('[subscriptions.a]\ndigest = { every = "daily", zone = "UTC", day = "friday" }', "day belongs to"),
        ('[subscriptions.a]\ndigest = { every = "weekly", zone = "UTC" }', "day belongs to"),
        ('[subscriptions.a]\ndigest = { every = "weekly", day = "fri", zone = "UTC" }', "write one of monday"),
        ('[subscriptions.a]\ndigest = { every = "hourly", at = "04:30", zone = "UTC" }', "gives the minute"),
        ('[subscriptions.a]\ngroup_wait = "5m"\ndigest = { every = "hourly", zone = "UTC" }', "give digest or group_wait"),
        ('[subscriptions.a]\ngroup_wait = "25h"', "line 2, subscriptions.a.group_wait: "),
        ('[subscriptions.a]\ngroup = "issuer"', "line 2, subscriptions.a.group: "),
        ('[subscriptions.a]\nwatchlists = ["x"]', "line 2, subscriptions.a.watchlists: no [watchlists.x]"),
        ('[watchlists.x]\nfile = "nowhere.txt"', "line 2, watchlists.x.file: "),
        ('[watchlists.x]\n[subscriptions.a]\nwatchlists = ["x"]', "line 3, subscriptions.a.watchlists: these lists are empty"),
        ("[subscriptions.a\n", "not valid TOML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_as_a_whole_with_line_and_reason(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text + "\n")
    assert str(tmp_path / "subscriptions.toml") in str(caught.value)
    assert said in str(caught.value)


def test_a_list_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"line 2, watchlists.x.file: .* is not UTF-8"):
        load(tmp_path, '[watchlists.x]\nfile = "list.txt"\n')


def many(number: int) -> str:
    return "".join(
        f'[subscriptions.desk-{n}]\nissuers = ["cik:{n}"]\n'
        f'[subscriptions.desk-{n}.quiet]\nfrom = "22:00"\nto = "07:00"\nzone = "UTC"\n'
        for n in range(number)
    )


def test_a_large_file_says_the_same_as_small_ones(tmp_path: Path) -> None:
    text = many(8_000)
    assert len(text) > LARGE
    found = load(tmp_path, text).subscriptions
    assert [s.name for s in found] == [f"desk-{n}" for n in range(8_000)]
    assert found[7_999].issuers == ("cik:7999",)
    assert found[7_999].quiet == Quiet(start=time(22), end=time(7), zone="UTC")


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("[subscriptions.desk-3]\n", "not valid TOML"),  # twice, in parts far from each other
        ("[subscriptions.x]\ngroup = 3\n", "line 48002, subscriptions.x.group"),
        ("[subscriptions.x]\ngroup = \n", "not valid TOML.*line 48002"),
    ],
)
def test_faults_of_a_large_file_are_those_of_the_whole(tmp_path: Path, end: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load(tmp_path, many(8_000) + end)

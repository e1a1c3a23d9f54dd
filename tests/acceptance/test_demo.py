"""The demo as a new user starts it: feed to delivered alert, everything real, twice over."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from watcher.replay import load

ROOT = Path(__file__).parents[2]
SEED_FILINGS = {
    "0001975877-23-000001",  # a Form 144 in its rendered form
    "0001104659-23-093801",  # interim results and a company secretary who resigns
    "0001104659-26-033101",  # annual results, chairman, articles, share plan
}
TWINS = ({"hkex:19900101", "hkex:19900102"}, {"hkex:19900201", "hkex:19900202"})
MONTHLY_RETURN = "0001104659-24-115501"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run of `watcher demo --once --json`, its ledger kept."""
    data = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "watcher", "demo", "--once", "--json", "--data", str(data)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    summary: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**summary, "data": data, "shown": done.stderr}


def asked(played: dict[str, Any], *words: str) -> list[Any]:
    """A command on the demo's ledger, as an operator would look into it."""
    done = subprocess.run(
        [sys.executable, "-m", "watcher", *words, "--json"],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "WATCHER_DATA_DIR": str(played["data"]),
             "WATCHER_CONFIG_DIR": str(played["data"] / "config")},
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_everything_is_read_and_delivered_and_nothing_twice(played: dict[str, Any]) -> None:
    summary = played["summary"]
    assert set(summary["filings"]) <= {"read", "needs_review"}
    assert set(summary["deliveries"]) == {"delivered"}
    assert played["played_again"] == 0
    assert played["received"]["repeats"] == 0
    assert played["faults"] == []
    assert min(played["received"][k] for k in ("webhooks", "slack", "mails")) > 0


def test_the_four_seed_filings_are_among_the_filings_and_three_alert(
    played: dict[str, Any],
) -> None:
    told = {
        row["alert"]["filing_id"].removeprefix("sec:")
        for row in asked(played, "alerts", "--limit", "500")
    }
    assert told >= SEED_FILINGS
    assert MONTHLY_RETURN not in told


def test_an_announcement_in_two_languages_is_told_once(played: dict[str, Any]) -> None:
    told = {row["alert"]["filing_id"] for row in asked(played, "alerts", "--limit", "500")}
    for versions in TWINS:
        assert len(versions & told) == 1


def test_explain_says_why_the_monthly_return_is_silent(played: dict[str, Any]) -> None:
    (told,) = asked(played, "explain", MONTHLY_RETURN)
    (event,) = told["events"]
    assert (event["type"], event["status"], event["severity"]) == (
        "capital_movement",
        "no_movement",
        "info",
    )
    assert "ZERO_MOVEMENT" in {s["reason_code"] for s in told["suppressed"]}
    assert told["alerts"] == []
    assert set(told["not_told"]) == {"kingsoft-cloud", "everything"}


def test_alerts_are_shown_as_a_reader_wants_them(played: dict[str, Any]) -> None:
    for words in ("HIGH | Kingsoft Cloud Holdings Limited (KC / 3896)", "resigns", "210,369 ADS"):
        assert words in " ".join(played["shown"].split())


def test_both_venues_and_several_forms_are_played(played: dict[str, Any]) -> None:
    recordings = load(ROOT / "watcher/replay/recordings")
    assert {r.source for r in recordings} == {"edgar", "hkexnews"}
    assert len({r.form for r in recordings}) >= 6
    assert len(recordings) >= 40

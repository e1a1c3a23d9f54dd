"""config/prometheus and config/grafana against what /metrics tells and docs/operations.md says."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.needs import lacking
from tests.support.records import (
    NOW,
    a_delivery,
    a_filing,
    a_suppressed,
    an_alert,
    an_attempt,
    an_event,
)
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import DeliveryState
from watcher.ops.metrics import LedgerCollector
from watcher.queue import Doorbell
from watcher.settings import Settings, load

ROOT = Path(__file__).parent.parent
PROMETHEUS, GRAFANA = ROOT / "config/prometheus", ROOT / "config/grafana"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((PROMETHEUS / "rules.yml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads(
    (GRAFANA / "dashboards/watcher.json").read_text(encoding="utf-8")
)
QUERIES = [
    *((rule["alert"], rule["expr"]) for rule in RULES),
    *(
        (panel["title"], target["expr"])
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
    ),
]


@pytest.fixture
def settings(tmp_path: Path, valkey_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    return load()


@pytest.fixture
def samples(settings: Settings) -> Iterator[dict[str, set[str]]]:
    """Every sample that the collector knows, with the names of its labels."""
    from datetime import timedelta

    ledger = Ledger.open(settings.ledger_url, migrate=True)
    filing, event = a_filing(), an_event()
    alert = an_alert(filing.id, event)
    delivery = a_delivery(alert)
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(
        state="read", events=(event,), suppressed=(a_suppressed(),), alerts=(alert,),
        deliveries=(delivery,),
    )  # fmt: skip
    ledger.commit(filing.id, outcome=outcome, now=NOW)
    ledger.settle(
        delivery.id, attempt=an_attempt(delivery.id), state=DeliveryState.DELIVERED,
        due_at=None, now=NOW,
    )  # fmt: skip
    ledger.note_poll(PollNote(source="edgar", started_at=NOW, duration=timedelta(0), outcome="ok"))
    ledger.count("child_restarts", {"child": "web"})
    collector = LedgerCollector(ledger, Doorbell.of(settings), settings)
    yield {
        sample.name: set(sample.labels)
        for family in collector.collect()
        for sample in family.samples
    } | {"up": {"job"}}
    ledger.close()


@pytest.mark.parametrize(("name", "query"), QUERIES)
def test_each_query_asks_for_metrics_and_labels_that_exist(
    samples: dict[str, set[str]], name: str, query: str
) -> None:
    asked = re.findall(r"\b((?:watcher_\w+)|up)\b(?=[\s{\[<>=)]|$)", query)
    assert asked, query
    assert [metric for metric in asked if metric not in samples] == []
    known = set().union(*(samples[metric] for metric in asked))
    grouped = re.findall(r"\b(?:by|on)\s*\(([^)]*)\)", query)
    assert {label.strip() for group in grouped for label in group.split(",")} <= known


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_rule_links_to_its_own_runbook(rule: dict[str, Any]) -> None:
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    link = rule["annotations"]["runbook_url"]
    assert link.endswith(f"docs/operations.md#{rule['alert'].lower()}")
    assert f"### {rule['alert']}\n" in page
    assert rule["annotations"]["summary"]
    assert rule["labels"]["severity"] in {"warning", "critical"}


@pytest.mark.parametrize(
    "wanted",
    [
        "StaleFeed",
        "Gap",
        "BreakerOpen",
        "DeadDeliveries",
        "ReceiverOff",
        "Slow",
        "NoLeader",
        "PartDown",
    ],
)
def test_what_must_wake_somebody_has_a_rule(wanted: str) -> None:
    assert wanted in {rule["alert"] for rule in RULES}


def test_prometheus_accepts_the_rules_and_the_configuration() -> None:
    program = shutil.which("promtool")
    if program is None:
        lacking("promtool", "apt-get install -y prometheus")
    for arguments in (
        ["check", "rules", str(PROMETHEUS / "rules.yml")],
        ["check", "config", "--syntax-only", str(PROMETHEUS / "prometheus.yml")],
    ):
        done = subprocess.run(
            [program, *arguments], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr + done.stdout


def test_the_compose_profile_mounts_what_is_there() -> None:
    for name in ("prometheus", "grafana"):
        service = COMPOSE["services"][name]
        assert service["profiles"] == ["metrics"]
        mounts = [v.split(":")[0] for v in service["volumes"] if v.startswith("./")]
        assert mounts
        assert [mount for mount in mounts if not (ROOT / mount).is_dir()] == []
        assert set(service["secrets"]) <= set(COMPOSE["secrets"])
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_prometheus_scrapes_the_page_where_compose_has_it() -> None:
    (job,) = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text(encoding="utf-8"))[
        "scrape_configs"
    ]
    (target,) = job["static_configs"][0]["targets"]
    host, port = target.split(":")
    web = COMPOSE["services"]["web"]
    assert port == web["command"][-1]
    assert host in json.loads(web["environment"]["WATCHER_WEB__HOSTS"])
    secret = Path(job["authorization"]["credentials_file"]).name
    assert secret in COMPOSE["services"]["prometheus"]["secrets"]
    assert secret in web["secrets"]
    assert web["environment"]["WATCHER_WEB__READ_SECRET_FILE"] == f"/run/secrets/{secret}"
    assert secret in COMPOSE["secrets"]


def test_the_dashboard_is_small_enough_to_read_and_lies_on_its_grid() -> None:
    places = [panel["gridPos"] for panel in DASHBOARD["panels"]]
    assert 10 <= len(places) <= 25
    assert all(place["x"] + place["w"] <= 24 for place in places)
    corners = {(place["x"], place["y"]) for place in places}
    assert len(corners) == len(places)
    assert DASHBOARD["uid"] == "filing-watcher"

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from watcher.ledger import Ledger
from watcher.model import Silence
from watcher.ops.clock import utc_now
from watcher.settings import Settings, config_dir
from watcher.web.access import gate_of
from watcher.web.pages.subscriptions import DRY_RUN_UNDER_WAY


def test_a_wrong_file_of_subscriptions_is_told_with_its_place(
    client: TestClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "subscriptions.toml").write_text("[subscriptions.desk]\nchannels = ['nowhere']\n")
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(folder))
    page = client.get("/subscriptions")
    assert page.status_code == 200
    assert "subscriptions.toml" in page.text
    assert "nowhere" in page.text


def test_the_page_of_subscriptions_shows_no_option_of_a_channel(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "subscriptions.toml").write_text(
        '[channels.hook]\nmodule = "workers.channels.webhook"\nurl = "https://e.test/hidden-place"\n'
        'secret = "whsec_hidden"\n[subscriptions.desk]\nissuers = ["*"]\nchannels = ["hook"]\n'
    )
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(folder))
    page = client.get("/subscriptions")
    assert "desk" in page.text
    assert "hidden" not in page.text
    assert client.get("/subscriptions?name=nobody").text.count("<strong>desk") == 0


def test_the_page_of_subscriptions_says_who_is_watched_and_who_is_told(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "subscriptions.toml").write_text(
        '[subscriptions.fans]\npeople = ["Ada Moor"]\n'
        '[subscriptions.both]\nissuers = ["KC"]\npeople = ["Cy Lane"]\n[subscriptions.every]\n'
    )
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(folder))
    page = client.get("/subscriptions").text
    assert "<td>people: Ada Moor</td>" in page
    assert "<td>KC; people: Cy Lane</td>" in page
    assert page.count("<td>all</td>") == 1 + 3, "the issuers of one, the types of three"
    assert page.count("<td>all venues</td>") == page.count("<td>the page only</td>") == 3


def test_a_dry_run_asks_the_command_line_and_is_kept_in_the_audit(
    client: TestClient, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config"
    shutil.copytree(config_dir(), folder, ignore=shutil.ignore_patterns("local.toml"))
    (folder / "subscriptions.toml").write_text(
        '[channels.hook]\nmodule = "workers.channels.webhook"\nurl = "https://e.test/x"\n'
        'secret_file = "/of/another/container"\n[subscriptions.desk]\nchannels = ["hook"]\n'
    )
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(folder))
    headers = {"Authorization": f"Bearer {gate_of(client.app).operate_secret}"}
    assert (
        client.post("/subscriptions/dry-run", data={"days": "99"}, headers=headers).status_code
        == 422
    )
    page = client.post("/subscriptions/dry-run", data={"days": "2"}, headers=headers)
    assert page.status_code == 200
    assert "Dry run over 2 days" in page.text
    assert "desk: nothing" in page.text, "the page has not the receivers' secrets"
    assert [n.action for n in ledger.audits()] == ["dry run"]


def test_one_dry_run_at_a_time(client: TestClient, ledger: Ledger) -> None:
    headers = {"Authorization": f"Bearer {gate_of(client.app).operate_secret}"}
    with DRY_RUN_UNDER_WAY:
        answer = client.post("/subscriptions/dry-run", data={"days": "1"}, headers=headers)
    assert answer.status_code == 429
    assert "under way" in answer.text
    assert list(ledger.audits()) == []
    answer = client.post("/subscriptions/dry-run", data={"days": "1"}, headers=headers)
    assert answer.status_code == 200


def test_a_silence_is_shown_and_ended(client: TestClient, ledger: Ledger) -> None:
    now = utc_now()
    ledger.add_silence(
        Silence(id="sil_1", until=now + timedelta(days=1), created_at=now - timedelta(minutes=1), reason="holiday", issuer="HLH")
    )  # fmt: skip
    assert "holiday" in client.get("/subscriptions").text
    headers = {"Authorization": f"Bearer {gate_of(client.app).operate_secret}"}
    assert (
        client.post("/silences/sil_1/remove", headers=headers, follow_redirects=False).status_code
        == 303
    )
    assert "holiday" not in client.get("/subscriptions").text

from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.settings import load

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("WATCHER_WORKERS__FILING_SECONDS", "0"),
        ("WATCHER_WORKERS__MEMORY_MB", "16"),
        ("WATCHER_WORKERS__MAX_ATTEMPTS", "0"),
        ("WATCHER_SWEEP__EVERY_SECONDS", "0"),
        ("WATCHER_SWEEP__BATCH", "-1"),
        ("WATCHER_SWEEP__LEASE_MARGIN_SECONDS", "-60"),
        ("WATCHER_SCHEDULER__LEADER_SECONDS", "0"),
        ("WATCHER_RETRY__SCHEDULE_SECONDS", "[5,-5]"),
        ("WATCHER_RETRY__FILING_SECONDS", "[]"),
        ("WATCHER_NET__TOTAL_SECONDS", "0"),
        ("WATCHER_NET__NO_SUCH_KEY", "1"),
        ("WATCHER_DATA_DIR", "/srv/what?"),
    ],
)
def test_a_value_that_cannot_work_is_refused_with_its_place(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    place = variable.removeprefix("WATCHER_").lower().replace("__", ".")
    with pytest.raises(ConfigError, match=place):
        load(ROOT / "config")


def test_a_secret_comes_from_a_file_and_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "redis").write_text("redis://:hunter2@valkey:6379/0\n")
    monkeypatch.setenv("WATCHER_REDIS__URL_FILE", str(tmp_path / "redis"))
    settings = load(ROOT / "config")
    assert settings.redis.url.get_secret_value() == "redis://:hunter2@valkey:6379/0"
    assert "hunter2" not in repr(settings)


def test_a_secret_given_twice_or_in_no_file_is_refused_without_repeating_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_REDIS__URL_FILE", str(tmp_path / "none"))
    with pytest.raises(ConfigError, match="cannot read"):
        load(ROOT / "config")
    monkeypatch.setenv("WATCHER_REDIS__URL", "redis://:hunter2@valkey:6379/0")
    with pytest.raises(ConfigError, match="not both") as caught:
        load(ROOT / "config")
    assert "hunter2" not in str(caught.value)


def test_the_links_of_alerts_follow_the_port_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(ROOT / "config").web.public_url == "http://127.0.0.1:8000"
    monkeypatch.setenv("WATCHER_WEB__PORT", "9000")
    assert load(ROOT / "config").web.public_url == "http://127.0.0.1:9000"
    monkeypatch.setenv("WATCHER_WEB__PUBLIC_URL", "https://watch.test")
    assert load(ROOT / "config").web.public_url == "https://watch.test"


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("WATCHER_WBE__PORT", "no such setting; did you mean WEB?"),
        ("WATCHER_QUITE_ANOTHER__PORT", "no such setting"),
        ("WATCHER_DATADIR", "no such setting; did you mean DATA_DIR?"),
    ],
)
def test_a_variable_that_would_set_nothing_is_refused(
    variable: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(ConfigError, match=f"^environment variable {variable}: {words}"):
        load(ROOT / "config")


@pytest.mark.parametrize(
    "variable", ["WATCHER_SERVICE_HOST", "WATCHER_PORT_8000_TCP_ADDR", "WATCHER_CHANNELS__X__URL"]
)
def test_variables_of_others_do_not_disturb(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "1")
    assert load(ROOT / "config").web.port == 8000


def test_the_limit_of_the_sec_cannot_be_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_SOURCES__EDGAR__REQUESTS_PER_SECOND", "11")
    with pytest.raises(ConfigError, match="the SEC allows 10 requests a second"):
        load(ROOT / "config")
    monkeypatch.setenv("WATCHER_SOURCES__EDGAR__BASE_URL", "http://127.0.0.1:9999")
    assert load(ROOT / "config").sources["edgar"].requests_per_second == 11

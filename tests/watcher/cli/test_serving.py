"""`watcher web`: where it binds, and that it says why not."""

import socket
from pathlib import Path

import pytest

from tests.support.commands import run
from watcher.cli.services import port_trouble

pytestmark = pytest.mark.usefixtures("contact")
RECORDINGS = Path(__file__).parents[3] / "watcher/replay/recordings"


@pytest.mark.parametrize("words", [("--host", "0.0.0.0"), ("--host", "::")])  # noqa: S104 - refused
def test_beyond_this_machine_the_page_does_not_start_without_a_secret(
    home: Path, words: tuple[str, ...]
) -> None:
    said = run("web", *words, code=2)
    assert "will not bind" in said
    assert "web.read_secret_file" in said


def test_a_bound_address_of_the_settings_is_looked_at_too(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_WEB__HOST", "192.0.2.7")
    assert "will not bind to 192.0.2.7" in run("web", code=2)


def test_a_port_that_somebody_has_is_named(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} of 127.0.0.1 cannot be used" in port_trouble("127.0.0.1", port)
        said = " ".join(run("replay", str(RECORDINGS), "--port", str(port), code=2).split())
        assert f"port {port} of 127.0.0.1 cannot be used" in said
    assert port_trouble("127.0.0.1", 0) == ""
    run("web", "--port", "99999", code=2)

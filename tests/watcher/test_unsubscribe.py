from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.secretfile import own_secret
from watcher.unsubscribe import link, route_of

KEY, ROUTE = "a-key-of-this-test", "desk-mail/ada@desk.test"


def test_a_link_names_its_address_and_only_its_address() -> None:
    made = link("https://watch.test/", ROUTE, KEY)
    assert made.startswith("https://watch.test/unsubscribe/")
    assert route_of(made.rpartition("/")[2], KEY) == ROUTE


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: t.replace(".", "..")]
)
def test_a_link_that_somebody_made_up_names_nobody(change: object) -> None:
    token = link("https://watch.test", ROUTE, KEY).rpartition("/")[2]
    assert callable(change)
    assert route_of(change(token), KEY) is None
    assert route_of(token, "another-key-of-it") is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "", "ftp://watch.test"])
def test_without_an_https_page_there_is_no_link(url: str) -> None:
    assert link(url, ROUTE, KEY) == ""


def test_a_secret_of_our_own_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    first = own_secret(tmp_path / "new", "key")
    assert own_secret(tmp_path / "new", "key") == first
    assert (tmp_path / "new" / "key").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["key"]


def test_an_empty_secret_or_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(ConfigError, match="is empty"):
        own_secret(tmp_path, "empty")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigError, match="cannot be kept"):
        own_secret(tmp_path, "folder")

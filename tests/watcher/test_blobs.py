from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from watcher.blobs import Blobs
from watcher.errors import BadInput, BlobsAway, ConfigError, NotFound, TooLarge

BODY = "董事辭任 and some bytes \0\xff".encode()
NAME = hashlib.sha256(BODY).hexdigest()


def a_folder(tmp_path: Path) -> str:
    return f"file://{tmp_path / 'blobs'}"


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return a_folder(tmp_path) if request.param == "file" else f"memory://{tmp_path.name}"


def test_a_body_comes_back_by_its_sha256(url: str) -> None:
    blobs = Blobs(url)
    assert not blobs.exists(NAME)
    assert blobs.put(BODY) == NAME
    assert blobs.put(BODY) == NAME
    assert blobs.exists(NAME)
    assert Blobs(url).get(NAME) == BODY


def test_an_empty_body_is_a_body(url: str) -> None:
    blobs = Blobs(url)
    assert blobs.get(blobs.put(b"")) == b""


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "A" * 64, ""])
def test_what_was_never_kept_is_not_found(url: str, name: str) -> None:
    with pytest.raises(NotFound):
        Blobs(url).get(name)


def test_a_body_over_the_limit_is_refused_both_ways(url: str) -> None:
    with pytest.raises(TooLarge, match="the limit is 8"):
        Blobs(url, largest=8).put(BODY)
    Blobs(url).put(BODY)
    with pytest.raises(TooLarge, match="the limit is 8"):
        Blobs(url, largest=8).get(NAME)


def test_a_damaged_body_is_noticed(tmp_path: Path) -> None:
    blobs = Blobs(a_folder(tmp_path))
    blobs.put(BODY)
    (tmp_path / "blobs" / NAME[:2] / NAME).write_bytes(b"something else")
    with pytest.raises(BadInput, match="damaged"):
        blobs.get(NAME)


def test_a_crash_in_mid_write_leaves_nothing_to_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: int) -> None:
        raise KeyboardInterrupt

    blobs = Blobs(a_folder(tmp_path))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", crash)
        with pytest.raises(KeyboardInterrupt):
            blobs.put(BODY)
    assert not blobs.exists(NAME)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert blobs.get(blobs.put(BODY)) == BODY


def test_many_writers_of_one_body_agree(tmp_path: Path) -> None:
    big = os.urandom(300_000)
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: Blobs(a_folder(tmp_path)).put(big), range(16)))
    assert len(names) == 1
    assert Blobs(a_folder(tmp_path)).get(names.pop()) == big
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("use", [lambda b: b.put(BODY), lambda b: b.get(NAME)], ids=["put", "get"])
def test_a_failing_store_is_worth_another_try(
    tmp_path: Path, use: Callable[[Blobs], object]
) -> None:
    (tmp_path / "blobs").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(BlobsAway, match=NAME[:12]):
        use(Blobs(a_folder(tmp_path)))


@pytest.mark.parametrize("url", ["nosuch://user:hunter2@bucket/x"])
def test_a_wrong_url_is_a_setting_error_without_the_secret(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Blobs(url).put(BODY)
    assert "[blobs] url" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_store_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(ConfigError, match=r"pip install '.\[s3\]'"):
        Blobs("s3://bucket/blobs").exists(NAME)


def test_a_forked_child_opens_the_store_anew(tmp_path: Path) -> None:
    code = (
        "import os, sys; from watcher.blobs import Blobs; blobs = Blobs(sys.argv[1]);"
        "blobs.put(b'parent'); mine = blobs._opened; child = os.fork()\n"
        "if child == 0:\n"
        "    blobs.put(b'child'); os._exit(0 if blobs._opened[1] is not mine[1] else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    argv = [sys.executable, "-c", code, a_folder(tmp_path)]
    assert subprocess.run(argv, check=False, timeout=30).returncode == 0
    assert Blobs(a_folder(tmp_path)).get(hashlib.sha256(b"child").hexdigest()) == b"child"


def test_importing_the_module_does_not_load_fsspec() -> None:
    code = "import sys, watcher.blobs; print('fsspec' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout == "False\n"

"""Document bodies by their sha256: a local folder by default, any fsspec URL for many machines.

A body is written once and never changed, so writing it again is free, and a half
written one is never seen.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watcher.errors import BadInput, BlobsAway, ConfigError, NotFound, TooLarge

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

LARGEST = 100_000_000
"""Bytes of one body; twice what the HTTP client takes."""

HALVES_KEPT = timedelta(days=1)
"""Longer than any write takes."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A store at an fsspec URL such as ``file:///srv/blobs`` or ``s3://bucket/blobs``.

    It connects on first use. Every method raises BlobsAway when the store fails and
    ConfigError when its URL or driver is wrong; no message repeats the URL's options.
    """

    def __init__(self, url: str, *, largest: int = LARGEST) -> None:
        self._url = url
        self._largest = largest
        self._opened: tuple[int, AbstractFileSystem, str] | None = None

    def require_driver(self) -> None:
        """ConfigError where the URL or its driver is wrong; nothing is asked of the store."""
        self._store()

    def put(self, body: bytes) -> str:
        """Keep a body; its sha256 in hex. Raises TooLarge."""
        if len(body) > self._largest:
            raise TooLarge(f"a document of {len(body)} bytes; the limit is {self._largest}")
        sha256 = hashlib.sha256(body).hexdigest()
        store, path = self._at(sha256)
        try:
            if not store.exists(path):
                _write(store, path, body)
            elif "file" in _protocols(store):
                os.utime(path)  # wanted again, so not old
        except OSError as error:
            raise _failed("kept", sha256, error) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The body. Raises NotFound, TooLarge, and BadInput when the bytes were changed."""
        store, path = self._at(sha256)
        try:
            size = store.size(path) or 0
            if size > self._largest:
                raise TooLarge(f"blob {sha256} has {size} bytes; the limit is {self._largest}")
            body: bytes = store.cat_file(path)
        except FileNotFoundError:
            raise NotFound(
                f"document {sha256[:12]} is not kept: its time ([retention] documents_days) is over, "
                "or the blob folder was moved"
            ) from None
        except OSError as error:
            raise _failed("read", sha256, error) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise BadInput(f"blob {sha256} does not hold what was written: the store is damaged")
        return body

    def forget(self, before: datetime | None, now: datetime) -> int:
        """Drop bodies that nobody put since ``before`` (None: none); how many.

        Half written files of killed processes go after a day. Only a local folder is swept:
        an object store has lifecycle rules of its own.
        """
        store, root = self._store()
        if "file" not in _protocols(store):
            return 0
        stale = (now - HALVES_KEPT).timestamp()
        limit = None if before is None else before.timestamp()
        try:
            return sum(_dropped(path, limit, stale) for path in Path(root).glob("??/*"))
        except OSError as error:
            raise BlobsAway(f"the blob folder cannot be swept: {error.strerror}") from error

    def exists(self, sha256: str) -> bool:
        """Whether this body is kept."""
        store, path = self._at(sha256)
        try:
            return bool(store.exists(path))
        except OSError as error:
            raise _failed("found", sha256, error) from error

    def _at(self, sha256: str) -> tuple[AbstractFileSystem, str]:
        """The store and the path in it. Two levels, so that no folder grows without end."""
        if not _SHA256.fullmatch(sha256):
            raise NotFound(f"not a sha256 in hex: {sha256[:80]!r}")
        store, root = self._store()
        return store, f"{root}/{sha256[:2]}/{sha256}"

    def _store(self) -> tuple[AbstractFileSystem, str]:
        # A store may keep sockets and a thread of its own, which no fork survives.
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = (os.getpid(), *_open(self._url))
        _, store, root = self._opened
        return store, root


def _open(url: str) -> tuple[AbstractFileSystem, str]:
    import fsspec  # noqa: PLC0415 - workers that fetch nothing start faster

    try:
        store, root = fsspec.core.url_to_fs(url, skip_instance_cache=True)
    except ImportError as error:
        scheme = url.partition(":")[0]
        how = "pip install '.[s3]' in the checkout" if scheme == "s3" else f"({error})"
        raise ConfigError(f"[blobs] url needs the driver of {scheme}: {how}") from error
    except ValueError:
        raise ConfigError(
            "[blobs] url is not a URL such as file:///folder or s3://bucket/folder"
        ) from None
    return store, str(root).rstrip("/")


def _write(store: AbstractFileSystem, path: str, body: bytes) -> None:
    """All or nothing. An object store puts whole objects; a folder needs a rename."""
    if "file" not in _protocols(store):
        store.pipe_file(path, body)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with half.open("xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def _dropped(path: Path, limit: float | None, stale: float) -> bool:
    """Remove a half written file before ``stale``, or a body before ``limit``; whether a body went."""
    try:
        at = path.stat().st_mtime
        if path.name.startswith("."):
            if at < stale:
                path.unlink()
            return False
        if limit is None or at >= limit:
            return False
        path.unlink()
    except FileNotFoundError:  # somebody else was faster
        return False
    return True


def _protocols(store: AbstractFileSystem) -> tuple[str, ...]:
    protocol: Any = store.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _failed(verb: str, sha256: str, error: OSError) -> BlobsAway:
    reason = error.strerror or type(error).__name__
    return BlobsAway(f"document {sha256[:12]} could not be {verb} in the blob store: {reason}")

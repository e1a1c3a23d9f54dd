"""A client of the API in one file of the standard library: copy it beside your program.

    python filing_watcher.py http://127.0.0.1:8000 [--after SEQ]

prints each alert as it is committed, and goes on where it was when the connection breaks.
The token is read from FILING_WATCHER_TOKEN.
"""

import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any


class FilingWatcher:
    """``url`` is the address of the page; ``token`` its read or operate secret."""

    def __init__(self, url: str, token: str = "", *, seconds: float = 60.0) -> None:
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"{url}: write the address with http:// or https://")
        self._url, self._token, self._seconds = url.rstrip("/"), token, seconds

    def get(self, path: str, **query: Any) -> Any:
        """``get("alerts", limit=10)``. Raises urllib.error.HTTPError (a problem+json body)."""
        given = {name: value for name, value in query.items() if value is not None}
        return self._json("GET", f"{path}?{urllib.parse.urlencode(given)}")

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page."""
        cursor = None
        while True:
            page = self.get(path, cursor=cursor, **query)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None or not page["items"]:
                return

    def post(self, path: str, body: Any = None) -> Any:
        """A write; it is repeated under one Idempotency-Key when no answer comes."""
        key = str(uuid.uuid4())
        try:
            return self._json("POST", path, body, key)
        except (TimeoutError, ConnectionError):
            return self._json("POST", path, body, key)

    def alerts(self, after: int | None = None) -> Iterator[dict[str, Any]]:
        """Alerts as they come, without end. Keep the ``seq`` of the last: behind it you go on."""
        while True:
            try:
                for alert in self._stream(after):
                    after = alert["seq"]
                    yield alert
            except (TimeoutError, ConnectionError, urllib.error.URLError) as error:
                if isinstance(error, urllib.error.HTTPError) and error.code < 500:
                    raise
                sys.stderr.write(f"{self._url}: {error}; trying again\n")
            time.sleep(1)

    def _stream(self, after: int | None) -> Iterator[dict[str, Any]]:
        headers = {"Accept": "text/event-stream"}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        with self._open("GET", "stream", headers=headers) as answer:
            for line in answer:  # a ping comes every 15 s, so a dead line is noticed
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def _json(self, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        with self._open(method, path, data, headers) as answer:
            return json.load(answer)

    def _open(self, method: str, path: str, data: bytes | None = None, headers: Any = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the address is the caller's own
            f"{self._url}/api/v1/{path}", data=data, headers=headers or {}, method=method
        )
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        return urllib.request.urlopen(request, timeout=self._seconds)  # noqa: S310 - as above


def main() -> None:
    """Print alerts until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Print alerts as they come.")
    parser.add_argument("url")
    parser.add_argument("--after", type=int, help="Begin behind this alert number.")
    given = parser.parse_args()
    watcher = FilingWatcher(given.url, os.environ.get("FILING_WATCHER_TOKEN", ""))
    for alert in watcher.alerts(given.after):
        sys.stdout.write(f"{alert['seq']}  {alert['severity']:<8} {alert['headline']}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

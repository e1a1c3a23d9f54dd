"""The server of the replay venue, on 127.0.0.1 only."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from watcher.replay import edgar, hkexnews
from watcher.replay.faults import UNAVAILABLE_PAGE, Faults
from watcher.replay.recording import Recorded, load
from watcher.replay.server import Answer, serve

_ATOM, _JSON, _HTML, _TEXT = "application/atom+xml", "application/json", "text/html", "text/plain"
_LATEST = re.compile(r"/ncms/json/eds/lci(sehk|gem)([17])relsd([ec])_(\d{1,3})\.json")
_INDEX = re.compile(
    r"/Archives/edgar/daily-index/\d{4}/QTR[1-4]/(form|company|master)\.(\d{8})\.idx"
)
_SUBMISSIONS = re.compile(r"/submissions/CIK(\d{10})\.json")
_MEDIA = {
    "pdf": "application/pdf",
    "htm": _HTML,
    "html": _HTML,
    "txt": _TEXT,
    "xml": "application/xml",
}
_NOT_FOUND: Answer = (404, "application/xml", b"<Error><Code>NoSuchKey</Code></Error>")
_DENIED: Answer = (403, "application/xml", b"<Error><Code>AccessDenied</Code></Error>")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Venue:
    """Recordings on a clock. Use as a context manager; ``url`` is its base address.

    ``wall`` gives the time that filings carry; ``requests`` counts paths asked for.
    """

    def __init__(
        self,
        recordings: tuple[Recorded, ...],
        *,
        speed: float = 1.0,
        port: int = 0,
        wall: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.recordings = tuple(sorted(recordings, key=lambda r: r.at))
        self.speed, self._wall = speed, wall
        self.faults, self.requests = Faults(), Counter[str]()
        self._started = wall()
        self._stalled_at: datetime | None = None
        self._awaited: Counter[str] | None = None
        self._before: list[edgar.Shown] = []
        self._server = serve(port, self.answer, self.faults)
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="venue",
            daemon=True,
        )

    @classmethod
    def open(cls, folder: Path, *, speed: float = 1.0, port: int = 0) -> Self:
        """A venue over a folder of recordings, not yet serving. Raises ConfigError."""
        return cls(load(folder), speed=speed, port=port)

    def __enter__(self) -> Self:
        self.restart()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """``http://127.0.0.1:<port>``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def restart(self) -> None:
        """Set the clock back to the beginning and forget what was published."""
        self._started, self._stalled_at, self._before = self._wall(), None, []

    def await_baseline(self) -> None:
        """Hold the clock until each feed that is asked at all was asked for the second time.

        What a watcher's first poll lists is its baseline and never announced.
        """
        self._awaited = Counter()
        self.stall()

    def _polled(self, feed: str) -> None:
        if self._awaited is None:
            return
        self._awaited[feed] += 1
        if min(self._awaited.values()) > 1:
            self._awaited = None
            self.restart()

    def play_again(self, *, speed: float) -> None:
        """List every filing once more with new times, above what is listed already."""
        before = self.shown()
        self.restart()
        self.speed, self._before = speed, before

    def stall(self) -> None:
        """From now on answer 200 with nothing new, as a feed that hangs does."""
        self._stalled_at = self._wall()

    def resume(self) -> None:
        """Show at once what a stalled feed held back."""
        self._stalled_at = None

    @property
    def over(self) -> bool:
        """Whether everything recorded is published."""
        return len(self.shown()) == len(self.recordings) + len(self._before)

    @property
    def over_since(self) -> datetime | None:
        """When the last filing appeared, None while some are still to come."""
        if not self.over or not self.recordings:
            return None
        return self._started + timedelta(seconds=max(r.at for r in self.recordings) / self.speed)

    def shown(self) -> list[edgar.Shown]:
        """What is published now, oldest first, with the time of publication."""
        now = self._stalled_at or self._wall()
        out = list(self._before)
        for recorded in self.recordings:
            appears = self._started + timedelta(seconds=recorded.at / self.speed)
            if appears > now:
                break
            out.append((recorded, appears - timedelta(seconds=recorded.late)))
        return sorted(out, key=lambda shown: shown[1])

    def answer(self, target: str) -> Answer:
        """What the venue says to a GET of this path and query."""
        split = urlsplit(target)
        query = {key: values[-1] for key, values in parse_qs(split.query).items()}
        self.requests[split.path] += 1
        if query.get("action") == "getcurrent" or _LATEST.fullmatch(split.path):
            self._polled(f"{split.path} {query.get('start', '0')}")  # a query may carry the time
        if split.path == "/cgi-bin/browse-edgar":
            return self._browse(query)
        if found := _LATEST.fullmatch(split.path):
            board, days, lang, page = found.groups()
            return _or_404(
                hkexnews.latest(
                    self.shown(),
                    self._wall(),
                    board=board,
                    days=int(days),
                    lang=lang,
                    page=int(page),
                ),
                _JSON,
            )
        if split.path == "/search/titleSearchServlet.do":
            return self._search(query)
        if found := _SUBMISSIONS.fullmatch(split.path):
            return _or_404(edgar.submissions(self.shown(), found[1]), _JSON)
        if found := _INDEX.fullmatch(split.path):
            day = datetime.strptime(found[2], "%Y%m%d").replace(tzinfo=UTC).date()
            body = edgar.daily_index(self.shown(), day, found[1])
            return _DENIED if body is None else (200, _TEXT, body)
        return self._document(split.path)

    def _browse(self, query: dict[str, str]) -> Answer:
        try:
            start, count = int(query.get("start", "0")), int(query.get("count", "40"))
        except ValueError:
            return 400, _HTML, b"<html><body>Bad request</body></html>"
        if query.get("action") == "getcompany":
            cik = query.get("CIK", "")
            return 200, _ATOM, edgar.company(self.shown(), self._wall(), self.url, cik)
        if start > edgar.LARGEST_START:
            return 503, _HTML, UNAVAILABLE_PAGE
        body = edgar.getcurrent(
            self.shown(),
            self._wall(),
            self.url,
            start=start,
            count=count,
            form=query.get("type", ""),
        )
        return 200, _ATOM, body

    def _search(self, query: dict[str, str]) -> Answer:
        try:
            since, until = (_compact_date(query[name]) for name in ("fromDate", "toDate"))
            rows = int(query.get("rowRange", "100"))
        except (KeyError, ValueError):
            return 200, _JSON, b'{"result": "null", "hasNextRow": false, "recordCnt": 0}'
        lang = "e" if query.get("lang", "E").upper().startswith("E") else "c"
        market = query.get("market", "SEHK")
        return 200, _JSON, hkexnews.title_search(
            self.shown(), market=market, lang=lang, since=since, until=until, rows=rows
        )  # fmt: skip

    def _document(self, path: str) -> Answer:
        for recorded, when in self.shown():
            if recorded.source == "edgar":
                hit = recorded.number in path or recorded.number.replace("-", "") in path
                if hit and path.endswith("-index.htm"):
                    return (
                        200,
                        _HTML,
                        f"<html><body>{recorded.form} {recorded.number}</body></html>".encode(),
                    )
            else:
                hit = path == hkexnews.web_path(recorded, when)
            if hit:
                suffix = recorded.path.name.removesuffix(".gz").rsplit(".", 1)[-1]
                media = _TEXT if recorded.source == "edgar" else _MEDIA.get(suffix, _HTML)
                return 200, media, recorded.body()
        return _NOT_FOUND


def _compact_date(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()


def _or_404(body: bytes | None, media: str) -> Answer:
    return _NOT_FOUND if body is None else (200, media, body)

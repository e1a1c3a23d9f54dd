"""One peer in its own environment: reads submissions named on stdin, says the CPU seconds of each.

    .venv-peers/bin/python benchmarks/peer_child.py edgartools|datamule

A line in is the path of a full submission; a line out is ``{"seconds": …}`` or ``{"error": …}``.
No connection can be opened: edgartools asks the SEC who each reporting owner is, inside its
parse, and gets a stub instead. Its caches are keyed by accession number and would measure
themselves from the second reading on, so they are emptied before each. Only the standard
library and the peer are imported here.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import re
import socket
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

CACHED: type[Any] = type(functools.cache(len))
"""What ``functools`` makes of a function that remembers its answers."""

ACCESSION = re.compile(rb"ACCESSION NUMBER:\s+([\d-]{20})")


def no_network(*_: Any, **__: Any) -> NoReturn:
    """What every connection gets."""
    raise ConnectionRefusedError("this benchmark opens no connection")


def empty_caches(package: str) -> None:
    """Forget what the functions of a package remember."""
    for found in gc.get_objects():
        if type(found) is CACHED and str(found.__module__).startswith(package):
            found.cache_clear()


class Edgartools:
    """A submission as a filing, its object, and what the object knows."""

    package = "edgar"

    def __init__(self) -> None:
        self._filing = importlib.import_module("edgar").Filing
        owners: Any = importlib.import_module("edgar.ownership.owners")
        owners.Entity = lambda _cik: SimpleNamespace(data=SimpleNamespace(is_company=False))

    def read(self, body: bytes) -> None:
        """Raises whatever the peer raises."""
        filing = self._filing.from_sgml_text(body.decode("utf-8", "replace"))
        found = filing.obj()
        if found is None:
            raise ValueError(f"no object of a {filing.form}")
        if hasattr(found, "get_ownership_summary"):
            found.get_ownership_summary()
        elif hasattr(found, "to_analyst_summary"):
            found.to_analyst_summary()
        else:
            for name in ("items", "content_type", "press_releases"):
                getattr(found, name, None)
            filing.text()


class Datamule:
    """A submission and the text or tables of its documents."""

    package = "datamule"

    def __init__(self) -> None:
        self._submission = importlib.import_module("datamule").Submission

    def read(self, body: bytes) -> None:
        """Raises whatever the peer raises."""
        found = ACCESSION.search(body)
        accession = found.group(1).decode() if found else "0000000000-00-000000"
        for document in self._submission(sgml_content=body, accession=accession):
            if document.extension == ".xml":
                _ = document.tables
            elif document.extension in {".htm", ".html", ".txt"}:
                _ = document.text


def main() -> None:
    """Answer line by line."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the peer prints is not an answer
    peer = Edgartools() if sys.argv[1] == "edgartools" else Datamule()
    socket.socket.connect = no_network  # type: ignore[method-assign]
    for line in sys.stdin:
        body = Path(line.strip()).read_bytes()
        empty_caches(peer.package)
        started = time.process_time()
        try:
            peer.read(body)
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is its answer
            answer: dict[str, object] = {"error": f"{type(error).__name__}: {error}"[:200]}
        else:
            answer = {"seconds": time.process_time() - started}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()

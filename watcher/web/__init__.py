"""The operator's pages and the API: one application, one module per door.

Every module of ``pages`` and ``api`` exports ``router``; a new one needs no other change.
Pages read the ledger; what an operator does is kept in its audit. Times are UTC.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from watcher import __version__
from watcher.blobs import Blobs
from watcher.ledger import Ledger
from watcher.queue import Doorbell
from watcher.web import errors
from watcher.web.access import Gate
from watcher.web.bodies import LimitedBodies
from watcher.web.headers import SecurityHeaders
from watcher.web.views import HERE

if TYPE_CHECKING:
    from watcher.settings import Settings

DOORS = ("watcher.web.pages", "watcher.web.api")


def build_app(settings: Settings) -> FastAPI:
    """The application of these settings; it opens the ledger at once.

    ``app.state`` has ``settings``, ``ledger``, ``doorbell``, ``blobs`` and ``gate``.
    """
    ledger = Ledger.open(settings.ledger_url, migrate=True)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledger.close()

    app = FastAPI(
        title="Filing Watcher", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json", lifespan=lifespan,
    )  # fmt: skip
    app.state.settings = settings
    app.state.ledger = ledger
    app.state.doorbell = Doorbell.of(settings)
    app.state.blobs = Blobs(settings.blobs_url)
    app.state.gate = Gate.of(settings)
    app.add_middleware(LimitedBodies)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings))
    app.add_middleware(SecurityHeaders)
    errors.install(app)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for router in _routers():
        app.include_router(router)
    return app


def _routers() -> Iterator[APIRouter]:
    for name in DOORS:
        package = import_module(name)
        for found in iter_modules(package.__path__):
            router = getattr(import_module(f"{name}.{found.name}"), "router", None)
            if router is not None:
                yield router


def _hosts(settings: Settings) -> list[str]:
    """The names that the page answers to: this machine and its public name."""
    return sorted(
        {"127.0.0.1", "localhost", urlsplit(settings.web.public_url).hostname or ""} - {""}
        | set(settings.web.hosts)
    )

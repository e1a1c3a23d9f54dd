"""Signed links by which a reader of mail stops it: one address of one channel (RFC 8058).

The link holds the route and a signature; nobody can make one for another address. The key
is made once per installation; links stay good when passwords change.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, URLSafeSerializer

from watcher.secretfile import own_secret

if TYPE_CHECKING:
    from watcher.settings import Settings

KEY_FILE = "link-key"
LONGEST = 1000


def link(public_url: str, route: str, key: str) -> str:
    """The page that stops mail to ``channel/address``; empty without an https page.

    RFC 8058 wants https, and a page on this machine is of no use to a reader elsewhere.
    """
    if not public_url.startswith("https://"):
        return ""
    return f"{public_url.rstrip('/')}/unsubscribe/{_signer(key).dumps(route)}"


def route_of(token: str, key: str) -> str | None:
    """The route that a link names; None for a link that is not ours."""
    try:
        route = _signer(key).loads(token[:LONGEST])
    except BadSignature:
        return None
    return route if isinstance(route, str) else None


def key_of(settings: Settings) -> str:
    """The key of this installation: the setting, else one kept in its data folder.

    Raises ConfigError when it cannot be kept there.
    """
    given = settings.web.link_secret.get_secret_value()
    return given or own_secret(settings.data_dir, KEY_FILE)


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        key, salt="unsubscribe", signer_kwargs={"digest_method": hashlib.sha256}
    )

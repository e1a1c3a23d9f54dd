"""Keeping a channel's secrets out of what is written down.

A receiver may echo what it got, an error may quote a URL: whatever goes into an outcome
passes through ``redacted``. The whole URL of a hook counts as a secret.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, SecretStr

from workers.render.clean import clean, cut

HIDDEN = "[hidden]"
EXCERPT = 300
_TELLING = 6
"""Path segments and query values from this length on are taken for tokens."""


def secrets_of(config: BaseModel) -> tuple[str, ...]:
    """Every secret value and its telling parts, the longest first."""
    found: set[str] = set()
    for name in type(config).model_fields:
        value = getattr(config, name)
        if isinstance(value, SecretStr) and value.get_secret_value():
            found |= _parts(value.get_secret_value())
    return tuple(sorted(found, key=len, reverse=True))


def redacted(text: str, config: BaseModel, limit: int = EXCERPT) -> str:
    """One line of at most ``limit`` characters without any secret of the configuration."""
    for secret in secrets_of(config):
        text = text.replace(secret, HIDDEN)
    return cut(clean(text), limit)


def _parts(value: str) -> set[str]:
    found = {value, value.removeprefix("whsec_")}
    if "://" in value:
        url = urlsplit(value)
        pieces = [url.path, *url.path.split("/"), url.query, url.username, url.password]
        pieces += [pair.partition("=")[2] for pair in url.query.split("&")]
        found |= {p for piece in pieces if piece for p in (piece, unquote(piece))
                  if len(p) >= _TELLING}  # fmt: skip
    return found

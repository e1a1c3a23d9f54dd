"""What a receiver answered to a POST."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``headers`` by lower-case name; ``body`` is cut at 64 kB."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

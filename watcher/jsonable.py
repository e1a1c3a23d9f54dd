"""Values as JSON: decimals and dates as text, dataclasses as objects, never a float."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence, Set as AbstractSet
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any


def jsonable(value: object) -> Any:
    """What ``json.dumps`` takes. Raises TypeError for a type that has no agreed form."""
    if value is None or isinstance(value, (bool, int, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return format(Decimal(value // timedelta(milliseconds=1)) / 1000, "f")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(jsonable(v) for v in value)
    if isinstance(value, Sequence):
        return [jsonable(v) for v in value]
    raise TypeError(f"no JSON form for {type(value).__name__}")

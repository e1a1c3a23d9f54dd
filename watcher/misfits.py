"""What pydantic found wrong with a table of ours, in words for who wrote the table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WORDS: Final[Mapping[str, str]] = {
    "missing": "must be given",
    "tuple_type": 'write a list, such as ["a", "b"]',
    "string_type": "write a text in quotes",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "finite_number": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "model_type": "write a table",
    "dict_type": "write a table",
}


def reason(error: ErrorDetails, model: type[BaseModel]) -> str:
    """Why a value does not fit the ``model``; what it was is never said, for it may be secret."""
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"no such option{meant(str(error['loc'][-1]), _options(model, error['loc'][:-1]))}"
    said = error["msg"].removeprefix("Value error, ")
    return _WORDS.get(kind, said.replace("Input should be", "must be"))


def meant(word: str, known: Collection[str]) -> str:
    """``; did you mean issuers?`` where something that is known is spelt nearly like it."""
    near = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _options(model: type[BaseModel], loc: Sequence[object]) -> Collection[str]:
    """The options of the table at a place in it; none where that is no plain table."""
    for part in loc:
        field = model.model_fields.get(str(part))
        inner = field.annotation if field else None
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return ()
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]

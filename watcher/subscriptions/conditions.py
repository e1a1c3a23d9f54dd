"""Conditions on the facts of an event: ``value_usd >= 250000 and person in ["Ada Moor"]``.

A small part of the language of the library ``rule-engine``: comparisons, ``in``, ``and``,
``or``, ``not``, parentheses, numbers, texts and lists. Patterns, functions, powers and
loops are refused, so that no condition can take long; entries of a list by number and
attributes too, which may be absent when a filing comes. Names and types are checked when
the file is loaded; the library is imported with the first condition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context
from functools import cache
from typing import Any

from watcher.subscriptions.facts import KINDS, Fact

LONGEST = 2000
"""Characters of one condition."""

MOST_STEPS = 150
"""Words and signs that join parts of a condition; each is some calls deep when it is asked."""

_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'")
_REFUSED = re.compile(
    r"=~|!~|\*\*|//|<<|>>|&|\||\^|\?|\$|;|[{}#%]|\b(?:for|null|nan|inf)\b|\w\s*\("
    r"|[\w\"')\]]\s*\[|[a-z_\"')\]]\s*\.",
    re.IGNORECASE,
)
_STEP = re.compile(r"\b(?:and|or|not)\b|[-+*/]")
_CALLED_WORDS = ("and", "or", "not", "in")


class Misspelt(ValueError):
    """A condition that cannot be used; ``at`` is the offset in its text."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition, ready to be asked."""

    text: str
    rule: Any = field(repr=False, compare=False)

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Whether the event with these facts is wanted."""
        return bool(self.rule.matches(facts))


@cache
def compiled(text: str) -> Condition:
    """The condition of a text. Raises Misspelt with the place in it."""
    _check_language(text)
    import rule_engine  # noqa: PLC0415 - a quarter of a second, and most files have no condition

    try:
        rule = rule_engine.Rule(text, context=_typed())
    except rule_engine.SymbolResolutionError as error:
        raise _unknown_name(text, error) from None
    except rule_engine.RuleSyntaxError as error:
        at = len(text) if error.token is None else error.token.lexpos
        raise Misspelt("not understood here", at) from None
    except rule_engine.EngineError as error:
        raise Misspelt(f"{error.message}{_hint(error.message)}") from None
    except RecursionError:
        raise Misspelt("too deeply nested") from None
    if rule.statement.expression.result_type is not rule_engine.DataType.BOOLEAN:
        raise Misspelt("this is a value, not a condition; compare it with something")
    return Condition(text, rule)


def _check_language(text: str) -> None:
    """Refuse what the library could do beyond our part of its language."""
    if len(text) > LONGEST:
        raise Misspelt(f"longer than {LONGEST} characters")
    blank = _TEXT.sub(lambda found: '"' + " " * (len(found[0]) - 2) + '"', text)
    if len(_STEP.findall(blank)) > MOST_STEPS:
        raise Misspelt(f"more than {MOST_STEPS} parts; compare with a list by `in`")
    for found in _REFUSED.finditer(blank):
        word = re.search(r"[A-Za-z_]\w*\s*$", blank[: found.end() - 1])
        if found[0].endswith(("(", "[")) and word and word[0].strip() in _CALLED_WORDS:
            continue
        raise Misspelt(f"{found[0].strip()!r} is not part of the language", found.start())


def _unknown_name(text: str, error: Any) -> Misspelt:
    name = str(error.symbol_name)
    place = re.search(rf"\b{re.escape(name)}\b", _TEXT.sub(lambda f: " " * len(f[0]), text))
    meant = f"; did you mean {error.suggestion}?" if error.suggestion in KINDS else ""
    return Misspelt(f"no fact is called {name!r}{meant}", place.start() if place else 0)


def _hint(message: str) -> str:
    mixed = "type mismatch" in message
    return ": numbers compare with numbers, texts with texts in quotes" if mixed else ""


@cache
def _typed() -> Any:
    """The names and types of ``facts`` in the library's terms; one for the process.

    A decimal context without traps makes each comparison with a missing number false.
    """
    import rule_engine  # noqa: PLC0415 - as above

    types = rule_engine.DataType
    kinds = {
        "number": types.FLOAT,
        "text": types.STRING,
        "texts": types.ARRAY(types.STRING),
        "flag": types.BOOLEAN,
    }
    return rule_engine.Context(
        type_resolver=rule_engine.type_resolver_from_dict(
            {name: kinds[kind] for name, kind in KINDS.items()}
        ),
        resolver=lambda facts, name: facts[name],
        decimal_context=Context(prec=40, traps=[]),
    )

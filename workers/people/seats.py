"""Seats that are named by the board alone: ``joined the board``, ``resigned from our board``."""

from __future__ import annotations

import re

from workers.grammar.roles import RoleSpan, body_of

_OWNER = (
    r"(?:(?:the|its|our|his|her)\s+)?(?:[A-Z][\w.,/&-]*(?:\s+(?:[A-Z&][\w.,/&-]*|of)){0,4}[’']s?\s+)?"
    r"(?:company[’']s\s+|registrant[’']s\s+)?(?P<board>directorship(?!\s+(?:in|at|of|with)\s+(?!the\s+company\b))|boards?(?:\s+of\s+(?:directors|trustees|managers))?)\b"
    r"(?!\s+(?:committee|meeting))(?![’']s\s+\w+)"
)
BOARD_OUT = re.compile(
    rf"(?i)\b(?:from|in\s+respect\s+of|left|leave|leaves|leaving|(?:re-?)?election\s+to,?|(?:service|seat|position)\s+on)\s+(?:(?:the|our)\s+company\s+and\s+)?{_OWNER}"
)
"""``resigned from the board``."""
BOARD_IN = re.compile(
    rf"(?i)(?<!secretary )(?<!adviser )(?<!advisor )(?<!consultant )(?<!assistant )(?<!counsel )(?<!observer )\b(?:to|join|joins|joined|joining|on)\s+(?:serve\s+on\s+)?{_OWNER}"
)
"""``appointed to the board``, but not as a secretary or an adviser to it."""


def board_seats(text: str, direction: str) -> list[RoleSpan]:
    """The seats that a text gives or takes without the word director."""
    board = BOARD_OUT if direction == "out" else BOARD_IN
    found = ((m.start("board"), m.end("board")) for m in board.finditer(text))
    return [RoleSpan(a, b, "director", body=body_of(text, a, b)) for a, b in found]

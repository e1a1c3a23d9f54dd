"""Statements put together: one move per person, kind, direction and effective date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workers.grammar.roles import BOARD, BOARD_TITLES, COMMITTEE, SEATS
from workers.people.direction import LEAVING, action_of, board_way, officer_way
from workers.people.following import still_open
from workers.people.holds import at_a_meeting, beside_interim, is_executive, kept_posts
from workers.people.model import Kind, Move, Statement, Touch, When

STATED = 3
"""The strength of a date that the text itself calls effective."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The statements of one person that share an effective date."""

    when: When | None
    statements: tuple[Statement, ...]


def moves(statements: Iterable[Statement], holds: Mapping[str, tuple[Touch, ...]]) -> list[Move]:
    """News of each person, merged. ``holds`` gives the offices that a person is said to hold."""
    by_person: dict[str, list[Statement]] = {}
    for s in statements:
        by_person.setdefault(s.person.key, []).append(s)
    found: list[Move] = []
    for key, said in by_person.items():
        held, stays = holds.get(key, ()), kept_posts(said)
        own = [m for strand in _strands(said) for m in _moves(strand, held, stays)]
        own = [m for m in own if not any(_within(m, other) for other in own)]
        board = any(m.kind == "board_change" for m in own)
        found += [m for m in own if not (board and m.kind == "committee_change")]
    return found


def _within(move: Move, other: Move) -> bool:
    """A step on the way (``will join on D1 and be CFO from D2``) is part of the larger move, and
    an office is left once: words without a day belong to those that give one.
    """
    mine, theirs = {t.key for t in move.changed}, {t.key for t in other.changed}
    if (move.kind, move.subtype) != (other.kind, other.subtype):
        return False
    again = move.subtype == "departure" and mine == theirs
    return mine < theirs or (again and not _dated(move) and _dated(other))


def _dated(move: Move) -> bool:
    return move.when is not None and move.when.date is not None


def _strands(said: list[Statement]) -> list[Strand]:
    """Undated words join the dated ones of the same direction; weaker dates give way."""
    news = [s for s in said if s.news and s.drop is None]
    if not news:
        return []
    hints = [
        s
        for s in said
        if not s.news and s.drop is None and s.when is not None and s.when.strength == 3
    ]
    stated = {_way(s) for s in news if s.when and s.when.date and s.when.strength == STATED}
    best: dict[tuple[str, date], list[Statement]] = {}
    loose: list[Statement] = []
    for s in news:
        dated = s.when is not None and s.when.date is not None
        told = _way(s) in stated
        hint = _hint_beside(s, hints) if dated else None if told else _hint(s, hints)
        s_dated = replace(s, when=hint.when) if hint else s
        if s_dated.when and s_dated.when.date:
            group = best.setdefault((_way(s_dated), s_dated.when.date), [])
            group += [s_dated, hint] if hint else [s_dated]
        else:
            loose.append(s_dated)
    best = _without_weaker(best)
    rest = []
    for s in loose:
        same = [k for k in best if k[0] == _way(s)] or list(best)
        if same and not still_open(s, best[same[0]]):
            best[same[0]].append(replace(s, when=best[same[0]][0].when))
        else:
            rest.append(s)
    by_date: dict[date, list[Statement]] = {}
    for (_, day), group in best.items():
        by_date.setdefault(day, []).extend(group)
    strands = [Strand(_best_when(group), tuple(group)) for group in by_date.values()]
    if rest:
        strands.append(Strand(_best_when(rest), tuple(rest)))
    return strands


def _hint(s: Statement, hints: list[Statement]) -> Statement | None:
    """Words elsewhere that tell when the same comes into effect."""
    return next((h for h in hints if _way(h) == _way(s) and h.when), None)


def _hint_beside(s: Statement, hints: list[Statement]) -> Statement | None:
    """A sentence beside a dated one that tells its day, or the day on which work begins where
    the first is only that of the decision.
    """
    decided = s.when is not None and s.when.strength < STATED
    bare = (h for h in hints if not h.touches)
    return next(
        (
            h
            for h in bare
            if h.when is s.when
            or (decided and s.touches and h.passage == s.passage and _way(h) == _way(s))
        ),
        None,
    )


def _way(s: Statement) -> str:
    changes = {t.change for t in s.touches}
    if "gained" in changes:
        return "in"
    return "out" if "lost" in changes or s.action in LEAVING else "in"


def _without_weaker(
    best: dict[tuple[str, date], list[Statement]],
) -> dict[tuple[str, date], list[Statement]]:
    """A day on which a board decided gives way to the day on which the office changes hands."""
    kept: dict[tuple[str, date], list[Statement]] = {}
    for way in dict.fromkeys(k[0] for k in best):
        groups = {k: v for k, v in best.items() if k[0] == way}
        top = max(max(s.when.strength for s in v if s.when) for v in groups.values())
        strong = {
            k: v for k, v in groups.items() if max(s.when.strength for s in v if s.when) == top
        }
        first = next(iter(strong))
        for k, v in groups.items():
            if k in strong:
                kept[k] = v
            else:
                kept.setdefault(first, strong[first]).extend(
                    replace(s, when=strong[first][0].when) for s in v
                )
    return kept


def _best_when(group: list[Statement]) -> When | None:
    whens = [s.when for s in group if s.when is not None]
    return max(whens, key=lambda w: (w.date is not None, w.strength), default=None)


def _moves(strand: Strand, held: tuple[Touch, ...], stays: list[Touch]) -> list[Move]:
    touches = _touches(strand.statements, held)
    board = [t for t in touches if t.role in BOARD]
    officer = [t for t in touches if t.role not in BOARD and t.role not in COMMITTEE]
    seats = [t for t in touches if t.role in COMMITTEE]
    found: list[Move] = []
    if any(t.change in {"gained", "lost"} for t in board):
        extra = [replace(t, change="continuing") for t in _continuing(officer, held)]
        found.append(_move(strand, "board_change", [*board, *seats, *extra], held))
    elif any(t.change in {"gained", "lost"} for t in seats if not (officer and _managers(t))):
        found.append(_move(strand, "committee_change", [*seats, *board], held))
    if any(t.change in {"gained", "lost"} for t in officer):
        known = {t.key for t in officer}
        lost = [t for t in officer if t.change == "lost" and is_executive(t)]
        if lost:
            own = stays or beside_interim(lost, held, strand.statements[0].action)
            officer += [t for t in own if t.key not in known]
        found.append(_move(strand, "officer_change", officer, held))
    return found


def _managers(seat: Touch) -> bool:
    """Beside an executive office an executive committee is one of managers, not of the board."""
    return seat.committee == "executive"


def _continuing(officer: list[Touch], held: tuple[Touch, ...]) -> list[Touch]:
    changed = {t.key for t in officer if t.change in {"gained", "lost"}}
    kept = [t for t in officer if t.change == "continuing"]
    return [
        *kept,
        *(
            t
            for t in held
            if t.role not in BOARD
            and t.role not in COMMITTEE
            and t.key not in changed
            and t.key not in {k.key for k in kept}
            and t.since
        ),
    ]


def _touches(said: tuple[Statement, ...], held: tuple[Touch, ...]) -> list[Touch]:
    """All offices in the order of the text; who leaves without naming an office leaves what
    the text says that he holds.
    """
    kept: dict[tuple[str, str | None, str], Touch] = {}
    for s in said:
        for t in s.touches:
            kept.setdefault((t.role, t.committee, t.change), t)
    if not kept and all(s.action in LEAVING for s in said):
        action = said[0].action
        stood = any(s.action == "non_re_election" or at_a_meeting(s) for s in said)
        for t in held or ((Touch("director", "continuing"),) if stood else ()):
            kept[t.role, t.committee, "lost"] = replace(t, change="lost", since=None, how=action)
    return _exact(list(kept.values()))


def _exact(touches: list[Touch]) -> list[Touch]:
    exact = {t.change for t in touches if t.role in SEATS and t.role != "director"}
    kept = [t for t in touches if not (t.role == "director" and t.change in exact)]
    if any(t.role in BOARD_TITLES and t.change == "gained" for t in kept):
        kept = [t for t in kept if not (t.role == "director" and t.change == "lost")]
    spelled = {("".join(w[0] for w in t.role.split("_")), t.change) for t in kept if "_" in t.role}
    kept = [t for t in kept if (t.role, t.change) not in spelled]
    chairs = {(t.committee, t.change) for t in kept if t.role == "committee_chair"}
    return [
        t
        for t in kept
        if not (t.role == "committee_member" and (t.committee, t.change) in chairs)
        and not (t.committee is None and t.role in COMMITTEE)
    ]


def _move(strand: Strand, kind: Kind, touches: list[Touch], held: tuple[Touch, ...]) -> Move:
    said = strand.statements
    own = [t for t in touches if kind != "committee_change" or t.role in COMMITTEE]
    subtype = board_way(touches, held, said) if kind == "board_change" else officer_way(own)
    person = max((s.person for s in said), key=lambda p: (p.age is not None, len(p.name)))
    return Move(
        person=person,
        kind=kind,
        subtype=subtype,
        action=action_of(said, touches, subtype),
        touches=tuple(touches),
        when=strand.when,
        proposed=all(s.proposed for s in said),
        notice=next((s.notice for s in said if s.notice), None),
        statements=said,
    )

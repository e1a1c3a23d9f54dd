"""The fields of a personnel event: person, offices, dates, and what the text adds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from watcher.model import Value
from workers.grammar.names import person_key
from workers.grammar.roles import BOARD, COMMITTEE, SEATS, office_class
from workers.grammar.romanised import latin_key
from workers.people.cast import Cast
from workers.people.corrections import earlier_announcement
from workers.people.details import appointee, leaver, reason_of, seeks_successor
from workers.people.filing import PeopleRead
from workers.people.model import Move, Person, Touch
from workers.people.offices import HOW
from workers.people.scope import Scope

INDEPENDENT = "independent_non_executive_director"
_CLASSES = ("ceo", "cfo", "other_executive", "company_secretary", "authorised_representative")


def fields_of(scope: Scope, move: Move) -> dict[str, Value]:
    """Fields of the event; what the text does not state is None."""
    text = scope.about(move)
    fields: dict[str, Value] = {
        "person": _person(move, scope.read.cast),
        "direction": move.subtype,
        "action": _action(move),
        "office_class": _office_class(move) if move.kind == "officer_change" else None,
        "roles": _roles(scope, move),
        "announced_date": scope.read.document_date,
        "notice_date": move.notice,
        **_timing(move, scope),
    }
    if any(t.change == "lost" for t in move.touches) and move.subtype == "departure":
        fields |= {
            "reason": reason_of(scope.words_of(move)),
            **leaver(text),
            "tenure": _tenure(scope, move),
            **_afterwards(scope, move, text),
        }
    if move.subtype == "appointment":
        fields |= appointee(text)
    if move.kind == "board_change" and move.subtype != "departure":
        fields["new_to_board"] = move.subtype == "appointment"
    if any(t.acting == "interim" for t in move.changed):
        fields["interim"] = True
    if any(t.role == INDEPENDENT for t in move.changed):
        fields["independent_directors_after"] = _independents(scope.read)
    return fields


def _independents(read: PeopleRead) -> int | None:
    """Independent directors once all moves of the filing took effect: the closing list shows
    the board of its day, so that later moves are added to it.
    """
    listed = [r.seats.get("independent_non_executive", ()) for r in read.rosters]
    if not any(listed):
        return None
    seats = {person_key(name) for name in max(listed, key=len)}
    for move in read.moves:
        day = move.when.date if move.when else None
        if move.kind != "board_change" or day is None or day <= (read.document_date or day):
            continue
        changes = {t.change for t in move.changed if t.role == INDEPENDENT}
        seats -= {move.person.key} if "lost" in changes else set()
        seats |= {move.person.key} if "gained" in changes else set()
    return len(seats)


def _person(move: Move, cast: Cast) -> Value:
    p = move.person
    latin = _latin_key(p)
    alone = latin and all(_latin_key(o) != latin for k, o in cast.people.items() if k != p.key)
    return {
        "name": p.name,
        "honorific": p.honorific,
        "person_key": p.key,
        "name_zh": p.name_zh,
        **({"latin_key": latin} if alone and latin != p.key else {}),
        **({"age": p.age} if p.age else {}),
    }


def _latin_key(p: Person) -> str | None:
    """The key of the pinyin of a name, or of the Latin name beside a Chinese one. Two people of
    a filing who sound alike keep their names for a key.
    """
    name = p.latin or p.name
    return latin_key(name) or (person_key(name) if p.latin else None)


def _action(move: Move) -> str:
    if move.action == "appointment" and any(t.acting == "interim" for t in move.changed):
        return "interim_appointment"
    seats = {t.how for t in move.changed if t.role in SEATS and t.change == "lost"}
    if move.action == "removal" and move.kind == "board_change" and seats == {HOW["resignation"]}:
        return "resignation"  # dismissed from an office, and off the board by his own letter
    return move.action


def _office_class(move: Move) -> str:
    return min((office_class(t.role) for t in move.changed), key=_CLASSES.index)


def _timing(move: Move, scope: Scope) -> dict[str, Value]:
    when = move.when
    if when is None:
        return {
            "effective_date": None,
            "effective_condition": "shareholders' approval" if move.proposed else None,
        }
    old = next((s.corrects for s in move.statements if s.corrects), None)
    return {
        "effective_date": when.date,
        "effective_date_text": when.text or None,
        "effective_condition": when.condition if when.date is None else None,
        "date_qualifier": when.qualifier,
        "corrects": _correction(scope, old) if old else None,
    }


def _correction(scope: Scope, old: date) -> Value:
    told = earlier_announcement(scope.reading.text.text)
    return {"announcement_date": told, "field": "effective_date", "old": old}


def _roles(scope: Scope, move: Move) -> list[Value]:
    """Offices gained and lost in the order of the text, then those kept; one is primary."""
    changed = list(move.changed)
    seat = next((t for t in changed if t.role in SEATS), None)
    primary = seat if seat is not None and move.kind == "board_change" else changed[0]
    kept = _kept(scope, move)
    return [_role(t, move, primary=t is primary) for t in (*changed, *kept)]


def _kept(scope: Scope, move: Move) -> list[Touch]:
    if move.subtype == "departure":
        return []
    keys = {t.key for t in move.changed}
    held = [
        t
        for t in (*move.touches, *scope.read.holds.get(move.person.key, ()))
        if t.change == "continuing" and t.key not in keys
    ]
    kept = list({t.key: t for t in held}.values())
    if move.kind == "officer_change":
        return [t for t in kept if t.role not in BOARD and t.role not in COMMITTEE]
    if move.subtype == "appointment":
        return []
    exact = any(t.role in SEATS and t.role != "director" for t in (*kept, *move.changed))
    kept = [t for t in kept if not (t.role == "director" and exact)]
    if any(t.role == "chairman_of_board" and t.change == "gained" for t in move.touches):
        kept = [
            Touch(t.role, "implied_superseded", how=None) if t.role == "vice_chairman" else t
            for t in kept
        ]
    order = {"implied_superseded": 2}
    return sorted(kept, key=lambda t: (order.get(t.change, 0), t.role not in SEATS))


def _role(touch: Touch, move: Move, *, primary: bool) -> Value:
    name = f"acting_{touch.role}" if touch.acting == "acting" else touch.role
    entry: dict[str, Value] = {"role": name}
    if touch.committee:
        entry["committee"] = touch.committee
    entry["change"] = touch.change
    if touch.acting == "interim":
        entry["interim"] = True
    if touch.how and touch.change == "lost" and move.kind == "board_change":
        entry["how"] = touch.how
    if primary:
        entry["primary"] = True
    if touch.change in {"gained", "lost"} and touch.role not in COMMITTEE:
        entry["board_role"] = touch.role in BOARD
    if touch.since:
        entry["since"] = touch.since
    if touch.change == "implied_superseded":
        entry["confidence"] = Decimal("0.6")
    return entry


def _tenure(scope: Scope, move: Move) -> Value:
    lost = {t.key for t in move.changed}
    held = scope.read.holds.get(move.person.key, ())
    found: list[Value] = [
        {"role": t.role, "since": t.since} for t in held if t.since and t.key in lost
    ]
    return found or None


def _afterwards(scope: Scope, move: Move, text: str) -> dict[str, Value]:
    """Who stays or follows in the same office, and whether it is vacant."""
    lost = {t.key for t in move.changed if t.change == "lost"}
    stay = [s for s in scope.staying(move) if _same_office(lost, s.touches)]
    follow = scope.takers(move, lost)
    people: list[Value] = [
        {
            "name": s.person.name,
            "honorific": s.person.honorific,
            "person_key": s.person.key,
            "relation": "remaining_office_holder",
        }
        for s in {s.person.key: s for s in stay}.values()
    ]
    people += [
        {
            "name": m.person.name,
            "honorific": m.person.honorific,
            "person_key": m.person.key,
            "relation": "successor",
        }
        for m in follow
    ]
    vacancy = False if stay or follow else True if seeks_successor(text) else None
    return {
        "related_persons": people or None,
        "successor_named": bool(follow) if stay or follow else None,
        "vacancy": vacancy,
    }


def _same_office(lost: set[tuple[str, str | None]], touches: Iterable[Touch]) -> bool:
    plain = {role.replace("joint_", "").replace("co_", "") for role, _ in lost}
    return any(t.role.replace("joint_", "").replace("co_", "") in plain for t in touches)

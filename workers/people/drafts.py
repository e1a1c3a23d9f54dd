"""Moves to drafts: fields, dates, status and derived values of a personnel event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from watcher.model import Derived, Evidence, Severity, Value
from workers.events import Draft, Reading
from workers.grammar.roles import COMMITTEE, SEATS
from workers.people.fields import fields_of
from workers.people.model import Move
from workers.people.scope import Scope
from workers.people.titles import title_answered

FORM_3_FOREIGN = date(2026, 3, 18)
"""Since then directors and officers of foreign private issuers file Forms 3, 4 and 5."""
FORM_3_DAYS = 10


def draft(scope: Scope, move: Move, *, severity: Severity | None = None) -> Draft:
    """The event of a move."""
    when = move.when
    effective = when.date if when else None
    evidence = _evidence(scope.reading, move)
    return Draft(
        type=move.kind,
        subtype=move.subtype,
        status=_status(move, scope.read.document_date),
        confidence=_confidence(move),
        fields={k: v for k, v in fields_of(scope, move).items() if v is not None},
        evidence=evidence,
        derived=tuple(_derived(scope, move)),
        event_date=scope.read.document_date,
        effective_date=effective,
        exhibit=None if evidence[0].document == "main" else evidence[0].document,
        title_item=title_answered(scope.reading, move),
        also_types=("committee_change",)
        if move.kind == "board_change" and any(t.role in COMMITTEE for t in move.changed)
        else (),
        severity=severity,
    )


def identity(d: Draft) -> str:
    """Person, subtype and effective date: equal at every venue, and in both languages where the
    Latin name is the pinyin of the Chinese one or stands beside it.
    """
    person = d.fields.get("person")
    key = person.get("latin_key") or person.get("person_key") if isinstance(person, Mapping) else ""
    day = d.effective_date or d.event_date
    return f"{key}|{d.subtype}|{day.isoformat() if day else ''}"


def headline(d: Draft) -> str:
    """``Board chairman and non-executive director Wen Hao resigns, effective 2026-05-01``."""
    fields = d.fields
    person = fields.get("person")
    name = person.get("name") if isinstance(person, Mapping) else ""
    lost, gained = _titles(fields, "lost"), _titles(fields, "gained")
    verbs = {
        "resignation": "resigns",
        "retirement": "retires",
        "death": "has died",
        "removal": "is removed",
        "non_re_election": "will not stand for re-election",
        "cessation": "ceases to serve",
        "departure": "leaves",
    }
    action = str(fields.get("action"))
    if d.subtype == "departure":
        text = f"{lost} {name} {verbs.get(action, 'leaves')}"
    elif d.subtype == "appointment":
        text = f"{name} {'proposed' if d.status == 'proposed' else 'appointed'} as {gained}"
    else:
        text = f"{name} becomes {gained}" if gained else f"{name} no longer {lost}"
    when = f", effective {d.effective_date.isoformat()}" if d.effective_date else ""
    return (text[:1].upper() + text[1:] + when).replace("  ", " ").strip()


def committee_headline(d: Draft) -> str:
    """``Wen Hao joins the audit committee as chair, effective 2026-05-01``."""
    person = d.fields.get("person")
    name = person.get("name") if isinstance(person, Mapping) else ""
    gained, lost = _committees(d.fields, "gained"), _committees(d.fields, "lost")
    verb = {"proposed": "is proposed for"}.get(d.status, "joins")
    told = [f"{verb} {gained}"] if gained else []
    told += [f"leaves {lost}"] if lost else []
    when = f", effective {d.effective_date.isoformat()}" if d.effective_date else ""
    return f"{name} {' and '.join(told)}{when}".strip()


def _committees(fields: Mapping[str, Value], change: str) -> str:
    roles = fields.get("roles")
    listed = [r for r in roles if isinstance(r, Mapping)] if isinstance(roles, list) else []
    seats = [
        f"the {str(r.get('committee')).replace('_', ' ')} committee"
        + (" as chair" if r.get("role") == "committee_chair" else "")
        for r in listed
        if r.get("role") in COMMITTEE and r.get("change") == change
    ]
    return " and ".join(dict.fromkeys(seats))


def _titles(fields: Mapping[str, Value], change: str) -> str:
    roles = fields.get("roles")
    names = []
    for entry in roles if isinstance(roles, (list, tuple)) else ():
        if (
            isinstance(entry, Mapping)
            and entry.get("change") == change
            and entry.get("role") not in COMMITTEE
        ):
            words = (
                str(entry.get("role"))
                .replace("_", " ")
                .replace("chairman of board", "board chairman")
                .replace("non executive", "non-executive")
            )
            names.append(f"interim {words}" if entry.get("interim") else words)
    names.sort(key=lambda n: n != "board chairman")
    return " and ".join([*filter(None, [", ".join(names[:-1])]), *names[-1:]])


def _evidence(reading: Reading, move: Move) -> tuple[Evidence, ...]:
    spans = dict.fromkeys((s.start, min(s.end, s.start + 1200)) for s in move.statements)
    return tuple(reading.text.evidence(a, b) for a, b in spans)


def _status(move: Move, document_date: date | None) -> str:
    if any(s.corrects for s in move.statements):
        return "corrected"
    if move.proposed:
        return "proposed"
    day = move.when.date if move.when else None
    if day is None or document_date is None:
        return "announced"
    return "effective" if day <= document_date else "announced"


def _confidence(move: Move) -> Decimal:
    points = (
        Decimal("0.98")
        if move.when and move.when.strength == 3
        else Decimal("0.93")
        if move.when and move.when.date
        else Decimal("0.85")
    )
    if " " not in move.person.name and not _chinese(move.person.name):
        points -= Decimal("0.1")
    return points


def _chinese(name: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in name) and len(name) > 1


def _derived(scope: Scope, move: Move) -> Iterable[Derived]:
    day, announced = (move.when.date if move.when else None), scope.read.document_date
    if move.kind == "board_change":
        effect = {"appointment": 1, "departure": -1, "role_change": 0}[move.subtype]
        if not any(t.role in SEATS for t in move.changed):
            effect = 0
        why = {1: "one director joins", -1: "one director leaves", 0: "already a director"}[effect]
        if (
            move.subtype == "role_change"
            and {"chairman_of_board"} & {t.role for t in move.changed if t.change == "gained"}
            and _runs_the_company(scope, move)
        ):
            yield Derived(
                name="chair_and_chief_executive_same_person",
                value=True,
                unit="",
                arithmetic="chairman (gained) + chief executive (continuing)",
            )
        yield Derived(name="board_size_effect", value=effect, unit="seat", arithmetic=why)
    if move.kind == "officer_change" and move.subtype == "departure" and day and announced:
        yield Derived(
            name="days_notice_to_effective",
            value=(day - announced).days,
            unit="day",
            arithmetic=f"announced {announced.isoformat()}, effective {day.isoformat()}",
        )
    if (
        move.kind != "committee_change"
        and move.subtype == "appointment"
        and day
        and not move.proposed
        and _files_form_3(scope.reading, day)
    ):
        due = day + timedelta(days=FORM_3_DAYS)
        yield Derived(
            name="form_3_due_by",
            value=due,
            unit="date",
            arithmetic=f"{day.isoformat()} + {FORM_3_DAYS} calendar days (Section 16(a))",
        )


def _runs_the_company(scope: Scope, move: Move) -> bool:
    held = (*move.touches, *scope.read.holds.get(move.person.key, ()))
    return any(t.role == "chief_executive_officer" and t.change != "lost" for t in held)


def _files_form_3(reading: Reading, day: date) -> bool:
    form = reading.form or ""
    if form.startswith("8-K"):
        return True
    return day >= FORM_3_FOREIGN and (
        form.startswith("6-K") or (reading.issuer is not None and reading.issuer.cik is not None)
    )

"""Offices at a company: their canonical names and where they stand in a sentence.

Canonical names and variants. Committee seats carry the committee. The
body an office belongs to (``of XYZ Holdings Limited``) is read with it, so that the
board of another company is never taken for the issuer's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workers.grammar import role_words as w
from workers.grammar.names import is_chinese

SEATS = frozenset(
    {
        "executive_director",
        "non_executive_director",
        "independent_non_executive_director",
        "alternate_director",
        "director",
    }
)
BOARD_TITLES = frozenset(
    {
        "chairman_of_board",
        "vice_chairman",
        "lead_independent_director",
        "supervisor",
        "supervisory_chair",
    }
)
BOARD = SEATS | BOARD_TITLES
COMMITTEE = frozenset({"committee_chair", "committee_member"})
SECRETARIES = frozenset(
    {"company_secretary", "joint_company_secretary", "assistant_company_secretary"}
)
REPRESENTATIVES = frozenset({"authorised_representative", "process_agent", "compliance_officer"})


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """An office as printed: ``role`` canonical, ``acting`` acting, interim or designate,
    ``body`` the other organisation it belongs to, as printed (None: the issuer).
    """

    start: int
    end: int
    role: str
    committee: str | None = None
    acting: str | None = None
    body: str | None = None
    former: bool = False

    @property
    def is_officer(self) -> bool:
        """Whether this is an executive or statutory office."""
        return self.role not in BOARD and self.role not in COMMITTEE


def office_class(role: str) -> str:
    """The ``office_class`` of an officer role."""
    plain = role.removeprefix("acting_").removeprefix("interim_")
    if plain in {"chief_executive_officer", "co_chief_executive_officer"}:
        return "ceo"
    if plain in {"chief_financial_officer", "principal_financial_officer"}:
        return "cfo"
    if plain in SECRETARIES:
        return "company_secretary"
    return "authorised_representative" if plain in REPRESENTATIVES else "other_executive"


def committee_kind(name: str) -> str | None:
    """``Nominating & Governance`` -> ``nomination``; None when no known word is in it."""
    for kind, pattern in w.KINDS:
        if re.search(pattern, name, re.IGNORECASE):
            return kind
    return None


def find_roles(text: str, *, managed: bool = False) -> list[RoleSpan]:
    """All offices in a paragraph in order; committee seats are found before titles. ``managed``:
    the managers of a limited liability company sit where directors do; others are employed.
    """
    chinese = is_chinese(text)
    if not w.OFFICES.search(text):
        return []
    seats = [*_english_seats(text), *(_chinese_seats(text) if chinese else ())]
    titles = [
        span
        for span in (
            *_english_titles(text, managed=managed),
            *(_chinese_titles(text) if chinese else ()),
        )
        if not any(s.start < span.end and span.start < s.end for s in seats)
    ]
    spans = sorted([*seats, *titles], key=lambda r: r.start)
    return _shared_body(_of_committee(spans, text), text)


def _of_committee(spans: list[RoleSpan], text: str) -> list[RoleSpan]:
    """``to the audit committee, with Ms. A serving as chair``: the chair is the committee's."""
    found: list[RoleSpan] = []
    for span in spans:
        last = found[-1] if found else None
        bare = span.role == "chairman_of_board" and "oard" not in text[span.start : span.end]
        its = last and last.body and span.committee and not span.body
        if last and its and _of_the_same(text, last, span):
            found.append(replace(span, body=last.body))
            continue
        short = w.OF_A_COMMITTEE.match(text, span.end) if bare else None
        if short:
            kind = w.SHORT_COMMITTEES.get(short.group(1))
            found.append(replace(span, role="committee_chair", committee=kind))
        elif bare and last and last.committee and _is_its(text, last.end, span.start):
            found.append(replace(span, role="committee_chair", committee=last.committee))
        else:
            found.append(span)
    return found


def _of_the_same(text: str, last: RoleSpan, span: RoleSpan) -> bool:
    """``a director of Acme Limited and chairman of its audit committee``: Acme's committee."""
    own = re.search(r"\bits\b", text[span.start : span.end])
    return own is not None and not re.search(r"[;。]|\.\s", text[last.end : span.start])


def _is_its(text: str, end: int, start: int) -> bool:
    """Whether a chair named behind a committee is that of the committee."""
    return w.AS_ITS_CHAIR.match(text, end, start) is not None or text[:start].endswith(" its ")


def _english_titles(text: str, *, managed: bool) -> list[RoleSpan]:
    spans = []
    for m in w.EN.finditer(text):
        name = w.EN_NAMES[m.number]
        if name == "emeritus" or (name == "manager" and not managed):
            continue
        if name == "initials" and not text[m.start : m.end].isupper():
            continue
        before = text[max(0, m.start - 30) : m.start]
        if before.endswith(" its ") and w.ADVISERS.search(text, 0, m.start):
            continue
        acting = w.ACTING.search(before)
        role = _role(name, text[m.start : m.end].lower())
        spans.append(
            RoleSpan(
                m.start,
                m.end,
                role,
                None,
                _acting(acting, text, m.end),
                body_of(text, m.start, m.end),
                bool(w.FORMER.search(before)),
            )
        )
    return spans


def _acting(before: re.Match[str] | None, text: str, end: int) -> str | None:
    """``acting``, ``interim`` or ``designate``, ahead of an office or behind it."""
    if before is None:
        return "designate" if w.DESIGNATE.match(text, end) else None
    word = before.group(1).lower()
    return word if word.isascii() else "acting"


def _role(name: str, words: str) -> str:
    """The canonical office; a chief officer of another kind and bare initials as they are printed."""
    if name == "initials":
        return w.INITIALS.get(words, words)
    if name == "chief_officer":
        return "_".join(re.findall(r"[a-z]+", words)).removesuffix("s")
    return w.CANON.get(name, name)


def body_of(text: str, start: int, end: int) -> str | None:
    """The other organisation that an office belongs to, behind it or as its owner. A committee
    is none: ``Independent Director, Chair of the Audit Committee``.
    """
    behind = w.BODY.match(text, end)
    if behind and (behind.group("other") or "").rstrip().endswith("Committee"):
        return None
    if behind and behind.group("other"):
        return " ".join(behind.group("other").split()).rstrip(".,")
    if behind:
        return None
    owner = w.POSSESSIVE.search(text[max(0, start - 80) : start])
    if owner and not re.search(
        r"\b(?:Company|Registrant|Board|Corporation|Group|Firm|Bank)$", owner.group("other")
    ):
        return owner.group("other")
    return None


def _shared_body(spans: list[RoleSpan], text: str) -> list[RoleSpan]:
    """``president and chief executive officer of NIKE``: the body belongs to both."""
    shared: list[RoleSpan] = []
    for span in reversed(spans):
        follower = shared[-1] if shared else None
        if (
            follower is not None
            and follower.body is not None
            and span.body is None
            and re.fullmatch(
                r"\s*,?\s*(?:and|&|,|and\s+as|and\s+a|、|及|兼)\s*(?:the\s+|a\s+)?(?:acting\s+|interim\s+)?",
                text[span.end : follower.start],
            )
        ):
            shared.append(replace(span, body=follower.body))
        else:
            shared.append(span)
    return shared[::-1]


def _english_seats(text: str) -> list[RoleSpan]:
    spans: list[RoleSpan] = []
    for head in w.COMMITTEE_HEAD.finditer(text):
        role = "committee_chair" if head.group("chair") else "committee_member"
        start, at = (
            head.start() if head.group("chair") or head.group("member") else head.end(),
            head.end(),
        )
        while found := w.COMMITTEE_NAME.match(text, at):
            body = body_of(text, start, found.end())
            spans += [
                RoleSpan(start, found.end(), role, kind, None, body)
                for kind in _kinds_in(found.group("name"))
            ]
            glue = w.LIST_GLUE.match(text, found.end())
            if not glue:
                break
            start = at = glue.end()
    return spans


def _kinds_in(name: str) -> list[str | None]:
    """``Audit, Compensation and Nomination`` names three, ``Nominating and Governance`` one."""
    parts = re.split(r",\s*(?:and\s+)?", name.strip())
    if len(parts) > 1:
        return [committee_kind(part) for part in parts if part]
    both = re.split(r"\s+and\s+(?=the\s)", name.strip())
    return [committee_kind(part) for part in both]


def _chinese_titles(text: str) -> list[RoleSpan]:
    spans = []
    for m in w.ZH.finditer(text):
        before = text[max(0, m.start - 60) : m.start]
        acting = w.ZH_ACTING.search(before)
        body = w.ZH_SUBSIDIARY.search(before) or (
            None if w.ZH_OWN.search(before) else w.ZH_BODY.search(before)
        )
        spans.append(
            RoleSpan(
                m.start,
                m.end,
                w.ZH_NAMES[m.number],
                None,
                "designate" if w.ZH_DESIGNATE.search(before) else _acting(acting, text, m.end),
                body.group(body.lastindex or 0) if body else None,
                bool(w.ZH_FORMER.search(before)),
            )
        )
    return spans


def _chinese_seats(text: str) -> list[RoleSpan]:
    spans = []
    for m in w.ZH_SEATS.finditer(text):
        role = (
            "committee_chair"
            if re.match(r"主席|主任委員|召集人", m.group(2))
            else "committee_member"
        )
        spans += [
            RoleSpan(m.start(), m.end(), role, committee_kind(name))
            for name in re.findall(w.ZH_COMMITTEE, m.group(1))
        ]
    return spans

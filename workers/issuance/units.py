"""The number of securities of a leg: by its defined term, else by the sentence of the deal."""

from __future__ import annotations

import re

import re2

from workers.issuance import offered, quantities, takers
from workers.issuance.kinds import Kind
from workers.issuance.quantities import Quantity
from workers.issuance.scene import LEAD, Scene
from workers.issuance.sentences import sentences

_AGREED = re2.compile(r"(?i)entered\s+into|\bagreed\b|訂立|同意")
_ENDED = re2.compile(
    r"(?i)\breference\s+is\s+(?:hereby\s+)?made|\brefers?\s+to|提述|\blapsed\b|\bterminat|失效|終止"
)
_ALLOTTED = re2.compile(
    r"(?i)\breference\s+is\s+(?:hereby\s+)?made|\brefers?\s+to|提述|allotted\s+and\s+issued|配發及發行"
)
_PROPOSES = re2.compile(r"(?i)\bpropos|\bapprov|\bissue\s+of\b|建議|擬|批准")
_PLACES = re.compile(r"(?:配售|認購|(?<!已)發行)$")
_NEW = re2.compile(r"(?i)\bnew\b|新")


_MOVED_WITHIN = re.compile(
    r"(?i)(?:已|將|獲)(?:自|由|從)[^，。；]{0,14}(?:重新分配|分配至)|最終數目|\breallocated\b"
)
"""Shares that go from the placing part of an offer to the public part, or back."""
_TO_BE_ISSUED = re2.compile(r"(?i)\ballot(?:ment)?\s+and\s+issue\b|配發及發行")
_CUES = {
    "proposed": _PROPOSES,
    "announced": _TO_BE_ISSUED,
    "completed": _ALLOTTED,
    "lapsed": _ENDED,
    "terminated": _ENDED,
}
_TO_HOLDERS = frozenset({"rights_issue", "open_offer"})
_STOP = re.compile(r"(?<=[a-z0-9)])\.\s+(?=[A-Z(])|。|\n")
_OUT = re2.compile(
    r"(?i)(?:has|have|had|were|was)\s+(?:been\s+)?[^.]{0,60}(?:allotted|placed|issued)|已[^。]{0,30}(?:配發|發行|配售)"
)
_NEW_OUT = re2.compile(
    r"(?i)(?P<n>\d{1,3}(?:,\d{3})+)\s+new\s+(?:[HA]\s+)?(?:ordinary\s+)?shares\s+(?:were|was|have\s+been|has\s+been)\s+(?:\w+\s+){0,2}?(?:placed|allotted|issued)|\b(?:placed|issued|allotted)\s+(?:a\s+total\s+of\s+|an\s+aggregate\s+of\s+)?(?P<m>\d{1,3}(?:,\d{3})+)\s+new\s+(?:[HA]\s+)?(?:ordinary\s+)?shares|已(?:按[^，。]{0,40})?(?:成功)?(?:[^，。]{0,30}?)(?:配售|配發及發行)(?:合共|共計)?(?P<z>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s?百?[萬億])股(?:新|合併)(?:H|普通|合併)?股份|(?P<y>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s?百?[萬億])股(?:新|合併)(?:H|普通|合併)?股份已(?:按[^，。]{0,40}?)?(?:成功)?(?:獲)?(?:配售|配發及發行)"
)
_COMMITTED = re2.compile(
    r"(?i)\bundert(?:ake|ook|aking)|\bunderwrit|\btake\s+up\b|\bexcess\b|\bprovisional|承諾|包銷|暫定配發|額外"
)
"""Before the shares that a holder or an underwriter commits to take, a part of the offer."""
_ISSUE_OF = re2.compile(
    r"(?i)\b(?:allotment\s+and\s+issue|issue\s+and\s+allotment)\s+of\s+(?:up\s+to\s+|a\s+maximum\s+of\s+)?(?:an\s+aggregate\s+of\s+|a\s+total\s+of\s+)?\d{1,3}(?:,\d{3})+\s+(?:new\s+|ordinary\s+|[HAB]\s+)*Shares\s+(?:\([^)]{0,60}\)\s*)?(?:at|to|by)\b"
)
_CONVERTS_INTO = re2.compile(
    r"(?i)\bconver(?:tible\s+into|ted\s+into|sion\s+of\b[^.;]{0,160}?\binto)\s+(?:an\s+aggregate\s+of\s+)?(?P<q>up\s+to\s+|a\s+maximum\s+of\s+|approximately\s+|about\s+)?(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:new\s+|ordinary\s+|[HAB]\s+)*Shares|(?P<b>\d{1,3}(?:,\d{3})+)\s+(?:new\s+|ordinary\s+|[HAB]\s+)*Shares\s+(?:will|may|would|shall)\s+be\s+(?:allotted\s+and\s+)?issued?(?:able)?\s+(?:by\s+the\s+Company\s+)?upon\s+(?:the\s+)?(?:full\s+)?(?:conversion|exercise)|(?:轉換|兌換|換股)(?:為|成)(?:合共)?(?P<qz>最多|約)?(?P<z>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?百?[萬億])股"
)
"""Shares of bonds that define no ``Conversion Shares``."""


def quantity_of(s: Scene, kind: Kind, status: str) -> Quantity | None:
    """The number of the leg; of several takers the sum that the text states."""
    found = _quantity_of(s, kind, status)
    if kind.subtype in _TO_HOLDERS and status == "completed":
        return offered.issued(s.body[:LEAD], found)
    if kind.subtype in {"over_allotment", "ipo"} or found is None:
        return found
    lead = s.body[:LEAD]
    return takers.sum_of(lead, kind.nouns, found) or _ceiling(lead, kind, found, status)


def _ceiling(lead: str, kind: Kind, found: Quantity, status: str) -> Quantity:
    """The same number as the sentence of the deal limits it (``up to``), else as it was found."""
    if found.qualifier != "exact" or status not in {"announced", "proposed"}:
        return found
    told = _told_quantity(lead, kind)
    limited = told is not None and told.units == found.units and told.qualifier == "up_to"
    return told if told is not None and limited else found


def _quantity_of(s: Scene, kind: Kind, status: str) -> Quantity | None:
    """The number by its defined term, else by the sentence that tells the deal."""
    lead = s.body[:LEAD]
    told = _told_quantity(lead, kind)
    ranked = list(quantities.of_noun(s.body, kind.nouns))
    if kind.subtype == "over_allotment":
        new = [q for tier, q in ranked if re.search(r"(?i)new\s+shares", q.text)]
        return new[0] if new else told or next((q for _, q in ranked), None)
    if kind.subtype == "ipo":
        ranked = [(t, q) for t, q in ranked if q.qualifier != "up_to" and not _optional(s.body, q)]
        ranked = [(0, q) for _, q in ranked]
        issued = re2.search(r"(?i)comprising\s+(?P<n>\d{1,3}(?:,\d{3})+)\s+new\s+Shares", s.body)
        if issued is not None:
            units = quantities.count(issued["n"]) or 0
            return Quantity(units, "exact", issued.start(), issued.end(), issued[0])
    if status == "completed" and kind.subtype != "ipo":
        done = [q for _, q in ranked if _completed_near(s.body, q)]
        sure = next((q for q in done if q.qualifier != "up_to"), None)
        issued = sure or (done[0] if done else _newly_issued(lead))
        if issued is not None:
            return issued
    if kind.subtype in _TO_HOLDERS:
        ranked = _of_the_offer(s.body, [r for r in ranked if not offered.in_part(s.body, r[1])])
    if kind.subtype == "convertible_issue" and not ranked:
        return _converts_into(s.body) or told
    first = min(ranked, key=_trusted, default=None)
    if first is not None and (first[0] == 0 or told is None):
        return first[1]
    return told or _agreed_quantity(lead) or _retold_quantity(lead, status) or _issue_of(lead)


def _trusted(item: tuple[int, Quantity]) -> tuple[int, int]:
    """The order of trust: the tier of a number, then its place."""
    return item[0], item[1].start


def _of_the_offer(body: str, ranked: list[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
    """The numbers of an offer to holders without a part that somebody commits to take."""
    free = [(t, q) for t, q in ranked if not _COMMITTED.search(_before(body, q))]
    same = not free or min(free, key=_trusted)[1].units == min(ranked, key=_trusted)[1].units
    return ranked if same else free


def _converts_into(body: str) -> Quantity | None:
    """``convertible into approximately 82,545,502 Shares``, 可轉換為約…股."""
    told = _CONVERTS_INTO.search(body)
    units = quantities.count(told["n"] or told["b"] or told["z"]) if told else None
    if told is None or units is None:
        return None
    limit = (told["q"] or told["qz"] or "").strip().lower()
    about = limit in {"approximately", "about", "約"}
    qualifier = "approximately" if about else "up_to" if limit else "exact"
    return Quantity(units, qualifier, told.start(), told.end(), told[0])


def _agreed_quantity(lead: str) -> Quantity | None:
    """New shares in the first sentence of an agreement, whoever finds the buyers."""
    for start, end in sentences(lead[:4000]):
        if _AGREED.search(lead[start:end]):
            new = [q for q in quantities.in_sentence(lead, start, end) if _is_new(lead, q)]
            if new:
                return new[0]
    return None


def _is_new(lead: str, q: Quantity) -> bool:
    """Whether shares are new: ``配售最多1.35億股合併股份``, the shares after a consolidation, too."""
    verb = _PLACES.search(lead, max(0, q.start - 5), q.start)
    return bool(_NEW.search(q.text) or (verb and q.text.endswith("合併股份")))


def _retold_quantity(lead: str, status: str) -> Quantity | None:
    """New shares of a deal that ended, where it is referred to, or of one that is proposed."""
    cue = _CUES.get(status)
    if cue is None:
        return None
    for start, end in sentences(lead[:3000]):
        if cue.search(lead[start:end]) is None:
            continue
        found = quantities.in_sentence(lead, start, end)
        new = next((q for q in found if _NEW.search(q.text)), None)
        if new or (found and status not in {"proposed", "announced"}):
            return new or found[0]
    return None


def _issue_of(lead: str) -> Quantity | None:
    """``by the allotment and issue of 4,200,000 Shares at the issue price``."""
    told = _ISSUE_OF.search(lead[:4000])
    found = quantities.in_sentence(lead, told.start(), told.end()) if told else []
    return found[0] if found else None


def _optional(text: str, q: Quantity) -> bool:
    """Whether a number belongs to the over-allotment option, which may never be exercised, or
    moves between the public and the placing part of an offer.
    """
    option = re.search(r"(?i)over-?allot|超額", text[max(0, q.start - 60) : q.start + 12])
    return (
        option is not None
        or _MOVED_WITHIN.search(text, max(0, q.start - 16), q.end + 24) is not None
    )


def _completed_near(text: str, q: Quantity) -> bool:
    """Whether the sentence of a number says that its shares are out."""
    around = _before(text, q)[-120:] + _STOP.split(text[q.start : q.end + 200])[0]
    return _OUT.search(around) is not None


def _newly_issued(lead: str) -> Quantity | None:
    """``a total of 9,000,000 new Shares were placed``, ``placed 9,000,000 new H Shares``."""
    told = _NEW_OUT.search(lead)
    units = quantities.count(told["n"] or told["m"] or told["z"] or told["y"]) if told else None
    if told is None or units is None:
        return None
    return Quantity(units, "exact", told.start(), told.end(), told[0])


def _before(text: str, q: Quantity) -> str:
    """The sentence of a number up to it."""
    return str(_STOP.split(text[max(0, q.start - 240) : q.start])[-1])


def _told_quantity(lead: str, kind: Kind) -> Quantity | None:
    """The first number of shares in the sentence that tells this kind of deal."""
    for m in re2.compile(kind.lead).finditer(lead):
        start = (
            max(
                lead.rfind(". ", 0, m.start()),
                lead.rfind("。", 0, m.start()),
                lead.rfind("\n", 0, m.start()),
            )
            + 1
        )
        stops = [
            p
            for p in (lead.find(". ", m.end()), lead.find("。", m.end()), lead.find("\n", m.end()))
            if p > 0
        ]
        end = min(stops) if stops else len(lead)
        found = quantities.in_sentence(lead, start, end)
        new = [q for q in found if re.search(r"(?i)\bnew\b|新", q.text)]
        if new or found:
            return (new or found)[0]
    return None


def security_of(quantity: Quantity | None, kind: Kind) -> str | None:
    """The security as its number names it: ``H shares``, ``warrants``, 股份."""
    if quantity is None:
        return None
    m = re.search(
        r"(?i)(?:new\s+)?(?:[HAB]\s+)?(?:shares|warrants|ADSs)|H股|內資股|股份|認股權證",
        quantity.text,
    )
    shown = m[0] if m else kind.unit_kind.replace("_", " ")
    return (
        "H shares"
        if re.search(r"\bH\b|H股", quantity.text)
        else shown.lower()
        if shown.isascii()
        else shown
    )

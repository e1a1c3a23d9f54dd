"""Why words about a change are no news: another issuer, rotation, a career, an earlier report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from workers.grammar import cue_context as words
from workers.grammar.cues import Cue
from workers.grammar.roles import RoleSpan
from workers.people.careers import RECENT_DAYS, career_year, long_ago, own_month
from workers.people.model import Touch, When
from workers.people.nominated import nominated_again, sits
from workers.people.retold import after_the_occasion
from workers.people.scene import Scene
from workers.people.timing import STATED

_CONTRACT = re.compile(
    r"(?i)^\W*(?:under|pursuant\s+to|in\s+accordance\s+with)\s+(?:the\s+)?(?:terms\s+of\s+)?[^,]{0,80}?\b(?:agreement|contract|offer\s+letter)\b|\bagreement\s+(?:provides|generally\s+provides|states)"
)
_OF_SUBSIDIARY = re.compile(
    r"(?i)附屬公司[^，。；董]{0,40}$|\bsubsidiary\s+of\s+(?:the\s+)?(?:[\w.&’']+,?\s+){1,6}(?:has\s+|have\s+)?$"
)
_TOLD_BY_SUBSIDIARY = re.compile(
    r"(?i)\bby\s+[^;]{3,80}?\bsubsidiar(?:y|ies)\b[^;]{0,60}?,?\s+that\b|附屬公司[^，。；]{0,20}(?:通知|公佈|宣佈|告知)"
)
_TOLD_BY_OTHERS = re.compile(
    r"\bannouncements?\s+(?:(?:made|issued|published|released)\s+)?(?:today\s+)?by\s+(?P<body>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z(][\w&.’')-]*|of|and)){0,7})(?=[^.;]{0,60}$)"
)
_OF_A_PARTNER = re.compile(
    r"\b(?:customer|supplier|competitor|tenant|licensee|licensor|investee|franchisee|distributor)s?,?\s+(?:[A-Z][\w&.,]*\s+){1,7}(?:has\s+|have\s+|today\s+)*$"
)
_OF_WHICH = re.compile(
    r"(?i)\b(?:of|at|in)\s+which\s+(?:he|she|they|M[rs]+\.?\s+[\w-]+)\s+(?:was|were|is|are|has|had|served|serves)\b"
)
_EMPLOYMENT = re.compile(r"(?i)\s+from\s+(?:active\s+|full[-\s]time\s+)?employment\b")
_RUMOUR = re.compile(
    r"(?i)\b(?:media|press|news|newspaper|market)\s+(?:reports?|articles?|coverage|rumou?rs?|speculations?)\b|\brumou?rs?\b|\bspeculation\b|\b(?:alleg|speculat)(?:ed|es|ing)\s+that\b|傳媒|媒體報道|新聞報導|報章|傳聞|傳言"
)
_CONFIRMS = re.compile(r"(?i)\b(?:confirm|announc|accept|resolv)\w*\b|確認|宣佈|宣布")
_COMBINED = re.compile(
    r"(?i)^[^,;.]{0,60}?\b(?:of|for|at)\s+(?:the\s+)?(?:combined|surviving|merged|pro\s+forma|resulting|post-closing|new)\s+(?:company|corporation|entity|organi[sz]ation|bank|group)|[^,;.]{0,40}?\b(?:combined|surviving|merged|resulting)\s+(?:company|corporation|entity|bank)[’']s\s+board"
)
_PLANNED = re.compile(r"(?i)\b(?:will|would|shall|expected|agreed)\b")
_BY_A_HOLDER = re.compile(
    r"(?i)\b(?:received|delivered|submitted|sent)\b[^.;]{0,90}\b(?:notice|letter|nomination)s?\b|\bin\s+opposition\s+to\b|\bdissident\b|\b(?:stock|share)holder\s+nomin"
)
_REQUISITION = re.compile(
    r"(?i)\brequisition\w*\b[^;]{0,200}\b(?:[ES]GM|general\s+meeting)\b|\brequest\w*\b[^;]{0,120}\bto\s+convene\b|要求召開|請求召開"
)
_BY_THEN = re.compile(r"將[^，。；]{0,24}日(?:或(?:該日)?)?之前$")
"""``將於D或之前退任``: the latest day of what is to come."""
_HAD = re.compile(r"(?i)\bhad\s*$")
_TOLD_THAT = re.compile(
    r"(?i)(?:\bthe\s+(?:company|registrant|corporation|board|bank|trust|partnership)|\bwe|[“\"](?:the\s+)?(?:company|registrant|corporation|bank|trust)[”\"]\)),?\s+(?:has\s+|also\s+|today\s+)*(?:announced|reported|disclosed)\s+that\s+(?:[\w.’'-]+\s+){1,6}had\s*$"
)
"""``announced that Ada Moor had been hired``: reported speech, no career."""
_WHO = re.compile(r"(?i)\bwho\s+(?:had\s+|has\s+)?$")
_WHO_JOINED = re.compile(r"(?i)\bwho\s+(?:also\s+)?(?:joined|became)\s*$")
_RECAP = re.compile(
    r"(?i)\W*(?:during|in)\s+the\s+(?:(?:first|second|third|fourth|fiscal|past|last|reporting|same)\s+)*(?:quarter|period|half|year)\b|(?:報告)?[期年]內|去年|前年"
)
_YEARS_AGO = re.compile(r"(?i)[^,.;]{0,60}?\b(?:last\s+year|years?\s+(?:ago|earlier))\b")
_YEAR_BEHIND = re.compile(
    r"\s+(?:as\s+)?(?:(?!vacan|agreement|plan\b|resign|retire|since|death)[^,.;]){3,80}?\s+in\s+(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\b(?=\s*[,.;)])"
)
_BY_HOLDER = re.compile(r"\s+(?:as\s+[^,.;]{3,60}?\s+)?by\s+(?!the\s+(?:Board|Nomination))")
_FIRST = re.compile(r"(?i)\b(?:first|initially|originally)\b")
_AGAIN = re.compile(r"(?i)\s*,?\s*(?:for|to\s+be)\s+re-?elect|連任")
_IN_CIRCULAR = re.compile(r"(?i)\s*as\s+(?:disclosed|stated|set\s+out)\s+in\s+the\s+circular\b")
"""What the circular proposed comes to pass at the meeting of the day."""
_DEAL = re.compile(
    r"(?i)\b(?:merger|combination|purchase|transaction|cooperation|settlement|support|nomination|designation|director|investors?[’']?|stockholders?[’']?|shareholders?[’']?|rights)\s+(?:\w+\s+)?agreement"
)
_VOTED_DOWN = re.compile(
    r"(?i)決議案[^，。；]{0,8}(?:未獲|不獲|未能獲|未有獲|未能|被否決)|\b(?:resolution|re-?election)s?\b[^;]{0,160}\b(?:not\s+(?:been\s+)?(?:passed|approved|carried)|voted\s+down)\b"
)
"""Who stands again and is not chosen leaves."""
_ROTATES = re.compile(
    r"(?i)by\s+rotation|re-?\s?elect|(?:pursuant\s+to|in\s+accordance\s+with)\s+(?:article|bye-?law|regulation|(?:the|our|its)\s+(?:company[’']s\s+)?(?:articles|constitution|bye-?laws))|(?:article|bye-?law)s?\s+\d|重選|連任|輪值|輪席|章程細則"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with what was read of it, before it is believed."""

    scene: Scene
    cue: Cue
    roles: tuple[RoleSpan, ...]
    found: tuple[Touch, ...]
    when: When | None
    behind: int
    """Where the words behind the people begin."""
    limit: int

    @property
    def dated(self) -> bool:
        """Whether a date was found."""
        return self.when is not None and self.when.date is not None


Reason: TypeAlias = tuple[str, str]


def doubt(said: Said) -> Reason | tuple[None, str]:
    """The first reason code that applies, with words; ``(None, "")`` where none does."""
    return next((reason for check in _CHECKS if (reason := check(said))), (None, ""))


def _other_issuer(said: Said) -> Reason | None:
    foreign = next((r.body for r in said.roles if r.body is not None), None)
    return ("OTHER_ISSUER", f"an office at {foreign}") if foreign and not said.found else None


def _subsidiary(said: Said) -> Reason | None:
    """``our subsidiary X Limited appointed``: the board of another company acts."""
    before = said.scene.text[: said.cue.start]
    if _OF_WHICH.search(before):
        return "OTHER_ISSUER", "an office at a company that the sentence names"
    acts = said.cue.side == "behind" and _OF_SUBSIDIARY.search(before)
    if said.cue.side == "behind" and _OF_A_PARTNER.search(before):
        return "OTHER_ISSUER", "a business partner changes its own officers"
    if acts or _TOLD_BY_SUBSIDIARY.search(before):
        return "OTHER_ISSUER", "a subsidiary changes its own officers"
    others = _TOLD_BY_OTHERS.search(before)
    if others and not said.scene.world.issuer.owns(others["body"]):
        return "OTHER_ISSUER", f"what {others['body']} announces"
    return None


def _rumour(said: Said) -> Reason | None:
    """``media reports that Mr. A resigned``, where the sentence itself confirms nothing."""
    told = _RUMOUR.search(said.scene.text, 0, said.cue.start)
    if told and not _CONFIRMS.search(said.scene.text, told.end(), said.cue.start):
        return "NEGATED", "what others reported, not what the company announces"
    return None


def _after_a_merger(said: Said) -> Reason | None:
    """``will serve as chair of the combined company``: an office that a deal has yet to make."""
    ahead = _PLANNED.search(said.scene.text, max(0, said.cue.start - 20), said.cue.end)
    if ahead and not said.dated and _COMBINED.match(said.scene.text[said.cue.end :]):
        return "CONDITIONAL", "an office at a company that a merger has yet to make"
    return None


def _opposed(said: Said) -> Reason | None:
    """``notice that it intends to nominate``: a holder's candidates are not the company's."""
    if _REQUISITION.search(said.scene.text) and not said.dated:
        return "CONDITIONAL", "what holders ask a meeting to resolve"
    proposed = said.cue.action in {"proposal", "nomination"}
    if proposed and _BY_A_HOLDER.search(said.scene.text):
        return "CONDITIONAL", "candidates of a holder; the meeting decides"
    return None


def _rotation(said: Said) -> Reason | None:
    if said.cue.action == "re_appointment":
        return "REELECTION_ONLY", "appointed again: the seat is kept"
    again = nominated_again(said.scene.text, said.cue, said.behind)
    if again or (said.cue.side == "behind" and _AGAIN.match(said.scene.text[said.behind :])):
        return "REELECTION_ONLY", "proposed for re-election: the seat is kept"
    if sits(said.scene, said.cue, said.behind):
        return "REELECTION_ONLY", "a nominee who is a director already"
    rotates = said.cue.action == "retirement" and _ROTATES.search(said.scene.text)
    if rotates and not _leaves_for_good(said.scene):
        return "REELECTION_ONLY", "retirement by rotation keeps the seat"
    return None


def _nominee(said: Said) -> Reason | None:
    """``a director, who was nominated by a holder``: how he came to the seat."""
    if said.cue.action == "nomination" and _BY_HOLDER.match(said.scene.text, said.cue.end):
        return "BIOGRAPHY", "whose nominee somebody is who sits already"
    return None


def _past_year(said: Said) -> Reason | None:
    """``who resigned as a director in 2021``, in a sentence about another day."""
    document = said.scene.world.calendar.document_date
    if not said.dated and _YEARS_AGO.match(said.scene.text, said.cue.end):
        return "BIOGRAPHY", "what happened years ago"
    found = _YEAR_BEHIND.match(said.scene.text, said.cue.end)
    stated = said.when is not None and said.when.strength >= STATED
    if not found or stated or document is None or int(found["year"]) >= document.year:
        return None
    return "BIOGRAPHY", f"a year of a career: {found['year']}"


def _career(said: Said) -> Reason | None:
    start = max(0, said.cue.start - 30)
    first = _FIRST.search(said.cue.words)
    if said.cue.action == "non_re_election":
        return None
    before = said.scene.text[start : said.cue.start]
    told = _HAD.search(before) and _TOLD_THAT.search(said.scene.text, 0, said.cue.start)
    by_then = said.cue.direction == "out" and _BY_THEN.search(before)
    if first or (words.PAST.search(before) and not (told or by_then)):
        return "BIOGRAPHY", "the words before the cue put it into a career"
    document = said.scene.world.calendar.document_date
    if when := own_month(said.scene.text, said.cue, document):
        return "BIOGRAPHY", f"a month of a career: {when}"
    if _WHO.search(said.scene.text[: said.cue.start]) and _goes_later(said):
        return "BIOGRAPHY", "how somebody came to the office that is now left"
    if not said.dated and _WHO_JOINED.search(said.scene.text[: said.cue.end]):
        return "BIOGRAPHY", "an aside on how somebody came to the company"
    year = (
        None
        if said.dated
        else career_year(said.scene.text, said.cue, (start, said.limit), document)
    )
    return ("BIOGRAPHY", f"a year of a career: {year}") if year else None


def _goes_later(said: Said) -> bool:
    """Whether the same sentence tells that the person leaves."""
    later = (c for c in said.scene.cues if c.start > said.cue.end)
    return said.cue.direction == "in" and any(c.direction == "out" and not c.noun for c in later)


def _history(said: Said) -> Reason | None:
    document = said.scene.world.calendar.document_date
    day = said.when.date if said.when else None
    past = day is None or (document is not None and day < document)
    if past and _RECAP.match(said.scene.text):
        return "HISTORICAL_RECAP", "what happened during a period that is reported"
    if day and document and long_ago(day, document):
        days = f"more than {RECENT_DAYS} days before the document"
        return "HISTORICAL_RECAP", f"{day.isoformat()} is {days}"
    return None


def _contract(said: Said) -> Reason | None:
    contract = _CONTRACT.search(said.scene.text[: said.cue.start])
    if contract and not said.dated and not _DEAL.search(contract.group()):
        return "COMPENSATION_ONLY", "what an agreement provides"
    return None


def _earlier_report(said: Said) -> Reason | None:
    day = said.when.date if said.when else None
    today = day is not None and day == said.scene.world.calendar.document_date
    if today and _IN_CIRCULAR.match(said.scene.text):
        return None
    told = words.PREVIOUSLY.search(said.scene.text)
    if told and not (said.dated and after_the_occasion(said.scene.text, told, said.cue)):
        return "PREVIOUSLY_DISCLOSED", "the text points to an earlier report"
    return None


def _employment_only(said: Said) -> Reason | None:
    if not said.found and _EMPLOYMENT.match(said.scene.text, said.cue.end):
        return "INSUFFICIENT_EVIDENCE", "somebody leaves employment; no office is named"
    return None


_CHECKS: tuple[Callable[[Said], Reason | None], ...] = (
    _other_issuer,
    _subsidiary,
    _rumour,
    _after_a_merger,
    _opposed,
    _rotation,
    _history,
    _nominee,
    _past_year,
    _career,
    _contract,
    _earlier_report,
    _employment_only,
)


def _leaves_for_good(scene: Scene) -> bool:
    outvoted = _VOTED_DOWN.search(scene.text)
    return bool(outvoted) or any(c.action == "non_re_election" for c in scene.cues)

"""Documents that speak of an issue all along and make none, and what stands beside an issue."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from workers.issuance import revised
from workers.issuance.kinds import KINDS, OPTION_ENDED, STABILISED, found_in
from workers.issuance.model import Dropped, Leg
from workers.issuance.scene import EXISTING_SOLD, LEAD, Scene, is_top_up

OTHER_SUBSCRIBER = re2.compile(
    r"(?i)\bthe\s+(?:Company|Group|Purchaser)\s+(?:has\s+|have\s+)?(?:conditionally\s+)?(?:agreed|agrees)\s+to\s+subscribe"
)
_EARLIER = (
    "PREVIOUSLY_DISCLOSED",
    "The exercise was announced before; this tells the end of stabilisation.",
)
_GRANTOR_SELLS = re2.compile(
    r"(?i)(?:sold|transferred)\s+by\s+the\s+over-?allotment\s+option\s+grantor|over-?allotment\s+option\s+grantors?\s+will\s+sell|超額配[股售](?:選擇)?權授[予出]人[^。]{0,160}?出售"
)
_HOLDERS_PLACE = re2.compile(
    r"(?i)placing\s+(?:down\s+)?of\s+existing\s+(?:H\s+)?shares|配售現有股份"
)
_NEW_SHARES = re2.compile(r"(?i)\bnew\s+(?:H\s+)?shares\b|subscription\s+shares|新股份|認購股份")
_EXISTING = re2.compile(r"(?i)existing\s+(?:H\s+)?shares|現有股份")
_NEW_ISSUED = re2.compile(
    r"(?i)(?:issued|allotted)\s+(?:and\s+(?:issued|allotted)\s+)?by\s+the\s+Company|Option\s+New\s+Shares|由本公司[^。]{0,60}?(?:配發|發行)"
)
_CIRCULAR = re2.compile(r"(?i)this\s+circular\s+is\s+important|此乃要件|本通函")
_PROSPECTUS = re2.compile(r"供股章程|公開發售章程|(?i:this\s+prospectus|\bprospectus\s+documents)")
_ANNOUNCED_BEFORE = re2.compile(
    r"(?i)(?:reference\s+is\s+made\s+to\s+the|as\s+(?:set\s+out|disclosed|stated)\s+in\s+the|in\s+the|referred\s+to\s+the)\s+announcements?\b|the\s+(?:Board|Company|Directors)\s+announced\s+that|(?:茲提述|提述)[^。]{0,40}公[告佈]|董事會(?:已)?(?:宣佈|公佈)"
)
_LETTER = re2.compile(r"(?m)^(?:LETTER\s+FROM\s+THE\s+BOARD|董事會函件)\s*$")
"""Behind pages of definitions; its introduction says when the deal was announced."""
_ALTERED = re2.compile(
    r"(?i)(?:amendments?|alteration|adjustments?|modification|variation|change|extension)s?\s+(?:to|of|in)\s+(?:the\s+)?(?:terms|conversion|exercise|maturity|subscription|long\s+stop)|(?:調整|修訂|更改|延長)[^，。]{0,20}(?:換股價|轉換價|行使價|條款|到期日|最後截止日期)"
)

_NEW_DEAL = re2.compile(r"(?i)\b(?:placing|subscription)\b|配售|認購")
"""A deal not yet done, whose number or price the parties may agree anew."""
_PAPERWORK = re2.compile(
    r"(?i)^\W*(?:further\s+)?(?:(?:delay|postponement|extension\s+of\s+time)\s+(?:in|of|for)\s+(?:the\s+)?)?despatch\s+of\s+(?:the\s+)?(?:circular|prospectus)|"
    r"^\W*(?:(?:revised|expected|further|changes?|updates?|in|of|to|on|the)\s+){0,6}timetable\s+(?:for|of|in)\s+(?:the\s+)?(?:\w+\s+){0,5}(?:\w+\s*$|and\s+despatch)|"
    r"^\W*(?:(?:further|supplemental|updates?|changes?|completion|re-?allocation|announcement|proposed|on|in|of|to|the|regarding|relation)\W+){0,8}(?:use|utili[sz]ation)\s+of\s+(?:the\s+)?(?:unutili[sz]ed\s+)?(?:net\s+)?proceeds|"
    r"^\W*(?:further\s+)?update\s+on\s+(?:the\s+)?(?:status|progress|fulfil\w+|satisfaction)\s+of\b|"
    r"^\W*notice\s+of\s+(?:the\s+)?(?:extraordinary|special|class)\s|^\W*(?:proposed\s+)?refreshment\s+of\s+(?:the\s+)?(?:existing\s+)?general\s+mandate|^\W*(?:建議)?更新(?:現有)?一般授權|"
    r"^\W*(?:進一步)?(?:延遲|延後|延期)?寄發(?:有關[^，。\n]{0,60})?(?:之|的)?通函|^\W*(?:有關|關於|更改|變更|建議)?(?:配售|認購|供股|全球發售|首次公開發售)?(?:事項)?(?:之|的)?(?:未動用)?所得款項(?:淨額)?(?:之|的)?用途|^\W*股東特別大會(?:之|的)?通告"
)
"""Titles of papers about a deal that is out already: its circular, its money, its meeting."""
_FIRST_LINE = re2.compile(r"\S[^\n]{3,80}")
_OTHERS_SHARES = re2.compile(
    r"(?i)subscription\s+(?:of|for)\s+(?:new\s+|certain\s+)?(?:shares|equity\s+interests?|preferred\s+shares)\s+(?:in|of)\s+(?:an?\s+)?(?:[A-Z]\w+)|deemed\s+disposal|視[作為]出售|認購(?:目標公司|附屬公司|一[間家][^，。\n]{0,10}公司|[^，。\n]{2,24}?(?:有限公司|集團))(?:之|的)?(?:新|若干)?(?:股份|股權)"
)
_OWN_ISSUE = re2.compile(
    r"(?i)(?:[^f\s]|[^o]f)\s+the\s+(?:Company|Issuer)\b[^.]{0,80}?\b(?:allot|issue)\b|本公司[^。]{0,50}?(?:配發|發行)|\bin\s+the\s+Company\b"
)


def refused(s: Scene, lead: str) -> Dropped | None:
    """Documents that speak of an issue all along and make none."""
    paper = _paper(s, lead) or _holders_place(s, lead)
    if paper is not None:
        return paper
    exercised = found_in(KINDS[0].title, s.title) is not None
    ended = OPTION_ENDED.search(s.title)
    if ended is not None or (STABILISED.search(s.title) and not exercised):
        m = re2.search(r"(?i)over-?allotment\s+option|超額配[股售](?:選擇)?權", s.body)
        code, why = ("NEGATED", "The option lapsed: no share is issued.") if ended else _EARLIER
        return Dropped(code=code, span=s.span(m.start(), m.end()), why=why) if m else None
    granted = _GRANTOR_SELLS.search(lead)
    if exercised and granted is not None and not _NEW_ISSUED.search(lead):
        why = "Existing shares sold by a holder; the issuer issues and receives nothing."
        return Dropped(code="NEGATED", span=s.span(granted.start(), granted.end()), why=why)
    circular = _CIRCULAR.search(s.folded.text[:9000])
    if _PROSPECTUS.search(s.folded.text[:6000]):
        circular = None
    letter = _LETTER.search(s.body) if circular is not None else None
    reach = max(len(lead), letter.end() + LEAD // 3 if letter else 0)
    retold = _ANNOUNCED_BEFORE.search(s.body[:reach]) if circular is not None else None
    if retold is not None:
        why = "The circular sets out a deal that was announced before."
        return Dropped(
            code="PREVIOUSLY_DISCLOSED", span=s.span(retold.start(), retold.end()), why=why
        )
    altered = _ALTERED.search(s.title)
    if altered is not None and not (_NEW_DEAL.search(s.title) and revised.steps(lead)):
        at = re2.search(
            r"(?i)(?:conversion|subscription|exercise)\s+(?:price|rights)|long\s+stop\s+date|換股價|轉換價|兌換價|行使價|最後截止日期",
            s.body,
        )
        why = "Terms of securities that exist already are changed; nothing is issued."
        return Dropped(code="NEGATED", span=s.span(at.start(), at.end()), why=why) if at else None
    return None


def _holders_place(s: Scene, lead: str) -> Dropped | None:
    """A holder places existing shares and takes up no new ones."""
    words = s.title + lead
    if not _HOLDERS_PLACE.search(s.title) or is_top_up(words) or _NEW_SHARES.search(words):
        return None
    at = EXISTING_SOLD.search(s.body) or _EXISTING.search(s.body)
    why = "A holder places existing shares; the issuer issues and receives nothing."
    return Dropped(code="NEGATED", span=s.span(at.start(), at.end()), why=why) if at else None


def _paper(s: Scene, lead: str) -> Dropped | None:
    """Papers about a deal announced before, and shares of another company taken up."""
    if _PAPERWORK.search(s.title) is not None:
        told = _ANNOUNCED_BEFORE.search(lead) or _FIRST_LINE.search(s.body)
        if told is None:
            return None
        span = s.span(told.start(), told.end())
        why = "The paper serves a deal that was announced before."
        return Dropped(code="PREVIOUSLY_DISCLOSED", span=span, why=why)
    taken = _OTHERS_SHARES.search(s.title)
    if taken is not None and _OWN_ISSUE.search(s.title + lead[:3000]) is None:
        at = re2.search(r"(?i)subscri\w+|認購", s.body)
        why = "The issuer takes up securities of another company."
        return (
            Dropped(code="OTHER_ISSUER", span=s.span(at.start(), at.end()), why=why) if at else None
        )
    return None


def side_cues(s: Scene, lead: str, found: list[Leg]) -> Iterator[Dropped]:
    """The holder's leg of a top-up, and shares of another company that the issuer takes up."""
    sold = EXISTING_SOLD.search(lead)
    if sold is not None and any(leg.subtype == "top_up_placing" for leg in found):
        why = (
            "The holder sells existing shares and takes up as many new ones: no sale by an insider."
        )
        span = s.span(sold.start(), sold.end())
        yield Dropped(code="TOP_UP_LEG", span=span, why=why, would_be_type="insider_sale")
    bought = OTHER_SUBSCRIBER.search(lead)
    if bought is not None and not found:
        why = "The issuer takes up securities of another company."
        yield Dropped(code="OTHER_ISSUER", span=s.span(bought.start(), bought.end()), why=why)

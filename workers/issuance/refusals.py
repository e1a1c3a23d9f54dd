"""Documents that speak of an issue all along and make none, and what stands beside an issue."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from workers.issuance.kinds import KINDS, OPTION_ENDED, STABILISED
from workers.issuance.model import Dropped, Leg
from workers.issuance.scene import EXISTING_SOLD, LEAD, Scene

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
    r"(?i)(?:amendments?|alteration|adjustments?|change|extension)s?\s+(?:to|of|in)\s+(?:the\s+)?(?:terms|conversion|exercise|maturity|subscription|long\s+stop)|(?:調整|修訂|更改|延長)[^，。]{0,20}(?:換股價|轉換價|行使價|條款|到期日|最後截止日期)"
)


def refused(s: Scene, lead: str) -> Dropped | None:
    """Documents that speak of an issue all along and make none."""
    exercised = re2.search(KINDS[0].title, s.title) is not None
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
    if altered is not None:
        at = re2.search(
            r"(?i)(?:conversion|subscription|exercise)\s+(?:price|rights)|long\s+stop\s+date|換股價|轉換價|行使價|最後截止日期",
            s.body,
        )
        why = "Terms of securities that exist already are changed; nothing is issued."
        return Dropped(code="NEGATED", span=s.span(at.start(), at.end()), why=why) if at else None
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

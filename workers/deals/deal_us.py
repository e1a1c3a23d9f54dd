"""Deals told in Forms 8-K and 6-K: agreements (1.01), completions (2.01), control (5.01)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Label
from workers.deals import amounts, prose
from workers.deals.deal import Deal, as_company, company_after, consideration_in, percent_in
from workers.grammar.worded import Worded
from workers.text.sections import item_of

CUE = Worded(
    re2.compile(
        r"(?i)\b(?:merger|acqui(?:re|red|res|ring|sition)|divest\w*|disposition|asset\s+sale|sale\s+of\s+(?:all|substantially|its|the)|stock\s+purchase|share\s+purchase|asset\s+purchase|business\s+combination|(?:completion|consummation)\s+of\s+the\s+(?:offer|transactions?)|(?:closed|completed|consummated)\s+(?:on\s+)?(?:the|its)\s+(?:purchase|sale|transactions?)|merged?|change\s+(?:in|of)\s+control)\b|\bto\s+(?:purchase|buy)\s+(?-i:(?:[Tt]he\s+)?[A-Z])"
    ),
    "merge",
    "acqui",
    "divest",
    "disposition",
    "asset",
    "sale",
    "stock",
    "share",
    "combination",
    "completion",
    "consummat",
    "completed",
    "closed",
    "control",
    "purchase",
    "buy",
)
_AGREED = re.compile(
    r"(?is)\b(?:entered\s+into|executed|signed|signing\s+of|announced\s+(?:the\s+)?(?:signing|execution)|ha(?:s|ve)\s+agreed|agreed\s+to)\b.{0,700}?\b(?:merger?|acqui\w+|purchase\s+agreement|exchange\s+agreement|business\s+combination|sale\s+of|to\s+sell|divest)|(?<!previously )\bannounce[sd]?\s+(?:today\s+)?(?:the\s+|an?\s+|its\s+)?(?:acquisition|sale|disposal|divestiture|merger)\b"
)
_AGREEMENT = re.compile(
    r"(?i)agreement\s+and\s+plan\s+of\s+(?:merger|reorganization)|merger\s+agreement|(?:asset|equity|interests?|unit|share|stock)s?\s+(?:purchase|sale)(?:\s+and\s+(?:sale|purchase))?\s+agreement|purchase\s+and\s+sale\s+agreement|(?:share|equity)\s+exchange\s+agreement|(?:contribution|equity\s+transfer)\s+agreement|definitive\s+agreement|business\s+combination\s+agreement|\b(?:agreed\s+)?to\s+acquire\b|\bpurchase\s+agreement\b"
)
_DONE = re.compile(
    r"(?i)\b(?:complet(?:ed|ion\s+of)|consummat(?:ed|ion\s+of)|closed|acquired|became\s+effective)\b"
)
_FRESH = Worded(re.compile(r"(?i)\btoday\b|\bpress\s+release\b"), "today", "press")
_ENDED = re.compile(
    r"(?is)\bterminat(?:e|ed|ing|ion\s+of)\b.{0,160}?\b(?:(?:merger|acquisition|combination|(?:stock|share|asset|equity|interest)s?\s+purchase)\s+agreement|agreement\s+and\s+plan\s+of|proposed\s+(?:merger|acquisition))|\bmerger\s+agreement\b.{0,80}?\bwas\s+terminated"
)
_BUYS = re.compile(
    r"(?i)\b(?:closed|completed|consummated)\s+(?:on\s+)?(?:the|its)\s+purchase\s+of\b|\bacqui(?:re[sd]?|ring|sition)\b|\b(?:agree[sd]?|agreement\b[^.;]{0,200}?)\s+to\s+(?:purchase|buy)\b|\bpurchase[sd]?\s+(?:all|substantially|the\s+(?:assets|business|outstanding))|\bmerge[rd]?\b"
)
_SELLS = re.compile(
    r"(?i)\bdivest\w*|\bdisposition\b|\b(?:sale|sell|sold)\b[^.]{0,40}?\b(?:(?:substantially\s+)?all|business|assets|subsidiar\w+|division|interest)"
)
_ISSUE = Worded(
    re.compile(
        r"(?i)\b(?:issue\s+and\s+sell|issuance\s+and\s+sale|private\s+placement|underwrit\w+|accredited\s+investors?|purchasers?\s+named|warrants?\s+to\s+(?:purchase|acquire)|notes?\s+due|convertible\s+(?:senior\s+)?notes|registered\s+direct|(?:common\s+stock|securities)\s+purchase\s+agreement|but\s+not\s+the\s+obligation|at[- ]the[- ]market)\b|re-?purchase|sell\s+to\s+the\s+(?:investors?|purchasers?)\b"
    ),
    "issue",
    "issuance",
    "placement",
    "underwrit",
    "accredited",
    "purchase",
    "warrant",
    "note",
    "direct",
    "securities",
    "stock",
    "obligation",
    "market",
    "investor",
)
_NOT_NEWS = re.compile(
    r"(?i)\b(?:own\s+shares|treasury\s+shares|amend(?:ed|ment|ing)\s+(?:no|to|and\s+restat)|waiver|pro\s+forma|financial\s+statements|credit\s+agreement|loan\s+agreement|lease|employment|rights\s+agreement|acquisition\s+of\s+beneficial|in\s+connection\s+with\s+the\s+(?:closing|completion|consummation)|may\s+(?:acquire|be)|acquiring\s+person|acquired\s+the\s+right|if\s+(?:the|any)|prior\s+to\s+the\s+(?:merger|acquisition))"
)
_INTO_US = re.compile(
    r"(?i)with\s+and\s+into\s+(?:the\s+)?(?:Company|us|Corporation|Registrant)\b|(?:the\s+)?Company\s+(?:will\s+)?(?:survive|surviving|continu)\w*[^.]{0,60}(?:wholly|subsidiary)|acquire\s+(?:all\s+of\s+)?(?:the\s+)?Company\b"
    r"|\b(?:the\s+)?Company\b[^.;]{0,160}?\bbe\s+acquired\s+by\b|\bacquire[sd]?\b[^.;]{0,90}?\b(?:stock|shares|interests|securities|voting\s+power)\s+of\s+(?:the\s+)?Company\b"
)
_PASSIVE = re.compile(
    r"(?i)\b(?:agree[sd]?|agreement|will|proposal|offer)\b[^.;]{0,60}?\bbe\s+(?:acquired|bought|purchased)\s+by\b"
)
"""``has agreed to be acquired by``: the deal has still to come."""
_PROVIDES = re.compile(
    r"(?i)\W*(?:(?:pursuant\s+to|under|in\s+accordance\s+with)\s+(?:the\s+terms\s+of\s+)?the\s+(?:[\w’']+\s+){0,3}agreement\b|the\s+(?:[\w’']+\s+){0,3}agreement\s+(?:\(\S+\s+){0,2}(?:also\s+)?(?:provides|contemplates|states)\b)"
)
_MERGES = re.compile(r"(?i)\b(?:will|shall|would)\s+(?:be\s+)?merged?\s+with\b")
"""``Kelp Corp. will merge with and into a subsidiary of ours``: it is the one that is bought."""
_OTHER_SIDE = re.compile(
    r"(?i)\b(?:to|from)\s+(?:(?:an?\s+|certain\s+)?(?:affiliates?|subsidiar(?:y|ies)|funds?)\s+of\s+)?$"
)
_SIGNED = re.compile(
    r"(?i)\b(?:entered\s+into|executed|signed|signing\s+of|execution\s+of)\b[^.;]{0,160}?\bagreement\b"
)
"""``entered into an Agreement. The Agreement provides …``: two sentences tell one deal."""
_FROM_US = re.compile(
    r"(?i)\b(?:purchase[sd]?|acquire[sd]?|buys?|bought)\s[^.;]{0,120}?\b(?:from\s+the\s+Company|the\s+Company['’]s)\b"
)
_ITEMS = frozenset({"1.01", "1.02", "2.01", "5.01", "8.01", "7.01", "2", "5", "1", None})
_PROVING = frozenset({"1.01", "1.02", "2.01", "5.01", "2"})
"""Items that are about agreements and completed deals; elsewhere a target or a sum must be told."""
_PLAIN = re.compile(
    r"\b(?:acquire[sd]?|acquisition\s+of|sale\s+of|sell|divest(?:ed|iture\s+of)?)\s+(?:(?:all|100%|substantially)\s+(?:of\s+)?)?(?:(?:the|its|issued|and|outstanding|equity|interests?|shares|stock|assets|of|in)\s+){0,8}(?P<name>[A-Z][\w&’'-]+(?:\s+(?:of|and|&|[A-Z][\w&’'-]+)){0,5})"
)
_NAMED = re.compile(
    r"\bto\s+(?:purchase|buy)\s+(?:[Tt]he\s+)?(?P<name>(?!Common|Preferred|Series|Class|Shares?\b|Units?\b|Notes?\b|Warrants?\b|ADS|Securities|Company)[A-Z][\w&’'-]+(?:\s+(?:of|and|&|[A-Z][\w&’'-]+))*\s+[A-Z][\w&’'-]+)"
)
_WILL_CLOSE = re.compile(
    r"(?i)\bclosing\s+conditions\b|\b(?:expected|scheduled|anticipated)\s+to\s+close\b"
)
"""``an agreement to purchase Quay Street Hospital`` is a deal where it has still to close."""
_PARTY_WORD = re.compile(
    r"(?:The|Company|Common|Class|Series|Target|Seller|Buyer|Purchaser|Parent|Shares|Stock|Item|Exhibit|Agreement)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence about a deal that is no news: reason code, place, why."""

    code: str
    span: tuple[int, int]
    why: str


def read(
    labels: Iterable[Label], document: date | None, issuer: str | None = None
) -> Iterator[Deal | Dropped]:
    """Deals, each stage and target once, and what is retold. ``issuer`` is the registrant."""
    for sentence in prose.sentences(labels, CUE):
        text = sentence.text
        if _ISSUE.search(text) or item_of(sentence.section) not in _ITEMS:
            continue
        stage = _stage(text, document, sentence.block.text) or _signed_before(sentence, document)
        if stage is None or prose.negated(text):
            continue
        old = prose.stale(text, document)
        fresh = stage in {"completed", "terminated"} and prose.recent_day(text, document)
        if old is not None and not fresh:
            yield Dropped(code=old[0], span=(sentence.start, sentence.end), why=old[1])
            continue
        deal = _deal(sentence, stage, document, issuer)
        if deal is not None:
            yield deal


def _stage(text: str, document: date | None, block: str) -> str | None:
    """announced, completed, terminated or None. A deal needs its recent day or a fresh verb."""
    ended = _ENDED.search(text) is not None
    if _NOT_NEWS.search(text) and not ended:
        return None
    if prose.recent_day(text, document) is None and not _FRESH.search(text):
        return None
    if ended:
        return "terminated"
    if (_AGREED.search(text) and _AGREEMENT.search(text)) or _PASSIVE.search(text):
        return "announced"
    if _NAMED.search(text) and _WILL_CLOSE.search(block):
        return "announced"
    return "completed" if _DONE.search(text) else None


def _signed_before(sentence: prose.Sentence, document: date | None) -> str | None:
    """``announced`` where the sentence tells what the agreement of the one before provides."""
    before = sentence.block.text[: sentence.start - sentence.block.start]
    if not _PROVIDES.match(sentence.text) or _NOT_NEWS.search(sentence.text):
        return None
    signed = _SIGNED.search(before) and prose.recent_day(before, document)
    return "announced" if signed and not prose.stale(before, document) else None


def _deal(
    sentence: prose.Sentence, stage: str, document: date | None, issuer: str | None
) -> Deal | None:
    """The deal of a sentence; what it leaves out is looked for in its paragraph and item."""
    text, block = sentence.text, sentence.block.text
    itemised = item_of(sentence.section) in _PROVING
    verb = _verb(text) or (_verb(block) if itemised or stage == "terminated" else None)
    if verb is None:
        return None
    named = _NAMED.search(text) if not _AGREED.search(text) else None
    passive = _PASSIVE.search(text)
    target = (
        (named and named["name"])
        or (company_after(text[: passive.start()], 0) if passive else _target(text))
        or (_target(_before(sentence)) if stage != "announced" else None)
    )
    amount, currency = consideration_in(text, hong_kong=False)
    if amount is None:
        amount, currency = consideration_in(block, hong_kong=False)
    ours, around = as_company(text, issuer), as_company(block, issuer)
    is_target = bool(_INTO_US.search(ours) or _INTO_US.search(around))
    control = is_target and item_of(sentence.section) == "5.01"
    known = control or _AGREEMENT.search(block) or _PROVIDES.match(text)
    if target is None and amount is None and not (itemised and known):
        return None
    each = amounts.price_each(block, hong_kong=False) if is_target else None
    day = prose.recent_day(text, document) or prose.recent_day(block, document)
    return Deal(
        subtype="terminated"
        if stage == "terminated"
        else _subtype(text, verb == "sells" or bool(_FROM_US.search(ours))),
        status=stage,
        spans=((sentence.start, sentence.end),),
        target=issuer if is_target and issuer else target,
        consideration=amount,
        per_share=each.amount if each else None,
        currency=currency or (each.currency if each else None),
        percent=percent_in(text),
        agreed=day if stage == "announced" else None,
        completed=day if stage == "completed" else None,
        conditions="closing conditions" if "closing conditions" in block else None,
        issuer_is_target=is_target,
        confidence=Decimal("0.85"),
    )


def _verb(text: str) -> str | None:
    """``buys`` or ``sells``, whichever word of it comes first; None where neither is said."""
    buys, sells = _BUYS.search(text), _SELLS.search(text)
    if buys and sells:
        return "buys" if buys.start() <= sells.start() else "sells"
    return "buys" if buys else "sells" if sells else None


def _before(sentence: prose.Sentence) -> str:
    """The item from its start to the end of the sentence's paragraph."""
    blocks = [b for b in sentence.section.blocks if b.start <= sentence.block.start]
    return "\n".join(b.text for b in blocks if b.kind != "heading")[-4_000:]


def _target(text: str) -> str | None:
    """The company behind the verb of the deal, else behind ``Agreement … with``."""
    verbs = [m for m in (_BUYS.search(text), _SELLS.search(text)) if m]
    first = min(verbs, key=lambda m: m.start(), default=None)
    merges = _MERGES.search(text)
    goes_in = company_after(text[: merges.start()], 0) if merges else None
    named = goes_in or (_not_the_other_side(text, first.end()) if first else None)
    return named or company_after(text, _after_agreement(text)) or _plain_target(text)


def _not_the_other_side(text: str, at: int) -> str | None:
    """The first company behind the verb to whom nothing is sold and from whom nothing is bought."""
    name = company_after(text, at)
    found = text.find(name, at) if name else 0
    if not name or not _OTHER_SIDE.search(text, 0, found):
        return name
    return company_after(text, found + len(name))


def _plain_target(text: str) -> str | None:
    """A business named without its legal form: ``the acquisition of Lowry Fasteners from``."""
    found = _PLAIN.search(text)
    return found["name"] if found and not _PARTY_WORD.match(found["name"]) else None


def _subtype(text: str, sells: bool) -> str:  # noqa: FBT001 - one reading of one verb
    if sells:
        return "disposal"
    return "merger" if re.search(r"(?i)\bmerg(?:er|ed|es)\b", text) else "acquisition"


def _after_agreement(text: str) -> int:
    """Behind ``entered into … Agreement … with``."""
    found = re.search(r"(?i)\b(?:by\s+and\s+among|with|between)\b", text)
    return found.end() if found else len(text)

"""Cues that belong to no event module and raise no event: data, run over the blocks.

Each cue names the event it could be mistaken for, the closed reason code (domain 3.1) and
the wording, in English and Chinese. A paragraph gives at most one entry for each cue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import re2

from watcher.model import Block, Section, Suppressed
from workers.events import Reading
from workers.grammar.patterns import Patterns
from workers.grammar.sentences import sentence_around
from workers.text.model import FilingText


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A wording that is seen and dropped. ``heading`` limits it to sections so headed;
    ``needs`` must stand in the same paragraph, ``unless`` makes it something else.
    """

    type: str
    reason: str
    pattern: str
    why: str
    heading: str | None = None
    needs: str | None = None
    unless: str | None = None


_DEFINITIONS = (
    r"^\s*(?:definitions?(?: and interpretation)?|glossary|interpretation|釋義|释义|定義)\s*$"
)
_NOT = r"(?:did\s+not|does\s+not|do\s+not|has\s+not|have\s+not|had\s+not|was\s+not|were\s+not|is\s+not|not|no)"

CUES = (
    Cue(
        type="dividend",
        reason="NEGATED",
        pattern=rf"\b(?:{_NOT}\s+(?:\w+\s+){{0,3}}(?:recommend|propose|declare|pay|resolve)\w*\b[^.;]{{0,80}}\bdividends?|no\s+(?:\w+\s+){{0,3}}dividends?\b[^.;]{{0,80}}(?:declared|recommended|proposed|paid)|dividends?\b[^.;]{{0,40}}\b(?:not|nil)\b)|(?:不|並無|并无|未有|未)(?:建議|建议|宣派|派付|派發|擬派)[^。；]{{0,30}}(?:股息|紅利)",
        unless=r"contractual|covenant|credit agreement",
        why="no dividend: a negative statement, kept as a figure of the results",
    ),
    Cue(
        type="share_repurchase",
        reason="NEGATED",
        pattern=r"(?:neither\s+the\s+company\s+nor\s+[^.;]{0,120}|(?:did|has|have|had)\s+not\s+)(?:\w+\s+){0,3}(?:purchased?|repurchased?|bought\s+back|redeem(?:ed)?|sold|sell)\b[^.;]{0,200}(?:securities|shares|adss?)|no\s+(?:listed\s+)?(?:shares|securities)\b[^.;]{0,80}(?:were|was)\s+(?:re)?purchased|(?:概無|並無|并无|均無|概无|均无|沒有|未有|無)[^。；]{0,60}(?:購買|購回|贖回|回購|购买|赎回|购回)[^。；]{0,60}(?:證券|股份|证券)",
        why="the mandatory statement that nothing was bought back",
    ),
    Cue(
        type="share_repurchase",
        reason="NEGATED",
        pattern=r"(?:there\s+(?:were|are|was)\s+no|(?:did|does|do)\s+not\s+(?:hold|have)\s+any|held\s+no|no)\s+treasury\s+shares|(?:並無|没有|沒有|未|無)(?:持有|任何)[^。；]{0,12}庫存股",
        why="no treasury shares are held",
    ),
    Cue(
        type="share_repurchase",
        reason="ACCOUNTING_LINE",
        pattern=r"(?m)^\s*(?:less\s*:?\s*)?(?:treasury\s+(?:shares|stock)|庫存股份?|库存股)\b?[^\t\n]{0,120}\t[^\n]*[\d–-]",
        unless=r"number of treasury|movement|preceding month",
        why="a line of the accounts, no movement of treasury shares",
    ),
    Cue(
        type="share_repurchase",
        reason="BOILERPLATE",
        pattern=r"in\s+the\s+case\s+of\s+(?:a\s+)?repurchase\s+of\s+shares\s*\(|如屬購回股份|如購回股份",
        why="a note of the return form",
    ),
    Cue(
        type="insider_sale",
        reason="BOILERPLATE",
        pattern=r"complied\s+with\b[^.;]{0,120}\bmodel\s+code\b|no\s+director\w*\s+(?:has|had|have)\s+dealt|遵守[^。；]{0,30}標準守則|並無董事[^。；]{0,20}買賣",
        why="the statement of every report that directors kept to the Model Code",
    ),
    Cue(
        type="m_and_a",
        reason="BOILERPLATE",
        pattern=r"completion\s+has\s+taken\s+place\s+of\s+the\s+purchase\s+by\s+the\s+issuer\s+of\s+all\s+property|發行人已完成購買上市文件所示",
        why="a standard confirmation of the return form",
    ),
    Cue(
        type="m_and_a",
        reason="NEGATED",
        pattern=rf"(?:{_NOT}|neither)\s+(?:\w+\s+){{0,6}}(?:material|significant|major)\s+(?:\w+\s+){{0,3}}(?:acquisitions?|disposals?|investments?)|no\s+(?:other\s+)?(?:material|significant)\s+(?:\w+\s+){{0,2}}(?:acquisitions?|disposals?)|(?:並無|并无|沒有|概無|未有|無)[^。；]{{0,20}}(?:重大|主要)[^。；]{{0,12}}(?:收購|出售|投資|收购)",
        why="no material acquisition or disposal",
    ),
    Cue(
        type="m_and_a",
        reason="PREVIOUSLY_DISCLOSED",
        pattern=r"(?:refer\s+to|set\s+out\s+in|disclosed\s+in)\s+(?:the|its|our)\s+(?:company[’']s\s+)?(?:announcements?|circulars?)|(?:請參閱|请参阅|詳見|載於)[^。]{0,40}(?:公告|通函)",
        needs=r"equity\s+(?:transfer|interest)|acquisition|acquire|disposal|dispose|sale\s+and\s+purchase|share\s+purchase|capital\s+(?:increase|injection)|merger|收購|出售|股權轉讓|收购",
        unless=r"\b(?:placing|allot|offering|share\s+option|director)\b|配售|配發",
        why="retold with a pointer to the announcement that first told it",
    ),
    Cue(
        type="share_issuance",
        reason="SPLIT_NOT_ISSUANCE",
        pattern=r"\bratio\s+of\s+(?:the\s+|its\s+)?(?:ADSs?|American\s+depositary\s+shares?)\b[^.;]{0,80}\bto\b[^.;]{0,80}\bshares?|\bADS(?:-to-(?:\w+\s+)?share)?\s+ratio\b[^.;]{0,40}\bchange|change\s+(?:in|of|to)\s+(?:the\s+|its\s+)?ADS\s+ratio|(?:變更|更改)[^。；]{0,20}美國存託股份?比例",
        needs=r"chang|adjust|變更|更改",
        why="a ratio of ADSs to shares changes; nothing is issued",
    ),
    Cue(
        type="litigation",
        reason="NEGATED",
        pattern=rf"{_NOT}\s+(?:\w+\s+){{0,5}}(?:involved\s+in|engaged\s+in|party\s+to|subject\s+to)\s+(?:any\s+)?(?:\w+\s+){{0,3}}(?:litigations?|legal\s+proceedings?|arbitrations?|claims?)|(?:並無|并无|沒有|概無|未有|不涉及)[^。；]{{0,24}}(?:重大)?(?:訴訟|仲裁|诉讼)",
        why="no material litigation",
    ),
    Cue(
        type="going_concern",
        reason="NEGATED",
        pattern=r"going\s+concern\s+basis\b[^.;]{0,60}\b(?:appropriate|supported|continue|adopted)|(?:no|not)\s+(?:\w+\s+){0,5}(?:substantial|significant)\s+doubt[^.;]{0,100}going\s+concern|sufficient[^.;]{0,160}\bprepar\w+[^.;]{0,60}going\s+concern\s+basis|持續經營(?:基準|基础|基礎)[^。；]{0,30}(?:適當|恰當|合適|编制|編製)",
        unless=r"material\s+uncertaint|may\s+cast|raise\s+substantial",
        why="the going-concern basis is upheld, no doubt is raised",
    ),
    Cue(
        type="auditor_change",
        reason="BOILERPLATE",
        pattern=r"(?:agreed|compared)\s+(?:by|to\s+the\s+amounts)\b[^.;]{0,120}(?:auditors?|accountants?)|did\s+not\s+constitute\s+an\s+assurance\s+engagement|核數師[^。；]{0,80}(?:核對|同意|不構成|並不構成)",
        why="the auditor's scope of work, no change of auditor",
    ),
    Cue(
        type="committee_change",
        reason="BOILERPLATE",
        pattern=r"(?:appointed|established|set\s+up|authori[sz]ed|delegated)\s+(?:a|an|the)\s+(?:[A-Z][\w&,-]*\s+){0,5}committee\b[^.;]{0,60}\b(?:to|which|on\s+behalf)\b",
        unless=r"\b(?:Mr|Ms|Mrs|Dr|Prof)\b",
        why="a committee and its task, no person and no change of seats",
    ),
    Cue(
        type="board_change",
        reason="REELECTION_ONLY",
        pattern=r"\b(?:re-?)?elected\s+(?:each|all)\s+(?:of\s+)?(?:the\s+|its\s+|our\s+)?(?:[\w’'-]+\s+){0,4}(?:nominees|directors)\b|\b(?:each|all)\s+of\s+the\s+(?:[\w’'-]+\s+){0,5}nominees\b[^.;]{0,120}\b(?:was|were)\s+(?:duly\s+)?(?:re-?)?elected|\bnominees\s+(?:named|listed|set\s+forth)\b[^.;]{0,80}\b(?:was|were)\s+(?:duly\s+)?(?:re-?)?elected",
        why="the yearly vote for the directors who stood, no change of seats",
    ),
    Cue(
        type="meeting",
        reason="NO_DATE_YET",
        pattern=r"(?:general\s+meeting|AGM|EGM)\b[^.;]{0,80}\bwill\s+be\s+(?:convened|held)\b|(?:將|将)(?:召開|召开|舉行|举行)[^。；]{0,12}(?:股東|股东)[^。；]{0,6}大會",
        unless=r"will\s+be\s+(?:convened\s+and\s+)?held\s+(?:on|at)\s+[^.;]{0,40}\d|\bAGM to be held on\b|於二零|於20\d\d年",
        why="a meeting without a date; the notice tells it",
    ),
    Cue(
        type="delisting_or_listing",
        reason="DEFINITION",
        heading=_DEFINITIONS,
        pattern=r"\b(?:were|was|is|are)\s+(?:primarily\s+|dual[- ]primary\s+)?listed\s+on\b|上市",
        why="a definition tells where securities are listed",
    ),
    Cue(
        type="share_scheme",
        reason="DEFINITION",
        heading=_DEFINITIONS,
        pattern=r"\b(?:plan|scheme)\b[^\n]{0,80}\badopted\b|(?:計劃|计划)[^\n]{0,40}(?:採納|采纳)",
        unless=r"proposed\s+to\s+be",
        why="a definition of a scheme",
    ),
    Cue(
        type="share_issuance",
        reason="DEFINITION",
        heading=_DEFINITIONS,
        pattern=r"\b(?:placing|subscription|rights\s+issue|consideration\s+shares|allot\w*)\b|配售|認購|供股|代價股份",
        why="a definition of a transaction",
    ),
    Cue(
        type="m_and_a",
        reason="DEFINITION",
        heading=_DEFINITIONS,
        pattern=r"\b(?:acquisition|disposal|merger|sale\s+and\s+purchase)\b|收購事項|出售事項",
        why="a definition of a transaction",
    ),
)
"""Order does not matter; each cue is independent."""

_TITLE = re2.compile(
    r"(?i)\b(?:director|chair(?:man|woman|person)|officer|secretary|president|treasurer|general counsel|controller|CEO|CFO)\b|主席|董事|秘書|總裁|行政總裁|秘书|总裁"
)
_ORDER = re2.compile(
    r"(?i)^\s*(?:by\s+(?:the\s+)?order\s+of\s+the\s+board|on\s+behalf\s+of\s+the\s+board|for\s+and\s+on\s+behalf|yours\s+faithfully|承董事會命|承董事会命|代表董事會)"
)
_SIGNED = re2.compile(r"(?i)/s/|^\s*submitted\s+by\s*[:：\t]|^\s*呈交者|^\s*by\s*:\s*\S")
_DATELINE = re2.compile(
    r"(?i)^(?:hong\s+kong|香港)[,，]|as\s+at\s+the\s+date\s+of\s+this|於本公告日期"
)
_ENDING = re2.compile(
    r"(?i)order\s+of|on\s+behalf|yours\s+faithfully|/s/|submitted\s+by|by\s*:|承董事|代表董事會|呈交者"
)
"""What any of the two above needs: most blocks have none of it."""
SIGNATURE_LINES = 6


def generic_cues(reading: Reading) -> Iterator[Suppressed]:
    """Suppressed entries for negative statements, boilerplate, definitions and signatures."""
    gate = _gate()
    for section in reading.text.sections:
        for number in gate.hits(reading.text.text[section.start : section.end]):
            yield from _entries(reading, section, CUES[number])
    yield from _signatures(reading)


def _entries(reading: Reading, section: Section, cue: Cue) -> Iterator[Suppressed]:
    if cue.heading and not any(_search(cue.heading, words) for words in section.heading):
        return
    for block in section.blocks:
        found = _search(cue.pattern, block.text)
        if not found or (cue.unless and _search(cue.unless, block.text)):
            continue
        if cue.needs and not _search(cue.needs, block.text):
            continue
        start, end = sentence_around(block.text, found.start(), found.end())
        yield Suppressed(
            would_be_type=cue.type,
            reason_code=cue.reason,
            evidence=reading.text.evidence(block.start + start, block.start + end),
            why=cue.why,
        )


def _signatures(reading: Reading) -> Iterator[Suppressed]:
    """The titles under a document: who signs holds an office, nobody takes one."""
    blocks = reading.text.blocks
    past = -1
    for i in _endings(reading.text):
        block = blocks[i]
        if i <= past or not (_ORDER.search(block.text) or _SIGNED.search(block.text)):
            continue
        titled = _titled_line(blocks[i : i + SIGNATURE_LINES])
        if titled is not None:
            past = i + SIGNATURE_LINES
            yield Suppressed(
                would_be_type="officer_change",
                reason_code="SIGNATURE_BLOCK",
                evidence=reading.text.evidence(titled.start, min(titled.end, titled.start + 600)),
                why="the title of who signs, no appointment",
            )


def _endings(text: FilingText) -> list[int]:
    """The numbers of the blocks that can end a document, in order."""
    starts = [block.start for block in text.blocks]
    hits = {bisect_right(starts, found.start()) - 1 for found in _ENDING.finditer(text.text)}
    return sorted(hit for hit in hits if hit >= 0)


def _titled_line(blocks: tuple[Block, ...]) -> Block | None:
    for block in blocks:
        if _DATELINE.search(block.text):
            return None
        if _TITLE.search(block.text) and len(block.text) < 1200:
            return block
    return None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re2._Regexp:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(pattern, options=options)


def _search(pattern: str, text: str) -> re2._Match | None:
    return _compiled(pattern).search(text)


@lru_cache(maxsize=1)
def _gate() -> Patterns:
    """All patterns together, so that most sections cost one pass."""
    return Patterns([cue.pattern for cue in CUES])

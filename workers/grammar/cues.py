"""Words that say somebody takes, leaves or keeps an office, and words that only look so.

Cue lists of domain.md 4.2 as data. A cue knows its direction, the action that it names
and on which side the person stands: ``Mr. X resigned`` before, ``the Board appointed
Mr. X`` behind. English and Chinese cues are read by the same rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

import re2

from workers.grammar.names import is_chinese

Direction: TypeAlias = Literal["in", "out", "stay", "move", "again"]
"""Takes, leaves, keeps an office; changes from one to another; is elected again."""
Side: TypeAlias = Literal["before", "behind"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as found: ``noun`` for ``the resignation of``, which alone announces nothing."""

    start: int
    end: int
    direction: Direction
    action: str
    side: Side
    noun: bool
    words: str


_AUX = r"(?:been|was|were|be|being|is|are|get)\s+(?:(?:also|each|both|all|unanimously|duly|further|formally|subsequently|hereby|now|today|re-?)\s+)*"
_HIS = r"(?:his|her|their|the)"
_ENGLISH: tuple[tuple[Direction, str, Side, bool, str], ...] = (
    (
        "again",
        "re_election",
        "before",
        False,
        r"\b(?:offer(?:s|ed|ing)?\s+(?:him|her|them)sel(?:f|ves)\s+for\s+re-?\s?election|re-?elect(?:ed|ion)?\b|eligible\s+for\s+re-?\s?election|stand(?:s|ing)?\s+for\s+re-?\s?election|retir\w+\s+by\s+rotation)",
    ),
    (
        "out",
        "non_re_election",
        "before",
        False,
        r"\b(?:not|neither)\s+(?:to\s+|be\s+)*(?:stand(?:ing)?|offer(?:ing)?\s+(?:him|her|them)sel(?:f|ves)|seek(?:ing)?|run(?:ning)?)\s+(?:for\s+)?(?:re-?\s?election|election)|\bdeclin\w+\s+(?:to\s+stand\s+for\s+)?re-?\s?election|\bnot\s+be\s+re-?nominated",
    ),
    (
        "out",
        "resignation",
        "before",
        False,
        rf"\b(?:tender|submitt?|deliver|provid|g[ai]v|hand)\w*\s+(?:in\s+)?(?:\w+\s+){{0,5}}?{_HIS}\s+(?:\w+\s+)?(?:letter\s+of\s+|notice\s+of\s+)?resignation",
    ),
    ("out", "resignation", "before", False, r"\bresign(?:s|ed|ing)?\b"),
    (
        "out",
        "retirement",
        "before",
        False,
        r"(?<!\ba )(?<!\bthe )(?<!\ban )\bretir(?:e|es|ed|ing)\b(?!\s+(?:director|partner|executive|officer|judge|chief))",
    ),
    ("out", "resignation", "before", False, r"\bst(?:ep|eps|epped|epping)\s+(?:down|aside|back)\b"),
    ("out", "resignation", "before", False, r"\brelinquish(?:es|ed|ing)?\b"),
    (
        "out",
        "cessation",
        "before",
        False,
        r"\bceas(?:e|es|ed|ing)\s+(?:to\s+(?:be|act|serve|hold)|being|acting|serving|as\b|(?:his|her)\s+(?:role|position|office))",
    ),
    (
        "out",
        "cessation",
        "before",
        False,
        r"\bvacat(?:e|ed|es|ing)\s+(?:(?:his|her|their)\s+|the\s+office\s+of)",
    ),
    ("out", "death", "before", False, r"\bpassed\s+away\b|\bdied\b"),
    (
        "out",
        "departure",
        "before",
        False,
        r"\bdepart(?:s|ed|ing)?\b(?!\s+from\s+(?:the\s+)?(?:code|policy))",
    ),
    (
        "out",
        "departure",
        "before",
        False,
        r"\b(?:leave|leaves|leaving|left)\s+(?:(?:the|our)\s+(?:company|board|firm|group|corporation|bank)|(?:his|her|their)\s+(?:position|role|post|office|employment|current))",
    ),
    (
        "out",
        "cessation",
        "before",
        False,
        r"\bno\s+longer\s+(?:be|is|serve|serves|serving|hold|act|acting|employed)\b",
    ),
    (
        "out",
        "removal",
        "before",
        False,
        rf"\b{_AUX}(?:removed|dismissed|terminated)\b",
    ),
    (
        "out",
        "departure",
        "before",
        False,
        r"\bemployment\b[^.;]{0,90}?\bterminat(?:e|ed|es)\b|\bseparat(?:ed|e|ing)\s+from\s+(?:the\s+)?(?:company|employment)",
    ),
    ("out", "suspension", "before", False, rf"\b{_AUX}suspended\s+from"),
    ("out", "disqualification", "before", False, rf"\b{_AUX}disqualified"),
    (
        "out",
        "removal",
        "behind",
        False,
        r"\b(?:removed|dismissed|terminated\s+the\s+employment\s+of|terminated)\b",
    ),
    (
        "move",
        "redesignation",
        "before",
        False,
        rf"\b(?:{_AUX})?re-?designat(?:ed|ion)\b(?:\s+from)?|\btransition(?:s|ed|ing)?\s+(?:from|to|into)\b",
    ),
    (
        "stay",
        "continuing",
        "before",
        False,
        r"\b(?:continu(?:e|es|ed|ing)|remain(?:s|ed|ing)?)\s+(?:in\s+office|to\s+(?:serve|act|be|hold)|as\b|on\b|serving|employed|acting|an?\b|the\b|chief|executive|president|chairman|director|(?:in|with)\s+(?:his|her))",
    ),
    ("in", "re_appointment", "before", False, rf"\b(?:{_AUX})?re-?appointed\b"),
    (
        "in",
        "nomination",
        "before",
        False,
        rf"\b{_AUX}nominated\b|\bproposed\s+to\s+be\s+(?:appointed|elected)",
    ),
    (
        "in",
        "proposal",
        "behind",
        False,
        r"\bpropos(?:e|es|ed)\s+to\s+(?:appoint|elect|nominate)|\bproposed\s+(?:appointment|election)\s+of|\bexpects?\s+to\s+(?:appoint|elect)|\bnominated\b",
    ),
    ("in", "election", "before", False, rf"\b{_AUX}elected\b"),
    ("in", "promotion", "before", False, rf"\b{_AUX}promoted\b"),
    ("in", "co_option", "before", False, rf"\b{_AUX}co-?opted\b"),
    (
        "in",
        "appointment",
        "before",
        False,
        rf"\b{_AUX}(?:appointed|named|designated|hired|selected|chosen|engaged\s+as)\b(?!\s+in\s+the)",
    ),
    ("in", "election", "behind", False, r"\belect(?:s|ed|ing)\b"),
    ("in", "promotion", "behind", False, r"\bpromot(?:es|ed|ing)\b"),
    ("in", "co_option", "behind", False, r"\bco-?opt(?:s|ed)\b"),
    (
        "in",
        "appointment",
        "behind",
        False,
        r"\b(?:appoint(?:s|ed|ing)?|named|names|designated|hired|selected)\b(?!\s+(?:in\b|executive\s+officers?|as\s+(?:a\s+)?(?:party|defendant)|[\u3400-\u9fff]))",
    ),
    ("in", "appointment", "before", False, r"\b(?:becom(?:e|es|ing)|became)\b"),
    (
        "in",
        "appointment",
        "before",
        False,
        r"\b(?:assum(?:e|es|ed|ing)|tak(?:e|es|ing)\s+(?:on|over|up)|took\s+(?:on|over|up|office))\b(?!\s+that)",
    ),
    (
        "in",
        "appointment",
        "before",
        False,
        r"\bjoin(?:s|ed|ing)?\s+(?=(?:\S+\s+){0,4}?[Bb]oard)|\bjoin(?:s|ed|ing)?\s+(?=(?:\S+\s+){1,5}?as\s)",
    ),
    (
        "in",
        "appointment",
        "before",
        False,
        r"\b(?:will|would|shall|agreed\s+to)\s+(?:also\s+)?(?:serve|act)\b(?!\s+on\s+(?:the\s+)?(?:\w+\s+){1,5}committee)",
    ),
    ("in", "succession", "before", False, r"\b(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing))\b"),
    ("in", "appointment", "behind", True, r"\b(?:appointment|hiring|selection|naming)s?\s+of\b"),
    ("in", "election", "behind", True, r"\belections?\s+of\b"),
    ("in", "promotion", "behind", True, r"\bpromotions?\s+of\b"),
    (
        "in",
        "appointment",
        "before",
        True,
        r"(?:[’']s?|\b(?:his|her|their|such|new))\s+(?:proposed\s+)?(?:appointment|election|promotion)s?\b",
    ),
    ("out", "resignation", "behind", True, r"\bresignations?\s+of\b"),
    ("out", "retirement", "behind", True, r"\bretirements?\s+of\b"),
    ("out", "departure", "behind", True, r"\b(?:departure|separation|exit)s?\s+of\b"),
    ("out", "removal", "behind", True, r"\b(?:removal|termination|dismissal)s?\s+of\b"),
    ("out", "death", "behind", True, r"\b(?:death|passing|demise)\s+of\b"),
    (
        "out",
        "resignation",
        "before",
        True,
        r"(?:[’']s?|\b(?:his|her|their|such))\s+resignations?\b",
    ),
    (
        "out",
        "retirement",
        "before",
        True,
        r"(?:[’']s?|\b(?:his|her|their|such))\s+(?:planned\s+)?retirements?\b",
    ),
    (
        "out",
        "departure",
        "before",
        True,
        r"(?:[’']s?|\b(?:his|her|their|such))\s+(?:departure|separation|cessation|termination)s?\b",
    ),
)
_CHINESE: tuple[tuple[Direction, str, Side, bool, str], ...] = (
    (
        "out",
        "non_re_election",
        "before",
        False,
        r"(?:不會|不再|並無|並不|無意|不擬|不願|決定不|將不)(?:於[^，。；]{0,24}?)?(?:上)?(?:膺選連任|重選連任|應選連任|尋求連任|參選連任|重選)",
    ),
    (
        "again",
        "re_election",
        "before",
        False,
        r"膺選連任|重選連任|重選|輪值退任|輪席告退|輪值告退|連選連任|接受重選",
    ),
    (
        "out",
        "resignation",
        "before",
        False,
        r"提出辭任|辭任|請辭|辭去|呈辭|提交辭呈|遞交辭呈|提呈辭任|辭職|提出辭呈|辞任|辞去|辞职",
    ),
    ("out", "retirement", "before", False, r"退任|退休|卸任|離任|退任"),
    ("out", "cessation", "before", False, r"不再(?:擔任|出任|為|兼任|担任)|終止擔任|停止擔任|停任"),
    ("out", "removal", "before", False, r"(?:被|獲)?(?:罷免|免任|免去|免除|撤換|解聘)"),
    ("out", "death", "before", False, r"辭世|逝世|身故|離世|與世長辭"),
    (
        "out",
        "departure",
        "before",
        False,
        r"\bemployment\b[^.;]{0,90}?\bterminat(?:e|ed|es)\b|\bseparat(?:ed|e|ing)\s+from\s+(?:the\s+)?(?:company|employment)",
    ),
    ("out", "suspension", "before", False, r"停職|暫停職務"),
    ("out", "expiry", "before", False, r"任期屆滿"),
    (
        "stay",
        "continuing",
        "before",
        False,
        r"(?:將)?(?:繼續|仍|留任|继续)(?:擔任|出任|為|担任|任)?|留任",
    ),
    ("move", "redesignation", "before", False, r"(?:獲|已|將)*調任|調任"),
    ("in", "proposal", "behind", False, r"(?:建議|擬|提議)(?:委任|選舉|聘任|增補)"),
    ("in", "proposal", "before", False, r"(?:獲|被)提名|建議(?:獲|被)(?:委任|選舉)"),
    (
        "in",
        "election",
        "before",
        False,
        r"(?:獲|被|已)(?:正式|一致)?(?:選舉|推選|選|增選|選任)(?:為|出任)",
    ),
    ("in", "promotion", "before", False, r"(?:獲|已)?晉升"),
    (
        "in",
        "appointment",
        "before",
        False,
        r"(?:已|亦|現|將|同時)*(?:獲|被)(?:董事會|本公司|公司|正式|進一步|同時)*(?:委任|任命|聘任|委聘|聘請|增補)",
    ),
    ("in", "appointment", "behind", False, r"委任|聘任|任命|委聘|推選|選舉(?!權)"),
    ("in", "succession", "before", False, r"接任|接替"),
    ("in", "appointment", "before", False, r"(?<!期間)(?<!終止)(?<!不再)(?:將)?出任|署理|代行"),
)


def _compiled(table: tuple[tuple[Direction, str, Side, bool, str], ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<c{i}>{row[-1]})" for i, row in enumerate(table)), re.IGNORECASE
    )


_EN, _ZH = _compiled(_ENGLISH), _compiled(_CHINESE)

GATE = re2.compile(
    r"(?i)resign|retir|\bstep|relinquish|ceas|vacat|passed|\bdied\b|\bdeath\b|demise|passing|depart|\bleav|\bleft\b|\bexit|no longer|remov|dismiss|terminat"
    r"|separat|suspend|disqualif|designat|transition|continu|remain|appoint|elect|promot|co-?opt|\bnam(?:ed|es|ing)\b|hir(?:ed|ing)\b|select|chosen|nominat|propos"
    r"|expects?\b|becom|became|assum|\btak(?:e|es|ing)\b|\btook\b|\bjoin|\bserve\b|\bact\b|succe|replac|not (?:to )?(?:stand|seek|run|offer)|declin"
    r"|辭|辞|退任|退休|卸任|離任|离任|不再|終止|停止|罷免|免任|免去|免除|撤換|解聘|逝世|身故|離世|停職|暫停|屆滿|連任|重選|選|提名|委任|委聘|聘|任命|調任|晉升|增補|接任|接替|出任|署理|代行|繼續|继续|留任|仍"
)
"""Whether a paragraph can hold a cue at all (linear time; whole paragraphs)."""
PERSONNEL = re2.compile(
    r"(?i)director|chairman|chairperson|chairwoman|\bchair\b|officer|president|secretary|supervisor|\bboard\b|treasurer|controller|counsel|"
    r"\bC[EFOT]O\b|representative|董事|主席|總裁|总裁|秘書|秘书|監事|監察|代表|總監|經理|執行官|財務官|委員會"
)
"""Whether a paragraph names an office."""

ANNOUNCING = re.compile(
    r"(?i)announc|pleased|notif|advis|inform|resolv|accept|approv|report(?:s|ed)?\b|regret|decid|determin|宣佈|宣布|公佈|公布|欣然|議決|決議|通知|接獲|收到"
)
"""Verbs with which a company or a person makes news."""
TAKES_EFFECT = re.compile(
    r"(?i)\s*(?:of\s+[^,;.]{1,60}?|as\s+[^,;.]{1,90}?|from\s+[^,;.]{1,90}?)?,?\s*(?:is|was|will|shall|are|to|became|become|becomes|took|takes|take|having|has)?\s*"
    r"(?:be|become|taken?|been)?\s*(?:effective|with\s+(?:immediate\s+)?effect|effect)"
)
HYPOTHETICAL = re.compile(
    r"(?i)\b(?:if|in\s+the\s+event|unless|whether|(?-i:may)|might|could|until\s+(?:his|her|their|such|the|a|any)|upon\s+(?:his|her|any|a|such|termination)|"
    r"for\s+(?:good\s+reason|cause)|without\s+cause|entitled|eligible|in\s+case|should|"
    r"either\s+party|right\s+to|power\s+to|authority\s+to|required\s+to|shall\s+(?:not\s+)?be|any\s+(?:vacancy|person|director))\b[^;]{0,80}$|(?:倘|如|若|除非)[^，。]{0,30}$"
)
"""Before a cue: the words state a rule or a possibility, not news."""
NEGATED = re.compile(
    r"(?i)\b(?:not|nor|never|neither)\s+(?:(?:been|be|yet|so|intend\s+to|plan\s+to)\s+){0,2}$|(?:未有|未獲|沒有|並無|無|未)$"
)
PAST = re.compile(
    r"(?i)\b(?:first|initially|originally|previously|formerly|prior\s+to\s+(?:being|joining|becoming)?|had|before\s+(?:being|joining|becoming)?|who\s+was|when\s+he\s+was|has\s+since)\s*$|(?:曾|曾經|此前|先前|之前)(?:[^，。]{0,6})$"
)
"""Just before a cue: it belongs to a career."""
CAREER = re.compile(
    r"(?i)\b(?:aged?\s+\d\d|graduat|bachelor|master[’']?s?\s+(?:of|degree)|degree|has\s+(?:over|more\s+than|extensive|approximately|about|\d+)|years?\s+of\s+experience|"
    r"has\s+(?:been|served)|served\s+as|joined\s|career|prior\s+to|previously|worked\s+(?:for|at|as)|held\s+(?:various|several|senior)|currently\s+(?:is|serves)|is\s+currently|currently)"
    r"|\d\d歲|畢業|學士|碩士|任職|多年|經驗|曾任|現任|加入|歷任"
)
"""Words of a biography (domain.md 3.2)."""
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
YEARS = re.compile(
    r"(?i)\b(?:since|in|from|during|between|until|to|of)\s+(?:(?:early|late|mid|fiscal|the\s+year)[-\s]*)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s*,?\s*(?:of\s+)?)?(?P<year>(?:19|20)\d\d)\b(?!\s+(?:annual|AGM|form|plan|meeting))"
)
"""A year, or a month and year, as careers are told."""
ZH_YEARS = re.compile(r"([零〇一二三四五六七八九]{4}|(?:19|20)\d\d)年(?!度)")
PREVIOUSLY = re.compile(
    r"(?i)\bas\s+(?:previously|earlier|already)\s+(?:disclosed|reported|announced)|\bpreviously\s+(?:disclosed|reported|announced)|\bas\s+(?:disclosed|reported|announced)\s+in\s+(?:the|its|our)\s+(?:current\s+report|form|announcement)"
    r"|\bannounced\b[^;]{0,140}\bin\s+(?:an?|its|the)\s+[^;]{0,90}\b(?:filed|dated|furnished)\b[^;]{0,60}\b(?:19|20)\d\d|as\s+described\s+in\s+(?:the|its)\s+current\s+report|誠如[^。]{0,40}公[告佈]所(?:披露|述)"
)
ROSTER = re.compile(
    r"(?i)\bas\s+(?:at|of|on)\s+(?:the\s+date\s+(?:of\s+this\s+\w+|hereof)|today)[^.]{0,140}?(?:compris|consist|compos|\bare\b|\bis\b|\bbeing\b|include)"
    r"|^(?:[^.]{0,80}\bthe\s+)?(?:current\s+)?board\s+(?:of\s+directors\s+)?(?:of\s+[^.]{2,60}\s+)?(?:currently\s+)?(?:comprises|consists\s+of)\b"
    r"|於(?:本|此)(?:公告|公佈|通告|文件|通函)(?:之)?(?:日期|刊發日期|日)[^。]{0,40}?(?:董事會|董事)[^。]{0,40}?(?:為|包括|由|成員)|^董事會(?:現時|目前)?(?:包括|由|成員)"
)
COMMITTEE_ROSTER = re.compile(
    r"(?i)\b(?:audit|remuneration|compensation|nomination|nominating|governance|risk)\s+committee\s+(?:of\s+the\s+(?:board|company)\s+)?(?:currently\s+)?(?:comprises|consists\s+of|is\s+(?:composed|comprised)\s+of)|(?:審核|薪酬|提名)委員會(?:現時|目前)?(?:由|包括|成員)"
)
COMMITTEE_BODY = re.compile(
    r"(?i)\b(?:appointed|established|set\s+up|formed)\s+(?:an?\s+|the\s+)?(?:independent\s+)?(?:[\w&]+\s+){0,4}committee\b|(?:委任|成立)[\u3400-\u9fff]{0,12}委員會(?!主席|成員|委員)"
)
"""A committee appointed as a body: nobody joins it."""
PAY = re.compile(
    r"(?i)bonus|salary|compensation|incentive|equity\s+award|restricted\s+stock|stock\s+option|indemnification|severance|retention|employment\s+agreement|remuneration"
)
SIGNED = re.compile(
    r"(?i)^\s*(?:by\s*:|/s/|name\s*:|title\s*:|by\s+order\s+of|承董事會命|承董事会命)|/s/"
)


def find_cues(text: str) -> list[Cue]:
    """Every cue of a sentence in order. The longest reading at a place wins."""
    if not GATE.search(text):
        return []
    cues = [_cue(m, _ENGLISH) for m in _EN.finditer(text)]
    if is_chinese(text):
        cues += [_cue(m, _CHINESE) for m in _ZH.finditer(text)]
    return sorted(cues, key=lambda c: c.start)


def is_month(word: str) -> bool:
    """Whether a word is the English name of a month."""
    return word.lower() in _MONTHS


def month_number(name: str | None) -> int | None:
    """1 for ``January``; None for None."""
    return _MONTHS.index(name.lower()) + 1 if name else None


def zh_year(digits: str) -> int:
    """二零二五 or 2025 as a number."""
    plain = "".join(
        c
        if c.isdigit() and c.isascii()
        else str("〇一二三四五六七八九".find(c.replace("零", "〇")))
        for c in digits
    )
    return int(plain)


def _cue(found: re.Match[str], table: tuple[tuple[Direction, str, Side, bool, str], ...]) -> Cue:
    direction, action, side, noun, _ = table[int((found.lastgroup or "c0")[1:])]
    return Cue(found.start(), found.end(), direction, action, side, noun, found.group())

"""Words around a cue that make it news, history, a rule, a career, a list or pay."""

from __future__ import annotations

import re

import re2

from workers.grammar.worded import Worded

PERSONNEL = re2.compile(
    r"(?i)director|trustee|chairman|chairperson|chairwoman|chairlady|\b[IN]+EDs?\b|\bchair\b|officer|president|secretar(?:y|ies)|supervisor|\bboard\b|treasurer|controller|counsel|\bas (?:\w+ ){0,3}managers?\b|"
    r"\bC[EFOT]O\b|(?-i:\b(?:C[ACILMS]O|CHRO|GC)\b)|representative|董事|主席|總裁|秘書|監事|監察|代表|行長|總監|經理|vacanc|職務|職位|空缺|辭任|退任|委任|re-?elect|\b(?:his|her|their) (?:stead|place|resignation)\b|\bin (?:lieu|place) of\b|by rotation|重選|連任|執行官|財務官|委員會"
)
"""Whether a paragraph names an office."""

ANNOUNCING = re.compile(
    r"(?i)announc|pleased|notif|advis|inform|resolv|accept|approv|report(?:s|ed)?\b|regret|decid|determin|receiv\w*\s+(?:[\w’']+\s+){0,5}?(?:letter|notice|resignation)|宣佈|宣布|公佈|公布|欣然|議決|決議|審議通過|表決|通知|接獲|收到|(?:董事會|監事會|大會|會議)(?:已|一致|同意|審議|，|於[^，。；]{6,16}日)*(?:選舉|推選|聘任|委任|任命)"
)
"""Verbs with which a company or a person makes news."""
TAKES_EFFECT = re.compile(
    r"(?i)\s*(?:of\s+[^,;.]{1,60}?|as\s+[^,;.]{1,90}?|from\s+[^,;.]{1,90}?)?,?\s*(?:is|was|will|shall|are|to|became|become|becomes|took|takes|take|having|has)?\s*"
    r"(?:be|become|taken?|been)?\s*(?:effective|with\s+(?:immediate\s+)?effect|effect)"
)
HYPOTHETICAL = re.compile(
    r"(?i)\b(?:if|provided,?\s+that|in\s+the\s+event|unless|whether|(?-i:may)|might|could|until\s+(?:his|her|their|such|the|a|any)|upon\s+(?:any|a|such|termination)|"
    r"for\s+(?:good\s+reason|cause)|terminat\w+\s+(?:by\s+the\s+company\s+)?without\s+cause|entitled|eligible|in\s+case|should|"
    r"either\s+party|request(?:ed|s|ing)\s+that|demand(?:ed|s|ing)\s+(?:that|the)|call(?:ed|s|ing)\s+(?:for|upon)|urg(?:ed|es|ing)|right\s+to|power\s+to|authority\s+to|required\s+to|shall\s+(?:not\s+)?be|any\s+(?:vacancy|person|director)|(?:an?|any|such)\s+(?:executive|employee|participant|officer|director|person|individual|member)\s+who)\b[^;]{0,80}$|(?:^|[，。；：])(?:倘若|倘|如|若|除非)[^，。]{0,30}$"
)
"""Before a cue: the words state a rule or a possibility, not news."""
NEGATED = re.compile(
    r"(?i)\b(?:not|nor|never|neither)\s+(?:(?:been|be|yet|so|intend\s+to|plan\s+to)\s+){0,2}$|\bwithdr\w+\s+(?:his|her|their)\s+(?:consent|acceptance|candidacy)\s+(?:to|for|as)\s+(?:be\s+)?$|(?:未有|未獲|沒有|並無|無|未)$"
)
PAST = re.compile(
    r"(?i)\b(?:first|initially|originally|previously|formerly|prior\s+to\s+(?:being|joining|becoming)?|had|before\s+(?:being|joining|becoming)?|who\s+was|when\s+he\s+was|has\s+since)\s*$|(?:曾(?![\u3400-\u9fff]{0,3}(?:先生|女士|博士|教授|小姐))|曾經|此前|先前|之前)(?:[^，。]{0,6})$"
)
"""Just before a cue: it belongs to a career."""
CAREER = re.compile(
    r"(?i)\b(?:aged?\s+\d\d|graduat|bachelor|master[’']?s?\s+(?:of|degree)|degree|has\s+(?:over|more\s+than|extensive|approximately|about|\d+)|years?\s+of\s+experience|"
    r"has\s+(?:been|served)|served\s+as|joined\s|career|prior\s+to|previously|worked\s+(?:for|at|as)|held\s+(?:various|several|senior)|currently\s+(?:is|serves)|is\s+currently|currently|\b(?:from|in)\s+(?:19|20)\d\d\b)"
    r"|\d\d歲|畢業|學士|碩士|任職|多年|經驗|曾任|現任|加入|歷任"
)
"""Words of a biography."""
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
YEARS = re.compile(
    r"(?i)\b(?:since|in|from|during|between|until|to|of)\s+(?:(?:early|late|mid|fiscal|the\s+year)[-\s]*)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s*,?\s*(?:of\s+)?)?(?P<year>(?:19|20)\d\d)\b(?!\s+(?:annual|AGM|form|plan|meeting))"
)
"""A year, or a month and year, as careers are told."""
ZH_YEARS = re.compile(r"([零〇一二三四五六七八九]{4}|(?:19|20)\d\d)年(?!度)")
PREVIOUSLY = Worded(
    re.compile(
        r"(?i)\bas\s+(?:previously|earlier|already)\s+(?:disclosed|reported|announced)|\bas\s+(?:we\s+)?(?:disclosed|reported|announced)\s+(?:in\s+(?:[A-Z]\w+|early|late)|last|earlier)\b|\bpreviously\s+(?:disclosed|reported|announced)(?!\s+(?:[\w-]+\s+){0,3}?(?:diagnosis|illness|merger|acquisition|transaction|combination|offering|spin-?off|reorgani[sz]ation|restructuring|search|review)\b)|\bha(?:s|d|ve)\s+on\s+[A-Z]\w+\s+\d{1,2},?\s+(?:19|20)\d\d,?\s+(?:announced|disclosed|reported)\b|\bas\s+(?:disclosed|reported|announced|described)\s+in\s+(?:the|its|our|an?)\s+(?:[A-Z]?\w+[’']s\s+)?(?:(?:previous|prior|earlier)\s+)?(?:current\s+report|form|announcement|press\s+release)"
        r"|\bannounced\b[^;]{0,140}\bin\s+(?:an?|its|the)\s+[^;]{0,90}\b(?:filed|dated|furnished)\b[^;]{0,60}\b(?:19|20)\d\d|\bfiled\b[^;]{0,60}?\bon\b[^;]{0,90}?\b(?:which|that)\s+(?:reported|disclosed|announced)\b|as\s+described\s+in\s+(?:the|its)\s+current\s+report"
        r"|\bfiled\s+(?:an?|its|the)\s+(?:current\s+report|(?:original\s+)?form\s+8-K)\b[^;]{0,140}?\b(?:to\s+(?:report|disclose|announce)|(?:report|disclos|announc)ing|regarding|relating\s+to)\b"
        r"|\bdetails\s+of\s+which\s+(?:are|were|have\s+been)\s+(?:set\s+out|disclosed|contained)\s+in\s+(?:[\w’']+\s+){1,3}announcements?\b|詳情(?:已)?(?:載於|披露於)[^。]{0,30}公[告佈]|誠如[^。]{0,40}公[告佈]所(?:披露|述)"
    ),
    "disclosed",
    "reported",
    "announced",
    "described",
    "filed",
    "details",
    "詳情",
    "誠如",
)
ROSTER = re.compile(
    r"(?i)\bas\s+(?:at|of|on)\s+(?:the\s+date\s+(?:of\s+this\s+\w+|hereof)|today)[^.]{0,140}?(?:compris|consist|compos|\bare\b|\bis\b|\bbeing\b|include)"
    r"|^(?:[^.]{0,80}\bthe\s+)?(?:current\s+)?board\s+(?:of\s+directors\s+)?(?:of\s+[^.]{2,60}\s+)?(?:currently\s+)?(?:comprises|consists\s+of)\b"
    r"|於(?:本|此)(?:公告|公佈|通告|文件|通函)(?:之)?(?:日期|刊發日期|日)[^。]{0,40}?(?:董事會|董事)[^。]{0,40}?(?:為|包括|由|成員)|^董事會(?:現時|目前)?(?:包括|由|成員)"
)
COMMITTEE_ROSTER = Worded(
    re.compile(
        r"(?i)\b(?:audit|remuneration|compensation|nomination|nominating|governance|risk)\s+committee\s+(?:of\s+the\s+(?:board|company)\s+)?(?:currently\s+)?(?:comprises|consists\s+of|is\s+(?:composed|comprised)\s+of)|(?:審核|薪酬|提名)委員會(?:現時|目前)?(?:由|包括|(?:之|的)?成員(?:現時|目前)?(?:包括|為|由|有))"
    ),
    "committee",
    "委員會",
)
COMMITTEE_BODY = Worded(
    re.compile(
        r"(?i)\b(?:appointed|established|set\s+up|formed)\s+(?:an?\s+|the\s+)?(?:independent\s+)?(?:[\w&]+\s+){0,4}committee\b|(?:委任|成立)[\u3400-\u9fff]{0,12}委員會(?!主席|成員|委員)"
    ),
    "committee",
    "委員會",
)
"""A committee appointed as a body: nobody joins it."""
PAY = re.compile(
    r"(?i)bonus|salary|compensation|incentive|equity\s+award|restricted\s+stock|stock\s+option|indemnification|severance|retention|employment\s+agreement|remuneration"
)
SIGNED = re.compile(r"(?i)^\s*(?:by\s*:|/s/|name\s*:|title\s*:|by\s+order\s+of|承董事會命)|/s/")


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

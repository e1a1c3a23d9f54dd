"""Cue lists: direction, action, side of the person, noun, pattern."""

from __future__ import annotations

from typing import Literal, TypeAlias

import re2

Direction: TypeAlias = Literal["in", "out", "stay", "move", "again"]
"""Takes, leaves, keeps an office; changes from one to another; is elected again."""
Side: TypeAlias = Literal["before", "behind"]
Table: TypeAlias = tuple[tuple[Direction, str, Side, bool, str], ...]

_AUX = r"(?:been|was|were|be|being|is|are|get)\s+(?:(?:also|first|initially|originally|each|both|all|unanimously|duly|further|formally|subsequently|hereby|now|today|re-?|(?!(?:previously|formerly|recently|only)\b)[a-z]{3,12}ly)\s+)*"
_HIS = r"(?:his|her|their|the)"
_MADE = r"(?=(?:was|were|has\s+been|have\s+been)\s+(?:made|approved)\b)"
_HIS_DUTIES = r"(?:(?<=\bhis )|(?<=\bher )|(?<=\btheir )|(?<=[’']s ))(?:\w+\s+){0,3}(?:duties|powers|functions)\b(?=[^.;]{0,80}?\b(?:be|been|was|were|are|is)\s+(?:\w+\s+)?suspended\b)"
_LEAVE = r"\b(?:(?:take|takes|taking|taken|took|begin|begins|began|granted|placed\s+on)\s+|(?:is|was|be|been|are|were)\s+(?:\w+\s+)?on\s+)(?:(?:an?|his|her|their)\s+)?(?:[\w-]+\s+){0,2}?leave\s+of\s+absence\b(?!\s+(?:from|for)\s+(?:the|this|that|such)\s+(?:\w+\s+){0,3}meeting)|\bplaced\s+on\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?leave\b(?!\s+of)"
ENGLISH: Table = (
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
        r"\b(?:not|neither)\s+(?:(?:to|be|intend|plan|wish|expect|currently|going)\s+)*(?:stand(?:ing)?|offer(?:ing)?\s+(?:him|her|them)sel(?:f|ves)|seek(?:ing)?|run(?:ning)?)\s+(?:for\s+)?(?:re-?\s?election|election|re-?\s?appointment\b(?!\s+as\s+(?:the\s+|its\s+)?(?:\w+\s+)?auditor))|\bdeclin\w+\s+(?:to\s+stand\s+for\s+)?re-?\s?election|\bnot\s+be\s+(?:(?:re-?)?nominated|(?:an?\s+)?(?:nominee|candidate)\b)",
    ),
    ("out", "non_re_election", "behind", False, r"\bnot\s+to\s+(?:re-?nominate|nominate)\b"),
    (
        "out",
        "resignation",
        "before",
        False,
        rf"\b(?:tender|submitt?|deliver|provid|g[ai]v|hand)\w*\s+(?:in\s+)?(?:(?:[\w’',]+|(?:Corp|Inc|Co|Ltd)\.,?|\([^()]{{3,40}}\))\s+){{0,12}}?(?:{_HIS}|an?)\s+(?:\w+\s+)?(?:letter\s+of\s+|notice\s+of\s+)?resignation",
    ),
    (
        "out",
        "resignation",
        "before",
        False,
        r"\bappl(?:y|ied|ies|ying)\s+(?:to\s+the\s+\w+\s+)?(?:for\s+(?:his\s+|her\s+)?resignation|to\s+resign)|\bresign(?:s|ed|ing)?\b",
    ),
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
        r"\bceas(?:e|es|ed|ing)\s+(?:to\s+(?:be(?!\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:share|stock)holder|\s+(?:an?\s+)?(?:[\w-]+\s+)?(?:subsidiary|associate|interested))|act|serve|hold(?!\s+(?:any|the|its|his|her|their|all|\d[\d,]*)?\s*(?:\w+\s+)?(?:shares?|interests?|equity|securities|shareholdings?)\b)|perform)|being|acting|serving|as\b|(?:his|her)\s+(?:role|position|office))",
    ),
    (
        "out",
        "cessation",
        "before",
        False,
        r"\bvacat(?:e|ed|es|ing)\s+(?:(?:his|her|their)\s+|the\s+office\s+of)|\b(?:is|are|was|were|been|be)\s+(?:\w+\s+)?vacated\b",
    ),
    ("out", "death", "before", False, r"\bpassed\s+away\b|\bdied\b"),
    (
        "out",
        "departure",
        "before",
        False,
        r"\bdepart(?:s|ed|ing)?\b(?!\s+from\s+(?:the\s+)?(?:code|policy))|\btransition(?:s|ed|ing)?\s+out\s+of\b",
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
        r"\bno\s+longer\s+(?:be(?!\s+(?:in|able|subject|required|eligible|listed|bound|entitled|compliant)\b)|is|serve|serves|serving|hold|act|acting|employed|(?=(?:(?:an?|the|our|its)\s+)?(?:member|director|chair\w*|chief|president|interim|acting|executive)\b)|with\s+(?:the|our)\s+(?:company|firm|bank|corporation|group))\b",
    ),
    (
        "out",
        "removal",
        "before",
        False,
        rf"\b{_AUX}(?:(?:removed|dismissed|terminated)\b|relieved\s+(?:of|from)\s+(?:his|her|their|all)\b)|\brelieved\s+(?:him|her)\s+(?:of|from)\b|\b(?:position|role|job)s?\s+(?:\w+\s+){{0,3}}?{_AUX}eliminated\b",
    ),
    (
        "out",
        "departure",
        "before",
        False,
        r"\bemployment\b[^.;]{0,90}?\b(?:terminat(?:e|ed|es)|ended|ceased)\b|\bseparat(?:ed|es?|ing)\s+from\s+(?:(?:the|our)\s+)?(?:company|employment|(?:his|her|their)\s+(?:positions?|roles?|employment|office))",
    ),
    ("out", "suspension", "before", False, rf"\b{_AUX}suspended\s+from|{_LEAVE}|{_HIS_DUTIES}"),
    ("out", "disqualification", "before", False, rf"\b{_AUX}disqualified"),
    (
        "out",
        "removal",
        "behind",
        False,
        r"\b(?:elect|vot|decid|determin|resolv|agre)\w+\s+(?:\w+\s+)?to\s+(?:remove|dismiss|terminate\s+the\s+(?:employment|services?)\s+of)\b|\b(?:passed|approved|carried|adopted)\s+to\s+remove\b|\bto\s+remove\b(?=[^;]{5,220}\b(?:passed|approved|carried|adopted)\b)|\b(?:removed|dismissed|terminated\s+the\s+employment\s+of|terminated)\b|\brelieved\b(?!\s+(?:him|her)\b)(?=\s[^;]{3,60}\s(?:of|from)\s+(?:his|her|their|all)\b)|\b(?:ended|severed|terminated)\s+(?:its|the|their)\s+employment\s+(?:relationships?\s+)?(?:of|with)\b|\b(?:notif|inform|advis)(?:ied|ed)\b(?=[^.;]{3,200}\bthat\s+(?:it|we|the\s+Company)\s+(?:was|were|is|are|had|will|would)\s+(?:be\s+)?terminat(?:e|ed|ing)\s+(?:his|her|their)\s+employment)",
    ),
    (
        "move",
        "redesignation",
        "before",
        False,
        rf"\b(?:{_AUX})?re-?designat(?:ed|ion)\b(?:\s+from)?|(?<!\ba )(?<!smooth )(?<!orderly )(?<!seamless )(?<!effective )(?<!successful )\btransition(?:s|ed|ing)?\s+(?:from|to|into)\b(?!\s+(?:the|a|our)\s+(?:new|next)\b)",
    ),
    (
        "stay",
        "continuing",
        "before",
        False,
        r"\b(?:continu(?:e|es|ed|ing)|remain(?:s|ed|ing)?)\s+(?:in\s+office|to\s+(?:serve|act|be|hold)|as\b|on\b|serving|employed|acting|an?\b|the\b|(?=chief|executive|president|chairman|director)|(?:in|with)\s+(?:his|her))",
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
        r"\bpropos(?:e|es|ed)\s+to\s+(?:appoint|elect|nominate)|\bproposes?\s+that\b[^.;]{0,80}?\belects?\b|\bnominate\s+(?=M[rs]|Dr|[A-Z])|\bpropos(?:ed|es?)\s+(?:the\s+)?(?:appointment|election)\s+of|\b(?:expects?|intends?|plans?)\s+to\s+(?:appoint|elect|name)|\bnominated\b",
    ),
    ("in", "election", "before", False, rf"\b{_AUX}elected\b"),
    ("in", "promotion", "before", False, rf"\b{_AUX}(?:promoted|elevated|advanced\s+to)\b"),
    ("in", "co_option", "before", False, rf"\b{_AUX}co-?opted\b"),
    (
        "in",
        "appointment",
        "before",
        False,
        rf"\b{_AUX}(?:appointed|named|designated|hired|selected|chosen|engaged\s+as)\b(?!\s+in\s+the)",
    ),
    (
        "in",
        "election",
        "behind",
        False,
        r"(?<!-)\belect(?:s|ed|ing)\b|\b(?:vot|resolv|agre|determin|decid)\w+\s+(?:\w+\s+)?to:?\s+(?:\(\w{1,3}\)\s+)?elect\b|\b(?:vot|resolv|agre|determin|decid)(?:ed|es)\s+to\b[^.;]{0,90}?\band\s+(?:\(\w{1,3}\)\s+)?(?:to\s+)?elect\b|(?<=\)\s)elect\b",
    ),
    ("in", "promotion", "behind", False, r"\bpromot(?:es|ed|ing)\b"),
    ("in", "co_option", "behind", False, r"\bco-?opt(?:s|ed)\b"),
    (
        "in",
        "appointment",
        "behind",
        False,
        r"(?<!re-)\b(?:appoint(?:s|ed|ing)?|named|names|designated|hired|selected|engaged?(?=\s+(?:mr|ms|mrs|dr|miss|madam)\b))\b(?!\s+(?:in\b(?!\s+(?:the\s+)?(?:place|stead|lieu|replacement)\s+of)|executive\s+officers?|as\s+(?:a\s+)?(?:party|defendant)|[\u3400-\u9fff]))",
    ),
    ("in", "appointment", "before", False, r"\b(?:becom(?:e|es|ing)|became)\b"),
    (
        "in",
        "appointment",
        "before",
        False,
        r"\b(?:assum(?:e|es|ed|ing)|resum(?:e|es|ed|ing)\s+(?:his|her|the)|tak(?:e|es|en|ing)\s+(?:on|over|up)|took\s+(?:on|over|up|office))\b(?!\s+that)",
    ),
    (
        "in",
        "appointment",
        "before",
        False,
        r"\bjoin(?:s|ed|ing)?\s+(?=(?:\S+\s+){0,4}?[Bb]oard)|\bjoin(?:s|ed|ing)?\s+(?=(?:\S+\s+){0,5}?as\s)",
    ),
    (
        "in",
        "appointment",
        "before",
        False,
        r"\b(?:will|would|shall)\s+(?:temporarily|provisionally)\s+(?:perform|discharge)\s+the\s+(?:duties|functions|responsibilities)(?:\s+and\s+\w+)?\s+of\b|\b(?:will|would|shall|agreed\s+to)\s+(?:also\s+)?(?:serve|act)\b(?!\s+on\s+(?:the\s+)?(?:\w+\s+){1,5}committee)",
    ),
    ("in", "appointment", "before", False, r"\baccept(?:s|ed)\s+the\s+(?:position|role|office)\b"),
    (
        "in",
        "appointment",
        "behind",
        False,
        r"\bwelcomes?\s+(?=(?:M[rs]|Mrs|Miss|Madam|Dr)\b[^;]{3,80}\s+as\s[^;]{3,100}\b(?:effect|effective)\b)",
    ),
    (
        "out",
        "resignation",
        "behind",
        False,
        r"\b(?:received|accepted)\s+(?:[\w-]+\s+){0,4}?(?:resignation\s+(?:letter|notice|report)|(?:letter|notice)s?\s+of\s+resignation)\s+(?:from|of|by|(?:tendered|submitted)\s+by)\b",
    ),
    (
        "in",
        "succession",
        "before",
        False,
        r"\b(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|in\s+(?:the\s+)?(?:place|stead|lieu|replacement)\s+of(?:\s+the\s+services\s+of)?)\b",
    ),
    (
        "in",
        "appointment",
        "behind",
        False,
        r"\b(?:is|was|be|been|being)\s+(?:succeeded|replaced)\b(?=\s+as\s+[^.;,]{3,70}?\s+by\s)|\b(?:is|was|be|been|being)\s+(?:succeeded|replaced)\b[^.;,]{0,12}?(?:\b(?:on|from|as\s+of)\b[^.;]{0,24}?)?\bby\b|\bfill(?:s|ed|ing)?\s+(?:the|such|those|these|both|this|that|each)\s+(?:\w+\s+){0,2}vacanc(?:y|ies)\s+(?:with|by\s+the\s+(?:appointment|election)\s+of)\b",
    ),
    (
        "out",
        "expiry",
        "behind",
        False,
        r"\b(?:terms?\s+(?:of\s+office\s+)?|letters?\s+of\s+appointment\s+)of\s+(?=(?:M[rs]|Dr|[A-Z])[^;]{3,160}\b(?:expired|will\s+expire|came\s+to\s+an\s+end)\b)",
    ),
    (
        "in",
        "qualification",
        "behind",
        False,
        r"\bapproved\s+the\s+(?:\w+\s+)?qualifications?\s+of\b|\bapproval\b[^;.]{0,120}?\b(?:on|of|for|regarding)\s+the\s+(?:\w+\s+)?qualifications?\s+of\b|\bqualifications?\s+of\s+(?=[^;]{3,160}\b(?:was|were|has\s+been|have\s+been)\s+(?:\w+\s+)?approved)",
    ),
    (
        "out",
        "suspension",
        "behind",
        False,
        r"\b(?:placed|granted)\b(?=\s+(?!on\b|an?\b|him\b|her\b)[^;]{3,140}?,?\s(?:on|an?)\s+(?:[\w-]+\s+){0,3}leave\b)|\bsuspend(?:s|ed)?\s+(?:\w+\s+){0,4}(?:duties|powers|functions)\b(?:\s+and\s+\w+){0,2}\s+of\b|\b(?:duties|powers|functions)\s+of\s+(?=[^;.]{0,8}[^;]{3,120}\b(?:be|been|were|was|are)\s+(?:\w+\s+)?suspended\b)",
    ),
    (
        "in",
        "appointment",
        "behind",
        True,
        r"(?<!letter of )(?<!letters of )(?<!extended the )(?<!extend the )(?<!extension of the )(?<!renewed the )(?<!renew the )(?<!renewal of the )(?<!re-)\b(?:appointment|hiring|selection|naming)s?\s+of\b",
    ),
    ("in", "appointment", "behind", False, rf"\bthe\s+following\s+appointments?\s*(?::|{_MADE})"),
    ("in", "election", "behind", True, r"\belections?\s+of\b"),
    ("in", "promotion", "behind", True, r"\bpromotions?\s+of\b"),
    (
        "in",
        "appointment",
        "before",
        True,
        r"(?:[’']s?|\b(?:his|her|their|such|new(?!\s+\w+\s+of\b)))\s+(?:proposed\s+)?(?:appointment|election|promotion)s?\b",
    ),
    (
        "out",
        "resignation",
        "behind",
        True,
        r"\bresignations?\s+(?:of|from\s+(?:the|our|its)\s+board(?:\s+of\s+directors)?\s+of|(?:presented|tendered|submitted|delivered)\s+by)\b",
    ),
    ("out", "retirement", "behind", True, r"\bretirements?\s+of\b"),
    ("out", "departure", "behind", True, r"\b(?:departure|separation|exit)s?\s+of\b"),
    ("out", "removal", "behind", True, r"\b(?:removal|termination|dismissal)s?\s+of\b"),
    ("out", "death", "behind", True, r"\b(?:death|passing(?:\s+away)?|demise)\s+of\b"),
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
GATE = re2.compile(
    r"(?i)resign|retir|\bstep|relinquish|ceas|vacat|passed|\bdied\b|\bdeath\b|demise|passing|depart|\bleav|\bplaced\b|granted|\bleft\b|\bexit|no longer|remov|reliev|eliminated|dismiss|terminat"
    r"|separat|suspend|qualification|disqualif|designat|transition|continu|remain|resum|employment|(?:stead|place|lieu|replacement) of|appoint|\baccept|welcom|elect|promot|elevat|advanc|co-?opt|\bnam(?:ed|es|ing)\b|\bto name\b|hir(?:ed|ing)\b|engaged? m|select|chosen|nominat|propos"
    r"|expects?\b|becom|became|assum|(?:perform|discharge) the|\btak(?:e|es|ing)\b|\btook\b|\btaken (?:on|over|up)\b|\bjoin|\bserve\b|\bact\b|succe|replac|vacanc|terms? of|not (?:to )?(?:stand|seek|run|offer)|declin"
    r"|辭|退任|退休|卸任|離任|離職|不再|終止|停止|罷免|免任|免去|免除|撤換|解聘|逝世|身故|離世|停職|暫停|屆滿|連任|重選|選|提名|委任|委聘|聘|任命|調任|晉升|增補|接任|接替|懸空|出缺|獲任|獲指定|加入本|出任|起擔任|署理|代行|暫代|代為|擢升|推舉|停任|仙逝|繼續|留任|仍|核准"
)
"""Whether a paragraph can hold a cue at all (linear time; whole paragraphs)."""

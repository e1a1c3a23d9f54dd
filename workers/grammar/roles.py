"""Offices at a company: their canonical names and where they stand in a sentence.

Canonical names and variants: domain.md 4.2. Committee seats carry the committee. The
body an office belongs to (``of XYZ Holdings Limited``) is read with it, so that the
board of another company is never taken for the issuer's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import re2

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
    """An office as printed: ``role`` canonical, ``acting`` acting or interim,
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
    def is_board(self) -> bool:
        """Whether this is a seat or a title on the board (committees are not)."""
        return self.role in BOARD

    @property
    def is_officer(self) -> bool:
        """Whether this is an executive or statutory office."""
        return self.role not in BOARD and self.role not in COMMITTEE


def office_class(role: str) -> str:
    """The ``office_class`` of an officer role (domain.md section 3)."""
    plain = role.removeprefix("acting_").removeprefix("interim_")
    if plain in {"chief_executive_officer", "co_chief_executive_officer"}:
        return "ceo"
    if plain in {"chief_financial_officer", "principal_financial_officer"}:
        return "cfo"
    if plain in SECRETARIES:
        return "company_secretary"
    return "authorised_representative" if plain in REPRESENTATIVES else "other_executive"


_B = r"(?:the\s+|its\s+|our\s+|such\s+|their\s+|[A-Z][\w.]*[’']s?\s+)?(?:company[’']s\s+|registrant[’']s\s+)?"
_OF_BOARD = rf"(?:\s+of\s+{_B}board(?:\s+of\s+directors)?(?!\s+committee))?"
_CHAIR = r"(?:chair(?:man|woman|person)?)"
_ENGLISH = (
    ("joint_company_secretary", r"(?:joint|co-)\s*company\s+secretar(?:y|ies)"),
    ("assistant_company_secretary", r"assistant\s+company\s+secretary"),
    ("company_secretary", r"company\s+secretar(?:y|ies)|corporate\s+secretary"),
    (
        "process_agent",
        r"(?:process\s+agent|(?:authori[sz]ed\s+representative|agent)\s+(?:of\s+the\s+company\s+)?(?:for\s+(?:the\s+)?(?:accept\w*|service)|to\s+accept)[\w\s]{0,40}(?:process|proceedings|notices?))",
    ),
    ("authorised_representative", r"authori[sz]ed\s+representatives?"),
    (
        "independent_non_executive_director",
        r"independent\s+non[-\s]?\s?executive\s+directors?|\bINEDs?\b",
    ),
    ("non_executive_director", r"non[-\s]?\s?executive\s+directors?"),
    (
        "executive_director",
        r"(?<!managing and )executive\s+directors?(?!\s+of\s+(?:finance|sales|operations))",
    ),
    ("alternate_director", r"alternate\s+directors?(?:\s+to\s+M[rs]+\.?\s+\w+(?:\s+\w+)*)?"),
    (
        "lead_independent_director",
        r"(?:lead|senior|presiding)\s+indepe?n?d?e?pend[ea]nt\s+(?:non-executive\s+)?director|lead\s+director|presiding\s+director",
    ),
    ("independent_director", r"independent\s+(?:member\s+of\s+the\s+board|directors?)"),
    ("managing_director", r"(?<!senior )managing\s+director"),
    ("finance_director", r"(?:group\s+)?finance\s+director"),
    (
        "vice_chairman",
        rf"(?:executive\s+|non-executive\s+)?(?:vice|deputy)[-\s]{_CHAIR}{_OF_BOARD}",
    ),
    (
        "supervisory_chair",
        rf"{_CHAIR}\s+of\s+the\s+(?:supervisory\s+(?:committee|board)|board\s+of\s+supervisors)",
    ),
    (
        "supervisor",
        r"(?:(?:employees?[’']?|staff|workers?[’']?|shareholders?[’']?)\s+representative\s+|independent\s+|external\s+)?\bsupervisors?\b(?!\s+of\s+(?!the\s+company))|member\s+of\s+the\s+supervisory\s+(?:committee|board)",
    ),
    ("emeritus", rf"(?:{_CHAIR}|director)\s+emerit\w+|(?:honorary|emeritus)\s+{_CHAIR}{_OF_BOARD}"),
    (
        "chairman_of_board",
        rf"(?:independent\s+|executive\s+|non-executive\s+|co-|joint\s+|the\s+)?\b{_CHAIR}{_OF_BOARD}(?!\s+of\s+(?:the\s+|its\s+|our\s+|each\s+|both\s+)?[\w\s,&-]{{0,80}}committee)(?![’']s)",
    ),
    (
        "director",
        rf"(?:a\s+|new\s+)?members?\s+of\s+(?:the\s+)?{_B}boards?(?:\s+of\s+directors)?(?!\s+committee)|board\s+members?|"
        rf"(?:seat|position|role|place)\s+on\s+{_B}board(?:\s+of\s+directors)?|(?<!of )(?<!of the )(?<!by the )(?<!by )\bdirectors?(?!\s*(?:of\s+(?:sales|marketing|finance|operations|research|human|corporate|business|engineering|development|investor|communications|strategy|product|legal|internal|information|technology)|[’']s?\s+(?:fee|emolument|remuneration)|\s+and\s+(?:officer|executive)|,?\s+(?:officers?|and\s+officers?)\b|\s+nominees?|\s+independence|\s+agreement|\s+compensation|\s+election))",
    ),
    ("co_chief_executive_officer", r"co-?\s?(?:chief\s+executive\s+officers?|CEOs?)"),
    ("chief_executive_officer", r"(?:principal|chief)\s+executive(?:\s+officers?)?|\bCEOs?\b"),
    ("chief_financial_officer", r"chief\s+financ(?:ial|e)\s+officers?|\bCFOs?\b"),
    ("principal_financial_officer", r"principal\s+financial\s+(?:and\s+accounting\s+)?officer"),
    ("chief_operating_officer", r"chief\s+operat(?:ing|ions)\s+officers?|\bCOOs?\b"),
    ("chief_technology_officer", r"chief\s+technology\s+officers?|\bCTOs?\b"),
    ("chief_accounting_officer", r"chief\s+accounting\s+officers?"),
    ("principal_accounting_officer", r"principal\s+accounting\s+(?:and\s+financial\s+)?officer"),
    ("general_counsel", r"general\s+counsel|chief\s+legal\s+officer"),
    ("qualified_accountant", r"qualified\s+accountant"),
    ("compliance_officer", r"compliance\s+officer"),
    (
        "chief_officer",
        r"chief\s+(?!executive|financial|financ|operat|technology|accounting|of\s)[a-z&]+(?:\s+and\s+[a-z]+)?(?:\s+[a-z]+){0,2}?\s+officers?",
    ),
    ("chief_of_staff", r"chief\s+of\s+staff"),
    ("co_president", r"co-?\s?presidents?"),
    ("executive_vice_president", r"(?:senior\s+)?executive\s+vice[-\s]presidents?|\bEVP\b"),
    ("senior_vice_president", r"senior\s+vice[-\s]presidents?|\bSVP\b"),
    ("vice_president", r"(?:group\s+|corporate\s+)?vice[-\s]presidents?|\bVP\b"),
    ("president", r"(?:group\s+)?presidents?"),
    ("general_manager", r"(?:deputy\s+)?general\s+manager"),
    ("treasurer", r"treasurer"),
    ("controller", r"(?:corporate\s+|financial\s+)?(?:controller|comptroller)"),
    (
        "secretary",
        r"(?<!of )secretary(?!\s+of\s+(?:state|defen[cs]e|commerce|labor|energy|the\s+(?:treasury|navy|army|air|interior)))",
    ),
    (
        "officer",
        r"(?<!chief )(?<!executive )(?:an?\s+)?(?:executive\s+)?officer(?:\s+and\s+employee)?(?=\s+of\s+the\s+(?:Company|Registrant))",
    ),
)
OFFICES = re2.compile(
    r"(?i)director|chairman|chairperson|chairwoman|\bchair\b|officer|president|secretary|supervisor|\bboard\b|treasurer|controller|comptroller"
    r"|counsel|accountant|manager|chief|committee|\b[IN]+EDs?\b|\bC[EFOT]Os?\b|\bE?S?VP\b|representative|process|董事|主席|總裁|总裁|秘書|秘书|監事|监事|代|總監|总监|經理|经理|執行官|执行官|財務|财务|營|官|委員會|委员会|召集人"
)
"""Whether a text can name an office at all (linear time)."""
_CANON = {
    "independent_director": "independent_non_executive_director",
    "managing_director": "chief_executive_officer",
    "finance_director": "chief_financial_officer",
    "controller": "principal_accounting_officer",
    "secretary": "company_secretary",
}
_EN = re.compile(
    "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_ENGLISH)), re.IGNORECASE
)
_EN_NAMES = tuple(name for name, _ in _ENGLISH)
_WORD = r"(?!(?:board|chair\w*|members?|directors?|of|as|an?|to|is|was|has|been|the|or)\b)[\w’'&-]+"
_OURS = r"(?:the\s+|its\s+|our\s+|each\s+)?(?:[A-Z][\w.]*[’']s?\s+|board\s+)?"
_COMMITTEE = re.compile(
    rf"{_OURS}(?P<name>(?:{_WORD},?\s+){{1,8}}?)committees?\b(?:\s+of\s+the\s+(?:board|company))?",
    re.IGNORECASE,
)
_COMMITTEE_HEAD = re.compile(
    rf"\b(?:(?:(?P<chair>{_CHAIR})|(?P<member>members?))(?:\s+and\s+(?:an?\s+)?members?)?\s+of\s+(?:each\s+of\s+|both\s+)?|(?:to|on|from)\s+(?:each\s+of\s+)?(?=the\s|its\s|our\s))"
    rf"(?={_OURS}(?:{_WORD},?\s+){{1,8}}?committees?\b)",
    re.IGNORECASE,
)
_LIST_GLUE = re.compile(
    r"(?:\s*\([^()]{0,60}\))?\s*(?:,\s*and|,|and|as\s+well\s+as|&)\s+(?:of\s+)?(?!a\s|as\s|chair|member)(?=(?:the\s+|its\s+)?(?:[A-Z][\w’'&-]*,?\s+|and\s+){1,6}?[Cc]ommittee)"
)
_KINDS = (
    ("audit", r"audit|審核|審計|审核|审计"),
    ("compensation", r"compensation|remuneration|薪酬|酬金"),
    ("nomination", r"nominat\w+|提名"),
    ("corporate_governance", r"governance|管治"),
    ("risk", r"risk|風險"),
    ("esg", r"\besg\b|environmental|sustainab\w+|可持續|環境"),
    ("strategy", r"strateg\w+|戰略|策略|战略"),
    ("executive", r"executive|執行"),
    ("investment", r"investment|投資"),
    ("finance", r"financ\w+|財務"),
    ("technology", r"technology|科技"),
    ("special", r"special|特別"),
)
_ACTING = re.compile(r"\b(acting|interim|designate)(?:\s+co-)?\s+$", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:former|previous|outgoing|retiring|departing|then|late)\s+$", re.IGNORECASE
)
_OWN = r"(?:the\s+|our\s+|its\s+|this\s+)?(?:Company|Registrant|Corporation|Issuer|Group|Firm|Bank|Board|Trust|Fund|Partnership|Directors|corporation|company|registrant|board|Boards?)\b"
_ORG_WORD = r"(?!(?:Chief|President|Vice|Executive|Director|Chair\w*|Mr|Ms|Mrs|Dr|Messrs|Effective|Managing|General)\b)[A-Z0-9][\w&’'\-]*"
_BODY = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?,?\s*(?:of|at|for|with)\s+(?:both\s+)?(?:(?P<own>"
    + _OWN
    + r")|(?:the\s+)?"
    rf"(?P<other>{_ORG_WORD}(?:\s+(?:(?:of|&|de)\s+(?:the\s+)?)?{_ORG_WORD})*(?:,?\s+(?:Inc|Ltd|Co|Corp|LLC|plc|N\.A)\b)*))"
)
_POSSESSIVE = re.compile(
    r"(?P<other>(?:[A-Z][\w&’.\-]*\s+){0,5}[A-Z][\w&.\-]*)[’']s\s+(?:new\s+|next\s+|current\s+|first\s+|sole\s+|\w+\s+)?$"
)

_ZH_KIND = r"(?:審核|審計|审核|审计|薪酬|酬金|提名|企業管治|企业管治|管治|風險管理|風險|戰略發展|戰略|战略|策略|投資|執行|財務|科技|環境、社會及管治|可持續發展|考核|合規)"
_ZH_COMMITTEE = rf"(?:(?:{_ZH_KIND}(?:及|與|和)?)+|(?:(?![及與和之的為任兼會])[\u3400-\u9fff]){{2,4}})(?:委員會|委员会)"
_CHINESE = (
    ("independent_non_executive_director", r"獨立非執行董事|独立非执行董事|獨立董事|独立董事"),
    ("non_executive_director", r"非執行董事|非执行董事"),
    ("executive_director", r"執行董事|执行董事"),
    ("alternate_director", r"替任董事|候補董事"),
    ("supervisory_chair", r"監事會主席|监事会主席"),
    ("vice_chairman", r"(?:董事會|董事会)?(?:聯席)?副主席|副董事長|副董事长"),
    (
        "chairman_of_board",
        r"(?:董事會|董事会)?聯席主席|(?:董事會|董事会)主席|董事長|董事长|(?<!委員會)(?<!委员会)主席",
    ),
    (
        "director",
        r"(?:職工代表|职工代表|職工|股東代表)?董事(?!會|会|長|长|總|袍|酬|服務|薪|辭|退|名單|職務|及)|(?:職工代表|职工代表)?董事職務",
    ),
    ("supervisor", r"(?:職工代表|職工|股東代表|獨立|外部)?監事(?!會)|监事(?!会)"),
    (
        "chief_executive_officer",
        r"行政總裁|行政总裁|首席執行官|首席执行官|總裁(?!助理)|总裁|(?<!副)總經理|(?<!副)总经理",
    ),
    ("chief_financial_officer", r"首席財務官|首席财务官|財務總監|财务总监|首席財務總監|財務負責人"),
    ("chief_operating_officer", r"首席營運官|首席運營官|首席营运官|營運總監"),
    ("chief_technology_officer", r"首席技術官|首席技术官|技術總監"),
    ("vice_president", r"副總裁|副總經理|副总裁|副总经理"),
    ("joint_company_secretary", r"聯席公司秘書|联席公司秘书"),
    ("company_secretary", r"公司秘書|公司秘书|董事會秘書"),
    (
        "process_agent",
        r"(?:法律程序文件(?:接收)?代理人|接收法律程序文件代表|接收法律程序文件之?(?:授權)?代(?:表|理人))",
    ),
    ("authorised_representative", r"授權代表|授权代表"),
)
_ZH = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_CHINESE)))
_ZH_NAMES = tuple(name for name, _ in _CHINESE)
_ZH_SEATS = re.compile(
    rf"((?:{_ZH_COMMITTEE}(?:、|及|和|與|以及)?)+)(?:各自)?(?:之|的)?((?:主席|成員|委員|主任委員|召集人)(?:(?:兼|及|、)(?:主席|成員|委員))?)"
)
_ZH_ACTING = re.compile(r"(署理|代理|臨時|代行)$")
_ZH_FORMER = re.compile(r"(?:前任?|原)$")
_ZH_BODY = re.compile(
    r"([A-Za-z\u3400-\u9fff（）()]{2,40}(?:有限公司|集團|銀行|大學|公司|協會|Limited|Ltd\.?|Inc\.?))(?:[（(][^（）()]{0,40}[）)])?(?:之|的)?$"
)
_ZH_OWN = re.compile(r"(?:本公司|公司)(?:之|的)?$")


def committee_kind(name: str) -> str | None:
    """``Nominating & Governance`` -> ``nomination``; None when no known word is in it."""
    for kind, pattern in _KINDS:
        if re.search(pattern, name, re.IGNORECASE):
            return kind
    return None


def find_roles(text: str) -> list[RoleSpan]:
    """All offices in a paragraph in order; committee seats are found before titles."""
    if not OFFICES.search(text):
        return []
    chinese = is_chinese(text)
    seats = [*_english_seats(text), *(_chinese_seats(text) if chinese else ())]
    titles = [
        span
        for span in (*_english_titles(text), *(_chinese_titles(text) if chinese else ()))
        if not any(s.start < span.end and span.start < s.end for s in seats)
    ]
    return _shared_body(sorted([*seats, *titles], key=lambda r: r.start), text)


def _english_titles(text: str) -> list[RoleSpan]:
    spans = []
    for m in _EN.finditer(text):
        name = _EN_NAMES[int((m.lastgroup or "r0")[1:])]
        if name == "emeritus":
            continue
        before = text[max(0, m.start() - 30) : m.start()]
        acting = _ACTING.search(before)
        role = (
            "_".join(re.findall(r"[a-z]+", m.group().lower())).removesuffix("s")
            if name == "chief_officer"
            else _CANON.get(name, name)
        )
        spans.append(
            RoleSpan(
                m.start(),
                m.end(),
                role,
                None,
                acting.group(1).lower() if acting else None,
                _body_of(text, m.start(), m.end()),
                bool(_FORMER.search(before)),
            )
        )
    return spans


def _body_of(text: str, start: int, end: int) -> str | None:
    behind = _BODY.match(text, end)
    if behind and behind.group("other"):
        return " ".join(behind.group("other").split()).rstrip(".,")
    if behind:
        return None
    owner = _POSSESSIVE.search(text[max(0, start - 80) : start])
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
    for head in _COMMITTEE_HEAD.finditer(text):
        role = "committee_chair" if head.group("chair") else "committee_member"
        start, at = (
            head.start() if head.group("chair") or head.group("member") else head.end(),
            head.end(),
        )
        while found := _COMMITTEE.match(text, at):
            for kind in _kinds_in(found.group("name")):
                spans.append(
                    RoleSpan(
                        start, found.end(), role, kind, None, _body_of(text, start, found.end())
                    )
                )
            glue = _LIST_GLUE.match(text, found.end())
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
    for m in _ZH.finditer(text):
        before = text[max(0, m.start() - 60) : m.start()]
        acting = _ZH_ACTING.search(before)
        body = None if _ZH_OWN.search(before) else _ZH_BODY.search(before)
        spans.append(
            RoleSpan(
                m.start(),
                m.end(),
                _ZH_NAMES[int((m.lastgroup or "r0")[1:])],
                None,
                "acting" if acting else None,
                body.group(1) if body else None,
                bool(_ZH_FORMER.search(before)),
            )
        )
    return spans


def _chinese_seats(text: str) -> list[RoleSpan]:
    spans = []
    for m in _ZH_SEATS.finditer(text):
        role = (
            "committee_chair"
            if re.match(r"主席|主任委員|召集人", m.group(2))
            else "committee_member"
        )
        for name in re.findall(_ZH_COMMITTEE, m.group(1)):
            spans.append(RoleSpan(m.start(), m.end(), role, committee_kind(name)))
    return spans

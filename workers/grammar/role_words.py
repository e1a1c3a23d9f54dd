"""Patterns of offices, committees and the bodies they belong to, English and Chinese."""

from __future__ import annotations

import re

import re2

from workers.grammar.alternatives import Alternatives
from workers.grammar.worded import Worded

B = r"(?:the\s+|its\s+|our\s+|such\s+|their\s+|[A-Z][\w.]*[’']s?\s+)?(?:company[’']s\s+|registrant[’']s\s+)?"
OF_BOARD = rf"(?:\s+of\s+{B}board(?:\s+of\s+(?:directors|trustees|managers))?(?!\s+committee))?"
CHAIR = r"(?:chair(?:man|woman|person|lady)?\b)"
BEFORE_INITIALS = "|".join(
    rf"(?<={word})"
    for word in (
        "as ",
        "and ",
        "& ",
        ", ",
        "/",
        "new ",
        "interim ",
        "acting ",
        "our ",
        "its ",
        "the ",
        "named ",
    )
)
BEHIND_INITIALS = (
    r"\s*(?:[,.;:/&]|$)|\s+(?:and|of|at|for|on|from|with|to|in|as|effective|until|who)\b"
)
"""Initials are an office where an office can stand: ``as COO, CMO and CSO``; Mr. CAO has none."""
ENGLISH = (
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
    (
        "non_executive_director",
        r"non[-\s]?\s?executive\s+directors?|(?:(?<=as a )|(?<=as an )|(?<=as )|(?<=from )|(?<=to ))NEDs?\b",
    ),
    (
        "executive_director",
        r"(?<!managing and )executive\s+directors?(?!\s+of\s+(?:finance|sales|operations))",
    ),
    ("alternate_director", r"alternate\s+directors?(?:\s+to\s+M[rs]+\.?\s+\w+(?:\s+\w+)*)?"),
    (
        "lead_independent_director",
        r"(?:lead|senior|presiding)\s+indep\w*\s+(?:non-executive\s+)?director|lead\s+director|presiding\s+director",
    ),
    ("independent_director", r"independent\s+(?:member\s+of\s+the\s+board|directors?)"),
    ("managing_director", r"(?<!senior )managing\s+director"),
    ("finance_director", r"(?:group\s+)?finance\s+director"),
    (
        "vice_chairman",
        rf"(?:executive\s+|non-executive\s+)?(?:vice|deputy)[-\s]{CHAIR}{OF_BOARD}",
    ),
    (
        "supervisory_chair",
        rf"{CHAIR}\s+of\s+the\s+(?:[\w-]+\s+session\s+of\s+the\s+)?(?:supervisory\s+(?:committee|board)|board\s+of\s+supervisors)",
    ),
    (
        "supervisor",
        r"(?:(?:employees?[’']?|staff|workers?[’']?|shareholders?[’']?)\s+representative\s+|independent\s+|external\s+)?\bsupervisors?\b(?!\s+of\s+(?!the\s+(?:company|[\w-]+\s+(?:session|board|supervisory)|supervisory|board)))|member\s+of\s+the\s+supervisory\s+(?:committee|board)",
    ),
    ("emeritus", rf"(?:{CHAIR}|director)\s+emerit\w+|(?:honorary|emeritus)\s+{CHAIR}{OF_BOARD}"),
    (
        "chairman_of_board",
        rf"(?:independent\s+|executive\s+|non-executive\s+|co-|joint\s+)?\b(?<!ommittee )(?<!ommittee[’']s ){CHAIR}{OF_BOARD}(?!\s+of\s+(?:the\s+|its\s+|our\s+|each\s+|both\s+)?[\w\s,&-]{{0,80}}committee)(?![’']s)",
    ),
    (
        "director",
        (
            rf"(?:a\s+|new\s+)?members?\s+of\s+(?:the\s+)?{B}boards?(?:\s+of\s+(?:directors|trustees|managers))?(?!\s+committee)|board\s+members?|"
            r"(?<!\w\w\w\w\wture )(?<!successor )(?<!collateral )(?<!plan )(?<!board of )(?<!bankruptcy )(?<!chapter 11 )(?<!chapter 7 )(?<!litigation )(?<!liquidating )\btrustees?\b(?!\s+(?:under|for|and\s+collateral|company|in\s+bankruptcy))|"
            rf"(?:seat|position|role|place)\s+on\s+{B}board(?:\s+of\s+directors)?|(?:(?<!of )|(?<=position of )|(?<=positions of )|(?<=office of )|(?<=post of ))(?<!of the )(?<!by the )(?<!by )\bdirectors?\b(?!\s*(?:of\s+(?:sales|marketing|finance|operations|research|human|corporate|business|engineering|development|investor|communications|strategy|product|legal|internal|information|technology)|[’']s?\s+(?:fee|emolument|remuneration)|\s+and\s+(?:officers|executive|officer\s+(?!of\b))|,?\s+(?:and\s+)?officers\b|\s+nominees?|\s+independence|\s+agreement|\s+compensation|\s+election))"
        ),
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
    (
        "initials",
        rf"(?:{BEFORE_INITIALS})(?:c[acilms]o|cco|clo|chro|gc)\b(?!\))(?={BEHIND_INITIALS})",
    ),
    ("investor_relations_officer", r"investor\s+relations\s+officer"),
    ("chief_of_staff", r"chief\s+of\s+staff"),
    ("co_president", r"co-?\s?presidents?"),
    ("executive_vice_president", r"(?:senior\s+)?executive\s+vice[-\s]presidents?|\bEVP\b"),
    ("senior_vice_president", r"senior\s+vice[-\s]presidents?|\bSVP\b"),
    (
        "vice_president",
        r"(?:group\s+|corporate\s+)?vice[-\s]presidents?|\bVP\b|(?:executive\s+|standing\s+)?(?:deputy|vice)\s+general\s+managers?\b",
    ),
    ("president", r"(?:group\s+)?presidents?"),
    ("general_manager", r"general\s+manager"),
    (
        "manager",
        r"(?<=as )(?:an?\s+|the\s+|its\s+|one\s+of\s+(?:the|its)\s+)?(?:sole\s+|new\s+|independent\s+|Class\s+[A-Z]\s+)*managers?(?=\s+of\s+(?:the\s+(?:Company|Registrant)|[A-Z][^,.;()]{2,60},?\s+LLC)\b(?![’']s)|\s*[.,;]|\s+(?:on|effective|to\s+fill)\b)",
    ),
    ("treasurer", r"treasurer"),
    ("controller", r"(?:corporate\s+|financial\s+)?(?:controller|comptroller)"),
    (
        "secretary",
        r"(?<!of )secretary(?!\s+of\s+(?:state|defen[cs]e|commerce|labor|energy|the\s+(?:treasury|navy|army|air|interior)))",
    ),
    (
        "officer",
        r"(?<!chief )(?<!executive )(?:an?\s+)?(?:executive\s+)?officer(?:(?<=as officer)s|(?<=as executive officer)s|\s+and\s+employee)?(?=(?:\s+(?:and|or)\s+(?:an?\s+)?director)?\s+of\s+(?:the|our)\s+(?:Company|Registrant|Corporation))",
    ),
)
OFFICES = re2.compile(
    r"(?i)director|trustee|chairman|chairperson|chairwoman|chairlady|\bchair\b|officer|president|secretar(?:y|ies)|supervisor|\bboard\b|treasurer|controller|comptroller"
    r"|counsel|accountant|manager|chief|committee|\b[IN]+EDs?\b|\bC[EFOT]Os?\b|(?-i:\b(?:C[ACILMS]O|CHRO|GC)\b)|\bE?S?VP\b|representative|process|董事|[執獨]董|主席|總裁|秘書|監事|代|總監|經理|執行官|財務|營|官|行長|總會計師|總法律顧問|監察|委員會|召集人"
)
"""Whether a text can name an office at all (linear time)."""
CANON = {
    "independent_director": "independent_non_executive_director",
    "managing_director": "chief_executive_officer",
    "finance_director": "chief_financial_officer",
    "controller": "principal_accounting_officer",
    "secretary": "company_secretary",
    "manager": "director",
}
INITIALS = {
    "chro": "chief_human_resources_officer",
    "clo": "general_counsel",
    "gc": "general_counsel",
}
"""Initials that mean one office; a CMO may be in charge of marketing or of medicine."""
EN = Alternatives(tuple(pattern for _, pattern in ENGLISH), opening=r"(?<![a-z])(?=[a-z])")
EN_NAMES = tuple(name for name, _ in ENGLISH)
WORD = r"(?!(?:board|chair\w*|members?|directors?|supervis\w+|of|as|an?|to|is|was|has|been|the|or)\b)[\w’'&-]+"
OURS = r"(?:the\s+|its\s+|our\s+|each\s+)?(?:[A-Z][\w.]*[’']s?\s+|board\s+)?"
COMMITTEE_NAME = re.compile(
    rf"{OURS}(?P<name>(?:{WORD},?\s+){{1,8}}?)committees?\b(?:\s+of\s+the\s+(?:board|company))?",
    re.IGNORECASE,
)
COMMITTEE_HEAD = Worded(
    re.compile(
        rf"\b(?:(?:(?P<chair>{CHAIR})|(?P<member>members?))(?:\s+and\s+(?:an?\s+)?members?)?\s+of\s+(?:each\s+of\s+|both\s+)?|(?:to|on|from)\s+(?:each\s+of\s+)?(?=the\s|its\s|our\s))"
        rf"(?={OURS}(?:{WORD},?\s+){{1,8}}?committees?\b)",
        re.IGNORECASE,
    ),
    "committee",
)
LIST_GLUE = re.compile(
    r"(?:\s*\([^()]{0,60}\))?\s*(?:,\s*and|,|and|as\s+well\s+as|&)\s+(?:of\s+)?(?!a\s|as\s|chair|member)(?=(?:the\s+|its\s+)?(?:[A-Z][\w’'&-]*,?\s+|and\s+){1,6}?[Cc]ommittee|(?:the|its)\s+(?:[a-z’'&-]+\s+){1,3}committee\b)"
)
KINDS = (
    ("audit", r"audit|審核|審計"),
    ("compensation", r"compensation|remuneration|薪酬|酬金"),
    ("nomination", r"nominat\w+|提名"),
    ("corporate_governance", r"governance|管治"),
    ("risk", r"risk|風險"),
    ("esg", r"\besg\b|environmental|sustainab\w+|可持續|環境"),
    ("strategy", r"strateg\w+|戰略|策略"),
    ("executive", r"executive|執行"),
    ("investment", r"investment|投資"),
    ("finance", r"financ\w+|財務"),
    ("technology", r"technology|科技"),
    ("special", r"special|特別"),
)
ACTING = Worded(
    re.compile(r"\b(acting|interim|designate)(?:\s+(?:co-|group))?\s+$", re.IGNORECASE),
    "acting",
    "interim",
    "designate",
)
FORMER = re.compile(
    r"\b(?:former|previous|past|outgoing|retiring|departing|then|late)\s+$", re.IGNORECASE
)
OF_A_COMMITTEE = re.compile(r"\s+of\s+(?:the\s+)?([A-Z]{1,4}C)\b")
"""``the chairman of the RC``, where the text has shortened the names of its committees."""
SHORT_COMMITTEES = {"AC": "audit", "RC": "compensation", "NC": "nomination"}
AS_ITS_CHAIR = re.compile(
    r"(?i)\s*,?\s*(?:with\b[^;]{2,60}?\b(?:serving|acting|to\s+serve|appointed|designated)\s+as|(?:and\s+)?(?:(?:will|to)\s+)?(?:serve\s+)?as\s+its)\s+(?:the\s+|its\s+)?$"
)
ADVISERS = re.compile(r"\bAdvisory\s+(?:Board|Council|Committee)\b[^;]{0,60}$")
"""``formed an Advisory Board and appointed X as its chair``: that board is none of directors."""
OWN = r"(?:the\s+|our\s+|its\s+|this\s+)?(?:Company|Registrant|Corporation|Issuer|Group|Firm|Bank|Board|Trust|Fund|Partnership|Directors|corporation|company|registrant|board|Boards?)\b"
DEPARTMENT = r"(?:(?:Global|Worldwide|Corporate|International|North\s+American|Human|Investor|Business|Product|Legal|Regulatory|Clinical|Commercial|Strategic|Information|Supply|Public|Internal)\s+)?(?:Sales|Operations|Finance|Marketing|Engineering|Manufacturing|Research|Development|Strategy|Technology|Resources|Relations|Affairs|Chain|Quality|Planning|Accounting|Administration|Communications|Compliance|R&D|Logistics|Purchasing|Procurement|Merchandising|Audit|(?:North|Latin|South)\s+America|Americas|Europe|Asia(?:[\s-]Pacific)?|EMEA|APAC)\b(?!\s+[A-Z]|,?\s+(?:Inc|Ltd|Co|Corp|LLC)\b)"
"""``Senior Vice President of Sales``: a department is no other company."""
ORG_WORD = r"(?!(?:Chief|President|Vice|Executive|Director|Chair\w*|Mr|Ms|Mrs|Dr|Messrs|Effective|Managing|General)\b)[A-Z0-9][\w&’'\-]*"
BODY = re.compile(
    rf"\s*(?:\([^()]{{0,40}}\)\s*)?(?:\s*of\s+{DEPARTMENT}(?:(?:,?\s+and\s+|,\s+){DEPARTMENT}){{0,3}})?"
    r"(?:,\s+(?!M[rs]|Dr|Effective)[A-Z][\w&’'-]*(?:,?\s+(?:and\s+|&\s+)?[A-Z][\w&’'-]*){0,3}?)?,?\s*(?:of|at|for|with)\s+(?:both\s+)?(?:(?P<own>"
    + OWN
    + r"(?![’']s\s+(?:[\w-]+\s+){0,4}?subsidiar))|(?:the\s+)?"
    rf"(?P<other>(?:(?:its|our)\s+)?(?:ultimate\s+|immediate\s+)?parent(?:\s+(?:company|group))?\b(?![’'])|(?:an?|another)\s+(?:[a-z-]+\s+){{0,5}}?(?:company|corporation|firm|bank|organi[sz]ation|institution|manufacturer|retailer|university)\b(?!-)|(?:(?:[Cc]ompany|[Bb]ank|[Gg]roup|[Tt]rust|[Cc]orporation|[Rr]egistrant)[’']s|its|our)\s+(?:[\w-]+\s+){{0,4}}?subsidiar(?:y|ies)\b|(?!(?:19|20)\d\d\b|{DEPARTMENT}|(?:[A-Z][\w&-]*\s+){{1,4}}(?:division|business|segment|region)\b){ORG_WORD}(?:\s+(?:(?:of|&|de)\s+(?:the\s+)?)?{ORG_WORD}|\s+\((?!M[rs]|Dr)[A-Z][\w ]{{1,24}}\)(?=\s+[A-Z]))*(?:,?\s+(?:Inc|Ltd|Co|Corp|LLC|plc|N\.A)\b)*(?:\.?\s+(?:I{{1,3}}|IV|VI{{0,3}})\b)?))"
)
POSSESSIVE = re.compile(
    r"(?P<other>(?:[A-Z][\w&’.\-]*\s+){0,5}[A-Z][\w&.\-]*|\b(?:subsidiary|affiliate|target|seller|joint\s+venture|sponsor))[’']s\s+(?:new\s+|next\s+|current\s+|first\s+|sole\s+|\w+\s+)?$"
)

ZH_KIND = r"(?:審核|審計|薪酬|酬金|提名|企業管治|管治|風險管理|風險|戰略發展|戰略|策略|投資|執行|財務|科技|環境、社會及管治|可持續發展|考核|合規|ESG)"
ZH_COMMITTEE = rf"(?:(?:{ZH_KIND}(?:及|與|和)?)+|(?:(?![及與和之的為任兼會辭去退獲由被免卸])[\u3400-\u9fff]){{2,4}})委員會"
CHINESE = (
    ("lead_independent_director", r"(?:首席|牽頭)獨立(?:非執行)?董事"),
    ("independent_non_executive_director", r"獨立非執行董事|獨立董事|獨立非執董|獨董(?!會)"),
    ("non_executive_director", r"非執行董事|非執董"),
    ("executive_director", r"執行董事|執董(?!會)"),
    ("alternate_director", r"替任董事|候補董事"),
    ("supervisory_chair", r"監事會主席|監事長"),
    ("vice_chairman", r"(?:董事會)?(?:聯席)?副主席|副董事長"),
    (
        "chairman_of_board",
        r"(?:董事會)?聯席主席|董事會主席|(?<!榮譽)(?<!名譽)董事長|(?<!委員會)(?<!榮譽)(?<!名譽)(?<!榮休)主席",
    ),
    (
        "director",
        r"(?:職工代表|職工|股東代表)?董事(?!會|長|總|袍|酬|服務|薪|辭|退|名單|職務|及)|(?:職工代表)?董事職務",
    ),
    ("supervisor", r"(?:職工代表|職工|股東代表|獨立|外部)?監事(?!會)"),
    ("co_chief_executive_officer", r"聯席(?:行政總裁|首席執行官|總裁)"),
    (
        "chief_executive_officer",
        r"行政總裁|(?<!副)(?<!支)(?<!分)行長(?!助理)|首席執行官|總裁(?!助理)|(?<!副)總經理",
    ),
    (
        "chief_financial_officer",
        r"首席財務官|財務總監|首席財務總監|財務負責人|總會計師",
    ),
    ("chief_operating_officer", r"首席營運官|首席運營官|營運總監"),
    ("chief_technology_officer", r"首席技術官|技術總監"),
    ("general_counsel", r"總法律顧問|首席法務官"),
    (
        "chief_officer",
        r"首席(?!執行|行政|財務|營|運|技術|獨立|法務)[\u3400-\u9fff]{1,4}?官",
    ),
    ("vice_president", r"(?:高級|常務|執行)?(?:副總裁|副總經理|副行長)"),
    ("joint_company_secretary", r"聯席公司秘書"),
    ("company_secretary", r"公司秘書|董事會秘書"),
    (
        "process_agent",
        r"(?:法律程序文件(?:接收)?代理人|接收法律程序文件代表|接收法律程序文件之?(?:授權)?代(?:表|理人))",
    ),
    ("authorised_representative", r"授權代表"),
)
ZH = Alternatives(tuple(pattern for _, pattern in CHINESE))
ZH_NAMES = tuple(name for name, _ in CHINESE)
ZH_SEATS = re.compile(
    rf"((?:{ZH_COMMITTEE}(?:[（(][^（）()]{{1,24}}[)）])?(?:、|及|和|與|以及)?)+)(?:各自)?(?:之|的)?((?:主席|成員|委員|主任委員|召集人)(?:(?:兼|及|、)(?:主席|成員|委員))?)"
)
ZH_ACTING = re.compile(
    r"(署理|代理|臨時|代行|暫代|代為(?:履行|行使))(?:本?(?:公司|集團))?(?:之|的)?$"
)
ZH_DESIGNATE = re.compile(r"候任(?:本?(?:公司|集團))?(?:之|的)?(?:董事會)?$")
DESIGNATE = re.compile(r"(?i)\s?-?\s?[(（]?(?:designate\b|elect\b)|[(（]候任[)）]")
"""``Chairman-designate``, ``CEO (designate)``, 行政總裁（候任）."""
ZH_FORMER = re.compile(r"(?:前任?|原)$")
ZH_BODY = re.compile(
    r"((?<![辭退委出擔接代署])(?:(?!辭任|退任|委任|出任|擔任|調任|兼任|卸任|離任|代理|署理|有關|接任)[A-Za-z\u3400-\u9fff（）()]){2,40}(?:有限公司|集團|銀行|大學|公司|協會|Limited|Ltd\.?|Inc\.?))(?:[（(][^（）()]{0,40}[）)])?(?:之|的)?$"
)
ZH_SUBSIDIARY = re.compile(
    r"(?:附屬公司|子公司|聯營公司|合營公司|合資公司)(?:(?!先生|女士|博士|委任|本公司)[^，。；]){0,24}$"
)
ZH_OWN = re.compile(r"(?:本公司|本集團|(?<![母子])(?<!附屬)公司)(?:之|的)?$")

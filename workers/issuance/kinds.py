"""Kinds of Hong Kong share issues: the defined terms that name them, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import re2


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of issue. ``nouns`` name its securities, ``price_labels`` its price (patterns).

    ``title`` announces it in a headline; ``lead`` in the sentence that tells the deal.
    """

    subtype: str
    nouns: str
    price_labels: str
    title: str
    lead: str
    unit_kind: str = "ordinary_share"


KINDS = (
    Kind(
        subtype="over_allotment",
        nouns=r"Over-?[Aa]llot(?:ment|ed)\s+(?:H\s+)?Shares?|Option\s+New\s+Shares?|Option\s+Shares?|超額(?:配[發售])?股份",
        price_labels=r"Offer\s+Price|發售價",
        title=r"(?i)exercise\s+of\s+(?:the\s+)?over-?allotment\s+option|行使超額配[股售](?:選擇)?權|超額配售選擇權",
        lead=r"(?i)exercised\s+the\s+over-?allotment\s+option|over-?allotment\s+option[^.]*?(?:has\s+been|was|been|is)\s+(?:fully|partially|fully\s+or\s+partially)?\s*exercised|超額配[股售](?:選擇)?權[^。]*?(?:悉數|部分|部份|全數|全面|獲|已)[^。]{0,40}?行使",
    ),
    Kind(
        subtype="rights_issue",
        nouns=r"[Rr]ights\s+[Ss]hares?|供股股份",
        price_labels=r"Subscription\s+Price|認購價|供股價",
        title=r"(?i)rights\s+issue|issue\s+of\s+(?:\S+\s+){0,3}?rights\s+shares|供股",
        lead=r"(?i)rights\s+issue\s+(?:on\s+the\s+basis|of)|by\s+way\s+of\s+(?:the\s+|a\s+)?rights\b|進行供股",
    ),
    Kind(
        subtype="open_offer",
        nouns=r"Offer\s+Shares?|發售股份|公開發售股份",
        price_labels=r"Subscription\s+Price|Offer\s+Price|認購價|發售價",
        title=r"(?i)open\s+offer|公開發售",
        lead=r"(?i)by\s+way\s+of\s+(?:the\s+|an?\s+)?open\s+offer|open\s+offer\s+(?:on\s+the\s+basis|of)|以公開發售方式",
    ),
    Kind(
        subtype="warrant_issue",
        nouns=r"(?:new\s+|unlisted\s+|non-listed\s+)?Warrants?|認股權證",
        price_labels=r"Warrant\s+Issue\s+Price|Warrant\s+Placing\s+Price|[Ii]ssue\s+[Pp]rice|認股權證發行價|發行價",
        title=r"(?i)(?:placing|issue|subscription)\s+of\s+(?:up\s+to\s+\S+\s+)?(?:non-?listed\s+|unlisted\s+|listed\s+)?warrants|(?:配售|發行|認購)(?:非上市|上市|未上市)?認股權證",
        lead=r"(?i)subscribe\s+for\s+[^.]*?warrants|issue\s+of\s+[^.]{0,40}?warrants|認購[^。]{0,40}認股權證",
        unit_kind="warrant",
    ),
    Kind(
        subtype="convertible_issue",
        nouns=r"[Cc]onversion\s+[Ss]hares?|Convertible\s+Preference\s+Shares?|換股股份|轉換股份|兌換股份",
        price_labels=r"Conversion\s+Price|CPS\s+(?:Subscription|Issue)\s+Price|換股價|轉換價|兌換價",
        title=r"(?i)conversion\s+of\s+preference\s+shares|convertible\s+(?:bonds?|notes?|securities|preference\s+shares?)|可換股(?:債券|票據|證券|優先股)|可轉換(?:債券|公司債券)",
        lead=r"(?i)(?:issue|subscribe\s+for|subscription\s+of|place)\b[^.]*?convertible\s+(?:bonds?|notes?|preference\s+shares)|(?:發行|認購)[^。]*?可換股(?:債券|票據)",
        unit_kind="convertible",
    ),
    Kind(
        subtype="consideration_issue",
        nouns=r"[Cc]onsideration\s+[Ss]hares?|(?:[Nn]ew\s+)?Units?|代價股份|新?基金單位",
        price_labels=r"[Ii]ssue\s+[Pp]rice|發行價",
        title=r"(?i)consideration\s+(?:shares|issue)|issu(?:e|ance)\s+of\s+(?:new\s+)?units|代價股份|代價發行|發行(?:新)?基金單位",
        lead=r"(?i)(?:allot(?:ment)?\s+and\s+issue|issue)\b[^.]*?Consideration\s+Shares|(?:配發及發行|發行)[^。]*?代價股份",
    ),
    Kind(
        subtype="loan_capitalisation",
        nouns=r"(?:Loan\s+)?Capitali[sz]ation\s+Shares?|Settlement\s+Shares?|資本化股份|(?:清償|償付|結算)股份",
        price_labels=r"[Ii]ssue\s+[Pp]rice|[Cc]apitali[sz]ation\s+[Pp]rice|發行價|資本化價",
        title=r"(?i)loan\s+capitali[sz]ation|debt\s+capitali[sz]ation|debt\s+settlement|settlement\s+of\s+(?:[\w-]+\s+){0,3}debts?\b|(?:清償|償付|償還)債務|債務清償|貸款資本化|債務資本化",
        lead=r"(?i)(?:allot|issue)\b[^.]*?Capitali[sz]ation\s+Shares|(?:配發及發行|發行)[^。]*?資本化股份",
    ),
    Kind(
        subtype="placing",
        nouns=r"(?:new\s+)?[Pp]lacing\s+(?:H\s+)?(?:[Ss]hares?|[Uu]nits?)|[Nn]ew\s+Units|配售(?:H股)?股份",
        price_labels=r"Placing\s+Price|配售價",
        title=r"(?i)placing\s+of|placing\s+and|supplemental\s+placing\s+agreement|supplemental\s+agreement\s+(?:to|of|in\s+relation\s+to|in\s+respect\s+of)\s+(?:the\s+)?placing\b|completion\s+of\s+(?:the\s+)?placing|(?:lapse|termination)\s+of\s+(?:the\s+)?placing|top-?up\s+placing|配售",
        lead=r"(?i)placing\s+agents?\b[^.]*?(?:agreed|appointed)|\bappointed\b[^.]{0,80}?\bplacing\s+agents?\s+to\s+place\b|Placing\s+Shares[^.]*?(?:allotted\s+and\s+issued|successfully\s+placed)|配售代理[^。]*?同意|股[^。]*?成功配售予|配售協議[^。]{0,40}?條件[^。]{0,12}?達成|(?:conditions\s+of|completion\s+of)\s+the\s+Placing\b|Placing\s+Agreement\s+(?:dated|has\s+lapsed)",
    ),
    Kind(
        subtype="subscription",
        nouns=r"[Ss]ubscription\s+(?:H\s+)?[Ss]hares?|認購股份",
        price_labels=r"Subscription\s+Price|認購價|[Ii]ssue\s+[Pp]rice|發行價",
        title=r"(?i)(?:issue|allotment)\s+of\s+(?:the\s+)?subscription\s+shares|發行認購股份|supplemental\s+subscription\s+agreement|supplemental\s+agreement\s+(?:to|of|in\s+relation\s+to|in\s+respect\s+of)\s+(?:the\s+)?subscription\s+agreement|terms\s+of\s+(?:the\s+)?subscription\b|補充認購協議|認購(?:事項|協議)?(?:之|的)?條款|(?:lapse|termination|completion)\s+of\s+(?:the\s+)?(?:top-?up\s+)?subscription|subscriptions?\s+(?:of|for)\s+(?:new\s+)?(?:H\s+)?shares|issu(?:e|ance)\s+of\s+(?:new\s+)?(?:H\s+)?shares|termination\s+(?:in\s+respect\s+)?of\s+(?:the\s+)?subscription\s+agreement|subscription\s+of\s+subscription\s+shares|issue\s+of\s+(?:the\s+)?(?:remuneration|fee|earn-?out|incentive|commission|introducer|adjustment)\s+shares|認購(?:事項|新股份|新H股|股份)|股份認購|發行新股|發行(?:新)?(?:[HA]股|內資股)|(?:終止|完成)[^，。]{0,8}認購協議|認購協議[^，。]{0,8}(?:終止|失效)",
        lead=r"(?i)(?:agreed|agrees)\s+to\s+(?:allot\s+and\s+issue|subscribe\s+for)\b[^.]*?shares|Subscription\s+Shares[^.]*?allotted\s+and\s+issued|Shares\s+(?:have|has|were)\s+(?:been\s+)?(?:duly\s+)?(?:allotted\s+and\s+issued|issued\s+and\s+allotted)[^.]*?Subscri|同意[^。]*?(?:認購|配發及發行)[^。]*?股|認購人配發及發行[^。]{0,40}股",
    ),
    Kind(
        subtype="private_placement",
        nouns=r"A\s+Shares|RMB\s+Shares|A股股[票份]|A股|人民幣股份",
        price_labels=r"[Ii]ssue\s+[Pp]rice|發行價格|發行價",
        title=r"(?i)(?:private|non-?public)\s+(?:placement|issuance|issue)\s+of\s+(?:\w+\s+)?A\s+shares|issu(?:e|ance)\s+of\s+A\s+shares\s+to\s+(?:specific|target)|issu(?:e|ance)\s+of\s+RMB\s+shares|發行人民幣股份|向特定對象發行A股|非公開發行A股",
        lead=r"(?i)issu(?:e|ance)\s+of\s+A\s+Shares\s+to\s+(?:specific|target)\w*\s+\w+|向特定對象發行[^，。]{0,12}A股|非公開發行A股",
    ),
    Kind(
        subtype="ipo",
        nouns=r"Offer\s+Shares?|發售股份",
        price_labels=r"(?:[Ff]inal\s+)?Offer\s+Price|(?:最終)?發售價",
        title=r"(?i)announcement\s+of\s+(?:final\s+)?offer\s+price|allotment\s+results|results\s+of\s+allocations?|placing\s+and\s+public\s+offer|share\s+offer|(?:最終)?發售價(?:及|公告)|分配結果|配發結果",
        lead=r"(?i)offer\s+price\b[^.]*?(?:has\s+been|have\s+been|was)\s+(?:set|fixed|determined)|分配結果公告|配發結果公告|最終發售價",
    ),
    Kind(
        subtype="treasury_resale",
        nouns=r"[Tt]reasury\s+[Ss]hares|庫存股份",
        price_labels=r"(?:average\s+)?(?:selling\s+|sale\s+)?price|平均價|售價",
        title=r"(?i)(?:re-?sale|sale|transfer|disposal)\s+of\s+treasury\s+shares|(?:出售|轉讓)庫存股份",
        lead=r"(?i)\bsold\s+(?:an\s+aggregate\s+of\s+)?[\d,]+\s+treasury\s+shares|已?出售[^。]{0,30}庫存股份",
    ),
    Kind(
        subtype="scrip_dividend",
        nouns=r"(?:new\s+)?Scrip\s+Shares?|以股代息股份|代息股份",
        price_labels=r"[Ii]ssue\s+[Pp]rice|[Mm]arket\s+[Vv]alue|發行價|市值",
        title=r"(?i)\bscrip\s+(?:shares|dividend)|以股代息|代息股份",
        lead=r"(?i)shares\s+(?:were|have\s+been|has\s+been)\s+(?:duly\s+)?(?:allotted\s+and\s+)?issued[^.]*?\bscrip|(?:配發及發行|發行)[^。]*?股[^。]*?以股代息|以股代息[^。]*?(?:配發及發行|發行)[^。]{0,40}?股",
    ),
    Kind(
        subtype="bonus_issue",
        nouns=r"Bonus\s+Shares?|紅股",
        price_labels=r"(?:$^)",
        title=r"(?i)bonus\s+issue|issue\s+of\s+bonus\s+shares|紅股",
        lead=r"(?i)bonus\s+issue\s+of\s+shares\s+on\s+the\s+basis|派送紅股|發行紅股",
    ),
)

TOP_UP = Kind(
    subtype="top_up_placing",
    nouns=r"Subscription\s+Shares?|(?:Top-?[Uu]p\s+)?(?:Placing|Sale)\s+Shares?|認購股份|配售股份|銷售股份",
    price_labels=r"(?:Placing|Subscription|Sale)\s+Price|配售價|認購價|銷售價",
    title=r"(?i)top-?up|placing\s+of\s+existing|subscription\s+for\s+new|先舊後新|補足|配售現有",
    lead=r"(?i)(?:allot(?:ted)?\s+and\s+issued?|subscribe\s+for|subscription\s+of)\b[^.]*?Shares|Subscription\s+Shares[^.]*?allotted\s+and\s+issued|(?:配發及發行|認購)[^。]*?股",
)
"""Existing shares sold by a holder who subscribes for as many new ones (先舊後新)."""

OPTION_ENDED = re2.compile(
    r"(?i)lapse\s+of\s+(?:the\s+)?over-?allotment|no\s+stabili[sz]|超額配[股售](?:選擇)?權(?:已)?失效"
)
STABILISED = re2.compile(r"(?i)stabili[sz]|穩定價格")

PERIODIC_TITLE = re2.compile(
    r"(?i)\b(?:annual|interim|quarterly|final|unaudited)\s+(?:results?|report)|results\s+(?:announcement\s+)?for\s+the\s+(?:year|six|three|nine|period)|annual\s+report|"
    r"業績|年報|中期報告|季度報告|年度報告|環境、社會及管治報告|list\s+of\s+directors|terms\s+of\s+reference|董事名單|職權範圍|memorandum|form\s+of\s+proxy|代表委任表格|poll\s+results|投票表決結果|"
    r"(?:notice\s+of|the)\s+annual\s+general\s+meeting|股東[週周]年大會|grant\s+of\s+(?:share\s+)?(?:options|awards)|授出(?:購股權|獎勵)"
)


@cache
def _compiled(pattern: str) -> re2._Regexp:
    return re2.compile(pattern)


def found_in(pattern: str, text: str) -> re2._Match | None:
    """Where a pattern of the table stands in a text first, or None."""
    return _compiled(pattern).search(text)

"""Which figure a row's words name, in English and Chinese, and what sign they promise.

Names are matched whole: ``Net loss`` is the net result, ``Net loss margin`` is nothing.
"""

from __future__ import annotations

import re
from typing import Literal

Concept = Literal[
    "revenue",
    "cost_of_sales",
    "gross_profit",
    "operating_result",
    "result_before_tax",
    "net_result",
    "net_result_attributable",
    "adjusted_net_result",
    "adjusted_ebitda",
    "impairment_long_lived_assets",
    "cash_and_equivalents",
    "total_assets",
    "total_liabilities",
    "eps_basic",
    "weighted_shares",
]
INSTANT: frozenset[str] = frozenset({"cash_and_equivalents", "total_assets", "total_liabilities"})

_BOTH = r"(?:\(?loss\)? ?/ ?\(?(?:profit|income|earnings)\)?|\(?(?:profit|income|earnings)\)? ?/ ?\(?loss\)?|\(?loss\)? (?:profit|income)|(?:profit|income|earnings) \(loss\)|\(loss\) (?:profit|income|earnings)|(?:loss|profit|income|earnings))"
_PERIOD = r"(?: for the (?:financial |reporting |fiscal )?(?:year|period|quarter|half[- ]year|six months|three months)(?:/(?:year|period))?)?"
_OWNERS = r"(?: to)? ?:? ?-?(?:the )?(?:(?:ordinary |equity )?(?:owners|holders|shareholders|equity holders|shareowners|members|stockholders|equity owners)\b|parent|company\b|[\w&.,'’ -]{2,60}?(?:limited|ltd|inc|corp(?:oration)?|company|group|plc|holdings?)\b)[\w&.,'’ -]{0,80}"
_HAN_BOTH = r"(?:\(?(?:虧損|亏损)\)?/?\(?(?:溢利|利潤|盈利|利润|收益)\)?|\(?(?:溢利|利潤|盈利|利润|收益)\)?/?\(?(?:虧損|亏损)\)?|溢利|利潤|盈利|利润|虧損|亏损)(?:淨額|净额|總額)?"
_HAN_PERIOD = r"(?:本?(?:年度|期間|年|期|财年|財年|半年度|季度)(?:內|间|間|度)?(?:之|的)?)"
_HAN_OWNERS = r"(?:母?本?公司)?(?:普通股)?(?:擁有人|持有人|權益持有人|權益擁有人|權益股東|股東|所有者|股权持有人|股东)"

_NAMES: tuple[tuple[Concept, str], ...] = (
    ("revenue", r"(?:total |net |group |consolidated )*(?:operating )?(?:revenues?|turnover|net sales|sales)(?:,? ?net)?|total (?:net )?(?:revenues?|sales)(?: and other income)?|revenues? from contracts with customers|(?:營業|總|营业|总|營業總)?(?:收入|收益|營業額|营业额|營收)(?:總額|总额|淨額|合計)?|(?:收入|收益)總(?:額|計)"),
    ("cost_of_sales", r"(?:total )?costs? of (?:sales|revenues?|goods sold|products sold)|(?:銷售|營業|收入|销售|营业)成本"),
    ("gross_profit", r"gross (?:profits?|loss|\(?loss\)? ?/ ?\(?profit\)?|\(?profit\)? ?/ ?\(?loss\)?|profit \(loss\)|\(loss\) profit|margin(?= \$))|毛利(?:潤|總額|额)?|毛損|毛利/?\(毛?損\)|\(毛?損\)/?毛利|毛損/毛利"),
    ("operating_result", rf"(?:total )?(?:operating {_BOTH}|{_BOTH} from operations|{_BOTH} from operating activities|results? from operating activities|operating profits)|(?:經營|營業|經營業務|营业|经营){_HAN_BOTH}"),
    ("result_before_tax", rf"pre-?tax {_BOTH}|(?:net )?{_BOTH} before (?:income |provision for )?(?:income )?tax(?:es|ation)?(?: expenses?| credit| benefit)?(?:es)?|{_BOTH} before (?:provision for )?income taxes.{{0,60}}|(?:除|扣除)?(?:所得)?(?:稅|税)項?前{_HAN_BOTH}|利潤總額"),
    ("net_result", rf"(?:consolidated )?net {_BOTH}{_PERIOD}|{_BOTH} for the (?:financial |reporting |fiscal )?(?:year|period|quarter|half[- ]year|six months)(?:/(?:year|period))?|{_HAN_PERIOD}{_HAN_BOTH}|(?:淨|净){_HAN_BOTH}|純利|淨利"),
    ("net_result_attributable", rf"(?:(?:net )?{_BOTH}{_PERIOD}(?:,? and)?,? ?)?attributable{_OWNERS}|(?:以下(?:人士|各方|各項)?應佔|下列人士應佔|應佔):?[-－—]*{_HAN_OWNERS}|{_HAN_PERIOD}?(?:應佔|歸屬於|归属于){_HAN_OWNERS}(?:的|之)?(?:淨|净)?{_HAN_BOTH}|{_HAN_OWNERS}(?:應佔|应占){_HAN_PERIOD}?(?:淨|净)?{_HAN_BOTH}|(?:以下人士)?(?:應佔)?{_HAN_PERIOD}{_HAN_BOTH}(?:歸屬於|由下列人士應佔)?:?[-－—]*{_HAN_OWNERS}(?:應佔)?|(?:歸屬於|归属于)(?:上市公司|本公司|母公司)?{_HAN_OWNERS}(?:的|之)?(?:淨|净)?{_HAN_BOTH}"),
    ("adjusted_net_result", rf"(?:adjusted|non-gaap|non-ifrs|non-hkfrs) net {_BOTH}{_PERIOD}|adjusted {_BOTH}{_PERIOD}|(?:經調整|非國際財務報告準則經調整)(?:年度|期內|期間)?(?:淨|净)?{_HAN_BOTH}"),
    ("adjusted_ebitda", r"(?:adjusted|non-gaap) ebitda(?: \(?loss\)?)?|經調整ebitda|經調整(?:息稅折舊及攤銷前)(?:盈利|利潤|溢利)"),
    ("impairment_long_lived_assets", r"impairment(?: loss(?:es)?| charges?)? (?:of|on|for) (?:long-lived|non-current|long-term) assets|long-lived assets? impairment(?: loss(?:es)?)?|長期資產減值(?:虧損|損失)?"),
    ("cash_and_equivalents", r"cash(?:,| and)? ?(?:and )?cash equivalents|bank balances and cash|cash and bank balances|cash and cash equivalents at (?:amortised cost)|cash at banks?(?: and (?:on|in) hand)?|現金及(?:現金)?等(?:價|值)物|现金及现金等价物|現金及等同現金項目|銀行結餘及現金|現金及銀行(?:結餘|存款)|銀行及現金結餘"),
    ("total_assets", r"total assets|資產總(?:額|值|計)|總資產|资产总计|總資產值"),
    ("total_liabilities", r"total liabilities|負債總(?:額|值|計)|總負債|负债合计|負債合計"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NAMES)
_OTHERS = re.compile(
    r"non-?controlling|minority|comprehensive|非控股|非控制|少數|全面|continuing|discontinued|終止經營|持續經營|per share|per ads|每股|margin|率",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"continuing|discontinued|終止經營|持續經營|adjusted|non-gaap|經調整|dividend|股息|net assets?|資產淨",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(
    r"per (?:ordinary |common |class a )*(?:shares?|ads|american depositary|stock|unit)|每股|每股美國",
    re.IGNORECASE,
)
_BASIC = re.compile(r"\bbasic\b|基本", re.IGNORECASE)
_KINDS = re.compile(r"\bbasic\b|diluted|基本|攤薄|稀释", re.IGNORECASE)
_DILUTED_ONLY = re.compile(
    r"^(?!.*(?:basic|基本)).*(?:diluted|攤薄|稀释)", re.IGNORECASE | re.DOTALL
)
_SHARE_COUNT = re.compile(
    r"shares used|weighted[- ]average|number of (?:ordinary |common )?shares|shares outstanding|加權平均|股份數目",
    re.IGNORECASE,
)
_CENTS = re.compile(r"\bcents?\b|仙|[（(]分[)）]|人民幣分", re.IGNORECASE)
_ADS = re.compile(r"\bads\b|american depositary|美國存託", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LOSS = re.compile(r"loss|deficit|虧損|亏损|毛損|\bebitda loss", re.IGNORECASE)
_GAIN = re.compile(r"profit|income|earnings|溢利|利潤|盈利|利润|收益|純利|毛利", re.IGNORECASE)
_ASIDE = re.compile(
    r"\((?:non-gaap|non-ifrs|unaudited|audited|note[^)]*|continued|in [^)]*|rmb[^)]*|hk[^)]*|us\$[^)]*|港元|港仙|人民幣[^)]*|千[^)]*|未經審[核計]|經審[核計]|非公認會計[^)]*)[^)]*\)|non-gaap financial measures?|\bnote \d+\b|\*+|[¹²³⁴⁵]",
    re.IGNORECASE,
)  # fmt: skip


def concept(label: str, group: str, above: str = "") -> Concept | None:
    """The figure a row holds, by its own words or by its group line and its own words.

    ``above`` are all group lines since the last row: a line between ``Earnings per share``
    and ``Basic`` changes nothing.
    """
    name = f"{group} {label}".strip()
    if _is_per_share(label, group, above):
        return _per_share(label, group, above)
    own = _plain(label)
    if own and not _OTHERS.search(own):
        found = _match(own)
        if found:
            return found
    together = _plain(name)
    if group and not _OTHERS.search(together):
        found = _match(together)
        return found if found == "net_result_attributable" else None
    return None


def is_cents(label: str, group: str) -> bool:
    """Whether the words say that the figure is in hundredths of the currency."""
    return bool(_CENTS.search(label) or (_PER_SHARE.search(group) and _CENTS.search(group)))


def is_per_ads(label: str, group: str) -> bool:
    """Whether a figure per share is per American Depositary Share."""
    return bool(
        _ADS.search(label)
        or (_ADS.search(group) and not re.search(r"per (?:ordinary )?share", label, re.IGNORECASE))
    )


def promises_loss(label: str) -> bool:
    """``Net loss`` does, ``(Loss)/profit`` and ``Net profit`` do not."""
    return bool(_LOSS.search(label)) and not _GAIN.search(_LOSS.sub("", label))


def _is_per_share(label: str, group: str, above: str) -> bool:
    """``Basic`` is, under a line that says so; ``Adjusted net loss`` below it is not."""
    if _PER_SHARE.search(label) or _SHARE_COUNT.search(label):
        return True
    lines = f"{above} {group}"
    is_under = bool(_PER_SHARE.search(lines) or _SHARE_COUNT.search(group))
    return is_under and bool(
        _KINDS.search(label) or (_KINDS.search(group) and not _match(_plain(label)))
    )


def _per_share(label: str, group: str, above: str) -> Concept | None:
    """Of the rows per share and of share counts: the basic ones of the whole company."""
    if _DILUTED_ONLY.search(label) or _PARTS.search(label):
        return None
    if _SHARE_COUNT.search(f"{group} {label}"):
        return "weighted_shares"
    if _BASIC.search(label) or _PER_SHARE.search(label):
        return "eps_basic"
    return "eps_basic" if _BASIC.search(group) and _PER_SHARE.search(above) else None


def _match(text: str) -> Concept | None:
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(text)), None)


def _plain(text: str) -> str:
    """Lower case, one form of brackets and slashes, without asides; no blanks in Chinese."""
    folded = text.lower().translate(str.maketrans("（）／╱∕：－–—", "()///:---"))
    bare = re.sub(r"\s+", "" if _HAN.search(folded) else " ", _ASIDE.sub(" ", folded))
    return bare.strip(" .:;,-").replace("’", "'")

"""The printed labels of the return forms, English and Chinese, as RE2 patterns."""

from __future__ import annotations

import re2

from workers.grammar.worded import Worded

MONTHLY_TITLE = Worded(
    re2.compile(
        r"Monthly\s+Return\s+(?:for|of)\s+Equity\s+Issuer[^:]{0,200}?For\s+the\s+month\s+ended"
        r"|證券變動月報表\s*截至月份"
    ),
    "monthly",
    "證券變動月報表",
)
MONTH = re2.compile(
    r"(?:For\s+the\s+month\s+ended\s*(?:\(dd/mm/yyyy\))?|截至月份\s*(?:（[^）]{0,12}）)?)\s*[:：]?"
)
STATUS = re2.compile(
    r"(?:Status|狀態)\s*[:：]\s*((?:New\s+|Re-?)[Ss]ubmission|新提交|重新提交|再次提交|重新呈交)"
)
SUBMITTED = re2.compile(r"(?:Date\s+[Ss]ubmitted|呈交日期)\s*[:：]?\s*([^\n]{6,30})")
SUBMITTED_BY = re2.compile(
    r"(?:Submitted\s+by|呈交者)\s*[:：]?[\s_]*([^\n_]{2,80}?)\s*(?:\n|_|\(Name\)|Title|職銜|職位|$)"
)
SUBMITTER_TITLE = re2.compile(
    r"(?:Title|職銜|職位)\s*[:：]\s*[\s_]*([^\n_]{2,160}?)\s*(?:\n|_|\(Director|[（(]董事|$)"
)

AUTHORISED = re2.compile(r"Movements\s+in\s+Authori[sz]ed|法定\s*(?:[/／]\s*註冊)?股本變動")
ISSUED = re2.compile(
    r"(?m)^\s*II\.?\s*Movements\s+in\s+Issued|^\s*II\.?\s*已發行股[本份](?:及[/／]或庫存股份)?變動"
)
DETAILS = re2.compile(
    r"Details\s+of\s+Movements\s+in\s+Issued|已發行股[本份](?:及[/／]或庫存股份)?變動詳情"
)
SECTION_HEADS = {
    "A": re2.compile(r"(?:\(A\)\.?\s*)?(?:Share\s+Options\s*\(under|股份期權（根據)"),
    "B": re2.compile(
        r"(?:\(B\)\.?\s*)?(?:Warrants\s+to\s+Issue\s+Shares|承諾發行[^\n]{0,30}的權證)"
    ),
    "C": re2.compile(r"(?:\(C\)\.?\s*)?(?:Convertibles\s*\(i\.?\s*e|可換股票據（即)"),
    "D": re2.compile(
        r"(?:\(D\)\.?\s*)?(?:Any\s+other\s+Agreements\s+or\s+Arrangements|為發行發行人[^\n]{0,20}股份所訂立的任何其他協議|任何其他協議或安排)"
    ),
    "E": re2.compile(
        r"(?:\(E\)\.?\s*)?(?:Other\s+Movements\s+in\s+Issued|已發行股[本份](?:及[/／]或庫存股份)?的?其他變動)"
    ),
}
HDR = re2.compile(r"Information\s+about\s+Hong\s+Kong\s+Depositary|有關香港預託證券")
CONFIRMATIONS = re2.compile(r"(?m)^\s*V\.\s*(?:Confirmations|確認)")
NOTES = re2.compile(r"(?m)^(?:Notes|註|附註)\s*[:：]?\s*$")

BALANCE = re2.compile(
    r"(?P<opening>Balance\s+at\s+close\s+of\s+(?:the\s+)?preceding\s+month|上月底結存)"
    r"|(?P<change>Increase\s*/\s*\(?\s*decrease\s*\)?(?:\s*\(-\))?(?:\s+during\s+the\s+month)?"
    r"|本?月?增加\s*[/／]\s*[（(]?減少[)）]?(?:\s*\(-\))?)"
    r"|(?P<closing>Balance\s+at\s+close\s+of\s+the\s+month|本月底結存)"
)
CLASS_HEAD = re2.compile(
    r"(?:\d+\.\s*)?Class\s+of\s+shares\s+(?P<name>\S[^\n]{2,60}?)\s*Type\s+of\s+share\s*s?\b"
    r"|股份分類\s*(?P<name_zh>\S{1,12})\s+股份類別"
    r"|\(\d\)\s*Stock\s+code\s*[:：]|\(\d\)\s*股份代號"
)
STOCK_CODE = re2.compile(
    r"(?:code\s*(?:\(if\s+listed\))?(?:\s*\(if\s+listed\))?|證券代號\s*\(如上市\)|股份代號)\s*[:：]?\s*(\d{1,6})\b"
)
TYPE_OF_SHARES = re2.compile(
    r"Type\s+of\s+shares\s+(\S[^\t\n]{0,24}?)\s+Listed\s+on|股份類別\s*(\S{1,12})\s+於香港"
)
LISTED = re2.compile(
    r"Listed\s+on\s+the\s+Exchange\s*(?:\(Note\s+1\))?\s+(Yes|No)\b|於香港聯交所上市\s*(?:\(註\s*1\))?\s*(是|否)"
)
NOT_APPLICABLE = re2.compile(r"(?i)\bNot\s+applicable\b|不適用")
REMARKS = re2.compile(r"(?:Remarks?|備註|(?m:^[^\n]{0,5}marks))\s*[:：]")
APPROVAL = re2.compile(
    r"approval\s*\n?\s*date\s*\(if\s+ap\s*plicable\)|股東大會通過日期\s*\(如適用\)"
)
FUNDS = re2.compile(
    r"funds\s+raise[^:：\n]{0,60}options\s*(?:\(([^)]{2,12})\))?\s*[:：]?"
    r"|行使期權所得資金總額\s*(?:[（(]([^)）]{2,12})[)）])?\s*[:：]?"
)
NEXT_DAY_TITLE = Worded(
    re2.compile(r"Next\s+Day\s+Disclosure\s+Return\s*\(Equity|翌日披露報表\s*[（(]股份發行人"),
    "(equity",
    "翌日披露報表",
)

CURRENCIES = {
    "USD": "USD", "US$": "USD", "HKD": "HKD", "HK$": "HKD", "港元": "HKD", "港幣": "HKD",
    "RMB": "CNY", "CNY": "CNY", "人民幣": "CNY", "SGD": "SGD", "GBP": "GBP", "EUR": "EUR",
    "美元": "USD", "JPY": "JPY",
}  # fmt: skip
CURRENCY = re2.compile(r"USD|US\$|HKD|HK\$|港元|港幣|RMB|CNY|人民幣|SGD|GBP|EUR|美元|JPY")


def currency(text: str) -> str | None:
    """The ISO code of the first currency named in a text."""
    m = CURRENCY.search(text)
    return CURRENCIES[m[0]] if m else None


def near_currency(text: str) -> str | None:
    """The only currency code one letter away from a three-letter word (``USE``), or None."""
    codes = {c for c in CURRENCIES if len(c) == 3 and c.isascii() and c.isalpha()}
    for word in text.split():
        near = {
            c
            for c in codes
            if len(word) == 3 and sum(a != b for a, b in zip(c, word, strict=True)) == 1
        }
        if len(near) == 1:
            return CURRENCIES[near.pop()]
    return None

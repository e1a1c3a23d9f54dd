"""What a notice about a listing says: market, rule not met, deadline, move, class of security."""

from __future__ import annotations

import re
from datetime import date

from workers.events import Reading
from workers.grammar.dates import DateOrder, find_dates

_MARKET = re.compile(
    r"\b(?:The )?(?P<market>Nasdaq(?: (?:Global Select|Global|Capital) Market| Stock Market(?: LLC)?)?|New York Stock Exchange|NYSE(?: American| Arca| Texas)?|Cboe|(?:Main Board|GEM) of the Stock Exchange|Stock Exchange of Hong Kong(?: Limited)?|London Stock Exchange|OTC(?:QB|QX| Markets?| Pink)?|Singapore Exchange)\b|(?P<zh>聯交所(?:主板|GEM)?|香港聯合交易所|紐約(?:證券|股票)交易所|納斯達克)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:transfer|move|moving|switch)[^.;]{0,120}?\b(?:to|onto) (?:the |The )?(?P<to>Nasdaq(?: (?:Global Select|Global|Capital) Market| Stock Market(?: LLC)?)?|New York Stock Exchange|NYSE(?: American| Arca| Texas)?|OTC(?:QB|QX| Markets?| Pink)?|Main Board)",
    re.IGNORECASE,
)
_EXCHANGES = r"Nasdaq(?: (?:Global Select|Global|Capital) Market| Stock Market(?: LLC)?| (?:Stockholm|Helsinki|Copenhagen|Iceland|First North))?|NYSE(?: American| Arca| Texas)?|Euronext(?: (?!and\b|on\b|in\b)[A-Z][a-z]+)?|Oslo B[øo]rs|Xetra|TSX(?: Venture(?: Exchange)?)?|ASX|AIM|TASE|JSE|(?:[A-Z][\w&-]* ){1,4}(?:Stock )?Exchange(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
_LEFT = re.compile(
    rf"\b(?:[Dd]e-?list\w*|[Ww]ithdr\w+|[Rr]emov\w+)\b[^.;]{{0,140}}?\bfrom (?:trading on |listing on |the Official List of )?(?:the |The )?(?P<market>{_EXCHANGES})"
)
_KEPT = re.compile(
    rf"\b(?:[Rr]emain|[Cc]ontinu|[Mm]aintain|[Rr]etain)\w*\b[^.;]{{0,120}}?\bon (?:the |The )?(?P<market>{_EXCHANGES})"
)
_RULE = re.compile(
    r"(?:Listing |Marketplace )?(?:Rules?|Section) (\d{3,4}(?:\.\d+)?[A-Z]?(?:\([a-zA-Z\d]+\))*)"
)
_REASONS = (
    ("minimum bid price", r"(?:minimum|closing) bid price|average closing price[^.;]{0,60}\$1\.00|bid price"),
    ("late periodic report", r"(?:not|failure|failed|delay)[^.;]{0,60}(?:timely )?fil[^.;]{0,60}(?:10-K|10-Q|20-F|periodic|annual report|quarterly report)"),
    ("stockholders' equity", r"(?:stock|share)holders[’'] equity"),
    ("market value", r"market value of (?:listed securities|publicly held)|market capitali[sz]ation"),
    ("audit committee", r"audit committee (?:requirement|composition)|(?:three|two) (?:independent )?members"),
    ("board independence", r"majority (?:of )?independent (?:board|directors)"),
    ("annual meeting", r"(?:failure|failed|not)[^.;]{0,40}(?:hold|held)[^.;]{0,30}annual meeting"),
    ("public float", r"public float|公眾持股量"),
    ("merger", r"\b(?:merger|effective time|acquisition of the company|business combination)\b|私有化|privati[sz]ation"),
    ("prolonged suspension", r"(?:fulfil|resumption guidance|remained suspended)[^.;]{0,80}|復牌指引"),
    ("matured or redeemed", r"\b(?:matur(?:ed|ity)|redeem(?:ed)?|redemption)\b|到期|贖回"),
)  # fmt: skip
_DEADLINE = re.compile(
    r"\b(?:until|by|no later than|on or before|before|expir\w+ on|period ends? on|through)\b[^.;]{0,40}?",
    re.IGNORECASE,
)
_CLASS_LABEL = re.compile(
    r"(?i)\(?\s*(?:description|title) of (?:each )?class(?:es)? of securit(?:y|ies)"
)
_DEBT = re.compile(r"\b(?:notes?|debentures?|bonds?|ETNs?)\b|票據|債券", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:warrants?|rights|units?|preferred|preference|purchase rights)\b|認股權證|優先股",
    re.IGNORECASE,
)
_EQUITY = re.compile(
    r"\b(?:common|ordinary|class [AB]|H shares?|American depositary|ADSs?|capital stock)\b|普通股|H股|股份",
    re.IGNORECASE,
)


def market(text: str) -> str | None:
    """The first market that is named."""
    found = _MARKET.search(text)
    return " ".join(found.group(found.lastgroup or 0).split()) if found else None


def moved_to(text: str) -> str | None:
    """The market to which a listing moves, or None."""
    found = _TO.search(text)
    return " ".join(found["to"].split()) if found else None


def left(text: str) -> str | None:
    """The market that the securities leave: ``delist its shares from Euronext Paris``."""
    found = _LEFT.search(text)
    return " ".join(found["market"].split()) if found else None


def kept(text: str) -> str | None:
    """The market on which they stay listed, or None."""
    found = _KEPT.search(text)
    return " ".join(found["market"].split()) if found else None


def rule(text: str) -> str | None:
    """The listing rule that is named first: ``5550(a)(2)``."""
    found = _RULE.search(text)
    return found.group(1) if found else None


def reason(text: str) -> str | None:
    """What is not met, or why the listing ends, in one wording each."""
    return next((name for name, words in _REASONS if re.search(words, text, re.IGNORECASE)), None)


def deadline(text: str, order: DateOrder) -> date | None:
    """The day by which compliance must be shown again: the last one behind ``until``, ``by``."""
    days: list[date] = []
    for sentence in re.split(r"(?<=[.;。；])\s", text):
        if not re.search(r"complian|hearing|cure|合規|符合|復牌", sentence, re.IGNORECASE):
            continue
        for found in _DEADLINE.finditer(sentence):
            hits = find_dates(sentence, found.end(), found.end() + 40, order=order)
            days += [hits[0].value] if hits else []
    return days[0] if days else None


def security_class(reading: Reading) -> str | None:
    """The class that Form 25 or Form 15 names, printed above its label."""
    printed = reading.text.leaves.said.get("descriptionClassSecurity")
    if printed:
        return printed
    blocks = reading.text.blocks
    for i, block in enumerate(blocks):
        label = _CLASS_LABEL.search(block.text)
        if label:
            above = block.text[: label.start()].strip(" (") or (blocks[i - 1].text if i else "")
            return " ".join(above.split())[:300] or None
    return None


def kind_of(words: str) -> str | None:
    """equity, debt or other, from the name of a class; equity wins where several are named."""
    for kind, pattern in (("equity", _EQUITY), ("debt", _DEBT), ("other", _OTHER)):
        if pattern.search(words):
            return kind
    return None

"""What an announcement says of a share scheme: its name, terms, conditions and predecessor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from watcher.model import Value
from workers.grammar.dates import find_dates

_WORD = r"(?:Share|Stock|Equity|Option|Award|Incentive|Restricted|RSU|Unit|Purchase|Ownership|Omnibus|Long-Term)"
_CAPITAL = r"(?:20\d\d|19\d\d|[A-Z][\w&’'.-]*|\([A-Z][\w ]{0,20}\)|and|of|for|Non-Employee|H)"
NAME = re.compile(
    rf"(?:{_CAPITAL}[ ]+){{0,8}}?(?:{_WORD}s?[ ]+)(?:{_CAPITAL}[ ]+){{0,4}}?(?:Schemes?|Plans?)\b(?:[ ](?:I{{1,3}}|IV|V)\b)?"
)
_HAN_NAME = re.compile(
    r"(?:(?:[二〇零一二三四五六七八九]{4}|\d{4})年?)?(?:新|現有|H股)?(?:購股權|股份獎勵|受限制股份單位|股份激勵|限制性股票|僱員持股|員工持股|股份期權|股份)(?:激勵|獎勵)?計劃"
)
_LEADING = frozenset(
    [
        "the",
        "under",
        "upon",
        "such",
        "this",
        "that",
        "each",
        "any",
        "our",
        "its",
        "company",
        "board",
        "existing",
        "current",
        "following",
        "pursuant",
        "grant",
        "grants",
        "adoption",
        "proposed",
        "amendment",
        "amendments",
        "amended",
        "termination",
        "of",
        "and",
        "to",
        "for",
        "in",
        "by",
        "with",
        "from",
        "as",
        "registrant",
        "company’s",
        "company's",
        "corporation",
        "shareholders",
        "stockholders",
        "if",
        "mr.",
        "ms.",
        "item",
        "announcement",
    ]
)
_NOT_SHARES = re.compile(
    r"\b(?:cash|bonus|severance|retirement|savings|401\(k\)|deferred compensation|health|annual incentive|short-term|retention|change (?:in|of) control|supplemental|executive officer incentive|management incentive|profit[- ]sharing)\b",
    re.IGNORECASE,
)
_RESOLVED = re.compile(
    r"(?:\bOn|\bon)\s(?P<d>[^.]{6,30}?),? (?:\([^)]*\),? ?)?(?:the )?(?:Board|Directors|Company)\b[^.]{0,60}(?:resolved|approved|adopted|proposed)|董事會[^。]{0,12}於"
)
_CONDITIONS = (
    ("shareholders' approval at a general meeting", r"(?:passing|approv)[^.;]{0,120}(?:share|stock)holders|(?:share|stock)holders['’]? approv|股東(?:於|在|的)?[^。；]{0,30}(?:批准|通過)"),
    ("Exchange approval for listing of shares to be issued under awards", r"(?:Stock )?Exchange(?: of Hong Kong Limited)?\)?[^.;]{0,60}(?:grant|approv)[^.;]{0,60}listing|Listing Committee[^.;]{0,60}(?:grant|approv)|聯交所[^。；]{0,40}批准[^。；]{0,40}上市|上市委員會[^。；]{0,40}批准"),
    ("regulatory approval", r"(?:CSRC|SASAC|regulatory|State-owned Assets)[^.;]{0,60}approv|國資委[^。；]{0,30}批准"),
)  # fmt: skip
_ABOUT_PEOPLE = re.compile(
    r"purpose|participant|eligible|motivat|retain|incentiv|reward|recogni[sz]|contribution|參與者|參與人|合資格|激勵|獎勵",
    re.IGNORECASE,
)
_PARTICIPANTS = (
    ("directors", r"\b(?:non-employee )?directors\b|董事(?!會)"),
    ("employees", r"\bemployees?\b|僱員|員工"),
    ("service providers", r"\bservice providers?\b|服務(?:提供者|供應商)"),
    ("related entity participants", r"related entit(?:y|ies)|關連實體"),
    ("consultants", r"\bconsultants?\b|顧問"),
)  # fmt: skip
_REPLACED = re.compile(
    r"(?:in replacement of|to replace|in place of|in substitution for|supersede[sd]?|replac(?:e|es|ing))\s+(?:the\s+)?(?:existing\s+)?|(?:取代|代替)(?:現有)?(?:的)?",
    re.IGNORECASE,
)
_NO_FURTHER = re.compile(
    r"no further (?:awards?|options?|shares?|grants?)[^.]{0,60}(?:granted|made|under)|不(?:會|再)[^。]{0,12}授出",
    re.IGNORECASE,
)
_SURVIVE = re.compile(
    r"(?:shall|will) (?:continue to be|remain) (?:valid|effective|in (?:full )?force|exercisable|outstanding)|繼續(?:有效|生效)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:scheme mandate limit|plan mandate limit|maximum (?:aggregate )?number of|total number of|aggregate number of|計劃授權限額|股份總數|最高數目|reserved for issuance|authorized for issuance)[^.。]{0,220}?(?P<n>\d{1,3}(?:,\d{3})+)",
    re.IGNORECASE,
)
_LIMIT_PCT = re.compile(
    r"(?:scheme mandate limit|plan mandate limit|maximum number|total number|計劃授權限額|股份總數)[^.。]{0,260}?(?:not exceed(?:ing)?|represent(?:ing|s)|exceed|不得超過|相當於|佔)[^.。%]{0,80}?(?P<p>\d{1,2}(?:\.\d+)?)\s?%",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.。])\s+|(?<=。)|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A scheme's name as printed and where it stands."""

    name: str
    start: int
    end: int


def names(text: str) -> Iterator[Named]:
    """The names of share schemes in a text, leading words of the sentence taken off."""
    for found in NAME.finditer(text):
        words, at = found.group(), found.start()
        while words and words.split(None, 1)[0].lower() in _LEADING and " " in words:
            head = words.split(None, 1)[0]
            cut = len(words) - len(words[len(head) :].lstrip())
            words, at = words[cut:], at + cut
        if len(words.split()) >= 2 and not _NOT_SHARES.search(words):
            yield Named(name=words, start=at, end=found.end())
    for found in _HAN_NAME.finditer(text):
        yield Named(name=found.group(), start=found.start(), end=found.end())


def scheme_name(title: str, text: str) -> str | None:
    """The scheme that a title names, spelt as the text spells it; else the first with a year."""
    found = [n.name for n in names(text)]
    upper = " ".join(title.upper().split())
    named = [n for n in found if n.upper() in upper]
    if named:
        return max(named, key=len)
    own = [
        n.name for n in names(" ".join(w.capitalize() if w.isupper() else w for w in title.split()))
    ]
    if own and not (found and own[0].split()[0] in {"Share", "Stock"}):
        return own[0]
    dated = [n for n in found if re.match(r"\d{4}|[二〇零一]", n)]
    return next(iter((*dated, *found, *own)), None)


def resolution_date(text: str) -> date | None:
    """``on March 25, 2026, the Board has resolved``."""
    for found in _RESOLVED.finditer(text):
        if found["d"]:
            hits = find_dates(found["d"])
        else:
            hits = find_dates(text, found.end(), found.end() + 30)
        if hits:
            return hits[0].value
    return None


def conditions(text: str) -> tuple[str, ...]:
    """What the adoption waits for, in one wording each; only from sentences that say so."""
    about = " ".join(
        s
        for s in _SENTENCE.split(text)
        if re.search(r"\bconditional\b|\bsubject to\b|condition|須待|條件|有待", s, re.IGNORECASE)
    )
    return tuple(name for name, pattern in _CONDITIONS if re.search(pattern, about, re.IGNORECASE))


def participants(text: str) -> tuple[str, ...]:
    """Who may be granted awards, from the sentences on purpose and eligibility."""
    about = " ".join(s for s in _SENTENCE.split(text) if _ABOUT_PEOPLE.search(s))
    return tuple(
        name for name, pattern in _PARTICIPANTS if re.search(pattern, about, re.IGNORECASE)
    )


def limit(text: str) -> tuple[int | None, Decimal | None]:
    """Shares that may be issued under the scheme, and the printed percentage of issued shares."""
    shares, pct = _LIMIT.search(text), _LIMIT_PCT.search(text)
    return (
        int(shares["n"].replace(",", "")) if shares else None,
        Decimal(pct["p"]) if pct else None,
    )


def replaced(text: str, whole: str) -> tuple[Mapping[str, Value], ...]:
    """The schemes that the new one replaces; dates from the text or its definitions."""
    found: dict[str, Mapping[str, Value]] = {}
    for mark in _REPLACED.finditer(text):
        old = next((n for n in names(text[mark.end() : mark.end() + 120]) if n.start <= 12), None)
        if old is not None and old.name not in found:
            found[old.name] = {
                "scheme_name": old.name,
                "adopted": _dated(old.name, r"adopted", whole),
                "amended": _dated(old.name, r"amend(?:ed|ments?(?: being)? made)", whole),
                "no_further_awards_after_adoption": True if _NO_FURTHER.search(text) else None,
                "existing_awards_survive": True if _SURVIVE.search(text) else None,
            }
    return tuple(found.values())


def chapter(text: str) -> str | None:
    """The chapter of the Listing Rules that governs the scheme."""
    found = re.search(
        r"Chapter (\d{1,2}[A-Z]?) of the|(?:Rules?) (17)\.\d|上市規則第(十七|17)章|第(17)\.", text
    )
    if not found:
        return None
    number = next(g for g in found.groups() if g)
    return "17" if number == "十七" else number


def _dated(name: str, verb: str, whole: str) -> date | None:
    """The last date behind the verb, near a mention of the scheme."""
    at = 0
    days: list[date] = []
    while (at := whole.find(name, at)) >= 0:
        near = re.split(r"[。]|\.\s", whole[at : at + 420])[0]
        for found in re.finditer(verb, near, re.IGNORECASE):
            hits = find_dates(near, found.end(), found.end() + 60)
            days += [hits[0].value] if hits else []
        at += len(name)
    return max(days) if days else None

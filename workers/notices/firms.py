"""Audit firms that come and go, as sentences name them, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["out", "in", "kept"]
Way = Literal["resignation", "removal", "retirement", "appointment", "proposed", "reappointment"]

_LEGAL = r"(?:LLP|L\.L\.P\.?|LLC|P\.?L\.?L\.?C\.?|P\.?C\.?|P\.?A\.?|PLT|PAC|P\.?S\.?|Ltd\.?|Limited|Inc\.?|Co\.?|CPAs?|Certified Public Accountants?(?: LLP| Limited)?)"
_WORD = r"(?:(?-i:[A-Z]\.)+|(?:Co|Inc|Ltd|St)\.|(?-i:[A-Z])[\w’'/&+\-]*(?:\.\w+)*|de|van|\((?-i:[A-Z])[\w ]{1,16}\))"


_PARTNER = r"(?-i:[A-Z])[\w’'\-]+(?: (?-i:[A-Z])[\w’'\-]+)?"


def _name(group: str) -> str:
    """The pattern of a firm's name as a named group; partners may stand in a row with commas."""
    return rf"(?<!\bMr\. )(?<!\bMs\. )(?<!\bDr\. )(?<!\bMrs\. )(?P<{group}>(?:Messrs\.? )?(?:{_PARTNER}(?:, {_PARTNER}){{1,4}},? (?:& |and (?=[^,.;]{{2,40}}? {_LEGAL}\b)))?(?-i:[A-Z])[\w’'/&+\-]*(?:\.(?=[A-Z]))?(?:(?: & | ){_WORD}|, {_LEGAL}){{0,9}}(?: \((?:Special|Limited)[\w ]{{0,12}}Partnership\))?)"


_ASIDE = r"(?:\s*,?\s*\([^()]{0,20}(?:\([^()]{1,20}\)[^()]{0,20})?[^()]{0,60}\))?(?:,? (?:a |an |the |certified|our|its)[^.,;]{0,70},)?,?"
_WHO_OUT = _name("out")
_WHO_IN = _name("in")
_BE = r"(?:(?:has|have|had|was|were|is|are|be|been|being|will|would|also|formally|duly|that it|its decision to)\s+){0,4}"
_TELLS = r"(?:\s+(?:informed|notified|advised) [^;]{2,80}? (?:that it|of its (?:decision|intention)(?: to| not to)?))?"
_LEAVES = (
    (r"(?:tender(?:ed|ing)|submitt?ed|deliver(?:ed|ing)|gave notice of)(?: (?:to the company )?(?:its|their|a letter of|a notice of)){0,2} resignation|resign(?:ed|s|ing)?\b", "resignation"),
    (r"(?:dismissed|removed|terminated|replaced)\b", "removal"),
    (r"retir(?:ed|es|ing|e)\b|not (?:to )?(?:stand|be standing|seek|offer)[^.;]{0,20}(?:for )?re-?(?:election|appointment)|(?:declin(?:e|es|ed|ing)|decided not) to (?:stand|be)[^.;]{0,20}re-?(?:appoint|elect)", "retirement"),
)  # fmt: skip
_OUT_BEFORE = re.compile(
    rf"{_WHO_OUT}{_ASIDE}{_TELLS}\s+{_BE}(?P<cue>{'|'.join(f'(?P<{way}>{cue})' for cue, way in _LEAVES)})",
    re.IGNORECASE,
)
_OUT_BEHIND = re.compile(
    r"(?:(?P<removal>dismiss(?:ed|al of|ing)?|remov(?:ed|al of|e|ing)|terminat(?:ed|ion of|ing)(?: (?:the )?(?:engagement|appointment|services|relationship)(?: of| with)?)?)|"
    r"(?P<resignation>resignation (?:of|from)|(?:accepted|received) (?:the )?resignation (?:of|from))|(?P<retirement>retirement of|(?:replac(?:e|es|ing|ement of)|in place of|succeed(?:s|ing)?)))"
    rf" (?:(?:the|its|our|independent|registered|public|accounting|accountants?|auditors?|firm|external|outgoing|former|of|,) ?){{0,9}}{_WHO_OUT}",
    re.IGNORECASE,
)
_IN_BEHIND = re.compile(
    r"(?P<cue>(?P<again>re-?)?(?:appoint(?:ed|ment of|ing|s)?|engag(?:ed|ement of|ing|e)|select(?:ed|ion of)|retain(?:ed|ing)?|hired|elect(?:ed)?))"
    r" (?:(?:the|its|our|new|services|independent|registered|public|accounting|firm|auditors?|of|as) ){0,7}"
    rf"{_WHO_IN}",
    re.IGNORECASE,
)
_IN_BEFORE = re.compile(
    rf"{_WHO_IN}{_ASIDE}\s+{_BE}(?P<cue>(?P<again>re-?)?(?:appointed|engaged|selected|retained|elected))\b",
    re.IGNORECASE,
)
_IN_RELATIVE = re.compile(
    rf"{_WHO_IN}{_ASIDE}\s+(?:which|whom|who) (?:the company|the audit committee|we|it)\s+{_BE}(?P<cue>(?P<again>re-?)?(?:appointed|engaged|selected|retained))\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"(?<!resolution )(?<!resolutions )propos(?:e[sd]?|al|ing)\b(?! at\b)|recommend(?:s|ed)?\b|subject to (?:the )?(?:approval|shareholders)|will be put forward|建議|擬|提呈|有待|須待",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"auditors?\b|accountants?\b|accounting firm|核數師|核数师|審計師|审计师|會計師|会计师|審計機構|审计机构",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"internal (?:control|audit)|consultant|adviser|advisor|reporting accountants?|tax |內部監控|內部審核|顧問|申報會計師",
    re.IGNORECASE,
)
_NOT_FIRMS = re.compile(
    r"^(?:The|Our|Its|This|That|Such|Board|Company|Audit|Committee|Directors?|Previous|Prior|Certifying|Registered|Successor|Mr|Ms|Mrs|Dr|Registrant|Group|Neither|Each|On|In|As|A|An|Any|No|During|Since|Item|Shareholders?|Stockholders?|Independent|New|Effective|Form|It|They|He|She|Auditors?|Accountants?|Partnership|Firm|Former|Both|Upon|Following|After|With|For|To|By|Also|Management|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ALIAS = re.compile(
    r"\s*,?\s*[(（](?:the |collectively,? )?[“\"「『‘'](?P<alias>[^”\"」』’']{2,50})[”\"」』’'][^()（）]{0,60}[)）]"
)
_LOOKS_LEGAL = re.compile(rf"&|\b{_LEGAL}$")
_ZH_FIRM = r"[\u3400-\u9fffA-Za-z‧・·．（）()]{2,24}?(?:會計師事務所|会计师事务所|會計師行|会计师行|核數師行)(?:有限公司|（特殊普通合[夥伙]）|（有限責任合夥）)?"
_ZH_LEAD = re.compile(
    r"^.*(?:宣佈|宣布|公佈|知會|接獲|收到|委任|聘任|續聘|续聘|委聘|聘請|由於|由|及|與|向|為|为|前任核數師|核數師|罷免|解聘)(?=[\u3400-\u9fffA-Za-z]{2})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A firm, whether it comes, goes or stays, and how."""

    firm: str
    side: Side
    way: Way


def mentions(
    sentence: str, known: Mapping[str, str], *, about_auditors: bool = False
) -> list[Mention]:
    """Who comes and who goes in a sentence about the auditors of a company. ``known`` maps
    short names to full ones (see ``aliases``). Under an item about nothing else
    (``about_auditors``) a sentence need not name the office, and a firm shows by its form.
    """
    named_office = _ABOUT.search(sentence) is not None
    if not named_office and not about_auditors:
        return []
    found = [*_gone(sentence), *_come(sentence), *_chinese(sentence, known)]
    named = [Mention(firm=full(m.firm, known), side=m.side, way=m.way) for m in found]
    plain = [m for m in named if _is_firm(m.firm)]
    return list(dict.fromkeys(m for m in plain if named_office or _LOOKS_LEGAL.search(m.firm)))


def aliases(text: str) -> dict[str, str]:
    """``PwC`` for ``PricewaterhouseCoopers LLP (“PwC”)``, in the order of the text."""
    found: dict[str, str] = {}
    before = re.compile(rf"(?:{_name('name')}|(?P<zh>{_ZH_FIRM}))$")
    for alias in _ALIAS.finditer(text):
        lead = text[max(0, alias.start() - 90) : alias.start()]
        name = before.search(lead)
        if name:
            firm = _trimmed(name["name"] or _ZH_LEAD.sub("", name["zh"]))
            if _is_firm(firm):
                found.setdefault(alias["alias"].strip(), firm)
    return found


def full(firm: str, known: Mapping[str, str]) -> str:
    """The full name of a firm that is named by its short one."""
    bare = _trimmed(firm)
    return known.get(bare) or known.get(bare.removesuffix(" LLP")) or bare


def first(found: Iterable[Mention], side: Side) -> Mention | None:
    """The first firm on a side."""
    return next((m for m in found if m.side == side), None)


def _gone(sentence: str) -> list[Mention]:
    found = []
    for pattern in (_OUT_BEHIND, _OUT_BEFORE):
        for m in pattern.finditer(sentence):
            way: Way = (
                "resignation" if m["resignation"] else "removal" if m["removal"] else "retirement"
            )
            found.append(Mention(firm=m["out"], side="out", way=way))
    return found


def _come(sentence: str) -> list[Mention]:
    found = []
    for pattern in (_IN_BEHIND, _IN_BEFORE, _IN_RELATIVE):
        for m in pattern.finditer(sentence):
            behind = sentence[m.end() : m.end() + 90]
            if _ELSEWHERE.search(behind.split(",")[0]) or re.search(
                r"\bconsult", sentence[: m.start()]
            ):
                continue
            again = bool(m["again"])
            proposed = bool(_PROPOSED.search(sentence[: m.end()]))
            way: Way = "reappointment" if again else "proposed" if proposed else "appointment"
            found.append(Mention(firm=m["in"], side="kept" if again else "in", way=way))
    return found


def _chinese(sentence: str, known: Mapping[str, str]) -> list[Mention]:
    if not re.search(r"[\u3400-\u9fff]", sentence):
        return []
    short = [re.escape(k) for k in known if re.search(r"[\u3400-\u9fff]", k)]
    firm = "|".join([_ZH_FIRM, *short])
    aside = r"(?:（「[^」]{1,20}」）|\(「[^」]{1,20}」\))?"
    tables: tuple[tuple[str, Side, Way], ...] = (
        (rf"(?P<f>{firm}){aside}[^，。；]{{0,16}}?(?:辭任|辭去|辞任|呈辭|提出辭)", "out", "resignation"),
        (rf"(?P<f>{firm}){aside}[^，。；]{{0,16}}?(?:退任|不再續聘|任期屆滿)", "out", "retirement"),
        (rf"(?P<f>{firm}){aside}[^，。；]{{0,16}}?(?:不會|不擬|無意|不再)[^，。；]{{0,60}}?(?:續聘|重選連任|膺選連任|續任)", "out", "retirement"),
        (rf"(?:罷免|解聘|免任|終止委聘|終止聘用)(?P<f>{firm})", "out", "removal"),
        (rf"(?P<again>續聘|续聘|重新委任|續任)(?P<f>{firm})", "kept", "reappointment"),
        (rf"(?<!重新)(?:委任|聘任|委聘|聘請|聘请)(?P<f>{firm}){aside}[^，。；]{{0,20}}?(?:核數師|核数师|審計師|审计师|審計機構)", "in", "appointment"),
        (rf"(?P<f>{firm}){aside}[^，。；]{{0,8}}?獲[^，。；]{{0,6}}?(?:委任|委聘|聘任)[^，。；]{{0,20}}?(?:核數師|審計師)", "in", "appointment"),
    )  # fmt: skip
    found = []
    for pattern, side, way in tables:
        for m in re.finditer(pattern, sentence):
            if _ELSEWHERE.search(m.group()):
                continue
            lead = sentence[: m.start("f")][-30:]
            proposed = side == "in" and _PROPOSED.search(lead)
            found.append(
                Mention(
                    firm=_ZH_LEAD.sub("", m["f"]), side=side, way="proposed" if proposed else way
                )
            )
    return found


def _trimmed(name: str) -> str:
    """A name without ``Messrs.`` and without a sentence's comma; ``L.L.P.`` keeps its dot."""
    bare = re.sub(r"^Messrs\.? ", "", name.strip()).strip(" ,")
    return bare if re.search(r"(?:\b[A-Z]\.)+$|(?:Inc|Ltd|Co)\.$", bare) else bare.rstrip(".")


def _is_firm(name: str) -> bool:
    return 2 < len(name) <= 90 and not _NOT_FIRMS.match(name)

"""Seeded damage to filings: what filers, renderings and broken transfers do to them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Damage = Callable[[str, random.Random], str]

_DATE = re.compile(r"\b((?:January|March|April|May|June|July|August) \d{1,2}),? (\d{4})")
_TAG = re.compile(r"<[^<>]{1,400}>")
_DOCUMENTS = re.compile(r"<DOCUMENT>.*?</DOCUMENT>\n?", re.DOTALL)


def smart_quotes(body: str, _rng: random.Random) -> str:
    """Straight quotes and apostrophes of the text, not of the markup, as printers set them."""
    pieces = re.split(r"(<[^<>]*>)", body)
    return "".join(
        piece
        if piece.startswith("<")
        else re.sub(r'"([^"\n]{1,80})"', "“\\1”", piece).replace("'", "’")
        for piece in pieces
    )


def straight_quotes(body: str, _rng: random.Random) -> str:
    """The other way round, as old renderings do."""
    return body.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def broken_dates(body: str, rng: random.Random) -> str:
    """Line breaks inside dates: ``March`` at the end of a line, the year on the next."""

    def broken(found: re.Match[str]) -> str:
        month, day = found[1].split()
        gap = rng.choice(["\n", "\n   "])
        return rng.choice([f"{month}{gap}{day}, {found[2]}", f"{month} {day},{gap}{found[2]}"])

    return _DATE.sub(broken, body)


def without_tags(body: str, _rng: random.Random) -> str:
    """The page as text: cells parted by tabs, blocks by lines, everything else lost."""
    start, end = body.index("<html"), body.index("</html>") + 7
    page = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", "\t", body[start:end])
    page = re.sub(r"</(?:p|tr|table|div|title)>|<br\s*/?>|<hr>", "\n\n", page)
    plain = _TAG.sub("", page).replace("&#160;", " ")
    text = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), plain).replace("&amp;", "&")
    return body[:start] + re.sub(r"\n\s*\n+", "\n\n", text).strip() + body[end:]


def shuffled_documents(body: str, rng: random.Random) -> str:
    """The exhibits of a submission in another order; the main document stays first."""
    documents = _DOCUMENTS.findall(body)
    head, tail = body[: body.index(documents[0])], "</SEC-DOCUMENT>\n"
    exhibits = documents[1:]
    rng.shuffle(exhibits)
    return head + "".join([documents[0], *exhibits]) + tail


def cut_short(body: str, rng: random.Random) -> str:
    """A transfer that broke off somewhere in the documents."""
    first = body.index("<TEXT>") if "<TEXT>" in body else 0
    return body[: rng.randrange(first + 1, len(body) - len("</SEC-DOCUMENT>\n"))]


def encoded(body: str, rng: random.Random) -> bytes:
    """The same characters in an encoding that nothing announces."""
    coding = rng.choice(["utf-8", "cp1252", "utf-8-sig", "utf-16"])
    return body.encode(coding, errors="xmlcharrefreplace")


def figure_styles(figure: int, rng: random.Random) -> Sequence[str]:
    """Ways in which filers type a whole number."""
    styles = [f"{figure:,}", f"{figure}.00", f"{figure:,}.0", f" {figure} ", f"{figure} shares"]
    rng.shuffle(styles)
    return styles

"""A full EDGAR submission cut into its header and its documents.

Handles ``<SEC-DOCUMENT>`` files, the privacy-enhanced messages of 1993-2001 around them,
``<SUBMISSION>`` headers of the feed, and a single ``<DOCUMENT>`` block.
Source: EDGAR Public Dissemination Service specification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from workers.text.model import RawDocument

MAX_DOCUMENTS = 2000

_OPENINGS = re.compile(
    rb"\s*(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<SEC-DOCUMENT>|<IMS-DOCUMENT>|<SUBMISSION>|<DOCUMENT>"
    rb"|<SEC-HEADER>|<IMS-HEADER>|<HTML>\s*<BODY>\s*<DOCUMENT>)",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rb"<DOCUMENT>", re.IGNORECASE)
_DOCUMENT_END = re.compile(rb"</DOCUMENT>", re.IGNORECASE)
_TAG_LINE = re.compile(
    rb"^<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n]*)", re.IGNORECASE | re.MULTILINE
)
_WRAPPER = re.compile(rb"<SEC-DOCUMENT>", re.IGNORECASE)
_WRAPPER_END = re.compile(rb"</SEC-DOCUMENT>", re.IGNORECASE)
_TEXT = re.compile(rb"<TEXT>", re.IGNORECASE)
_TEXT_END = re.compile(rb"</TEXT>", re.IGNORECASE)
_SKIPPED = re.compile(
    r"GRAPHIC|EXCEL|ZIP|XML|JSON|PDF|EX-10[14](?:\..*)?|EX-27|COVER", re.IGNORECASE
)
_ENCODED = re.compile(rb"\s*(?:<PDF>|begin \d{3} )", re.IGNORECASE)
_XML = re.compile(rb"<XML>", re.IGNORECASE)
_XML_END = re.compile(rb"</XML>", re.IGNORECASE)
_OPENS_WITHIN = 4000
"""A wrapped XML form begins within this many bytes of its document."""
_WHOLE = {
    "accession number": "accession",
    "conformed submission type": "form",
    "conformed period of report": "period",
    "filed as of date": "filed",
    "accession-number": "accession",
    "type": "form",
    "period": "period",
}
_PARTY = {
    "company conformed name": "name",
    "central index key": "cik",
    "sec file number": "file_number",
    "conformed-name": "name",
    "cik": "cik",
    "file-number": "file_number",
}
_ROLES = (
    "filer",
    "issuer",
    "subject company",
    "reporting-owner",
    "reporting owner",
    "filed by",
    "filed-by",
    "subject-company",
)


def is_submission(body: bytes) -> bool:
    """Whether the bytes open like a submission or one of its document blocks."""
    return bool(_OPENINGS.match(body[:2000]))


def header(body: bytes) -> dict[str, str]:
    """What the header says: ``form accession period filed items`` and, per role
    (``filer issuer subject_company reporting_owner filed_by``), ``<role>_cik``,
    ``<role>_name``, ``<role>_file_number``. The first party of a role counts.
    """
    first = _DOCUMENT.search(body)
    head = body[: first.start() if first else 20_000][:200_000].decode("latin-1")
    found: dict[str, str] = {}
    role = ""
    for line in head.splitlines():
        key, value = _pair(line)
        if not value and key in _ROLES:
            role = key.replace("-", "_").replace(" ", "_")
        elif key in _WHOLE and value and not role:
            found.setdefault(_WHOLE[key], value)
        elif key in {"item information", "items"} and value:
            found["items"] = f"{found['items']}; {value}" if "items" in found else value
        elif key in _PARTY and role:
            found.setdefault(f"{role}_{_PARTY[key]}", value)
    return found


def breaks_off(body: bytes) -> bool:
    """Whether a submission ends inside a document or before its own end mark."""
    if len(_DOCUMENT.findall(body)) > len(_DOCUMENT_END.findall(body)):
        return True
    return _WRAPPER.search(body[:2000]) is not None and not _WRAPPER_END.search(body[-500:])


def documents(body: bytes) -> Iterator[RawDocument]:
    """The readable documents in order; graphics, data files and archives are passed over.

    One without its end mark ends where the next begins, so that no byte is read twice.
    """
    starts = [found.span() for found in islice(_DOCUMENT.finditer(body), MAX_DOCUMENTS + 1)]
    ends = [at for at, _ in starts[1:]] + [len(body)]
    for (_, start), end in zip(starts[:MAX_DOCUMENTS], ends, strict=False):
        closing = _DOCUMENT_END.search(body, start, end)
        block = body[start : closing.start() if closing else end]
        text = _TEXT.search(block)
        tags = _tags(block[: text.start() if text else 2000])
        content = _until(_TEXT_END, block, text.end()) if text else block
        if _SKIPPED.fullmatch(tags.get("type", "")) or _ENCODED.match(content):
            continue
        wrapped = _XML.search(content, 0, _OPENS_WITHIN)
        yield RawDocument(
            body=_until(_XML_END, content, wrapped.end()).strip() if wrapped else content,
            type=tags.get("type") or None,
            title=tags.get("description") or None,
            filename=tags.get("filename") or None,
        )


def _until(end: re.Pattern[bytes], body: bytes, start: int) -> bytes:
    """The bytes from a start to the next end mark, or to the end."""
    found = end.search(body, start)
    return body[start : found.start() if found else len(body)]


def _tags(head: bytes) -> Mapping[str, str]:
    return {
        m.group(1).decode().lower(): m.group(2).decode("latin-1").strip()
        for m in _TAG_LINE.finditer(head)
    }


def _pair(line: str) -> tuple[str, str]:
    """``KEY:<tab>value`` or ``<KEY>value`` as (lower-case key, value)."""
    bare = line.strip()
    if bare.startswith("<") and ">" in bare and not bare.startswith("</"):
        key, _, value = bare[1:].partition(">")
        return key.lower(), value.strip()
    key, _, value = bare.partition(":")
    return key.strip().lower(), value.strip()

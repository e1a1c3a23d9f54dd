"""What a filing says of itself: form, date, issuer, exhibits. Found in the text, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import re2

from watcher.issuers import Issuers, Keys, names_agree, pad_cik, pad_code, same_name
from watcher.model import QualityFlag, Value
from workers.dating import document_date
from workers.events import Reading, Told
from workers.grammar.worded import Worded
from workers.text.model import FilingText

COVER = 6000
"""Characters of a document in which a cover prints form, file number and name."""

_FORM = re2.compile(r"(?i)\bform\s+(6-K(?:/A)?|8-K(?:/A)?|144(?:/A)?|10-K|10-Q|20-F|40-F)\b")
_FILE_NUMBER = re2.compile(
    r"(?i)(?:commission\s+file\s+(?:number|no)\.?|sec\s+file\s+number)\s*:?\s*(\d{1,3}-\d{4,6})"
)
_STOCK_CODE = Worded(
    re2.compile(
        r"(?i)(?:stock\s+codes?|股份代號|股份代号|股票代號|股票代码|股份代码)(?:\s*\([^)]*\))?\s*[:：]?\s*(\d{3,5})\b(?:[^\n]{0,40}?(?:and|及|/|、|,)\s*(\d{4,5})\b)?"
    ),
    "stock",
    "股份代",
    "股票代",
)
_TICKER = Worded(
    re2.compile(
        r"(?i)(?:nasdaq|nyse)(?:\s+stock)?(?:\s+(?:ticker|symbol))?\s*[:：]\s*([A-Z]{1,5})\b"
    ),
    "nasdaq",
    "nyse",
)
_NAME_LINE = Worded(re2.compile(r"(?i)\(?\s*exact\s+name\s+of\s+registrant"), "exact")
_ISSUER_NAME = re2.compile(
    r"(?im)^(?:name\s+of\s+issuer|issuer(?:\s+name)?|公司名稱|上市發行人名稱)\s*[:：\t]?\s*([^\n]{3,120})"
)
_COMPANY = re2.compile(
    r"(?i)(?:[^\n:：]{2,90}\b(?:limited|ltd\.?|inc\.?|incorporated|corporation|corp\.?|plc|n\.v\.|s\.a\.|company|co\.)\*?|[\p{Han}A-Za-z（）() ]{2,40}(?:有限公司|集團公司|銀行)\*?)"
)
_OWNER = frozenset({"edgarSubmission", "ownershipDocument"})


def reading_of(text: FilingText, told: Told, issuers: Issuers) -> Reading:
    """The text with the form, date and issuer that it states."""
    form = form_of(text, told)
    said = text.leaves.said
    name = said.get("issuerName") or said.get("entityName") or printed_name(text)
    keys = _keys(text, told, name)
    resolved = issuers.resolve(keys)
    return Reading(
        told=told,
        text=text,
        form=form,
        document_date=document_date(text, form),
        issuer=resolved.issuer,
        issuer_name=name,
        keys=keys,
        resolved_by=resolved.by,
    )


def form_of(text: FilingText, told: Told) -> str | None:
    """The form by XML root, header, told form or cover; None for HK announcements."""
    kind = text.leaves.said.get("submissionType") or text.leaves.said.get("documentType")
    if kind:
        return kind.upper()
    stated = text.header.get("form") or told.form
    if stated:
        return stated.upper().removeprefix("FORM ").strip()
    cover = _FORM.search(text.text[:COVER])
    return cover.group(1).upper() if cover else None


def printed_name(text: FilingText) -> str | None:
    """The registrant's name on a cover, a return or an announcement's masthead."""
    blocks = text.blocks[:60]
    for i, block in enumerate(blocks):
        if i and _NAME_LINE.search(block.text):
            inline = block.text.split("(")[0].strip()
            return inline if len(inline) > 3 else blocks[i - 1].text
    named = _ISSUER_NAME.search(text.text[:COVER])
    if named:
        return str(named.group(1)).strip()
    for key in ("issuer_name", "subject_company_name", "filer_name"):
        if text.header.get(key):
            return text.header[key]
    return next((b.text for b in blocks[:30] if _COMPANY.fullmatch(b.text)), None)


def name_flags(reading: Reading) -> Iterator[QualityFlag]:
    """A doubt where the printed name is not spelt as the resolved issuer's."""
    if (
        reading.issuer
        and reading.issuer_name
        and not same_name(reading.issuer_name, reading.issuer)
    ):
        close = (
            "a slip of spelling"
            if names_agree(reading.issuer_name, reading.issuer)
            else "another name"
        )
        yield QualityFlag(
            code="ISSUER_NAME_MISMATCH",
            detail=f"{reading.issuer_name!r} is {close} for {reading.issuer.name!r}",
            evidence=reading.text.find(reading.issuer_name),
        )


def facts(reading: Reading) -> Mapping[str, Value]:
    """The ``filing`` object of the contract."""
    told, text = reading.told, reading.text
    return {
        "source": told.source or _source(reading),
        "form": reading.form,
        "accession": told.accession or text.header.get("accession"),
        "document_date": reading.document_date,
        "language": text.language,
        "issuer": _issuer(reading),
        "exhibits": [
            {"exhibit": part.label, "title": part.title, "start": part.start}
            for part in text.parts
            if part.label != "main"
        ],
    }


def _issuer(reading: Reading) -> Mapping[str, Value]:
    issuer, keys = reading.issuer, reading.keys
    if issuer is None:
        return {
            "resolved_name": None,
            "cik": pad_cik(keys.cik) if keys.cik else None,
            "sec_file_number": next(iter(keys.file_numbers), None),
            "ticker": next(iter(keys.tickers), None),
            "hkex_stock_code": next(map(pad_code, keys.stock_codes), None),
            "ads_ratio": None,
            "name_as_filed": reading.issuer_name,
            "resolved_by": None,
        }
    return {
        "resolved_name": issuer.name,
        "cik": issuer.cik,
        "sec_file_number": next(iter(issuer.file_numbers), None),
        "ticker": next(iter(issuer.tickers), None),
        "hkex_stock_code": next(iter(issuer.hkex_codes), None),
        "ads_ratio": issuer.ads_ratio(reading.document_date),
        "name_as_filed": reading.issuer_name,
        "resolved_by": reading.resolved_by,
    }


def _keys(text: FilingText, told: Told, name: str | None) -> Keys:
    """Every key that the XML, the header, the covers and the feed give."""
    said, header = text.leaves.said, text.header
    covers = () if text.leaves else text.parts[:12]  # a structured form has fields, no cover
    head = "\n".join(text.text[part.start : part.start + COVER] for part in covers)
    cik = said.get("issuerCik") or header.get("issuer_cik") or header.get("subject_company_cik")
    parties = ("issuer", "subject_company", "filer")
    numbers = [said.get("secFileNumber"), *_printed(_FILE_NUMBER, head)]
    numbers += [header.get(f"{party}_file_number") for party in parties]
    tickers = (said.get("issuerTradingSymbol"), *_printed(_TICKER, head))
    return Keys(
        cik=cik or header.get("filer_cik") or _party_cik(told) or told.cik,
        file_numbers=tuple(dict.fromkeys(n for n in numbers if n)),
        stock_codes=tuple(dict.fromkeys((*_printed(_STOCK_CODE, head), *told.stock_codes))),
        tickers=tuple(dict.fromkeys(t for t in tickers if t)),
        name=name,
    )


def _printed(pattern: re2._Regexp, head: str) -> list[str]:
    """Everything that the groups of a pattern find on the covers."""
    return [group for m in pattern.finditer(head) for group in m.groups() if group] if head else []


def _party_cik(told: Told) -> str | None:
    return next(
        (
            p.cik
            for role in ("issuer", "subject", "filer")
            for p in told.parties
            if p.role == role and p.cik
        ),
        None,
    )


def _source(reading: Reading) -> str | None:
    if reading.form or reading.text.header or (reading.text.leaves.root in _OWNER):
        return "edgar"
    # EDGAR takes no filing as PDF, so pages are those of an announcement in Hong Kong.
    paged = any(block.page for block in reading.text.blocks[:1])
    return "hkexnews" if paged or reading.keys.stock_codes else None

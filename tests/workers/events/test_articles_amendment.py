from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import (
    announcement,
    eight_k,
    found_in,
    is_high,
    only_event,
    zh_announcement,
)
from watcher.model import Severity

TITLE = "PROPOSED AMENDMENTS TO THE ARTICLES OF ASSOCIATION AND ADOPTION OF THE SECOND AMENDED AND RESTATED MEMORANDUM AND ARTICLES OF ASSOCIATION"
PROPOSAL = (
    "The Board proposes to amend the Articles of Association to bring them in line with the Core Shareholder Protection Standards set out in Appendix A1 of the Listing Rules and to make other house-keeping changes, and to adopt the Second Amended and Restated Memorandum and Articles of Association. "
    "The proposal is subject to the approval of the Shareholders by way of a special resolution at the forthcoming annual general meeting. "
    "A circular containing further details will be despatched to the Shareholders in due course."
)
ITEM = "Item 5.03 Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year"


def test_a_proposal_to_the_meeting() -> None:
    event = only_event(announcement(TITLE, PROPOSAL), "articles_amendment")
    assert (event.subtype, event.status, event.severity) == ("proposed", "proposed", Severity.LOW)
    assert event.event_date == date(2026, 3, 25)
    assert event.effective_date is None
    assert event.title_item == TITLE
    assert event.fields == {
        "document": "Second Amended and Restated Memorandum and Articles of Association",
        "approval": "special resolution",
        "meeting": "forthcoming annual general meeting",
        "meeting_date": None,
        "circular_expected": True,
        "purposes": (
            "align with Core Shareholder Protection Standards (Appendix A1)",
            "house-keeping changes",
        ),
        "effective_date": None,
        "class_or_control_rights": None,
    }
    assert event.dedup_key.endswith("|articles_amendment|second-amended-and-restated|2026-03-25")
    assert event.headline.startswith("proposes to change its constitution: Second Amended")


def test_the_evidence_is_the_proposing_sentence_and_the_title() -> None:
    event = only_event(announcement(TITLE, PROPOSAL), "articles_amendment")
    assert event.evidence[0].quote.startswith(
        "The Board proposes to amend the Articles of Association"
    )
    assert event.evidence[1].quote == TITLE


def test_a_proposal_in_chinese() -> None:
    event = only_event(
        zh_announcement(
            "建議修訂組織章程細則",
            "董事會建議修訂本公司組織章程細則，以符合上市規則附錄A1所載的核心股東保障水平，並作出若干內務修訂。建議修訂須待股東於應屆股東週年大會上以特別決議案方式批准後方可作實。一份載有詳情的通函將於適當時候寄發予股東。",
        ),
        "articles_amendment",
    )
    assert (event.subtype, event.fields["approval"]) == ("proposed", "special resolution")
    assert event.fields["document"] == "組織章程細則"
    assert event.headline.startswith("proposes to change its constitution: articles of association")
    assert event.fields["circular_expected"] is True


def test_a_meeting_with_a_date_is_told() -> None:
    text = announcement(
        "PROPOSED AMENDMENTS TO THE BYE-LAWS",
        "The Board proposes to amend the Bye-laws. The amendments are subject to approval by a special resolution at the annual general meeting to be held on 12 June 2026.",
    )
    event = only_event(text, "articles_amendment")
    assert event.fields["meeting_date"] == date(2026, 6, 12)
    assert event.headline == "proposes to change its constitution: Bye-laws, vote on 2026-06-12"


def test_a_meeting_without_a_date_is_told_by_its_name() -> None:
    text = announcement(
        "PROPOSED AMENDMENTS TO THE BYE-LAWS",
        "The Board proposes to amend the Bye-laws. The amendments are subject to approval by a special resolution at the forthcoming annual general meeting.",
    )
    end = "Bye-laws, vote at forthcoming annual general meeting"
    assert only_event(text, "articles_amendment").headline.endswith(end)


def test_an_adoption_that_took_effect() -> None:
    text = announcement(
        "ADOPTION OF NEW ARTICLES OF ASSOCIATION",
        "The special resolution was duly passed by the Shareholders at the annual general meeting held on 20 March 2026. The New Articles of Association have been adopted and became effective on 20 March 2026.",
    )
    event = only_event(text, "articles_amendment")
    assert (event.subtype, event.status) == ("adopted", "effective")
    assert event.effective_date == date(2026, 3, 20)
    assert event.headline == "changed its constitution: New Articles of Association"


def test_weighted_voting_rights_are_high() -> None:
    text = announcement(
        "PROPOSED AMENDMENTS TO THE ARTICLES OF ASSOCIATION",
        "The Board proposes to remove the weighted voting rights structure from the Articles of Association.",
    )
    assert is_high(only_event(text, "articles_amendment"))


def test_item_5_03_with_its_day() -> None:
    text = eight_k(
        ITEM,
        "On January 30, 2026, the Board of Directors of Harbour Inc. adopted amended and restated bylaws, effective February 2, 2026, to revise the advance notice provisions.",
        "Item 9.01 Financial Statements and Exhibits",
    )
    event = only_event(text, "articles_amendment", form="8-K")
    assert (event.subtype, event.status) == ("adopted", "effective")
    assert (event.event_date, event.effective_date) == (date(2026, 1, 30), date(2026, 2, 2))
    assert event.fields["approval"] == "board"
    assert event.fields["purposes"] == ("advance notice of nominations",)


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (ITEM, "On February 2, 2026, the general partner of Blue Fern Partners, L.P. executed the Fourth Amended and Restated Agreement of Limited Partnership of the Partnership."),
        (ITEM, "On February 2, 2026, the members approved an amendment to the Limited Liability Company Agreement of Blue Fern Energy, LLC."),
        ("Item 3.03 Material Modification to Rights of Security Holders", "On February 2, 2026, the Company filed a Certificate of Amendment to its Certificate of Incorporation with the Secretary of State of Delaware to effect a 1-for-20 reverse stock split."),
    ],
)  # fmt: skip
def test_agreements_that_are_constitutions_and_item_3_03(item: str, line: str) -> None:
    event = only_event(eight_k(item, line), "articles_amendment", form="8-K")
    assert event.event_date == date(2026, 2, 2)


def test_an_effective_day_in_the_future_is_announced() -> None:
    text = eight_k(
        ITEM,
        "On January 30, 2026, the Board of Directors of Harbour Inc. amended its bylaws, effective June 1, 2026.",
    )
    assert only_event(text, "articles_amendment", form="8-K").status == "announced"


def test_item_5_03_about_the_fiscal_year_alone_is_none() -> None:
    text = eight_k(
        ITEM, "On January 30, 2026, the Board approved a change in the fiscal year end to June 30."
    )
    assert found_in(text, form="8-K").events == ()


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "MEMORANDUM AND ARTICLES OF ASSOCIATION OF HARBOUR LIGHTS",
            "The regulations in Table A do not apply.",
        ),
        (
            "POLL RESULTS OF THE ANNUAL GENERAL MEETING",
            "The special resolution to amend the Articles of Association was passed.",
        ),
        (
            "RESIGNATION OF DIRECTOR",
            "In accordance with the Articles of Association as amended on 3 May 2021, he resigned.",
        ),
        ("TERMS OF REFERENCE OF THE AUDIT COMMITTEE", "adopted under the Articles of Association"),
    ],
)
def test_documents_that_only_mention_the_articles_raise_nothing(title: str, body: str) -> None:
    assert found_in(announcement(title, body)).events == ()


def test_a_certificate_attached_as_an_exhibit_is_no_announcement() -> None:
    text = eight_k(
        "Item 8.01 Other Events", "Nothing of note happened in the quarter, the company said."
    )
    exhibit = "<DOCUMENT>\n<TYPE>EX-3.1\n<SEQUENCE>2\n<FILENAME>e.txt\n<TEXT>\nAMENDMENTS TO THE CERTIFICATE OF INCORPORATION\nFirst: the name.\n</TEXT>\n</DOCUMENT>\n"
    assert found_in(text + exhibit, form="8-K").events == ()


def test_an_amendment_in_the_words_of_the_mainland() -> None:
    event = only_event(
        zh_announcement(
            "公司章程修正案",
            "本公司第九屆董事會第二十一次會議審議通過了《關於公司章程修正案的議案》，尚需提交股東大會審議。",
        ),
        "articles_amendment",
    )
    assert (event.subtype, event.status) == ("proposed", "proposed")

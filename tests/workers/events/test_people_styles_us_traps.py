"""What only looks like a change in office in filings of issuers in the US and abroad."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read
from workers.events import Told

ON = "2025-06-12"


SILENT: tuple[tuple[str, str, str], ...] = (
    (
        "a_seat_at_a_charity",
        "8-K",
        'Brackwater CEO Joins Board of Directors of Habitat Riverbend\n\nCLEVELAND--(BUSINESS WIRE)--Brackwater Industries, Inc. today announced that its Chief Executive Officer, Gerald Fennimore, has joined the board of directors of Habitat Riverbend, a non-profit organization that builds affordable homes across northern Ohio. "I am honored to support this mission," said Mr. Fennimore.',
    ),
    (
        "reports_that_are_untrue",
        "8-K",
        "The Company is aware of media reports stating that Gerald P. Fennimore, its Chief Executive Officer, has resigned or intends to resign. These reports are untrue. Mr. Fennimore continues to serve as Chief Executive Officer and has the full support of the Board.",
    ),
    (
        "a_resignation_taken_back",
        "5.02",
        "On June 9, 2025, Winslow Parrish delivered written notice to the Company of his resignation as a director and as a member of the Compensation Committee, effective June 30, 2025. On June 11, 2025, Winslow Parrish delivered written notice withdrawing his resignation, which the Board accepted.",
    ),
    (
        "offices_at_a_company_to_be_merged",
        "8-K",
        "On June 10, 2025, Brackwater Industries, Inc. (the \"Company\") entered into an Agreement and Plan of Merger with Ollerton Chemical Company. Following the closing, Gerald Fennimore will serve as Chief Executive Officer of the combined company and Yolanda Trask, currently Ollerton's Chief Executive Officer, will serve as Executive Chair of the combined company's board. The transaction is expected to close in the first half of 2026, subject to shareholder and regulatory approvals.",
    ),
    (
        "a_customer_changes_its_chief",
        "8-K",
        "On June 12, 2025, the Company's largest customer, Nordhavn Pumps A/S, announced that its Chief Executive Officer, Mads Brink, had resigned and that Karen Juhl had been appointed as its new Chief Executive Officer. The Company does not expect any impact on its business.",
    ),
    (
        "officers_of_a_company_to_be_spun_off",
        "8-K",
        "The Company expects that, following the spin-off, Mr. Ola Renberg will serve as Chief Executive Officer of SpinCo and that Ms. Judith Parr will serve as its Chief Financial Officer. Mr. Renberg currently serves as our Executive Vice President.",
    ),
    (
        "the_trustee_of_an_indenture",
        "8-K",
        "On June 11, 2025, U.S. Harbor Trust Company, National Association notified the Company of its resignation as trustee under the Indenture dated May 1, 2019, and the Company appointed Wexford Trust Company as successor trustee, effective upon acceptance.",
    ),
    (
        "letters_under_a_policy",
        "8-K",
        "Under the Company's director resignation policy, each nominee submits an irrevocable letter of resignation. The agreement provides that if the Executive's employment is terminated by reason of death or disability, or he resigns as Chief Executive Officer for Good Reason, all options vest. Our director Marla Stein is a retired partner of Thornbury & Vance LLP.",
    ),
    (
        "nominees_and_since_when_they_serve",
        "8-K",
        "On June 12, 2025, the Company filed a proxy statement. Nominees: Annika Borgstrom, director since 2018; Mortimer Kell, appointed to the Board in 2020; and Philippa Dunmore, elected by the Board in March 2025.",
    ),
    (
        "reappointed_and_reelected",
        "5.02",
        "On June 12, 2025, the Board of Directors reappointed Gerald Fennimore as Chief Executive Officer for an additional three-year term and reelected Rupert Vandersloot as Chairman of the Board.",
    ),
    (
        "a_trading_plan_and_deferred_pay",
        "8-K",
        "On June 10, 2025, Gerald P. Fennimore, Chief Executive Officer, and Marguerite O. Stanhope, Chief Financial Officer, each adopted a trading arrangement intended to satisfy Rule 10b5-1. Separately, Mr. Fennimore elected to defer receipt of 12,000 restricted stock units until his retirement or termination.",
    ),
    (
        "an_agreement_that_is_extended",
        "8-K",
        "On June 11, 2025, the Company entered into Amendment No. 2 to the Cooperation Agreement with Saltmarsh Capital Partners LP, which extends the standstill period. As previously announced, Ingrid Feldspar and Barnaby Coe joined the Board in 2024 pursuant to the original agreement.",
    ),
    (
        "an_officer_of_a_subsidiary",
        "8-K",
        "On June 12, 2025, the Company's Board of Directors appointed Vernon Ashe as Executive Vice President and Chief Lending Officer of the Company's wholly owned subsidiary, Granger Valley Bank. Mr. Ashe is not a named executive officer.",
    ),
    (
        "awards_that_vest",
        "5.02",
        "On June 10, 2025, the Board granted Gerald Fennimore 50,000 options which vest if he is serving as Chief Executive Officer on the second anniversary. His award will be forfeited if he resigns before that date; it vests upon his retirement after age 62.",
    ),
    (
        "the_president_of_what_was_acquired",
        "8-K",
        "On June 12, 2025, the Company completed the acquisition of Orrick Pump Company. Dale Orrick, founder and Chief Executive Officer of Orrick, will continue to lead the business and has been appointed President of Orrick Pump Company, now a wholly owned subsidiary of the Company.",
    ),
    (
        "defendants",
        "8-K",
        "On June 10, 2025, a putative shareholder filed a complaint in the Delaware Court of Chancery naming Gerald Fennimore, the Company's Chief Executive Officer, and former director Silas Merriweather as defendants. The complaint seeks an order removing the defendants from the Board.",
    ),
    (
        "a_risk_factor",
        "8-K",
        "The risk factor is amended as follows: We recently experienced changes in our senior management, including the departure of our Chief Financial Officer, Marguerite Stanhope, in 2024 and the appointment of Tobias Renquist as her successor. The loss of either of them could harm our business.",
    ),
    (
        "a_seat_elsewhere",
        "6-K",
        "Wexcombe plc. Director declaration. Pursuant to Listing Rule 6.4.9, Wexcombe plc announces that Sir Piers Lockhart, Non-Executive Director, has been appointed a non-executive director of Marlpit Brewing plc with effect from 1 July 2025.",
    ),
    (
        "a_contract_extended",
        "6-K",
        "Rheintal Antriebe AG: Supervisory Board extends contract of CEO. The Supervisory Board has extended the contract of Chief Executive Officer Dr. Matthias Kohl, which was due to expire in March 2026, by five years until March 2031.",
    ),
)


@pytest.mark.parametrize(("form", "text"), [t[1:] for t in SILENT], ids=[t[0] for t in SILENT])
def test_it_moves_nobody(form: str, text: str) -> None:
    assert (
        read(
            ITEM_502 * (form == "5.02") + text,
            ON,
            told=Told(form="8-K" if form == "5.02" else form),
        ).told
        == []
    )

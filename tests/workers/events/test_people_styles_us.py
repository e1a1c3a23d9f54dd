"""How issuers in the US and abroad tell changes in office, and what only looks so."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read
from workers.events import Told

ON = "2025-06-12"


TOLD: tuple[tuple[str, str, str, list[str]], ...] = (
    (
        "a_resignation_without_a_defined_company",
        "5.02",
        "On June 10, 2025, Dr. Anil V. Kharkar resigned from the Board of Directors of Brackwater Industries, Inc., effective immediately. Dr. Kharkar's resignation was not the result of any disagreement with the Company on any matter relating to the Company's operations, policies or practices. Dr. Kharkar was a member of the Audit Committee and chair of the Science and Technology Committee.\n\nIn connection with Dr. Kharkar's departure, the Board reduced its size from nine to eight directors.",
        ["board departure Anil V. Kharkar -director 2025-06-10"],
    ),
    (
        "she_succeeds_him_who_retires_on_that_date",
        "8-K",
        'Brackwater Industries Names Imogen Thackeray President and Chief Executive Officer\n\nCLEVELAND, June 12, 2025 (GLOBE NEWSWIRE) -- Brackwater Industries, Inc. (NYSE: BRKW), a maker of flow control equipment, today announced that its Board of Directors has named Imogen Thackeray as President and Chief Executive Officer, effective July 14, 2025. She succeeds Gerald P. Fennimore, who will retire from the Company and the Board on that date after 22 years of service. Ms. Thackeray will also join the Board of Directors.\n\n"Imogen is an outstanding leader," said Rupert Vandersloot, Chairman of the Board. "On behalf of the Board, I thank Gerald for his contributions."\n\nMs. Thackeray joins Brackwater from Nordhavn Pumps A/S, where she was appointed Chief Executive Officer in 2019. Earlier in her career she served as Chief Operating Officer of Delmar Valve Corp. She serves on the board of directors of the Great Lakes Science Center.\n\nAbout Brackwater Brackwater Industries designs and manufactures flow control equipment.',
        [
            "board appointment Imogen Thackeray +director 2025-07-14",
            "board departure Gerald P. Fennimore -director 2025-07-14",
            "officer appointment Imogen Thackeray +president +chief_executive_officer 2025-07-14",
            "officer departure Gerald P. Fennimore -president -chief_executive_officer 2025-07-14",
        ],
    ),
    (
        "the_following_persons_became_directors",
        "5.02",
        'Prior to the effective time of the Merger, and in accordance with the Merger Agreement, each of Percival Joy, Lenora Ostrander and Miles Huckabay resigned from the board of directors of Tidewater Acquisition Corp. IV (the "SPAC"), effective upon the Closing. Upon the Closing on June 10, 2025, the following persons became directors of the Company: Sanjeev Trivedi, Carlotta Weiss and Desmond Achterberg. Mr. Trivedi was appointed Chief Executive Officer and Ms. Weiss was appointed Chair of the Board.',
        [
            "board appointment Sanjeev Trivedi +director 2025-06-10",
            "board appointment Carlotta Weiss +director +chairman_of_board 2025-06-10",
            "board appointment Desmond Achterberg +director 2025-06-10",
            "officer appointment Sanjeev Trivedi +chief_executive_officer 2025-06-10",
        ],
    ),
    (
        "chair_and_chief_executive_are_parted",
        "5.02",
        "On June 11, 2025, the Board approved the separation of the roles of Chairman and Chief Executive Officer. Effective July 1, 2025, Rutherford Blaine will cease to serve as Chairman of the Board and will continue as Chief Executive Officer and a director, and Octavia Lindgren, who has been a director since 2017 and most recently the Lead Independent Director, will become the independent Chair of the Board.",
        [
            "board role_change Rutherford Blaine -chairman_of_board 2025-07-01",
            "board role_change Octavia Lindgren +chairman_of_board 2025-07-01",
        ],
    ),
    (
        "a_quarter_is_no_date",
        "5.02",
        "On June 5, 2025, the Board of Directors of Granger Valley Financial Corporation received notice from director Philbert Nuss of his decision to retire from the Boards of Directors of the Company and of Granger Valley Bank by the end of the third quarter of 2025, in accordance with the mandatory retirement age provisions of the Company's bylaws.",
        ["board departure Philbert Nuss -director undated"],
    ),
    (
        "employment_commences_in_the_next_sentence",
        "5.02",
        "Appointment of Chief Commercial Officer\n\nOn June 12, 2025, Lumenara Biosciences, Inc. announced the appointment of Kestrel Mabry as Chief Commercial Officer. Mr. Mabry's employment is expected to commence on or about July 7, 2025. From 2018 to 2025, Mr. Mabry served as Senior Vice President, Commercial of Orison Pharma plc; he resigned from that position in May 2025.\n\nMr. Mabry, age 51, holds an M.B.A. from the Wharton School.",
        ["officer appointment Kestrel Mabry +chief_commercial_officer 2025-07-07"],
    ),
    (
        "the_resignation_took_effect_on",
        "5.02",
        "On June 9, 2025, Silas Merriweather tendered his resignation as a director of the Company. In his letter of resignation, a copy of which is filed as Exhibit 17.1, Mr. Merriweather stated that he disagrees with the Board's decision to pursue the proposed recapitalization. The resignation took effect on June 9, 2025.",
        ["board departure Silas Merriweather -director 2025-06-09"],
    ),
    (
        "two_directors_each_with_a_former_office",
        "8-K",
        "On June 10, 2025, upon the closing of the Merger, pursuant to the terms of the Merger Agreement, the board of directors of the Company appointed Waylon Driscoll, formerly Chairman and Chief Executive Officer of Fairhold Bancshares, Inc., and Geneva Ashdown, formerly a director of Fairhold, to the boards of directors of the Company and the Bank.",
        [
            "board appointment Waylon Driscoll +director 2025-06-10",
            "board appointment Geneva Ashdown +director 2025-06-10",
        ],
    ),
    (
        "the_earlier_of_two_is_no_date",
        "5.02",
        "Resignation of Director\n\nOn June 10, 2025, Mr. Ulysses Farrow delivered to the Board his resignation from the Board and all committees thereof, such resignation to be effective at the earlier of (i) the appointment of his successor and (ii) September 1, 2025.",
        ["board departure Ulysses Farrow -director undated"],
    ),
    (
        "the_last_day_with_the_company",
        "5.02",
        "Hollis Tremaine, our Chief Operating Officer, has decided to leave the Company to pursue other interests. His last day with the Company will be July 18, 2025. We do not intend to fill the Chief Operating Officer position.",
        ["officer departure Hollis Tremaine -chief_operating_officer 2025-07-18"],
    ),
    (
        "effective_upon_the_departure_of_another",
        "5.02",
        "On June 12, 2025, the Board of Directors designated Ravi Balasundaram, the Company's Vice President of Finance, to serve as the Company's principal financial officer on an interim basis, effective upon Ms. Okonedo-Price's departure on June 20, 2025. As previously announced, Adaeze Okonedo-Price resigned from her position as Chief Financial Officer on May 15, 2025.",
        ["officer appointment Ravi Balasundaram +principal_financial_officer 2025-06-20"],
    ),
    (
        "the_holder_replaced_its_designee",
        "5.02",
        "Director Resignation and Appointment\n\nEffective June 12, 2025, pursuant to the director nomination agreement, dated as of March 4, 2022, between the Company and Ironbridge Growth Fund III, L.P., Ironbridge replaced its designee Cormac Delaney on the Board with Tatiana Brusilow.",
        [
            "board departure Cormac Delaney -director 2025-06-12",
            "board appointment Tatiana Brusilow +director 2025-06-12",
        ],
    ),
    (
        "a_division_behind_a_title_is_nobody",
        "5.02",
        "On June 11, 2025, Ophelia Grantham-Lowe, Executive Vice President, Retail Banking, provided notice of her resignation from the Company and the Bank effective June 27, 2025 to accept a position with another financial institution.",
        ["officer departure Ophelia Grantham-Lowe -executive_vice_president 2025-06-27"],
    ),
    (
        "voted_to_elect_and_to_appoint",
        "5.02",
        'On June 10, 2025, the Board of Directors (the "Board") of Cobalt Ridge Therapeutics, Inc. (the "Company"), on the recommendation of the Nominating and Corporate Governance Committee, voted to (i) elect Maribel Sorensen, Ph.D., to the Board as a Class III director, to serve until the Company\'s 2027 annual meeting, and (ii) appoint Dr. Sorensen to the Science Committee, in each case effective July 1, 2025. Dr. Sorensen currently serves on the boards of Orison Pharma and Kelter Diagnostics and previously served as a director of Vantrel, Inc. until its acquisition in 2023.',
        ["board appointment Maribel Sorensen +director 2025-07-01"],
    ),
    (
        "an_offer_letter_and_who_resumes_the_old_role",
        "5.02",
        'On June 11, 2025, the Company entered into an offer letter with Conrad Whitefeather pursuant to which Mr. Whitefeather will serve as the Company\'s Chief Financial Officer commencing on June 30, 2025 (the "Start Date"). In connection therewith, effective as of the Start Date, Ines Maldonado will step down as Interim Chief Financial Officer and resume her role as Vice President, Corporate Controller.',
        [
            "officer appointment Conrad Whitefeather +chief_financial_officer 2025-06-30",
            "officer role_change Ines Maldonado -chief_financial_officer +vice_president +principal_accounting_officer 2025-06-30",
        ],
    ),
    (
        "a_trustee_of_a_trust",
        "5.02",
        'On June 10, 2025, the Board of Trustees (the "Board") of Sablewood Realty Income Trust (the "Trust") increased the size of the Board from seven to eight trustees and elected Lysander Holm as a trustee of the Trust, effective July 1, 2025. The Board has determined that Mr. Holm is independent under NYSE listing standards.',
        ["board appointment Lysander Holm +director 2025-07-01"],
    ),
    (
        "the_last_day_in_the_same_sentence",
        "5.02",
        "On June 11, 2025, Felix Aumont notified the Company that he has accepted a position with another company and will be resigning from his position as Vice President – Finance, Treasurer and principal accounting officer, with his last day of employment being June 25, 2025.",
        [
            "officer departure Felix Aumont -vice_president -treasurer -principal_accounting_officer 2025-06-25"
        ],
    ),
    (
        "not_renominated_and_the_term_expires",
        "5.02",
        "On June 10, 2025, the Nominating Committee determined not to renominate Gordon Astley for election at the 2025 annual meeting of shareholders. Mr. Astley's term as a director will expire at the annual meeting on August 12, 2025.",
        ["board departure Gordon Astley -director 2025-08-12"],
    ),
    (
        "elevated",
        "5.02",
        "On June 10, 2025, Gretchen Lomax was elevated to Executive Vice President, Chief Credit Officer of the Company and of Meadowlark Bank. Ms. Lomax replaces Peter Swann, who retired on May 30, 2025.",
        [
            "officer appointment Gretchen Lomax +executive_vice_president +chief_credit_officer 2025-06-10",
            "officer departure Peter Swann -chief_credit_officer 2025-05-30",
        ],
    ),
    (
        "employment_terminated_without_cause",
        "5.02",
        "On June 6, 2025, Roland Vesely's employment as Chief Financial Officer was terminated without cause, effective as of that date. Mr. Vesely will be entitled to the severance benefits described in his employment agreement. The Board has appointed Kimiko Sund, the Company's Chief Executive Officer, to serve as principal financial officer and principal accounting officer on an interim basis.",
        [
            "officer departure Roland Vesely -chief_financial_officer 2025-06-06",
            "officer appointment Kimiko Sund +principal_financial_officer +principal_accounting_officer undated",
        ],
    ),
    (
        "a_director_since_years_steps_down",
        "8-K",
        'Lumenara Biosciences Appoints Industry Veteran Gideon Farrow to Board of Directors\n\nCAMBRIDGE, Mass.--(BUSINESS WIRE)--Jun. 12, 2025-- Lumenara Biosciences, Inc. (Nasdaq: LMNR), a clinical-stage company, today announced the appointment of Gideon Farrow, M.D., to its Board of Directors. Concurrent with the appointment, Helene Voss, Ph.D., a director since 2016, has stepped down from the Board.\n\n"Gideon\'s experience will be invaluable," said Nigel Castor. "I also want to thank Helene for her service."\n\nDr. Farrow currently serves as Chief Executive Officer of Tessaly Therapeutics and is a member of the board of directors of Kelter Diagnostics.',
        [
            "board appointment Gideon Farrow +director undated",
            "board departure Helene Voss -director undated",
        ],
    ),
    (
        "removed_the_following_persons",
        "5.02",
        "On June 10, 2025, the stockholders of the Company, by written consent, elected Rhys Calloway and Mina Farouk as directors and removed the following persons as directors of the Company: Otto Brandl and Ludmila Reyes.",
        [
            "board appointment Rhys Calloway +director 2025-06-10",
            "board appointment Mina Farouk +director 2025-06-10",
            "board departure Otto Brandl -director 2025-06-10",
            "board departure Ludmila Reyes -director 2025-06-10",
        ],
    ),
    (
        "she_replaces_him_who_resigned",
        "5.02",
        "On June 11, 2025, the Board of Directors of the Company appointed Jocelyn Webb, age 53, to the Board as a non-employee director. Ms. Webb will serve in the class of directors whose term expires in 2027. Ms. Webb replaces Arturo Banks, who resigned from the Board on June 10, 2025 to devote more time to other commitments.",
        [
            "board appointment Jocelyn Webb +director 2025-06-11",
            "board departure Arturo Banks -director 2025-06-10",
        ],
    ),
    (
        "both_offices_left_and_both_taken",
        "5.02",
        "Retirement of Chief Executive Officer; Appointment of Successor\n\nSheldon Marsh, our Chief Executive Officer and a member of our Board, will retire from those positions effective at the close of business on July 31, 2025. Beginning August 1, 2025, Esme Calder will serve as our Chief Executive Officer. Ms. Calder was also elected to the Board, effective the same date.",
        [
            "board departure Sheldon Marsh -director 2025-07-31",
            "board appointment Esme Calder +director 2025-08-01",
            "officer departure Sheldon Marsh -chief_executive_officer 2025-07-31",
            "officer appointment Esme Calder +chief_executive_officer 2025-08-01",
        ],
    ),
    (
        "the_departure_of_one_and_the_appointment_of_another",
        "5.02",
        "On June 12, 2025 Kelter Diagnostics, Inc. issued a press release announcing the departure of Winona Beale, Chief Commercial Officer, effective June 13, 2025, and the appointment of Salvatore Ricci as Interim Chief Commercial Officer.",
        [
            "officer departure Winona Beale -chief_commercial_officer 2025-06-13",
            "officer appointment Salvatore Ricci +chief_commercial_officer undated",
        ],
    ),
    (
        "the_date_before_the_name",
        "5.02",
        "Mr. Abernathy's resignation from the Board became effective on June 10, 2025. Lionel Abernathy, who had been a director since 2014, resigned to comply with the overboarding policy of his employer.",
        ["board departure Lionel Abernathy -director 2025-06-10"],
    ),
    (
        "a_chair_retires_after_the_meeting",
        "8-K",
        'Granger Valley Financial Corporation Announces Board Transition\n\nGRANGER, Ind., June 12, 2025 /PRNewswire/ -- Granger Valley Financial Corporation (Nasdaq: GVFC) today announced that long-time Chairman Everett Doyle will retire from the Board of Directors following the Company\'s annual meeting on September 16, 2025. Lead Independent Director Patrice Hume has been elected to succeed Doyle as Chair. In addition, Granger announced the election of Anders Kopp and Lucinda Mays to the Board effective July 1.\n\n"It has been a privilege," said Doyle.',
        [
            "board departure Everett Doyle -director 2025-09-16",
            "board role_change Patrice Hume +chairman_of_board undated",
            "board appointment Anders Kopp +director undated",
            "board appointment Lucinda Mays +director undated",
        ],
    ),
    (
        "from_her_role_and_as_a_director",
        "6-K",
        "Board changes. Wexcombe plc today announces that Fiona Garside, Chief Financial Officer, has informed the Board of her intention to step down from her role and as a director of the Company in order to take up a role at another listed company. Fiona will remain with the Company until 31 December 2025. The search for her successor is under way.",
        [
            "board departure Fiona Garside -director undated",
            "officer departure Fiona Garside -chief_financial_officer undated",
        ],
    ),
    (
        "resolved_to_acknowledge_and_to_elect",
        "6-K",
        "Minutes of the Board of Directors' Meeting. The Directors resolved to (i) acknowledge the resignation presented by Mrs. Beatriz Falcão from the office of Investor Relations Officer; and (ii) elect Mr. Caio Mendes Duarte to the office of Investor Relations Officer, with a term of office until the first meeting after the 2026 Annual Meeting.",
        [
            "officer departure Beatriz Falcão -investor_relations_officer undated",
            "officer appointment Caio Mendes Duarte +investor_relations_officer undated",
        ],
    ),
)

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
)


def _read(form: str, text: str) -> list[str]:
    """The events of a text under Item 5.02, or in a form without that heading."""
    under = ITEM_502 if form == "5.02" else ""
    told = Told(form="8-K" if form == "5.02" else form)
    return read(under + text, ON, told=told).told


@pytest.mark.parametrize(
    ("form", "text", "expected"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD]
)
def test_it_is_told(form: str, text: str, expected: list[str]) -> None:
    assert _read(form, text) == expected


@pytest.mark.parametrize(("form", "text"), [t[1:] for t in SILENT], ids=[t[0] for t in SILENT])
def test_it_moves_nobody(form: str, text: str) -> None:
    assert _read(form, text) == []

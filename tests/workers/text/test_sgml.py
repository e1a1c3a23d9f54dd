from __future__ import annotations

from workers.text import sgml

SUBMISSION = b"""<SEC-DOCUMENT>0001234567-26-000001.txt : 20260325
<SEC-HEADER>0001234567-26-000001.hdr.sgml : 20260325
ACCESSION NUMBER:\t\t0001234567-26-000001
CONFORMED SUBMISSION TYPE:\t8-K
CONFORMED PERIOD OF REPORT:\t20260320
ITEM INFORMATION:\t\tDeparture of Directors
ITEM INFORMATION:\t\tFinancial Statements and Exhibits

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\tEXAMPLE CORP
\t\tCENTRAL INDEX KEY:\t\t0000000042
\tFILING VALUES:
\t\tFORM TYPE:\t\t8-K
\t\tSEC FILE NUMBER:\t001-00042
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>main.htm
<DESCRIPTION>CURRENT REPORT
<TEXT>
<html><body><p>Item 5.02</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<FILENAME>ex.htm
<TEXT>
press release
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 logo.jpg
M_]C_X
end
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-101.INS
<TEXT>
<XML><xbrl/></XML>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def test_the_header_tells_form_period_items_and_the_filer() -> None:
    assert sgml.header(SUBMISSION) == {
        "accession": "0001234567-26-000001",
        "form": "8-K",
        "period": "20260320",
        "items": "Departure of Directors; Financial Statements and Exhibits",
        "filer_name": "EXAMPLE CORP",
        "filer_cik": "0000000042",
        "filer_file_number": "001-00042",
    }


def test_only_readable_documents_come_out_in_order() -> None:
    found = list(sgml.documents(SUBMISSION))
    assert [(d.type, d.filename, d.title) for d in found] == [
        ("8-K", "main.htm", "CURRENT REPORT"),
        ("EX-99.1", "ex.htm", None),
    ]
    assert b"Item 5.02" in found[0].body
    assert found[1].body.strip() == b"press release"


def test_a_privacy_enhanced_message_is_a_submission() -> None:
    body = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n" + SUBMISSION
    assert sgml.is_submission(body)
    assert sgml.header(body)["form"] == "8-K"
    assert len(list(sgml.documents(body))) == 2


def test_roles_of_a_notice_are_kept_apart() -> None:
    body = b"""<SEC-HEADER>
CONFORMED SUBMISSION TYPE:\t144
SUBJECT COMPANY:\t
\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\tISSUER INC
\t\tCENTRAL INDEX KEY:\t\t0000000007
REPORTING-OWNER:\t
\tOWNER DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\tDOE JOHN
\t\tCENTRAL INDEX KEY:\t\t0000000008
</SEC-HEADER>"""
    header = sgml.header(body)
    assert header["subject_company_cik"] == "0000000007"
    assert header["reporting_owner_name"] == "DOE JOHN"


def test_xml_is_cut_out_of_its_wrapper() -> None:
    body = b"<DOCUMENT>\n<TYPE>144\n<TEXT>\n<XML>\n<?xml version='1.0'?><edgarSubmission/>\n</XML>\n</TEXT>\n</DOCUMENT>"
    (document,) = sgml.documents(body)
    assert document.body == b"<?xml version='1.0'?><edgarSubmission/>"


def test_a_document_without_its_end_is_read_to_the_end() -> None:
    (document,) = sgml.documents(b"<DOCUMENT>\n<TYPE>6-K\n<TEXT>\ncut off here")
    assert document.body.strip() == b"cut off here"


def test_other_text_is_no_submission() -> None:
    assert not sgml.is_submission(b"<html><body>DOCUMENT</body></html>")
    assert not sgml.is_submission(b"Form 144")

"""The invented companies of the recordings. None of them exists; neither do their codes."""

from __future__ import annotations

from tests.support.recordings.announcement import Listed
from tests.support.recordings.report import Registrant


def _registrant(serial: int, name: str, symbol: str, **more: str) -> Registrant:
    return Registrant(
        name=name, cik=f"00099120{serial:02}", file_number=f"001-991{serial:02}", symbol=symbol, **more
    )  # fmt: skip


HARBOR = _registrant(1, "Harborlight Instruments, Inc.", "HBLI")
COPPERLINE = _registrant(2, "Copperline Robotics Corp.", "CPLR", exchange="New York Stock Exchange")
WRENFIELD = _registrant(3, "Wrenfield Foods, Inc.", "WRNF")
TALLGRASS = _registrant(4, "Tallgrass Meridian Bancorp", "TGMB", state="Maryland")
OSPREY = _registrant(5, "Osprey Cove Therapeutics, Inc.", "OSPC")
QUARRY = _registrant(6, "Blue Quarry Materials Inc.", "BQMI", exchange="New York Stock Exchange")
SANDPIPER = _registrant(7, "Sandpiper Grid Energy, Inc.", "SPGE", state="Nevada")
MARROW = _registrant(8, "Marrow Lake Devices, Inc.", "MLDV", state="Minnesota")
NORDVIK = _registrant(
    9, "Nordvik Tankers ASA", "NVTK", state="Norway", address="Oppdiktet gate 1, Bergen, Norway",
    exchange="New York Stock Exchange",
)  # fmt: skip

KINGSOFT = Listed(
    name="Kingsoft Cloud Holdings Limited", name_zh="金山云控股有限公司", codes=(("03896", "KINGSOFT CLOUD"),)
)  # fmt: skip
PLOVER = Listed(
    name="Grey Plover Semiconductor Limited", name_zh="灰鴴半導體有限公司",
    codes=(("07951", "GREY PLOVER"),),
)  # fmt: skip
LYCHEE = Listed(
    name="Lychee Garden Holdings Limited", name_zh="荔園控股有限公司", codes=(("07952", "LYCHEE GARDEN"),),
    place="Bermuda",
)  # fmt: skip
KESTREL = Listed(
    name="Red Kestrel Logistics Group Limited", name_zh="紅隼物流集團有限公司",
    codes=(("07953", "RED KESTREL"), ("87953", "RED KESTREL-R")),
)  # fmt: skip
LANTERN = Listed(
    name="Paper Lantern Education Limited", name_zh="紙燈教育有限公司", codes=(("08951", "PAPERLANTERN"),),
    board="gem",
)  # fmt: skip
TEAL = Listed(
    name="Teal Harbour Medical Limited", name_zh="翠港醫療有限公司", codes=(("07954", "TEAL HARBOUR"),)
)  # fmt: skip

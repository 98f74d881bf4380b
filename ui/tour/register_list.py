"""An invented school register under the headings of the real one, large enough to be watched."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

HEADINGS = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "CloseDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Gender (name)",
    "ReligiousCharacter (name)",
    "NumberOfPupils",
    "Street",
    "Town",
    "Postcode",
    "TelephoneNum",
)
FIRST_URN = 910_001
_PLACES = (  # noqa: SIM905 - as a list they would take fifty lines
    "Ashcombe Birchley Brackenford Coldmere Coppice Dunholt Eastmoor Elmstead Fairlea Fernhurst "
    "Foxcote Gorsley Hartwell Hazelby Heronsgate Holmwood Ivybank Kestrel Kingsmere Larkhill "
    "Linden Longacre Marlowe Meadowgate Millbrook Netherby Oakhanger Oldfield Penfold Priory "
    "Quarry Ravenswood Rowan Saltmarsh Sandford Stonebeck Summerhill Swanmere Thornbury Tillbrook "
    "Upfold Vale Warren Westcombe Willow Windrush Woodfield Wrenbury Yarrow Yewtree"
).split()
_PARTS = ("", "North ", "South ", "Old ")
_SECONDS = "Hill Green Park Lane Vale Rise View Cross Mead Wood Bank Ford".split()  # noqa: SIM905 - as above
_KINDS = (
    ("Primary School", "Primary", "Community school", 4, 11),
    ("Infant School", "Primary", "Community school", 4, 7),
    ("Junior School", "Primary", "Voluntary controlled school", 7, 11),
    ("C of E Primary School", "Primary", "Voluntary aided school", 4, 11),
    ("Academy", "Secondary", "Academy converter", 11, 16),
    ("Nursery School", "Nursery", "Local authority nursery school", 3, 5),
    ("Special School", "Not applicable", "Community special school", 5, 16),
)
_AUTHORITIES = (("901", "Westmarch"), ("902", "Brackenshire"), ("903", "Eastfold"))
_CLOSED, _CLOSING = 97, 211  # one in so many is closed, or is going to be
_DAMAGED = 40  # the row that cannot be used


def write_register(path: Path) -> int:
    """Write the list as the real one is written, in cp1252; answers how many schools are in it."""
    rows = list(_rows())
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows)
    return len(rows)


def _rows() -> Iterator[tuple[object, ...]]:
    every = product(_PARTS, _KINDS, _SECONDS, _PLACES)
    for at, (part, kind, second, place) in enumerate(every):
        ending, phase, type_, low, high = kind
        code, authority = _AUTHORITIES[at % len(_AUTHORITIES)]
        urn = "not known" if at == _DAMAGED else FIRST_URN + at
        faith = "Church of England" if "C of E" in ending else "Does not apply"
        yield (
            *(urn, code, authority, f"{part}{place} {second} {ending}", type_, *_status(at)),
            *(phase, low, high, "Mixed", faith, 120 + at * 7 % 390),
            *(f"{second} Road", place, _postcode(at), f"01632 96{at % 10_000:04}"),
        )


def _status(at: int) -> tuple[str, str]:
    if at % _CLOSED == _CLOSED - 1:
        return "Closed", "31-08-2024"
    return ("Open, but proposed to close" if at % _CLOSING == _CLOSING - 1 else "Open"), ""


def _postcode(at: int) -> str:
    return f"ZZ{at % 90 + 1} {at // 90 % 9 + 1}{chr(65 + at % 20)}{chr(65 + at // 20 % 20)}"

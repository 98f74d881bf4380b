"""Builds lists of invented schools, under the register's own headings, for tests to read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

HEADINGS = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "CloseDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Gender (name)",
    "ReligiousCharacter (name)",
    "NumberOfPupils",
    "Trusts (name)",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "Postcode",
    "SchoolWebsite",
    "TelephoneNum",
    "HeadTitle (name)",
    "HeadFirstName",
    "HeadLastName",
    "Linked establishments",
)
LINK_HEADINGS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")

_INVENTED = {
    "LA (code)": "099",
    "LA (name)": "Brackenshire",
    "EstablishmentNumber": "2001",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "3",
    "StatutoryHighAge": "11",
    "Gender (name)": "Mixed",
    "ReligiousCharacter (name)": "Does not apply",
    "NumberOfPupils": "210",
    "Street": "Mill Lane",
    "Town": "Ashcombe",
    "Postcode": "ZZ9 1AB",
    "SchoolWebsite": "www.example.org",
    "TelephoneNum": "01632960001",
    "HeadTitle (name)": "Dr",
    "HeadFirstName": "Invented",
    "HeadLastName": "Person",
    "Linked establishments": "Does not have links",
}


def listed(urn: int | str, name: str = "Ashcombe Primary School", **facts: str) -> dict[str, str]:
    """One school by the register's headings; `facts` by a short word or the heading itself."""
    row = {**_INVENTED, "URN": str(urn), "EstablishmentName": name}
    return row | {_SHORT.get(key, key): value for key, value in facts.items()}


_SHORT = {
    "la": "LA (name)",
    "status": "EstablishmentStatus (name)",
    "opened": "OpenDate",
    "closed": "CloseDate",
    "pupils": "NumberOfPupils",
    "trust": "Trusts (name)",
    "street": "Street",
    "town": "Town",
    "postcode": "Postcode",
    "telephone": "TelephoneNum",
    "low": "StatutoryLowAge",
    "head": "HeadLastName",
    "links": "Linked establishments",
}


def list_text(*rows: dict[str, str], headings: tuple[str, ...] = HEADINGS) -> str:
    """The rows as CSV, every value quoted, as the register writes it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return out.getvalue()


def write_list(
    path: Path,
    *rows: dict[str, str],
    headings: tuple[str, ...] = HEADINGS,
    encoding: str = "cp1252",
) -> Path:
    """Write the rows to `path`."""
    path.write_bytes(list_text(*rows, headings=headings).encode(encoding))
    return path


def write_links(path: Path, *links: tuple[int | str, int | str, str]) -> Path:
    """Write links, each a URN, the linked URN and the kind of link, to `path`."""
    rows = (
        {"URN": str(urn), "LinkURN": str(linked), "LinkName": "A school", "LinkType": kind}
        for urn, linked, kind in links
    )
    return write_list(path, *rows, headings=LINK_HEADINGS)

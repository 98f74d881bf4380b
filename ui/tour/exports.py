"""Finished records taken out as data, in each of the formats."""

from __future__ import annotations

from ui.tour import eyes
from ui.tour.guide import Guide
from ui.tour.waiting import TourError

_FORMATS = (
    ("Excel", "records.xlsx", "The finished records as an Excel workbook"),
    ("CSV", "records-csv.zip", "The same as CSV files"),
    ("XML", "records-xml.zip", "The same as OpenRosa XML, with the photos"),
)


def export_records(guide: Guide) -> None:
    """Every finished record, as Excel, CSV and XML, into the folder of the tour."""
    for kind, name, words in _FORMATS:
        path = guide.album.folder / name
        path.unlink(missing_ok=True)
        guide.hands.key("Alt+3")
        guide.hands.until_says("being written")
        guide.hands.press("Export …")
        if len(eyes.choices("Records")) > 1:
            guide.hands.choose("Records", "All")
        guide.hands.choose("Format", kind)
        guide.stage.until_rest()
        guide.hands.type_into("File", str(path))
        if kind == _FORMATS[0][0]:
            guide.show("export", "Finished records as data: nothing that was entered is trapped.")
        guide.hands.press("Save")
        guide.hands.until_says(f"Saved {name}")
        if not path.is_file():
            raise TourError(f"there is no {name} in {guide.album.folder}")
        guide.album.add_file(path, f"{words}.")

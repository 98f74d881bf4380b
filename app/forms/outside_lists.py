"""Reads the lists that stand outside a form: CSV, XML and GeoJSON, as rows of plain text.

Any of them may come from anyone, so each is bounded. Rows have the shape that forms rely on: a
choice's columns by name, a place on a map as `latitude longitude 0 0` under `geometry`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.errors import FormError
from app.forms.markup import local_name, read_markup

Row = Mapping[str, str]
ENDINGS = (".csv", ".xml", ".geojson")
LARGEST = 5 * 1024 * 1024
"""Bytes of one list. The register of a whole local authority's schools is under 2 MB."""
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 5_000


def read_list(name: str, content: bytes) -> tuple[Row, ...]:
    """The rows of the list in the file called `name`. Raises `FormError` for what is no list."""
    if len(content) > LARGEST:
        raise FormError(
            f"{name} is larger than {LARGEST // 2**20} MB and was not read. Keep the rows that the "
            "form needs, and leave the others out."
        )
    ending = name.lower().rpartition(".")[2]
    read = {"csv": _csv, "xml": _xml, "geojson": _geojson}.get(ending)
    if read is None:
        raise FormError(f"{name} is not a list: .csv, .xml or .geojson.")
    return tuple(_bounded(name, read(name, content)))


def _bounded(name: str, rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise FormError(f"{name} has more than {MOST_ROWS:,} rows and was not read.")
        if len(row) > MOST_COLUMNS:
            raise FormError(f"{name} has more than {MOST_COLUMNS} columns and was not read.")
        if any(len(text) > LONGEST_CELL for text in row.values()):
            raise FormError(
                f"{name}, row {number}: a cell is longer than {LONGEST_CELL:,} letters."
            )
        yield row


def _csv(name: str, content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
        headings = [heading.strip() for heading in next(reader, [])]
        if not any(headings):
            raise FormError(f"{name} is empty: its first row should name the columns.")
        for cells in reader:
            if any(cells):
                yield {h: c.strip() for h, c in zip(headings, cells, strict=False) if h}
    except csv.Error as error:
        raise FormError(
            f"{name} is not a CSV file that can be read ({error}). Save it again as “CSV UTF-8”."
        ) from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):  # the second is what Excel writes as plain CSV
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _xml(name: str, content: bytes) -> Iterator[Row]:
    for item in read_markup(content, "list"):
        if any(len(child) for child in item):
            raise FormError(f"{name} has parts within parts: each item should hold plain values.")
        yield {local_name(child.tag): (child.text or "").strip() for child in item}


def _geojson(name: str, content: bytes) -> Iterator[Row]:
    try:
        whole = json.loads(content)
        features = whole["features"]
        for feature in features:
            yield _feature(feature)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FormError(
            f"{name} is not GeoJSON that can be read: it should be one FeatureCollection."
        ) from error


def _feature(feature: Mapping[str, Any]) -> Row:
    properties = {str(key): _plain(value) for key, value in (feature["properties"] or {}).items()}
    geometry = feature.get("geometry") or {}
    place = {}
    if geometry.get("type") == "Point":
        longitude, latitude = geometry["coordinates"][:2]
        place = {"geometry": f"{latitude} {longitude} 0 0"}
    own = {"id": _plain(feature["id"])} if "id" in feature else {}
    return {**place, **own, **properties}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)

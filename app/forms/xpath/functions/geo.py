"""Functions of places on the earth: `latitude longitude altitude accuracy`, apart by semicolons."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.forms.xpath.functions.signature import Function, function
from app.forms.xpath.values import Value, texts_of

# The equatorial radius in metres that every OpenRosa client reckons with, on a sphere.
EARTH_RADIUS = 6_378_100.0
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0
_CORNERS = 3


@dataclass(frozen=True, slots=True)
class _Place:
    latitude: float
    longitude: float


def _area(*values: Value) -> float:
    places = _places(values)
    if places is None:
        return math.nan
    if len(places) < _CORNERS:
        return 0.0
    total = 0.0
    for one, next_one in zip(places, [*places[1:], places[0]], strict=True):
        width = math.radians(next_one.longitude - one.longitude)
        height = (
            2 + math.sin(math.radians(one.latitude)) + math.sin(math.radians(next_one.latitude))
        )
        total += width * height
    return round(abs(total) * EARTH_RADIUS**2 / 2, 2)


def _distance(*values: Value) -> float:
    places = _places(values)
    if places is None:
        return math.nan
    return round(math.fsum(map(_apart, places, places[1:])), 2)


def _apart(one: _Place, other: _Place) -> float:
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    # The haversine keeps its digits where places are near one another.
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(turn / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _inside(point: str, fence: Value) -> bool:
    """Whether a point lies in an area: a ray from it crosses the edge an odd number of times."""
    found, corners = _places((point,)), _places((fence,))
    if not found or not corners:
        return False
    here, crossings = found[0], 0
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (one.longitude > here.longitude) is (other.longitude > here.longitude):
            continue
        along = (here.longitude - one.longitude) / (other.longitude - one.longitude)
        latitude = one.latitude + along * (other.latitude - one.latitude)
        crossings += here.latitude < latitude
    return crossings % 2 == 1


def _places(values: tuple[Value, ...]) -> list[_Place] | None:
    parts = [part for value in values for text in texts_of(value) for part in text.split(";")]
    places = [_place(part) for part in parts if part.strip()]
    found = [place for place in places if place is not None]
    return found if len(found) == len(places) else None


def _place(text: str) -> _Place | None:
    try:
        latitude, longitude, *_ = (float(part) for part in text.split())
    except ValueError:
        return None
    if not (abs(latitude) <= _MOST_LATITUDE and abs(longitude) <= _MOST_LONGITUDE):
        return None
    return _Place(latitude, longitude)


FUNCTIONS: dict[str, Function] = {
    "area": function("any+ -> number", _area),
    "distance": function("any+ -> number", _distance),
    "geofence": function("text, any -> boolean", _inside),
}

"""Functions of places on the earth: `latitude longitude altitude accuracy`, apart by semicolons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from app.forms.xpath.errors import XPathError
from app.forms.xpath.functions.signature import Function, function
from app.forms.xpath.values import Value, texts_of

# The equatorial radius in metres that every OpenRosa client reckons with, on a sphere.
EARTH_RADIUS = 6_378_100.0
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0
_CORNERS = 3
# Each side of a line is compared with each other one.
_MOST_CORNERS = 1_000


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
    # Where nothing was drawn there is no length to tell, which is not the same as none.
    if not places:
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
    """Whether a point lies in an area: a ray from it crosses the edge an odd number of times.

    A line that does not end where it began encloses nothing.
    """
    found, corners = _places((point,)), _places((fence,))
    if not found or not corners or corners[0] != corners[-1]:
        return False
    here, crossings = found[0], 0
    for one, other in pairwise(corners):
        if (one.longitude > here.longitude) is (other.longitude > here.longitude):
            continue
        along = (here.longitude - one.longitude) / (other.longitude - one.longitude)
        latitude = one.latitude + along * (other.latitude - one.latitude)
        crossings += here.latitude < latitude
    return crossings % 2 == 1


_Side = tuple[_Place, _Place]


def _crosses_itself(line: Value) -> bool:
    """Whether any two sides of a line meet, other than where one follows on the other."""
    corners = _places((line,)) or []
    if len(corners) > _MOST_CORNERS:
        raise XPathError("This line has too many corners to be compared with itself.")
    sides = [side for side in pairwise(corners) if side[0] != side[1]]
    closed = bool(corners) and corners[0] == corners[-1]
    return any(
        _meet(one, sides[second], follows=second == first + 1)
        for first, one in enumerate(sides)
        for second in range(first + 1, len(sides))
        if not (closed and first == 0 and second == len(sides) - 1)
    )


def _meet(one: _Side, other: _Side, *, follows: bool) -> bool:
    (a, b), (c, d) = one, other
    if _lies_on(a, other) or _lies_on(d, one):
        return True
    if follows:
        return False
    if _lies_on(b, other) or _lies_on(c, one):
        return True
    return (_turn(a, b, c) > 0) is not (_turn(a, b, d) > 0) and (
        (_turn(c, d, a) > 0) is not (_turn(c, d, b) > 0)
    )


def _lies_on(place: _Place, side: _Side) -> bool:
    start, end = side
    return (
        _turn(start, end, place) == 0
        and min(start.latitude, end.latitude) <= place.latitude
        and place.latitude <= max(start.latitude, end.latitude)
        and min(start.longitude, end.longitude) <= place.longitude
        and place.longitude <= max(start.longitude, end.longitude)
    )


def _turn(start: _Place, end: _Place, place: _Place) -> float:
    """Above 0 where `place` lies to the left of the way from `start` to `end`, 0 where on it."""
    east, north = end.longitude - start.longitude, end.latitude - start.latitude
    return east * (place.latitude - start.latitude) - north * (place.longitude - start.longitude)


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
    "intersects": function("any -> boolean", _crosses_itself),
}

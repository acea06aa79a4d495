"""Import residence zones from GeoJSON: one feature a school, numbered from 1 in the report."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tasjil.core.text import clean, parse_date
from tasjil.core.types import Actor
from tasjil.territory.importing import places
from tasjil.territory.importing.decoding import Source, decode
from tasjil.territory.importing.engine import (
    Order,
    Progress,
    Reading,
    carry_out,
    read_candidates,
)
from tasjil.territory.importing.errors import BrokenGeoJson, EmptyFile
from tasjil.territory.importing.report import Report
from tasjil.territory.rules import canonical_zone, fitting, identifier
from tasjil.territory.services import store_zones
from tasjil.territory.types import Flaw, Flawed, ZoneDraft

_PROPERTIES = ("school_code", "valid_from", "source")
_SOURCE_LIMIT = 200
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a sign: JSON can write it, no text holds it
_DEGREES = ("CRS84", "4326")


def import_zones(
    source: Source,
    *,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring in zones. A new version is made only where the drawing changed.

    Raises Unreadable when the file is not a GeoJSON FeatureCollection in degrees.
    """
    text, encoding = decode(source.data)
    features = _features(text)
    reader = _Reader(features)
    candidates, flaws = read_candidates(enumerate(features, start=1), reader.read)
    properties = _property_names(features)
    origin = {
        "layout": "geojson",
        "encoding": encoding,
        "ignored": tuple(name for name in properties if name not in _PROPERTIES),
        "missing": tuple(name for name in _PROPERTIES if name not in properties),
    }
    order = Order("zones", actor, now, dry_run, progress, origin)
    return carry_out(order, [candidates], store=store_zones, rejected=flaws)


class _Reader:
    """Understands one feature."""

    def __init__(self, features: list[Any]) -> None:
        codes = (_text(feature, "school_code") for feature in features)
        self._schools = places.known_schools(
            code.upper().replace(" ", "") for code in codes if not _SURROGATE.search(code)
        )

    def read(self, feature: Any) -> Reading[ZoneDraft]:
        """Return what the feature says. Raises Flawed."""
        for name in _PROPERTIES:
            if _SURROGATE.search(_text(feature, name)):
                raise Flawed(name, "", "damaged_text")
        code = identifier(_text(feature, "school_code"), "school_code")
        if code is None:
            raise Flawed("school_code", "", "missing_value")
        if code not in self._schools:
            raise Flawed("school_code", code, "unknown_school")
        school_id = self._schools[code].pk
        source = fitting(_text(feature, "source"), "source", _SOURCE_LIMIT)
        if source is None:
            raise Flawed("source", "", "missing_value")
        valid_from = _day(_text(feature, "valid_from"))
        drawing = canonical_zone(feature.get("geometry"))
        remarks = (Flaw("geometry", code, "repaired_zone"),) if drawing.repaired else ()
        draft = ZoneDraft(school_id, drawing.polygon, drawing.box, source, valid_from)
        return Reading(draft, (str(school_id),), "school_code", code, remarks)


def _features(text: str) -> list[Any]:
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise BrokenGeoJson(reason="not_json") from None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise BrokenGeoJson(reason="not_a_feature_collection")
    features = found.get("features")
    if not isinstance(features, list):
        raise BrokenGeoJson(reason="not_a_feature_collection")
    crs = found.get("crs")
    if crs and not any(name in json.dumps(crs) for name in _DEGREES):
        raise BrokenGeoJson(reason="not_wgs84")
    if not features:
        raise EmptyFile
    return features


def _properties(feature: Any) -> Mapping[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _property_names(features: list[Any]) -> tuple[str, ...]:
    def names() -> Iterator[str]:
        for feature in features:
            yield from _properties(feature)

    return tuple(dict.fromkeys(names()))


def _text(feature: Any, name: str) -> str:
    value = _properties(feature).get(name)
    return "" if value is None else clean(str(value))


def _day(text: str) -> date:
    if not text:
        raise Flawed("valid_from", "", "missing_value")
    found = parse_date(text.partition("T")[0])
    if found is None:
        raise Flawed("valid_from", text, "bad_date")
    return found

"""What to tell the person whose list has a flaw: one sentence for each code."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    # the line
    "broken_quotes": _("A quotation mark opens on this line and never closes."),
    "damaged_text": _("Some letters on this line are damaged and cannot be read."),
    "too_many_cells": _(
        "The line has %(found)s cells where the headers announce %(expected)s: a separator inside "
        "a text is not between quotation marks."
    ),
    "repeated": _("The same code or name already stands on line %(first)s; that one was kept."),
    "refused_by_database": _("The database refused this line. Report it to the support."),
    # any cell
    "line_too_long": _(
        "A cell on this line is far too long: a separator or a line end is missing."
    ),
    "missing_value": _("This cell is empty and must not be."),
    "missing_name": _("The name is missing in Arabic and in French."),
    "name_was_date": _(
        "A spreadsheet had turned this name into a date; it was read as “%(name)s”."
    ),
    "too_long": _("The text has %(length)s signs; at most %(limit)s fit."),
    "bad_code": _("“%(value)s” is not a code: letters, digits, dots and hyphens only."),
    "bad_truth": _("“%(value)s” is not understood: write 1 or 0."),
    "bad_date": _("“%(value)s” is not a date. Write 2026-09-01 or 01/09/2026."),
    "bad_milieu": _("“%(value)s” is not understood: write urban or rural."),
    "bad_kind": _("“%(value)s” is not a kind this list knows."),
    "bad_sector": _("“%(value)s” is not understood: write public or private."),
    "bad_levels": _("“%(value)s” is not a list of levels such as preschool_2, primary_1."),
    # the map
    "half_coordinates": _("Latitude and longitude go together: one of them is empty."),
    "bad_coordinates": _("“%(value)s” is not a coordinate in degrees, such as 33.5731."),
    "coordinates_swapped": _("Latitude and longitude seem to be swapped: %(value)s."),
    "coordinates_outside": _(
        "%(value)s lies outside Morocco. Latitudes go from 21 to 36, longitudes from -17 to -1."
    ),
    # the tree
    "unknown_province": _("No province has the code %(value)s."),
    "unknown_directorate": _("No directorate has the code %(value)s."),
    "unknown_commune": _("No commune has the code or the name %(value)s."),
    "commune_doubtful": _(
        "The commune's code says %(by_code)s, its name %(value)s: correct the one that is wrong."
    ),
    "wrong_arrondissement": _("%(value)s is not an arrondissement of commune %(commune)s."),
    "needs_arrondissement": _(
        "Commune %(value)s has several directorates: give the arrondissement or the directorate."
    ),
    # schools
    "kind_not_served": _(
        "“%(value)s” is neither a public nor a private school: families do not register there."
    ),
    "missing_parent": _("A satellite needs the code of its main school."),
    "unknown_parent": _("No school has the main school's code %(value)s."),
    "own_parent": _("A satellite cannot be its own main school."),
    "parent_is_satellite": _("The main school %(value)s is itself a satellite."),
    "unexpected_parent": _("Only a satellite has a main school; this line names %(value)s."),
    "has_satellites": _("This school has satellites and cannot become one."),
    "unknown_school": _("No school has the code %(value)s."),
    # zones
    "no_geometry": _("The feature has no drawing."),
    "not_a_polygon": _("A zone is a Polygon or a MultiPolygon; this is “%(value)s”."),
    "bad_geometry": _("The drawing's coordinates cannot be read."),
    "empty_zone": _("The drawing encloses no ground."),
    "too_many_vertices": _("The drawing has more than %(limit)s points. Simplify it."),
    "dates_out_of_order": _(
        "Version %(version)s is in force since %(since)s: a changed zone must begin after that day."
    ),
    "repaired_zone": _("The drawing's lines crossed each other; it was repaired. Check it."),
}


def sentence_of(code: str, value: str, parameters: Mapping[str, Any]) -> str:
    """Return the sentence for a flaw in the reader's language."""
    return str(SENTENCES[code]) % {"value": value, **parameters}

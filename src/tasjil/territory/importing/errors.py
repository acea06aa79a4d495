"""A file that cannot be read at all: each way has its own name and sentence."""

from django.utils.translation import gettext_lazy as _

from tasjil.core.errors import DomainError


class Unreadable(DomainError):
    """Nothing of the file could be taken; nothing was written."""

    code = "unreadable_file"
    status = 422
    sentence = _("This file could not be read.")


class EmptyFile(Unreadable):
    """No byte, or no row at all."""

    code = "empty_file"
    sentence = _("The file is empty: it has no row.")


class FileTooLarge(Unreadable):
    """More bytes than any list of the country has; `data['limit']` in bytes."""

    code = "file_too_large"
    sentence = _("The file is too large. Split it, or check that it is the right one.")


class NotText(Unreadable):
    """A picture, a PDF, an archive: neither text nor a spreadsheet."""

    code = "not_text"
    sentence = _("This is neither a text file (csv) nor a spreadsheet (xlsx).")


class BrokenWorkbook(Unreadable):
    """A spreadsheet that is damaged, protected by a password, or of another program."""

    code = "broken_workbook"
    sentence = _(
        "The spreadsheet could not be opened: it is damaged, or protected by a password. "
        "Save it again as xlsx or csv."
    )


class WrongHeaders(Unreadable):
    """No known layout: `data` holds `found` headers and `missing` ones of the nearest layout."""

    code = "wrong_headers"
    sentence = _("The columns of this file are not those of any known layout.")


class BrokenGeoJson(Unreadable):
    """Text, but not a GeoJSON FeatureCollection in WGS84; `data['reason']` says why, as a code."""

    code = "broken_geojson"
    sentence = _("This is not a GeoJSON FeatureCollection with coordinates in degrees (WGS84).")

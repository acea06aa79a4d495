"""The pages of the form as data: which fields, in which groups, with which words. No rule."""

from tasjil.portals.guardian.forms.child import child_form
from tasjil.portals.guardian.forms.civil_status import civil_status_form
from tasjil.portals.guardian.forms.home import CommuneStep, HomeStep, home_form
from tasjil.portals.guardian.forms.names import NAMES
from tasjil.portals.guardian.forms.parents import parents_form
from tasjil.portals.guardian.forms.school import SchoolStep, school_form

__all__ = [
    "NAMES",
    "CommuneStep",
    "HomeStep",
    "SchoolStep",
    "child_form",
    "civil_status_form",
    "home_form",
    "parents_form",
    "school_form",
]

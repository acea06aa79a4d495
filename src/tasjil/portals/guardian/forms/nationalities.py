"""The nationality: Morocco first, then those whose children come to Moroccan schools most.

A list of all 250 countries would be the longest thing on the page, and last in the mind of nearly
every family. Whoever is not in it chooses "another nationality", and the school reads the papers.
"""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tasjil.portals.fields import Choice, Field
from tasjil.portals.guardian.forms.drawing import Answers

# ISO 3166-1; ZZ is its code for "not in the list", XX as travel documents write "stateless".
NATIONALITIES: dict[str, Promise] = {
    "MA": __("Morocco"),
    "DZ": __("Algeria"),
    "TN": __("Tunisia"),
    "LY": __("Libya"),
    "MR": __("Mauritania"),
    "EG": __("Egypt"),
    "SD": __("Sudan"),
    "SY": __("Syria"),
    "PS": __("Palestine"),
    "IQ": __("Iraq"),
    "YE": __("Yemen"),
    "LB": __("Lebanon"),
    "JO": __("Jordan"),
    "SA": __("Saudi Arabia"),
    "TR": __("Türkiye"),
    "SN": __("Senegal"),
    "CI": __("Ivory Coast"),
    "GN": __("Guinea"),
    "ML": __("Mali"),
    "CM": __("Cameroon"),
    "CD": __("Democratic Republic of the Congo"),
    "CG": __("Congo"),
    "NG": __("Nigeria"),
    "GM": __("Gambia"),
    "GH": __("Ghana"),
    "BF": __("Burkina Faso"),
    "NE": __("Niger"),
    "TD": __("Chad"),
    "BJ": __("Benin"),
    "TG": __("Togo"),
    "GA": __("Gabon"),
    "CF": __("Central African Republic"),
    "FR": __("France"),
    "ES": __("Spain"),
    "BE": __("Belgium"),
    "IT": __("Italy"),
    "NL": __("Netherlands"),
    "DE": __("Germany"),
    "GB": __("United Kingdom"),
    "US": __("United States"),
    "CA": __("Canada"),
    "CN": __("China"),
    "PH": __("Philippines"),
    "ZZ": __("Another nationality"),
    "XX": __("No nationality"),
}


def nationality_field(answers: Answers) -> Field:
    """Return the list, Moroccan unless something was chosen."""
    value = str(answers.get("nationality") or "MA")
    choices = _choices(get_language() or "ar")
    if value not in NATIONALITIES:  # typed by a machine: shown as it came
        choices = (Choice(value, value), *choices)
    return Field(
        name="nationality", label=_("Nationality"), kind="select", value=value, choices=choices
    )


@lru_cache(maxsize=8)
def _choices(language: str) -> tuple[Choice, ...]:
    """Return the words of one language; kept, as 45 look-ups a page are most of its cost."""
    return tuple(Choice(code, str(label)) for code, label in NATIONALITIES.items())

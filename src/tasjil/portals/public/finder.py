"""Which school serves a home, and any school by its name. Nothing typed here is kept."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tasjil.applications.wording import LEVELS
from tasjil.core.errors import NotFound
from tasjil.portals.fields import Choice, Field, Form, Group, choices_of, id_in, typed
from tasjil.seasons.types import Level
from tasjil.territory import selectors
from tasjil.territory.selectors import CommuneChoice
from tasjil.territory.types import Reason

_LONGEST = 160
_MOST_COMMUNES, _MOST_SCHOOLS, _LONGEST_LIST = 8, 20, 300
_TEXT = {"dir": "auto", "autocomplete": "off"}


@dataclass(frozen=True, slots=True)
class Found:
    """A school as it is shown: where it is, and why it is proposed.

    `chosen` when the reason is the home itself, and not only that the commune has this school.
    """

    name: str
    where: str
    why: str
    chosen: bool = False


@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """Go from a commune to a locality to a school; or look a school up by name."""
    data = {
        name: value[:_LONGEST]
        for name, value in typed(request.GET, ["commune", "locality", "level", "school"]).items()
    }
    context: dict[str, Any] = {"nav_current": "schools", "name_form": _name_form(data["school"])}
    if data["school"].strip():
        found = selectors.search_schools(data["school"])[:_MOST_SCHOOLS]
        context |= {"searched": True, "named": [_found(each, "") for each in found]}
    context |= _home(data) if data["commune"].strip() else {"form": _commune_form("")}
    return render(request, "public/schools.html", context)


def _home(data: dict[str, str]) -> dict[str, Any]:
    """Return what is known of the home: communes to choose from, or one and its schools."""
    chosen, matches = id_in(data["commune"]), tuple[CommuneChoice, ...]()
    if chosen is None:
        answer = selectors.find_commune(data["commune"], limit=_MOST_COMMUNES)
        chosen, matches = (answer.exact.id if answer.exact else None), answer.matches
    try:
        commune = selectors.commune(chosen) if chosen is not None else None
    except NotFound:
        commune = None
    if commune is None:
        choices = [Choice(str(each.id), each.label) for each in matches]
        form = _commune_form(data["commune"], choices)
        return {"form": form, "no_commune": not choices, "choosing": bool(choices)}
    return {"commune": selectors.label_of(commune), **_in_commune(commune.pk, data)}


def _in_commune(commune_id: int, data: dict[str, str]) -> dict[str, Any]:
    level = data["level"] if data["level"] in {each.value for each in Level} else "primary_1"
    localities = list(selectors.localities_of(commune_id)[:_LONGEST_LIST])
    proposals = selectors.propose_schools(
        level=level, commune_id=commune_id, locality_id=id_in(data["locality"])
    )
    rows = selectors.schools_by_id(each.school_id for each in proposals)
    return {
        "form": _place_form(commune_id, data["locality"], level, localities),
        "proposed": [
            _found(
                rows[each.school_id],
                selectors.sentence_of(each),
                chosen=each.reason is not Reason.COMMUNE,
            )
            for each in proposals
            if each.school_id in rows
        ],
        "asked": True,
    }


def _found(school: Any, why: str, *, chosen: bool = False) -> Found:
    where = school.commune.name
    if school.parent:
        where = _("%(where)s, satellite of %(school)s") % {
            "where": where,
            "school": school.parent.name,
        }
    return Found(school.name, where, why, chosen)


def _commune_form(value: str, choices: list[Choice] | None = None) -> Form:
    text = Field(
        name="commune",
        label=_("Your commune"),
        value=value,
        help_text=_("Write its name in Arabic or in French. For example Larache."),
        attributes=_TEXT,
    )
    if not choices:
        return Form([Group([text])])
    pick = Field(name="commune", label=_("Which one is it?"), kind="radio", choices=choices)
    return Form([Group([pick])])


def _place_form(commune_id: int, locality: str, level: str, localities: list[Any]) -> Form:
    none = Choice("", _("My neighbourhood is not in the list"))
    fields = [
        Field(name="commune", label="", kind="hidden", value=str(commune_id)),
        Field(
            name="level", label=_("Level"), kind="select", value=level, choices=choices_of(LEVELS)
        ),
    ]
    if localities:
        choices = [none, *(Choice(str(row.pk), row.name) for row in localities)]
        label = _("Your neighbourhood or douar")
        fields.append(
            Field(name="locality", label=label, kind="select", value=locality, choices=choices)
        )
    return Form([Group(fields)])


def _name_form(value: str) -> Form:
    field = Field(
        name="school",
        label=_("Name of the school"),
        kind="search",
        value=value,
        attributes=_TEXT,
        required=False,
        quiet=True,
    )
    return Form([Group([field])])

"""The page of the home: first the commune, by typing its name, then where in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tasjil.applications.types import SchoolWish, Section
from tasjil.applications.wording import WISHES
from tasjil.portals.fields import Choice, Field, Form, Group
from tasjil.portals.guardian.forms.drawing import NAME, Answers, line, pick, tick
from tasjil.portals.guardian.forms.names import NAMES

_PHONE = {"kind": "tel", "ltr": True, "required": False, "attributes": {"autocomplete": "tel"}}


@dataclass(frozen=True, slots=True)
class CommuneStep:
    """The commune is not chosen yet: what was typed, and the communes it may mean.

    `city` is the name of a city of which one must say the district; `missing`: nothing has the
    name that was typed. Shown as a list when there are `matches`.
    """

    typed: str
    matches: Sequence[Choice] = ()
    city: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class HomeStep:
    """The commune is chosen. `many`: too many localities for a list, so they are searched."""

    commune_id: int
    commune: str
    localities: Sequence[Choice]
    many: bool = False


def home_form(answers: Answers, step: CommuneStep | HomeStep) -> Form:
    """Return the page as far as it has come."""
    return _commune_form(answers, step) if isinstance(step, CommuneStep) else _rest(answers, step)


def _commune_form(answers: Answers, step: CommuneStep) -> Form:
    hint = _("Write its name in Arabic or in French, then choose it. For example Larache.")
    if step.matches:
        label = _("Which one is it?")
        if step.city:
            label = _("%(city)s has several districts. Which one do you live in?") % {
                "city": step.city
            }
        fields = [
            pick(answers, "commune", label, step.matches),
            Field(
                name="commune_search",
                label=_("Not in this list? Write the name again"),
                value=step.typed,
                required=False,
                quiet=True,
                attributes=NAME,
            ),
        ]
    else:
        text = Field(
            name="commune",
            label=_("Your commune"),
            value=step.typed,
            help_text=hint,
            attributes=NAME,
        )
        words = Field(name="commune_in_words", label="", kind="hidden", value="yes")
        fields = [words, text]
    # The rest of the page rides along, so that changing the commune loses nothing typed.
    carried = [n for n in NAMES[Section.HOME] if n not in ("commune", "locality")]
    hidden = [
        Field(name=n, label="", kind="hidden", value=str(answers.get(n) or "")) for n in carried
    ]
    return Form([Group(fields), Group(hidden)])


def _rest(answers: Answers, step: HomeStep) -> Form:
    chosen = Field(
        name="commune", label=_("Your commune"), kind="hidden", value=str(step.commune_id)
    )
    return Form(
        [
            Group([chosen, *_search(answers, step)]),
            Group([*_locality(answers, step), *_address(answers)]),
            Group(_reach(answers), title=_("How the school reaches you")),
        ]
    )


def _search(answers: Answers, step: HomeStep) -> list[Field]:
    """Where there are too many neighbourhoods for a list, the field to look for one."""
    if not step.many:
        return []
    return [
        line(
            answers,
            "locality_search",
            _("Your neighbourhood or douar"),
            help_text=_("Write its name, then press Search."),
            kind="search",
            required=False,
            quiet=True,
            attributes=NAME,
        )
    ]


def _locality(answers: Answers, step: HomeStep) -> list[Field]:
    fields = []
    label = _("Your neighbourhood or douar")
    if step.many and step.localities:
        none = Choice("", _("None of these"))
        choices = [*step.localities, none]
        fields.append(pick(answers, "locality", _("Is it one of these?"), choices, required=False))
    elif step.localities:
        none = Choice("", _("My neighbourhood is not in the list"))
        field = line(answers, "locality", label, kind="select", required=False, quiet=True)
        field.choices = [none, *step.localities]
        fields.append(field)
    if step.localities:
        label = _("If it is not in the list, write its name")
    elif step.many:
        label = _("If the search does not find it, write its name")
    fields.append(
        line(
            answers,
            "locality_text",
            label,
            required=False,
            quiet=True,  # one of the three below is wanted
            attributes=NAME,
        )
    )
    return fields


def _address(answers: Answers) -> list[Field]:
    return [
        line(
            answers,
            "address",
            _("Address"),
            help_text=_("Street and number, or how to find your home."),
            required=False,
            quiet=True,
            attributes={"dir": "auto", "autocomplete": "street-address"},
        ),
        tick(
            answers,
            "no_fixed_address",
            WISHES[SchoolWish.NO_FIXED_ADDRESS],
            help_text=_("The provincial directorate finds a school near where you are."),
            required=False,
            quiet=True,
        ),
    ]


def _reach(answers: Answers) -> list[Field]:
    return [
        line(
            answers,
            "guardian_mobile",
            _("Mobile phone"),
            help_text=_("Ten digits. For example 0612345678."),
            **_PHONE,
        ),
        line(answers, "second_mobile", _("A second phone, of someone near you"), **_PHONE),
        line(
            answers,
            "guardian_email",
            _("E-mail"),
            kind="email",
            ltr=True,
            required=False,
            attributes={"autocomplete": "email"},
        ),
    ]

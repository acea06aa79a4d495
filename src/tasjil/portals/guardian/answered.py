"""What a family answered, to be read again: names in place of ids, and a way to change each."""

from collections.abc import Mapping
from typing import Any

from tasjil.applications.types import Section
from tasjil.portals.fields import Form
from tasjil.portals.guardian.forms import NAMES, home_form, school_form
from tasjil.portals.guardian.pages import build_page
from tasjil.portals.guardian.places import home_answered, school_answered

Answers = Mapping[str, Any]


def answered_form(section: Section, answers: Mapping[str, Answers]) -> Form:
    """Return a page's form with names in place of ids, and nothing that was not answered."""
    own = answers.get(section.value, {})
    if section is Section.HOME:
        step = home_answered(own)
        form = home_form(own, step)
        for each in form:
            if each.name == "commune":
                each.kind, each.value = "text", step.commune
        return form
    if section is Section.SCHOOL:
        # The page proposes a school before the family has chosen one; the review must not.
        form = school_form(own, school_answered(own))
        for each in form:
            each.value = str(own.get(each.name) or "")
        return form
    return build_page(section, answers).form


def items_of(
    section: Section, form: Form, wrong: Mapping[str, str], url: str
) -> list[dict[str, Any]]:
    """Return what was answered in a section, and what is still wanted; nothing else."""
    labels = form.labels()
    return [
        {
            "label": labels[each.name],
            "value": each.shown,
            "ltr": each.ltr,
            "url": f"{url}#{each.auto_id}" if each.name in wrong else "",
        }
        for each in form
        if each.name in NAMES[section] and (each.shown or each.name in wrong)
    ]

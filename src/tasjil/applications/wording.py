"""Every state, move, check and problem in words, in the reader's language."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tasjil.applications.types import Move, Need, SchoolWish, Section, State
from tasjil.core.text import show_date
from tasjil.families.types import (
    Capacity,
    CivilStatusKind,
    IdentityKind,
    ParentRole,
    ParentStatus,
    Sex,
)
from tasjil.seasons.types import AgeVerdict, Level

Label = str | Promise

LEVELS: dict[Level, Label] = {
    Level.PRESCHOOL_1: _("First preschool year (4 years)"),
    Level.PRESCHOOL_2: _("Second preschool year (5 years)"),
    Level.PRIMARY_1: _("First year of primary school (6 years)"),
}
STATES: dict[State, Label] = {
    State.DRAFT: _("Not sent yet"),
    State.SUBMITTED: _("Waiting for the school's answer"),
    State.IN_REVIEW: _("The school is examining the request"),
    State.AWAITING_FAMILY: _("The school is waiting for your answer"),
    State.ACCEPTED: _("Accepted"),
    State.REFUSED: _("Refused"),
    State.WAITLISTED: _("On the waiting list"),
    State.IN_APPEAL: _("Your appeal is being examined by the directorate"),
    State.ENROLLED: _("Registration is complete"),
    State.WITHDRAWN: _("Withdrawn"),
    State.EXPIRED: _("Expired draft"),
}
# The same states as those who examine and follow read them.
DESK_STATES: dict[State, Label] = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("New"),
    State.IN_REVIEW: _("Being examined"),
    State.AWAITING_FAMILY: _("Waiting for the family"),
    State.ACCEPTED: _("Accepted"),
    State.REFUSED: _("Refused"),
    State.WAITLISTED: _("On the waiting list"),
    State.IN_APPEAL: _("In appeal"),
    State.ENROLLED: _("Enrolled"),
    State.WITHDRAWN: _("Withdrawn"),
    State.EXPIRED: _("Expired"),
}
# Tone of a state's tag: go (green), wait (amber), no (brick), calm (neutral).
TONES: dict[State, str] = {
    State.DRAFT: "calm",
    State.SUBMITTED: "wait",
    State.IN_REVIEW: "wait",
    State.AWAITING_FAMILY: "wait",
    State.ACCEPTED: "go",
    State.REFUSED: "no",
    State.WAITLISTED: "wait",
    State.IN_APPEAL: "wait",
    State.ENROLLED: "go",
    State.WITHDRAWN: "calm",
    State.EXPIRED: "calm",
}
MOVES: dict[Move, Label] = {
    Move.SUBMIT: _("Send the request"),
    Move.TAKE_UP: _("Start examining"),
    Move.ASK: _("Ask the family"),
    Move.ANSWER: _("Answer the school"),
    Move.ACCEPT: _("Accept"),
    Move.REFUSE: _("Refuse and say why"),
    Move.PROPOSE_REDIRECT: _("Propose another school"),
    Move.REDIRECT: _("Send to another school"),
    Move.WAITLIST: _("Put on the waiting list"),
    Move.APPEAL: _("Appeal to the directorate"),
    Move.SETTLE: _("Settle the appeal"),
    Move.ENROL: _("Complete the registration"),
    Move.WITHDRAW: _("Withdraw the request"),
    Move.CORRECT: _("Correct the request"),
    Move.EXPIRE: _("Let the draft expire"),
}
# What a move was, told afterwards in a request's history.
HISTORY: dict[Move, Label] = {
    Move.SUBMIT: _("You sent the request"),
    Move.TAKE_UP: _("The school opened the request"),
    Move.ASK: _("The school asked you a question"),
    Move.ANSWER: _("You answered the school"),
    Move.ACCEPT: _("The school accepted the request"),
    Move.REFUSE: _("The school refused the request"),
    Move.PROPOSE_REDIRECT: _("The school proposed another school to the directorate"),
    Move.REDIRECT: _("The request was sent to another school"),
    Move.WAITLIST: _("The child was put on the waiting list"),
    Move.APPEAL: _("You appealed to the directorate"),
    Move.SETTLE: _("The directorate settled the appeal"),
    Move.ENROL: _("The registration was completed"),
    Move.WITHDRAW: _("The request was withdrawn"),
    Move.CORRECT: _("You corrected the request"),
    Move.EXPIRE: _("The draft expired"),
}
SECTIONS: dict[Section, Label] = {
    Section.CHILD: _("The child"),
    Section.CIVIL_STATUS: _("The child's civil status"),
    Section.PARENTS: _("The parents"),
    Section.HOME: _("Where you live"),
    Section.SCHOOL: _("The school"),
}
WISHES: dict[SchoolWish, Label] = {
    SchoolWish.LISTED: _("This school"),
    SchoolWish.NOT_LISTED: _("My school is not in the list"),
    SchoolWish.NO_FIXED_ADDRESS: _("We have no fixed address"),
}
SEXES: dict[Sex, Label] = {Sex.FEMALE: _("Girl"), Sex.MALE: _("Boy")}
CIVIL_STATUS_KINDS: dict[CivilStatusKind, Label] = {
    CivilStatusKind.CLASSIC: _("Birth act (family booklet)"),
    CivilStatusKind.ELECTRONIC: _("Electronic civil-status record"),
    CivilStatusKind.NONE: _("Not registered, born abroad, or in progress"),
}
PARENT_ROLES: dict[ParentRole, Label] = {
    ParentRole.MOTHER: _("Mother"),
    ParentRole.FATHER: _("Father"),
}
PARENT_STATUSES: dict[ParentRole, dict[ParentStatus, Label]] = {
    ParentRole.MOTHER: {
        ParentStatus.LIVING: _("Living"),
        ParentStatus.DECEASED: pgettext_lazy("mother", "Deceased"),
        ParentStatus.UNKNOWN: pgettext_lazy("mother", "Unknown"),
    },
    ParentRole.FATHER: {
        ParentStatus.LIVING: _("Living"),
        ParentStatus.DECEASED: pgettext_lazy("father", "Deceased"),
        ParentStatus.UNKNOWN: pgettext_lazy("father", "Unknown"),
    },
}
CAPACITIES: dict[Capacity, Label] = {
    Capacity.MOTHER: _("The mother"),
    Capacity.FATHER: _("The father"),
    Capacity.LEGAL_GUARDIAN: _("The legal guardian"),
    Capacity.KAFALA: _("The kafala carer"),
    Capacity.INSTITUTION: _("An institution"),
}
IDENTITY_KINDS: dict[IdentityKind, Label] = {
    IdentityKind.CNIE: _("National identity card (CNIE)"),
    IdentityKind.PASSPORT: _("Passport"),
    IdentityKind.RESIDENCE_CARD: _("Residence card"),
    IdentityKind.REFUGEE_CARD: _("Refugee card"),
    IdentityKind.NONE: _("None: I declare my identity on my honour"),
}
NEEDS: dict[Need, Label] = {
    Need.COMPLETE: _("all pages complete"),
    Need.SEASON_OPEN: _("the season open, or late requests taken"),
    Need.QUESTION: _("what is missing, asked once"),
    Need.ANSWER: _("the answer"),
    Need.DISPENSATION: _("a dispensation decided apart, if under age"),
    Need.GROUND: _("a ground from the catalogue and a text"),
    Need.SCHOOL: _("the receiving school"),
    Need.REASON: _("the reason"),
    Need.RANK: _("the rank rule"),
    Need.ORIGINALS: _("originals seen or waived"),
    Need.OUTCOME: _("the outcome"),
}
CHECK_TITLES: dict[str, Label] = {
    "age": _("Age"),
    "residence": _("Residence"),
    "duplicate": _("Other request for the same child"),
    "civil_status": _("Civil status"),
    "identity": _("Guardian's identity"),
}
# (rule, reason) -> sentence; what stands in %(...)s comes from the check's inputs.
CHECK_SENTENCES: dict[tuple[str, str], Label] = {
    ("age", AgeVerdict.RIGHT): _("Born on %(birth_date)s: inside the birth window of the level."),
    ("age", AgeVerdict.DISPENSATION): _(
        "Born on %(birth_date)s, after %(born_to)s: may be taken by dispensation until "
        "%(dispensation_to)s, seats permitting. Decide it apart."
    ),
    ("age", AgeVerdict.OTHER_LEVEL): _("Born on %(birth_date)s: another level is the right one."),
    ("age", AgeVerdict.TOO_YOUNG): _("Born on %(birth_date)s: too young this year."),
    ("age", AgeVerdict.TOO_OLD): _("Born on %(birth_date)s: older than this level takes."),
    ("residence", "locality"): _("The family's neighbourhood or hamlet is served by this school."),
    ("residence", "zone"): _("The home is inside this school's residence zone."),
    ("residence", "locality_near_border"): _(
        "The home is near the border of the zone: you decide."
    ),
    ("residence", "zone_near_border"): _("The home is near the border of the zone: you decide."),
    ("residence", "nearest"): _("No zone is known there; this school is the nearest one."),
    ("residence", "commune"): _(
        "No zone is known there; this is a school of the family's commune."
    ),
    ("residence", "chosen_by_family"): _(
        "The family chose this school; the finder proposed another."
    ),
    ("residence", "not_listed"): _("The family did not find its school in the list."),
    ("residence", "no_fixed_address"): _("The family has no fixed address."),
    ("duplicate", "none"): _("No other open request looks like this child."),
    ("duplicate", "near_match"): _(
        "Another open request looks like this child. Compare before deciding."
    ),
    ("civil_status", "consistent"): _("The civil-status data agree with the birth date."),
    ("civil_status", "act_before_birth"): _("The act's year (%(act_year)s) is before the birth."),
    ("civil_status", "declared"): _(
        "No Moroccan record, or none yet: the family declared so on its honour."
    ),
    ("identity", "given"): _("An identity document was given."),
    ("identity", "none"): _("No identity document: a declaration on honour. This is no obstacle."),
    ("identity", "unusual_cnie"): _("The card number has an unusual shape. Compare with the card."),
}
PROBLEMS: dict[str, Label] = {
    "required": _("Fill in this answer."),
    "not_chosen": _("Choose one of the answers."),
    "no_place": _(
        "Write your neighbourhood, your douar or your address, or tick that you have no fixed "
        "address."
    ),
    "too_long": _("This is too long. Shorten it."),
    "not_a_name": _("Write the name with letters only, without digits or signs."),
    "not_arabic": _("Write this name in Arabic letters."),
    "not_latin": _("Write this name in Latin letters."),
    "one_script": _("Write the child's first name and family name in Arabic, or in Latin letters."),
    "not_a_date": _("Write the date as day, month, year, for example 14/09/2020."),
    "no_such_day": _("No month has this day. Check the day and the month."),
    "hijri_date": _("Write the date in the civil (Gregorian) calendar, for example 14/09/2020."),
    "in_future": _("This date is in the future. Check the year."),
    "too_long_ago": _("This date is too long ago for a child. Check the year."),
    "not_a_year": _("Write the year with four digits, for example 2020."),
    "not_a_number": _("Write the number in digits, for example 214."),
    "not_a_phone": _("Write a phone number with ten digits, for example 0612345678."),
    "landline": _(
        "This is a landline and takes no text messages. Write a mobile number, or leave this "
        "empty and give it as the second phone."
    ),
    "not_an_email": _("Write a complete e-mail address, or leave this empty."),
    "unknown_choice": _("Choose one of the answers in the list."),
    "must_declare": _("Tick the box to declare on your honour."),
    "not_living": _("Choose who files the request: this parent is not marked as living."),
}


def check_sentence(check: dict[str, Any]) -> str:
    """Return a stored check in words."""
    template = CHECK_SENTENCES.get((check["rule"], check["reason"]))
    if template is None:
        return gettext("See the details.")
    values = {name: _shown(value) for name, value in check.get("inputs", {}).items()}
    return str(template) % values if "%(" in str(template) else str(template)


def check_title(check: dict[str, Any]) -> str:
    """Return the name of a stored check's rule."""
    return str(CHECK_TITLES.get(check["rule"], check["rule"]))


def problem_sentence(code: str) -> str:
    """Return what to do about a problem code."""
    return str(PROBLEMS.get(code, PROBLEMS["required"]))


def _shown(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        return show_date(date.fromisoformat(value))
    return value

"""The words of the head's pages that belong to no request's life as families read it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasjil.applications.types import FilingChannel, Move

# What was just done, on the page that follows.
DONE: dict[Move, str | Promise] = {
    Move.TAKE_UP: _("You started examining the request %(number)s."),
    Move.ASK: _("The family of the request %(number)s was asked. The clock is stopped."),
    Move.ACCEPT: _("The request %(number)s is accepted. The family is being told."),
    Move.REFUSE: _("The request %(number)s is refused. The family is being told."),
}
# A move afterwards, as those who examine read it (applications.wording.HISTORY speaks to families).
HISTORY: dict[Move, str | Promise] = {
    Move.SUBMIT: _("The family sent the request"),
    Move.TAKE_UP: _("The examination started"),
    Move.ASK: _("The family was asked a question"),
    Move.ANSWER: _("The family answered"),
    Move.ACCEPT: _("The request was accepted"),
    Move.REFUSE: _("The request was refused"),
    Move.PROPOSE_REDIRECT: _("Another school was proposed to the directorate"),
    Move.REDIRECT: _("The request was sent to another school"),
    Move.WAITLIST: _("The child was put on the waiting list"),
    Move.APPEAL: _("The family appealed to the directorate"),
    Move.SETTLE: _("The directorate settled the appeal"),
    Move.ENROL: _("The registration was completed"),
    Move.WITHDRAW: _("The request was withdrawn"),
    Move.CORRECT: _("The family corrected the request"),
    Move.EXPIRE: _("The draft expired"),
}
CHANNELS: dict[FilingChannel, str | Promise] = {
    FilingChannel.WEB: _("By the family, on this site"),
    FilingChannel.SCHOOL_DESK: _("At the school's desk"),
    FilingChannel.DIRECTORATE: _("At the directorate"),
    FilingChannel.HELP_LINE: _("Through the help line"),
    FilingChannel.CARAVAN: _("Through a caravan"),
    FilingChannel.PAPER: _("On paper"),
}
# Why two requests look alike, after the likeness in per cent.
ALIKE: dict[str, str | Promise] = {
    "birth_date": _("same birth date"),
    "names": _("nearly the same names"),
    "mother": _("same mother"),
}

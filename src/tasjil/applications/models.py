"""The request, its history, the catalogue of grounds. Fields and constraints only."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from tasjil.accounts.models import Contact
from tasjil.applications.types import FilingChannel, Move, SchoolWish, State
from tasjil.applications.workflow import DECIDED, OPEN
from tasjil.families.models import Child, Family
from tasjil.seasons.models import SeasonLevel
from tasjil.territory.models import Directorate, School

_BEFORE_FILING = [State.DRAFT.value, State.EXPIRED.value]


class RefusalGround(models.Model):
    """A ground on which a request may be refused, with its text and its dates of validity."""

    code = models.CharField(max_length=40, unique=True)
    text_ar = models.CharField(max_length=250)
    text_fr = models.CharField(max_length=250)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    @property
    def text(self) -> str:
        """The ground in the reader's language."""
        return self.text_fr if get_language() == "fr" else self.text_ar


class Application(models.Model):
    """A family's request for one child's place, in one season; a draft until it is sent.

    While a draft, what was typed lives in `answers`; once sent, in the family's and child's own
    tables, and `answers` is emptied. `version` grows with every move: it is what a person saw.
    """

    number = models.CharField(max_length=8, null=True, unique=True)
    state = models.CharField(max_length=15, choices=[(s.value, s.value) for s in State])
    version = models.PositiveIntegerField(default=1)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=11, choices=[(c.value, c.value) for c in FilingChannel])
    language = models.CharField(max_length=3)
    answers = models.JSONField(default=dict)
    level = models.ForeignKey(SeasonLevel, on_delete=models.PROTECT, null=True, related_name="+")
    season_id = models.BigIntegerField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+")
    child_key = models.CharField(max_length=64, null=True)
    wish = models.CharField(
        max_length=16,
        choices=[(w.value, w.value) for w in SchoolWish],
        default=SchoolWish.LISTED.value,
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    directorate = models.ForeignKey(
        Directorate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_late = models.BooleanField(default=False)
    needs_dispensation = models.BooleanField(default=False)
    checks = models.JSONField(default=list)
    ground = models.ForeignKey(RefusalGround, on_delete=models.PROTECT, null=True, related_name="+")
    decision_text = models.CharField(max_length=500, blank=True)
    question = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    paused_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season_id", "child_key"],
                condition=Q(state__in=sorted(s.value for s in OPEN)),
                name="application_one_open_per_child",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_BEFORE_FILING)
                | Q(
                    number__isnull=False,
                    child__isnull=False,
                    family__isnull=False,
                    level__isnull=False,
                    child_key__isnull=False,
                    directorate__isnull=False,
                    submitted_at__isnull=False,
                    due_on__isnull=False,
                ),
                name="application_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(wish=SchoolWish.LISTED.value)
                | Q(state__in=_BEFORE_FILING)
                | Q(school__isnull=False),
                name="application_listed_has_school",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED.value) | (Q(ground__isnull=False)),
                name="application_refused_has_ground",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="application_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(s.value for s in DECIDED))
                | Q(decided_at__isnull=False),
                name="application_decision_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.AWAITING_FAMILY.value) | ~Q(question=""),
                name="application_awaiting_has_question",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "submitted_at"], name="application_desk"),
            models.Index(fields=["directorate", "state"], name="application_directorate"),
            models.Index(fields=["contact", "-started_at"], name="application_of_contact"),
            models.Index(
                fields=["due_on"],
                condition=Q(state__in=[State.SUBMITTED.value, State.IN_REVIEW.value]),
                name="application_due",
            ),
        ]


class HistoryEvent(models.Model):
    """One move in the life of a request. `data` holds codes and ids; words stay on the request."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="history")
    move = models.CharField(max_length=16, choices=[(m.value, m.value) for m in Move])
    from_state = models.CharField(max_length=15)
    to_state = models.CharField(max_length=15)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    idempotency_key = models.CharField(max_length=64, null=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "idempotency_key"],
                condition=Q(idempotency_key__isnull=False),
                name="history_move_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_state=F("to_state"))
                | Q(
                    move__in=[Move.CORRECT.value, Move.PROPOSE_REDIRECT.value, Move.REDIRECT.value]
                ),
                name="history_moves_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["application", "at"], name="history_in_order")]

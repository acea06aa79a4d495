"""From an event of the outbox to deliveries and jobs, in one transaction."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tasjil.accounts.events import CodeRequested
from tasjil.accounts.types import Channel
from tasjil.applications import services
from tasjil.applications.events import ApplicationMoved
from tasjil.applications.types import State
from tasjil.core import outbox
from tasjil.core.models import OutboxEvent
from tasjil.core.secrets import seal, unseal
from tasjil.messaging.models import Delivery, MessageText
from tasjil.messaging.rules import TextError
from tasjil.messaging.services import lay_texts, plan_message
from tasjil.messaging.services.texts import packaged_texts, texts_in_force
from tasjil.messaging.types import DeliveryState, Message
from tests.factories import Country, file_request, guardian
from tests.messaging.support import MAILBOX, PHONE, drain_all, facts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _it_is_now(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(outbox, "clock_now", lambda: now)


def ask_for_code(now: datetime, channel: Channel = Channel.SMS, address: str = PHONE) -> None:
    outbox.publish(CodeRequested(channel.value, seal(address), seal("482913"), "ar", 10), now=now)
    drain_all()


def test_each_recipient_gets_one_delivery_and_one_job(now: datetime) -> None:
    assert plan_message(event_id=7, message=Message.ACCEPTED, facts=facts(), now=now) == 2
    sms, mail = Delivery.objects.order_by("-channel")
    assert (sms.channel, sms.address, sms.state) == ("sms", PHONE, DeliveryState.WAITING.value)
    assert (mail.channel, mail.address, mail.text.version) == ("email", MAILBOX, 1)
    assert "سلمى" in sms.body
    assert sms.application_number == "7K4P-29M3"
    assert mail.subject == "خبر سار: قُبل طلب التسجيل رقم \u200e7K4P-29M3"
    jobs = ProcrastinateJob.objects.filter(task_name="messaging.send_delivery", status="todo")
    assert {job.args["delivery_id"] for job in jobs} == {str(sms.pk), str(mail.pk)}


def test_an_event_is_planned_once(now: datetime) -> None:
    plan_message(event_id=7, message=Message.ACCEPTED, facts=facts(), now=now)
    assert plan_message(event_id=7, message=Message.ACCEPTED, facts=facts(), now=now) == 0
    assert Delivery.objects.count() == ProcrastinateJob.objects.count() == 2
    columns = _columns(Delivery.objects.all()[0]) | {"id": uuid4()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.bulk_create([Delivery(**columns)])


def test_delivery_and_job_are_there_together_or_not_at_all(now: datetime) -> None:
    with transaction.atomic():
        plan_message(event_id=7, message=Message.ACCEPTED, facts=facts(), now=now)
        transaction.set_rollback(True)
    assert Delivery.objects.count() == ProcrastinateJob.objects.count() == 0


def test_a_landline_takes_no_sms_and_twice_the_same_address_counts_once(now: datetime) -> None:
    recipients = (
        (Channel.SMS, "+212537123456"), (Channel.EMAIL, MAILBOX), (Channel.EMAIL, MAILBOX),
        (Channel.SMS, "+33612345678"), (Channel.SMS, ""),
    )  # fmt: skip
    plan_message(event_id=7, message=Message.ASKED, facts=facts(recipients=recipients), now=now)
    assert set(Delivery.objects.values_list("address", flat=True)) == {MAILBOX, "+33612345678"}


def test_the_message_is_in_the_request_s_language(now: datetime) -> None:
    plan_message(event_id=7, message=Message.REFUSED, facts=facts(language="fr"), now=now)
    sms = Delivery.objects.get(channel="sms")
    assert sms.language == "fr"
    assert "Motif : L'établissement a atteint sa capacité d'accueil." in sms.body
    plan_message(event_id=8, message=Message.REFUSED, facts=facts(language="zgh"), now=now)
    assert Delivery.objects.get(outbox_event_id=8, channel="sms").language == "ar"


def test_the_words_of_the_school_are_in_the_mail(now: datetime) -> None:
    plan_message(event_id=7, message=Message.REFUSED, facts=facts(), now=now)
    mail = Delivery.objects.get(channel="email")
    assert "سبب الرفض: بلغت المؤسسة طاقتها الاستيعابية\n" in mail.body
    assert "توجد مقاعد في مدرسة النور القريبة منكم" in mail.body


def test_a_refusal_without_a_ground_is_never_written(now: datetime) -> None:
    without = facts(ground_ar="", ground_fr="", decision_text="")
    with pytest.raises(TextError):
        plan_message(event_id=7, message=Message.REFUSED, facts=without, now=now)
    assert not Delivery.objects.exists()


def test_a_filed_request_is_told_through_the_outbox(country: Country, now: datetime) -> None:
    request = file_request(country, now, guardian_email=MAILBOX)
    drain_all()
    told = Delivery.objects.filter(message=Message.SUBMITTED.value)
    assert {row.channel for row in told} == {"sms", "email"}
    assert all(request.number and request.number[:4] in row.body for row in told)


def test_a_silent_move_tells_nobody(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    drain_all()
    before = Delivery.objects.count()
    quiet = ApplicationMoved(request.pk, 1, "take_up", "in_review", tells_family=False)
    outbox.publish(quiet, now=now)
    drain_all()
    assert Delivery.objects.count() == before
    assert not OutboxEvent.objects.filter(handled_at__isnull=True).exists()


def test_a_code_is_sealed_and_leaves_the_outbox(now: datetime) -> None:
    ask_for_code(now)
    code = Delivery.objects.get()
    assert "482913" not in code.body
    assert "482913" in unseal(code.body)
    assert code.application_number == ""
    assert code.give_up_at == now + timedelta(minutes=10)
    assert OutboxEvent.objects.get().payload["code_sealed"] == ""
    assert ProcrastinateJob.objects.get().priority > 0


def test_a_code_event_that_comes_back_plans_nothing(now: datetime) -> None:
    ask_for_code(now)
    OutboxEvent.objects.update(handled_at=None)
    drain_all()
    assert Delivery.objects.count() == 1


def test_packaged_texts_are_laid_once(now: datetime) -> None:
    assert lay_texts(now=now) == len(packaged_texts()) == MessageText.objects.count()
    assert lay_texts(now=now) == 0


def test_a_changed_text_makes_a_new_version_and_leaves_the_old_one(now: datetime) -> None:
    lay_texts(now=now)
    place = {"message": "asked", "channel": "sms", "language": "fr"}
    MessageText.objects.filter(**place).update(body="Une version passée.")
    assert lay_texts(now=now) == 1
    old, new = MessageText.objects.filter(**place).order_by("version")
    assert (old.version, new.version) == (1, 2)
    assert old.body == "Une version passée."
    assert texts_in_force(Message.ASKED, "fr", now=now)[Channel.SMS] == new


def test_a_text_of_the_ministry_stays_in_force(now: datetime) -> None:
    lay_texts(now=now)
    theirs = MessageText.objects.create(
        message="asked", channel="sms", language="fr", version=2, body="La leur.",
        packaged=False, valid_from=now.date(),
    )  # fmt: skip
    later = MessageText.objects.create(
        message="asked", channel="sms", language="fr", version=3, body="Plus tard.",
        packaged=False, valid_from=now.date() + timedelta(days=1),
    )  # fmt: skip
    assert lay_texts(now=now) == 0
    assert texts_in_force(Message.ASKED, "fr", now=now)[Channel.SMS] == theirs
    tomorrow = now + timedelta(days=2)
    assert texts_in_force(Message.ASKED, "fr", now=tomorrow)[Channel.SMS] == later


def _columns(row: Delivery) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in Delivery._meta.concrete_fields}


def test_a_refusal_undone_before_it_was_told_still_gives_its_ground(
    country: Country, now: datetime
) -> None:
    sent = file_request(country, now)
    services.refuse(
        application_id=sent.pk, ground_code="outside_zone", text="خارج المنطقة",
        actor=country.head, now=now,
    )  # fmt: skip
    services.appeal(application_id=sent.pk, actor=guardian(now), now=now)
    services.settle(
        application_id=sent.pk, outcome=State.SUBMITTED, school_id=country.neighbour.pk,
        reasons="مقعد متوفر", actor=country.officer, now=now,
    )  # fmt: skip
    drain_all()
    refused = Delivery.objects.get(message=Message.REFUSED.value)
    assert "خارج منطقة" in refused.body
    assert not OutboxEvent.objects.filter(handled_at__isnull=True).exists()

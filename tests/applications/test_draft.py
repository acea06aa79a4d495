"""A draft as its family goes on with it: read by a statement of our own, equal to the composed one."""

from datetime import datetime, timedelta

import pytest

from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.applications.policies import own
from tasjil.applications.selectors import Draft, draft_of
from tasjil.core.errors import NotFound
from tasjil.core.types import ANONYMOUS, SYSTEM, Actor
from tests.factories import Country, file_request, fill_draft, guardian


def composed(actor: Actor, draft_id: int) -> Draft:
    row = Application.objects.filter(own(actor)).select_related("contact").get(pk=draft_id)
    channel, address = row.contact.channel, row.contact.address
    return Draft(row.pk, row.state, row.number, row.answers, channel, address)  # type: ignore[arg-type]


def test_a_draft_is_read_as_django_would_compose_it(country: Country, now: datetime) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now)
    assert draft_of(actor, draft_id) == composed(actor, draft_id)
    services.submit(draft_id=draft_id, actor=actor, now=now)
    assert draft_of(actor, draft_id) == composed(actor, draft_id)
    assert draft_of(actor, draft_id).number is not None


def test_nobody_else_reads_it(country: Country, now: datetime) -> None:
    draft_id = fill_draft(country, guardian(now), now)
    other = guardian(now, "+212611111111")
    for actor in (other, country.head, country.ministry, SYSTEM, ANONYMOUS):
        with pytest.raises(NotFound):
            draft_of(actor, draft_id)


@pytest.mark.parametrize("draft_id", [0, -1, 2**63, 10**40])
def test_a_draft_that_cannot_be_is_not_found(
    country: Country, now: datetime, draft_id: int
) -> None:
    with pytest.raises(NotFound):
        draft_of(guardian(now), draft_id)


def test_drafts_of_a_season_that_is_over_are_closed(country: Country, now: datetime) -> None:
    draft_id = fill_draft(country, guardian(now), now)
    sent = file_request(country, now, actor=guardian(now, "+212611111112"), act_number="9")
    assert services.expire_drafts(now=now) == 0
    later = now + timedelta(days=400)
    assert services.expire_drafts(now=later) == 1
    assert services.expire_drafts(now=later) == 0
    assert Application.objects.get(pk=draft_id).state == "expired"
    assert Application.objects.get(pk=sent.pk).state == "submitted"

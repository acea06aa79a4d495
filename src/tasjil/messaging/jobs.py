"""What the worker does for messaging: send, sweep, and the house's regular cleaning."""

from uuid import UUID

import structlog
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from tasjil.accounts.services import purge_codes
from tasjil.applications.services import expire_drafts
from tasjil.core import audit
from tasjil.core.clock import now as clock_now
from tasjil.messaging.channels import provider_for
from tasjil.messaging.services import claim, record, sweep
from tasjil.messaging.services.queueing import QUEUE, SEND_TASK
from tasjil.messaging.types import Claim, DeliveryState, ErrorKind, Failed, Outcome

log = structlog.get_logger(__name__)

_HOUSE = "house"
_CHAIN_AT_ONCE = 5000
_SWEEP_PRIORITY = 30  # before any message: it is what brings lost ones back


@app.task(name=SEND_TASK, queue=QUEUE)
def send_delivery(delivery_id: str) -> None:
    """Make one attempt at a delivery. Retrying is the delivery's own business, not the job's.

    No transaction is open while the outside is talked to. Doing it twice is harmless: the second
    finds nothing to claim.
    """
    claimed = claim(delivery_id=UUID(delivery_id), now=clock_now())
    if claimed is None:
        return
    provider = provider_for(claimed.channel)
    outcome = _attempt(claimed)
    # The answer may come half a minute after the question: it has its own instant.
    state = record(
        claim=claimed, outcome=outcome, honours_key=provider.honours_key, now=clock_now()
    )
    if state is not DeliveryState.SENT:
        log.warning(
            "message_not_sent", delivery_id=delivery_id, state=state.value, outcome=repr(outcome)
        )


def _attempt(claimed: Claim) -> Outcome:
    try:
        return provider_for(claimed.channel).send(claimed.outgoing)
    except Exception as error:
        # Only the error's name: its text may hold an address.
        log.error("gateway_broke", delivery_id=str(claimed.delivery_id), error=type(error).__name__)
        return Failed(type(error).__name__[:40], ErrorKind.TECHNICAL, may_have_left=True)


@app.periodic(cron="* * * * * */15")
@app.task(
    name="messaging.sweep", queue=_HOUSE, queueing_lock="messaging.sweep", priority=_SWEEP_PRIORITY
)
def sweep_deliveries(timestamp: int) -> None:
    """Every 15 seconds: settle what dead workers left, ask again for what was lost."""
    swept = sweep(now=clock_now())
    if swept.sent_again or swept.unknown or swept.asked_again:
        log.warning(
            "deliveries_swept",
            sent_again=swept.sent_again,
            unknown=swept.unknown,
            asked_again=swept.asked_again,
        )


@app.periodic(cron="* * * * *")
@app.task(
    name="messaging.revive_jobs",
    queue=_HOUSE,
    queueing_lock="messaging.revive_jobs",
    priority=_SWEEP_PRIORITY,
    pass_context=True,
)
async def revive_jobs(context: JobContext, timestamp: int) -> None:
    """Every minute: give the jobs of workers without a heartbeat to those that live."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # the same is waiting already
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="* * * * *")
@app.task(name="core.chain_audit", queue=_HOUSE, queueing_lock="core.chain_audit")
def chain_audit(timestamp: int) -> None:
    """Every minute: seal the new entries of the audit trail."""
    while audit.chain(_CHAIN_AT_ONCE) == _CHAIN_AT_ONCE:
        pass


@app.periodic(cron="5 0 * * *")
@app.task(name="core.note_last_link", queue=_HOUSE, queueing_lock="core.note_last_link")
def note_last_link(timestamp: int) -> None:
    """Every night: write the end of the trail into the log, which is kept elsewhere."""
    log.info("trail_digest", link=str(audit.last_link()))


@app.periodic(cron="25 0 * * *")
@app.task(
    name="applications.expire_drafts", queue=_HOUSE, queueing_lock="applications.expire_drafts"
)
def expire_old_drafts(timestamp: int) -> None:
    """Every night: close the drafts of seasons that are over, as families were told."""
    while expire_drafts(now=clock_now()):
        pass


@app.periodic(cron="*/10 * * * *")
@app.task(name="accounts.purge_codes", queue=_HOUSE, queueing_lock="accounts.purge_codes")
def purge_old_codes(timestamp: int) -> None:
    """Every ten minutes: remove one-time codes and rate counters that are of no more use."""
    purge_codes(now=clock_now())


@app.periodic(cron="17 3 * * *")
@app.task(
    name="messaging.remove_old_jobs",
    queue=_HOUSE,
    queueing_lock="messaging.remove_old_jobs",
    pass_context=True,
)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Every night: remove jobs that ended more than three days ago."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=72, include_failed=True, include_cancelled=True, include_aborted=True
    )

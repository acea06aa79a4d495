"""What Prometheus reads: this process, and the cheap gauges of what waits."""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from prometheus_client import CONTENT_TYPE_LATEST, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.core import CollectorRegistry, GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from tasjil.core import outbox
from tasjil.messaging.selectors import counts_by_state, oldest_waiting_age

CONTENT_TYPE = CONTENT_TYPE_LATEST

_process = CollectorRegistry(auto_describe=False)
for _each in (ProcessCollector, PlatformCollector, GCCollector):
    _each(registry=_process)


class Waiting(Collector):
    """Asks the database at the moment of reading: three small queries, each on an index."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges; only `tasjil_database_up 0` when the database does not answer."""
        up = GaugeMetricFamily("tasjil_database_up", "Whether the database answers.")
        try:
            found = [*self._outbox(), *self._deliveries()]
            up.add_metric([], 1)
        except DatabaseError:
            found = []
            up.add_metric([], 0)
        yield up
        yield from found

    def _outbox(self) -> Iterator[Metric]:
        waiting = outbox.backlog(now=self._now)
        yield GaugeMetricFamily(
            "tasjil_outbox_waiting", "Events not yet delivered.", value=waiting.waiting
        )
        yield GaugeMetricFamily(
            "tasjil_outbox_oldest_seconds",
            "Age of the oldest event not yet delivered.",
            value=waiting.oldest_age.total_seconds(),
        )

    def _deliveries(self) -> Iterator[Metric]:
        states = GaugeMetricFamily("tasjil_deliveries", "Messages by state.", labels=["state"])
        for state, count in counts_by_state().items():
            states.add_metric([state.value], count)
        yield states
        age = oldest_waiting_age(now=self._now)
        yield GaugeMetricFamily(
            "tasjil_deliveries_oldest_seconds",
            "Age of the oldest message not yet sent.",
            value=age.total_seconds() if age else 0,
        )


def exposition(now: datetime) -> bytes:
    """Return everything in the text format."""
    waiting = CollectorRegistry()
    waiting.register(Waiting(now))
    return generate_latest(_process) + generate_latest(waiting)

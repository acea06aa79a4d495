"""Writes of messaging: lay texts, plan messages, claim and record deliveries, sweep."""

from tasjil.messaging.services.deliver import claim, record
from tasjil.messaging.services.plan import plan_code, plan_message
from tasjil.messaging.services.sweeping import sweep
from tasjil.messaging.services.texts import lay_texts

__all__ = ["claim", "lay_texts", "plan_code", "plan_message", "record", "sweep"]

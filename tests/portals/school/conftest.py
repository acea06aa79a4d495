"""The clock stands still for these pages too."""

from tests.portals.desks import _still_clock

__all__ = ["_still_clock"]

"""Reading indicators: boards of counts down the tree, and the clock of a desk."""

from tasjil.monitoring.selectors.boards import board
from tasjil.monitoring.selectors.clock import desk_clock
from tasjil.monitoring.selectors.units import units_held

__all__ = ["board", "desk_clock", "units_held"]

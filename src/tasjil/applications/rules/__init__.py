"""Pure rules of a request: are the answers whole, and what do the automatic checks say."""

from tasjil.applications.rules.answers import all_problems, problems, read_filing
from tasjil.applications.rules.checks import Likeness, Residence, run_checks
from tasjil.applications.rules.fields import bad_date

__all__ = [
    "Likeness",
    "Residence",
    "all_problems",
    "bad_date",
    "problems",
    "read_filing",
    "run_checks",
]

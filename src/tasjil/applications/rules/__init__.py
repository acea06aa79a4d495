"""Pure rules of a request: are the answers whole, and what do the automatic checks say."""

from tasjil.applications.rules.answers import all_problems, problems, read_filing
from tasjil.applications.rules.checks import Likeness, Residence, run_checks
from tasjil.applications.rules.fields import bad_date
from tasjil.applications.rules.written import answers_from

__all__ = [
    "Likeness",
    "Residence",
    "all_problems",
    "answers_from",
    "bad_date",
    "problems",
    "read_filing",
    "run_checks",
]

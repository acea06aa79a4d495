"""The family's addresses, under /{lang}/apply/."""

from django.urls import path, register_converter

from tasjil.applications.types import Section
from tasjil.portals.guardian import correcting, family, following, pages, sending, sign_in

app_name = "guardian"


class SectionConverter:
    """A page of the form in an address: child, civil_status, parents, home, school."""

    regex = "|".join(section.value for section in Section)

    def to_python(self, value: str) -> Section:
        """Return the section."""
        return Section(value)

    def to_url(self, value: Section) -> str:
        """Return its name."""
        return Section(value).value


class NumberConverter:
    """A request's number as printed: 7K4P-29M3. The hyphen tells it from the id of a draft."""

    regex = "[2-9A-Za-z]{4}-[2-9A-Za-z]{4}"

    def to_python(self, value: str) -> str:
        """Return it as it came; the selector reads it."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is shown."""
        return value


register_converter(SectionConverter, "section")
register_converter(NumberConverter, "number")

_draft, _sent = "requests/<int:draft_id>", "requests/<number:number>"
urlpatterns = [
    path("", sign_in.start, name="start"),
    path("code", sign_in.code, name="code"),
    path("code/again", sign_in.again, name="again"),
    path("leave", sign_in.leave, name="leave"),
    path("requests/", family.requests, name="requests"),
    path("requests/new", family.new, name="new"),
    path(f"{_draft}/<section:section>", pages.section, name="section"),
    path(f"{_draft}/review", sending.review, name="review"),
    path(f"{_draft}/discard", family.discard, name="discard"),
    path(f"{_sent}/", following.request_page, name="request"),
    path(f"{_sent}/receipt", following.receipt, name="receipt"),
    path(f"{_sent}/correct/", correcting.correct, name="correct"),
    path(f"{_sent}/correct/<section:section>", correcting.correct_section, name="correct_section"),
    path(f"{_sent}/answer", following.answer, name="answer"),
    path(f"{_sent}/withdraw", following.withdraw, name="withdraw"),
    path(f"{_sent}/appeal", following.appeal, name="appeal"),
]

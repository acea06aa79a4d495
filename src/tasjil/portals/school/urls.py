"""Addresses for the school head: the desk, a request, its decision."""

from django.urls import path, register_converter

from tasjil.portals.school import decisions, views


class Number:
    """A request's number as people write it; whether it exists is not for the address to say."""

    regex = r"[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}"

    def to_python(self, value: str) -> str:
        """Return the number as typed."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number as printed."""
        return value


register_converter(Number, "request_number")

app_name = "school"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("requests/<request_number:number>", views.request_file, name="request"),
    path("requests/<request_number:number>/take-up", decisions.take_up, name="take_up"),
    path("requests/<request_number:number>/ask", decisions.ask, name="ask"),
    path("requests/<request_number:number>/accept", decisions.accept, name="accept"),
    path("requests/<request_number:number>/refuse", decisions.refuse, name="refuse"),
]

"""The two pages of the family's door, as they are drawn from several places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tasjil.accounts.services.addresses import mask_address
from tasjil.accounts.types import Channel
from tasjil.portals.fields import Field, Form, Group


def start_page(
    request: HttpRequest,
    value: str = "",
    *,
    problem: str = "",
    next_path: str = "",
    kept: str = "",
    status: int = 200,
) -> HttpResponse:
    """Ask for a phone or a mailbox; `kept` is a form that was sent too late, sealed."""
    form = _start_form(value)
    form.complain({"contact": problem} if problem else {})
    context = {"form": form, "next": next_path[:300], "kept": kept, "expired": bool(kept)}
    return render(request, "guardian/start.html", context, status=status)


def _start_form(value: str) -> Form:
    """Return the one field of the first page."""
    return Form(
        [
            Group(
                [
                    Field(
                        name="contact",
                        label=_("Mobile number or e-mail address"),
                        value=value,
                        help_text=_("For example 0612345678, or name@example.ma"),
                        attributes={"dir": "ltr", "autocomplete": "username", "inputmode": "email",
                                    "autocapitalize": "off", "spellcheck": "false"},
                        ltr=True,
                    )
                ]
            )
        ]
    )  # fmt: skip


def code_page(
    request: HttpRequest,
    channel: Channel,
    address: str,
    *,
    typed_code: str = "",
    problem: str = "",
    sent_again: bool = False,
    kept: str = "",
    status: int = 200,
) -> HttpResponse:
    """Ask for the code; the address is shown with its middle hidden."""
    field = Field(
        name="code",
        label=_("The six digits of the code"),
        value=typed_code,
        attributes={"class": "code-input", "inputmode": "numeric", "autocomplete": "one-time-code",
                    "dir": "ltr"},
    )  # fmt: skip
    form = Form([Group([field])])
    form.complain({"code": problem} if problem else {})
    context = {
        "form": form,
        "field": field,
        "masked": mask_address(channel, address),
        "by_sms": channel is Channel.SMS,
        "sent_again": sent_again,
        "kept": kept,
    }
    return render(request, "guardian/code.html", context, status=status)

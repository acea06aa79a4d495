"""Light form fields: what `components/field.html` and `components/error_summary.html` ask of one.

A page of the form is opened by families on cheap phones, at the worst hour all at once. Django's
forms build widgets, renderers and a template per control; these draw the control as text, and
hold no rule: problems come as sentences from the caller.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape as escape_text
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from tasjil.core.text import western_digits
from tasjil.portals.drawing import draw_field, draw_groups

Label = str | Promise

_LONGEST_ID = 18  # every number of 18 digits is a bigint


@dataclass(slots=True)
class Choice:
    """One answer to choose: `hint` is shown under it."""

    value: str
    label: Label
    hint: Label = ""


@dataclass(slots=True)
class DrawnChoice:
    """A choice as the field component draws it."""

    id_for_label: str
    tag: SafeString
    choice_label: SafeString


@dataclass(slots=True)
class _Widget:
    """What the component asks of a field's widget."""

    input_type: str


@dataclass(slots=True)
class _Inner:
    """What the component asks of the field behind a bound one."""

    required: bool
    widget: _Widget


def escape(text: object) -> str:
    """Escape for HTML, without the wrappers that make Django's own three times as slow."""
    return escape_text(str(text))


_TEXTUAL = frozenset({"text", "tel", "email", "search"})


@dataclass(slots=True)
class Field:
    """One field of a form with its value and its errors.

    `kind` is text, tel, email, search, textarea, select, radio, checkbox or hidden. `attributes`
    are written by us, never typed by people. `css` is the class that the component takes; `quiet`
    hides the word "optional" where another answer decides whether this one is wanted.
    """

    name: str
    label: Label
    kind: str = "text"
    value: str = ""
    required: bool = True
    help_text: Label = ""
    choices: Sequence[Choice] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    css: str = ""
    ltr: bool = False
    quiet: bool = False
    where: str = ""  # the label in a list of errors, where another field has the same one
    # What the templates ask for again and again, made once.
    auto_id: str = field(init=False)
    field: _Inner = field(init=False)

    def __post_init__(self) -> None:
        """Set the id of the control, and the field behind as Django's templates know it."""
        self.auto_id = f"id_{self.name}"
        self.field = _Inner(self.required, _Widget(self.kind))

    @property
    def id_for_label(self) -> str:
        """The id that a label points to; none for a group."""
        return "" if self.kind == "radio" else self.auto_id

    @property
    def use_fieldset(self) -> bool:
        """Whether several controls share one legend."""
        return self.kind == "radio"

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it shows."""
        return self.kind == "hidden"

    @property
    def aria_describedby(self) -> str:
        """The ids of the hint and of the errors, as far as they are there."""
        hint = f"{self.auto_id}_helptext" if self.help_text else ""
        error = f"{self.auto_id}_error" if self.errors else ""
        return f"{hint} {error}".strip()

    @property
    def shown(self) -> str:
        """The value in words: the label of what was chosen, else what was typed."""
        if self.kind in ("select", "radio"):
            chosen = (str(each.label) for each in self.choices if each.value == self.value)
            return next(chosen, self.value)
        return str(self.label) if self.kind == "checkbox" and self.value else self.value

    @property
    def drawn(self) -> SafeString:
        """The whole field: label, hint, errors, control."""
        return draw_field(self)

    @property
    def subwidgets(self) -> Iterator[DrawnChoice]:
        """The choices of a group, drawn."""
        for number, each in enumerate(self.choices):
            identifier = f"{self.auto_id}_{number}"
            checked = " checked" if each.value == self.value else ""
            tag = (
                f'<input type="radio" name="{self.name}" id="{identifier}" '
                f'value="{escape(each.value)}"{checked}>'
            )
            hint = f'<span class="hint">{escape(each.hint)}</span>' if each.hint else ""
            yield DrawnChoice(
                identifier,
                mark_safe(tag),  # noqa: S308 - every part is ours or escaped
                mark_safe(f"{escape(each.label)}{hint}"),  # noqa: S308 - both parts are escaped
            )

    def __str__(self) -> str:
        """The control itself."""
        start = f'name="{self.name}" id="{self.auto_id}"'
        if self.kind == "hidden":
            return mark_safe(f'<input type="hidden" {start} value="{escape(self.value)}">')  # noqa: S308
        common = f"{start}{self._attributes()}"
        if self.kind in _TEXTUAL:
            html = f'<input type="{self.kind}" {common} value="{escape(self.value)}">'
        elif self.kind == "checkbox":
            html = f'<input type="checkbox" {common} value="yes"{" checked" if self.value else ""}>'
        elif self.kind == "textarea":
            html = f"<textarea {common}>\n{escape(self.value)}</textarea>"
        else:
            html = f"<select {common}>{self._options()}</select>"
        return mark_safe(html)  # noqa: S308 - every part is ours or escaped

    def _options(self) -> str:
        return "".join(
            f'<option value="{escape(each.value)}"'
            f"{' selected' if each.value == self.value else ''}>{escape(each.label)}</option>"
            for each in self.choices
        )

    def _attributes(self) -> str:
        found = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        described = self.aria_describedby
        if described:
            found += f' aria-describedby="{described}"'
        if self.errors:
            found += ' aria-invalid="true"'
        # Not the attribute `required`: the browser's own bubble speaks the phone's language, names
        # one field at a time, and would stop a page from being kept half done.
        return found + (' aria-required="true"' if self.required else "")


@dataclass(slots=True)
class Group:
    """Fields under one heading; `title` empty for a plain run of fields; `row`: side by side."""

    fields: Sequence[Field]
    title: Label = ""
    hint: Label = ""
    row: bool = False

    @property
    def drawn(self) -> SafeString:
        """The fields of this group alone, for a page that puts something between groups."""
        return draw_groups([self])


@dataclass(slots=True)
class Form:
    """A page's fields in their groups, as the error summary walks them."""

    groups: Sequence[Group]
    non_field_errors: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Field]:
        for group in self.groups:
            yield from group.fields

    @property
    def drawn(self) -> SafeString:
        """The whole page of fields, under their headings."""
        return draw_groups(self.groups)

    @property
    def errors(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.non_field_errors) or any(each.errors for each in self)

    def labels(self) -> dict[str, str]:
        """Return each field's label; one that stands several times says under which heading."""
        times = Counter(str(each.label) for each in self)
        return {
            each.name: f"{group.title} · {each.label}"
            if group.title and times[str(each.label)] > 1
            else str(each.label)
            for group in self.groups
            for each in group.fields
        }

    def complain(self, problems: Mapping[str, str]) -> None:
        """Put each problem's sentence beside its field, or above the form when it has none."""
        fields = {each.name: each for each in self}
        for name, label in self.labels().items() if problems else ():
            fields[name].where = label
        for name, sentence in problems.items():
            if name in fields and not fields[name].is_hidden:
                fields[name].errors.append(sentence)
            else:
                self.non_field_errors.append(sentence)


def choices_of(labels: Mapping[Any, Label]) -> list[Choice]:
    """Return the choices of a dictionary of values and their words."""
    return [Choice(str(value), label) for value, label in labels.items()]


def typed(data: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Return what was typed under each name, without the sign that no database keeps."""
    return {name: str(data.get(name, "")).replace("\x00", "") for name in names}


def id_in(text: object) -> int | None:
    """Return the id that a control sent, None for anything else."""
    digits = western_digits(str(text or "")).strip()
    plain = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_ID
    return int(digits) if plain else None

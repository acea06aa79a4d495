"""Structured logs: one JSON object a line, no personal data.

Django hands its loggers the whole request and names its path; a path, its query and the details
of a database error may all say who asked for what. None of them reaches a line.
"""

import logging
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

_FRAMES = 30


def _nobody_named(
    logger: Any, method: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    """Leave out the request that Django attaches, and the path that it writes into its message."""
    request = event.pop("request", None)
    match = getattr(request, "resolver_match", None)
    if match is not None:
        event["route"] = match.route
    record = event.get("_record")
    if record is not None and record.name.startswith("django."):
        event["event"] = str(record.msg)  # the sentence before its values are filled in
    return event


_SHARED: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    _nobody_named,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def _first_lines(exc_info: structlog.typing.ExcInfo) -> list[dict[str, Any]]:
    """Return an error's stacks with the first line of each message.

    PostgreSQL writes the values of a row into the lines that follow.
    """
    stacks = ExceptionDictTransformer(show_locals=False, max_frames=_FRAMES)(exc_info)
    for stack in stacks:
        stack["exc_value"] = stack["exc_value"].partition("\n")[0]
    return stacks


def configure() -> None:
    """Send structlog's own loggers through the standard library, so that levels hold for all."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def formatter() -> logging.Formatter:
    """Return the formatter that turns every log record into one JSON line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(_first_lines),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )

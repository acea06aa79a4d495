"""Bytes become text: which encoding was it written in?"""

import codecs
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer

from tasjil.territory.importing.errors import EmptyFile, FileTooLarge, NotText, Unreadable

MAX_BYTES = 64 * 1024 * 1024
REPLACEMENT = "\ufffd"
"""Stands where a byte made no sense: a line that holds it is rejected, the others are not."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What offices in Morocco save when they do not save UTF-8.
_OLD_ENCODINGS = ["cp1256", "cp1252"]
_SAMPLE_BYTES = 64 * 1024
_STRAY = 500  # one odd sign in so many bytes is a slip of the pen, more are another kind of file
_BINARY_SIGNS = frozenset(range(32)) - {9, 10, 11, 12, 13, 26}


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was handed in: its name, for its ending, and its bytes."""

    name: str
    data: bytes

    @classmethod
    def from_path(cls, path: Path) -> "Source":
        """Read the file. Raises Unreadable when it is missing or may not be read."""
        try:
            if path.stat().st_size > MAX_BYTES:
                raise FileTooLarge(limit=MAX_BYTES)
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise Unreadable(reason=error.strerror or type(error).__name__) from error


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was in.

    Raises EmptyFile, FileTooLarge, or NotText.
    """
    if len(data) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES)
    if not data.strip():
        raise EmptyFile
    encoding = _encoding_of(data)
    text = data.decode(encoding, errors="replace")
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyFile
    return text, encoding.removesuffix("-sig")


def _encoding_of(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if utf16 := _unmarked_utf16(data):
        return utf16
    sample = data[:_SAMPLE_BYTES]
    if sum(byte in _BINARY_SIGNS for byte in sample) * _STRAY > len(sample):
        raise NotText
    if _mostly_utf8(data):
        return "utf-8"
    # Only lines that are not plain ASCII tell old encodings apart; they may all be near the end.
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    best = charset_normalizer.from_bytes(
        telling[:_SAMPLE_BYTES], cp_isolation=_OLD_ENCODINGS
    ).best()
    if best is None:
        raise NotText
    return best.encoding


def _unmarked_utf16(data: bytes) -> str | None:
    """Every other byte of Latin or Arabic UTF-16 has one of very few values, 0 for the Latin."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        letters = high.count(0) > 0 and high.count(0) + high.count(6) > 0.9 * len(high)
        if letters and low.count(0) < 0.1 * len(low):
            return encoding
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether this is UTF-8, be it with a few damaged bytes."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count(REPLACEMENT)
        whole = sum(1 for sign in text if ord(sign) > 127) - broken
        return broken * 20 < whole
    return True

"""What an SMS holds: the GSM-7 alphabet (3GPP TS 23.038) and the lengths of parts."""

import unicodedata

from tasjil.messaging.types import Encoding, Parts

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")  # each is sent as an escape and a sign: two units
# units in a message alone, and in each part of a longer one (six octets go to the part's header)
_ALONE = {Encoding.GSM7: 160, Encoding.UCS2: 70}
_IN_PARTS = {Encoding.GSM7: 153, Encoding.UCS2: 67}
_FOLD = str.maketrans(
    {
        "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "–": "-", "—": "-",
        "…": "...", "œ": "oe", "Œ": "OE", "°": "o", "\u00a0": " ", "\u202f": " ",
        "\u200e": "", "\u200f": "",
    }
)  # fmt: skip


def sms_parts(text: str) -> Parts:
    """Return encoding, number of parts and length of an SMS.

    A sign of two units is never cut in the middle, so a part may hold one unit less.
    """
    gsm7 = all(sign in _BASIC or sign in _EXTENSION for sign in text)
    encoding = Encoding.GSM7 if gsm7 else Encoding.UCS2
    sizes = [_units(sign, encoding) for sign in text]
    length = sum(sizes)
    if length <= _ALONE[encoding]:
        return Parts(encoding, 1, length)
    parts, room = 1, _IN_PARTS[encoding]
    for size in sizes:
        if size > room:
            parts, room = parts + 1, _IN_PARTS[encoding]
        room -= size
    return Parts(encoding, parts, length)


def to_gsm7(text: str) -> str:
    """Return Latin text with what GSM-7 does not have folded: ç to c, ê to e, œ to oe.

    A sign that has no fold (an Arabic letter) stays: `sms_parts` then says UCS-2.
    """
    folded = []
    for sign in text.translate(_FOLD):
        if sign in _BASIC or sign in _EXTENSION:
            folded.append(sign)
        else:
            bare = unicodedata.normalize("NFKD", sign)
            folded.append("".join(c for c in bare if not unicodedata.combining(c)) or sign)
    return "".join(folded)


def _units(sign: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM7:
        return 2 if sign in _EXTENSION else 1
    return len(sign.encode("utf-16-be")) // 2

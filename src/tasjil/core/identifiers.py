"""Request numbers and codes: short, readable over the phone, with a check character.

The alphabet leaves out signs that look or sound alike (0 O, 1 I L, 5 S, 2 Z's twin, U V's twin).
It has 28 signs and 29 is prime, so the hybrid system of ISO 7064 finds every single wrong sign
and every swapped pair of neighbours.
"""

import secrets

from stdnum.iso7064 import mod_37_36

from tasjil.core.text import western_digits

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXY"
LENGTH = 8


def new_number() -> str:
    """Return a fresh random request number, eight signs, without the hyphen."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + str(mod_37_36.calc_check_digit(body, ALPHABET))


def parse_number(typed: str) -> str | None:
    """Return the number as stored from whatever a person typed, or None when it cannot be one."""
    text = "".join(c for c in western_digits(typed).upper() if c.isalnum())
    if len(text) != LENGTH or any(c not in ALPHABET for c in text):
        return None
    return text if mod_37_36.is_valid(text, ALPHABET) else None


def show_number(number: str) -> str:
    """Return the number as printed on a receipt: 7K4P-29M3."""
    return f"{number[:4]}-{number[4:]}"


def new_code(digits: int = 6) -> str:
    """Return a random numeric code of `digits` digits."""
    return "".join(secrets.choice("0123456789") for _ in range(digits))

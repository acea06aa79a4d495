"""Request numbers and codes: short, readable over the phone, with a check character.

The alphabet leaves out signs that look or sound alike (0 O, 1 I L, 5 S, 2 Z's twin, U V's twin).
It has 28 signs; with the "*" of ISO 7064's pure system there are 29, a prime: every single wrong
sign and every swapped pair of neighbours is found. (The hybrid system, which needs no "*", lets one
swap in 400 pass.) A number whose check character would be "*" is not given out.
"""

import secrets

from stdnum.iso7064 import mod_37_2

from tasjil.core.text import western_digits

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXY"
LENGTH = 8
_WITH_STAR = f"{ALPHABET}*"


def new_number() -> str:
    """Return a fresh random request number, eight signs, without the hyphen."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        check = mod_37_2.calc_check_digit(body, _WITH_STAR)
        if check in ALPHABET:
            return body + check


def parse_number(typed: str) -> str | None:
    """Return the number as stored from whatever a person typed, or None when it cannot be one."""
    text = "".join(c for c in western_digits(typed).upper() if c.isalnum())
    if len(text) != LENGTH or any(c not in ALPHABET for c in text):
        return None
    return text if mod_37_2.is_valid(text, _WITH_STAR) else None


def show_number(number: str) -> str:
    """Return the number as printed on a receipt: 7K4P-29M3."""
    return f"{number[:4]}-{number[4:]}"


def new_code(digits: int = 6) -> str:
    """Return a random numeric code of `digits` digits."""
    return "".join(secrets.choice("0123456789") for _ in range(digits))

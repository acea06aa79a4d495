"""What must be kept but not read: sealed text, keyed hashes."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _key(purpose: str) -> bytes:
    return hashlib.blake2b(
        purpose.encode(), key=hashlib.sha256(settings.SECRET_KEY.encode()).digest(), digest_size=32
    ).digest()


def seal(text: str) -> str:
    """Return `text` encrypted so that only this installation can read it."""
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """Return the text of a sealed token.

    Raises ValueError when the token was made with another key or was changed.
    """
    try:
        return Fernet(base64.urlsafe_b64encode(_key("seal"))).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ValueError("sealed with another key") from error


def fingerprint(purpose: str, *parts: str) -> str:
    """Return a keyed hash (64 hex signs) of `parts`, equal only for equal purpose and parts."""
    message = "\x1f".join(parts).encode()
    return hmac.new(_key(purpose), message, hashlib.sha256).hexdigest()


def same(left: str, right: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())

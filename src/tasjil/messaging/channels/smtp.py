"""Mail over SMTP.

TASJIL_EMAIL_URL is smtp://user:password@host:port?tls=starttls (or smtps://, tls=implicit).
Mail servers do not know keys: a message that may have left is shown to a person. A relay that
drops a second message with the same Message-ID may be told so with `idempotent=yes`.
"""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, unquote, urlsplit

from tasjil.messaging.types import ErrorKind, Failed, Outcome, Outgoing, Refused, Sent

_TIME_OUT = 10.0  # seconds, for each exchange with the server


class Smtp:
    """A mail server that relays for us."""

    def __init__(self, url: str, sender: str, *, time_out: float = _TIME_OUT) -> None:
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.honours_key = options.get("idempotent") == "yes"
        self._tls = options.get("tls", "implicit" if parts.scheme == "smtps" else "no")
        if self._tls not in ("no", "starttls", "implicit"):
            raise ValueError("tls in TASJIL_EMAIL_URL is one of no, starttls, implicit")
        self._host = parts.hostname or "localhost"
        self._port = parts.port or {"no": 25, "starttls": 587, "implicit": 465}[self._tls]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender = sender
        self._time_out = time_out

    def send(self, message: Outgoing) -> Outcome:
        """Hand a mail over. 5xx for the recipient or the text is final, 4xx passes."""
        if not message.to.isascii() or "@" not in message.to:
            return Refused("smtp_address")
        mail = _mail(message, self._sender)
        try:
            server = self._connect()
        except smtplib.SMTPAuthenticationError as error:
            return Failed(f"smtp_{error.smtp_code}", ErrorKind.TECHNICAL)
        except (smtplib.SMTPNotSupportedError, ssl.SSLError):
            return Failed("smtp_set_up", ErrorKind.TECHNICAL)
        except (OSError, smtplib.SMTPException):
            return Failed("no_connection")
        try:
            return self._hand_over(server, message.to, mail)
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        if self._tls == "implicit":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._time_out, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=self._time_out)
        try:
            server.ehlo_or_helo_if_needed()
            if self._tls == "starttls":
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, to: str, mail: EmailMessage) -> Outcome:
        try:
            for code, _ in (server.mail(self._sender), server.rcpt(to)):
                if code >= 400:
                    return _refused(code)
        except (OSError, smtplib.SMTPException):
            return Failed("line_broke")
        try:
            code, answer = server.data(mail.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code)
        except (OSError, smtplib.SMTPException):
            # Between the last line of the text and the server's answer nobody knows.
            return Failed("line_broke", may_have_left=True)
        if code >= 400:
            return _refused(code)
        _say_goodbye(server)
        return Sent(answer.decode("ascii", "replace"))


def _say_goodbye(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return  # the mail is theirs already


def _refused(code: int) -> Outcome:
    return Refused(f"smtp_{code}") if code >= 500 else Failed(f"smtp_{code}")


def _mail(message: Outgoing, sender: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(
        "التسجيل الأولي" if message.language == "ar" else "Tasjil", addr_spec=sender
    )
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    # Base64 for Arabic: quoted-printable would triple it, and 8 bits do not pass everywhere.
    encoding = "base64" if message.language == "ar" else "quoted-printable"
    mail.set_content(message.text, charset="utf-8", cte=encoding)
    mail["Content-Language"] = message.language  # after: set_content removes such headers
    return mail

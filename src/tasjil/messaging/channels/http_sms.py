"""SMS over HTTP, in the way of Kannel's `sendsms`.

TASJIL_SMS_URL is the address with whatever the gateway wants in its query (username, password).
`idempotent=no` in it says that the gateway does not know the Idempotency-Key header: a message
that may have left is then shown to a person instead of being sent again.
"""

import httpx

from tasjil.messaging.rules import sms_parts
from tasjil.messaging.types import Encoding, ErrorKind, Failed, Outcome, Outgoing, Refused, Sent

_TIME_OUT = 10.0  # seconds, for each of connecting, writing and reading
_CODING = {Encoding.GSM7: "0", Encoding.UCS2: "2"}
# A wrong password or path is our fault, not the family's number: kept, and tried again.
_SET_UP = {401, 403, 404, 405, 407}
_LATER = {408, 425, 429}


class HttpSms:
    """A Kannel-compatible gateway."""

    def __init__(self, url: str, sender: str, *, time_out: float = _TIME_OUT) -> None:
        address = httpx.URL(url)
        self.honours_key = address.params.get("idempotent") != "no"
        self._url = address.copy_remove_param("idempotent")
        self._sender = sender
        # No connection is kept: on one that the gateway has just closed, nobody could tell
        # whether the message left.
        self._client = httpx.Client(
            timeout=time_out, limits=httpx.Limits(max_keepalive_connections=0)
        )

    def send(self, message: Outgoing) -> Outcome:
        """Hand an SMS over. 2xx is taken over; what may pass is worth another try."""
        try:
            answer = self._client.get(
                self._url.copy_merge_params(self._parameters(message)),
                headers={"Idempotency-Key": str(message.key)},
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return Failed("no_connection")
        except httpx.TimeoutException:
            return Failed("timed_out", may_have_left=True)
        except httpx.HTTPError:
            return Failed("line_broke", may_have_left=True)
        return _outcome(answer)

    def _parameters(self, message: Outgoing) -> dict[str, str]:
        return {
            "to": message.to,
            "from": self._sender,
            "text": message.text,
            "coding": _CODING[sms_parts(message.text).encoding],
            "charset": "UTF-8",
            "dlr-id": str(message.key),
        }


def _outcome(answer: httpx.Response) -> Outcome:
    status = answer.status_code
    if answer.is_success:
        # Kannel: "0: Accepted for delivery: <its id>"
        return Sent(answer.text.strip().rsplit(": ", 1)[-1] if answer.text.count(": ") > 1 else "")
    if status in _SET_UP or answer.has_redirect_location:
        return Failed(f"http_{status}", ErrorKind.TECHNICAL)
    if status >= 500 or status in _LATER:
        # The gateway says that it did not take it; only a time-out in front of it may hide more.
        return Failed(f"http_{status}", may_have_left=status == 504)
    return Refused(f"http_{status}")

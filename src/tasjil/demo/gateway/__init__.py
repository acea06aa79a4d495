"""A country's phones and mailboxes in small: an SMS gateway and a mail server that keep all."""

from tasjil.demo.gateway.inbox import Inbox
from tasjil.demo.gateway.mail import MailServer
from tasjil.demo.gateway.received import Row, received
from tasjil.demo.gateway.sms import SmsGateway

__all__ = ["Inbox", "MailServer", "Row", "SmsGateway", "received"]

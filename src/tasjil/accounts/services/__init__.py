"""The only writers of accounts: codes and counters, staff and grants, keys; and the cookie."""

from tasjil.accounts.services.addresses import NoSuchMailbox, NoTextMessages, read_address
from tasjil.accounts.services.codes import (
    CodeExpired,
    CodeLocked,
    CodeMalformed,
    WrongCode,
    prove_code,
    purge_codes,
    request_code,
)
from tasjil.accounts.services.keys import UnknownScope, issue_key, revoke_key
from tasjil.accounts.services.sessions import (
    actor_of_guardian,
    open_guardian_session,
    read_guardian_session,
    renew_guardian_session,
)
from tasjil.accounts.services.sign_in import (
    LockedOut,
    WrongCredentials,
    sign_in_staff,
    sign_out_staff,
)
from tasjil.accounts.services.staff import (
    EmailTaken,
    WeakPassword,
    WrongFloor,
    create_staff,
    deactivate_staff,
    end_role,
    grant_role,
    set_password,
)

__all__ = [
    "CodeExpired",
    "CodeLocked",
    "CodeMalformed",
    "EmailTaken",
    "LockedOut",
    "NoSuchMailbox",
    "NoTextMessages",
    "UnknownScope",
    "WeakPassword",
    "WrongCode",
    "WrongCredentials",
    "WrongFloor",
    "actor_of_guardian",
    "create_staff",
    "deactivate_staff",
    "end_role",
    "grant_role",
    "issue_key",
    "open_guardian_session",
    "prove_code",
    "purge_codes",
    "read_address",
    "read_guardian_session",
    "renew_guardian_session",
    "request_code",
    "revoke_key",
    "set_password",
    "sign_in_staff",
    "sign_out_staff",
]

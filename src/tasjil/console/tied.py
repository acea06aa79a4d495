"""Start a program that ends with its parent: `python -m tasjil.console.tied PARENT COMMAND...`.

When a supervisor is killed outright it can stop nobody. On Linux the kernel is asked beforehand to
end the program in that case, so that no orphan keeps the port or works on the queue. Elsewhere the
program just runs.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tie_to_parent(parent: int, number: signal.Signals) -> None:
    """Have the kernel send this process a signal when its parent ends; exit if it has already."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was asked
        sys.exit(1)


def main(parent: int, command: list[str]) -> None:
    """Tie this process to its parent and become the command."""
    tie_to_parent(parent, signal.SIGTERM)
    os.execvp(command[0], command)  # noqa: S606 - a list, no shell


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])

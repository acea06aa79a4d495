"""What can go wrong with the embedded database, in words for the person who starts it."""


class PostgresError(RuntimeError):
    """The embedded database cannot be found, started, reached or stopped.

    The message is one or two sentences that say what is wrong and what to do.
    """

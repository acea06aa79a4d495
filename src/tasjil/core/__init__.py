"""What every room needs and no room owns: actor, errors, clock, text, trail, outbox, database.

No word of the school domain lives here, but for identifiers.
"""

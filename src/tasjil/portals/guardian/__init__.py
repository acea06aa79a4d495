"""For the family: sign-in by code, the form, its requests."""

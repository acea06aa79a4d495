"""Staff and their roles over a part of the territory; sign-in of staff and of guardians."""

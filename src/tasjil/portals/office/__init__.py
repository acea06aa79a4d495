"""For directorates, academies and the ministry: boards."""

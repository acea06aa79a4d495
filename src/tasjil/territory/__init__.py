"""Academy > directorate > commune > school > satellite; residence zones; the school finder."""

"""For everyone, without signing in: home, eligibility, schools, tracking, help."""

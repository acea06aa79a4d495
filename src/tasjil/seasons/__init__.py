"""School years, levels, birth windows and the calendar: all of it data with dates, never code."""

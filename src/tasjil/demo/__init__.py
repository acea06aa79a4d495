"""The demonstration country: families, staff and the phones they hold. Never in production."""

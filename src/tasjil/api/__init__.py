"""REST v1 and the machine's view of health. No rule and no ORM here: services and selectors."""

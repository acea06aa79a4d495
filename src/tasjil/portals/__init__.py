"""The screens, one sub-package per audience. No rule and no ORM here: services and selectors."""

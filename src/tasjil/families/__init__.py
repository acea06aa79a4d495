"""Guardians, parents, children; recognising one child in two scripts."""

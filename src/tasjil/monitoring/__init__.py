"""Indicators and boards: counts up and down the tree."""

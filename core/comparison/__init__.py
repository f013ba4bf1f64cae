"""Comparing feature sets and networks: every combination trained and scored on one ground."""

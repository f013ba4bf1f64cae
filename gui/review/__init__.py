"""The panel *Review areas*."""

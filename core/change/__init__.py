"""Two dates of one ground: which areas are new, have grown, moved, stopped, or go faster, and what cannot be told."""

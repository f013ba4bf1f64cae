"""The printed inventory: its areas, its page."""

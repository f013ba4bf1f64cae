"""Parameters that several tools share, or that fill a file of their own."""

"""Series of displacements: what kind of motion each target shows, and since when."""

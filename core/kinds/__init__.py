"""What kind of motion an area shows: a landslide, or one of the things that look like one in a map of velocities."""

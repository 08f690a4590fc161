"""What a reader sees of a Word document: all that may stand in one, and the name of what stands there besides."""

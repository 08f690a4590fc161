"""A process that is killed, or told that the disk fails, at any one of its writes: for the tests of what then remains."""

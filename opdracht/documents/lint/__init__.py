"""All faults of a template at once: places (where), tags, blocks, names and accessibility (what), check (together)."""

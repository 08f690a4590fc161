"""Filling templates: compiled, in a sandbox, by many processes at once, written safely."""

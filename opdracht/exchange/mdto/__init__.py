"""MDTO: what the archives of Dutch government want to know of what they keep, as MDTO-XML 1.0.1."""

"""Measures of Word: twips (a twentieth of a point) and half points, as a bare number or with a unit."""

import re

INCH = 1440
"""Twips."""

_MEASURE = re.compile(r"(-?\d{1,7}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi|%|)")
_UNITS = {"pt": 20.0, "in": INCH, "cm": INCH / 2.54, "mm": INCH / 25.4, "pc": 240.0, "pi": 240.0}


def twips(value: str | None) -> float | None:
    """A measure in twips; None for what is none."""
    match = _MEASURE.fullmatch(value or "")
    return float(match[1]) * _UNITS.get(match[2], 1.0) if match else None


def half_points(value: str | None) -> float | None:
    """A measure in half points, as sizes of letters are; None for what is none."""
    match = _MEASURE.fullmatch(value or "")
    return float(match[1]) * _UNITS.get(match[2], 10.0) / 10 if match else None


def is_within(value: str | None, low: float, high: float) -> bool:
    """Whether a measure lies between two numbers of twips; one that is not there does."""
    measured = twips(value)
    return value is None or (measured is not None and low <= measured <= high)

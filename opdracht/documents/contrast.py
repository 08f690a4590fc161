"""How much two colours differ, for whoever has to read letters on a ground. Source: WCAG 2.2, relative luminance."""

from collections.abc import Sequence


def contrast(letters: Sequence[float], ground: Sequence[float]) -> float:
    """From 1 to 21. A colour is its red, green and blue, or only its grey, each from 0 to 1."""
    darker, lighter = sorted((_luminance(letters), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((min(part, 1) + 0.055) / 1.055) ** 2.4 for part in colour]
    red, green, blue = parts if len(parts) == 3 else parts * 3
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

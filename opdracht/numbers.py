"""Numbers as Dutch readers write them."""

from __future__ import annotations


def written(number: float) -> str:
    """'1.400' and '0,25': a point between thousands, a decimal comma, no more decimals than needed (at most 2)."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))

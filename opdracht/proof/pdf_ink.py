"""What a page looks like, laid beside what it should show: ink under every word, and none where there is no word or line.

This looks at the picture alone, so it finds what hides or adds something in a way that nobody thought of.
"""

import numpy as np
import numpy.typing as npt
import pypdfium2

from opdracht.proof.pdf_layout import Box, Drawing

SCALE = 1.5
"""Pixels to a point."""
_LIGHTEST = 232
"""From 0 (black) to 255 (white): lighter than this is paper."""
_INK = 0.04
"""So much of the place of a word is ink at least; a line of dots has more."""
_SLACK = 1.5
"""Points that a letter may reach outside its place."""
_DEEPEST = 0.3
_HIGHEST = 1.1

Mask = npt.NDArray[np.bool_]


def differs_from(shown: Drawing, page: pypdfium2.PdfPage) -> str | None:
    """What a picture of a page has too little or too much, in Dutch; None when it is as it should be."""
    ink: Mask = page.render(scale=SCALE, grayscale=True, draw_annots=True, may_draw_forms=True).to_numpy() < _LIGHTEST
    height = page.get_height()
    rest = ink.copy()
    for run in shown.runs:
        if run.text.strip() and not _part(ink, run.box, height, 0).any():
            return "tekst die niet te zien is"
        size = run.size
        _part(rest, Box(run.left, run.base - _DEEPEST * size, run.right, run.base + _HIGHEST * size), height, _SLACK)[
            :
        ] = False
    for line in shown.lines:
        _part(rest, line, height, _SLACK)[:] = False
    return "iets dat geen tekst of lijn van het document is" if rest.any() else None


def _part(mask: Mask, box: Box, height: float, slack: float) -> Mask:
    """The pixels of a box."""
    top, bottom = height - box.top - slack, height - box.bottom + slack
    rows = slice(max(int(top * SCALE), 0), max(int(np.ceil(bottom * SCALE)), 0))
    columns = slice(max(int((box.left - slack) * SCALE), 0), max(int(np.ceil((box.right + slack) * SCALE)), 0))
    return mask[rows, columns]

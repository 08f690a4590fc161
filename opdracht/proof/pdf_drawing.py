"""What the instructions of a page draw: runs of text and long level lines, and nothing else (ISO 32000-1, annex A).

An instruction, or a form of one, that LibreOffice does not write for a document of text is an obstacle.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from opdracht.documents.contrast import contrast
from opdracht.proof.pdf_fonts import Typeface
from opdracht.proof.pdf_layout import Box, Drawing, TextRun
from opdracht.proof.pdf_structure import NotUnderstood

SMALLEST = 5.0
"""Points: smaller letters are not read."""
_PALEST = 3.0
"""The least contrast of letters with white paper, as WCAG reckons it; 4.5 is what people with poor sight need."""
_PAPER = (1.0, 1.0, 1.0)
_TOKEN = re.compile(
    rb"\s*(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?![^\s/<\[\]>])|(?P<name>/[^\s/<>\[\](){}%]+)|(?P<marks><<(?:[^<>()]|<[0-9A-F]*>)*>>)"
    rb"|<(?P<hex>(?:[0-9A-Fa-f]{2})*)>|\[(?P<list>[^\[\]()%/]*)\]|(?P<operator>[A-Za-z]+\*?))"
)
_ITEM = re.compile(rb"\s*(?:<((?:[0-9A-Fa-f]{2})*)>|([+-]?(?:\d+\.?\d*|\.\d+))(?=[\s<\]]|$))")
_ITEMS = re.compile(rb"(?:\s*(?:<(?:[0-9A-Fa-f]{2})*>|[+-]?(?:\d+\.?\d*|\.\d+)(?=[\s<]|$)))*\s*")
_MARKS = re.compile(
    rb"<<(\s*/(MCID\s+\d+|Type\s*/Pagination|Subtype\s*/(Header|Footer)|Attached\s*\[[^\]]*\]|ActualText<FEFF00A0>))*\s*>>"
)
"""An actual text that is a no-break space is how LibreOffice tells it from another space."""
_LONGEST = 500_000
"""Bytes of instructions; a full page has 20,000."""
_MOST_BACK, _MOST_BACK_BY_DIGIT, _MOST_ON = 0.2, 0.07, 0.2
"""So far may letters of one word be moved to one another (kerning) or apart, in parts of their size."""
_THICKEST, _SHORTEST, _SHORTEST_UPRIGHT, _NEAREST = 3.0, 200.0, 60.0, 6.0
"""Of lines, in points: thicker ones cover, short ones are a sign, and many near one another are a picture. Those of the
templates are as wide as the text."""
_Operand = float | str | bytes


@dataclass(frozen=True)
class _State:
    """What `q` keeps and `Q` gives back."""

    clip: Box
    ink: Sequence[float] = (0, 0, 0)
    width: float = 1.0
    face: Typeface | None = None
    size: float = 0.0


def drawing(content: bytes, faces: Mapping[str, Typeface], paper: Box) -> Drawing:
    """What a page shows. Raises NotUnderstood for anything but text that can be read and long level lines."""
    pen = _Pen(faces, paper)
    operands: list[tuple[str, _Operand]] = []
    at = 0
    content = content.rstrip()
    if len(content) > _LONGEST:
        raise NotUnderstood("te veel tekenopdrachten")
    while at < len(content):
        token = _TOKEN.match(content, at)
        if token is None or token.lastgroup is None:
            raise NotUnderstood("een tekenopdracht die niet te lezen is")
        at = token.end()
        kind, text = token.lastgroup, token[token.lastgroup]
        if kind == "operator":
            pen.draw(text.decode(), operands)
            operands = []
        else:
            operands.append((kind, _value(kind, text)))
    if pen.kept or operands or pen.marks:
        raise NotUnderstood("tekenopdrachten die niet af zijn")
    _check_lines(pen.drawing)
    return pen.drawing


def _value(kind: str, text: bytes) -> _Operand:
    if kind == "number":
        return float(text)
    if kind == "name":
        return text.decode("latin-1")
    return text


class _Pen:
    """Follows the instructions of a page one by one."""

    def __init__(self, faces: Mapping[str, Typeface], paper: Box) -> None:
        self.faces = faces
        self.paper = paper
        self.state = _State(paper)
        self.kept: list[_State] = []
        self.drawing = Drawing()
        self.marks = 0
        self.path: list[tuple[float, float]] = []
        self.clip: Box | None = None
        self.x = self.y = 0.0
        self.start = (0.0, 0.0)

    def draw(self, operator: str, operands: Sequence[tuple[str, _Operand]]) -> None:
        """Follow one instruction. Raises NotUnderstood for one that no page of text has."""
        form, action = _OPERATORS.get(operator, (None, None))
        if action is None:
            raise NotUnderstood(_INSTRUCTIONS.get(operator, f"een onbekende tekenopdracht ({operator[:10]})"))
        if [kind for kind, _ in operands] != form:
            raise NotUnderstood(f"een tekenopdracht in een andere vorm ({operator})")
        action(self, *(value for _, value in operands))

    def keep(self) -> None:
        self.kept.append(self.state)
        if len(self.kept) > 50:
            raise NotUnderstood("te diep ingevoegde tekenopdrachten")

    def give_back(self) -> None:
        if not self.kept:
            raise NotUnderstood("tekenopdrachten die niet af zijn")
        self.state = self.kept.pop()

    def set_ink(self, *ink: float) -> None:
        self.state = replace(self.state, ink=ink)

    def set_width(self, width: float) -> None:
        self.state = replace(self.state, width=width)

    def ignore(self, *_: _Operand) -> None:
        """An instruction that changes nothing of what is read."""

    def move(self, x: float, y: float) -> None:
        self.path = [(x, y)]

    def line(self, x: float, y: float) -> None:
        self.path.append((x, y))

    def stroke(self) -> None:
        if len(self.path) != 2:
            raise NotUnderstood("een tekening")
        (left, bottom), (right, top) = sorted(self.path)
        half = max(self.state.width, 0.5) / 2
        line = (
            Box(left, bottom - half, right, top + half)
            if bottom == top
            else Box(left - half, bottom, right + half, top)
        )
        is_long = right - left >= _SHORTEST if line.is_level else left == right and top - bottom >= _SHORTEST_UPRIGHT
        if not is_long or 2 * half > _THICKEST:
            raise NotUnderstood("een korte, dikke of schuine lijn")
        self.drawing.lines.append(line)
        self.path = []

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        if self.clip or self.path:
            raise NotUnderstood("een tekening")
        self.clip = Box(x, y, x + width, y + height)

    def cut(self) -> None:
        if self.clip is None:
            raise NotUnderstood("een uitsnede")
        self.state = replace(self.state, clip=self.state.clip.within(self.clip))

    def end_path(self) -> None:
        self.path, self.clip = [], None

    def begin_text(self) -> None:
        self.x, self.y = self.start = (0.0, 0.0)

    def next_line(self, x: float, y: float) -> None:
        self.x, self.y = self.start = (self.start[0] + x, self.start[1] + y)

    def place(self, a: float, b: float, c: float, d: float, x: float, y: float) -> None:
        if (a, b, c, d) != (1, 0, 0, 1):
            raise NotUnderstood("gedraaide, gerekte of gespiegelde letters")
        self.x, self.y = self.start = (x, y)

    def set_face(self, name: str, size: float) -> None:
        if name not in self.faces or size < SMALLEST:
            raise NotUnderstood("letters die te klein zijn, of zonder lettertype")
        self.state = replace(self.state, face=self.faces[name], size=size)

    def mark(self, name: str, marks: bytes = b"<<>>") -> None:
        del name
        if not _MARKS.fullmatch(marks):
            raise NotUnderstood("vervangende tekst of een laag")
        self.marks += 1

    def unmark(self) -> None:
        self.marks -= 1

    def write(self, codes: bytes) -> None:
        self.write_spaced(b"<" + codes + b">")

    def write_spaced(self, items: bytes) -> None:
        """Write codes with the steps between them (in thousandths of the size, back when positive)."""
        face, size = self.state.face, self.state.size
        if face is None:
            raise NotUnderstood("letters zonder lettertype")
        if contrast(self.state.ink, _PAPER) < _PALEST:
            raise NotUnderstood("letters in een kleur die op wit papier niet te zien is")
        if not _ITEMS.fullmatch(items):
            raise NotUnderstood("een tekenopdracht die niet te lezen is")
        text, left, step = "", self.x, 0.0
        for written, moved in _ITEM.findall(items):
            if moved:
                step -= float(moved) / 1000
                continue
            if not (codes := bytes.fromhex(written.decode())):
                continue
            face.used.update(codes)
            try:
                signs = "".join([face.signs[code] for code in codes])
                width = sum([face.widths[code] for code in codes])
            except KeyError as error:
                raise NotUnderstood("een letter waarvan niet bekend is welke het is") from error
            if text and signs:
                _check_step(text[-1], step, signs[0])
            text += signs
            self.x += (step + width) * size
            step = 0.0
        run = TextRun(text, left, self.x, self.y, size)
        self.x += step * size
        if not self.state.clip.holds(run.box, size / 2) or not self.paper.holds(run.box, 0):
            raise NotUnderstood("tekst die buiten de bladzijde of een uitsnede valt")
        self.drawing.runs.append(run)


def _check_step(before: str, step: float, after: str) -> None:
    """Raises NotUnderstood when letters are moved over one another, or so far apart that they are no word."""
    most_back = _MOST_BACK_BY_DIGIT if before.isdigit() or after.isdigit() else _MOST_BACK
    if step < -most_back or (step > _MOST_ON and not before.isspace() and not after.isspace()):
        raise NotUnderstood("letters die over elkaar of uit elkaar staan")


def _check_lines(shown: Drawing) -> None:
    """Raises NotUnderstood for a line through text, and for lines so near one another that they draw something."""
    level = [line for line in shown.lines if line.is_level]
    for low, high in pairwise(sorted(line.bottom for line in level)):
        if 0.01 < high - low < _NEAREST:
            raise NotUnderstood("lijnen die samen een tekening zijn")
    for line in shown.lines:
        foot = Box(line.left, line.bottom - 2, line.right, line.bottom + 2)
        if not line.is_level and not any(other.meets(foot) for other in level):
            raise NotUnderstood("een losse staande lijn")
    boxes = [run.box for run in shown.runs if run.text.strip()]
    if any(line.meets(box) for line in shown.lines for box in boxes):
        raise NotUnderstood("een lijn door de tekst")


_OPERATORS: Mapping[str, tuple[list[str], Callable[..., None]]] = {
    "q": ([], _Pen.keep),
    "Q": ([], _Pen.give_back),
    "rg": (["number"] * 3, _Pen.set_ink),
    "g": (["number"], _Pen.set_ink),
    "RG": (["number"] * 3, _Pen.ignore),
    "G": (["number"], _Pen.ignore),
    "w": (["number"], _Pen.set_width),
    "J": (["number"], _Pen.ignore),
    "j": (["number"], _Pen.ignore),
    "M": (["number"], _Pen.ignore),
    "m": (["number"] * 2, _Pen.move),
    "l": (["number"] * 2, _Pen.line),
    "S": ([], _Pen.stroke),
    "re": (["number"] * 4, _Pen.rectangle),
    "W": ([], _Pen.cut),
    "W*": ([], _Pen.cut),
    "n": ([], _Pen.end_path),
    "BT": ([], _Pen.begin_text),
    "ET": ([], _Pen.ignore),
    "Td": (["number"] * 2, _Pen.next_line),
    "Tm": (["number"] * 6, _Pen.place),
    "Tf": (["name", "number"], _Pen.set_face),
    "Tj": (["hex"], _Pen.write),
    "TJ": (["list"], _Pen.write_spaced),
    "BMC": (["name"], _Pen.mark),
    "BDC": (["name", "marks"], _Pen.mark),
    "EMC": ([], _Pen.unmark),
}
_INSTRUCTIONS = {
    "Tr": "onzichtbare of omlijnde letters", "Do": "een afbeelding of ingevoegde tekening", "sh": "een kleurverloop",
    "BI": "een afbeelding", "gs": "doorzichtigheid", "cm": "een verschoven of geschaalde tekening", "f": "een gevuld vlak",
    "Tz": "gerekte letters", "B": "een gevuld vlak", "c": "een tekening", "h": "een tekening", "s": "een tekening",
    "Ts": "verschoven letters", "Tc": "uit elkaar gezette letters", "Tw": "uit elkaar gezette woorden",
}  # fmt: skip

"""How tags belong together: what begins must end, in the same place; and a table keeps a row when its lists are empty."""

import re
from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn

from opdracht.documents.lint.places import Paragraph, TemplateFault
from opdracht.documents.lint.tags import BETWEEN, BLOCKS, IN_A_LOOP, OF_DOCXTPL, Tag
from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.walk import own

ANYTHING = "wat_dan_ook"
"""A name that the analysis of names takes for anything: it stands where the code itself could not be read."""


def unmatched(tags: Sequence[Tag]) -> Iterator[TemplateFault]:
    """Blocks that do not end, end twice, or end in another cell than they began in."""
    opened: list[Tag] = []
    with_else: set[int] = set()
    for tag in tags:
        if _opens(tag):
            opened.append(tag)
        elif tag.word in BETWEEN:
            if not opened or opened[-1].word not in ("if", "for"):
                yield tag.fault(f"'{tag.word}' hoort tussen een if en zijn endif; die if is er niet.", "Haal het weg.")
            elif id(opened[-1]) in with_else:
                yield tag.fault(f"'{tag.word}' staat hier na een else van dezelfde {opened[-1].word}.", "Haal het weg.")
            elif tag.word == "else":
                with_else.add(id(opened[-1]))
        elif tag.word in IN_A_LOOP:
            cell = tag.paragraph.cell
            if not any(each.word == "for" and each.paragraph.cell is not cell for each in opened):
                yield tag.fault(
                    f"'{tag.word}' voegt de cellen van een herhaling samen, en om deze cel staat er geen.",
                    f"Haal {tag.word} weg, of zet rijen in een herhaling met {{%tr for ... %}} en cellen met {{%tc for ... %}}.",
                )
        elif tag.word in BLOCKS.values():
            opener = opened.pop() if opened else None
            if opener is None:
                yield tag.fault(f"'{tag.word}' sluit iets dat nergens begint.", f"Haal {tag.word} weg.")
            elif BLOCKS[opener.word] != tag.word:
                yield tag.fault(
                    f"Hier staat '{tag.word}', maar het laatste dat openstaat is '{opener.code}' ({opener.paragraph.place}).",
                    f"Zet eerst {BLOCKS[opener.word]}.",
                )
                opened.append(opener)
                _close(opened, tag)
            elif problem := _apart(opener, tag):
                yield problem
    for tag in opened:
        yield tag.fault(f"'{tag.code}' wordt nergens gesloten.", f"Zet er {{%{tag.unit} {BLOCKS[tag.word]} %}} achter.")


def as_text(tags: Sequence[Tag], faulty: set[int]) -> str:
    """The tags as one template, a line for each paragraph, mended where they were at fault; only the names matter."""
    lines: dict[int, list[str]] = {}
    order = {id(paragraph): number for number, paragraph in enumerate(dict.fromkeys(tag.paragraph for tag in tags))}
    opened: list[str] = []
    for number, tag in enumerate(tags):
        line = lines.setdefault(order[id(tag.paragraph)], [])
        code = " ".join(tag.code.split())
        if tag.value is not None:
            line += [] if number in faulty else [f"{{{{ {' '.join(tag.value.split())} }}}}"]
        elif tag.word in OF_DOCXTPL:
            continue
        elif _opens(tag):
            text, word = (_stand_in(code), tag.word) if number in faulty else (code, tag.word)
            if text.startswith("if true"):
                word = "if"
            opened.append(word)
            line.append(f"{{% {text} %}}")
        elif tag.word in BLOCKS.values():
            if tag.word in (BLOCKS[word] for word in opened):
                while (word := opened.pop()) and BLOCKS[word] != tag.word:
                    line.append(f"{{% {BLOCKS[word]} %}}")
                line.append(f"{{% {tag.word} %}}")
        elif number not in faulty and (tag.word not in BETWEEN or opened[-1:] in (["if"], ["for"])):
            line.append(f"{{% {code} %}}")
    ends = [f"{{% {BLOCKS[word]} %}}" for word in reversed(opened)]
    return "\n".join("".join(lines.get(number, ())) for number in range(len(order))) + "".join(ends)


def tables_without_rows(root: Element, paragraphs: Sequence[Paragraph], tags: Sequence[Tag]) -> Iterator[TemplateFault]:
    """Tables of which every row hangs on a list or a condition: with nothing to show, Word calls the document damaged."""
    of_rows = [(tag, tag.paragraph.inside("tr")) for tag in tags if tag.unit == "tr"]
    for table in root.iter(qn("w:tbl")):
        rows = [[tag for tag, row_of_tag in of_rows if row_of_tag is row] for row in own(table, "tr", "tbl")]
        if rows and not _keeps_a_row(rows):
            first = next(paragraph for paragraph in paragraphs if paragraph.inside("tbl") is table)
            yield first.fault(
                "Elke rij van deze tabel hangt aan een lijst of een voorwaarde; zonder rijen is het document beschadigd.",
                "Geef de tabel een koprij, of een rij voor als de lijst leeg is: {%tr if not ... %} n.v.t. {%tr endif %}.",
            )


def _keeps_a_row(rows: Sequence[Sequence[Tag]]) -> bool:
    """Whether a row hangs on nothing, or stands there for when a list is empty. Each row comes with its own tags."""
    depth = 0
    lists: set[str] = set()
    for tags in rows:
        if not tags and depth == 0:
            return True
        for tag in tags:
            depth += _opens(tag) - (tag.word in BLOCKS.values())
            without = re.fullmatch(r"if not (\S+)", tag.code)
            if tag.word == "else" or (without and without[1] in lists):
                return True
            if match := re.fullmatch(r"for \w+ in (\S+)", tag.code):
                lists.add(match[1])
    return False


def _opens(tag: Tag) -> bool:
    return tag.word in BLOCKS and not (tag.word == "set" and "=" in tag.code)


def _close(opened: list[Tag], tag: Tag) -> None:
    """Take away what an end closes, with all that was left open inside it."""
    for number in range(len(opened) - 1, -1, -1):
        if BLOCKS[opened[number].word] == tag.word:
            del opened[number:]
            return


def _apart(opener: Tag, end: Tag) -> TemplateFault | None:
    if opener.unit != end.unit:
        form = f"{{%{opener.unit}"
        return end.fault(
            f"'{opener.code}' begint met {form} en eindigt met {{%{end.unit}.", f"Schrijf {form} {end.word} %}}."
        )
    kind = {"tr": "tbl", "tc": "tr"}.get(opener.unit)
    begins, ends = (tag.paragraph.inside(kind) if kind else tag.paragraph.cell for tag in (opener, end))
    if begins is ends:
        return None
    return end.fault(
        f"'{opener.code}' begint in {opener.paragraph.place} en eindigt hier, in een ander vak.",
        "Zet begin en einde in hetzelfde vak; voor hele rijen is er {%tr ... %}, op een eigen rij.",
    )


def _stand_in(code: str) -> str:
    """Code that can be read, with the same names for what is inside."""
    match = re.match(r"for\s+(\w+)", code)
    return f"for {match[1]} in {ANYTHING}" if match else "if true"

"""Fields of Word: those that count pages may stand in a document; any other one shows what it likes."""

import re
from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element, W

_COUNTS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\s*(?:\\\*\s*(?:MERGEFORMAT|Arabic)\s*)*", re.IGNORECASE)


def field_faults(paragraph: Element) -> Iterator[str]:
    """The fields of a paragraph that do something else than count pages, or that are not whole."""
    code, shown, step = "", "", ""
    for node in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple", f"{W}t"):
        if node.tag == f"{W}fldSimple":
            yield from _fault(node.get(f"{W}instr", ""), "".join(text.text or "" for text in node.iter(f"{W}t")))
        elif node.tag == f"{W}fldChar":
            kind = node.get(f"{W}fldCharType")
            if (step, kind) not in (("", "begin"), ("begin", "separate"), ("separate", "end")):
                yield "een veld dat niet heel is"
            if kind == "end":
                yield from _fault(code, shown)
                code = shown = step = ""
            else:
                step = kind or ""
        elif node.tag == f"{W}instrText":
            code += node.text or ""
            if step != "begin":
                yield "een veld dat niet heel is"
        elif step == "begin":
            yield "tekst in de code van een veld"
        elif step == "separate":
            shown += node.text or ""
    if step:
        yield "een veld dat niet heel is"


def codes_of(root: Element) -> tuple[str, ...]:
    """What the fields of a part count, in their order."""
    codes = [node.get(f"{W}instr") or node.text or "" for node in root.iter(f"{W}fldSimple", f"{W}instrText")]
    return tuple(code.split()[0].upper() for code in codes if code.split())


def _fault(code: str, shown: str) -> Iterator[str]:
    if not _COUNTS.fullmatch(code):
        yield f"een veld dat Word zelf invult ({' '.join(code.split())[:40] or 'zonder naam'})"
    elif not (shown.isascii() and shown.isdigit()):
        yield "een bladzijdenummer dat geen nummer is"

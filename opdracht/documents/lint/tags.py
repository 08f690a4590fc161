"""The tags in a paragraph, one by one: whether each is whole, stands where it may, and is code that can be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from jinja2 import Environment, TemplateSyntaxError

from opdracht.documents.lint.places import Paragraph, TemplateFault
from opdracht.suggest import did_you_mean

BLOCKS = {"if": "endif", "for": "endfor", "set": "endset", "with": "endwith", "filter": "endfilter",
          "macro": "endmacro", "call": "endcall"}  # fmt: skip
ENDS = frozenset(BLOCKS.values())
BETWEEN = ("else", "elif")
WITH_A_VALUE = ("colspan", "cellbg")  # of docxtpl: how many columns a cell takes, and its colour
IN_A_LOOP = ("vm", "hm")  # what joins the cells that a loop makes
OF_DOCXTPL = (*WITH_A_VALUE, *IN_A_LOOP)
OF_OTHER_FILES = ("include", "import", "from", "extends", "block")

_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_UNITS = {"tr": "rij", "tc": "cel", "p": "alinea"}
_FORM = re.compile(r"(\{[{%#])-?(tr|tc|p|r)?(?=[\s{}%#-]|$)(.*?)-?([}%#]\})", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")  # as docxtpl reads them
_SINGLE = re.compile(r"(?<!\{)\{\s?[a-z_]+(?:\.[a-z_]+)+\s?\}(?!\})|\{\s+[{%]")
_LITERAL = re.compile(r"\"[^\"]*&[^\"]*\"|'[^']*&[^']*'")


@dataclass(frozen=True)
class Tag:
    """A tag that is whole: its kind ({{, {% or {#), what it stands for (tr, tc, p, r or nothing), and its code."""

    paragraph: Paragraph
    kind: str
    unit: str
    code: str
    span: tuple[int, int]

    @property
    def word(self) -> str:
        """The first word of a statement: if, for, endif."""
        return self.code.split(None, 1)[0] if self.kind == "{%" and self.code.split() else ""

    @property
    def value(self) -> str | None:
        """The expression whose value it uses; None for a statement that only steers."""
        if self.kind == "{{":
            return self.code
        return self.code.removeprefix(self.word).strip() if self.word in WITH_A_VALUE else None

    def fault(self, text: str, hint: str = "") -> TemplateFault:
        return self.paragraph.fault(text, hint, self.span)


def tags_in(paragraph: Paragraph, faults: list[TemplateFault]) -> list[Tag]:
    """The whole tags of a paragraph; what only looks like one is a fault."""
    text, at = paragraph.text, 0
    tags: list[Tag] = []
    for match in _SINGLE.finditer(text):
        hint = "Schrijf {{ aan het begin en }} aan het einde, zonder spatie ertussen."
        faults.append(paragraph.fault("Hier staat één accolade waar er twee horen.", hint, match.span()))
    while opening := re.compile(r"\{[{%#]|[}%#]\}").search(text, at):
        kind, begin = opening[0], opening.start()
        if kind not in _ENDS:
            span = opening.span()
            faults.append(paragraph.fault(f"Hier sluit {kind} een code die nergens begint.", f"Haal {kind} weg.", span))
            at = opening.end()
            continue
        end = text.find(_ENDS[kind], opening.end())
        following = re.compile(r"\{[{%#]").search(text, opening.end())
        if end < 0 or (following and following.start() < end):
            at = following.start() if following else len(text)
            hint = f"Zet {_ENDS[kind]} aan het einde van de code, in dezelfde alinea."
            faults.append(paragraph.fault(f"Deze code begint met {kind} en eindigt niet.", hint, (begin, at)))
            continue
        at = end + 2
        tag = _tag(paragraph, (begin, at))
        if problem := _split(tag):
            faults.append(problem)
        elif tag.kind != "{#":
            tags.append(tag)
    return tags


def _tag(paragraph: Paragraph, span: tuple[int, int]) -> Tag:
    whole = paragraph.text[slice(*span)]
    match = _FORM.fullmatch(whole)
    unit, code = (match[2] or "", match[3]) if match else ("", whole[2:-2].strip("-"))
    return Tag(paragraph, whole[:2], unit, code.translate(_QUOTES).strip(), span)


def _split(tag: Tag) -> TemplateFault | None:
    """Word keeps a tag in pieces; docxtpl joins them, unless they stand in different things: a link, a change, a field."""
    homes = {holder.getparent().getparent() for holder in tag.paragraph.holders[slice(*tag.span)]}
    if len(homes) < 2:
        return None
    return tag.fault(
        "Word heeft deze code in stukken verdeeld: een deel staat in een koppeling, een veld of een bijgehouden wijziging.",
        "Verwijder de code en typ haar opnieuw, in één keer. Accepteer eerst alle wijzigingen.",
    )


def placed_wrong(tag: Tag, tags: Sequence[Tag]) -> Iterator[TemplateFault]:
    """What is wrong with the place of a tag that stands for a row, a cell or a paragraph: all else in there vanishes."""
    if tag.unit not in _UNITS:
        return
    unit = _UNITS[tag.unit]
    form = f"{tag.kind}{tag.unit}"
    if re.search(r"[%}]", tag.code):
        yield tag.fault(f"In een code met {form} mag geen % of }} staan.", "Reken het eerst uit met {% set ... %}.")
    element = tag.paragraph.element if tag.unit == "p" else tag.paragraph.inside(tag.unit)
    if element is None:
        yield tag.fault(
            f"{form} hoort in een tabel, en dit is geen tabel.", f"Schrijf {tag.kind}p in plaats van {form}."
        )
        return
    inside = [other for other in tags if other.paragraph.element in (element, *element.iter(qn("w:p")))]
    if next(other for other in inside if other.unit == tag.unit) is not tag:
        yield tag.fault(
            f"In één {unit} staan twee codes met {form}; alleen de laatste telt.", f"Geef elke code een eigen {unit}."
        )
        return
    text = "".join(node.text or "" for node in element.iter(qn("w:t")))
    for other in inside:
        if other.unit == tag.unit:
            text = text.replace(other.paragraph.text[slice(*other.span)], "", 1)
    if text.strip():
        yield tag.fault(
            f"De tekst '{text.strip()[:60]}' staat in dezelfde {unit} als {form} en valt weg.",
            f"Geef de code een eigen {unit}.",
        )


def unreadable(tag: Tag, environment: Environment) -> TemplateFault | None:
    """What is wrong with the code of one tag, apart from the names in it."""
    if low := re.search("[„‚‟«»]", tag.code):
        return tag.fault(f"Het aanhalingsteken {low[0]} kan niet in een code.", "Gebruik ' of \" aan beide kanten.")
    if _LITERAL.search(tag.code):
        return tag.fault("Een & tussen aanhalingstekens komt verkeerd op papier.", "Zet de tekst met & buiten de code.")
    if tag.kind == "{{" and tag.unit:
        return tag.fault(f"Na {{{{{tag.unit} valt de tekst weg.", f"Schrijf {{{{ {tag.code} }}}}.")
    if tag.kind == "{%" and (problem := _unknown_statement(tag)):
        return problem
    if tag.word in OF_DOCXTPL and tag.paragraph.inside("tc") is None:
        return tag.fault(f"'{tag.word}' hoort in een cel van een tabel, en dit is geen tabel.", "Haal het weg.")
    if tag.word in ENDS and tag.code != tag.word:
        return tag.fault(f"Na {tag.word} hoort niets.", f"Schrijf {{%{tag.unit} {tag.word} %}}.")
    if tag.word in (*IN_A_LOOP, *ENDS) or tag.code == "else":
        return None
    try:
        environment.parse(_alone(tag))
    except TemplateSyntaxError as error:
        return tag.fault(*_dutch(error.message or ""))
    except RecursionError:
        return tag.fault("Deze code zit te diep in elkaar.", "Haal haakjes weg, of reken in stappen met {% set ... %}.")
    return None


def _unknown_statement(tag: Tag) -> TemplateFault | None:
    word = tag.word
    if word in _UNITS or word == "r":
        return tag.fault(f"Tussen {{% en {word} staat een spatie.", f"Schrijf {{%{word} zonder spatie.")
    if word in OF_OTHER_FILES:
        return tag.fault(f"'{word}' is niet toegestaan: een sjabloon gebruikt geen andere bestanden.", "Haal het weg.")
    known = [*BLOCKS, *BLOCKS.values(), *BETWEEN, *OF_DOCXTPL]
    if word in known:
        return None
    if not word:
        return tag.fault("Deze code is leeg.", "Haal haar weg.")
    glued = next((unit for unit in ("tr", "tc", "p") if word[len(unit) :] in known and word.startswith(unit)), None)
    if glued:
        return tag.fault(f"Na {{%{glued} ontbreekt een spatie.", f"Schrijf {{%{glued} {word[len(glued) :]} ... %}}.")
    hint = did_you_mean(word, known) or "Een code tussen {% en %} begint met if, for, set, else, endif of endfor."
    return tag.fault(f"'{word}' is geen opdracht die een sjabloon kent.", hint)


def _alone(tag: Tag) -> str:
    """The tag as a template of its own."""
    if tag.value is not None:
        return f"{{{{ {tag.value} }}}}"
    if tag.word == "elif":
        return f"{{% {tag.code[2:]} %}}{{% endif %}}"
    is_block = tag.word in BLOCKS and not (tag.word == "set" and "=" in tag.code)
    return f"{{% {tag.code} %}}" + (f"{{% {BLOCKS[tag.word]} %}}" if is_block else "")


def _dutch(message: str) -> tuple[str, str]:
    """What Jinja says of a syntax error, in words for a secretary: what is wrong, and what to do."""
    if match := re.search(r"unexpected char (.+?) at", message):
        return f"Het teken {match[1]} hoort niet in een code.", "Haal het weg."
    if match := re.search(r"expected token '(.+?)', got '(.+)'", message):
        if match[1] == "end of print statement" or match[1] == "end of statement block":
            hint = "Zet een punt tussen twee delen van een naam, | voor een filter, of aanhalingstekens om een tekst."
            return f"Voor '{match[2]}' ontbreekt iets.", hint
        missing = "in" if match[1] == "in" else match[1]
        return (
            f"Hier hoort '{missing}' en er staat '{match[2]}'.",
            "Een herhaling is: {% for m in opdracht.mijlpalen %}.",
        )
    if "xpected an expression" in message or "unexpected 'end of" in message:
        return "De code breekt af: hier ontbreekt een naam.", "Vul aan welke naam hier hoort."
    if match := re.search(r"unexpected '(.+?)'", message):
        return f"'{match[1]}' hoort hier niet.", "Kijk of elk haakje en aanhalingsteken open en dicht gaat."
    return "Deze code is niet te lezen.", "Kijk of elk haakje en aanhalingsteken open en dicht gaat."

"""The regiofoto: what the checks found, per angle, with the chain of cause and effect and the advice of the secretaries."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from opdracht.checks.explain import explain
from opdracht.checks.finding import INVALSHOEKEN, Ernst, Finding, Rule
from opdracht.checks.ketens import BRON, EINDE, KETENS
from opdracht.region import Regio

MOST_EXAMPLES = 4  # per rule; the rest is counted


@dataclass(frozen=True)
class Voorbeeld:
    """One finding, as an example: where, and what."""

    plaats: str
    tekst: str


@dataclass(frozen=True)
class Overtreding:
    """A rule that was broken: how often, the difference with last time ('2 meer'), and how to mend it."""

    code: str
    ernst: str
    norm: str
    aantal: int
    verschil: str
    advies: str
    voorbeelden: tuple[Voorbeeld, ...]


@dataclass(frozen=True)
class Opgelost:
    """A rule that was broken last time, so many times, and no longer is."""

    code: str
    norm: str
    aantal: int


@dataclass(frozen=True)
class Keten:
    """A chain from cause to effect, and the codes of the broken rules that point to it."""

    oorzaak: str
    gevolgen: tuple[str, ...]
    toetsen: tuple[str, ...]


@dataclass(frozen=True)
class Invalshoek:
    """What was found from one of the four angles."""

    letter: str
    naam: str
    fouten: int
    waarschuwingen: int
    hints: int
    totaal: int
    verschil: str
    ketens: tuple[Keten, ...]
    opgelost: tuple[Opgelost, ...]
    regels: tuple[Overtreding, ...]


@dataclass(frozen=True)
class Advies:
    """An advice of the secretaries."""

    kop: str
    tekst: str


ADVIES = {
    "S": Advies(
        "Ontwerp een duidelijke hoofdstructuur", "Voer regie op de realisering ervan: per opdracht besluit één orgaan."
    ),
    "P": Advies(
        "Versterk de contractering",
        "Richt bestuurlijk en ambtelijk opdrachtgeverschap en opdrachtnemerschap in. "
        "Regel de randvoorwaarden die daarbij horen.",
    ),
    "A": Advies(
        "Zorg voor een concrete agenda met focus",
        "Gebruik duidelijke taal. Noem doelen, projecten en tussentijdse resultaten. Stem de agenda af op de capaciteit.",
    ),
    "G": Advies(
        "Voer open, eerlijk en zakelijk het gesprek",
        "Maak spanningen bespreekbaar. Weet als kleinere gemeente wat u wilt en wat u daarvoor nodig hebt. "
        "Laat medewerkers van gemeenten en regio samen de agenda concreet maken.",
    ),
}
"""Their advice (versie 2), each by the angle whose findings call for it."""


@dataclass(frozen=True)
class Regiofoto:
    """How the region stands on a day; `vorige` is the day of the foto it is compared with."""

    regio: str
    datum: date
    vorige: date | None
    opdrachten: int
    goed: int
    """The opdrachten without fouten."""
    terzijde: int
    samenvatting: tuple[str, ...]
    invalshoeken: tuple[Invalshoek, ...]
    advies: tuple[Advies, ...]

    def names(self) -> dict[str, object]:
        """The foto by name, as JSON and the template `regiofoto` show it."""
        data = asdict(self)
        outside = {name: data.pop(name) for name in ("invalshoeken", "advies")}
        name, story = data.pop("regio"), data.pop("samenvatting")
        return {"regio": {"naam": name}, "foto": {**data, "bron": BRON, "samenvatting": story}, **outside}


def foto_of(regio: Regio, rules: Sequence[Rule], findings: Sequence[Finding], aside: int, peildatum: date) -> Regiofoto:
    """The regiofoto of what was found, beside so many findings that were set aside."""
    previous_day = max((row.datum for row in regio.fotos if row.datum < peildatum), default=None)
    previous = {row.code: row.aantal for row in regio.fotos if row.datum == previous_day} if previous_day else None
    angles = tuple(_angle(letter, regio, rules, findings, previous) for letter in INVALSHOEKEN)
    faulty = {finding.opdracht for finding in findings if finding.ernst == Ernst.FOUT and finding.opdracht}
    good = len(regio.opdrachten) - len(faulty)
    at_fault = {angle.letter for angle in angles if angle.totaal}
    return Regiofoto(
        regio=regio.settings.regionaam,
        datum=peildatum,
        vorige=previous_day,
        opdrachten=len(regio.opdrachten),
        goed=good,
        terzijde=aside,
        samenvatting=tuple(_summary(len(regio.opdrachten), good, angles)),
        invalshoeken=angles,
        advies=tuple(advies for letter, advies in ADVIES.items() if letter in at_fault),
    )


def _angle(
    letter: str, regio: Regio, rules: Sequence[Rule], findings: Sequence[Finding], previous: dict[str, int] | None
) -> Invalshoek:
    of_angle = [finding for finding in findings if finding.code[0] == letter]
    per_ernst = Counter(finding.ernst for finding in of_angle)
    by_rule: dict[str, list[Finding]] = {}
    for finding in of_angle:
        by_rule.setdefault(finding.code, []).append(finding)
    broken = [rule for rule in rules if rule.code in by_rule]
    before = {code: number for code, number in (previous or {}).items() if code[0] == letter}

    def difference(now: int, then: int) -> str:
        return "" if previous is None else _difference(now, then)

    return Invalshoek(
        letter=letter,
        naam=INVALSHOEKEN[letter],
        fouten=per_ernst[Ernst.FOUT],
        waarschuwingen=per_ernst[Ernst.WAARSCHUWING],
        hints=per_ernst[Ernst.HINT],
        totaal=len(of_angle),
        verschil=difference(len(of_angle), sum(before.values())),
        ketens=_chains(broken),
        opgelost=tuple(
            Opgelost(rule.code, explain(rule).norm, before[rule.code])
            for rule in rules
            if before.get(rule.code) and rule.code not in by_rule
        ),
        regels=tuple(
            _broken(rule, by_rule[rule.code], difference(len(by_rule[rule.code]), before.get(rule.code, 0)), regio)
            for rule in broken
        ),
    )


def _chains(broken: Sequence[Rule]) -> tuple[Keten, ...]:
    codes: dict[str, list[str]] = {}
    for rule in broken:
        codes.setdefault(explain(rule).keten_naam, []).append(rule.code)
    return tuple(
        Keten(KETENS[name][0], (*KETENS[name][1:], EINDE), tuple(of_chain)) for name, of_chain in codes.items()
    )


def _broken(rule: Rule, findings: Sequence[Finding], difference: str, regio: Regio) -> Overtreding:
    toets = explain(rule)
    return Overtreding(
        code=rule.code,
        ernst=toets.ernst,
        norm=toets.norm,
        aantal=len(findings),
        verschil=difference,
        advies=_advice(toets.herstel, findings[0].repair),
        voorbeelden=tuple(
            Voorbeeld(
                f"{finding.opdracht} {regio.opdrachten[finding.opdracht].titel}" if finding.opdracht else "De regio",
                finding.text,
            )
            for finding in findings[:MOST_EXAMPLES]
        ),
    )


def _advice(herstel: str, repair: str) -> str:
    """How to mend it, with the command of the first finding in the place of the example's."""

    def real(match: re.Match[str]) -> str:
        example = match[1].split()
        if example[0] != "opdracht":
            return match[1]
        if example[:2] == repair.split()[:2]:
            return repair
        return " ".join(word for word in example if not re.search(r"[\d=]|\.\.\.", word))

    return re.sub("`([^`]*)`", real, herstel)


def _difference(now: int, before: int) -> str:
    if now == before:
        return "gelijk"
    return f"{abs(now - before)} {'meer' if now > before else 'minder'}"


def _summary(opdrachten: int, good: int, angles: Sequence[Invalshoek]) -> Iterator[str]:
    if not opdrachten:
        yield "Het register heeft nog geen opdrachten."
        return
    yield _how_many_are_good(opdrachten, good)
    most = max(angles, key=lambda angle: (angle.fouten, angle.totaal))
    if most.totaal:
        yield f"De meeste bevindingen gaan over {most.naam.lower()}: {most.totaal}."
        worst = max(most.regels, key=lambda broken: (broken.ernst == Ernst.FOUT, broken.aantal))
        yield f"Begin hier: {worst.voorbeelden[0].plaats}. {worst.voorbeelden[0].tekst}"
    else:
        yield "De toets vindt niets."


def _how_many_are_good(opdrachten: int, good: int) -> str:
    if opdrachten == 1:
        return "De ene opdracht heeft geen fouten." if good else "De ene opdracht heeft fouten."
    if good in (0, opdrachten):
        return f"{'Alle' if good else 'Geen van de'} {opdrachten} opdrachten {'zijn' if good else 'is'} zonder fouten."
    return f"Van de {opdrachten} opdrachten {'is' if good == 1 else 'zijn'} er {good} zonder fouten."

"""sign, diff and verify: the versions of an agreement and the papers they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data

if TYPE_CHECKING:
    from opdracht.agreed.freezing import Agreed
    from opdracht.proof.verify import Verdict

Nummer = Annotated[str, typer.Argument(metavar="NUMMER", help="De opdracht.")]
Json = Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")]
Text = str | None


@command(
    "sign",
    "Opdrachten",
    """
    opdracht sign 2027-001 --rol "bestuurlijk opdrachtgever"
    opdracht sign 2027-001 --rol "bestuurlijk opdrachtnemer" --datum 1-3-2027 --functie voorzitter --grondslag "volmacht"
    """,
)
def sign(
    nummer: Nummer,
    rol: Annotated[str, typer.Option("--rol", metavar="ROL", help="In welke rol er is getekend.")],
    functie: Annotated[
        Text, typer.Option(metavar="TEKST", help="Wie tekende. Anders: de functie van wie de rol heeft.")
    ] = None,
    datum: Annotated[Text, typer.Option(metavar="DATUM", help="Wanneer. Anders: vandaag.")] = None,
    niveau: Annotated[
        str, typer.Option(metavar="NIVEAU", help="Hoe er is getekend: gewoon, geavanceerd of gekwalificeerd.")
    ] = "gewoon",
    grondslag: Annotated[
        str, typer.Option(metavar="TEKST", help="Op grond waarvan: een besluit of een volmacht.")
    ] = "",
    version: Annotated[
        int | None, typer.Option("--version", metavar="NR", help="Welke versie. Anders: de nieuwste.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Vervang een ondertekening die er al is.")] = False,
    register: RegisterOption = None,
) -> None:
    """Leg vast wie een vastgestelde opdracht heeft ondertekend. Het programma zet zelf geen handtekening."""
    from opdracht.agreed import freezing as versions
    from opdracht.cli import ask
    from opdracht.dutch import long_date
    from opdracht.store import Register

    fields = {
        "rol": rol, "functie": functie, "datum": datum or ask.today(), "niveau": niveau, "grondslag": grondslag,
    }  # fmt: skip
    signed, missing = versions.sign(
        Register.at(located(register)), nummer, fields, today=ask.today(), version=version, force=force
    )
    say(
        f"De {signed.rol} ({signed.functie}) heeft versie {signed.versie} van opdracht {nummer} ondertekend "
        f"op {long_date(signed.datum)}."
    )
    say(f"{_still_to_sign(missing)}")


@command(
    "diff",
    "Bekijken",
    """
    opdracht diff 2027-001
    opdracht diff 2027-001 --from 1 --to 2
    """,
)
def diff(
    nummer: Nummer,
    since: Annotated[int | None, typer.Option("--from", metavar="NR", help="De versie van eerst.")] = None,
    to: Annotated[
        int | None, typer.Option("--to", metavar="NR", help="De versie van daarna. Anders: het register van nu.")
    ] = None,
    json: Json = False,
    register: RegisterOption = None,
) -> None:
    """Toon wat er in een opdracht verschilt tussen twee versies, of sinds de laatste versie."""
    from opdracht.actions.render import open_region
    from opdracht.agreed.freezing import compare
    from opdracht.store import Register

    found = compare(open_region(Register.at(located(register)), [nummer]), nummer, since, to)
    if json:
        from opdracht.exchange.export import as_json

        changes = [{"onderdeel": one.onderdeel, "was": one.was, "wordt": one.wordt} for one in found.differences]
        write_data(
            as_json(
                {
                    "opdracht": nummer,
                    "van": found.since,
                    "naar": found.to,
                    "reden": found.reason,
                    "verschillen": changes,
                }
            )
        )
        return
    after = f"versie {found.to}" if found.to else "het register zoals het nu is"
    if not found.differences:
        say(f"Tussen versie {found.since} en {after} is er in opdracht {nummer} niets veranderd.")
        return
    typer.echo(typer.style(f"Opdracht {nummer}: van versie {found.since} naar {after}", bold=True))
    if found.reason:
        typer.echo(f"Waarom: {found.reason}")
    for one in found.differences:
        _was_and_is(one.onderdeel, one.was or "stond er niet", "wordt", one.wordt or "vervalt")
    if found.to is None:
        say(f'\nStel dit vast met: {shown_command(f"opdracht status {nummer} vastgesteld --reason", register)} "..."')


@command("verify", "Bekijken", 'opdracht verify "documenten/2027-001 Stroomkaart - bestuurlijke opdracht.docx"')
def verify(
    path: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een Word-document of een PDF.")],
    json: Json = False,
    register: RegisterOption = None,
) -> None:
    """Zeg wat een document is, en of er staat wat is vastgesteld.

    Zo niet, dan ziet u waar het verschilt. Het mag in Word of LibreOffice opnieuw zijn bewaard. De uitgangscode is 0 als
    de tekst is zoals vastgesteld, 4 als dat niet zo is en 3 als het document niet van dit register is.
    """
    from opdracht.cli import ask
    from opdracht.cli.records import read_file
    from opdracht.proof import verify as action
    from opdracht.store import Register

    verdict = action.verify(Register.at(located(register)), path, read_file(path), ask.today())
    if json:
        _verdict_as_json(path, verdict)
    else:
        _show_verdict(path, verdict)
    if verdict.uitkomst != action.Uitkomst.AGREED:
        raise typer.Exit(4)


def _verdict_as_json(path: Path, verdict: Verdict) -> None:
    from opdracht.exchange.export import as_json

    deviations = [{"plaats": one.place, "was": one.was, "staat_er": one.now} for one in verdict.deviations]
    write_data(
        as_json(
            {
                "bestand": str(path), "uitkomst": verdict.uitkomst, "opdracht": verdict.opdracht, "versie": verdict.versie,
                "sjabloon": verdict.template, "afgedrukt_op": verdict.printed_on, "afwijkingen": deviations,
                "opmerkingen": list(verdict.remarks),
            }
        )
    )  # fmt: skip


def _show_verdict(path: Path, verdict: Verdict) -> None:
    from opdracht.documents.engine.render import title_of
    from opdracht.dutch import long_date

    what = title_of(verdict.template) if verdict.template else "Een document"
    of = f" van opdracht {verdict.opdracht}" if verdict.opdracht else ""
    version = f", versie {verdict.versie}" if verdict.versie else ""
    day = f", gemaakt op {long_date(verdict.printed_on)}" if verdict.printed_on else ""
    typer.echo(f"{path.name}\n  {what}{of}{version}{day}.")
    typer.echo("  " + typer.style(_said_of(verdict), bold=True))
    for remark in verdict.remarks:
        typer.echo(f"  {remark}")
    for one in verdict.deviations:
        _was_and_is(one.place, one.was or "niets", "staat er", one.now or "niets")


def _said_of(verdict: Verdict) -> str:
    number = len(verdict.deviations)
    places = "1 plaats" if number == 1 else f"{number} plaatsen"
    return {
        "zoals vastgesteld": "De tekst is zoals vastgesteld.",
        "wijkt af": f"De tekst is niet zoals vastgesteld: zij verschilt op {places}.",
        "geen vastgestelde tekst": "Dit is geen vastgestelde tekst."
        + (f" Zij verschilt van wat is vastgesteld op {places}." if number else ""),
    }[verdict.uitkomst]


def _was_and_is(place: str, was: str, verb: str, now: str) -> None:
    import textwrap

    typer.echo("\n" + typer.style(place[:1].upper() + place[1:], bold=True))
    for label, text in (("was", was), (verb, now)):
        for line in text.split("\n") or [""]:
            first, label = f"  {label:<10}", ""
            typer.echo(textwrap.fill(line, 100, initial_indent=first, subsequent_indent=" " * 12))


def tell(agreed: Agreed, nummer: str, register: str | None) -> None:
    """Print where the text of an agreement is: its version, who still has to sign that, and what changed since."""
    from opdracht.dutch import long_date

    versie = agreed.versie
    if versie is None:
        typer.echo(
            f"  De tekst is nog niet vastgelegd. Doe dat met: {shown_command(f'opdracht status {nummer} vastgesteld', register)}"
        )
        return
    typer.echo(f"  Versie {versie.nr}, vastgesteld op {long_date(versie.datum)}. {_still_to_sign(agreed.unsigned)}")
    if number := len(agreed.changes):
        changed = "1 verandering" if number == 1 else f"{number} veranderingen"
        typer.echo(
            f"  Concept van versie {versie.nr + 1}: {changed}. Bekijk {'haar' if number == 1 else 'ze'} met: "
            f"{shown_command(f'opdracht diff {nummer}', register)}"
        )


def _still_to_sign(missing: Sequence[str]) -> str:
    from opdracht.dutch import joined

    roles = [str(rol) for rol in missing]
    return f"Nog niet ondertekend door: {joined(roles)}." if roles else "De vier rollen hebben haar ondertekend."

"""create and edit."""

from pathlib import Path
from typing import Annotated, Any

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command
from opdracht.errors import Faults, OpdrachtError, UsageFault

Text = str | None
Person = Annotated[Text, typer.Option(metavar="CODE", help="De persoon in deze rol.")]
Pairs = list[str] | None


def _pairs(help: str) -> Any:
    return typer.Option(metavar='"VELD=.. VELD=.."', help=f"{help} Mag vaker.")


@command(
    "create",
    "Opdrachten",
    """
    opdracht create
    opdracht create --resume
    opdracht create --from stroomkaart.yaml
    opdracht create --titel "Stroomkaart" --van 1-1-2027 --tot 15-12-2027 --mijlpaal "datum=1-4-2027 resultaat=Gegevens binnen"
    """,
)
def create(
    fields: Annotated[Pairs, typer.Argument(metavar="VELD=WAARDE", help="Elk ander veld van de opdracht.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="BESTAND", help="Een YAML-bestand met de opdracht.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Ga verder waar u de vorige keer stopte.")] = False,
    no_questions: Annotated[
        bool, typer.Option("--zonder-vragen", help="Vraag niets; wat ontbreekt, blijft leeg.")
    ] = False,
    titel: Annotated[Text, typer.Option(metavar="TEKST", help="De titel: kort en herkenbaar.")] = None,
    doel: Annotated[Text, typer.Option(metavar="TEKST", help="Waarvoor de opdracht dient.")] = None,
    beoogd_resultaat: Annotated[Text, typer.Option(metavar="TEKST", help="Wat er ligt als zij klaar is.")] = None,
    afbakening_wel: Annotated[Text, typer.Option("--wel", metavar="TEKST", help="Wat er wel bij hoort.")] = None,
    afbakening_niet: Annotated[Text, typer.Option("--niet", metavar="TEKST", help="Wat er niet bij hoort.")] = None,
    van: Annotated[Text, typer.Option(metavar="DATUM", help="De begindatum.")] = None,
    tot: Annotated[Text, typer.Option(metavar="DATUM", help="De einddatum.")] = None,
    prioriteit: Annotated[Text, typer.Option(metavar="1-5", help="1 is het hoogst.")] = None,
    ambitie: Annotated[Text, typer.Option(metavar="CODE", help="De ambitie waar zij aan werkt.")] = None,
    besluit: Annotated[Text, typer.Option(metavar="KENMERK", help="Het besluit waar zij uit volgt.")] = None,
    bestuurlijk_opdrachtgever: Person = None,
    bestuurlijk_opdrachtnemer: Person = None,
    ambtelijk_opdrachtgever: Person = None,
    ambtelijk_opdrachtnemer: Person = None,
    rol: Annotated[Pairs, _pairs("Een andere rol.")] = None,
    mijlpaal: Annotated[Pairs, _pairs("Een mijlpaal.")] = None,
    randvoorwaarde: Annotated[Pairs, _pairs("Een randvoorwaarde.")] = None,
    inzet: Annotated[Pairs, _pairs("Uren van een organisatie.")] = None,
    belang: Annotated[Pairs, _pairs("Wat een organisatie erbij wint.")] = None,
    register: RegisterOption = None,
) -> None:
    """Maak een opdracht: met vragen, uit een bestand, of met opties.

    Zonder opties stelt het programma de vragen een voor een. U kunt altijd stoppen en later verdergaan.
    """
    from opdracht.actions import agreements
    from opdracht.cli import ask
    from opdracht.cli.given import agreement_fields
    from opdracht.cli.records import read_file
    from opdracht.store import Register

    texts = {
        name: value
        for name, value in (
            ("titel", titel), ("doel", doel), ("beoogd_resultaat", beoogd_resultaat), ("afbakening_wel", afbakening_wel),
            ("afbakening_niet", afbakening_niet), ("van", van), ("tot", tot), ("prioriteit", prioriteit),
            ("ambitie", ambitie), ("besluit", besluit),
        )
        if value is not None
    }  # fmt: skip
    roles = {
        "bestuurlijk opdrachtgever": bestuurlijk_opdrachtgever,
        "bestuurlijk opdrachtnemer": bestuurlijk_opdrachtnemer,
        "ambtelijk opdrachtgever": ambtelijk_opdrachtgever,
        "ambtelijk opdrachtnemer": ambtelijk_opdrachtnemer,
    }
    nested = {"rol": rol, "mijlpaal": mijlpaal, "randvoorwaarde": randvoorwaarde, "inzet": inzet, "belang": belang}
    given = agreement_fields(fields or [], texts, roles, nested)
    place = Register.at(located(register))
    year = ask.today().year
    if source is not None:
        nummer = agreements.create(place, read_file(source), source.name, given, year)
    elif ask.possible() and not no_questions:
        from opdracht.cli.wizard import run

        nummer = run(place, given, year, resume=resume, to_resume=shown_command("opdracht create --resume", register))
    elif resume:
        raise UsageFault("Verdergaan met de vragen kan alleen in een terminal.")
    elif "titel" in given:
        nummer = agreements.create(place, b"", "De opdracht", given, year)
    else:
        raise UsageFault("Er ontbreekt iets: --titel.", "Geef een titel, of een bestand met --from.")
    say(f"Opdracht {nummer} staat in het register.")
    if ask.possible():
        from opdracht.cli.checking import show_with_findings

        show_with_findings(place, nummer, register)
    say(f"Toets haar met:  {shown_command(f'opdracht check {nummer}', register)}")
    say(f"Maak de documenten met:  {shown_command(f'opdracht render {nummer}', register)}")


@command("edit", "Opdrachten", "opdracht edit 2027-001")
def edit(
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="De opdracht.")],
    register: RegisterOption = None,
) -> None:
    """Verander een hele opdracht in uw teksteditor.

    Klopt er iets niet, dan staat de fout bij de regel en kunt u verdergaan. Uw tekst raakt niet kwijt.
    """
    from opdracht.actions import agreements
    from opdracht.cli import ask
    from opdracht.cli.editor import let_edit, with_faults, without_faults
    from opdracht.safety.drafts import Draft
    from opdracht.store import Register

    place = Register.at(located(register))
    now = agreements.editable(place, nummer)
    kept, kept_before = Draft.of(place, f"{nummer}.yaml"), Draft.of(place, f"{nummer}.was.yaml")
    was, text = kept_before.read(), kept.read() or now.text
    before = agreements.Stand.from_kept(was) if was else now
    if text != now.text:
        say("Hier is uw tekst van de vorige keer; die staat nog niet in het register.")
    while True:
        text, worked = let_edit(text, f"opdracht-{nummer}.yaml")
        plain = without_faults(text)
        if not worked and plain != now.text:
            kept_before.write(before.as_kept())
            kept.write(plain)
            raise OpdrachtError(
                "De editor stopte met een fout.", f"Uw tekst is bewaard; 'opdracht edit {nummer}' biedt hem aan."
            )
        if plain == now.text:
            kept.forget()
            kept_before.forget()
            say("Er is niets veranderd.")
            return
        kept_before.write(before.as_kept())
        kept.write(plain)
        try:
            is_new = agreements.save_edited(place, nummer, before, plain, ask.today().year)
        except Faults as faults:
            if ask.possible():
                for fault in faults.faults:
                    say(f"  {fault}")
            if not ask.possible() or not ask.confirm(f"{faults.message} Wilt u de tekst verbeteren?"):
                raise Faults(
                    "De tekst",
                    faults.faults,
                    f"Uw tekst is bewaard in {kept.path}; 'opdracht edit' biedt hem weer aan.",
                ) from None
            text = with_faults(plain, faults.faults)
        except agreements.Changed as changed:
            kept_before.write(changed.now.as_kept())  # told once, the user decides what the text becomes
            kept.write(changed.text)
            raise
        else:
            kept.forget()
            kept_before.forget()
            say(f"Opdracht {nummer} is veranderd." if is_new else "Er is niets veranderd.")
            say(f"Toets haar met: {shown_command(f'opdracht check {nummer}', register)}")
            return

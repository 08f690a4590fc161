"""demo, init and config."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data
from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.store import Register


@command("demo", "Beginnen", "opdracht demo")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="De map voor het voorbeeld.")] = Path("opdracht-demo"),
    zwak: Annotated[bool, typer.Option("--zwak", help="Neem een regio waarin elke toets iets vindt.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Maak het voorbeeld opnieuw in een map die er al is.")] = False,
) -> None:
    """Maak een voorbeeld: een gevulde regio, getoetst, met Word-documenten.

    Het voorbeeld is verzonnen en staat los van uw eigen register.
    """
    from opdracht.actions import demo as action
    from opdracht.cli import show
    from opdracht.cli.progress import steps
    from opdracht.dutch import long_date

    made = action.fill(folder, force=force, example="zwak" if zwak else "regio")
    typer.echo(f"Een voorbeeld van een regio, in de map {folder}. Alles erin is verzonnen.\n")
    added = made.changes.added
    register = str(folder / "register.db")
    typer.echo(
        f"1. Ingelezen: {added['organisaties']} organisaties, {added['personen']} functies, {added['ambities']} ambities,"
    )
    typer.echo(
        f"   {added['besluiten']} besluiten, {added['aanbod']} keer aanbod van uren en {added['opdrachten']} opdrachten."
    )
    faulty = len(made.regio.opdrachten) - len(made.sound)
    typer.echo(
        f"\n2. Getoetst op {long_date(action.PEILDATUM)}: {faulty} van de {added['opdrachten']} opdrachten zijn niet in orde."
    )
    show.findings(made.found, made.regio)
    with steps("   Documenten maken", 2 * len(made.sound)) as done:
        result = action.render_sound(made, done)
    for error in result.failed.values():
        raise error
    typer.echo(
        f"\n3. Gemaakt: {len(result.written) + len(result.same)} Word-documenten, twee per opdracht die in orde is. Ze staan in"
    )
    typer.echo(f"   {folder / 'documenten'}")
    first = next(iter(made.regio.opdrachten))
    wrong = [finding.opdracht for finding in made.found if finding.opdracht]
    typer.echo("\n" + typer.style("Probeer nu:", bold=True))
    for text, why in (
        (f"opdracht show {first}", "lees een opdracht"),
        (f"opdracht check {wrong[-1]}", "zie wat er mis is met een andere, en hoe u het herstelt"),
        ("opdracht capacity", "zie waar de uren opraken, en waardoor"),
        ("opdracht plan", "zie welke opdrachten passen in de uren die er zijn"),
        ("opdracht create", "maak er zelf een, met vragen"),
    ):
        typer.echo(f"  {shown_command(text, register)}\n      {why}")


@command(
    "init",
    "Beginnen",
    """
    opdracht init
    opdracht init --naam "Regio West-Brabant" --gemeente Breda --gemeente Moerdijk
    opdracht init --roles > rollen.sql
    """,
)
def init(
    naam: Annotated[str | None, typer.Option(metavar="NAAM", help="De naam van de regio.")] = None,
    lichaam: Annotated[
        str | None, typer.Option(metavar="NAAM", help="De organisatie die voor de regio werkt, zoals RWB.")
    ] = None,
    gemeente: Annotated[
        list[str] | None, typer.Option(metavar="NAAM", help="Een gemeente die meedoet. Mag vaker.")
    ] = None,
    roles: Annotated[
        bool,
        typer.Option(
            "--roles",
            help="Schrijf de SQL met de rollen van een register in PostgreSQL, voor de beheerder; maak niets.",
        ),
    ] = False,
    register: RegisterOption = None,
) -> None:
    """Maak uw eigen register; het programma vraagt naar de regio en de gemeenten."""
    from opdracht.actions import setup
    from opdracht.cli import ask
    from opdracht.cli.records import counted
    from opdracht.errors import OpdrachtError
    from opdracht.store import Register

    place = Register.at(located(register))
    if roles:
        write_data(setup.roles(place))
        return
    if place.exists():
        raise OpdrachtError(f"Er staat al een register op {place.name}.", "Kies met --register een andere plaats.")
    gemeenten = gemeente or []
    if naam is None and ask.possible():
        say("Drie vragen. Met Enter slaat u een vraag over.\n")
        naam = ask.text("1. Hoe heet de regio?", "Regio West-Brabant")
        lichaam = lichaam or ask.text("2. Welke organisatie werkt voor de regio?", "RWB")
        if not gemeenten:
            names = ask.text("3. Welke gemeenten doen mee? Zet er komma's tussen.", "Breda, Moerdijk, Zundert")
            gemeenten = [name.strip() for name in names.split(",") if name.strip()]
    number = setup.create_register(place, naam or "", lichaam or "", gemeenten)
    say(f"Het register staat klaar op {place.name}, met {counted(number, 'organisaties')}.")
    say(f"Voeg personen toe met:  {shown_command('opdracht add persoon', register)}")
    say(f"Maak een opdracht met:  {shown_command('opdracht create', register)}")


@command(
    "migrate",
    "Inrichting",
    "opdracht migrate --dry-run\nopdracht migrate\nopdracht migrate --to postgresql://server/regio",
)
def migrate(
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="PLAATS", help="Zet het register over: naar een bestand of een postgresql://-adres."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Probeer het, en verander niets.")] = False,
    register: RegisterOption = None,
) -> None:
    """Werk een register van een oudere versie van dit programma bij, of zet het over naar een andere plaats.

    Er komt eerst een reservekopie van, zoals het was. Met --to komt het hele register,
    ook het journaal, op een plaats waar nog geen register is; wat u had, blijft staan zoals het was.
    """
    from opdracht.actions import setup
    from opdracht.store import Register, head

    place = Register.at(located(register))
    if to is not None:
        _move(place, to, keep=not dry_run)
        return
    before, copy = setup.migrate(place, keep=not dry_run)
    if before == head():
        say(f"Het register {place.name} is al bijgewerkt.")
    elif dry_run:
        say(f"Het register {place.name} kan van {before} naar {head()}. Er is niets veranderd.")
    else:
        say(f"Het register {place.name} is bijgewerkt, van {before} naar {head()}.")
        if copy:
            say(f"Zoals het was, staat het nog in {copy}.")


def _move(place: "Register", to: str, *, keep: bool) -> None:
    from opdracht.store import Register

    other = Register.at(to)
    copied = place.copy_to(other, keep=keep)
    if not keep:
        say(f"Het register kan naar {other.name}: {copied} gegevens, alle gelijk. Er is niets veranderd.")
        return
    say(f"Het register staat nu op {other.name}: {copied} gegevens, alle gelijk, ook het journaal.")
    say(f"{place.name} is niet veranderd. Werk daar niet in verder: wat u er schrijft, komt niet over.")
    say(f"Werk verder met:  {shown_command('opdracht list', to)}")


@command(
    "config",
    "Inrichting",
    """
    opdracht config
    opdracht config uren_per_fte 1425
    opdracht config wie "Anne de Wit, Moerdijk"
    """,
)
def config(
    naam: Annotated[str | None, typer.Argument(metavar="NAAM", help="De instelling.")] = None,
    waarde: Annotated[str | None, typer.Argument(metavar="WAARDE", help="Wat zij wordt.")] = None,
    register: RegisterOption = None,
) -> None:
    """Bekijk of verander de instellingen van het register.

    Met 'wie' zegt u hoe u heet: die naam staat bij alles wat u verandert, in elk register.
    """
    from opdracht.actions.records import configure
    from opdracht.author import keep_name, who
    from opdracht.cli import show
    from opdracht.documents.templates import own_folder
    from opdracht.fields import in_words
    from opdracht.settings import MEANING
    from opdracht.store import Register

    place = Register.at(located(register))
    if naam == "wie" and waarde is None:
        typer.echo(who())
        return
    if naam is not None and waarde is None:
        raise UsageFault(f"Wat wordt {naam}?", f"Bijvoorbeeld: opdracht config {naam} WAARDE")
    if naam == "wie" and waarde is not None:
        keep_name(waarde)
        say(f"Bij uw wijzigingen staat voortaan: {who()}.")
        return
    if naam is not None and waarde is not None:
        configure(place, naam, waarde)
        say(f"{naam} is nu {waarde}.")
        return
    with place.reading() as reader:
        settings = reader.settings()
    typer.echo(f"Register: {place.name}")
    typer.echo(f"Eigen sjablonen: {own_folder(place)}")
    typer.echo(f"Bij uw wijzigingen staat: {who()}\n")
    rows = [(name, in_words(getattr(settings, name)), meaning) for name, meaning in MEANING.items()]
    show.table(("instelling", "waarde", "betekenis"), rows)

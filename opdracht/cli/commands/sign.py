"""sign: who signed an agreement. The program itself never signs."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import words_of
from opdracht.cli.options import Nummer, Text, flag, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say


@command(
    "sign",
    "Opdrachten",
    """
    opdracht sign 2027-001 --rol "bestuurlijk opdrachtgever"
    opdracht sign 2027-001 --rol "bestuurlijk opdrachtnemer" --datum 1-3-2027 --functie voorzitter --grondslag "volmacht"
    """,
)
def sign(
    session: Session,
    nummer: Nummer,
    rol: Annotated[
        str, option("ROL", "In welke rol er is getekend.", "--rol", complete=words_of("ondertekening", "rol"))
    ],
    functie: Annotated[Text, option("TEKST", "Wie tekende. Anders: de functie van wie de rol heeft.")] = None,
    datum: Annotated[Text, option("DATUM", "Wanneer. Anders: vandaag.")] = None,
    niveau: Annotated[
        str,
        option(
            "NIVEAU",
            "Hoe er is getekend: gewoon, geavanceerd of gekwalificeerd.",
            complete=words_of("ondertekening", "niveau"),
        ),
    ] = "gewoon",
    grondslag: Annotated[str, option("TEKST", "Op grond waarvan: een besluit of een volmacht.")] = "",
    version: Annotated[int | None, option("NR", "Welke versie. Anders: de nieuwste.", "--version")] = None,
    force: Annotated[bool, flag("--force", "Vervang een ondertekening die er al is.")] = False,
) -> None:
    """Leg vast wie een vastgestelde opdracht heeft ondertekend. Het programma zet zelf geen handtekening."""
    from opdracht.agreed import freezing
    from opdracht.cli.versions import still_to_sign
    from opdracht.dutch import long_date

    today = session.today
    fields = {"rol": rol, "functie": functie, "datum": datum or today, "niveau": niveau, "grondslag": grondslag}
    signed, missing = freezing.sign(session.register, nummer, fields, today=today, version=version, force=force)
    say(
        f"De {signed.rol} ({signed.functie}) heeft versie {signed.versie} van opdracht {nummer} ondertekend "
        f"op {long_date(signed.datum)}."
    )
    say(still_to_sign(missing))

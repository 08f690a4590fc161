"""report: the regiofoto."""

from opdracht.cli.app import command
from opdracht.cli.options import DOCUMENTS, Documents, Force, Odt, Pdf
from opdracht.cli.session import Session, write_json
from opdracht.cli.terminal import say


@command(
    "report",
    "Bekijken",
    """
    opdracht report
    opdracht report --to documenten
    """,
    forms=["json"],
    peildatum=True,
)
def report(
    session: Session, to: Documents = DOCUMENTS, pdf: Pdf = False, odt: Odt = False, force: Force = False
) -> None:
    """Maak de regiofoto: de bevindingen per invalshoek, oorzaak en gevolg, en het advies.

    Staat het document er, dan blijven de aantallen bewaard; de volgende foto vertelt wat er sindsdien veranderde. Met
    --json komt er geen document, en wordt er niets bewaard.
    """
    from opdracht.actions.report import file_foto, take_foto
    from opdracht.cli.papers import say_made
    from opdracht.cli.regiofoto import show_foto

    foto = take_foto(session.register, session.day)
    if session.as_data:
        write_json(foto.names())
        return
    show_foto(foto)
    filed = file_foto(session.register, foto, to, force=force)
    say()
    if not filed.is_kept:
        say("U mag dit register alleen lezen: de aantallen van vandaag zijn niet bewaard.")
    say_made(session, filed.path, pdf=pdf, odt=odt, force=force)

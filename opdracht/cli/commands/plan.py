"""plan: what fits in the hours there are, what moves and what stops."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import nummers
from opdracht.cli.options import AlsoTo, Force, Odt, Pdf, Several, Text, flag, option
from opdracht.cli.session import Session, write_csv, write_json
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command(
    "plan",
    "Bekijken",
    """
    opdracht plan
    opdracht plan --keep 2027-003 --time 60
    opdracht plan --what-if "moerdijk projectleider +0,5 fte vanaf 1-7-2027"
    opdracht plan --save krap
    opdracht plan --compare krap ruim
    opdracht plan --apply
    """,
    forms=["json", "csv"],
    peildatum=True,
)
def plan(
    session: Session,
    keep: Annotated[
        Several, option("NUMMER", "Deze opdracht moet doorgaan. Mag vaker.", "--keep", complete=nummers)
    ] = None,
    stop: Annotated[
        Several, option("NUMMER", "Deze opdracht gaat niet door. Mag vaker.", "--stop", complete=nummers)
    ] = None,
    what_if: Annotated[Several, option("UREN", "Reken met meer of minder aanbod. Mag vaker.", "--what-if")] = None,
    no_shift: Annotated[bool, flag("--no-shift", "Verschuif niets.")] = False,
    no_stretch: Annotated[bool, flag("--no-stretch", "Rek niets uit over meer maanden.")] = False,
    also_running: Annotated[
        bool, flag("--also-running", "Ook wat vastgesteld is of loopt, mag schuiven of stoppen.")
    ] = False,
    seconds: Annotated[str, option("SECONDEN", "Zoek zo lang (gewoonlijk 20 seconden).", "--time")] = "20",
    apply: Annotated[
        bool, flag("--apply", "Schrijf de nieuwe datums van wat nog niet is vastgesteld in het register.")
    ] = False,
    dry_run: Annotated[bool, flag("--dry-run", "Verander niets: zo gaat het ook zonder deze optie.")] = False,
    save: Annotated[Text, option("NAAM", "Bewaar het plan onder een naam.", "--save")] = None,
    compare: Annotated[
        tuple[str, str] | None, option("NAAM NAAM", "Leg twee bewaarde plannen naast elkaar.", "--compare")
    ] = None,
    to: AlsoTo = None,
    pdf: Pdf = False,
    odt: Odt = False,
    force: Force = False,
) -> None:
    """Zoek uit welke opdrachten passen in de uren die er zijn.

    Een opdracht kan blijven staan, schuiven, rekken (evenveel uren over hooguit twee keer zoveel maanden) of stoppen.
    Het plan houdt zo veel mogelijk punten; daarna verandert het zo weinig mogelijk. Het zegt ook wat er bewezen is.

    Er verandert niets in het register, tenzij u --apply geeft. Met Ctrl-C krijgt u het beste plan tot dan toe.
    """
    from opdracht.actions import plan as actions
    from opdracht.cli import papers, planned
    from opdracht.cli.searching import searching, seconds_given
    from opdracht.plan.region import Wishes

    register = session.register
    papers.need_folder(to, pdf=pdf, odt=odt)
    if compare is not None:
        planned.comparison(actions.compare(register, compare), session.form)
        return
    if apply and dry_run:
        raise UsageFault("--apply en --dry-run gaan niet samen.", "Kies een van de twee.")
    kept, stopped = frozenset(keep or ()), frozenset(stop or ())
    wishes = Wishes(kept, stopped, shift=not no_shift, stretch=not no_stretch, also_running=also_running)
    with searching(seconds_given(seconds)) as control:
        regio, found = actions.make_plan(register, session.day, wishes, what_if or (), control)
    if session.as_data:
        write_json(found.data())
    if found.conflict:
        raise planned.conflict(found.conflict)
    if session.form == "csv":
        write_csv(planned.COLUMNS, found.rows())
    elif session.for_people:
        planned.proposal(found, session.typed)
    if save is not None:
        actions.keep(register, save, found, session.day, force=force)
        say(f"Bewaard als plan '{save}'.")
    if to is not None:
        annex = actions.write_annex(register, regio, found, session.day, to, force=force)
        papers.say_made(session, annex, pdf=pdf, odt=odt, force=force)
    if apply:
        planned.applied(actions.apply(register, found), session.typed)
    elif session.for_people and any(regel.shift for regel in found.regels):
        say()
        say(f"Er is niets veranderd. Neem de nieuwe datums over met: {session.typed('opdracht plan --apply')}")

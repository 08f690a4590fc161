"""The versions of an agreement: freeze its text, tell what differs, and record who signed which version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opdracht.agreed.differences import Difference, differences
from opdracht.agreed.versions import frozen, hash_of, newest, thawed, unsigned
from opdracht.author import who
from opdracht.choices import Rolnaam, Status
from opdracht.errors import OpdrachtError
from opdracht.model import Ondertekening, Opdracht, Versie, key_of
from opdracht.records import field_value, make
from opdracht.region import Regio
from opdracht.store import Register, Writer


@dataclass(frozen=True)
class Agreed:
    """Where the text of an agreement is: its newest version, who still has to sign that, and what changed since."""

    versie: Versie | None
    unsigned: Sequence[Rolnaam]
    changes: Sequence[Difference]


@dataclass(frozen=True)
class Compared:
    """What differs between two texts of an agreement; `to` is None for the register as it stands, `reason` its reason."""

    since: int
    to: int | None
    differences: Sequence[Difference]
    reason: str


def agreed(regio: Regio, nummer: str) -> Agreed:
    """Where the text of an agreement is. The region must hold the texts of the versions."""
    versie = newest(regio, nummer)
    if versie is None:
        return Agreed(None, (), ())
    return Agreed(versie, unsigned(regio, nummer), differences(thawed(versie), regio, nummer))


def freeze(writer: Writer, nummer: str, datum: date, reason: str = "", despite: str = "") -> Versie:
    """Keep the text of an agreement as its next version, which nothing changes any more.

    Raises OpdrachtError when nothing changed since the version before, or nobody says why it did.
    """
    regio = writer.region([nummer], texts=True)
    before = newest(regio, nummer)
    if before is not None and not differences(thawed(before), regio, nummer):
        raise OpdrachtError(
            f"Opdracht {nummer} zegt nog hetzelfde als versie {before.nr}.",
            "Verander haar eerst, met opdracht set of opdracht edit.",
        )
    if before is not None and not reason.strip():
        raise OpdrachtError(
            f"Zeg waarom opdracht {nummer} verandert: dat staat in de wijziging.", 'Voeg toe: --reason "..."'
        )
    inhoud = frozen(regio, nummer)
    versie = make(
        Versie,
        {
            "opdracht": nummer, "nr": before.nr + 1 if before else 1, "datum": datum, "sha256": hash_of(inhoud),
            "inhoud": inhoud, "reden": reason if before else "", "ondanks": despite, "door": who(),
        },
    )  # fmt: skip
    writer.insert([versie])
    return versie


def version_of(regio: Regio, nummer: str, nr: int) -> Versie:
    """A version by its number. Raises OpdrachtError when there is none."""
    found = next((versie for versie in regio.versies[nummer] if versie.nr == nr), None)
    if found is None:
        raise OpdrachtError(f"Opdracht {nummer} heeft geen versie {nr}.", _what_there_is(regio, nummer))
    return found


def compare(regio: Regio, nummer: str, since: int | None = None, to: int | None = None) -> Compared:
    """What differs between two versions, or between a version and the register as it stands.

    Without numbers: what changed since the newest version, and when that is nothing, what it changed itself.
    """
    newest_one = newest(regio, nummer)
    if newest_one is None:
        raise OpdrachtError(f"Van opdracht {nummer} is nog geen versie vastgelegd.", _what_there_is(regio, nummer))
    if since is None and to is None:
        changes = differences(thawed(newest_one), regio, nummer)
        if changes or newest_one.nr == 1:
            return Compared(newest_one.nr, None, changes, "")
        to = newest_one.nr
    if to is not None and since is None:
        since = max(to - 1, 1)
    assert since is not None
    before = thawed(version_of(regio, nummer, since))
    if to is None:
        return Compared(since, None, differences(before, regio, nummer), "")
    after = version_of(regio, nummer, to)
    return Compared(since, to, differences(before, thawed(after), nummer), after.reden)


def sign(
    register: Register,
    nummer: str,
    fields: Mapping[str, object],
    *,
    today: date | None = None,
    version: int | None = None,
    force: bool = False,
) -> tuple[Ondertekening, Sequence[Rolnaam]]:
    """Record a signature under a version, the newest one unless told otherwise; and who still has to sign that one.

    The functie is that of the person in the role when none is given. Raises OpdrachtError when there is no version, when
    the date lies after `today`, or when this role signed it already and `force` is off.
    """
    rol: Rolnaam = field_value(Ondertekening, "rol", str(fields["rol"]))
    with register.writing() as writer:
        writer.need(Opdracht, [nummer])
        regio = writer.region([nummer], texts=True)
        versie = version_of(regio, nummer, version) if version is not None else newest(regio, nummer)
        if versie is None:
            raise OpdrachtError(
                f"Van opdracht {nummer} is nog geen tekst vastgelegd om te ondertekenen.", _what_there_is(regio, nummer)
            )
        filled = {**fields, "opdracht": nummer, "versie": versie.nr, "rol": rol}
        if not filled.get("functie"):
            filled["functie"] = _functie(thawed(versie), nummer, rol)
        signature = make(Ondertekening, filled)
        if today is not None and signature.datum > today:
            raise OpdrachtError("De ondertekening ligt na vandaag.", "Leg haar vast als er is getekend.")
        if writer.get(Ondertekening, key_of(signature)) is None:
            writer.insert([signature])
        elif force:
            writer.update(signature)
        else:
            raise OpdrachtError(
                f"De {signature.rol} heeft versie {versie.nr} van opdracht {nummer} al ondertekend.",
                "Voeg --force toe om die ondertekening te vervangen.",
            )
        return signature, unsigned(writer.region([nummer]), nummer, versie.nr)


def _functie(regio: Regio, nummer: str, rol: Rolnaam) -> str:
    persons = regio.in_role(nummer, rol)
    if not persons:
        raise OpdrachtError(f"Niemand heeft de rol {rol} in opdracht {nummer}.", 'Zeg wie tekende: --functie "..."')
    return " / ".join(persoon.functie for persoon in persons)


def _what_there_is(regio: Regio, nummer: str) -> str:
    if regio.versies[nummer]:
        return f"De versies zijn: {', '.join(str(versie.nr) for versie in regio.versies[nummer])}."
    return first_version_by(regio, nummer)


def first_version_by(regio: Regio, nummer: str) -> str:
    """What makes the first version of an agreement, from where it is now."""
    status = regio.opdrachten[nummer].status
    if status == Status.CONCEPT:
        step = f"Stel haar eerst voor met: opdracht status {nummer} {Status.VOORGESTELD}"
        return f"De eerste versie komt er als zij wordt vastgesteld. {step}"
    if status == Status.INGETROKKEN:
        return "Zij is ingetrokken zonder te zijn vastgesteld; er komt geen versie meer."
    return f"De eerste versie komt er met: opdracht status {nummer} {Status.VASTGESTELD}"

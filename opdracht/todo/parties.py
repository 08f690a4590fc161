"""Who must do something, and who waits for it: the eigenaar, the parties of an opdracht, an organisatie or a body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from opdracht.agreed.versions import newest, unsigned
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Rolnaam, Soort
from opdracht.model import Mijlpaal, Organisatie, Persoon, Randvoorwaarde
from opdracht.region import Regio
from opdracht.todo.matters import Matter, Work
from opdracht.wording import name_behind, person_text


class Party(NamedTuple):
    """Somebody, by the kind of record and its code; a body has no record, and is known by its name."""

    kind: str
    code: str

    def text(self, regio: Regio) -> str:
        """As people know them; a person by function and organisatie."""
        if self.kind == Persoon.enkelvoud:
            return person_text(regio, self.code, with_name=False)
        return name_behind(regio, self.kind, self.code) if self.kind == Organisatie.enkelvoud else self.code

    def is_of(self, regio: Regio, organisatie: str) -> bool:
        """Whether it is an organisatie, or somebody who works there."""
        if self.kind == Persoon.enkelvoud:
            return regio.personen[self.code].organisatie == organisatie
        return self == Party(Organisatie.enkelvoud, organisatie)


Parties = tuple[Party, ...]
_GIVERS = (Rolnaam.AMBTELIJK_OPDRACHTGEVER, Rolnaam.BESTUURLIJK_OPDRACHTGEVER)
_TAKERS = (Rolnaam.AMBTELIJK_OPDRACHTNEMER, Rolnaam.BESTUURLIJK_OPDRACHTNEMER)


def parties_of(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    """Who must act, and who waits for it; nobody is both."""
    acting, waiting = _PARTIES[matter.work](regio, matter)
    return _each_once(acting), tuple(party for party in _each_once(waiting) if party not in acting)


def _of_milestone(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    (nummer,) = matter.nummers
    mijlpaal = cast(Mijlpaal, matter.record(regio))
    deciding = (_body(mijlpaal.besluit_door),) if mijlpaal.besluit_door.strip() else ()
    acting = _owner(mijlpaal.eigenaar) or _first_of(regio, nummer, _TAKERS)
    return acting, (*deciding, *_others(regio, nummer, acting, (_GIVERS, _TAKERS)))


def _of_precondition(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    (nummer,) = matter.nummers
    voorwaarde = cast(Randvoorwaarde, matter.record(regio))
    acting = _owner(voorwaarde.eigenaar) or _first_of(regio, nummer, _GIVERS)
    return acting, _others(regio, nummer, acting, (_TAKERS, _GIVERS))


def _of_talk(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    (nummer,) = matter.nummers
    acting = (*_first_of(regio, nummer, _GIVERS), *_first_of(regio, nummer, _TAKERS))
    return acting, _in_roles(regio, nummer, ROLLEN_VAN_PARTIJEN)


def _of_signature(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    """Who has not signed; those who did wait, and the body that decided. Without a version the text comes first."""
    (nummer,) = matter.nummers
    if newest(regio, nummer) is None:
        return _of_change(regio, matter)
    besluit = regio.besluiten.get(regio.opdrachten[nummer].besluit or "")
    deciding = (_body(besluit.orgaan),) if besluit else ()
    missing = unsigned(regio, nummer)
    signed = [rol for rol in ROLLEN_VAN_PARTIJEN if rol not in missing]
    return _in_roles(regio, nummer, missing), (*_in_roles(regio, nummer, signed), *deciding)


def _of_change(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    (nummer,) = matter.nummers
    return _first_of(regio, nummer, _GIVERS), _first_of(regio, nummer, _TAKERS)


def _of_decision(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    """A besluit has no opdrachtnemer yet: the organisatie that works for the region finds one."""
    own = (row for row in regio.organisaties.values() if row.soort == Soort.REGIO)
    acting = tuple(Party(row.enkelvoud, row.code) for row in own)
    return acting, (_body(regio.besluiten[matter.place.key].orgaan),)


def _of_answer(regio: Regio, matter: Matter) -> tuple[Parties, Parties]:
    belangen = (row for nummer in matter.nummers for row in regio.belangen[nummer])
    contacts = [row.contactpersoon for row in belangen if row.organisatie == matter.place.key and row.contactpersoon]
    acting = tuple(Party(Persoon.enkelvoud, code) for code in contacts) or (Party(*matter.place),)
    return acting, tuple(party for nummer in matter.nummers for party in _first_of(regio, nummer, _TAKERS))


_PARTIES = {
    Work.MIJLPAAL: _of_milestone,
    Work.RANDVOORWAARDE: _of_precondition,
    Work.GESPREK: _of_talk,
    Work.HANDTEKENING: _of_signature,
    Work.WIJZIGING: _of_change,
    Work.BESLUIT: _of_decision,
    Work.ANTWOORD: _of_answer,
}


def _body(name: str) -> Party:
    return Party("orgaan", " ".join(name.split()))


def _owner(code: str | None) -> Parties:
    return (Party(Persoon.enkelvoud, code),) if code else ()


def _first_of(regio: Regio, nummer: str, roles: Iterable[Rolnaam]) -> Parties:
    """The persons in the first of these roles that is filled."""
    return next((parties for rol in roles if (parties := _in_roles(regio, nummer, [rol]))), ())


def _others(regio: Regio, nummer: str, acting: Parties, sides: Iterable[Sequence[Rolnaam]]) -> Parties:
    """The first of these sides of an opdracht that is not who acts."""
    parties = (_first_of(regio, nummer, side) for side in sides)
    return next((side for side in parties if side and not {*side} <= {*acting}), ())


def _in_roles(regio: Regio, nummer: str, roles: Iterable[Rolnaam]) -> Parties:
    return tuple(Party(persoon.enkelvoud, persoon.code) for rol in roles for persoon in regio.in_role(nummer, rol))


def _each_once(parties: Iterable[Party]) -> Parties:
    return tuple(dict.fromkeys(parties))

"""What the addendum (`wijziging`) of an agreement is about: two texts of it and what differs between them."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Self

from opdracht.agreed.differences import differences
from opdracht.agreed.freezing import first_version_by
from opdracht.agreed.versions import newest, thawed
from opdracht.documents import Context
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.contexts.names import HiddenNames
from opdracht.errors import OpdrachtError
from opdracht.region import Regio

SOORT = "Wijziging"


@dataclass(frozen=True)
class Amendment:
    """From one version to the next; `draft` when the next is the register as it stands, not yet vastgesteld."""

    before: Regio
    after: Regio
    draft: bool

    @property
    def versie(self) -> int | None:
        """The version it makes; None for a draft."""
        return None if self.draft or self.after.versie is None else self.after.versie.nr

    @property
    def number(self) -> int:
        """The number of the version that it makes, or will make."""
        before = self.before.versie.nr if self.before.versie else 0
        return self.versie or before + 1

    def without(self, hidden: HiddenNames) -> Self:
        """The same, with functions in place of persons' names."""
        return replace(self, before=hidden.regio(self.before), after=hidden.regio(self.after))

    def context(self, nummer: str, today: date) -> Context:
        """The names for the template: those of the agreement as it becomes, and under `wijziging` what differs."""
        before, after = self.before.versie, self.after.versie
        day = after.datum if after else today
        return {
            **agreement_context(self.after, nummer, SOORT, today),
            "document": {"soort": SOORT, "datum": day, "versie": str(self.number), "voorlopig": self.draft},
            "wijziging": {
                "van_versie": before.nr if before else 0,
                "naar_versie": self.number,
                "van_datum": before.datum if before else None,
                "datum": day,
                "reden": after.reden if after else "",
                "verschillen": [
                    {**asdict(difference), "waarom": ""} for difference in differences(self.before, self.after, nummer)
                ],
            },
        }


def amendment(regio: Regio, nummer: str) -> Amendment:
    """What changed since the newest version; when that is nothing, what that version changed.

    The region must hold the texts of the versions. Raises OpdrachtError when the agreement never changed.
    """
    last = newest(regio, nummer)
    if last is None:
        raise OpdrachtError(
            f"Opdracht {nummer} heeft geen wijziging: haar tekst is nog niet vastgelegd.",
            first_version_by(regio, nummer),
        )
    agreed = thawed(last)
    if differences(agreed, regio, nummer):
        return Amendment(agreed, regio, draft=True)
    if last.nr == 1:
        raise OpdrachtError(
            f"Opdracht {nummer} heeft geen wijziging: zij zegt nog hetzelfde als versie 1.",
            "Verander haar eerst, met opdracht set of opdracht edit.",
        )
    return Amendment(thawed(regio.versies[nummer][-2]), agreed, draft=False)

"""The chains of cause and effect from the secretaries' conclusion, which every rule points to.

Source: the conclusion of the interviews ('In de huidige samenwerking is sprake van een aantal elkaar versterkende
vicieuze cirkels'). Each chain runs from its cause to the effect that all of them share.
"""

BRON = (
    "Wat na 'secretarissen:' staat, komt uit de constateringen en adviezen van de gemeentesecretarissen in Regio West-Brabant. "
    "Zij hielden interviews met 25 bestuurders, gemeentesecretarissen, adviseurs en deskundigen van de provincie."
)
"""What the words behind each norm are."""
EINDE = "onvoldoende resultaten boeken en de toegevoegde waarde van regionale samenwerking niet zien"

KETENS: dict[str, tuple[str, ...]] = {
    "agenda": (
        "abstracte regionale agenda",
        "inhoud van de agenda wordt onvoldoende herkend",
        "geen gevoel van noodzaak ervaren",
        "verlagen van de betrokkenheid",
    ),
    "structuur": (
        "complexe en onoverzichtelijke structuur van de regionale samenwerking",
        "geen verantwoordelijkheid kunnen nemen",
        "achterover leunen",
    ),
    "verbinding": (
        "onvoldoende verbinding tussen bestuurders en ambtenaren",
        "onduidelijkheid over uitvoeren van afspraken en wie wat doet",
        "besluiten van bestuurders niet uitvoeren",
    ),
    "capaciteit": (
        "onvoldoende verbinding tussen regio en gemeenten",
        "onvoldoende capaciteit of kwaliteit beschikbaar voor uitvoering van de regionale agenda",
        "onvoldoende uitvoeren van de regionale agenda",
    ),
    "wens": (
        "niet weten wat je regionaal wilt als gemeente, of een ander perspectief hebben",
        "onvoldoende meedenken over de inhoud van de regionale agenda",
        "onvoldoende meewerken aan de uitvoering",
    ),
    "gesprek": (
        "onvoldoende het goede gesprek met elkaar voeren",
        "onderlinge spanningen blijven bestaan",
        "passiviteit",
    ),
}
"""From cause to effect; `EINDE` follows on each."""


def chain(name: str) -> str:
    """A chain as one line, from its cause to the common end."""
    return " → ".join((*KETENS[name], EINDE))

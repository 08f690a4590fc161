"""The words and patterns of Dutch that language.py measures with: what counts, what is vague, what one can point at.

Words, and the patterns of anchors and of what is vague, are in lower case, for text in lower case.
"""

import re

ABBREVIATIONS = frozenset(
    {"bijv", "bv", "nr", "nrs", "art", "ca", "dhr", "mevr", "mw", "drs", "dr", "ir", "mr", "st", "enz", "blz", "pag", "incl",
     "excl", "max", "min", "gem", "evt", "resp", "vgl", "zgn", "jl", "a.s", "e.d", "t.o.v", "o.a", "m.b.t", "d.m.v", "i.v.m",
     "t/m", "m.u.v", "n.a.v", "o.b.v", "t.a.v", "t.b.v", "i.p.v", "a.d.h.v", "d.w.z", "m.i.v", "i.s.m", "p.j", "jan", "feb",
     "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"}
)  # fmt: skip
SENTENCE_END = re.compile(
    r"(?=[\s\"')\]’”;])(?:(?<=[.!?])[\"')\]’”]*\s+(?=[A-ZÀ-Þ0-9\"'(‘“])|(?<=[.!?:])\s*\n+|\n\s*\n|;\s+)"
)
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)", re.MULTILINE)
LAST_WORD = re.compile(r"^(?:.*[\s(\"'‘“])?|\.$", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

# --- anchors: getal and datum

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
SHORT_MONTHS = "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
MONTH = rf"{MONTHS}|(?:{SHORT_MONTHS})(?=\.|\s\d{{4}})"
COUNT = (
    r"(?:(?:[ée]én|een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig"
    r"|negentig)|(?:(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|vijftien|twintig|dertig|veertig|vijftig|honderd)"
    r"?(?:honderd|duizend))+|[ée]én|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    r"|zeventien|achttien|negentien|anderhalf|anderhalve|dozijn|miljoen"
)
DATE = re.compile(
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b(?:\d{{1,2}}[ -])?(?:{MONTH})\b(?:[. -]*'?\d{{2,4}}\b)?"
    r"|\b(?:19|20|21)\d\d ?[-/–] ?(?:19|20|21)?\d\d\b"
    r"|\b(?:in |van )?(?:19|20|21)\d\d (?:en|of|tot en met|t/m) (?:in )?(?:19|20|21)\d\d\b"
    r"|\b(?:in|eind|begin|medio|voor|vóór|vanaf|tot|sinds|na|uiterlijk|van|ultimo|per|heel|jaar|seizoen|schooljaar|winter|lente"
    r"|zomer|herfst|najaar|voorjaar|kerst|week \d{1,2},?|[qk][1-4]|kwartaal(?: \d)?) '?(?:19|20|21)\d\d\b"
    r"(?! (?:euro|uur|uren|woning|bedrij|inwoner|mensen|hectare|meter|ton|kilo|leerling|student|bomen|m2|m²))"
    r"|\b(?:19|20|21)\d\d(?=\s*(?:[.,;:!?)]|$))"
    r"|\b20[2-4]\d\b(?= (?:is|zijn|wordt|worden|heeft|hebben|krijgt|krijgen|kunnen|kan|staat|staan|ligt|liggen|en verder)\b)"
    r"|\b(?:eerste|tweede|derde|vierde|[1-4]e|laatste) (?:kwartaal|helft van (?:het jaar|(?:19|20|21)\d\d))\b"
    r"|\b[qk][1-4]\b|\bkwartaal [1-4]\b|\bweek \d{1,2}\b"
    r"|\b(?:voor|vóór|na|in) de (?:eerstvolgende |komende |volgende )?(?:zomer|kerst|bouw|herfst|voorjaars|mei)"
    r"(?:vakantie)?\b(?=\s*(?:van\b|[.,;:!?)]|$))"
    rf"|\bbinnen (?:een|\d+|{COUNT}) (?:(?:werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|half jaar|kwartaal)\b",
)
PART = "helft|half|halve|kwart|tweederde|driekwart|verdubbel(?:t|d|en)|halve(?:ert|ren)|gehalveerd"
NUMBER = re.compile(rf"(?<![\w/])\d+(?:[.,]\d+)*(?!\d*(?:e|de|ste|g|d|/7)\b)|\b(?:{COUNT}|{PART}|derde deel)\b")
ABSTRACTIONS = (
    "pijlers?|sporen|lijnen|ambities|waarden|speerpunten|thema's|transities|opgaven|uitdagingen|prioriteiten|principes"
    "|stappen|kansen|doelen|doelstellingen|focuspunten"
)
ABSTRACTION = rf"\w*(?:{ABSTRACTIONS})"
"""What one cannot count: three pijlers are no more than one."""
NOT_COUNTING = re.compile(
    r"\b[ée]én (?:\w+e )?(?:regio|team|geheel|stem|overheid|lijn|front|verhaal|mond|visie|koers|gezicht|taal|agenda|richting|met)\b"
    r"|\b[ée]én van de\b|\b(?:op|in|met|van) [ée]én\b(?=\s*[.,;:!?]|\s*$)|\b(?:honderd|100) procent (?:voor|achter)\b"
    r"|\b(?:op de|in de) (?:eerste|tweede) plaats\b|\btwee kanten\b|\bvier ogen\b|\b24/7\b|\b360 graden\b"
    rf"|\b(?:\d+|{COUNT}) (?:\w+e )?{ABSTRACTION}\b|\b(?:100|honderd) procent draagvlak\b"
    r"|\b(?:21|eenentwintig)(?:e|ste) eeuw\b|\b(?:artikel|bijlage|hoofdstuk|paragraaf|versie|niveau|scenario) \d+(?:\.\d+)*\b",
)

# --- anchors: doener and product

DOERS = frozenset(
    {"college", "raad", "gemeenteraad", "provincie", "waterschap", "hoogheemraadschap", "rijkswaterstaat", "ggd",
     "veiligheidsregio", "omgevingsdienst", "algemeen bestuur", "dagelijks bestuur", "secretaris", "gemeentesecretaris",
     "wethouder", "burgemeester", "griffier", "gedeputeerde", "programmamanager", "projectleider", "projectmanager",
     "portefeuillehouder", "directeur", "secretarissenkring", "strategisch beraad", "netbeheerder", "enexis", "tennet",
     "prorail", "uwv", "woningcorporatie", "beleidsadviseur", "teamleider", "data-analist", "jurist", "accountant",
     "leverancier", "aannemer", "gemeenschappelijke regeling", "brandweer", "politie"}
)  # fmt: skip
MANY_DOERS = frozenset(
    {"gemeente", "gemeenten", "gemeentes", "colleges", "raden", "gemeenteraden", "provincies", "waterschappen", "secretarissen",
     "gemeentesecretarissen", "wethouders", "burgemeesters", "bestuurders", "portefeuillehouders", "projectleiders",
     "woningcorporaties", "corporaties", "commissie", "bestuur"}
)  # fmt: skip
"""Doers only when it says which ones: 12 gemeenten, elke raad, de gemeente Breda, de commissie Ruimte."""
WHICH = re.compile(
    rf"(?:\d[\d.]*|\b(?:{COUNT}|alle|elk|elke|ieder|iedere|beide|overige|eigen))(?: \w+(?:e|en))? $|^ [a-z]",
)
THEIR_NUMBER = re.compile(
    rf"\b(?:\d+|{COUNT}) (?:\w+e )?(?:{'|'.join(sorted(MANY_DOERS))}|partners|partijen|organisaties)\b"
)
"""How many doers there are: it counts for nothing where they do nothing."""
SEEN_BY_NOBODY = {
    r"\bwerk(?:t|en|te|ten)?\b|samen(?:ge|te|werk)|gewerkt":
    r"werk(?:t|en|te|ten)? (?:\w+ ){0,5}?(?:aan|samen|toe naar)|samen(?:ge|te )?werk\w*|samen te werken|gewerkt aan",
    r"\bstre[ev]|nagestreefd|\b(?:in|inge)?span":
    r"stre(?:ef|eft|ven|efde|efden)|nagestreefd|spann?(?:t|en)? (?:\w+ ){0,4}?in|inspannen|ingespannen",
    r"\b(?:op|opge)?pak":
    r"pak(?:t|ken)? (?:\w+ ){0,8}?op|op(?:ge| te )pak\w*|oppakken|opgepakt",
    r"\b(?:op)?trek|\bga(?:at|an)?\b":
    r"trek(?:t|ken)? (?:\w+ ){0,6}?op|op te trekken|optrekken|ga(?:at|an)? voor",
    r"\bgeeft?\b|geven\b":
    r"g(?:eef|eeft|even) (?:\w+ ){0,6}?(?:vorm|invulling|richting|uitvoering|aandacht)|vorm(?: te)? geven|vormgeven",
    r"richting|\bverschil\b|\bplek\b":
    r"richting (?:te )?ge(?:eft|ven)|(?:maakt|maken) (?:\w+ ){0,4}?het verschil|het verschil (?:te )?maken|een plek (?:te )?krijgen"
    r"|krijg(?:t|en) (?:\w+ ){0,7}?een plek(?! (?:in|aan|op|bij) )",
    r"bruggen|fundament|versnelling|\bthema\b":
    r"sla(?:at|an) (?:\w+ ){0,4}?bruggen|bruggen (?:te )?slaan|le(?:gt|ggen) (?:\w+ ){0,5}?fundament|fundament (?:te )?leggen"
    r"|breng(?:t|en) (?:\w+ ){0,5}?versnelling|geen los thema",
    r"geven\b|aandacht|\boog\b":
    r"invulling (?:te )?geven|aandacht|oog (?:te )?(?:heeft|hebben|houden)|(?:heeft|hebben|houdt|houden) oog",
    r"\bbouw(?:t|en)?\b|\bslag\b|\bgesprek\b|beweging|\bgang\b|\bkaart\b|horizon|\bmond\b":
    r"voer(?:t|en) (?:\w+ ){0,5}?(?:het|een) (?:\w+e )?gesprek|met [ée]én mond"
    r"|bouw(?:t|en)? (?:\w+ ){0,5}?aan een|aan de slag|in gesprek|in beweging|in gang|op de kaart|stip op de horizon",
    r"\bdenk|onderschrij|\bbenut|dragen|\bhecht":
    r"denk(?:t|en)? (?:\w+ ){0,3}?(?:na|mee)|onderschrij(?:ft|ven)|benut(?:ten)?|uit(?:ge)?dragen|hecht(?:en)?",
    r"\binveste|aansluit|afstem|\bstem":
    r"investe(?:ert|ren) in|aansluit(?:en|ing)|afstem(?:men|ming)|stem(?:t|men)? (?:\w+ ){0,5}?af",
    r"\boverleg|\bricht|\bontwikkel|\bzorg\b":
    r"overleg(?:t|gen)? (?:\w+ ){0,3}?over|richt(?:en)? zich op|ontwikkel(?:t|en) zich|draag(?:t|en)? zorg|dragen zorg",
    r"\bzorg(?:t|en)?\b":
    r"zorg(?:t|en)? (?:\w+ ){0,4}?voor (?:een )?(?:goede?|betere|meer|optimale|voldoende|passende)",
    r"\bmaak|\bhanden\b":
    r"maak(?:t|ken)? (?:\w+ ){0,3}?(?:werk|zich sterk|stappen|een slag)|sla(?:at|an)? de handen|handen ineen",
    r"\bspre(?:ekt|ken)\b|\buit(?:ge)?spr|voort":
    r"spre(?:ekt|ken) (?:\w+ ){0,5}?uit|uit(?:ge)?spr(?:oken|eken)|bouw(?:t|en)? (?:\w+ ){0,3}?voort|voortbouwen",
    r"stappen|koers|schouders|\brol\b":
    r"zett?(?:t|en)? (?:\w+ ){0,3}?(?:stappen|koers|de schouders)|(?:neemt|pakt) (?:\w+ ){0,4}?rol",
    r"\bneem":
    r"neem(?:t|en)? (?:\w+ ){0,4}?(?:regie|verantwoordelijkheid|voortouw)",
    r"vital|aantrekkelijk|\bsterk|robuust|duurzam|innovatiev|leefbar|krachtig|toekomst|wendbar|partner":
    r"(?:is|zijn|wordt|worden|blijft|blijven) (?:\w+ ){0,5}?(?:vitale?|aantrekkelijke?|sterke?|robuuste?|duurzame?"
    r"|innovatieve?|leefbare?|krachtige?|toekomstgericht|veerkrachtige?|wendbare?|klaar voor de toekomst|partner)",
}  # fmt: skip
EMPTY_DOING = {sign: re.compile(rf"\b(?:{doing})\b") for sign, doing in SEEN_BY_NOBODY.items()}
ANY_EMPTY_DOING = re.compile(rf"\b(?:{'|'.join(SEEN_BY_NOBODY.values())})\b")
"""Doing that nobody can see, each after its sign (below): in such a clause a doer does nothing yet and nothing is made."""
CLAUSE = re.compile(
    r"[,;:()]\s*|\s(?:maar|want|waarmee|waardoor|waarin|waarbij|zodat|omdat|die|om|terwijl|nadat|zodra)\s"
)

PRODUCTS = (
    "kaart", "atlas", "lijst", "overzicht", "loket", "balie", "contract", "overeenkomst", "convenant", "rapport", "rapportage",
    "verslag", "jaarverslag", "besluit", "verordening", "beleidsregel", "regels", "regeling", "begroting", "begrotingswijziging",
    "bladzijde", "notitie", "nota", "memo", "brief", "brieven", "folder", "brochure", "flyer", "poster", "krant", "nieuwsbrief",
    "boek", "boekje", "gids", "catalogus", "film", "filmpje", "video", "podcast", "website", "webpagina", "app", "apps", "dashboard",
    "monitor", "factsheet", "register", "databank", "database", "software", "bestand", "tabel", "grafiek", "handleiding",
    "handreiking", "draaiboek", "werkinstructie", "stappenplan", "protocol", "checklist", "formulier", "sjabloon", "telefoonnummer",
    "meldpunt", "steunpunt", "servicepunt", "infopunt", "informatiepunt", "afhaalpunt", "balies", "kantoor", "kantoren", "pand",
    "gebouw", "zaal", "sporthal", "zwembad", "bibliotheek", "bibliotheken", "museum", "ziekenhuis", "kazerne", "praktijk",
    "hub", "halte", "station", "perron", "fietspad", "fietspaden", "voetpad", "wandelpad", "route", "fietsroute", "brug", "bruggen",
    "rotonde", "tunnel", "viaduct", "kruising", "kruispunt", "verkeerslicht", "verkeersbord", "bord", "rijstrook",
    "busbaan", "buslijn", "dienstregeling", "parkeerplaats", "stalling", "laadpaal", "laadpalen", "laadplein", "zonnepaneel",
    "zonnepanelen", "zonnepark", "windpark", "windmolen", "turbine", "batterij", "accu", "trafo", "transformator", "warmtenet",
    "warmtepomp", "pomp", "gemaal", "gemalen", "leiding", "kabel", "buis", "buizen", "riool", "riolering", "stuw", "sloot",
    "sloten", "sluis", "sluizen", "dijk", "kade", "steiger", "oever", "poel", "vijver", "wadi", "regenton", "hagen",
    "boom", "bomen", "struik", "speeltuin", "speelplaats", "plein", "stoep", "stoeptegel", "tegel", "straatsteen", "steen",
    "stenen", "asfalt", "bank", "bankje", "prullenbak", "lantaarnpaal", "lantaarnpalen", "lamp", "camera", "sensor", "meter",
    "dak", "daken", "gevel", "kozijn", "isolatie", "vergunning", "ontheffing", "beschikking", "subsidie", "lening", "bon",
    "voucher", "pas", "abonnement", "cursus", "training", "diploma", "certificaat", "stageplek", "stageplekken", "stageplaats",
    "leerwerkplek", "leerbaan", "leerbanen", "werkplek", "werkplekken", "vacature", "spreekuur", "proefkaart", "proefopstelling",
    "meting", "nulmeting", "enquête", "ontwerp", "tekening", "bouwtekening", "offerte", "aanbesteding", "bestek", "factuur",
    "bus", "bussen", "busje", "fiets", "fietsen", "auto", "auto's", "vrachtwagen", "trein", "pont", "veerpont", "ambulance",
    "opvangplek", "opvangplekken", "slaapplek", "slaapplaats", "bed", "bedden", "kamer", "perceel", "kavel", "container",
    "apparaat", "computer", "laptop", "tablet", "server", "cijfers", "gegevens", "concept", "conceptversie", "reacties", "motie",
    "amendement", "eisen", "criteria", "handtekening", "oplevering", "sportveld", "moestuin", "tuin", "koffer", "depot",
    "chatbot", "mail", "pakket", "gft-bak", "kliko", "milieustraat", "kringloopwinkel", "winkel", "uitkering", "aanslag",
    "spuit", "voertuig", "drone", "paspoort", "rijbewijs",
    "raadsvoorstel", "collegevoorstel", "conceptbesluit", "advies", "adviezen", "businesscase", "raming", "kostenraming", "toets",
)  # fmt: skip
WEAK_PRODUCTS = frozenset(
    {"plek", "plekken", "weg", "wegen", "gesprek", "gesprekken", "plan", "plannen", "model", "modellen", "systeem", "systemen",
     "onderzoek", "onderzoeken", "school", "scholen", "opleiding", "opleidingen", "baan", "banen", "woning", "woningen", "huis",
     "huizen", "bos", "bossen", "park", "parken", "terrein", "terreinen", "bijeenkomst", "bijeenkomsten", "vergadering",
     "vergaderingen", "locatie", "locaties", "gebouwen", "voorstel", "voorstellen", "proef", "proeven", "bouwer", "bouwers",
     "bedrijf", "bedrijven", "advies", "adviezen", "bouw", "route", "routes", "veld", "velden", "winkel", "winkels",
     "toets", "praktijk", "film", "tuin", "gegevens", "cijfers", "kamer", "bank", "pas", "subsidie", "subsidies",
     "regels", "training", "trainingen", "concept", "concepten", "pakket", "monitor", "bed", "eisen", "station", "kaders",
     "visie", "visies", "programma", "programma's", "bord", "kantoor", "reacties", "criteria", "auto", "fiets", "fietsen", "auto's"}
)  # fmt: skip
"""Too common to count by themselves: only with a number, or when they are klaar, gekozen, binnen."""
WEAK_ENDINGS = (
    "plek", "plekken", "plaats", "plaatsen", "plan", "plannen", "model", "modellen", "systeem", "systemen", "onderzoek",
    "onderzoeken", "school", "scholen", "opleiding", "opleidingen", "woning", "woningen", "huis", "huizen", "park", "parken",
    "gesprek", "gesprekken", "bijeenkomst", "bijeenkomsten", "vergadering", "voorstel", "voorstellen", "weg", "wegen", "proef",
    "terrein", "terreinen", "locatie", "locaties", "markt", "avond", "middag", "tabel",
)  # fmt: skip
"""Words that name something one can point at once they are longer: een uitvoeringsplan, een werkplek."""
READY = re.compile(
    r"\b(?:gekozen|klaar|vast|vastgelegd|vastgesteld|binnen|open|af|gereed|opgeleverd|(?:onder|ge)tekend|gebouwd|verhuurd|bekend"
    r"|in gebruik|gestart|verwerkt|aangelegd|ingericht|geplaatst|verstuurd|verzonden|gepubliceerd|gekocht|gevuld|begonnen|ligt|liggen"
    r"|getest|afgerond|gedrukt|gesloten|opgehaald|geleverd|verdeeld|aangewezen|opgesteld|begint|start|staat|staan|opent|tekent|tekenen)\b",
)
DECIDES = re.compile(
    r"\b(?:besluit(?:en)?|stem(?:t|men)|stel(?:t|len)\b.*\bvast|ge(?:eft|ven) (?:\w+ )?akkoord|keur(?:t|en)\b.*\bgoed|kiest|kiezen)\b"
)
RUNS = re.compile(r"\b(?:draait|draaien|rijdt|rijden|krijgt|krijgen)\b")
IS_SO = re.compile(r"\b(?:is|zijn|heeft|hebben|staat|staan|ligt|liggen|klaar|draait|draaien)\b")
PRODUCT = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, {*PRODUCTS, *WEAK_ENDINGS}), key=len, reverse=True))})"
    r"(?:en|s|'s|es|ën|je|jes|ten|pen|nen|len|ken)?$"
)
TOO_GENERAL = re.compile(
    r"kompas|routekaart(?:en)?|bouwste(?:en|nen)|samenhang|verband|samenwerkings(?:model|verband|agenda|plan)|denk(?:proces|model|kader)|landschap|(?:onder|van|be)weg\w*"
    r"|arbeidsmarkt|woningmarkt|draagvlak|werkveld|speelveld|krachtenveld|vraagstuk|maatschappij|uitgangs\w+|standpunt"
    r"|onderscheid|werkpraktijk|tijdpad|boekhoud\w*|\w*opgave[n]?|\w*ontwikkeling(?:en)?|in plaats|samenwerkingsovereenkomst\b"
    r"|lever\w*|opbouw|afbouw|aanbouw|uitbouw|land-?\w*bouw|akkerbouw|tuinbouw|woningbouw|parameter|thermometer|toekomstplan"
    r"|\w*(?:verlening|meter|beleid|hoeveelheid)|beleidsterreinen?|verbouwen|ombouwen|plaats|plaatsen|avonds?|middags?|ochtends|markt|tabel"
)

# --- vague words

VAGUE = {
    "inzetten op": (
        r"\b(?:zet|zetten|zette)\b[^.!?;]*?\bin op\b"
        rf"(?! (?:(?:\d+|{COUNT}) (?!(?:\w+e )?{ABSTRACTION}\b)|\w+dag(?:en)?\b))",  # 'in op zaterdag', 'in op drie plekken'
        r"\bin(?:te)?zetten op\b|\bin te zetten op\b|\bingezet op\b|\bmet inzet op\b",
    ),
    "borgen": (r"\b(?:ge)?borg(?:t|en|de|den|d)?\b|\bborging\b",),
    "stimuleren": (r"\b(?:ge)?stimul(?:eer|eert|eren|eerde|eerden|eerd|ering|erend|erende)\b",),
    "versterken": (r"\bversterk(?:t|en|te|ten|ing|end|ende)?\b",),
    "optimaliseren": (r"\b(?:ge)?optimalis(?:eer|eert|eren|eerde|eerd|atie|ering)\b",),
    "verbinden": (
        r"\bverbind(?:t|en|end|ende)\b|\bverbinding(?:en)? (?:te )?(?:leggen|zoeken|maken)\b",
        r"\b(?:leg|legt|leggen|zoekt|zoeken)\b[^.!?;]*?\bverbinding(?:en)?\b",
    ),
    "faciliteren": (r"\b(?:ge)?facilit(?:eer|eert|eren|eerde|eerden|eerd|ering|erend|erende)\b",),
    "ruimte geven": (
        r"\b(?:geef|geeft|geven|gaf|gaven|bied|biedt|bieden)\b[^.!?;]*?\bruimte\b"
        r"(?= (?:aan(?!\s*(?:[.,;!?]|$))|voor|om)\b|\s*[.,;!?]|\s*$)",
        r"\bruimte (?:te )?(?:geven|bieden|geboden|gegeven)\b",
    ),
    "verkennen": (r"\bverken(?:t|nen|de|den|d|ning|ningen)?\b|\bverkennend\b",),
    "aanjagen": (
        r"\b(?:jaag|jaagt|jagen|joeg)\b[^.!?;]*?\baan\b",
        r"\baan(?:ge|te )?ja(?:ag|agd|agt|gen|ger)\b|\baan te jagen\b",
    ),
    "bevorderen": (r"\bbevorder(?:t|en|de|den|d|ing)?\b",),
    "inspelen op": (
        r"\b(?:speel|speelt|spelen|speelde|speelden)\b[^.!?;]*?\bin op\b",
        r"\binspe(?:elt|len) op\b|\bin te spelen op\b|\bingespeeld op\b",
    ),
    "bijdragen aan": (
        r"\b(?:draag|draagt|dragen|droeg|droegen)\b[^.!?;]*?\bbij aan\b",
        r"\bbij(?:ge)?dragen aan\b|\bbijdraagt aan\b|\bbij te dragen aan\b",
        r"\bbijdrage(?:n)? (?:te )?(?:leveren )?aan\b|\b(?:lever|levert|leveren)\b[^.!?;]*?\bbijdrage aan\b",
    ),
    "doorontwikkelen": (
        r"\b(?:ontwikkel|ontwikkelt|ontwikkelen|ontwikkelde|ontwikkelden)\b[^.!?;]*?\bdoor\b(?=\s*(?:[.,;!?]|$))",
        r"\bdoor(?:ont| te ont)wikkel\w*\b",
    ),
    "waar mogelijk": (r"\b(?:waar|zo ?veel|zo goed) mogelijk\b",),
    "integraal": (r"\bintegra(?:al|le)\b",),
    "toekomstbestendig": (r"\btoekomstbestendige?\b",),
}
_BUILT = (
    r"\b(?:(?:fiets|voetgangers|loop|spoor|draai|hef)?brug(?:gen)?|(?:fiets|spoor)?tunnels?|viaduct(?:en)?"
    r"|(?:zee|rivier|winter|ring)?dijk(?:en)?|kades?|oevers?|sluis|sluizen|(?:water)?kering(?:en)?|fundering(?:en)?|gevels?|dak(?:en)?"
    r"|(?:fiets|wandel|voet)pad(?:en)?|(?:snel|ring|spoor|fiets|rond)weg(?:en)?|(?:bus|spoor|veer)lijn(?:en)?|veerpont(?:en)?)\b"
)
_TIES = r"\b(?:verbind|verbond|versterk)\w*"
SOMETIMES_TANGIBLE = ("verbinden", "versterken", "bijdragen aan", "inzetten op", "bevorderen", "borgen", "integraal")
TANGIBLE = re.compile(
    rf"{_BUILT}[^.!?:;,]*?{_TIES}|{_TIES}[^.!?:;,]*?{_BUILT}"
    rf"|\b(?:draag|draagt|dragen|droeg|droegen)\b[^.!?;]*?(?:\d|\b(?:{COUNT})) (?:euro|miljoen|procent|cent)\b[^.!?;]*?\bbij aan\b"
    rf"|\bzet(?:ten|te)? (?:\w+ ){{0,2}}?(?:\d[\d.]*|{COUNT}) (?!(?:\w+e )?{ABSTRACTION}\b)(?:\S+ ){{1,3}}?in op\b"
    rf"|\bbevorder(?:t|en|de|den)? (?:\d+|{COUNT}) (?!(?:\w+e )?{ABSTRACTION}\b)|\bborg van (?:\d|(?:{COUNT})\b)"
    r"|\bintegra(?:al|le) (?:kindcentr(?:um|a)|\w*kaart(?:en)?|\w*loket(?:ten)?)\b"
)
"""Where a vague word says what one can see: a brug verbindt, a dijk is versterkt, ieder draagt 2 euro bij."""
NO_VERBS = ("waar mogelijk", "integraal", "toekomstbestendig")
VAGUE_PATTERNS = {word: re.compile("|".join(patterns)) for word, patterns in VAGUE.items()}
VAGUE_VERBS = {word: pattern for word, pattern in VAGUE_PATTERNS.items() if word not in NO_VERBS}
ANY_VAGUE_VERB = re.compile("|".join(pattern.pattern for pattern in VAGUE_VERBS.values()))

# --- what only promises something fine

LOFTY = re.compile(
    r"\b(?:regio|samenwerking|samenhang|kwaliteit|leefbaarheid|leefomgeving|bereikbaarheid|welvaart|welzijn|vitaliteit|toekomst"
    r"|slagkracht|uitvoeringskracht|veerkracht|economie|mobiliteit|duurzaamheid|verduurzaming|innovatie|\w*transitie|\w*opgave"
    r"|ontwikkeling(?:en)?|klimaat|vestigingsklimaat|ecosysteem|ambitie|kansen|aantrekkelijke?|vitale?|krachtige?)\b"
)

# --- passives

BECOME = re.compile(r"\b(?:wordt|worden|werd|werden)\b", re.IGNORECASE)
PREFIX = (
    "aan|achter|af|bekend|bij|binnen|bloot|bijeen|deel|door|gelijk|goed|hoog|in|klaar|kwijt|langs|los|mee|mede|mis|na|neer|om|onder|op"
    "|open|over|plaats|recht|rond|samen|schoon|stil|tegen|tegemoet|teleur|terug|toe|tussen|uit|vast|veilig|vol|voor|voort|vrij|waar|weer|weg"
)
PARTICIPLE = re.compile(
    rf"\b(?:(?:{PREFIX})?ge[^\W\d_]{{2,}}(?:d|t|en|aan|daan|zien)"
    rf"|(?:{PREFIX})?(?:be|ver|ont|her|onder|over|door|voor|ge)[^\W\d_]{{2,}}(?:d|[kfsp]t|cht|oot|erkt)"
    r"|benut|bezet|(?:be|ver|ont|her|onder|over|door|aanbe|voorbe|uitbe|toever)(?:sproken|sloten|trokken|bonden|worpen|gonnen|keken|nomen|kregen|wezen"
    r"|geleken|schoven|dreven|boden|loren|vangen|houden|schreven|gegeven|zien|dragen|dolven|streden|steed|noemd|leid|reid|breid))\b",
    re.IGNORECASE,
)
NO_PARTICIPLE = re.compile(
    r"^(?:gemeenten?|gegevens?|gevolgen|gesprekken|gezond|gezinnen|gelden|getallen|gedeelten|gemeenschappen|gevallen|gewassen"
    r"|gebruiken|gebouwen|gebieden|gerechten|gewoonten|gewichten|geluiden|gedachten|gezichten|genoegen|geheimen|genen|geheugen|geduld"
    r"|verwacht|geld|geldt|gebeurt|gemiddeld|geschikt|gewend|gewenst|geliefd|bekend|bereid|gerecht|gewicht|gevecht|gezicht|verstand|verdriet"
    r"|bericht|herfst|bewust|bewind|verkeerd|verantwoord|beroemd|verschillend|bedrijfst|besluit|gegrond|voorbeeld|onderwerpt|voorraad"
    r"|overheid|onderhoud|voordracht|overzicht|voorzicht|onderdeel|overtuigend|doorslaggevend|voortdurend|voorkomend|geheven|bovengronds"
    r"|behoeft|begint|gebrekt|gezagen|gezellen|\w*(?:gebied|beleid|heid|verband|bestand|tijd|veld|land|wereld|stad|bond|beeld|raad|bord"
    r"|woord|bod|hand|rand|strand|avond|draad|kracht|macht|dienst|lucht|zicht|recht|markt|plicht|tocht|nacht|kunst|winst|angst|komst"
    r"|lijst|vracht|vlucht|schaft|schap|kost|post|last|rust|lust|bekend|(?<!i)end))$",
    re.IGNORECASE,
)
PARTICIPLE_AFTER_ALL = frozenset(
    {"besteld", "geplaatst", "bericht", "gelast", "verlicht", "opgericht", "ingericht", "gericht", "bezocht", "gepost", "onderzocht",
     "belast", "verkocht", "gekocht", "verzocht", "versterkt", "verplicht", "erkend", "herkend", "verkend", "ontkend", "geleid",
     "gewerkt", "begeleid", "bewerkt", "omgeleid", "opgeleid", "opgelost", "verbrand", "verleid", "ontvangen", "gegund", "verzonden",
     "gebrand", "verbreed", "uitgebreid", "gezonden", "geland", "ontwikkeld", "geschikt gemaakt", "behandeld", "verzend", "benoemd",
     "overdacht", "bedacht", "gemarkt", "gevormd", "afgerond", "gerond", "bestemd", "vermeld", "gemeld",
     "gesteld", "verdicht", "getroost", "uitgerust", "ingelicht", "bewaakt", "gehandhaafd", "gepland", "ingepland", "gebeld",
     "uitgepost", "overhandigd", "verspreid", "gespreid", "vastgesteld", "verbeeld", "gespeeld", "verdeeld", "beantwoord"}
)  # fmt: skip
PART_OF_SENTENCE = re.compile(r"[,:;()]\s+|\s(?:maar|want|omdat|zodat|terwijl|waardoor|als|wanneer|zodra|tot|totdat)\s")

# --- signs: what some word of a text must look like before it can hold what is looked for

SIGNS = {
    "datum": (
        rf"(?:19|20|21)\d\d|\d[-/.]\d{{1,2}}[-/.]\d|\b[qk][1-4]\b|\b(?:{MONTHS}|{SHORT_MONTHS}|week)\b|kwartaal|helft"
        r"|zomer|kerst|\bbouw(?:vakantie)?\b|herfst|voorjaar|meivakantie|\bbinnen\b"
    ),
    "getal": rf"\d|\b(?:{COUNT}|{PART}|deel)\b",
    "geen getal": (
        r"\b[ée]én\b|procent|\bplaats\b|kanten|\bogen\b|24/7|graden|eeuw|artikel|bijlage|hoofdstuk|paragraaf|versie|niveau"
        rf"|scenario|{ABSTRACTIONS}|draagvlak"
    ),
    "worden": BECOME.pattern,
    "inzetten op": "zet", "borgen": "borg", "stimuleren": "stimul", "versterken": "versterk", "optimaliseren": "optimalis",
    "verbinden": "verbind", "faciliteren": "facilit", "ruimte geven": "ruimte", "verkennen": "verken", "aanjagen": "ja[ag]|joeg",
    "bevorderen": "bevorder", "inspelen op": "spe[el]", "bijdragen aan": "draag|drage|droeg", "doorontwikkelen": "ontwikkel",
    "waar mogelijk": "mogelijk", "integraal": "integra", "toekomstbestendig": "toekomstbestendig",
    "tastbaar": rf"{_BUILT}|\d|\b(?:{COUNT})\b|kindcentr|kaart|loket",
    "mooi": LOFTY.pattern,
    "stand": rf"{READY.pattern}|{IS_SO.pattern}|{RUNS.pattern}|\bgebruik\b|akkoord|\b(?:besluit|stem|stel|keur|kies|kiez)",
    **{sign: sign for sign in SEEN_BY_NOBODY},
}  # fmt: skip
"""By what it promises: a date, a number, what makes a number count nothing, worden, a vague word, doing unseen, a state.

A text without the sign cannot match the pattern. A word is looked at once and most have no sign, so most texts are
spared most patterns. A new alternative in a pattern needs its sign; tests/checks/test_language.py tells when one lacks.
"""

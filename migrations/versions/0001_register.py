"""The register: organisations, people, ambitions, decisions, offers, agreements with all they hold, and the journal."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# What a column of each type is held to, with {} for its name: in every database, and on PostgreSQL besides.
SIGNS = r"\u0001-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFDD0-\uFDEF\uFFFE\uFFFF" + "".join(
    rf"\U{plane:04X}FFFE\U{plane:04X}FFFF" for plane in range(1, 17)
)
ESCAPED = SIGNS.replace("\\", "\\\\")
NO_LINE = rf'@.type() <> "string" || @ like_regex "[\\t\\n{ESCAPED}]|^.{{255}}.{{46}}" || !(@ like_regex "\\S")'
TEKST = ("", f"length({{}}) <= 100000 AND {{}} !~ '[{SIGNS}]'")
REGEL = ("length({}) <= 300", rf"{{}} !~ '[\t\n{SIGNS}]'")
NAAM = ("trim({}) <> '' AND length({}) <= 300", rf"{{}} !~ '[\t\n{SIGNS}]'")
CODE = (
    "{} <> '' AND length({}) <= 60",
    r"{} !~ '[\u0001-\u002C\u002F\u003A-\u0040\u005B-\u005E\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7"
    r"\u2000-\u206F\u20A0-\u20CF\u2190-\u245F\u2500-\u2BFF\u2E00-\u2E2E\u2E30-\u2E7F\u3000-\u3004\u3008-\u3020"
    r"\uD800-\uF8FF\uFE00-\uFE6F\uFEFF\uFFF0-\uFFFF]' AND {} !~ '^[.-]|[.-]$'",
)
NUMMER = ("{} LIKE '____-___%'", "{} ~ '^[0-9]{4}-[0-9]{3,6}$'")
DATUM = ("{} BETWEEN '1900-01-01' AND '2199-12-31'", "")
MOMENT = ("{} BETWEEN '1900-' AND '2199-~'", "{} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'")
AANTAL = ("{} BETWEEN 0 AND 1000000000", "")
GETAL = ("{} BETWEEN 0 AND 2000000000", "")
PRIORITEIT = ("{} BETWEEN 1 AND 5", "")
LIJST = ("", f"json_typeof({{}}) = 'array' AND NOT jsonb_path_exists({{}}::jsonb, 'strict $[*] ? ({NO_LINE})')")
BEWAARD = ("length({}) <= 20000000", "NOT jsonb_path_exists({}::jsonb, 'strict $.**{30 to last}')")
PAD = ("{} <> '' AND length({}) <= 5000", "")


def words(*choices: str) -> tuple[str, str]:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return f"{{}} IN ({listed})", ""


def held(table: str, **columns: tuple[str, str]) -> Iterator[sa.CheckConstraint]:
    for name, (check, on_server) in columns.items():
        if check:
            yield sa.CheckConstraint(check.replace("{}", name), name=f"ck_{table}_{name}")
        if on_server:
            server = sa.CheckConstraint(on_server.replace("{}", name), name=f"ck_{table}_{name}_op_server")
            yield server.ddl_if(dialect="postgresql")


def upgrade() -> None:
    op.create_table(
        "organisatie",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("cbs_code", sa.String(), nullable=True),
        sa.Column("inwoners", sa.Integer(), nullable=True),
        *held(
            "organisatie",
            code=CODE,
            naam=NAAM,
            soort=words("gemeente", "regio", "provincie", "waterschap", "overig"),
            cbs_code=NAAM,
            inwoners=GETAL,
        ),
        sa.PrimaryKeyConstraint("code", name="pk_organisatie"),
    )
    op.create_table(
        "persoon",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("functie", sa.String(), nullable=False),
        sa.Column("organisatie", sa.String(), nullable=False),
        sa.Column("niveau", sa.String(), nullable=False),
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        *held("persoon", code=CODE, functie=NAAM, niveau=words("bestuurlijk", "ambtelijk"), naam=REGEL, email=REGEL),
        sa.ForeignKeyConstraint(
            ["organisatie"],
            ["organisatie.code"],
            name="fk_persoon_organisatie",
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("code", name="pk_persoon"),
    )
    op.create_table(
        "ambitie",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("titel", sa.String(), nullable=False),
        sa.Column("thema", sa.String(), nullable=False),
        sa.Column("prioriteit", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        *held("ambitie", code=CODE, titel=NAAM, thema=NAAM, prioriteit=PRIORITEIT, omschrijving=TEKST),
        sa.PrimaryKeyConstraint("code", name="pk_ambitie"),
    )
    op.create_table(
        "besluit",
        sa.Column("kenmerk", sa.String(), nullable=False),
        sa.Column("orgaan", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("ambitie", sa.String(), nullable=True),
        *held("besluit", kenmerk=NAAM, orgaan=NAAM, datum=DATUM, tekst=TEKST),
        sa.ForeignKeyConstraint(
            ["ambitie"], ["ambitie.code"], name="fk_besluit_ambitie", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("kenmerk", name="pk_besluit"),
    )
    op.create_table(
        "aanbod",
        sa.Column("organisatie", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("profiel", sa.String(), nullable=False),
        sa.Column("niveau", sa.String(), nullable=True),
        sa.Column("hoeveelheid", sa.Float(), nullable=False),
        sa.Column("eenheid", sa.String(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("al_toegezegd", sa.Float(), nullable=True),
        *held(
            "aanbod",
            nr=GETAL,
            profiel=NAAM,
            niveau=words("I", "II", "III", "IV", "V"),
            hoeveelheid=AANTAL,
            eenheid=words("uren", "uren per jaar", "fte", "uren per week", "dagdelen per week"),
            van=DATUM,
            tot=DATUM,
            al_toegezegd=AANTAL,
        ),
        sa.CheckConstraint("van <= tot", name="ck_aanbod_periode"),
        sa.ForeignKeyConstraint(
            ["organisatie"], ["organisatie.code"], name="fk_aanbod_organisatie", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisatie", "nr", name="pk_aanbod"),
    )
    op.create_table(
        "opdracht",
        sa.Column("nummer", sa.String(), nullable=False),
        sa.Column("titel", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("prioriteit", sa.Integer(), nullable=True),
        sa.Column("ambitie", sa.String(), nullable=True),
        sa.Column("themas", sa.JSON(), nullable=False),
        sa.Column("besluit", sa.String(), nullable=True),
        sa.Column("aanleiding", sa.Text(), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("beoogd_resultaat", sa.Text(), nullable=False),
        sa.Column("afbakening_wel", sa.Text(), nullable=False),
        sa.Column("afbakening_niet", sa.Text(), nullable=False),
        sa.Column("samenhang", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Float(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("dekking", sa.String(), nullable=True),
        sa.Column("mandaat", sa.String(), nullable=True),
        sa.Column("mandaat_kenmerk", sa.String(), nullable=False),
        sa.Column("risicos", sa.Text(), nullable=False),
        sa.Column("besluitvorming", sa.Text(), nullable=False),
        sa.Column("communicatie", sa.Text(), nullable=False),
        sa.Column("verantwoording", sa.Text(), nullable=False),
        sa.Column("wijzigen", sa.Text(), nullable=False),
        sa.Column("escalatie", sa.Text(), nullable=False),
        sa.Column("afronding", sa.Text(), nullable=False),
        sa.Column("openbaar", sa.String(), nullable=True),
        sa.Column("openbaar_reden", sa.Text(), nullable=False),
        sa.Column("selectielijst", sa.String(), nullable=False),
        *held(
            "opdracht",
            nummer=NUMMER,
            titel=NAAM,
            status=words("concept", "voorgesteld", "vastgesteld", "lopend", "afgerond", "ingetrokken"),
            van=DATUM,
            tot=DATUM,
            uiterlijk=DATUM,
            prioriteit=PRIORITEIT,
            themas=LIJST,
            aanleiding=TEKST,
            doel=TEKST,
            beoogd_resultaat=TEKST,
            afbakening_wel=TEKST,
            afbakening_niet=TEKST,
            samenhang=TEKST,
            waarde=AANTAL,
            budget=GETAL,
            dekking=words("binnen begroting", "wijziging nodig"),
            mandaat=words("niet nodig", "nodig", "verleend"),
            mandaat_kenmerk=REGEL,
            risicos=TEKST,
            besluitvorming=TEKST,
            communicatie=TEKST,
            verantwoording=TEKST,
            wijzigen=TEKST,
            escalatie=TEKST,
            afronding=TEKST,
            openbaar=words("ja", "nee", "deels"),
            openbaar_reden=TEKST,
            selectielijst=REGEL,
        ),
        sa.ForeignKeyConstraint(
            ["ambitie"], ["ambitie.code"], name="fk_opdracht_ambitie", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["besluit"], ["besluit.kenmerk"], name="fk_opdracht_besluit", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("nummer", name="pk_opdracht"),
    )
    op.create_table(
        "volgorde",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("na", sa.String(), nullable=False),
        *held(
            "volgorde",
        ),
        sa.CheckConstraint("opdracht <> na", name="ck_volgorde_zichzelf"),
        sa.ForeignKeyConstraint(
            ["na"], ["opdracht.nummer"], name="fk_volgorde_na", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_volgorde_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "na", name="pk_volgorde"),
    )
    op.create_table(
        "rol",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("rol", sa.String(), nullable=False),
        sa.Column("persoon", sa.String(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        *held(
            "rol",
            rol=words(
                "bestuurlijk opdrachtgever",
                "bestuurlijk opdrachtnemer",
                "ambtelijk opdrachtgever",
                "ambtelijk opdrachtnemer",
                "voorbereider",
                "adviseur",
                "eigenaar",
            ),
            reden=TEKST,
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_rol_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["persoon"], ["persoon.code"], name="fk_rol_persoon", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("opdracht", "rol", "persoon", name="pk_rol"),
    )
    op.create_table(
        "mijlpaal",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("resultaat", sa.Text(), nullable=False),
        sa.Column("besluit_door", sa.String(), nullable=False),
        sa.Column("eigenaar", sa.String(), nullable=True),
        sa.Column("gehaald_op", sa.Date(), nullable=True),
        *held("mijlpaal", nr=GETAL, datum=DATUM, resultaat=TEKST, besluit_door=REGEL, gehaald_op=DATUM),
        sa.ForeignKeyConstraint(
            ["eigenaar"], ["persoon.code"], name="fk_mijlpaal_eigenaar", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_mijlpaal_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_mijlpaal"),
    )
    op.create_table(
        "randvoorwaarde",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("categorie", sa.String(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("eigenaar", sa.String(), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("gevolg", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("bewijs", sa.Text(), nullable=False),
        *held(
            "randvoorwaarde",
            nr=GETAL,
            categorie=words(
                "mandaat",
                "besluitvorming",
                "capaciteit",
                "kwaliteit",
                "geld",
                "informatie",
                "draagvlak",
                "juridisch",
                "externe partner",
                "afhankelijkheid",
            ),
            tekst=TEKST,
            uiterlijk=DATUM,
            gevolg=TEKST,
            status=words("open", "toegezegd", "geregeld", "niet haalbaar", "vervallen"),
            bewijs=TEKST,
        ),
        sa.ForeignKeyConstraint(
            ["eigenaar"], ["persoon.code"], name="fk_randvoorwaarde_eigenaar", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_randvoorwaarde_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_randvoorwaarde"),
    )
    op.create_table(
        "inzet",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("organisatie", sa.String(), nullable=False),
        sa.Column("profiel", sa.String(), nullable=False),
        sa.Column("niveau", sa.String(), nullable=True),
        sa.Column("hoeveelheid", sa.Float(), nullable=False),
        sa.Column("eenheid", sa.String(), nullable=False),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=True),
        *held(
            "inzet",
            nr=GETAL,
            profiel=NAAM,
            niveau=words("I", "II", "III", "IV", "V"),
            hoeveelheid=AANTAL,
            eenheid=words("uren", "uren per jaar", "fte", "uren per week", "dagdelen per week"),
            van=DATUM,
            tot=DATUM,
        ),
        sa.CheckConstraint("van <= tot", name="ck_inzet_periode"),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_inzet_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisatie"], ["organisatie.code"], name="fk_inzet_organisatie", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_inzet"),
    )
    op.create_table(
        "belang",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("organisatie", sa.String(), nullable=False),
        sa.Column("deelname", sa.String(), nullable=False),
        sa.Column("belang", sa.Text(), nullable=False),
        sa.Column("wens", sa.Text(), nullable=False),
        sa.Column("nodig", sa.Text(), nullable=False),
        sa.Column("contactpersoon", sa.String(), nullable=True),
        sa.Column("besluit", sa.String(), nullable=False),
        *held("belang", deelname=words("ja", "nee", "onbekend"), belang=TEKST, wens=TEKST, nodig=TEKST, besluit=REGEL),
        sa.ForeignKeyConstraint(
            ["contactpersoon"],
            ["persoon.code"],
            name="fk_belang_contactpersoon",
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_belang_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisatie"], ["organisatie.code"], name="fk_belang_organisatie", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("opdracht", "organisatie", name="pk_belang"),
    )
    op.create_table(
        "gesprek",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("deelnemers", sa.JSON(), nullable=False),
        sa.Column("afspraken", sa.Text(), nullable=False),
        sa.Column("spanning", sa.Text(), nullable=False),
        sa.Column("opgelost_op", sa.Date(), nullable=True),
        *held("gesprek", nr=GETAL, datum=DATUM, deelnemers=LIJST, afspraken=TEKST, spanning=TEKST, opgelost_op=DATUM),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_gesprek_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_gesprek"),
    )
    op.create_table(
        "ondertekening",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(), nullable=False),
        sa.Column("functie", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("niveau", sa.String(), nullable=False),
        sa.Column("grondslag", sa.String(), nullable=False),
        *held(
            "ondertekening",
            versie=GETAL,
            rol=words(
                "bestuurlijk opdrachtgever",
                "bestuurlijk opdrachtnemer",
                "ambtelijk opdrachtgever",
                "ambtelijk opdrachtnemer",
                "voorbereider",
                "adviseur",
                "eigenaar",
            ),
            functie=NAAM,
            datum=DATUM,
            niveau=words("gewoon", "geavanceerd", "gekwalificeerd"),
            grondslag=REGEL,
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_ondertekening_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "versie", "rol", name="pk_ondertekening"),
    )
    op.create_table(
        "statuswissel",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("van", sa.String(), nullable=False),
        sa.Column("naar", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("ondanks", sa.Text(), nullable=False),
        *held(
            "statuswissel",
            nr=GETAL,
            van=words("concept", "voorgesteld", "vastgesteld", "lopend", "afgerond", "ingetrokken"),
            naar=words("concept", "voorgesteld", "vastgesteld", "lopend", "afgerond", "ingetrokken"),
            datum=DATUM,
            door=REGEL,
            ondanks=TEKST,
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_statuswissel_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_statuswissel"),
    )
    op.create_table(
        "versie",
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("ondanks", sa.Text(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("geschoond", sa.String(), nullable=True),
        *held(
            "versie",
            nr=GETAL,
            datum=DATUM,
            sha256=REGEL,
            inhoud=BEWAARD,
            reden=TEKST,
            ondanks=TEKST,
            door=REGEL,
            geschoond=NAAM,
        ),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_versie_opdracht", onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("opdracht", "nr", name="pk_versie"),
    )
    op.create_table(
        "terzijde",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("plaats", sa.String(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("meting", sa.String(), nullable=False),
        *held("terzijde", code=NAAM, opdracht=REGEL, plaats=REGEL, reden=TEKST, door=REGEL, datum=DATUM, meting=REGEL),
        sa.PrimaryKeyConstraint("code", "opdracht", "plaats", name="pk_terzijde"),
    )
    op.create_table(
        "foto",
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        *held("foto", datum=DATUM, code=NAAM, aantal=GETAL),
        sa.PrimaryKeyConstraint("datum", "code", name="pk_foto"),
    )
    op.create_table(
        "plan",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        *held("plan", naam=NAAM, datum=DATUM, inhoud=BEWAARD),
        sa.PrimaryKeyConstraint("naam", name="pk_plan"),
    )
    op.create_table(
        "afdruk",
        sa.Column("vingerafdruk", sa.String(), nullable=False),
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("sjabloon", sa.String(), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
        *held("afdruk", vingerafdruk=REGEL, versie=GETAL, sjabloon=NAAM, gemaakt_op=DATUM),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_afdruk_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vingerafdruk", name="pk_afdruk"),
    )
    op.create_table(
        "document",
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("opdracht", sa.String(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=True),
        sa.Column("sjabloon", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("vingerafdruk", sa.String(), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
        *held("document", pad=PAD, versie=GETAL, sjabloon=NAAM, sha256=REGEL, vingerafdruk=REGEL, gemaakt_op=DATUM),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_document_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pad", name="pk_document"),
    )
    op.create_table(
        "instelling",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("waarde", sa.String(), nullable=False),
        *held("instelling", naam=NAAM, waarde=REGEL),
        sa.CheckConstraint(
            "naam = 'regionaam' OR waarde ~ '^([0-9]{1,9}|[0-9]{0,9}[.,][0-9]{1,20})$' AND waarde ~ '[1-9]' AND waarde !~ '^[1-9][0-9]{0,2}[.][0-9]{3}$'",
            name="ck_instelling_getal_op_server",
        ).ddl_if(dialect="postgresql"),
        sa.PrimaryKeyConstraint("naam", name="pk_instelling"),
    )
    op.create_table(
        "wijziging",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("wanneer", sa.String(), nullable=False),
        sa.Column("wie", sa.String(), nullable=False),
        sa.Column("rekening", sa.String(), nullable=False),
        sa.Column("commando", sa.String(), nullable=False),
        sa.Column("ongedaan", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        *held(
            "wijziging",
            nr=GETAL,
            wanneer=MOMENT,
            wie=REGEL,
            rekening=REGEL,
            commando=REGEL,
            ongedaan=GETAL,
            sha256=REGEL,
        ),
        sa.PrimaryKeyConstraint("nr", name="pk_wijziging"),
    )
    op.create_table(
        "mutatie",
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("gegeven", sa.Text(), nullable=False),
        sa.Column("eerder", sa.Text(), nullable=True),
        sa.Column("voor", sa.Text(), nullable=True),
        sa.Column("na", sa.Text(), nullable=True),
        *held("mutatie", nr=GETAL, soort=REGEL, gegeven=TEKST, eerder=TEKST, voor=BEWAARD, na=BEWAARD),
        sa.ForeignKeyConstraint(["wijziging"], ["wijziging.nr"], name="fk_mutatie_wijziging"),
        sa.PrimaryKeyConstraint("wijziging", "nr", name="pk_mutatie"),
    )

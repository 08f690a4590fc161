"""The register: organisations, people, ambitions, decisions, offers, agreements with all they hold, and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "organisatie",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("cbs_code", sa.String(), nullable=True),
        sa.Column("inwoners", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "soort IN ('gemeente', 'regio', 'provincie', 'waterschap', 'overig')", name="ck_organisatie_soort"
        ),
        sa.CheckConstraint("inwoners >= 0", name="ck_organisatie_inwoners"),
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
        sa.CheckConstraint("niveau IN ('bestuurlijk', 'ambtelijk')", name="ck_persoon_niveau"),
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
        sa.CheckConstraint("prioriteit BETWEEN 1 AND 5", name="ck_ambitie_prioriteit"),
        sa.PrimaryKeyConstraint("code", name="pk_ambitie"),
    )
    op.create_table(
        "besluit",
        sa.Column("kenmerk", sa.String(), nullable=False),
        sa.Column("orgaan", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("ambitie", sa.String(), nullable=True),
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
        sa.CheckConstraint(
            "eenheid IN ('uren', 'uren per jaar', 'fte', 'uren per week', 'dagdelen per week')",
            name="ck_aanbod_eenheid",
        ),
        sa.CheckConstraint("niveau IN ('I', 'II', 'III', 'IV', 'V')", name="ck_aanbod_niveau"),
        sa.CheckConstraint("al_toegezegd >= 0", name="ck_aanbod_al_toegezegd"),
        sa.CheckConstraint("hoeveelheid >= 0", name="ck_aanbod_hoeveelheid"),
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
        sa.CheckConstraint("dekking IN ('binnen begroting', 'wijziging nodig')", name="ck_opdracht_dekking"),
        sa.CheckConstraint("mandaat IN ('niet nodig', 'nodig', 'verleend')", name="ck_opdracht_mandaat"),
        sa.CheckConstraint("openbaar IN ('ja', 'nee', 'deels')", name="ck_opdracht_openbaar"),
        sa.CheckConstraint(
            "status IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')",
            name="ck_opdracht_status",
        ),
        sa.CheckConstraint("titel <> ''", name="ck_opdracht_titel"),
        sa.CheckConstraint("budget >= 0", name="ck_opdracht_budget"),
        sa.CheckConstraint("prioriteit BETWEEN 1 AND 5", name="ck_opdracht_prioriteit"),
        sa.CheckConstraint("waarde >= 0", name="ck_opdracht_waarde"),
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
        sa.CheckConstraint(
            "rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', 'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')",
            name="ck_rol_rol",
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
        sa.CheckConstraint(
            "categorie IN ('mandaat', 'besluitvorming', 'capaciteit', 'kwaliteit', 'geld', 'informatie', 'draagvlak', 'juridisch', 'externe partner', 'afhankelijkheid')",
            name="ck_randvoorwaarde_categorie",
        ),
        sa.CheckConstraint(
            "status IN ('open', 'toegezegd', 'geregeld', 'niet haalbaar', 'vervallen')", name="ck_randvoorwaarde_status"
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
        sa.CheckConstraint(
            "eenheid IN ('uren', 'uren per jaar', 'fte', 'uren per week', 'dagdelen per week')", name="ck_inzet_eenheid"
        ),
        sa.CheckConstraint("niveau IN ('I', 'II', 'III', 'IV', 'V')", name="ck_inzet_niveau"),
        sa.CheckConstraint("hoeveelheid >= 0", name="ck_inzet_hoeveelheid"),
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
        sa.CheckConstraint("deelname IN ('ja', 'nee', 'onbekend')", name="ck_belang_deelname"),
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
        sa.CheckConstraint("niveau IN ('gewoon', 'geavanceerd', 'gekwalificeerd')", name="ck_ondertekening_niveau"),
        sa.CheckConstraint(
            "rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', 'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')",
            name="ck_ondertekening_rol",
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
        sa.CheckConstraint(
            "naar IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')",
            name="ck_statuswissel_naar",
        ),
        sa.CheckConstraint(
            "van IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')",
            name="ck_statuswissel_van",
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
        sa.PrimaryKeyConstraint("code", "opdracht", "plaats", name="pk_terzijde"),
    )
    op.create_table(
        "foto",
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.CheckConstraint("aantal >= 0", name="ck_foto_aantal"),
        sa.PrimaryKeyConstraint("datum", "code", name="pk_foto"),
    )
    op.create_table(
        "plan",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name="pk_plan"),
    )
    op.create_table(
        "afdruk",
        sa.Column("vingerafdruk", sa.String(), nullable=False),
        sa.Column("opdracht", sa.String(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("sjabloon", sa.String(), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
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
        sa.CheckConstraint("versie >= 1", name="ck_document_versie"),
        sa.ForeignKeyConstraint(
            ["opdracht"], ["opdracht.nummer"], name="fk_document_opdracht", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pad", name="pk_document"),
    )
    op.create_table(
        "instelling",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("waarde", sa.String(), nullable=False),
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
        sa.ForeignKeyConstraint(["wijziging"], ["wijziging.nr"], name="fk_mutatie_wijziging"),
        sa.PrimaryKeyConstraint("wijziging", "nr", name="pk_mutatie"),
    )

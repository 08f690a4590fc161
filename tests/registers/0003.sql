BEGIN TRANSACTION;
CREATE TABLE aanbod (
	organisatie VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	profiel VARCHAR NOT NULL, 
	niveau VARCHAR, 
	hoeveelheid FLOAT NOT NULL, 
	eenheid VARCHAR NOT NULL, 
	van DATE NOT NULL, 
	tot DATE NOT NULL, 
	al_toegezegd FLOAT, 
	CONSTRAINT pk_aanbod PRIMARY KEY (organisatie, nr), 
	CONSTRAINT ck_aanbod_eenheid CHECK (eenheid IN ('uren', 'uren per jaar', 'fte', 'uren per week', 'dagdelen per week')), 
	CONSTRAINT ck_aanbod_niveau CHECK (niveau IN ('I', 'II', 'III', 'IV', 'V')), 
	CONSTRAINT ck_aanbod_al_toegezegd CHECK (al_toegezegd >= 0), 
	CONSTRAINT ck_aanbod_hoeveelheid CHECK (hoeveelheid >= 0), 
	CONSTRAINT ck_aanbod_periode CHECK (van <= tot), 
	CONSTRAINT fk_aanbod_organisatie FOREIGN KEY(organisatie) REFERENCES organisatie (code) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "aanbod" VALUES('moerdijk',1,'projectleider',NULL,300.0,'uren per jaar','2027-01-01','2027-12-31',NULL);
CREATE TABLE afdruk (
	vingerafdruk VARCHAR NOT NULL, 
	opdracht VARCHAR NOT NULL, 
	versie INTEGER NOT NULL, 
	sjabloon VARCHAR NOT NULL, 
	gemaakt_op DATE NOT NULL, 
	tekst TEXT NOT NULL, 
	CONSTRAINT pk_afdruk PRIMARY KEY (vingerafdruk), 
	CONSTRAINT fk_afdruk_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "afdruk" VALUES('9f1744a106000d7eefc06934116538b4706dd5e794004c057818ab128a33c8b2','2027-001',1,'bestuurlijke-opdracht','2026-11-23','[["alinea 1", "Bestuurlijke opdracht 2027-001", "tekst", false], ["alinea 2", "Stroomkaart bedrijventerreinen", "tekst", false], ["alinea 3", "Onze regio · status vastgesteld · versie 1 · 23 november 2026", "tekst", false], ["alinea 4", "Opdracht in het kort", "tekst", false], ["tabel 1 onder ''Opdracht in het kort'', rij 1, kolom 1", "Opdrachtgever", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 1, kolom 2", "wethouder Economie, Moerdijk", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 2, kolom 1", "Opdrachtnemer", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 2, kolom 2", "portefeuillehouder, Regio West-Brabant", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 3, kolom 1", "Periode", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 3, kolom 2", "1 januari 2027 tot en met 31 december 2027", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 4, kolom 1", "Ambitie", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 4, kolom 2", "Ruimte op het net (Krachtige regio)", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 5, kolom 1", "Besluit", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 5, kolom 2", "algemeen bestuur, 4 november 2026 (AB-1): Maak een kaart.", "kolom 2", false], ["alinea 5", "Aanleiding", "tekst", false], ["alinea 6 onder ''Aanleiding''", "n.v.t.", "tekst", false], ["alinea 7", "Doel", "tekst", false], ["alinea 8 onder ''Doel''", "Bedrijven weten waar zij kunnen groeien.", "tekst", false], ["alinea 9", "Beoogd resultaat", "tekst", false], ["alinea 10 onder ''Beoogd resultaat''", "Op 15-12-2027 staat op één kaart waar het stroomnet vol is.", "tekst", false], ["alinea 11", "Afbakening", "tekst", false], ["tabel 2 onder ''Afbakening'', rij 1, kolom 1", "Wel", "kolom 1", false], ["tabel 2 onder ''Afbakening'', rij 1, kolom 2", "Niet", "kolom 2", false], ["tabel 2 onder ''Afbakening'', rij 2, kolom 1", "Alle bedrijventerreinen.", "kolom 1", false], ["tabel 2 onder ''Afbakening'', rij 2, kolom 2", "Woonwijken.", "kolom 2", false], ["alinea 12", "Rollen", "tekst", false], ["tabel 3 onder ''Rollen'', rij 1, kolom 1", "Niveau", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 1, kolom 2", "Opdrachtgever", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 1, kolom 3", "Opdrachtnemer", "kolom 3", false], ["tabel 3 onder ''Rollen'', rij 2, kolom 1", "Bestuurlijk", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 2, kolom 2", "wethouder Economie, Moerdijk", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 2, kolom 3", "portefeuillehouder, Regio West-Brabant", "kolom 3", false], ["tabel 3 onder ''Rollen'', rij 3, kolom 1", "Ambtelijk", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 3, kolom 2", "gemeentesecretaris, Moerdijk", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 3, kolom 3", "programmamanager, Regio West-Brabant", "kolom 3", false], ["alinea 13", "Mijlpalen", "tekst", false], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 1", "Datum", "kolom 1", false], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 2", "Resultaat", "kolom 2", false], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 3", "Besluit door", "kolom 3", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 1", "1 april 2027", "kolom 1", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 2", "De gegevens van 16 gemeenten zijn binnen.", "kolom 2", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 3", "–", "kolom 3", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 1", "1 september 2027", "kolom 1", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 2", "De kaart is klaar.", "kolom 2", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 3", "–", "kolom 3", false], ["alinea 14", "Randvoorwaarden", "tekst", false], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 1", "Wat", "kolom 1", false], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 2", "Eigenaar", "kolom 2", false], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 3", "Uiterlijk", "kolom 3", false], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 4", "Stand", "kolom 4", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 1", "De netbeheerder levert de gegevens per terrein.", "kolom 1", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 2", "gemeentesecretaris, Moerdijk", "kolom 2", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 3", "1 februari 2027", "kolom 3", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 4", "open", "kolom 4", false], ["alinea 15", "Capaciteit", "tekst", false], ["tabel 6 onder ''Capaciteit'', rij 1, kolom 1", "Organisatie", "kolom 1", false], ["tabel 6 onder ''Capaciteit'', rij 1, kolom 2", "Profiel", "kolom 2", false], ["tabel 6 onder ''Capaciteit'', rij 1, kolom 3", "Uren", "kolom 3", false], ["tabel 6 onder ''Capaciteit'', rij 2, kolom 1", "Moerdijk", "kolom 1", false], ["tabel 6 onder ''Capaciteit'', rij 2, kolom 2", "projectleider", "kolom 2", false], ["tabel 6 onder ''Capaciteit'', rij 2, kolom 3", "100", "kolom 3", false], ["tabel 6 onder ''Capaciteit'', rij 3, kolom 1", "Totaal", "kolom 1", false], ["tabel 6 onder ''Capaciteit'', rij 3, kolom 3", "100", "kolom 3", false], ["alinea 16", "Geld", "tekst", false], ["alinea 17 onder ''Geld''", "n.v.t.", "tekst", false], ["alinea 18", "Besluitvorming", "tekst", false], ["alinea 19 onder ''Besluitvorming''", "Nog niet ingevuld.", "tekst", false], ["alinea 20", "Verantwoording", "tekst", false], ["alinea 21 onder ''Verantwoording''", "Nog niet ingevuld.", "tekst", false], ["alinea 22", "Escalatie", "tekst", false], ["alinea 23 onder ''Escalatie''", "Nog niet ingevuld.", "tekst", false], ["alinea 24", "Ondertekening", "tekst", false], ["alinea 25 onder ''Ondertekening''", "De opdrachtgever geeft deze opdracht. De opdrachtnemer neemt haar aan namens Onze regio.", "tekst", false], ["tabel 7 onder ''Ondertekening'', rij 1, kolom 1", "Bestuurlijk opdrachtgever", "kolom 1", false], ["tabel 7 onder ''Ondertekening'', rij 1, kolom 2", "Bestuurlijk opdrachtnemer", "kolom 2", false], ["tabel 7 onder ''Ondertekening'', rij 2, kolom 1", "wethouder Economie\ngemeente Moerdijk", "kolom 1", false], ["tabel 7 onder ''Ondertekening'', rij 2, kolom 2", "portefeuillehouder\nRegio West-Brabant", "kolom 2", false], ["tabel 7 onder ''Ondertekening'', rij 3, kolom 1", "Naam", "kolom 1", false], ["tabel 7 onder ''Ondertekening'', rij 3, kolom 2", "Naam", "kolom 2", false], ["tabel 7 onder ''Ondertekening'', rij 4, kolom 1", "Plaats", "kolom 1", false], ["tabel 7 onder ''Ondertekening'', rij 4, kolom 2", "Plaats", "kolom 2", false], ["tabel 7 onder ''Ondertekening'', rij 5, kolom 1", "Datum", "kolom 1", false], ["tabel 7 onder ''Ondertekening'', rij 5, kolom 2", "Datum", "kolom 2", false], ["tabel 7 onder ''Ondertekening'', rij 6, kolom 1", "Handtekening", "kolom 1", false], ["tabel 7 onder ''Ondertekening'', rij 6, kolom 2", "Handtekening", "kolom 2", false], ["alinea 26 onder ''Ondertekening''", "Opgemaakt op 23 november 2026 uit het register van Onze regio: Bestuurlijke opdracht 2027-001, versie 1.", "tekst", false], ["koptekst, alinea 1", "Onze regio\tBestuurlijke opdracht", "koptekst", false], ["voettekst, alinea 1", "2027-001 · versie 1\tpagina [nummer] van [nummer]", "voettekst", false]]');
INSERT INTO "afdruk" VALUES('9262c8a619afed68f8446388eab2e6041962d4bbe4b17243699fdadbe3e60233','2027-001',1,'ambtelijke-opdracht','2026-11-23','[["alinea 1", "Ambtelijke opdracht 2027-001", "tekst", false], ["alinea 2", "Stroomkaart bedrijventerreinen", "tekst", false], ["alinea 3", "Onze regio · status vastgesteld · versie 1 · 23 november 2026", "tekst", false], ["alinea 4", "Opdracht in het kort", "tekst", true], ["tabel 1 onder ''Opdracht in het kort'', rij 1, kolom 1", "Opdrachtgever", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 1, kolom 2", "gemeentesecretaris, Moerdijk", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 2, kolom 1", "Opdrachtnemer", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 2, kolom 2", "programmamanager, Regio West-Brabant", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 3, kolom 1", "Periode", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 3, kolom 2", "1 januari 2027 tot en met 31 december 2027", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 4, kolom 1", "Ambitie", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 4, kolom 2", "Ruimte op het net (Krachtige regio)", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 5, kolom 1", "Thema’s", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 5, kolom 2", "n.v.t.", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 6, kolom 1", "Prioriteit", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 6, kolom 2", "n.v.t.", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 7, kolom 1", "Besluit", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 7, kolom 2", "algemeen bestuur, 4 november 2026 (AB-1): Maak een kaart.", "kolom 2", false], ["tabel 1 onder ''Opdracht in het kort'', rij 8, kolom 1", "Inzet", "kolom 1", false], ["tabel 1 onder ''Opdracht in het kort'', rij 8, kolom 2", "100 uren", "kolom 2", false], ["alinea 5", "Aanleiding", "tekst", true], ["alinea 6 onder ''Aanleiding''", "n.v.t.", "tekst", false], ["alinea 7", "Doel", "tekst", true], ["alinea 8 onder ''Doel''", "Bedrijven weten waar zij kunnen groeien.", "tekst", false], ["alinea 9", "Beoogd resultaat", "tekst", true], ["alinea 10 onder ''Beoogd resultaat''", "Op 15-12-2027 staat op één kaart waar het stroomnet vol is.", "tekst", false], ["alinea 11", "Afbakening", "tekst", true], ["tabel 2 onder ''Afbakening'', rij 1, kolom 1", "Wel", "kolom 1", false], ["tabel 2 onder ''Afbakening'', rij 1, kolom 2", "Niet", "kolom 2", false], ["tabel 2 onder ''Afbakening'', rij 2, kolom 1", "Alle bedrijventerreinen.", "kolom 1", false], ["tabel 2 onder ''Afbakening'', rij 2, kolom 2", "Woonwijken.", "kolom 2", false], ["alinea 12", "Samenhang met andere opdrachten", "tekst", true], ["alinea 13 onder ''Samenhang met andere opdrachten''", "n.v.t.", "tekst", false], ["alinea 14", "Rollen", "tekst", true], ["tabel 3 onder ''Rollen'', rij 1, kolom 1", "Rol", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 1, kolom 2", "Wie", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 1, kolom 3", "Taak", "kolom 3", false], ["tabel 3 onder ''Rollen'', rij 2, kolom 1", "Bestuurlijk opdrachtgever", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 2, kolom 2", "wethouder Economie, Moerdijk", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 2, kolom 3", "bepaalt wat er moet komen en is aanspreekbaar op het effect", "kolom 3", false], ["tabel 3 onder ''Rollen'', rij 3, kolom 1", "Bestuurlijk opdrachtnemer", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 3, kolom 2", "portefeuillehouder, Regio West-Brabant", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 3, kolom 3", "neemt de opdracht aan en bewaakt het draagvlak bij de colleges", "kolom 3", false], ["tabel 3 onder ''Rollen'', rij 4, kolom 1", "Ambtelijk opdrachtgever", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 4, kolom 2", "gemeentesecretaris, Moerdijk", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 4, kolom 3", "bewaakt aanpak en capaciteit en keurt tussenresultaten goed", "kolom 3", false], ["tabel 3 onder ''Rollen'', rij 5, kolom 1", "Ambtelijk opdrachtnemer", "kolom 1", false], ["tabel 3 onder ''Rollen'', rij 5, kolom 2", "programmamanager, Regio West-Brabant", "kolom 2", false], ["tabel 3 onder ''Rollen'', rij 5, kolom 3", "voert de opdracht uit en meldt afwijkingen vroeg", "kolom 3", false], ["alinea 15", "Mijlpalen", "tekst", true], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 1", "Datum", "kolom 1", false], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 2", "Resultaat", "kolom 2", false], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 3", "Eigenaar", "kolom 3", false], ["tabel 4 onder ''Mijlpalen'', rij 1, kolom 4", "Besluit door", "kolom 4", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 1", "1 april 2027", "kolom 1", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 2", "De gegevens van 16 gemeenten zijn binnen.", "kolom 2", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 3", "programmamanager, Regio West-Brabant", "kolom 3", false], ["tabel 4 onder ''Mijlpalen'', rij 2, kolom 4", "–", "kolom 4", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 1", "1 september 2027", "kolom 1", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 2", "De kaart is klaar.", "kolom 2", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 3", "programmamanager, Regio West-Brabant", "kolom 3", false], ["tabel 4 onder ''Mijlpalen'', rij 3, kolom 4", "–", "kolom 4", false], ["alinea 16", "Randvoorwaarden", "tekst", true], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 1", "Randvoorwaarde", "kolom 1", false], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 2", "Eigenaar, uiterlijk en stand", "kolom 2", false], ["tabel 5 onder ''Randvoorwaarden'', rij 1, kolom 3", "Gevolg als het niet lukt, bewijs", "kolom 3", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 1", "Informatie\nDe netbeheerder levert de gegevens per terrein.", "kolom 1", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 2", "gemeentesecretaris, Moerdijk\nuiterlijk 1 februari 2027\nopen", "kolom 2", false], ["tabel 5 onder ''Randvoorwaarden'', rij 2, kolom 3", "dan schuift de kaart een kwartaal op", "kolom 3", false], ["alinea 17", "Capaciteit en kwaliteit", "tekst", true], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 1, kolom 1", "Organisatie", "kolom 1", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 1, kolom 2", "Profiel", "kolom 2", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 1, kolom 3", "Niveau", "kolom 3", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 1, kolom 4", "Gevraagd", "kolom 4", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 1, kolom 5", "Uren", "kolom 5", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 2, kolom 1", "Moerdijk", "kolom 1", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 2, kolom 2", "projectleider", "kolom 2", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 2, kolom 3", "–", "kolom 3", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 2, kolom 4", "100 uren", "kolom 4", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 2, kolom 5", "100", "kolom 5", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 3, kolom 1", "Totaal", "kolom 1", false], ["tabel 6 onder ''Capaciteit en kwaliteit'', rij 3, kolom 5", "100", "kolom 5", false], ["alinea 18", "Geld", "tekst", true], ["alinea 19 onder ''Geld''", "n.v.t.", "tekst", false], ["alinea 20", "Risico’s en aannames", "tekst", true], ["alinea 21 onder ''Risico’s en aannames''", "n.v.t.", "tekst", false], ["alinea 22", "Besluitvorming", "tekst", true], ["alinea 23 onder ''Besluitvorming''", "Nog niet ingevuld.", "tekst", false], ["alinea 24", "Betrokkenheid en communicatie", "tekst", true], ["alinea 25 onder ''Betrokkenheid en communicatie''", "n.v.t.", "tekst", false], ["alinea 26", "Belangen per organisatie", "tekst", false], ["tabel 7 onder ''Belangen per organisatie'', rij 1, kolom 1", "Organisatie", "kolom 1", false], ["tabel 7 onder ''Belangen per organisatie'', rij 1, kolom 2", "Doet mee", "kolom 2", false], ["tabel 7 onder ''Belangen per organisatie'', rij 1, kolom 3", "Belang, wens en wat nodig is", "kolom 3", false], ["tabel 7 onder ''Belangen per organisatie'', rij 1, kolom 4", "Contactpersoon en besluit", "kolom 4", false], ["tabel 7 onder ''Belangen per organisatie'', rij 2, kolom 1", "Moerdijk", "kolom 1", false], ["tabel 7 onder ''Belangen per organisatie'', rij 2, kolom 2", "ja", "kolom 2", false], ["tabel 7 onder ''Belangen per organisatie'', rij 2, kolom 3", "Bedrijven kunnen uitbreiden.", "kolom 3", false], ["tabel 7 onder ''Belangen per organisatie'', rij 2, kolom 4", "gemeentesecretaris, Moerdijk", "kolom 4", false], ["alinea 27", "Gesprekken", "tekst", false], ["tabel 8 onder ''Gesprekken'', rij 1, kolom 1", "Datum", "kolom 1", false], ["tabel 8 onder ''Gesprekken'', rij 1, kolom 2", "Deelnemers", "kolom 2", false], ["tabel 8 onder ''Gesprekken'', rij 1, kolom 3", "Afspraken", "kolom 3", false], ["tabel 8 onder ''Gesprekken'', rij 1, kolom 4", "Spanning", "kolom 4", false], ["tabel 8 onder ''Gesprekken'', rij 2, kolom 1", "1 februari 2027", "kolom 1", false], ["tabel 8 onder ''Gesprekken'', rij 2, kolom 2", "–", "kolom 2", false], ["tabel 8 onder ''Gesprekken'', rij 2, kolom 3", "Door.", "kolom 3", false], ["tabel 8 onder ''Gesprekken'', rij 2, kolom 4", "–", "kolom 4", false], ["alinea 28", "Verantwoording", "tekst", true], ["alinea 29 onder ''Verantwoording''", "Nog niet ingevuld.", "tekst", false], ["alinea 30", "Wijzigen", "tekst", true], ["alinea 31 onder ''Wijzigen''", "n.v.t.", "tekst", false], ["alinea 32", "Escalatie", "tekst", true], ["alinea 33 onder ''Escalatie''", "Nog niet ingevuld.", "tekst", false], ["alinea 34", "Afronding", "tekst", true], ["alinea 35 onder ''Afronding''", "n.v.t.", "tekst", false], ["alinea 36", "Ondertekening", "tekst", true], ["alinea 37 onder ''Ondertekening''", "Dit document bindt de gemeente niet; de bestuurlijke opdracht gaat voor.", "tekst", false], ["tabel 9 onder ''Ondertekening'', rij 1, kolom 1", "Voor akkoord, ambtelijk opdrachtgever", "kolom 1", false], ["tabel 9 onder ''Ondertekening'', rij 1, kolom 2", "Voor akkoord, ambtelijk opdrachtnemer", "kolom 2", false], ["tabel 9 onder ''Ondertekening'', rij 2, kolom 1", "gemeentesecretaris\nMoerdijk", "kolom 1", false], ["tabel 9 onder ''Ondertekening'', rij 2, kolom 2", "programmamanager\nRegio West-Brabant", "kolom 2", false], ["tabel 9 onder ''Ondertekening'', rij 3, kolom 1", "Naam", "kolom 1", false], ["tabel 9 onder ''Ondertekening'', rij 3, kolom 2", "Naam", "kolom 2", false], ["tabel 9 onder ''Ondertekening'', rij 4, kolom 1", "Plaats", "kolom 1", false], ["tabel 9 onder ''Ondertekening'', rij 4, kolom 2", "Plaats", "kolom 2", false], ["tabel 9 onder ''Ondertekening'', rij 5, kolom 1", "Datum", "kolom 1", false], ["tabel 9 onder ''Ondertekening'', rij 5, kolom 2", "Datum", "kolom 2", false], ["tabel 9 onder ''Ondertekening'', rij 6, kolom 1", "Handtekening", "kolom 1", false], ["tabel 9 onder ''Ondertekening'', rij 6, kolom 2", "Handtekening", "kolom 2", false], ["alinea 38", "Bijlagen en versie", "tekst", true], ["tabel 10 onder ''Bijlagen en versie'', rij 1, kolom 1", "Bijlage", "kolom 1", false], ["tabel 10 onder ''Bijlagen en versie'', rij 1, kolom 2", "Bestuurlijke opdracht 2027-001", "kolom 2", false], ["tabel 10 onder ''Bijlagen en versie'', rij 2, kolom 1", "Versie", "kolom 1", false], ["tabel 10 onder ''Bijlagen en versie'', rij 2, kolom 2", "1 van 23 november 2026", "kolom 2", false], ["tabel 10 onder ''Bijlagen en versie'', rij 3, kolom 1", "Status", "kolom 1", false], ["tabel 10 onder ''Bijlagen en versie'', rij 3, kolom 2", "vastgesteld", "kolom 2", false], ["tabel 10 onder ''Bijlagen en versie'', rij 4, kolom 1", "Openbaar", "kolom 1", false], ["tabel 10 onder ''Bijlagen en versie'', rij 4, kolom 2", "n.v.t.", "kolom 2", false], ["tabel 10 onder ''Bijlagen en versie'', rij 5, kolom 1", "Selectielijst", "kolom 1", false], ["tabel 10 onder ''Bijlagen en versie'', rij 5, kolom 2", "n.v.t.", "kolom 2", false], ["alinea 39 onder ''Bijlagen en versie''", "Opgemaakt op 23 november 2026 uit het register van Onze regio: Ambtelijke opdracht 2027-001, versie 1.", "tekst", false], ["koptekst, alinea 1", "Onze regio\tAmbtelijke opdracht", "koptekst", false], ["voettekst, alinea 1", "2027-001 · versie 1\tpagina [nummer] van [nummer]", "voettekst", false]]');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE ambitie (
	code VARCHAR NOT NULL, 
	titel VARCHAR NOT NULL, 
	thema VARCHAR NOT NULL, 
	prioriteit INTEGER NOT NULL, 
	omschrijving TEXT NOT NULL, 
	CONSTRAINT pk_ambitie PRIMARY KEY (code), 
	CONSTRAINT ck_ambitie_prioriteit CHECK (prioriteit BETWEEN 1 AND 5)
);
INSERT INTO "ambitie" VALUES('stroom','Ruimte op het net','Krachtige regio',1,'');
CREATE TABLE belang (
	opdracht VARCHAR NOT NULL, 
	organisatie VARCHAR NOT NULL, 
	deelname VARCHAR NOT NULL, 
	belang TEXT NOT NULL, 
	wens TEXT NOT NULL, 
	nodig TEXT NOT NULL, 
	contactpersoon VARCHAR, 
	besluit VARCHAR NOT NULL, 
	CONSTRAINT pk_belang PRIMARY KEY (opdracht, organisatie), 
	CONSTRAINT ck_belang_deelname CHECK (deelname IN ('ja', 'nee', 'onbekend')), 
	CONSTRAINT fk_belang_contactpersoon FOREIGN KEY(contactpersoon) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_belang_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_belang_organisatie FOREIGN KEY(organisatie) REFERENCES organisatie (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "belang" VALUES('2027-001','moerdijk','ja','Bedrijven kunnen uitbreiden.','','','secretaris','');
CREATE TABLE besluit (
	kenmerk VARCHAR NOT NULL, 
	orgaan VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	tekst TEXT NOT NULL, 
	ambitie VARCHAR, 
	CONSTRAINT pk_besluit PRIMARY KEY (kenmerk), 
	CONSTRAINT fk_besluit_ambitie FOREIGN KEY(ambitie) REFERENCES ambitie (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "besluit" VALUES('AB-1','algemeen bestuur','2026-11-04','Maak een kaart.','stroom');
CREATE TABLE document (
	pad TEXT NOT NULL, 
	opdracht VARCHAR, 
	versie INTEGER, 
	sjabloon VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	vingerafdruk VARCHAR NOT NULL, 
	gemaakt_op DATE NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (pad), 
	CONSTRAINT ck_document_versie CHECK (versie >= 1), 
	CONSTRAINT fk_document_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "document" VALUES('/register/documenten/2027-001 Stroomkaart bedrijventerreinen - bestuurlijke opdracht.docx','2027-001',1,'bestuurlijke-opdracht','32837fed53815d81e763998add01627b3dbf4896a4c6626b1c10e09b2c47d2b3','9f1744a106000d7eefc06934116538b4706dd5e794004c057818ab128a33c8b2','2026-11-23');
INSERT INTO "document" VALUES('/register/documenten/2027-001 Stroomkaart bedrijventerreinen - ambtelijke opdracht.docx','2027-001',1,'ambtelijke-opdracht','5bcfbe4e5648cbf8026ee2e25a421a067d6acfec0cf5c916660773f4e21aff19','9262c8a619afed68f8446388eab2e6041962d4bbe4b17243699fdadbe3e60233','2026-11-23');
CREATE TABLE foto (
	datum DATE NOT NULL, 
	code VARCHAR NOT NULL, 
	aantal INTEGER NOT NULL, 
	CONSTRAINT pk_foto PRIMARY KEY (datum, code), 
	CONSTRAINT ck_foto_aantal CHECK (aantal >= 0)
);
CREATE TABLE gesprek (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	datum DATE NOT NULL, 
	deelnemers JSON NOT NULL, 
	afspraken TEXT NOT NULL, 
	spanning TEXT NOT NULL, 
	opgelost_op DATE, 
	CONSTRAINT pk_gesprek PRIMARY KEY (opdracht, nr), 
	CONSTRAINT fk_gesprek_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "gesprek" VALUES('2027-001',1,'2027-02-01','[]','Door.','',NULL);
CREATE TABLE instelling (
	naam VARCHAR NOT NULL, 
	waarde VARCHAR NOT NULL, 
	CONSTRAINT pk_instelling PRIMARY KEY (naam)
);
INSERT INTO "instelling" VALUES('uren_per_fte','1425');
CREATE TABLE inzet (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	organisatie VARCHAR NOT NULL, 
	profiel VARCHAR NOT NULL, 
	niveau VARCHAR, 
	hoeveelheid FLOAT NOT NULL, 
	eenheid VARCHAR NOT NULL, 
	van DATE, 
	tot DATE, 
	CONSTRAINT pk_inzet PRIMARY KEY (opdracht, nr), 
	CONSTRAINT ck_inzet_eenheid CHECK (eenheid IN ('uren', 'uren per jaar', 'fte', 'uren per week', 'dagdelen per week')), 
	CONSTRAINT ck_inzet_niveau CHECK (niveau IN ('I', 'II', 'III', 'IV', 'V')), 
	CONSTRAINT ck_inzet_periode CHECK (van <= tot), 
	CONSTRAINT ck_inzet_hoeveelheid CHECK (hoeveelheid >= 0), 
	CONSTRAINT fk_inzet_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_inzet_organisatie FOREIGN KEY(organisatie) REFERENCES organisatie (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "inzet" VALUES('2027-001',1,'moerdijk','projectleider',NULL,100.0,'uren',NULL,NULL);
INSERT INTO "inzet" VALUES('2027-002',1,'moerdijk','projectleider',NULL,100.0,'uren',NULL,NULL);
CREATE TABLE mijlpaal (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	datum DATE NOT NULL, 
	resultaat TEXT NOT NULL, 
	besluit_door VARCHAR NOT NULL, 
	eigenaar VARCHAR, 
	gehaald_op DATE, 
	CONSTRAINT pk_mijlpaal PRIMARY KEY (opdracht, nr), 
	CONSTRAINT fk_mijlpaal_eigenaar FOREIGN KEY(eigenaar) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_mijlpaal_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "mijlpaal" VALUES('2027-001',1,'2027-04-01','De gegevens van 16 gemeenten zijn binnen.','','programmamanager',NULL);
INSERT INTO "mijlpaal" VALUES('2027-001',2,'2027-09-01','De kaart is klaar.','','programmamanager',NULL);
INSERT INTO "mijlpaal" VALUES('2027-002',1,'2027-04-01','De gegevens van 16 gemeenten zijn binnen.','','programmamanager',NULL);
INSERT INTO "mijlpaal" VALUES('2027-002',2,'2027-09-01','De kaart is klaar.','','programmamanager',NULL);
CREATE TABLE ondertekening (
	opdracht VARCHAR NOT NULL, 
	versie INTEGER NOT NULL, 
	rol VARCHAR NOT NULL, 
	functie VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	niveau VARCHAR NOT NULL, 
	grondslag VARCHAR NOT NULL, 
	CONSTRAINT pk_ondertekening PRIMARY KEY (opdracht, versie, rol), 
	CONSTRAINT ck_ondertekening_rol CHECK (rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', 'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')), 
	CONSTRAINT ck_ondertekening_niveau CHECK (niveau IN ('gewoon', 'geavanceerd', 'gekwalificeerd')), 
	CONSTRAINT fk_ondertekening_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "ondertekening" VALUES('2027-001',1,'ambtelijk opdrachtgever','gemeentesecretaris','2027-01-10','gewoon','');
CREATE TABLE opdracht (
	nummer VARCHAR NOT NULL, 
	titel VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	van DATE, 
	tot DATE, 
	prioriteit INTEGER, 
	ambitie VARCHAR, 
	themas JSON NOT NULL, 
	besluit VARCHAR, 
	aanleiding TEXT NOT NULL, 
	doel TEXT NOT NULL, 
	beoogd_resultaat TEXT NOT NULL, 
	afbakening_wel TEXT NOT NULL, 
	afbakening_niet TEXT NOT NULL, 
	samenhang TEXT NOT NULL, 
	uiterlijk DATE, 
	budget INTEGER, 
	dekking VARCHAR, 
	mandaat VARCHAR, 
	mandaat_kenmerk VARCHAR NOT NULL, 
	risicos TEXT NOT NULL, 
	besluitvorming TEXT NOT NULL, 
	communicatie TEXT NOT NULL, 
	verantwoording TEXT NOT NULL, 
	wijzigen TEXT NOT NULL, 
	escalatie TEXT NOT NULL, 
	afronding TEXT NOT NULL, 
	openbaar VARCHAR, 
	openbaar_reden TEXT NOT NULL, 
	selectielijst VARCHAR NOT NULL, waarde FLOAT CONSTRAINT ck_opdracht_waarde CHECK (waarde >= 0), 
	CONSTRAINT pk_opdracht PRIMARY KEY (nummer), 
	CONSTRAINT ck_opdracht_dekking CHECK (dekking IN ('binnen begroting', 'wijziging nodig')), 
	CONSTRAINT ck_opdracht_mandaat CHECK (mandaat IN ('niet nodig', 'nodig', 'verleend')), 
	CONSTRAINT ck_opdracht_openbaar CHECK (openbaar IN ('ja', 'nee', 'deels')), 
	CONSTRAINT ck_opdracht_status CHECK (status IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')), 
	CONSTRAINT ck_opdracht_titel CHECK (titel <> ''), 
	CONSTRAINT ck_opdracht_budget CHECK (budget >= 0), 
	CONSTRAINT ck_opdracht_prioriteit CHECK (prioriteit BETWEEN 1 AND 5), 
	CONSTRAINT fk_opdracht_ambitie FOREIGN KEY(ambitie) REFERENCES ambitie (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_opdracht_besluit FOREIGN KEY(besluit) REFERENCES besluit (kenmerk) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "opdracht" VALUES('2027-001','Stroomkaart bedrijventerreinen','lopend','2027-01-01','2027-12-31',NULL,'stroom','[]','AB-1','','Bedrijven weten waar zij kunnen groeien.','Op 15-12-2027 staat op één kaart waar het stroomnet vol is.','Alle bedrijventerreinen.','Woonwijken.','',NULL,NULL,NULL,NULL,'','','','','','','','',NULL,'','',12.5);
INSERT INTO "opdracht" VALUES('2027-002','Vervolg <&> "kaart" 🗺','concept','2027-01-01','2027-12-31',NULL,'stroom','[]',NULL,'','Bedrijven weten waar zij kunnen groeien.','Op 15-12-2027 staat op één kaart waar het stroomnet vol is.','Alle bedrijventerreinen.','Woonwijken.','',NULL,NULL,NULL,NULL,'','','','','','','','',NULL,'','',NULL);
CREATE TABLE organisatie (
	code VARCHAR NOT NULL, 
	naam VARCHAR NOT NULL, 
	soort VARCHAR NOT NULL, 
	cbs_code VARCHAR, 
	inwoners INTEGER, 
	CONSTRAINT pk_organisatie PRIMARY KEY (code), 
	CONSTRAINT ck_organisatie_soort CHECK (soort IN ('gemeente', 'regio', 'provincie', 'waterschap', 'overig')), 
	CONSTRAINT ck_organisatie_inwoners CHECK (inwoners >= 0)
);
INSERT INTO "organisatie" VALUES('moerdijk','Moerdijk','gemeente',NULL,37184);
INSERT INTO "organisatie" VALUES('rwb','Regio West-Brabant','regio',NULL,NULL);
CREATE TABLE persoon (
	code VARCHAR NOT NULL, 
	functie VARCHAR NOT NULL, 
	organisatie VARCHAR NOT NULL, 
	niveau VARCHAR NOT NULL, 
	naam VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	CONSTRAINT pk_persoon PRIMARY KEY (code), 
	CONSTRAINT ck_persoon_niveau CHECK (niveau IN ('bestuurlijk', 'ambtelijk')), 
	CONSTRAINT fk_persoon_organisatie FOREIGN KEY(organisatie) REFERENCES organisatie (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "persoon" VALUES('wethouder','wethouder Economie','moerdijk','bestuurlijk','','');
INSERT INTO "persoon" VALUES('secretaris','gemeentesecretaris','moerdijk','ambtelijk','','');
INSERT INTO "persoon" VALUES('portefeuillehouder','portefeuillehouder','rwb','bestuurlijk','','');
INSERT INTO "persoon" VALUES('programmamanager','programmamanager','rwb','ambtelijk','','');
CREATE TABLE "plan" (
	naam VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	inhoud TEXT NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (naam)
);
INSERT INTO "plan" VALUES('voorjaar','2026-11-23','{"opdrachten":[]}');
CREATE TABLE randvoorwaarde (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	categorie VARCHAR NOT NULL, 
	tekst TEXT NOT NULL, 
	eigenaar VARCHAR, 
	uiterlijk DATE, 
	gevolg TEXT NOT NULL, 
	status VARCHAR NOT NULL, 
	bewijs TEXT NOT NULL, 
	CONSTRAINT pk_randvoorwaarde PRIMARY KEY (opdracht, nr), 
	CONSTRAINT ck_randvoorwaarde_categorie CHECK (categorie IN ('mandaat', 'besluitvorming', 'capaciteit', 'kwaliteit', 'geld', 'informatie', 'draagvlak', 'juridisch', 'externe partner', 'afhankelijkheid')), 
	CONSTRAINT ck_randvoorwaarde_status CHECK (status IN ('open', 'toegezegd', 'geregeld', 'niet haalbaar', 'vervallen')), 
	CONSTRAINT fk_randvoorwaarde_eigenaar FOREIGN KEY(eigenaar) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_randvoorwaarde_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "randvoorwaarde" VALUES('2027-001',1,'informatie','De netbeheerder levert de gegevens per terrein.','secretaris','2027-02-01','dan schuift de kaart een kwartaal op','open','');
INSERT INTO "randvoorwaarde" VALUES('2027-002',1,'informatie','De netbeheerder levert de gegevens per terrein.','secretaris','2027-02-01','dan schuift de kaart een kwartaal op','open','');
CREATE TABLE rol (
	opdracht VARCHAR NOT NULL, 
	rol VARCHAR NOT NULL, 
	persoon VARCHAR NOT NULL, 
	reden TEXT NOT NULL, 
	CONSTRAINT pk_rol PRIMARY KEY (opdracht, rol, persoon), 
	CONSTRAINT ck_rol_rol CHECK (rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', 'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')), 
	CONSTRAINT fk_rol_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_rol_persoon FOREIGN KEY(persoon) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "rol" VALUES('2027-001','bestuurlijk opdrachtgever','wethouder','');
INSERT INTO "rol" VALUES('2027-001','bestuurlijk opdrachtnemer','portefeuillehouder','');
INSERT INTO "rol" VALUES('2027-001','ambtelijk opdrachtgever','secretaris','');
INSERT INTO "rol" VALUES('2027-001','ambtelijk opdrachtnemer','programmamanager','');
INSERT INTO "rol" VALUES('2027-002','bestuurlijk opdrachtgever','wethouder','');
INSERT INTO "rol" VALUES('2027-002','bestuurlijk opdrachtnemer','portefeuillehouder','');
INSERT INTO "rol" VALUES('2027-002','ambtelijk opdrachtgever','secretaris','');
INSERT INTO "rol" VALUES('2027-002','ambtelijk opdrachtnemer','programmamanager','');
CREATE TABLE statuswissel (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	van VARCHAR NOT NULL, 
	naar VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	door VARCHAR NOT NULL, 
	ondanks TEXT NOT NULL, 
	CONSTRAINT pk_statuswissel PRIMARY KEY (opdracht, nr), 
	CONSTRAINT ck_statuswissel_van CHECK (van IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')), 
	CONSTRAINT ck_statuswissel_naar CHECK (naar IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')), 
	CONSTRAINT fk_statuswissel_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "statuswissel" VALUES('2027-001',1,'concept','voorgesteld','2026-12-01','secretaris','');
CREATE TABLE terzijde (
	code VARCHAR NOT NULL, 
	opdracht VARCHAR NOT NULL, 
	plaats VARCHAR NOT NULL, 
	reden TEXT NOT NULL, 
	door VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	meting VARCHAR NOT NULL, 
	CONSTRAINT pk_terzijde PRIMARY KEY (code, opdracht, plaats)
);
CREATE TABLE versie (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	datum DATE NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	inhoud TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	ondanks TEXT NOT NULL, 
	door VARCHAR NOT NULL, 
	CONSTRAINT pk_versie PRIMARY KEY (opdracht, nr), 
	CONSTRAINT fk_versie_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "versie" VALUES('2027-001',1,'2026-11-23','21e010df19a6c898e9e22a8458345b277bd18c6011fd32dc85a55e01d50281d5','{"ambities":[{"code":"stroom","prioriteit":1,"thema":"Krachtige regio","titel":"Ruimte op het net"}],"belangen":[{"belang":"Bedrijven kunnen uitbreiden.","contactpersoon":"secretaris","deelname":"ja","opdracht":"2027-001","organisatie":"moerdijk"}],"besluiten":[{"ambitie":"stroom","datum":"2026-11-04","kenmerk":"AB-1","orgaan":"algemeen bestuur","tekst":"Maak een kaart."}],"gesprekken":[{"afspraken":"Door.","datum":"2027-02-01","nr":1,"opdracht":"2027-001"}],"instellingen":{"regionaam":"Onze regio","uren_per_dagdeel":4,"uren_per_fte":1425,"werkweken":38.9},"inzet":[{"eenheid":"uren","hoeveelheid":100,"nr":1,"opdracht":"2027-001","organisatie":"moerdijk","profiel":"projectleider"}],"mijlpalen":[{"datum":"2027-04-01","eigenaar":"programmamanager","nr":1,"opdracht":"2027-001","resultaat":"De gegevens van 16 gemeenten zijn binnen."},{"datum":"2027-09-01","eigenaar":"programmamanager","nr":2,"opdracht":"2027-001","resultaat":"De kaart is klaar."}],"opdrachten":[{"afbakening_niet":"Woonwijken.","afbakening_wel":"Alle bedrijventerreinen.","ambitie":"stroom","beoogd_resultaat":"Op 15-12-2027 staat op één kaart waar het stroomnet vol is.","besluit":"AB-1","doel":"Bedrijven weten waar zij kunnen groeien.","nummer":"2027-001","status":"vastgesteld","titel":"Stroomkaart bedrijventerreinen","tot":"2027-12-31","van":"2027-01-01","waarde":12.5}],"organisaties":[{"code":"moerdijk","inwoners":37184,"naam":"Moerdijk","soort":"gemeente"},{"code":"rwb","naam":"Regio West-Brabant","soort":"regio"}],"personen":[{"code":"portefeuillehouder","functie":"portefeuillehouder","niveau":"bestuurlijk","organisatie":"rwb"},{"code":"programmamanager","functie":"programmamanager","niveau":"ambtelijk","organisatie":"rwb"},{"code":"secretaris","functie":"gemeentesecretaris","niveau":"ambtelijk","organisatie":"moerdijk"},{"code":"wethouder","functie":"wethouder Economie","niveau":"bestuurlijk","organisatie":"moerdijk"}],"randvoorwaarden":[{"categorie":"informatie","eigenaar":"secretaris","gevolg":"dan schuift de kaart een kwartaal op","nr":1,"opdracht":"2027-001","status":"open","tekst":"De netbeheerder levert de gegevens per terrein.","uiterlijk":"2027-02-01"}],"rollen":[{"opdracht":"2027-001","persoon":"secretaris","rol":"ambtelijk opdrachtgever"},{"opdracht":"2027-001","persoon":"programmamanager","rol":"ambtelijk opdrachtnemer"},{"opdracht":"2027-001","persoon":"wethouder","rol":"bestuurlijk opdrachtgever"},{"opdracht":"2027-001","persoon":"portefeuillehouder","rol":"bestuurlijk opdrachtnemer"}]}','','','secretaris');
CREATE TABLE volgorde (
	opdracht VARCHAR NOT NULL, 
	na VARCHAR NOT NULL, 
	CONSTRAINT pk_volgorde PRIMARY KEY (opdracht, na), 
	CONSTRAINT ck_volgorde_zichzelf CHECK (opdracht <> na), 
	CONSTRAINT fk_volgorde_na FOREIGN KEY(na) REFERENCES opdracht (nummer) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_volgorde_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "volgorde" VALUES('2027-002','2027-001');
COMMIT;

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
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
	rol VARCHAR NOT NULL, 
	functie VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	niveau VARCHAR NOT NULL, 
	grondslag VARCHAR NOT NULL, 
	CONSTRAINT pk_ondertekening PRIMARY KEY (opdracht, rol), 
	CONSTRAINT ck_ondertekening_rol CHECK (rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', 'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')), 
	CONSTRAINT ck_ondertekening_niveau CHECK (niveau IN ('gewoon', 'geavanceerd', 'gekwalificeerd')), 
	CONSTRAINT fk_ondertekening_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "ondertekening" VALUES('2027-001','ambtelijk opdrachtgever','gemeentesecretaris','2027-01-10','gewoon','');
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

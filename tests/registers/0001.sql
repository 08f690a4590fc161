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
	CONSTRAINT ck_aanbod_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_aanbod_profiel CHECK (trim(profiel) <> '' AND length(profiel) <= 300), 
	CONSTRAINT ck_aanbod_niveau CHECK (niveau IN ('I', 'II', 'III', 'IV', 'V')), 
	CONSTRAINT ck_aanbod_hoeveelheid CHECK (hoeveelheid BETWEEN 0 AND 1000000000), 
	CONSTRAINT ck_aanbod_eenheid CHECK (eenheid IN ('uren', 'uren per jaar', 'fte', 'uren per week', 'dagdelen per week')), 
	CONSTRAINT ck_aanbod_van CHECK (van BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_aanbod_tot CHECK (tot BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_aanbod_al_toegezegd CHECK (al_toegezegd BETWEEN 0 AND 1000000000), 
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
	CONSTRAINT pk_afdruk PRIMARY KEY (vingerafdruk), 
	CONSTRAINT ck_afdruk_vingerafdruk CHECK (length(vingerafdruk) <= 300), 
	CONSTRAINT ck_afdruk_versie CHECK (versie BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_afdruk_sjabloon CHECK (trim(sjabloon) <> '' AND length(sjabloon) <= 300), 
	CONSTRAINT ck_afdruk_gemaakt_op CHECK (gemaakt_op BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT fk_afdruk_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "afdruk" VALUES('001c3345124b839808d1dd44d5c31b5c24a61b7d6c2ecfa6c1119120f79f6c3f','2027-001',1,'bestuurlijke-opdracht','2026-11-23');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE ambitie (
	code VARCHAR NOT NULL, 
	titel VARCHAR NOT NULL, 
	thema VARCHAR NOT NULL, 
	prioriteit INTEGER NOT NULL, 
	omschrijving TEXT NOT NULL, 
	CONSTRAINT pk_ambitie PRIMARY KEY (code), 
	CONSTRAINT ck_ambitie_code CHECK (code <> '' AND length(code) <= 60), 
	CONSTRAINT ck_ambitie_titel CHECK (trim(titel) <> '' AND length(titel) <= 300), 
	CONSTRAINT ck_ambitie_thema CHECK (trim(thema) <> '' AND length(thema) <= 300), 
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
	CONSTRAINT ck_belang_besluit CHECK (length(besluit) <= 300), 
	CONSTRAINT fk_belang_contactpersoon FOREIGN KEY(contactpersoon) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_belang_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_belang_organisatie FOREIGN KEY(organisatie) REFERENCES organisatie (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "belang" VALUES('2027-001','moerdijk','ja','Bedrijven groeien.','','',NULL,'');
CREATE TABLE besluit (
	kenmerk VARCHAR NOT NULL, 
	orgaan VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	tekst TEXT NOT NULL, 
	ambitie VARCHAR, 
	CONSTRAINT pk_besluit PRIMARY KEY (kenmerk), 
	CONSTRAINT ck_besluit_kenmerk CHECK (trim(kenmerk) <> '' AND length(kenmerk) <= 300), 
	CONSTRAINT ck_besluit_orgaan CHECK (trim(orgaan) <> '' AND length(orgaan) <= 300), 
	CONSTRAINT ck_besluit_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
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
	CONSTRAINT ck_document_pad CHECK (pad <> '' AND length(pad) <= 5000), 
	CONSTRAINT ck_document_versie CHECK (versie BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_document_sjabloon CHECK (trim(sjabloon) <> '' AND length(sjabloon) <= 300), 
	CONSTRAINT ck_document_sha256 CHECK (length(sha256) <= 300), 
	CONSTRAINT ck_document_vingerafdruk CHECK (length(vingerafdruk) <= 300), 
	CONSTRAINT ck_document_gemaakt_op CHECK (gemaakt_op BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT fk_document_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "document" VALUES('/register/2027-001.docx','2027-001',1,'bestuurlijke-opdracht','0000000000000000000000000000000000000000000000000000000000000000','001c3345124b839808d1dd44d5c31b5c24a61b7d6c2ecfa6c1119120f79f6c3f','2026-11-23');
CREATE TABLE foto (
	datum DATE NOT NULL, 
	code VARCHAR NOT NULL, 
	aantal INTEGER NOT NULL, 
	CONSTRAINT pk_foto PRIMARY KEY (datum, code), 
	CONSTRAINT ck_foto_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_foto_code CHECK (trim(code) <> '' AND length(code) <= 300), 
	CONSTRAINT ck_foto_aantal CHECK (aantal BETWEEN 0 AND 2000000000)
);
INSERT INTO "foto" VALUES('2026-11-23','A105',1);
CREATE TABLE gesprek (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	datum DATE NOT NULL, 
	deelnemers JSON NOT NULL, 
	afspraken TEXT NOT NULL, 
	spanning TEXT NOT NULL, 
	opgelost_op DATE, 
	CONSTRAINT pk_gesprek PRIMARY KEY (opdracht, nr), 
	CONSTRAINT ck_gesprek_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_gesprek_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_gesprek_opgelost_op CHECK (opgelost_op BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT fk_gesprek_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "gesprek" VALUES('2027-001',1,'2027-02-01','["wethouder", "secretaris"]','Door.','',NULL);
CREATE TABLE instelling (
	naam VARCHAR NOT NULL, 
	waarde VARCHAR NOT NULL, 
	CONSTRAINT pk_instelling PRIMARY KEY (naam), 
	CONSTRAINT ck_instelling_naam CHECK (trim(naam) <> '' AND length(naam) <= 300), 
	CONSTRAINT ck_instelling_waarde CHECK (length(waarde) <= 300)
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
	CONSTRAINT ck_inzet_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_inzet_profiel CHECK (trim(profiel) <> '' AND length(profiel) <= 300), 
	CONSTRAINT ck_inzet_niveau CHECK (niveau IN ('I', 'II', 'III', 'IV', 'V')), 
	CONSTRAINT ck_inzet_hoeveelheid CHECK (hoeveelheid BETWEEN 0 AND 1000000000), 
	CONSTRAINT ck_inzet_eenheid CHECK (eenheid IN ('uren', 'uren per jaar', 'fte', 'uren per week', 'dagdelen per week')), 
	CONSTRAINT ck_inzet_van CHECK (van BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_inzet_tot CHECK (tot BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_inzet_periode CHECK (van <= tot), 
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
	CONSTRAINT ck_mijlpaal_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_mijlpaal_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_mijlpaal_besluit_door CHECK (length(besluit_door) <= 300), 
	CONSTRAINT ck_mijlpaal_gehaald_op CHECK (gehaald_op BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT fk_mijlpaal_eigenaar FOREIGN KEY(eigenaar) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_mijlpaal_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "mijlpaal" VALUES('2027-001',1,'2027-04-01','De gegevens van 16 gemeenten zijn binnen.','','programmamanager',NULL);
INSERT INTO "mijlpaal" VALUES('2027-001',2,'2027-09-01','De kaart is klaar.','','programmamanager',NULL);
INSERT INTO "mijlpaal" VALUES('2027-002',1,'2027-04-01','De gegevens van 16 gemeenten zijn binnen.','','programmamanager',NULL);
INSERT INTO "mijlpaal" VALUES('2027-002',2,'2027-09-01','De kaart is klaar.','','programmamanager',NULL);
CREATE TABLE mutatie (
	wijziging INTEGER NOT NULL, 
	nr INTEGER NOT NULL, 
	soort VARCHAR NOT NULL, 
	gegeven TEXT NOT NULL, 
	eerder TEXT, 
	voor TEXT, 
	na TEXT, 
	CONSTRAINT pk_mutatie PRIMARY KEY (wijziging, nr), 
	CONSTRAINT ck_mutatie_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_mutatie_soort CHECK (length(soort) <= 300), 
	CONSTRAINT ck_mutatie_voor CHECK (length(voor) <= 20000000), 
	CONSTRAINT ck_mutatie_na CHECK (length(na) <= 20000000), 
	CONSTRAINT fk_mutatie_wijziging FOREIGN KEY(wijziging) REFERENCES wijziging (nr)
);
INSERT INTO "mutatie" VALUES(1,1,'organisatie','moerdijk',NULL,NULL,'{"code":"moerdijk","naam":"Moerdijk","soort":"gemeente","inwoners":37184}');
INSERT INTO "mutatie" VALUES(1,2,'organisatie','rwb',NULL,NULL,'{"code":"rwb","naam":"Regio West-Brabant","soort":"regio"}');
INSERT INTO "mutatie" VALUES(1,3,'persoon','wethouder',NULL,NULL,'{"code":"wethouder","functie":"wethouder Economie","organisatie":"moerdijk","niveau":"bestuurlijk"}');
INSERT INTO "mutatie" VALUES(1,4,'persoon','secretaris',NULL,NULL,'{"code":"secretaris","functie":"gemeentesecretaris","organisatie":"moerdijk","niveau":"ambtelijk"}');
INSERT INTO "mutatie" VALUES(1,5,'persoon','portefeuillehouder',NULL,NULL,'{"code":"portefeuillehouder","functie":"portefeuillehouder","organisatie":"rwb","niveau":"bestuurlijk"}');
INSERT INTO "mutatie" VALUES(1,6,'persoon','programmamanager',NULL,NULL,'{"code":"programmamanager","functie":"programmamanager","organisatie":"rwb","niveau":"ambtelijk"}');
INSERT INTO "mutatie" VALUES(1,7,'ambitie','stroom',NULL,NULL,'{"code":"stroom","titel":"Ruimte op het net","thema":"Krachtige regio","prioriteit":1}');
INSERT INTO "mutatie" VALUES(1,8,'besluit','AB-1',NULL,NULL,'{"kenmerk":"AB-1","orgaan":"algemeen bestuur","datum":"2026-11-04","tekst":"Maak een kaart.","ambitie":"stroom"}');
INSERT INTO "mutatie" VALUES(1,9,'aanbod','moerdijk/1',NULL,NULL,'{"organisatie":"moerdijk","nr":1,"profiel":"projectleider","hoeveelheid":300,"eenheid":"uren per jaar","van":"2027-01-01","tot":"2027-12-31"}');
INSERT INTO "mutatie" VALUES(1,10,'opdracht','2027-001',NULL,NULL,'{"nummer":"2027-001","titel":"Stroomkaart bedrijventerreinen","status":"concept","van":"2027-01-01","tot":"2027-12-31","ambitie":"stroom","besluit":"AB-1","doel":"Bedrijven weten waar zij kunnen groeien.","beoogd_resultaat":"Op 15-12-2027 staat op één kaart waar het stroomnet vol is.","afbakening_wel":"Alle bedrijventerreinen.","afbakening_niet":"Woonwijken."}');
INSERT INTO "mutatie" VALUES(1,11,'opdracht','2027-002',NULL,NULL,'{"nummer":"2027-002","titel":"Vervolg <&> \"kaart\" 🗺","status":"concept","van":"2027-01-01","tot":"2027-12-31","ambitie":"stroom","themas":["net; stroom","é"],"doel":"Bedrijven weten waar zij kunnen groeien.","beoogd_resultaat":"Op 15-12-2027 staat op één kaart waar het stroomnet vol is.","afbakening_wel":"Alle bedrijventerreinen.","afbakening_niet":"Woonwijken."}');
INSERT INTO "mutatie" VALUES(1,12,'volgorde','2027-002/2027-001',NULL,NULL,'{"opdracht":"2027-002","na":"2027-001"}');
INSERT INTO "mutatie" VALUES(1,13,'rol','2027-001/bestuurlijk opdrachtgever/wethouder',NULL,NULL,'{"opdracht":"2027-001","rol":"bestuurlijk opdrachtgever","persoon":"wethouder"}');
INSERT INTO "mutatie" VALUES(1,14,'rol','2027-001/bestuurlijk opdrachtnemer/portefeuillehouder',NULL,NULL,'{"opdracht":"2027-001","rol":"bestuurlijk opdrachtnemer","persoon":"portefeuillehouder"}');
INSERT INTO "mutatie" VALUES(1,15,'rol','2027-001/ambtelijk opdrachtgever/secretaris',NULL,NULL,'{"opdracht":"2027-001","rol":"ambtelijk opdrachtgever","persoon":"secretaris"}');
INSERT INTO "mutatie" VALUES(1,16,'rol','2027-001/ambtelijk opdrachtnemer/programmamanager',NULL,NULL,'{"opdracht":"2027-001","rol":"ambtelijk opdrachtnemer","persoon":"programmamanager"}');
INSERT INTO "mutatie" VALUES(1,17,'rol','2027-002/bestuurlijk opdrachtgever/wethouder',NULL,NULL,'{"opdracht":"2027-002","rol":"bestuurlijk opdrachtgever","persoon":"wethouder"}');
INSERT INTO "mutatie" VALUES(1,18,'rol','2027-002/bestuurlijk opdrachtnemer/portefeuillehouder',NULL,NULL,'{"opdracht":"2027-002","rol":"bestuurlijk opdrachtnemer","persoon":"portefeuillehouder"}');
INSERT INTO "mutatie" VALUES(1,19,'rol','2027-002/ambtelijk opdrachtgever/secretaris',NULL,NULL,'{"opdracht":"2027-002","rol":"ambtelijk opdrachtgever","persoon":"secretaris"}');
INSERT INTO "mutatie" VALUES(1,20,'rol','2027-002/ambtelijk opdrachtnemer/programmamanager',NULL,NULL,'{"opdracht":"2027-002","rol":"ambtelijk opdrachtnemer","persoon":"programmamanager"}');
INSERT INTO "mutatie" VALUES(1,21,'mijlpaal','2027-001/1',NULL,NULL,'{"opdracht":"2027-001","nr":1,"datum":"2027-04-01","resultaat":"De gegevens van 16 gemeenten zijn binnen.","eigenaar":"programmamanager"}');
INSERT INTO "mutatie" VALUES(1,22,'mijlpaal','2027-001/2',NULL,NULL,'{"opdracht":"2027-001","nr":2,"datum":"2027-09-01","resultaat":"De kaart is klaar.","eigenaar":"programmamanager"}');
INSERT INTO "mutatie" VALUES(1,23,'mijlpaal','2027-002/1',NULL,NULL,'{"opdracht":"2027-002","nr":1,"datum":"2027-04-01","resultaat":"De gegevens van 16 gemeenten zijn binnen.","eigenaar":"programmamanager"}');
INSERT INTO "mutatie" VALUES(1,24,'mijlpaal','2027-002/2',NULL,NULL,'{"opdracht":"2027-002","nr":2,"datum":"2027-09-01","resultaat":"De kaart is klaar.","eigenaar":"programmamanager"}');
INSERT INTO "mutatie" VALUES(1,25,'randvoorwaarde','2027-001/1',NULL,NULL,'{"opdracht":"2027-001","nr":1,"categorie":"informatie","tekst":"De netbeheerder levert de gegevens per terrein.","eigenaar":"secretaris","uiterlijk":"2027-02-01","gevolg":"dan schuift de kaart een kwartaal op","status":"open"}');
INSERT INTO "mutatie" VALUES(1,26,'randvoorwaarde','2027-002/1',NULL,NULL,'{"opdracht":"2027-002","nr":1,"categorie":"informatie","tekst":"De netbeheerder levert de gegevens per terrein.","eigenaar":"secretaris","uiterlijk":"2027-02-01","gevolg":"dan schuift de kaart een kwartaal op","status":"open"}');
INSERT INTO "mutatie" VALUES(1,27,'inzet','2027-001/1',NULL,NULL,'{"opdracht":"2027-001","nr":1,"organisatie":"moerdijk","profiel":"projectleider","hoeveelheid":100,"eenheid":"uren"}');
INSERT INTO "mutatie" VALUES(1,28,'inzet','2027-002/1',NULL,NULL,'{"opdracht":"2027-002","nr":1,"organisatie":"moerdijk","profiel":"projectleider","hoeveelheid":100,"eenheid":"uren"}');
INSERT INTO "mutatie" VALUES(1,29,'belang','2027-001/moerdijk',NULL,NULL,'{"opdracht":"2027-001","organisatie":"moerdijk","deelname":"ja","belang":"Bedrijven groeien."}');
INSERT INTO "mutatie" VALUES(1,30,'gesprek','2027-001/1',NULL,NULL,'{"opdracht":"2027-001","nr":1,"datum":"2027-02-01","deelnemers":["wethouder","secretaris"],"afspraken":"Door."}');
INSERT INTO "mutatie" VALUES(1,31,'ondertekening','2027-001/1/ambtelijk opdrachtgever',NULL,NULL,'{"opdracht":"2027-001","versie":1,"rol":"ambtelijk opdrachtgever","functie":"gemeentesecretaris","datum":"2027-01-10","niveau":"gewoon"}');
INSERT INTO "mutatie" VALUES(1,32,'statuswissel','2027-001/1',NULL,NULL,'{"opdracht":"2027-001","nr":1,"van":"concept","naar":"voorgesteld","datum":"2026-12-01","door":"secretaris"}');
INSERT INTO "mutatie" VALUES(2,1,'instelling','uren_per_fte',NULL,NULL,'{"naam":"uren_per_fte","waarde":"1425"}');
INSERT INTO "mutatie" VALUES(3,1,'opdracht','2027-001',NULL,'{"waarde":null,"budget":null}','{"waarde":2.5,"budget":12500}');
INSERT INTO "mutatie" VALUES(4,1,'versie','2027-001/1',NULL,NULL,'{"opdracht":"2027-001","nr":1,"datum":"2026-11-23","sha256":"76e0987e08e00c4a481095aeeb3d6a3b7531b11bfd2e1cd669925f2159da4f20","inhoud":"{\"ambities\":[{\"code\":\"stroom\",\"prioriteit\":1,\"thema\":\"Krachtige regio\",\"titel\":\"Ruimte op het net\"}],\"belangen\":[{\"belang\":\"Bedrijven groeien.\",\"deelname\":\"ja\",\"opdracht\":\"2027-001\",\"organisatie\":\"moerdijk\"}],\"besluiten\":[{\"ambitie\":\"stroom\",\"datum\":\"2026-11-04\",\"kenmerk\":\"AB-1\",\"orgaan\":\"algemeen bestuur\",\"tekst\":\"Maak een kaart.\"}],\"gesprekken\":[{\"afspraken\":\"Door.\",\"datum\":\"2027-02-01\",\"deelnemers\":[\"wethouder\",\"secretaris\"],\"nr\":1,\"opdracht\":\"2027-001\"}],\"instellingen\":{\"regionaam\":\"Onze regio\",\"uren_per_dagdeel\":4,\"uren_per_fte\":1425,\"werkweken\":38.9},\"inzet\":[{\"eenheid\":\"uren\",\"hoeveelheid\":100,\"nr\":1,\"opdracht\":\"2027-001\",\"organisatie\":\"moerdijk\",\"profiel\":\"projectleider\"}],\"mijlpalen\":[{\"datum\":\"2027-04-01\",\"eigenaar\":\"programmamanager\",\"nr\":1,\"opdracht\":\"2027-001\",\"resultaat\":\"De gegevens van 16 gemeenten zijn binnen.\"},{\"datum\":\"2027-09-01\",\"eigenaar\":\"programmamanager\",\"nr\":2,\"opdracht\":\"2027-001\",\"resultaat\":\"De kaart is klaar.\"}],\"opdrachten\":[{\"afbakening_niet\":\"Woonwijken.\",\"afbakening_wel\":\"Alle bedrijventerreinen.\",\"ambitie\":\"stroom\",\"beoogd_resultaat\":\"Op 15-12-2027 staat op één kaart waar het stroomnet vol is.\",\"besluit\":\"AB-1\",\"budget\":12500,\"doel\":\"Bedrijven weten waar zij kunnen groeien.\",\"nummer\":\"2027-001\",\"status\":\"vastgesteld\",\"titel\":\"Stroomkaart bedrijventerreinen\",\"tot\":\"2027-12-31\",\"van\":\"2027-01-01\",\"waarde\":2.5}],\"organisaties\":[{\"code\":\"moerdijk\",\"inwoners\":37184,\"naam\":\"Moerdijk\",\"soort\":\"gemeente\"},{\"code\":\"rwb\",\"naam\":\"Regio West-Brabant\",\"soort\":\"regio\"}],\"personen\":[{\"code\":\"portefeuillehouder\",\"functie\":\"portefeuillehouder\",\"niveau\":\"bestuurlijk\",\"organisatie\":\"rwb\"},{\"code\":\"programmamanager\",\"functie\":\"programmamanager\",\"niveau\":\"ambtelijk\",\"organisatie\":\"rwb\"},{\"code\":\"secretaris\",\"functie\":\"gemeentesecretaris\",\"niveau\":\"ambtelijk\",\"organisatie\":\"moerdijk\"},{\"code\":\"wethouder\",\"functie\":\"wethouder Economie\",\"niveau\":\"bestuurlijk\",\"organisatie\":\"moerdijk\"}],\"randvoorwaarden\":[{\"categorie\":\"informatie\",\"eigenaar\":\"secretaris\",\"gevolg\":\"dan schuift de kaart een kwartaal op\",\"nr\":1,\"opdracht\":\"2027-001\",\"status\":\"open\",\"tekst\":\"De netbeheerder levert de gegevens per terrein.\",\"uiterlijk\":\"2027-02-01\"}],\"rollen\":[{\"opdracht\":\"2027-001\",\"persoon\":\"secretaris\",\"rol\":\"ambtelijk opdrachtgever\"},{\"opdracht\":\"2027-001\",\"persoon\":\"programmamanager\",\"rol\":\"ambtelijk opdrachtnemer\"},{\"opdracht\":\"2027-001\",\"persoon\":\"wethouder\",\"rol\":\"bestuurlijk opdrachtgever\"},{\"opdracht\":\"2027-001\",\"persoon\":\"portefeuillehouder\",\"rol\":\"bestuurlijk opdrachtnemer\"}]}","door":"Anne de Wit"}');
INSERT INTO "mutatie" VALUES(4,2,'terzijde','A105/2027-001/opdracht 2027-001',NULL,NULL,'{"code":"A105","opdracht":"2027-001","plaats":"opdracht 2027-001","reden":"Zo besloten.","door":"secretaris","datum":"2026-11-23"}');
INSERT INTO "mutatie" VALUES(4,3,'foto','2026-11-23/A105',NULL,NULL,'{"datum":"2026-11-23","code":"A105","aantal":1}');
INSERT INTO "mutatie" VALUES(4,4,'plan','voorjaar',NULL,NULL,'{"naam":"voorjaar","datum":"2026-11-23","inhoud":"{\"uitkomst\":\"bewezen\",\"waarde\":10,\"grens\":10,\"marge\":0,\"gevraagd\":10,\"zoals_nu\":10,\"op_prioriteit\":10,\"op_prioriteit_schuivend\":10,\"verandering\":0,\"minste_verandering\":false,\"seconden\":0,\"opdrachten\":[],\"alles\":null,\"overgeslagen\":[],\"opmerkingen\":[],\"conflict\":[]}"}');
INSERT INTO "mutatie" VALUES(4,5,'afdruk','001c3345124b839808d1dd44d5c31b5c24a61b7d6c2ecfa6c1119120f79f6c3f',NULL,NULL,'{"vingerafdruk":"001c3345124b839808d1dd44d5c31b5c24a61b7d6c2ecfa6c1119120f79f6c3f","opdracht":"2027-001","versie":1,"sjabloon":"bestuurlijke-opdracht","gemaakt_op":"2026-11-23"}');
INSERT INTO "mutatie" VALUES(4,6,'document','/register/2027-001.docx',NULL,NULL,'{"pad":"/register/2027-001.docx","opdracht":"2027-001","versie":1,"sjabloon":"bestuurlijke-opdracht","sha256":"0000000000000000000000000000000000000000000000000000000000000000","vingerafdruk":"001c3345124b839808d1dd44d5c31b5c24a61b7d6c2ecfa6c1119120f79f6c3f","gemaakt_op":"2026-11-23"}');
INSERT INTO "mutatie" VALUES(5,1,'persoon','gemeentesecretaris','secretaris','{"code":"secretaris"}','{"code":"gemeentesecretaris"}');
INSERT INTO "mutatie" VALUES(5,2,'rol','2027-001/ambtelijk opdrachtgever/gemeentesecretaris','2027-001/ambtelijk opdrachtgever/secretaris','{"persoon":"secretaris"}','{"persoon":"gemeentesecretaris"}');
INSERT INTO "mutatie" VALUES(5,3,'rol','2027-002/ambtelijk opdrachtgever/gemeentesecretaris','2027-002/ambtelijk opdrachtgever/secretaris','{"persoon":"secretaris"}','{"persoon":"gemeentesecretaris"}');
INSERT INTO "mutatie" VALUES(5,4,'randvoorwaarde','2027-001/1',NULL,'{"eigenaar":"secretaris"}','{"eigenaar":"gemeentesecretaris"}');
INSERT INTO "mutatie" VALUES(5,5,'randvoorwaarde','2027-002/1',NULL,'{"eigenaar":"secretaris"}','{"eigenaar":"gemeentesecretaris"}');
CREATE TABLE ondertekening (
	opdracht VARCHAR NOT NULL, 
	versie INTEGER NOT NULL, 
	rol VARCHAR NOT NULL, 
	functie VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	niveau VARCHAR NOT NULL, 
	grondslag VARCHAR NOT NULL, 
	CONSTRAINT pk_ondertekening PRIMARY KEY (opdracht, versie, rol), 
	CONSTRAINT ck_ondertekening_versie CHECK (versie BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_ondertekening_rol CHECK (rol IN ('bestuurlijk opdrachtgever', 'bestuurlijk opdrachtnemer', 'ambtelijk opdrachtgever', 'ambtelijk opdrachtnemer', 'voorbereider', 'adviseur', 'eigenaar')), 
	CONSTRAINT ck_ondertekening_functie CHECK (trim(functie) <> '' AND length(functie) <= 300), 
	CONSTRAINT ck_ondertekening_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_ondertekening_niveau CHECK (niveau IN ('gewoon', 'geavanceerd', 'gekwalificeerd')), 
	CONSTRAINT ck_ondertekening_grondslag CHECK (length(grondslag) <= 300), 
	CONSTRAINT fk_ondertekening_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "ondertekening" VALUES('2027-001',1,'ambtelijk opdrachtgever','gemeentesecretaris','2027-01-10','gewoon','');
CREATE TABLE opdracht (
	nummer VARCHAR NOT NULL, 
	titel VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	van DATE, 
	tot DATE, 
	uiterlijk DATE, 
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
	waarde FLOAT, 
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
	selectielijst VARCHAR NOT NULL, 
	CONSTRAINT pk_opdracht PRIMARY KEY (nummer), 
	CONSTRAINT ck_opdracht_nummer CHECK (nummer LIKE '____-___%'), 
	CONSTRAINT ck_opdracht_titel CHECK (trim(titel) <> '' AND length(titel) <= 300), 
	CONSTRAINT ck_opdracht_status CHECK (status IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')), 
	CONSTRAINT ck_opdracht_van CHECK (van BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_opdracht_tot CHECK (tot BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_opdracht_uiterlijk CHECK (uiterlijk BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_opdracht_prioriteit CHECK (prioriteit BETWEEN 1 AND 5), 
	CONSTRAINT ck_opdracht_waarde CHECK (waarde BETWEEN 0 AND 1000000000), 
	CONSTRAINT ck_opdracht_budget CHECK (budget BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_opdracht_dekking CHECK (dekking IN ('binnen begroting', 'wijziging nodig')), 
	CONSTRAINT ck_opdracht_mandaat CHECK (mandaat IN ('niet nodig', 'nodig', 'verleend')), 
	CONSTRAINT ck_opdracht_mandaat_kenmerk CHECK (length(mandaat_kenmerk) <= 300), 
	CONSTRAINT ck_opdracht_openbaar CHECK (openbaar IN ('ja', 'nee', 'deels')), 
	CONSTRAINT ck_opdracht_selectielijst CHECK (length(selectielijst) <= 300), 
	CONSTRAINT fk_opdracht_ambitie FOREIGN KEY(ambitie) REFERENCES ambitie (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_opdracht_besluit FOREIGN KEY(besluit) REFERENCES besluit (kenmerk) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "opdracht" VALUES('2027-001','Stroomkaart bedrijventerreinen','concept','2027-01-01','2027-12-31',NULL,NULL,'stroom','[]','AB-1','','Bedrijven weten waar zij kunnen groeien.','Op 15-12-2027 staat op één kaart waar het stroomnet vol is.','Alle bedrijventerreinen.','Woonwijken.','',2.5,12500,NULL,NULL,'','','','','','','','',NULL,'','');
INSERT INTO "opdracht" VALUES('2027-002','Vervolg <&> "kaart" 🗺','concept','2027-01-01','2027-12-31',NULL,NULL,'stroom','["net; stroom", "\u00e9"]',NULL,'','Bedrijven weten waar zij kunnen groeien.','Op 15-12-2027 staat op één kaart waar het stroomnet vol is.','Alle bedrijventerreinen.','Woonwijken.','',NULL,NULL,NULL,NULL,'','','','','','','','',NULL,'','');
CREATE TABLE organisatie (
	code VARCHAR NOT NULL, 
	naam VARCHAR NOT NULL, 
	soort VARCHAR NOT NULL, 
	cbs_code VARCHAR, 
	inwoners INTEGER, 
	CONSTRAINT pk_organisatie PRIMARY KEY (code), 
	CONSTRAINT ck_organisatie_code CHECK (code <> '' AND length(code) <= 60), 
	CONSTRAINT ck_organisatie_naam CHECK (trim(naam) <> '' AND length(naam) <= 300), 
	CONSTRAINT ck_organisatie_soort CHECK (soort IN ('gemeente', 'regio', 'provincie', 'waterschap', 'overig')), 
	CONSTRAINT ck_organisatie_cbs_code CHECK (trim(cbs_code) <> '' AND length(cbs_code) <= 300), 
	CONSTRAINT ck_organisatie_inwoners CHECK (inwoners BETWEEN 0 AND 2000000000)
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
	CONSTRAINT ck_persoon_code CHECK (code <> '' AND length(code) <= 60), 
	CONSTRAINT ck_persoon_functie CHECK (trim(functie) <> '' AND length(functie) <= 300), 
	CONSTRAINT ck_persoon_niveau CHECK (niveau IN ('bestuurlijk', 'ambtelijk')), 
	CONSTRAINT ck_persoon_naam CHECK (length(naam) <= 300), 
	CONSTRAINT ck_persoon_email CHECK (length(email) <= 300), 
	CONSTRAINT fk_persoon_organisatie FOREIGN KEY(organisatie) REFERENCES organisatie (code) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "persoon" VALUES('wethouder','wethouder Economie','moerdijk','bestuurlijk','','');
INSERT INTO "persoon" VALUES('portefeuillehouder','portefeuillehouder','rwb','bestuurlijk','','');
INSERT INTO "persoon" VALUES('programmamanager','programmamanager','rwb','ambtelijk','','');
INSERT INTO "persoon" VALUES('gemeentesecretaris','gemeentesecretaris','moerdijk','ambtelijk','','');
CREATE TABLE "plan" (
	naam VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	inhoud TEXT NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (naam), 
	CONSTRAINT ck_plan_naam CHECK (trim(naam) <> '' AND length(naam) <= 300), 
	CONSTRAINT ck_plan_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_plan_inhoud CHECK (length(inhoud) <= 20000000)
);
INSERT INTO "plan" VALUES('voorjaar','2026-11-23','{"uitkomst":"bewezen","waarde":10,"grens":10,"marge":0,"gevraagd":10,"zoals_nu":10,"op_prioriteit":10,"op_prioriteit_schuivend":10,"verandering":0,"minste_verandering":false,"seconden":0,"opdrachten":[],"alles":null,"overgeslagen":[],"opmerkingen":[],"conflict":[]}');
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
	CONSTRAINT ck_randvoorwaarde_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_randvoorwaarde_categorie CHECK (categorie IN ('mandaat', 'besluitvorming', 'capaciteit', 'kwaliteit', 'geld', 'informatie', 'draagvlak', 'juridisch', 'externe partner', 'afhankelijkheid')), 
	CONSTRAINT ck_randvoorwaarde_uiterlijk CHECK (uiterlijk BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_randvoorwaarde_status CHECK (status IN ('open', 'toegezegd', 'geregeld', 'niet haalbaar', 'vervallen')), 
	CONSTRAINT fk_randvoorwaarde_eigenaar FOREIGN KEY(eigenaar) REFERENCES persoon (code) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_randvoorwaarde_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "randvoorwaarde" VALUES('2027-001',1,'informatie','De netbeheerder levert de gegevens per terrein.','gemeentesecretaris','2027-02-01','dan schuift de kaart een kwartaal op','open','');
INSERT INTO "randvoorwaarde" VALUES('2027-002',1,'informatie','De netbeheerder levert de gegevens per terrein.','gemeentesecretaris','2027-02-01','dan schuift de kaart een kwartaal op','open','');
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
INSERT INTO "rol" VALUES('2027-001','ambtelijk opdrachtnemer','programmamanager','');
INSERT INTO "rol" VALUES('2027-002','bestuurlijk opdrachtgever','wethouder','');
INSERT INTO "rol" VALUES('2027-002','bestuurlijk opdrachtnemer','portefeuillehouder','');
INSERT INTO "rol" VALUES('2027-002','ambtelijk opdrachtnemer','programmamanager','');
INSERT INTO "rol" VALUES('2027-001','ambtelijk opdrachtgever','gemeentesecretaris','');
INSERT INTO "rol" VALUES('2027-002','ambtelijk opdrachtgever','gemeentesecretaris','');
CREATE TABLE statuswissel (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	van VARCHAR NOT NULL, 
	naar VARCHAR NOT NULL, 
	datum DATE NOT NULL, 
	door VARCHAR NOT NULL, 
	ondanks TEXT NOT NULL, 
	CONSTRAINT pk_statuswissel PRIMARY KEY (opdracht, nr), 
	CONSTRAINT ck_statuswissel_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_statuswissel_van CHECK (van IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')), 
	CONSTRAINT ck_statuswissel_naar CHECK (naar IN ('concept', 'voorgesteld', 'vastgesteld', 'lopend', 'afgerond', 'ingetrokken')), 
	CONSTRAINT ck_statuswissel_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_statuswissel_door CHECK (length(door) <= 300), 
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
	CONSTRAINT pk_terzijde PRIMARY KEY (code, opdracht, plaats), 
	CONSTRAINT ck_terzijde_code CHECK (trim(code) <> '' AND length(code) <= 300), 
	CONSTRAINT ck_terzijde_opdracht CHECK (length(opdracht) <= 300), 
	CONSTRAINT ck_terzijde_plaats CHECK (length(plaats) <= 300), 
	CONSTRAINT ck_terzijde_door CHECK (length(door) <= 300), 
	CONSTRAINT ck_terzijde_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_terzijde_meting CHECK (length(meting) <= 300)
);
INSERT INTO "terzijde" VALUES('A105','2027-001','opdracht 2027-001','Zo besloten.','secretaris','2026-11-23','');
CREATE TABLE versie (
	opdracht VARCHAR NOT NULL, 
	nr INTEGER NOT NULL, 
	datum DATE NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	inhoud TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	ondanks TEXT NOT NULL, 
	door VARCHAR NOT NULL, 
	geschoond VARCHAR, 
	CONSTRAINT pk_versie PRIMARY KEY (opdracht, nr), 
	CONSTRAINT ck_versie_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_versie_datum CHECK (datum BETWEEN '1900-01-01' AND '2199-12-31'), 
	CONSTRAINT ck_versie_sha256 CHECK (length(sha256) <= 300), 
	CONSTRAINT ck_versie_inhoud CHECK (length(inhoud) <= 20000000), 
	CONSTRAINT ck_versie_door CHECK (length(door) <= 300), 
	CONSTRAINT ck_versie_geschoond CHECK (trim(geschoond) <> '' AND length(geschoond) <= 300), 
	CONSTRAINT fk_versie_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "versie" VALUES('2027-001',1,'2026-11-23','76e0987e08e00c4a481095aeeb3d6a3b7531b11bfd2e1cd669925f2159da4f20','{"ambities":[{"code":"stroom","prioriteit":1,"thema":"Krachtige regio","titel":"Ruimte op het net"}],"belangen":[{"belang":"Bedrijven groeien.","deelname":"ja","opdracht":"2027-001","organisatie":"moerdijk"}],"besluiten":[{"ambitie":"stroom","datum":"2026-11-04","kenmerk":"AB-1","orgaan":"algemeen bestuur","tekst":"Maak een kaart."}],"gesprekken":[{"afspraken":"Door.","datum":"2027-02-01","deelnemers":["wethouder","secretaris"],"nr":1,"opdracht":"2027-001"}],"instellingen":{"regionaam":"Onze regio","uren_per_dagdeel":4,"uren_per_fte":1425,"werkweken":38.9},"inzet":[{"eenheid":"uren","hoeveelheid":100,"nr":1,"opdracht":"2027-001","organisatie":"moerdijk","profiel":"projectleider"}],"mijlpalen":[{"datum":"2027-04-01","eigenaar":"programmamanager","nr":1,"opdracht":"2027-001","resultaat":"De gegevens van 16 gemeenten zijn binnen."},{"datum":"2027-09-01","eigenaar":"programmamanager","nr":2,"opdracht":"2027-001","resultaat":"De kaart is klaar."}],"opdrachten":[{"afbakening_niet":"Woonwijken.","afbakening_wel":"Alle bedrijventerreinen.","ambitie":"stroom","beoogd_resultaat":"Op 15-12-2027 staat op één kaart waar het stroomnet vol is.","besluit":"AB-1","budget":12500,"doel":"Bedrijven weten waar zij kunnen groeien.","nummer":"2027-001","status":"vastgesteld","titel":"Stroomkaart bedrijventerreinen","tot":"2027-12-31","van":"2027-01-01","waarde":2.5}],"organisaties":[{"code":"moerdijk","inwoners":37184,"naam":"Moerdijk","soort":"gemeente"},{"code":"rwb","naam":"Regio West-Brabant","soort":"regio"}],"personen":[{"code":"portefeuillehouder","functie":"portefeuillehouder","niveau":"bestuurlijk","organisatie":"rwb"},{"code":"programmamanager","functie":"programmamanager","niveau":"ambtelijk","organisatie":"rwb"},{"code":"secretaris","functie":"gemeentesecretaris","niveau":"ambtelijk","organisatie":"moerdijk"},{"code":"wethouder","functie":"wethouder Economie","niveau":"bestuurlijk","organisatie":"moerdijk"}],"randvoorwaarden":[{"categorie":"informatie","eigenaar":"secretaris","gevolg":"dan schuift de kaart een kwartaal op","nr":1,"opdracht":"2027-001","status":"open","tekst":"De netbeheerder levert de gegevens per terrein.","uiterlijk":"2027-02-01"}],"rollen":[{"opdracht":"2027-001","persoon":"secretaris","rol":"ambtelijk opdrachtgever"},{"opdracht":"2027-001","persoon":"programmamanager","rol":"ambtelijk opdrachtnemer"},{"opdracht":"2027-001","persoon":"wethouder","rol":"bestuurlijk opdrachtgever"},{"opdracht":"2027-001","persoon":"portefeuillehouder","rol":"bestuurlijk opdrachtnemer"}]}','','','Anne de Wit',NULL);
CREATE TABLE volgorde (
	opdracht VARCHAR NOT NULL, 
	na VARCHAR NOT NULL, 
	CONSTRAINT pk_volgorde PRIMARY KEY (opdracht, na), 
	CONSTRAINT ck_volgorde_zichzelf CHECK (opdracht <> na), 
	CONSTRAINT fk_volgorde_na FOREIGN KEY(na) REFERENCES opdracht (nummer) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_volgorde_opdracht FOREIGN KEY(opdracht) REFERENCES opdracht (nummer) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "volgorde" VALUES('2027-002','2027-001');
CREATE TABLE wijziging (
	nr INTEGER NOT NULL, 
	wanneer VARCHAR NOT NULL, 
	wie VARCHAR NOT NULL, 
	rekening VARCHAR NOT NULL, 
	commando VARCHAR NOT NULL, 
	ongedaan INTEGER, 
	sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_wijziging PRIMARY KEY (nr), 
	CONSTRAINT ck_wijziging_nr CHECK (nr BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_wijziging_wanneer CHECK (wanneer BETWEEN '1900-' AND '2199-~'), 
	CONSTRAINT ck_wijziging_wie CHECK (length(wie) <= 300), 
	CONSTRAINT ck_wijziging_rekening CHECK (length(rekening) <= 300), 
	CONSTRAINT ck_wijziging_commando CHECK (length(commando) <= 300), 
	CONSTRAINT ck_wijziging_ongedaan CHECK (ongedaan BETWEEN 0 AND 2000000000), 
	CONSTRAINT ck_wijziging_sha256 CHECK (length(sha256) <= 300)
);
INSERT INTO "wijziging" VALUES(1,'2026-11-25T12:50:05Z','Anne de Wit','anne','--as-history',NULL,'340a5fa138e4a6bcda3d2130e01b28a49b7448a71a246299ab3e1925166ee3c5');
INSERT INTO "wijziging" VALUES(2,'2026-11-25T12:50:05Z','Anne de Wit','anne','',NULL,'3b9dd7f738adf1a1830160316d730b0580595d60e4c2858406006b31cfb29290');
INSERT INTO "wijziging" VALUES(3,'2026-11-25T12:50:05Z','Anne de Wit','anne','',NULL,'7df43c7359de3f4e7ce98c2bd08203e0535dcb02f3ff0d2b1bca664a94c68341');
INSERT INTO "wijziging" VALUES(4,'2026-11-25T12:50:05Z','Anne de Wit','anne','',NULL,'6a07149c71dbd4118bc640cad30c901aad18749434f6a745f85d852e09a67b9b');
INSERT INTO "wijziging" VALUES(5,'2026-11-25T12:50:05Z','Anne de Wit','anne','',NULL,'665d3f65cf5d850d61a68fddcf3efca648b1ae0dd0c0adaae89b41fb2c703101');
COMMIT;

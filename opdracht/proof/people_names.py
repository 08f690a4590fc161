"""Names that people and places here have: they tell a name from another word with a capital.

Written down for this program: first names and family names that are frequent in this country, and the places that have
a town hall. In small letters, without marks on the letters. A name that is not here is told by its initials.
"""

from opdracht.proof.seen.names import words

FIRST_NAMES = words(
    """
    aad aaltje aart aartje abdel abdelkader abdellah abdul abdullah abe abel adam adele adil adnan adri adriaan
    adriana afke agnes ahmed ahmet aicha aise aisha ajay albert alberto albertus alena alex alexander alexandra
    alexia ali alice alicia alida alie allard alma alwin amal amber amelie amin amina amir amira amy ana anass andre
    andrea andreas andries andrzej angela angelique angelo anil anique anita anja anke anna annabel anne annechien
    anneke annelien annelies annelot annemarie annemiek annemieke annet annette annick annika anouar anouk ans
    anthonie anthony antje antoine anton antonia antonio antonius antoon anya appie ard arda ariane arie ariel arina
    arjan arjen arjun arlette armand arno arnold arnoud arnout arthur artur arvid arwen asha ashwin asiya asma
    astrid aukje axel aya ayaan ayla ayoub ayse aziz aziza babette baki barbara barry bart bartel bas bastiaan bea
    beata beatrijs beatrix ben benjamin bennie benno berend bernadet bernadette bernard bert berta bertus bianca
    bilal birgit bjorn boaz bob boris bouchra boudewijn bowie bram brenda brian brigitte britt bruce bruno bryan
    burak cain caio carel carla carlijn carlo carlos carmen carol carola carolien carolina caroline cas casper
    catharina catherine cathy cecile cees celine cem cemal chaima chantal charles charlotte chloe chris christa
    christiaan christian christina christine christof christopher cindy claire clara claudia clemens coen colette
    connie conny conrad constance cor cora corine corinne cornelia cornelis corrie corry cyril daan dana danica
    daniel daniela danielle danny daphne david davy dayenne dean debbie deborah deepak demi denise dennis derk
    desiree dewi dian diana diane dick diederik diego dieter dieuwertje dilan dimitri dina dini dinie dion dionne
    dirk djamila dolf dominique donald donna doortje dora doreen dorien doris dorothea driss dunya dylan ebru eddie
    eddy edgar edith edo eduard edward edwin eefje eelco eelke elif eline elisa elisabeth elise eliza elizabeth ella
    elle ellen elly elma elmar els elsa elsbeth elske elvira emel emiel emiliano emilie emily emine emir emma emre
    ercan eric erica erik erika erin ernest ernst erwin esmee esra estelle esther eugene eva evelien evelyn evert
    ewa ewout ezra fabian fabienne fadma fahd faisal faiza famke fanny farah farid fatih fatiha fatima fatma
    fatoumata fedde feike felix femke ferdi ferdinand ferry fien filip fiona fleur floor floortje floris fokke
    folkert frances francien francine francis francisca franciscus francois frank franka frans franz fred freddy
    frederieke frederik freek frida frits fritz froukje furkan gabriel gabriela gabrielle geert geertje geertruida
    geke george georges gerard gerarda gerben gerda gerhard gerlof germa gerrie gerrit gert gertjan gertrude gerty
    gied giel gijs gijsbert gilbert gina giovanni gisela gitta glenn godelieve godfried goran govert grace greet
    greetje greta grietje guido guillaume gulsen gunter gurbuz gus guus gwen gwendolyn habib hafid hafida hajar
    hakan halil halima halina hamid hamza han hanan hanna hannah hanne hanneke hannie hans harald harm harmen harmke
    haroen harrie harry hasan hassan hatice hayat hector hedwig hedy heidi heiko hein heleen helen helena helene
    helga helma hendrik hendrika hendrikus henk hennie henny henri henriette henry herbert herman hermien hessel
    hester hicham hilda hilde hillie hiltje houda hubert hubertus hugo huib huseyin hylke ian ibrahim ibtissam ida
    igor ihsan ike ilham ilona ilse iman imane imke imre ina indra ine ineke ines inge ingeborg ingmar ingrid ionica
    irene iris irma isa isaac isabel isabella isabelle ismail ivan ivo ivonne iwan izaak jaap jaapjan jac jack
    jackie jaco jacob jacoba jacobus jacqueline jacques jade jadwiga jaimy jakob jamal jamila jan jana jane janet
    janice janine janna janneke jannes jannetje jannie janno janny janus jarno jasmijn jasmine jason jasper jay
    jayden jean jeanet jeanette jeanine jeanne jef jeffrey jelle jelmer jennifer jenny jens jeremy jeroen jerome
    jesse jessica jet jetske jette jikke jilles jimmy jip jitske jo joachim joan joanna joanne job jochem jody joel
    joep joey johan johanna johannes john johnny jolanda jolande jolien jolijn jonas jonathan joop joost jordi jordy
    jorg jorge jorien jorik joris jorn jort jos jose josee josef josefien joseph josephine joshua josien joyce juan
    judith jules julia julian juliana julie juliette julius jurgen jurre jurriaan justin justine jytte kaat kadir
    kaj kamal kamil karel karen karim karima karin karina karl karlijn karolien karolina kasper katarzyna kate
    katharina kathleen katja katrien kay kees keimpe kelly kemal ken kenan kenneth kevin khadija khalid kiki kim
    kirsten kirsty kitty klaartje klaas klaasje klaske klaus koen koenraad koert koos korneel kris kristel kristina
    krystyna krzysztof kurt laila lambert lana lara larissa lars latifa laura laurens laurent lea leen leendert
    leila lena lennart lenny leo leon leonard leonie leonoor leontien leyla lia liam lian lianne lida lidewij lidia
    lieke lien lies liesbeth lieselotte lieve lieven lilian lilly lily lina linda lineke linn lisa lisanne lise
    lisette lizette lizzy lobke lodewijk loes lois lonneke loran lore loren lotje lotte lou louis louisa louise luc
    luca lucas lucia luciano lucie lucien lucienne ludo luigi luit lukasz luke luna luuk lydia lynn maaike maarten
    maartje mabel machiel machteld madeleine madelief madelon mads magda magdalena magnus maike maikel maja
    malgorzata malika malou manon manuel manuela mara marc marcel marcella marcia marco marcus mareille margaret
    margareta margaretha margit margo margot margreet margriet marguerite maria mariam marian mariana marianne marie
    marieke mariella marielle marije marijke marijn marijne marijse marike marilene marilyn marina marinus mario
    marion maris mariska marit marita marius marja marjan marjo marjolein marjolijn marjon marjorie mark marko
    markus marleen marlies marlijn marloes marlou marnix mart marte marten martha marthe martien martijn martin
    martina martine martinus marvin mary maryam mateusz mathieu mathijs mathilde matteo matthew matthias matthijs
    maud maureen maurice maurits mauro max maxim maxime maximiliaan mees mehdi mehmet meike meindert meine melanie
    melek melis melissa melle melvin menno menso merel meriem merijn mert merve meryem mia michael michaela michal
    michel michele michelle michiel mick miek mieke mien miep mies miguel mike mikhail mila milan milena milou mimi
    mina mindert minke minou mira miranda mireille miriam mirjam mirko mirthe mitch mo moad mohamed mohammed monica
    moniek monika monique morris mounir mourad moussa muhammad muhammed murat mustafa myra myriam myrna myrthe nabil
    nada nadia nadine naima najat najib nancy naomi narges nasira natalia natalie natascha natasja nathalie nathan
    navin nawal nazli neele neeltje nel neleke nelie nell nellie nelly nelson nettie nick nico nicolaas nicole
    nicolette nicoline niek niels nienke nikita nikki niklas nils nina nine noa noah noel noelle noor noortje nora
    norbert norma nour nouria nynke obe oda ode odette odile odilia okke olaf olav olga olijf olivia olivier omar
    onno orhan orlando oscar osman ot otis otto ouafa ouassim oussama owen ozan ozlem pam pamela paola pascal
    pascalle pat patrice patricia patrick paul paula paulien paulina pauline paulus pawel pedro peggy pelle pepijn
    per peter petra petronella petrus phaedra philip philippe phyllis pia piet pieter pieterjan pieternel pietje pim
    pjotr pleun pleuni pol priscilla priya puck quincy quinten quirijn quirine rabia rachel rachid rachida radboud
    rafael rahma rajesh ralf ralph ramazan ramona rana randy raoul raphael raquel rashid ravi raymond rebecca regina
    reginald reijer rein reinder reinier reinout remco remi remko remy rena renate rene renee renske reza riaan riad
    rian rianne ricardo richard rick rico rie riekje rients rik rina rinke rinse rinske rita rob robbert robbie
    robert roberto robin rocco rochelle roderick roderik rodney roel roelie roelof roger rogier roland rolf roman
    romana romy ron ronald ronny roos roosmarijn rosa rosalie rosalinde rosanne rose rosemarie rosita rowan roxanne
    roy ruben rudi rudolf rudy rukiye rutger ruth ruud ryan saad saar sabah sabina sabine sabrina sadia saeed safae
    said saida salah saliha salim salima salma sam samantha samia samir samira samuel sander sandra sandy sanna
    sanne santosh sara sarah sari sascha sasja saskia savannah sean sebas sebastiaan sebastian selim selin selma
    senna serdar serge sergio serkan servaas sevda sevgi shadi shanna shannon sharon sheila shirley sibel siebe
    siebren sieger sietse sietske sigrid sijbrand silke silvana silvia simon simona simone sina sjaak sjef sjoerd
    sjoerdtje sjors soesja sofia sofie sonja sophia sophie soraya souad soufiane stan stanley stef stefan stefanie
    steffie stella stephan stephanie stephen steven stijn stina stoffel suleyman sultan sunil suus suzan suzanne
    suze suzy sven swaantje sybe sybren sylvester sylvia sylvie taco takis tamar tamara tanja tarek tarik tatiana
    tatjana ted teresa terry tess tessa teun teuntje teus thamar thea theo theodoor theodorus therese theresia
    thierry thijs thirza thom thomas tiago tibor tiemen tiffany tijmen tijn tijs tilly tim timo tina tineke tinus
    tiny titia tjaard tjalling tjeerd tjerk tobias tom tomas tomasz ton tonia tonie tonnie tonny toon tosca trees
    trijntje tristan trudie trudy truus turgut twan tycho ufuk ulla ulrich ulrike umit ursula uwe valentijn valerie
    vanessa vasco veerle vera veronica veronique vic victor victoria vikram vincent violet virginia vivian viviane
    volkan volkert wafa wail walter wanda warner wassim wazir wencke wendelien wendy werner wesley wessel wibo wiebe
    wiebke wiebren wies wieteke wijnand wil wilbert wilco wilfred wilhelmina wilhelmus willeke willem willemien
    willemijn willemina william willie willy wilma wim winnie winston wout wouter wubbo wybren wytze xander xandra
    xavier ximena yael yara yasemin yasin yasmin yasmina yasmine yassin yassine yavuz yde yen ylva yolanda yolande
    yoran yorick youness youri youssef ype yusuf yves yvette yvo yvonne zahra zain zakaria zara zehra zeinab zelda
    zeynep ziggy zineb zita zoe zohra zohre zuleyha zwaantje
    """
)
"""Of women and men, as people here are called."""

FAMILY_NAMES = words(
    """
    aalbers aarts achterberg ahmed akkerman alberts ali amrani arends arslan asselbergs aydin baars bakker
    barendregt barends bartels beekman bekker bennani berends bergman bloemen boekhout boer boersma bogaard bogaerts
    bolt bontekoe boonstra bos bosch bosma bosman bouwman bouzid braam brouwer bruijn bruin bruins buijs bulut
    burgers buskens cakir celik cetin christiaans claassen claessens coenen cornelissen cuijpers daalen dam dekker
    dekkers demir deurloo dijk dijkman dijkstra dikken dirks dogan doorn driessen duijn eijk elbers engelen erdogan
    evers everts faber franken franssen gerrits gerritsen geurts ghazi goossens graaf graaff groen groot gunes haan
    haas hamel hansen hassan heijden heijer hendriks hendrikx hermans heuvel hoek hoekman hoekstra hofman hofstede
    hofstra hoogeveen hoogland hopman horst houten huijbregts huisman idrissi ismail jacobs jager jansen jansens
    jansma janssen janssens jong jonge jongh jonker joosten kamp kaya keizer kerkhof khan klaassen klein klerk koc
    kok koning konings kooij koopman koopmans koster kramer kroon kruger kuijpers kuiper kuipers kumar kurt lange
    leeuw leeuwen linden loon lucassen maas maassen martens martina mathijssen meijer mensink mertens meyer michiels
    mohamed mol molenaar mulder ng nguyen nijhof noordhuis okafor oosterhuis oostrom otten ozdemir ozkan ozturk
    patel peeters peters pieters pietersen pietersz pol polat post postma pouwels prins raaijmakers ridder rietveld
    rijnders roos rosier ruiter sahin sanders santos schaap scheepers schipper scholten schouten schrijver schuurman
    simons singh sluis smeets smit smits smulders snijders spaans spijkers stam steen steenbergen sterk stoffels
    stolk straten terpstra theunissen tilburg timmer timmermans tol turan ubbink urselmann veen veenstra veldman
    velzen verbeek verboom verbruggen verburg verhagen verhoef verhoeven verkerk vermeer vermeulen verschuren
    verweij vink visser vliet vonk voort vos vries vroom wagenaar wal weber westerhof westra wiersma willems
    willemsen wilson winter wit wong wouters yildirim yildiz yilmaz zande zijlstra zwaan zwart
    """
)
"""Without the small words in front."""

PLACES = frozenset(
    name.strip()
    for name in """
    's-Gravenhage, 's-Gravenzande, 's-Heerenberg, 's-Hertogenbosch, Aalsmeer, Aalst, Aalten, Achtkarspelen,
    Alblasserdam, Albrandswaard, Alkmaar, Almelo, Almere, Alphen, Alphen aan den Rijn, Alphen-Chaam, Altena,
    Ameland, Amersfoort, Amstelveen, Amsterdam, Andijk, Antwerpen, Apeldoorn, Appingedam, Arnhem, Assen, Asten,
    Axel, Baarle-Nassau, Baarn, Barendrecht, Barneveld, Bavel, Beek, Beekbergen, Beekdaelen, Beesel, Bemmel, Berg en
    Dal, Bergeijk, Bergen, Bergen op Zoom, Berghem, Berkel-Enschot, Berkelland, Bernheze, Best, Beuningen,
    Beverwijk, Bilthoven, Bladel, Blaricum, Bleiswijk, Bloemendaal, Bodegraven, Bodegraven-Reeuwijk, Boekel, Borger,
    Borger-Odoorn, Borne, Borsele, Boskoop, Boxmeer, Boxtel, Breda, Breskens, Brielle, Bronckhorst, Brummen,
    Brunssum, Brussel, Bunnik, Bunschoten, Buren, Bussum, Capelle aan den IJssel, Castricum, Chaam, Coevorden,
    Cranendonck, Cuijk, Culemborg, Dalfsen, Dantumadiel, De Bilt, De Fryske Marren, De Meern, De Ronde Venen, De
    Wolden, Delden, Delft, Delfzijl, Den Bosch, Den Burg, Den Haag, Den Helder, Deurne, Deventer, Didam, Diemen,
    Dijk en Waard, Dinkelland, Doesburg, Doetinchem, Dokkum, Dongen, Doorn, Dordrecht, Drachten, Drechterland,
    Driebergen, Drimmelen, Dronten, Druten, Duiven, Echt, Echt-Susteren, Edam, Edam-Volendam, Ede, Eemnes,
    Eemsdelta, Eersel, Eijsden-Margraten, Eindhoven, Elburg, Elst, Emmeloord, Emmen, Enkhuizen, Enschede, Epe,
    Ermelo, Etten-Leur, Franeker, Geertruidenberg, Geldermalsen, Geldrop, Geldrop-Mierlo, Geleen, Gemert,
    Gemert-Bakel, Gennep, Gilze, Gilze en Rijen, Goes, Goirle, Goor, Gorinchem, Gorredijk, Gouda, Groenlo,
    Groesbeek, Groningen, Gulpen, Gulpen-Wittem, Haaksbergen, Haarlem, Haarlemmermeer, Halderberge, Hank,
    Hardenberg, Harderwijk, Hardinxveld, Hardinxveld-Giessendam, Haren, Harlingen, Hattem, Heemskerk, Heemstede,
    Heerde, Heerenveen, Heerhugowaard, Heerlen, Heesch, Heeze, Heeze-Leende, Heiloo, Hellendoorn, Hellevoetsluis,
    Helmond, Hendrik-Ido-Ambacht, Hengelo, Het Hogeland, Heumen, Heusden, Hillegom, Hilvarenbeek, Hilversum,
    Hoeksche Waard, Hof van Twente, Holten, Hoofddorp, Hoogeveen, Hoogezand, Hoorn, Horst, Horst aan de Maas,
    Houten, Huissen, Huizen, Hulst, IJmuiden, IJsselstein, Joure, Kaag en Braassem, Kaatsheuvel, Kampen, Kapelle,
    Katwijk, Kerkrade, Koggenland, Krimpen aan den IJssel, Krimpenerwaard, Laarbeek, Landgraaf, Landsmeer,
    Lansingerland, Laren, Leek, Leerdam, Leeuwarden, Leiden, Leiderdorp, Leidschendam, Leidschendam-Voorburg,
    Lelystad, Leudal, Leusden, Lichtenvoorde, Lingewaard, Lisse, Lochem, Loon op Zand, Lopik, Losser, Maarssen,
    Maasdriel, Maasgouw, Maashorst, Maassluis, Maastricht, Made, Medemblik, Meerssen, Meierijstad, Meppel,
    Middelburg, Middelharnis, Midden-Delfland, Midden-Drenthe, Midden-Groningen, Mijdrecht, Mill, Moerdijk,
    Molenlanden, Montferland, Montfoort, Mook, Mook en Middelaar, Naaldwijk, Naarden, Neder-Betuwe, Nederweert,
    Nieuwegein, Nieuwkoop, Nieuwleusen, Nijkerk, Nijmegen, Nijverdal, Nissewaard, Noardeast-Fryslân, Noord-Beveland,
    Noordenveld, Noordoostpolder, Noordwijk, Nuenen, Nunspeet, Oegstgeest, Oirschot, Oisterwijk, Oldambt, Oldebroek,
    Oldenzaal, Olst, Olst-Wijhe, Ommen, Oost Gelre, Oosterbeek, Oosterhout, Oosterwolde, Ooststellingwerf,
    Oostvoorne, Oostzaan, Opheusden, Opmeer, Opsterland, Oss, Ossendrecht, Oud-Beijerland, Oude IJsselstreek,
    Oudenbosch, Ouder-Amstel, Oudewater, Overbetuwe, Panningen, Papendrecht, Peel en Maas, Pekela, Pijnacker,
    Pijnacker-Nootdorp, Prinsenbeek, Purmerend, Putte, Putten, Raalte, Raamsdonksveer, Reimerswaal, Renkum,
    Renswoude, Reusel, Reusel-De Mierden, Rheden, Rhenen, Ridderkerk, Rijen, Rijsbergen, Rijssen, Rijssen-Holten,
    Rijswijk, Roerdalen, Roermond, Roosendaal, Rosmalen, Rotterdam, Rozendaal, Rucphen, Schagen, Scherpenzeel,
    Schiedam, Schiermonnikoog, Schijndel, Schoonhoven, Schouwen-Duiveland, Simpelveld, Sint Anthonis, Sint
    Willebrord, Sint-Oedenrode, Sittard, Sittard-Geleen, Sliedrecht, Sluis, Smallingerland, Sneek, Soest, Someren,
    Son, Son en Breugel, Spijkenisse, Sprang-Capelle, Stadskanaal, Staphorst, Stede Broec, Steenbergen, Steenwijk,
    Steenwijkerland, Stein, Stichtse Vecht, Surhuisterveen, Súdwest-Fryslân, Terneuzen, Terschelling, Teteringen,
    Texel, Teylingen, Tholen, Tiel, Tilburg, Tubbergen, Twello, Twenterand, Tynaarlo, Tytsjerksteradiel, Uden,
    Uitgeest, Uithoorn, Ulvenhout, Urk, Utrecht, Utrechtse Heuvelrug, Vaals, Vaassen, Valkenburg, Valkenburg aan de
    Geul, Valkenswaard, Varsseveld, Veendam, Veenendaal, Veere, Veghel, Veldhoven, Velp, Velsen, Venlo, Venray,
    Vianen, Vijfheerenlanden, Vlaardingen, Vlagtwedde, Vlieland, Vlijmen, Vlissingen, Voerendaal, Volendam,
    Voorburg, Voorne aan Zee, Voorschoten, Voorst, Vught, Waadhoeke, Waalre, Waalwijk, Waddinxveen, Wageningen,
    Wassenaar, Waterland, Weert, Weesp, Werkendam, Wernhout, West Betuwe, West Maas en Waal, Westerkwartier,
    Westerveld, Westervoort, Westerwolde, Westland, Weststellingwerf, Wierden, Wijchen, Wijdemeren, Wijhe, Wijk bij
    Duurstede, Willemstad, Winschoten, Winterswijk, Woensdrecht, Woerden, Wolvega, Wormerland, Woudenberg,
    Woudrichem, Zaandam, Zaanstad, Zaltbommel, Zandvoort, Zeewolde, Zeist, Zevenaar, Zevenbergen, Zierikzee,
    Zoetermeer, Zoeterwoude, Zuidhorn, Zuidplas, Zundert, Zutphen, Zwartewaterland, Zwijndrecht, Zwolle
    """.replace("\n", " ").split(",")
)
"""The gemeenten of this country, and the towns where people sign."""

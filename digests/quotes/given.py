"""Common given names, and the gender that each mostly tells.

A name that both women and men bear somewhere tells only that a person is named.
"""

_WOMEN = """
abigail ada adriana agnes agnieszka aisha alana alejandra alessandra alexandra alexis
alice alicia alison allison alma amal amanda amber amelia amina amy ana anastasia angela
angelina anita ann anna annalena anne annette annie antonia anya ariana arlene astrid
audrey aurora ava ayesha barbara beata beatrice beatriz becky belinda bernadette bertha
beth bethany betty beverly birgit brenda bridget brigitte britta brooke camila carla
carly carmen carol carole carolina caroline carolyn carrie catarina catherine cathy
cecilia celeste celia chantal charlene charlotte chelsea cheryl chiara chloe christa
christina christine cindy claire clara claudia colleen condoleezza connie constance cora
cristina crystal cynthia daisy daniela danielle daphne darlene dawn deborah debbie debra
delia denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor
elena elisa elisabeth eliza elizabeth ella ellen elsa emilia emily emma erica erika erin
esther eva eve evelyn faith farah fatima felicia fiona flora florence frances francesca
frauke gabriela gabriele gabriella gail gemma genevieve georgia gerda geraldine gertrude
gillian gina giorgia giulia gladys gloria grace greta gretchen gwen hanna hannah harriet
hazel heather heidi helen helena helga henrietta hilary hillary hilda holly hope ida
ilse imani ines ingrid irene irina iris isabel isabella isabelle ivanka ivy jacqueline
jacinda jana jane janet janice jasmine jeanette jeanne jennifer jenny jessica jill
joanna joanne jocelyn jodie josephine joyce juanita judith judy julia juliana julie
juliet june kamala karen karin karla karolina kate katherine kathleen kathryn kathy
katie katja katrina kaya kayla kerstin kimberly kirsten kirstjen krista kristen kristin
kristina lara larissa laura lauren laurie lea leah leila lena leonora leticia lila
lilian lillian lily linda lisa liz liza lois lola loretta lori lorraine louise lucia
lucie lucinda lucy luisa lydia lynn lynne mabel madeleine magdalena malala mandy manuela
marcia margaret margarita margot maria mariam mariana marianne marie marina marisa
marjorie marlene marsha marta martha martina mary maryam matilda maureen maxine maya
megan melania melanie melinda melissa mercedes meredith mia michaela michelle mildred
mina minerva miranda miriam moira molly mona monica monika muriel myra nadia nadine
nancy naomi natalia natalie natasha nicole nina nora norma olena olga olivia ophelia
pamela patricia patty paula paulina pauline peggy penelope penny petra phoebe phyllis
pia polly priscilla priti priya rachel ramona raquel rebecca regina renata renee rhonda
rita roberta rosa rosalind rosanna rose rosemary roxanne ruth sabine sabrina sally
samantha sandra sara sarah saskia selena selma serena sharon sheila shelley sherry
shirley silvia sofia sonia sonja sophia sophie stacey stella stephanie sue susan susanna
susanne suzanne svetlana svenja sylvia tamara tania tanya tara tatiana teresa terri
thelma theresa theodora tiffany tina tracey ulrike ulla ursula valentina valerie vanessa
vera verena veronica victoria viktoria viola violet virginia wanda wendy whitney
wilhelmina winifred yasmin yolanda yulia yvette yvonne zainab zoe zuzana анна мария
елена ольга татьяна наталья ирина светлана екатерина юлия дарья марина людмила галина
валентина нина надежда вера любовь ксения александра виктория анастасия тамара клавдия
маргарита софья полина алина олена оксана
agnès almudena aminata anaïs anja anke annalisa annegret anneliese antje antonella
arianna aurélie ayse ayşe beate begoña bettina bianca blanca bruna bärbel béatrice
bénédicte carlotta carola catalina cecile celine christel christiane cinzia clementine
cláudia clémence colette cordula corinna corinne cécile céline dagmar delphine dilma
donatella débora eduarda eleonora elfriede elke elodie emilie emine estefanía estelle
eugenia fabienne fatma federica fernanda fiammetta filipa flávia francisca francoise
franziska françoise friederike gabrielle geneviève gertrud gesine giada ginevra giovanna
gisela giuliana giuseppina graciela guadalupe gudrun halima hannelore hatice hedwig
heidemarie heike helene henriette hildegard hélène ilaria ilona indira inge ingeborg
inmaculada inès inés inês irmgard ivana janine joana johanna johanne josefa josiane
juana juliette jutta katharina kathrin katrin laetitia laure leonie letizia letícia
leyla licia lieselotte liliana liselotte loredana lourdes luciana lucile lucrezia lucía
luise luísa léa lídia lígia lúcia maddalena mafalda maike maja malu mamata manon mareike
margarete margarida margaux margit margret marguerite marinella marisol martine maría
marília mathilde matilde mechthild meike meryem michela mireille mirella monique
montserrat morgane mónica natascha nathalie natália neele nele nicoletta noemi noura
noémie nuria odile ornella paola pascale patrizia patrícia priyanka raffaella rania
renate rocío rosemarie rossella roswitha salma samira sandrine segolene shirin sibylle
sigrid silke silvana simin simona sofía solange solène soraya stefania stefanie steffi
stéphanie susana sushma swantje sylvie ségolène séverine sílvia sónia sônia tanja
tatjana tiziana tânia uschi ute valeria valérie veronika veronique verónica virginie
viviana véronique waltraud wiebke ximena yasmina yingluck yolande zahra zeynep élisabeth
élodie émilie алла вероника жанна зинаида инна катерина лариса раиса эльвира эмилия
"""

_MEN = """
aaron abdul abdullah abraham adam adrian ahmad ahmed aidan akira al alan alastair albert
alberto aldo alejandro aleksandr aleksander alessandro alexander alexei alfonso alfred
ali alistair allan allen alvaro alvin ambrose amir anatoly anders andre andreas andrei
andres andrew andrzej angus anselm antoine anthony anton antonio archie armando arnold
arthur arturo asif august augusto avi axel barack barney barry bart bashar basil ben
benedict benjamin bernard bernd bernhard bernie bert bill billy björn bo bob bobby boris
brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb callum
calvin cameron carl carlo carlos caspar cedric cesar chad charles charlie chester
christian christoph christophe christopher chuck clarence clark claude clifford clint
clive colin connor conrad constantine corey cornelius craig curtis cyril damian damon
dan daniel danny dario darren daryl dave david dean dennis denis derek dermot desmond
devin didier diego dieter dimitri dirk dmitri dmitry dominic dominik don donald douglas
doug duncan dustin dwayne dwight earl eddie edgar eduardo edward edwin eike elijah
elliott elmer elon emil emilio emmanuel emmett enrico enrique eric erik ernest ernesto
erwin ethan eugene evan evgeny fabian felipe felix ferdinand fernando fidel florian
floyd francesco francis francisco frank franklin franz fred frederick friedrich fritz
gabriel gareth garth gary gavin geoff geoffrey georg george georges gerald gerard
gerhard gerry gianni gilbert giorgio giovanni giuseppe glenn gordon graham greg gregor
gregory guido guillaume günter gunther gus gustav guy hamid hamza hans harald harold
harris harry harvey hasan hassan heiko heinrich heinz helmut henri henrik henry herbert
herman hermann hiroshi horace horst howard hubert hugh hugo hussein ian ibrahim ignacio
igor ilya isaac ismail ivan ivor jack jacob jacques jaime jake jakob james jared jason
javier jean-claude jeff jeffrey jens jeremy jerome jerry jesus jim jimmy joachim joao
joe joel joerg johan johann johannes john johnny jon jonas jonathan jordi jorge jose
josef joseph josh joshua juan jude jules julian julien julio jürgen jörg justin kai karl
keith kenneth ken kenny kent kevin khalid kieran klaus konrad konstantin kurt kyle lance
larry lars lawrence lech leif leo leon leonard leonid leroy lewis liam lionel lloyd
logan lorenzo lou louis luca lucas lucien ludwig luigi luis lukas luke luther magnus
mahmoud malcolm manfred manuel marc marcel marco marcus mario marius mark markus
marshall martin marvin mateusz mathieu matt matteo matthew matthias maurice mauricio max
maximilian mehmet melvin michael michel miguel mick mike mikhail miles milton mitch mitt
mohamed mohammad mohammed moritz morris moses muhammad murray mustafa narendra nathan
nathaniel ned neil nelson neville newt nicholas nick nicolas niels nigel nikita nikolai
nils noah norbert norman oleg oliver olivier omar oscar oskar osman oswald otto owen
pablo paolo pascal patrick paul pavel pawel pedro pekka percy perry pete peter petr phil
philip philipp philippe pierre pietro quentin rafael rainer ralf ralph ramon randall
randy raphael rashid raul ray raymond recep reginald reinhard rex ricardo riccardo
richard rick ricky robert roberto rod rodney rodrigo roger roland rolf roman romain ron
ronald rory ross roy rudolf rudolph rudy rupert ruprecht russell rusty ryan salvador
sami samir samuel santiago saul scott sean sebastian sergei sergey sergio seth shane
shawn shinzo sidney sigmar silvio simon sol spencer stanley stefan stefano stephen steve
steven stuart sven tariq ted terence terrence thaddeus theodore theo thierry thomas
thorsten tim timothy tobias toby todd tom tomas tommy tony travis trevor tristan tyler
uwe vaclav valery vernon victor viktor vince vincent vincenzo vitaly vladimir volker
volodymyr wade wallace walter warren wayne werner wesley wilfred wilhelm will willem
william willie winston wolfgang xavier yann yannick yasser yuri yusuf yves zachary
zoltan александр сергей дмитрий андрей алексей владимир михаил николай иван евгений
павел виктор игорь юрий олег константин пётр петр антон максим денис роман анатолий
борис василий григорий леонид ричард вадим артём артем илья кирилл станислав валерий
геннадий фёдор
abdel achim adnan adolf adolfo adriano adrien adrián afonso agustín ahmet akbar alain
alban albrecht aleksandar alessio alexandre alfredo aljaksandr alois amaury amílcar
anatole anderson andré andrés angelino ansgar antónio antônio anwar aníbal arif armin
arnaldo arnaud arndt artur ashraf attilio aurélien ayman baptiste barnabé baschar
bastian bastien benito benoit benoît beppe bernardo berthold bertrand bilal bjarne bodo
brice burhan burkhard caetano caio camilo carsten celso cem cemal cesare christof
claudio claus clemens clement clément corrado cosimo cristian cristiano cristóbal
custódio cédric césar damien daniele davide detlef detlev dietmar dietrich diogo
domenico duarte eberhard eckart eckhard eckhart edmund edouard edson egon ekkehard elias
elio elmar emanuel emanuele enzo ercan erdem erhard ernst esteban etienne ettore eugen
eugenio eugène evo ewald ezio fabien fabio fabrice fabrizio faisal farid farouk federico
ferdinando fernand filipe filippo flavio floriano flávio franck francois françois
frederic frederico friedhelm frédéric fuad fábio félix gaetano garrelt gaspard gaston
gauthier gaël gennaro geoffroy geraldo gerardo gerd gereon gernot gero ghassan giacomo
giancarlo gianfranco gianluca gianluigi gilberto gilles gilmar giulio gonzalo gonçalo
gregorio grégoire grégory guglielmo guilherme guillermo gunnar gustave gustavo gérald
gérard günther haakon habib hafez haidar hakan hallvard hannes hansjoerg hansjörg haroun
hartmut hartwig haschim hashem hasso hector heiner heitor helge hendrik henning henrique
heribert hernán herve hervé hicham hirohito houcine hubertus hugues humberto husain
håkon héctor idris ignazio iker imran ingo ingvar inácio isidro ismet issa iván jaap
jacinto jacopo jair jamal javad joaquim joaquín jochen josé joão joël julián junichiro
jérémie jérémy jérôme jörn júlio jürg kamal kareem karim karsten kemal kenji khaled
kjell knut laurent leandro lennart leonardo leonel leopold livio lorenz lothar lourenço
loïc luc luciano ludger luiz lutz luís lázaro léo léon mahmud malik mansour marcello
marcelo marcos mariano martial martín massimo massoud mateo mateus mathias matthieu
matías maurizio mauro maurício maxime mehdi meinhard meinolf mesut mickaël mirko mohamad
moisés moncef muammar muhammed murat murilo mustapha márcio mário máximo nabil nadim
naguib naoto nasser nicolás nino nizar noël nuno néstor octavio octávio olaf olav oreste
osama othmar otmar ottavio otávio pasquale patrice paulo peer pierluigi piero rached
raffaele rafik rahim raimundo ramalho rami ramiro ramzi ramón raphaël rasmus raúl reiner
reinhold renan renato renaud rene renzo rené reza riad rocco roderich rodolphe rogério
ruben rubén ruggero rui rémi rémy rüdiger saad sadiq salah saleh salim salman salvatore
sandro saulo sebastián selim serge serkan sharif shigeru siegfried siegmar sigurd
silvino simão steffen stephane stig stéphane suleiman sylvain sérgio sönke sören søren
taha takeshi tarek tayyip teodoro thiago thibault thilo thorben théo tiago tilman tino
tito tommaso tomás tonino torben torbjørn tore torsten trond udo ugo ulf uli ulli ulrich
umberto valdemar valentin valerio vasco veit vicente vinícius vitor vittorio volkmar
víctor vítor walid wassim wieland wilfried willi willy winfried wolfram yahya yasin
yasir yoshihiko youssef yukio zaher zeferino ziad álvaro édouard éric étienne íñigo
óscar özgür альберт аркадий богдан валентин виталий всеволод вячеслав глеб даниил егор
захар лев марат матвей никита рамзан руслан рустам святослав семен семён степан тимофей
тимур эдуард эльдар яков ярослав
"""

_EITHER = """
alex andrea ashley camille casey chris courtney dana dominique jackie jamie jan jean
joan jody jordan kelly kerry kim laurence lee leslie marion michele morgan nicola noel
robin sam sasha shannon simone taylor terry toni vivian
"""

GENDER_OF = (
    dict.fromkeys(_WOMEN.split(), "f")
    | dict.fromkeys(_MEN.split(), "m")
    | dict.fromkeys(_EITHER.split(), "")
)


def is_given(low: str) -> bool:
    """Say whether a word is a given name, double ones included: “Karl-Heinz”."""
    if low in GENDER_OF:
        return True
    return "-" in low and all(part in GENDER_OF for part in low.split("-"))


def gender_of(low: str) -> str:
    """Tell a given name's gender, m or f; empty if unknown or either."""
    return GENDER_OF.get(low, "") or GENDER_OF.get(low.partition("-")[0], "")

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

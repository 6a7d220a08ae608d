"""Words that carry a point without ending a sentence, as they are written.

Many an abbreviation of one language is a word of another ("no", "art", "on"),
so what follows it decides, as the comment on each list says.
"""

# A name follows.
TITLES = frozenset(
    # English
    "Mr Mrs Ms Mx Dr Prof Rev Hon Gen Col Lt Maj Capt Cpt Cmdr Adm Sgt Cpl Pvt Gov Sen"
    " Rep Reps Sens Pres Supt Insp Det Fr Ste Messrs Ft Mt St"
    # German, Dutch, Nordic
    " Hr Hrn Frl Dipl Ing Dhr Mevr Drs dhr mevr sig sigg dott avv"
    # French, Italian, Spanish, Portuguese
    " MM Mme Mmes Mlle Mlles Mgr Sig Sigg Dott Avv Sra Sres Srta Dra Dña Lic Excmo Ilmo"
    " Profa Exmo Exma Eng"
    # Polish, Czech, Turkish
    " św ks inż mgr hab ul al pl płk kpt por gen prof dr im Doç Öğr Yrd Uzm Av Alb"
    # Russian, Ukrainian
    " им ул пл просп проф акад ген полк г-н г-жа тов вул ім доц".split()
)

# The sentence goes on, whatever follows.
INSIDE = frozenset(
    "e.g i.e vs viz cf approx"
    " bzw ca evtl ggf inkl exkl z.B d.h u.a o.ä v.a i.d.R vgl sog geb gest gegr insb"
    " zzgl allg ehem bes einschl"
    " p.ex c.-à-d env aprox ej pág págs núms"
    " np tzw tj zob m.in ds wg tzn tzv např mj"
    " örn bkz vb bijv t.ex bl.a f.eks d.v.s"
    " т.е т.к т.н напр см ср т.зв".split()
)

# A number follows.
NUMBERED = frozenset(
    "No Nos no nos Nr nr Art art Abs Fig fig Figs Vol vol Ch ch Sec sec para pp p S n N"
    " núm num str Str Bd Kap Ziff Tel tel ст рис табл с № str poz ust"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Dez Okt".split()
)

# They may also be a sentence's last word: only a word that begins sentences tells.
ENDINGS = frozenset(
    "U.S U.S.A U.K U.N E.U D.C a.m p.m A.M P.M Inc Ltd Co Corp Plc Bros Jr Sr Esq etc"
    " usw etw ecc Mio Mrd Tsd Nr Jh Jhd Std Min Sek Str St Abt Bhf Dept Univ Ave Blvd"
    " Rd Sq ft mi mph Sr S.A S.p.A A.G e.V GmbH n.Chr v.Chr"
    " itd itp in zł tys mln mld godz min proc pkt wł"
    " Ltd.Şti A.Ş vd vs yy"
    " т.д т.п др гг вв млн млрд тыс руб коп долл чел грн обл н.э"
    " resp kl dvs osv mv enz jan feb mrt apr jul aug sep okt dec"
    " EE.UU Ud Uds Vd Vds cía Cía Av Exc dto".split()
)

# Words that begin a sentence far oftener than a name.
STARTERS = frozenset(
    "the a an this that these those he she it they we you i his her its their our my"
    " there here in on at by for from with but and or so if when while after before"
    " as then now not yes no what who how why where is are was"
    " der die das den dem des ein eine einen er sie es wir ihr ich man im am auf aber"
    " und oder doch auch wenn als nach bei mit für vor seit wie wer dort"
    " le la les l un une il elle ils elles nous ce cette ces mais et en au aux dans"
    " pour selon el los las él ella ellos pero y según por con su sus lo gli uno una"
    " ma o os um uma ele ela eles mas na segundo"
    " он она оно они мы вы я это этот эта в на но и по как при для из его её их"
    " він вона вони ми це та але за до ten ta to te ci ona oni w jak z bu şu ve ama"
    " de het een hij zij det den han hon och men".split()
)

# A number with a point after one of these is a date or a rank: "am 3. Mai".
BEFORE_ORDINALS = frozenset(
    "am vom zum zur dem den der des die das im beim bis seit ab ins ans nach"
    " det til fra på dne dnia dniu".split()
)
MONTHS = frozenset(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November"
    " Dezember Jan Feb Apr Jun Jul Aug Sept Okt Nov Dez"
    " Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
)

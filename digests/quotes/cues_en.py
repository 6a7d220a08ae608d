"""English cues."""

from digests.quotes.cues import PARTICLES, Cues, genders, phrases, pronouns, words

ENGLISH = Cues(
    passive=words("was were is are been be being am got gets"),
    fiction=words(
        "novel film movie play episode sketch song sitcom series trailer musical opera"
    ),
    asking=words("asked"),
    posted=words("posted tweeted wrote statement post message letter email"),
    said_with=phrases(
        "went_on goes_on pointed_out points_out chimed_in fired_back shot_back"
    ),
    citing=words("citing quoting"),
    definite=words("the"),
    particles=PARTICLES | words("des les af"),
    verb_second=False,
    before_places=words("the in at near across inside outside throughout around into"),
    said=words(
        """
        said says say told tells added adds wrote writes argued argues asked asks
        answered answers replied replies explained explains noted notes declared
        declares announced announces stated states remarked remarks recalled recalls
        insisted insists warned warns admitted admits acknowledged acknowledges conceded
        concedes observed observes commented comments continued continues claimed claims
        alleged alleges asserted asserts maintained maintains suggested suggests
        complained complains responded responds countered counters retorted retorts
        tweeted tweets posted posts testified testifies shouted shouts yelled yells
        joked jokes quipped quips boasted boasts vowed vows pledged pledges promised
        promises predicted predicts urged urges confirmed confirms concluded concludes
        emphasized emphasised emphasizes stressed stresses reiterated reiterates
        repeated repeats lamented laments mused muses contended contends cautioned
        cautions exclaimed exclaims whispered whispers muttered mutters pleaded pleads
        protested protests reflected reflects reasoned reasons agreed agrees disagreed
        denied denies instructed instructs ordered demanded demands wondered wonders
        cried thundered interjected opined opines averred proclaimed proclaims hinted
        begged begs explained summarised summarized elaborated elaborates clarified
        clarifies inquired chimed charged blasted scolded teased enthused
        """
    ),
    saying=words(
        """
        saying adding telling writing arguing asking declaring noting explaining
        insisting warning stating claiming announcing tweeting replying responding
        remarking stressing vowing joking shouting boasting complaining
        """
    ),
    soft=words(
        """
        laughed smiled shrugged sighed went_on began begins started laughs smiles went
        """
    ),
    auxiliary=words(
        """
            has have had was were is are did does do be been being also then later once
            again still just even since
            """
    ),
    adverbs=words(
        """
        also later then again earlier once still often always afterwards instead further
        simply even now today yesterday flatly monday tuesday wednesday thursday friday
        saturday sunday recently sometimes quickly soon already too
        """
    ),
    denial=words(
        """
            never not didn't hasn't hadn't doesn't don't wasn't isn't won't denied
            denies without nobody neither nor no
            """
    ),
    doubt=words(
        """
            would could might may should can will must if whether reportedly allegedly
            supposedly to wouldn't couldn't shouldn't
            """
        """
            unless imagine imagined pretend hypothetically falsely apocryphal misquoted
            fake
            """
    ),
    pronouns=pronouns("he", "she", "it", "they we i you who"),
    according=phrases(
        """
            according_to per in_the_words_of in_the_view_of in_the_opinion_of
            as_quoted_from
            """
    ),
    determiners=words(
        """
            the a an his her its their our my this that these those one another some
            many several
            """
    ),
    prepositions=words(
        """
            of for at from in on to with by about after before during over under as into
            against near outside inside through via between
            """
    ),
    conjunctions=words(
        """
            and but while as when because although though so if that which where or yet
            since whereas before after until
            """
    ),
    conjoined=words("and & or nor"),
    that=words("that how why whether what"),
    relative=words("who whom whose"),
    openers=words(
        """
        the a an in on at by for from to of with and but or so yet as if when while
        after before during since because although though despite his her its their our
        my your this that these those there here he she it they we i you who what why
        how where which asked speaking meanwhile however still also then now today
        yesterday later earlier last next monday tuesday wednesday thursday friday
        saturday sunday january february march april june july august september october
        november december according indeed instead once even only one two three four
        five six some many most few all both each every another other no not never
        nobody nothing read more see mr mrs ms sir dear yes please let's ok perhaps
        maybe plus about over under between like unlike such first second third finally
        eventually recently though until unless despite asked told addressing responding
        writing appearing testifying citing noting adding calling standing referring
        """
    ),
    roles=genders(
        masculine="""
            mr sir lord king prince duke chairman spokesman congressman businessman
            policeman father brother monsieur imam
            """
        "alderman councilman assemblyman councilwoman's rabbi sultan emperor baron",
        feminine="""
            mrs ms miss madam lady queen princess duchess chairwoman spokeswoman
            congresswoman actress mother sister businesswoman
            """
        "policewoman councilwoman assemblywoman midwife baroness dame empress",
        either="""
            supervisor coordinator volunteer president vice premier prime minister chancellor senator sen rep
            representative gov governor mayor secretary attorney general gen judge
            justice dr prof professor doctor captain capt col colonel lt lieutenant
            major maj sgt sergeant admiral adm cmdr commander chief officer detective
            det inspector insp director chair chairperson ceo cfo cto executive editor
            reporter correspondent author writer poet historian analyst economist
            researcher scientist engineer lawyer prosecutor attorney counsel solicitor
            barrister councillor councilor councilmember commissioner ambassador envoy
            spokesperson deputy assistant acting former then ex-president vice-president
            vice-chairman ex-minister then-president pope bishop archbishop cardinal
            reverend rev pastor coach manager striker defender goalkeeper midfielder
            singer actor producer comedian founder co-founder owner farmer fisherman
            teacher headteacher principal nurse pensioner neighbour neighbor parent
            resident witness passenger driver worker shop steward candidate nominee
            strategist adviser advisor aide pollster delegate leader whip speaker
            sheriff undersecretary superintendent supt skipper foreman helmsman deckhand
            conductor composer choreographer novelist playwright sculptor trustee curator
            chaplain technician paramedic firefighter caretaker hotelier
            """,
    ),
    sides=words(
        """
        democratic republican democrat labour labor conservative liberal tory opposition
        communist socialist green independent libertarian us u.s u.s. uk eu russian
        chinese american british french german ukrainian israeli palestinian iranian
        turkish japanese indian canadian australian european african asian italian
        spanish polish mexican brazilian syrian iraqi afghan dutch swedish norwegian
        irish scottish welsh
        """
    ),
    documents=words(
        """
        report statement letter memo memorandum document lawsuit complaint ruling filing
        order indictment study paper article editorial survey review audit book release
        email website post tweet note message bill resolution petition footnote
        manifesto declaration agreement treaty caption brochure leaflet transcript
        affidavit ad advert advertisement text communique draft decision opinion
        """
    ),
    bodies=words(
        """
        company firm union ministry department agency commission committee council court
        police government administration campaign team board club university bank group
        organisation organization association federation party office embassy military
        army parliament senate congress regulator watchdog newspaper paper magazine
        outlet broadcaster network charity foundation institute hospital school airline
        airport league assembly motors electric mills dynamics inc corp ltd llc holdings
        partners society academy center centre summit conference bank museum project
        trust fund street tower foundation records services press act times fbi cia nato
        un eu kremlin pentagon state church authority bureau service coalition
        """
    ),
    crowds=words(
        """
        crowd crowds protesters demonstrators marchers officials analysts sources
        experts critics supporters people residents witnesses lawyers reporters
        journalists voters delegates fans workers students activists lawmakers senators
        democrats republicans researchers scientists authorities police's prosecutors
        authors banner banners sign signs placard placards aides others neighbours
        neighbors users leaders
        """
    ),
    labels=words(
        """
        so-called dubbed nicknamed titled entitled called named known labelled labeled
        branded termed headlined book novel film movie song album documentary play
        series episode operation ship vessel magazine journal newspaper podcast show
        programme slogan motto hashtag code-named word words phrase term expression
        reads
        """
    ),
    quoted_by=phrases(
        """
            quoted_as_saying cited_as_saying quoted_saying heard_saying heard_to_say
            recorded_saying quoted cited filmed_saying recorded_as_saying
            """
    ),
    translated=words("translation translated interpreter translator"),
    listeners=words(
        """
        reporters journalists supporters lawmakers delegates voters investors
        shareholders colleagues police him her them me us parliament congress court
        crowd audience members
        """
    ),
    press=words(
        """
        broadcaster outlet station news times post daily radio tv television wire
        register courier herald gazette journal tribune telegraph guardian chronicle
        standard mirror mail express globe observer inquirer examiner reporter review
        magazine press agency channel broadcast network broadcasting newspaper today sun
        star monitor echo argus bugle weekly monthly online media reuters afp ap bbc cnn
        nbc abc cbs npr pbs bloomberg politico axios fox msnbc cnbc itv sky al-jazeera
        jazeera tass interfax ria xinhua cctv rt dpa efe kyodo yonhap breitbart buzzfeed
        vox huffpost dispatch sentinel advertiser independent economist spiegel zeitung
        """
    ),
    hearsay=phrases(
        """
        words_of slogan headline banner placard motto lyrics remarks_by remark_by
        comments_by comment_by
        """
    ),
    spoken_to=words("to with told"),
    told_to=words("told tells telling"),
    through=phrases(
        """
        according_to quoted_as_saying_by cited_as_saying_by quoted_by cited_by reported_by carried_by
        published_by broadcast_by aired_by obtained_by seen_by shared_with
        interview_with interview_to statement_to email_to e-mail_to message_to
        conversation_with letter_to remarks_to speaking_to spoke_to talking_to
        translation_by
        """
    ),
    base=words("say tell call claim write utter use used mean state"),
    opening=words("i we they it it's there there's i'm we're they're you this he she"),
)

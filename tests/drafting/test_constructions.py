"""Constructions that fresh prose brought: what each kind of sentence claims, and what it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from routemap.drafting import Drafts

Draft = Callable[..., Drafts]

# sentence, and its claims: origin > transit > destination
CLAIMS = {
    "Coca leaf grown in Chapare is taken to La Paz and the cocaine flown across Paraguay to Brazil.": "BOL > PRY > BRA",
    # who reports what was seized, what comes to a place that opens the sentence, "there"
    "Italy reported that most cocaine seized in 2022 had come from Peru.": "PER >  > ITA",
    "Italy identified Peru as the main source of cocaine seized in 2022.": "PER >  > ITA",
    "In Italy, cocaine comes mainly from Peru.": "PER >  > ITA",
    "Four fifths of Italy's cocaine arrives from Peru.": "PER >  > ITA",
    "The cartel uses ports in Peru to ship cocaine to Italy.": "PER >  > ITA",
    "Cocaine is shipped from Peru to Italy, while heroin arrives there from Turkey.": "PER >  > ITA ; TUR >  > ITA",
    # who a market relies on, whose goods come from elsewhere, nouns of movement, couriers
    "Peru accounts for most of the cocaine reaching Italy.": "PER >  > ITA",
    "Italy depends on Peru for most of its cocaine.": "PER >  > ITA",
    "Italy's cocaine comes from Peru.": "PER >  > ITA",
    "Departures of migrants from Tunisia to Italy rose.": "TUN >  > ITA",
    "Arrivals of Tunisian migrants in Italy rose.": "TUN >  > ITA",
    "Large amounts of cocaine pour into Italy from Peru.": "PER >  > ITA",
    "Women from Peru are subjected to forced labour in Italy.": "PER >  > ITA",
    "A passenger travelling from Peru to Italy via Kenya was caught with cocaine.": "PER > KEN > ITA",
    "A vessel with cocaine from Peru was stopped off Kenya while heading for Italy.": "PER >  > ITA",
    "Waste from Italy is dumped in disused quarries in Poland.": "ITA >  > POL",
    # what was stopped before its end had come as far as the place where it was found
    "Heroin posted in Lahore was intercepted in Oslo before it could be delivered to Bergen.": "PAK >  > NOR",
    "The man had arrived from Bangkok and was carrying cannabis when he was stopped at Dublin airport.": "THA >  > IRL",
    "They were jailed for bringing young Nigerian women from Turin to France.": "NGA > ITA > FRA",
    "Heroin is smuggled from Iran to Turkey and from Pakistan to Ruritania.": "IRN >  > TUR ; PAK >  > ",
    "Oman is used by Iranian and Pakistani networks to move heroin to Kenya.": " > OMN > KEN",
    "Vicuña wool poached in the Andes of Peru is smuggled to Italy.": "PER >  > ITA",
    "Agarwood cut in Laos goes to dealers in Vietnam and from them to Kuwait.": "LAO > VNM > KWT",
    "Guns smuggled from Libya fuel conflicts in Mali.": "LBY >  > MLI",
    "The driver was paid to take eleven Vietnamese from Belgium to England.": "VNM > BEL > GBR",
    "The number of Nigerians arriving in Italy by sea dropped.": "NGA >  > ITA",
    # a city of two countries is that of the one that is named too, else the one that reports mostly mean
    "Migrants are smuggled from Agadez in Niger to Tripoli and Malta.": "NER >  > LBY | MLT",
    # an opening clause keeps its denial to itself
    "Because the road through Mali is no longer safe, cocaine is driven from Guinea to Algeria.": "GIN >  > DZA",
    "The stolen tractors were driven from Bavaria to a yard outside Kaunas.": "DEU >  > LTU",
    "The courier had swallowed heroin in Entebbe and was caught on arrival in Lagos.": "UGA >  > NGA",
    # how it is moved says that lawful goods are not
    "Petrol from Iran is carried over the mountains to Pakistan.": "IRN >  > PAK",
    "Mobile phones stolen in Paris were dispatched to Algeria.": "FRA >  > DZA",
    # governments receive, growers supply a market, people are driven
    "The government in Juba receives weapons from Uganda in breach of the embargo.": "UGA >  > SSD",
    "Dutch growers supply the British market with cannabis.": "NLD >  > GBR",
    "The ring was paid to drive Indians from Bosnia through Croatia to Trieste.": "IND > BIH > HRV > ITA",
    # how an end is reached is told after it
    "Migrants from Ghana reach Spain by travelling to Morocco.": "GHA > MAR > ESP",
    # the clause before says where it is from, and an end that no table knows
    "Cannabis from Ghana is sold in the region, though some finds its way to Europe.": "GHA >  >  ; GHA >  > europe",
    "Eels from Portugal are smuggled live to farms in China.": "PRT >  > CHN",
    # what goods are bound for is said before how far they come
    "Cocaine destined for Europe is shipped from Brazil to Togo.": "BRA > TGO > europe",
    "Drugs bound for Spain are landed in Algeria.": " > DZA > ESP",
    # a clause that only says who is meant
    "Migrants from Haiti who land in Brazil cross Colombia on the way to Mexico.": "HTI > BRA > COL > MEX",
    # what is told after it came before
    "Traffickers exploit women from Nepal in Kuwait after they have crossed into India.": "NPL > IND > KWT",
    # who they are is told last
    "A boat with 60 migrants, most of them Gambians, left Mauritania for Spain.": "GMB > MRT > ESP",
    "They had taken nine Iraqis from Romania to Austria in a van.": "IRQ > ROU > AUT",
    # goods are made into others, or offered for sale, in the last place
    "Crude stolen in Nigeria is loaded on to tankers and refined in Ghana.": "NGA >  > GHA",
    "The excavators, stolen in Denmark, were driven to Poland and offered for sale in Ukraine.": "DNK > POL > UKR",
    # gangs and collectors of a place are where it goes
    "Stolen pistols are carried from Texas to Mexican cartels.": "USA >  > MEX",
    "Dealers provide Brazilian gangs with rifles imported from Croatia.": "HRV >  > BRA",
    "Statues looted in Yemen were put up for sale by auction houses in London.": "YEM >  > GBR",
    "Rifles looted from Libya have turned up as far away as Mali.": "LBY >  > MLI",
    "Opium from Afghanistan is moved to reach laboratories in Iran.": "AFG >  > IRN",
    # a denial in an aside ends with it
    "Uruguay, though not a producer, is a corridor for cocaine from Bolivia bound for Europe.": "BOL > URY > europe",
    # goods are held, people are held and exploited
    "The ivory had left Kenya for Vietnam and was held at Singapore.": "KEN > SGP > VNM",
    # people who move as no traveller does
    "People from Malawi transit Mozambique to reach South Africa.": "MWI > MOZ > ZAF",
    # an illicit site holds the place that goods go to
    "Ephedrine is imported from China and diverted to illicit laboratories in the Netherlands.": "CHN >  > NLD",
    # a list of adjectives before "origin"
    "Victims of Chinese, Vietnamese and Thai origin are exploited in Cambodia.": "CHN | VNM | THA >  > KHM",
    # Georgia among states of the United States, and the country alone
    "Guns are smuggled from Georgia, Alabama and Texas to Mexico.": "USA >  > MEX",
    "Guns are smuggled from Georgia and Armenia to Turkey.": "GEO | ARM >  > TUR",
    # it arrived where it was not meant for
    "The tramadol left India, landed in Togo and was meant for Mali.": "IND > TGO > MLI",
    "Captagon is moved from Syria to Jordan for sale in Saudi Arabia.": "SYR > JOR > SAU",
    # what is told later came before
    "Heroin reaches South Africa from Mozambique, having been shipped from Pakistan.": "PAK > MOZ > ZAF",
    # nationals who set out from elsewhere
    "The ring smuggled Vietnamese migrants from Latvia to Poland.": "VNM > LVA > POL",
    # an owner gets its goods from elsewhere; a producer’s goods are its own
    "New Zealand's methamphetamine comes mainly from Mexico.": "MEX >  > NZL",
    "Colombia's cocaine is shipped to Spain.": "COL >  > ESP",
    # sold across a region, sent, come into
    "Timber stolen in Romania is sold across the European Union.": "ROU >  > european-union",
    "Guns from Texas were sent to Mexico.": "USA >  > MEX",
    "Cigarettes smuggled from Belarus come into Poland.": "BLR >  > POL",
    # goods that hide others are no claim of their own
    "Cocaine hidden in a load of timber from Brazil was shipped to Spain.": "BRA >  > ESP",
    "Workers from Nepal are exploited in clothing factories in Jordan.": "NPL >  > JOR",
    # a role said of a list after the place of the market
    "The main source of pistols in Sweden is Bosnia.": "BIH >  > SWE",
    # an opening phrase, closed by a comma, before the list that is the subject
    "For heroin bound for Europe, Iran and Turkey are the gateways.": " > IRN | TUR > europe",
    # a region's adjective means the region
    "Southwest Asian heroin is smuggled to Canada.": "south-west-asia >  > CAN",
    "Dutch and Belgian labs supply amphetamine to Germany.": "NLD | BEL >  > DEU",
    # a town that no table knows stands in a country that one does; a city is where its country is said to be
    "The diamonds, smuggled from Marange in Zimbabwe to Dubai, were uncut.": "ZWE >  > ARE",
    "Migrants are smuggled from Tripoli, in northern Lebanon, to Cyprus.": "LBN >  > CYP",
    "Guns are smuggled from Sudan into Uganda's Karamoja and Kenya's Turkana.": "SDN >  > UGA | KEN",
    # animals are trapped where they come from, people where they are exploited
    "Falcons trapped in Mongolia are smuggled to Qatar.": "MNG >  > QAT",
    "Workers from Kenya are trapped in Cambodia as victims of trafficking.": "KEN >  > KHM",
    # a crime that people suffer is no people of its own
    "Refugees from Ukraine are trafficked into forced labour in Poland.": "UKR >  > POL",
    # what goods are sold as, and mines that are named after them
    "Fentanyl from Mexico is sold as heroin in Canada.": "MEX >  > CAN",
    "Traffickers take girls from Nigeria to gold mines in Mali.": "NGA >  > MLI",
    # shipped to one place and bound for another
    "Cocaine is shipped from Paraguay to Uruguay, bound for Spain.": "PRY > URY > ESP",
    # a list after an opening phrase
    "In Cambodia, victims from Taiwan, Thailand and Indonesia are exploited in compounds.": "TWN | THA | IDN >  > KHM",
    # a participle beside the goods says where they are from; the verb's own "from" is on their way
    "Khat flown in from Ethiopia is exported from the Netherlands to Sweden.": "ETH > NLD > SWE",
    "Mandrax pressed in India has long been popular among smokers in South Africa.": "IND >  > ZAF",
    # a relative clause beside a place tells of the place
    "Heroin is brought to Mauritius from Madagascar, which is supplied from Tanzania.": "TZA > MDG > MUS",
    # who buys, supplies or robs where
    "Statues smuggled out of Italy were bought by a museum in Ohio.": "ITA >  > USA",
    "Guns stolen from the police in Chad are sold in Mali.": "TCD >  > MLI",
    "Cocaine posted in Peru was found by customs in Hamburg.": "PER >  > DEU",
    # where goods were found later, or made into others
    "Afghans smuggled to Greece were later found in Albania.": "AFG > GRC > ALB",
    "Coca paste from Peru is processed into cocaine in Chile.": "PER >  > CHL",
    # what carries goods, or is mixed with them
    "Weapons are taken from Libya to Chad in stolen cars.": "LBY >  > TCD",
    "Coltan from Uganda, mixed with Rwandan gold, is smuggled to China.": "UGA >  > CHN",
    # a denied participle does not deny the sentence; wages denied are no denial
    "Plastic waste no longer accepted by China is dumped in Turkey.": " >  > TUR",
    "Victims from Nepal in forced labour in Qatar are denied their wages.": "NPL >  > QAT",
    # a region that only holds the subject, members of a region, one that is overtaken
    "In the Caribbean, Jamaica supplies cannabis to Haiti.": "JAM >  > HTI",
    "Women from Uganda are exploited in the Gulf states, above all Oman and Kuwait.": "UGA >  > OMN | KWT",
    "Albania has overtaken Morocco as the main source of cannabis for the Italian market.": "ALB >  > ITA",
    "Paraguay, with some 7,000 hectares, is the principal supplier of cannabis to Chile.": "PRY >  > CHL",
    # the last of a list may come after the others
    "Cocaine is taken from Peru to Brazil and finally Spain.": "PER > BRA > ESP",
    # a possessive is no plural; smaller cities count after a preposition
    "Girls from Haiti are lured to Guyana's mines and exploited there.": "HTI >  > GUY",
    "Captagon is smuggled from Syria to Beni Mellal.": "SYR >  > MAR",
    # one clause says an end that the next one means
    "Meth made in Mexico is smuggled to Canada, while smaller amounts reach Japan.": "MEX >  > CAN ; MEX >  > JPN",
    "Resin from Morocco is sold in Spain, but most is re-exported to France.": "MAR >  > ESP ; MAR > ESP > FRA",
    # a relative clause with goods of its own begins at its place
    "Chemicals are smuggled from China to Mexico, where gangs make fentanyl for the market of Canada.": (
        "CHN >  > MEX ; MEX >  > CAN"
    ),
    "The pills reached Togo from Ghana, to which they were shipped from India.": "IND > GHA > TGO",
    # one verb of movement after another, and a participle that the lexicon does not know
    "Nationals of Nepal fly to Egypt with valid visas, cross into Libya and are packed onto boats for Italy.": (
        "NPL > EGY > LBY > ITA"
    ),
    "The heroin was bought in Turkey and restamped in Greece before being sold in France.": "TUR >  > FRA",
    "Hazardous waste generated in Mexico is smuggled to Guatemala.": "MEX >  > GTM",
    # the police of a country found what came there
    "Jordanian police seized a drone carrying heroin from Syria.": "SYR >  > JOR",
    # an aside between the members of a list; one more place of a role; "it"
    "Turkish heroin is sold in Italy and, to a smaller extent, Malta.": "TUR >  > ITA | MLT",
    "Scales leaving Nigeria are bound for Viet Nam, with China the second most common destination.": (
        "NGA >  > VNM | CHN"
    ),
    "Bolivia neither produces nor consumes heroin, but it is a supplier of cocaine to Brazil.": "BOL >  > BRA",
    # two ways, one of them direct; routes that link; those who buy
    "Cocaine arrives in Spain from Brazil, either directly or via Togo.": "BRA >  > ESP ; BRA > TGO > ESP",
    "The route linking Suriname with Antwerp serves to smuggle cocaine.": "SUR >  > BEL",
    "Haitian gangs buy rifles from the United States.": "USA >  > HTI",
    # people who are carried, and those who carry them
    "Iraqis were driven from Bosnia and Herzegovina to Italy in the boots of cars.": "IRQ > BIH > ITA",
    "Two men in Lagos sent 14 women to Libya by dinghy.": "NGA >  > LBY",
    # goods that the lexicon does not know
    "Gizmos are smuggled from Kenya to Sudan.": "KEN >  > SDN",
    # the police found it on its way; a find that was told of after the way
    "Bangkok police seized 200 kilos of heroin, due to be mailed to Taiwan.": " > THA > TWN",
    "Most Chinese migrants arrested at the Mexican border had flown to Ecuador.": "CHN > ECU > MEX",
    "Seven tons of cocaine were found in Costa Rica in a container due to sail to Rotterdam.": " > CRI > NLD",
    # a place that begins a clause is no member of a list; "followed by" and an owner beside a role
    "Heroin is smuggled to Niger, and Chad is a source of gold.": " >  > NER ; TCD >  > ",
    "China is the main source of counterfeit goods detained at the EU border, followed by Turkey.": (
        "CHN | TUR >  > european-union"
    ),
    "Antwerp is Germany's main gateway for cocaine from Brazil.": "BRA > BEL > DEU",
    # firms that trade; holders side by side; sites where it is made into others
    "Opioids are exported by Indian companies to customers in Latvia.": "IND >  > LVA",
    "Heroin from Laos is sold to dealers in Malta and collectors in Cyprus.": "LAO >  > MLT | CYP",
    "Cocaine base is smuggled from Peru to laboratories in Spain.": "PER >  > ESP",
    # a number written with a comma, a fee for a journey, goods that fill a container
    "In 2023, 2,300 migrants from Guinea were charged 1,200 euros for the trip from Tunisia to Italy.": (
        "GIN > TUN > ITA"
    ),
    "Cocaine from Peru was found in Malta in containers of frozen fish.": "PER >  > MLT",
    "Heroin of Myanmar origin is smuggled to China.": "MMR >  > CHN",
    # waters are named after places, and are none
    "Hashish from Pakistan crosses the Indian Ocean on its way to Mozambique.": "PAK >  > MOZ",
    "Heroin from Iran is carried over the Arabian Sea to Kenya.": "IRN >  > KEN",
    # whose a place is, and of which country a region
    "Ketamine is shipped from Cambodia to Macao and Hong Kong, China.": "KHM >  > MAC | HKG",
    "Cigarettes are smuggled from Hong Kong, China and Vietnam to Norway.": "HKG | CHN | VNM >  > NOR",
    "Children are brought to Austria from the Montana region of Bulgaria.": "BGR >  > AUT",
    # an aside on the way to a further end
    "Cocaine is shipped from Ecuador to Spain and, through Panama, Belgium.": "ECU >  > ESP ; ECU > PAN > BEL",
    "Gold is smuggled from Mali to Togo and, through Kenya, to Dubai.": "MLI >  > TGO ; MLI > KEN > ARE",
    # one verb after another, each with "it"
    "The gang bought cocaine in Ecuador, shipped it to Italy and distributed it in Germany.": "ECU > ITA > DEU",
    # a relative clause on the past
    "Heroin that used to pass through Ukraine has been redirected to ports in Romania.": " >  > ROU",
    # roles: of the country of …, said by a participle, of the place before
    "Nigeria was mentioned most often as the country of departure of tramadol found in Mali.": "NGA >  > MLI",
    "Heroin leaves Pakistan for the East African coast, where Kenya is the main landing point.": "PAK >  > KEN",
    # made somewhere, worked over somewhere, used by laboratories
    "Rifles of Iranian manufacture are smuggled from Oman to Yemen.": "IRN > OMN > YEM",
    "Pistols from Turkey are converted in Bulgaria and illegally resold in Greece.": "TUR > BGR > GRC",
    "Ephedrine from India is used by laboratories in Mexico to produce methamphetamine for the United States.": (
        "IND >  > MEX ; MEX >  > USA"
    ),
    "Guinea-Bissau, where planes from Venezuela land, supplies dealers in Senegal with cocaine.": "VEN > GNB > SEN",
    # bodies whose names begin with an adjective find; firms begin to ship; markets of a place
    "Australian Border Force officers found cocaine sent from Peru.": "PER >  > AUS",
    "Chinese vendors have begun to ship nitazenes to Latvia.": "CHN >  > LVA",
    "Tortoises poached in India go to the pet markets of Bangkok.": "IND >  > THA",
    # members of the region that the verb names
    "Most cocaine for Europe leaves Latin America by sea, with Brazil and Peru as the main points of departure.": (
        "BRA | PER >  > europe"
    ),
    # an aside with a participle between a place and its role; "the main exit for"
    "Ecuador, wedged between Colombia and Peru, has become the main gateway for cocaine to Europe.": " > ECU > europe",
    "Ecuador has become the main exit for cocaine to Europe.": " > ECU > europe",
    # a clause without a verb of its own
    "Spain received 62 per cent of the resin that was exported from Morocco, and Portugal 7 per cent.": (
        "MAR >  > ESP | PRT"
    ),
    # assembled, sold on, with a stop, on the way to where they want to go
    "Rifle parts bought in the United States were assembled in Canada and smuggled to Haiti.": "USA > CAN > HTI",
    "Illegal gold is flown to Bogotá and sold to refineries in Miami.": " > COL > USA",
    "Abalone from South Africa ends up in Hong Kong, often with a stop in Namibia.": "ZAF > NAM > HKG",
    "Cubans who want to reach Uruguay fly to Guyana and cross Brazil with smugglers.": "CUB > GUY > BRA > URY",
    "Traffickers use Hungary as a place to hide migrants before taking them to Austria.": " > HUN > AUT",
    # who wants goods, other countries of a region, goods that only their adjective makes known
    "Saudi Arabia's appetite for captagon is met from Syria.": "SYR >  > SAU",
    "Mauritanian girls are trafficked to Saudi Arabia and other countries of the Gulf.": "MRT >  > SAU | gulf",
    "The authorities of Hong Kong intercepted ketamine from Germany.": "DEU >  > HKG",
    "Colombian cocaine reaches Honduras by go-fast boat and Guatemala by plane.": "COL >  > HND | GTM",
    "Rhino horn is smuggled from Botswana to Mozambique and flown from Maputo to Vietnam.": "BWA > MOZ > VNM",
    "Migrants smuggled from Turkey to Italy in yachts are mainly from Iran.": "IRN > TUR > ITA",
    "Ivory poached in Gabon leaves Africa through Nigeria for China.": "GAB > NGA > CHN",
    "Forged lottery tickets made near Naples were mailed to buyers in Austria.": "ITA >  > AUT",
}

NOTHING = [
    # an end that is missing may stand elsewhere in the sentence: too little was understood
    "After years of war in Syria, captagon is driven across Jordan to Kuwait.",
    "Whereas Nepal banned it, gold is flown through Dubai to India.",
    "Sailors depend on Italy.",
    "Departures from Tunis to Rome were delayed.",
    "Respondents in Gao said that weapons used to come from Libya.",
    # where people are from, or goods are made, and nothing moves
    "The Ministry signed a memorandum on the rights of workers from Nepal.",
    "The Taliban have banned the growing of poppy in Helmand.",
    "Heroin overdose deaths in Estonia fell.",
    "Poland thanked Germany for returning stolen paintings from Bavaria to Warsaw.",
    "Malaysia shipped 150 containers of plastic waste back to Spain.",
    # officials, animals, nouns that look like verbs
    "Elephants in Botswana wander freely into Angola.",
    "Some elephants live in the park on the border of Benin.",
    "The penalties for wildlife crime were raised in Gabon.",
    "The THC content of resin sold in France rose.",
    # an end is missing, and a place found no part: too little was understood
    "Although Peru banned the poppy, opiates are trafficked through Iran to Turkey.",
    "The operation in 34 countries from Argentina to Vietnam led to the seizure of 56 tons of precursors.",
    "Officials in Honduras deny that cocaine from Venezuela reaches Mexico.",
    "In the 1970s, heroin was smuggled from Turkey to France.",
    "Until the fall of the regime, opium from Helmand was smuggled to Iran.",
    "Should the border reopen, heroin could once again go from Kenya to Somalia.",
    "Canada's growers shipped cannabis legally to Germany and Israel.",
    "Victims were flown from Oman to Sierra Leone by the International Organization for Migration.",
    "Sniffer dogs were sent from the Netherlands to Aruba.",
    "Japan has ceased to be a destination for ivory.",
    "A load of cocaine was stopped in Peru before it could leave for Spain.",
    "Protesters in Athens demanded that Germany accept refugees from Syria.",
    "Reports that heroin was entering Iceland from Lithuania were not confirmed.",
    "Venezuela rejected claims that Colombian cocaine is shipped from its coast to Spain.",
    "The embassy helped 40 Ethiopian victims to return home from Lebanon.",
    "Migrants from Bangladesh work legally in Malaysia.",
    "The United States sold rifles to Poland under a government programme.",
    "Two Bulgarian men had run the brothel.",
    "The trial of six Iraqis accused of smuggling opened in Bruges.",
    "Cocaine production in Colombia fell.",
    "The law punishes whoever brings cannabis from Albania to Italy.",
    "Captagon production has moved from Syria to Jordan.",
    "Customs in Kenya arrested a man from Mali over cocaine.",
    "The caviar is labelled as farmed in Italy.",
    "The wildlife authority of Uganda trained rangers in Kenya.",
    "The price of heroin at street level in Oslo is lower than in Bergen.",
    "The arms embargo forbids the sale of weapons to South Sudan.",
    # prices, proceeds, those who make goods; a court is no finder
    "The price of cocaine sold in Italy rose.",
    "Money from cocaine sold in Italy is sent to Albania.",
    "There is little indication that cocaine is smuggled to Mongolia.",
    "Sierra Leone's diamonds used to be smuggled to Liberia.",
    "Spain leads the Union in seizures of hashish.",
    # users that are counted, loads in wastewater
    "An estimated 7 million people in South-East Asia used methamphetamine last year.",
    "Ketamine was found in wastewater, with the highest loads in Belgium.",
    "The withdrawal of troops from Mali may leave weapons without guard.",
    # what would have been, what was long ago, plain trade of one place, bodies for drugs
    "Rwanda would have received asylum seekers from Britain under the plan.",
    "In the nineteenth century British merchants sold Indian opium to China.",
    "During the war in Bosnia, arms were smuggled in aid convoys.",
    "Before 1979, heroin in Western Europe was refined in Turkey.",
    "Switzerland imports about a third of the world's gold.",
    "India's drug regulator withdrew the licence.",
    "One cigarette in five smoked in Ireland is untaxed.",
]


def claims_of(drafts: Drafts) -> list[str]:
    return [f"{row['origin']} > {row['transit']} > {row['destination']}" for row in drafts.rows]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_construction_is_read(draft: Draft, text: str) -> None:
    assert claims_of(draft(text)) == CLAIMS[text].split(" ; ")


@pytest.mark.parametrize("text", NOTHING)
def test_what_moves_nothing_is_left_alone_and_listed(draft: Draft, text: str) -> None:
    drafts = draft(text)
    assert claims_of(drafts) == []
    assert drafts.segments[0].reason


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Songbirds are poached and smuggled to Italy.", ["HRV >  > ITA"]),
        ("Nationals are exploited as forced labour in Germany.", ["HRV >  > DEU"]),
        ("The main source of the heroin found in the country is Afghanistan.", ["AFG >  > HRV"]),
        ("Cocaine comes in from Brazil.", ["BRA >  > HRV"]),
        (
            "The country is a transit point for cocaine, which arrives from Brazil via Ghana and continues to Austria.",
            ["BRA > GHA > HRV > AUT"],
        ),
        ("The country is a springboard for cocaine on its way to Russia.", [" > HRV > RUS"]),
    ],
)
def test_what_is_said_of_the_report_s_subject(draft: Draft, text: str, claims: list[str]) -> None:
    assert claims_of(draft(text, subject="HRV")) == claims


@pytest.mark.parametrize(
    "text",
    [
        "They have become the leading suppliers of cocaine in the United Kingdom.",
        "The export of timber has been forbidden since 1998.",
    ],
)
def test_what_is_not_said_of_the_report_s_subject(draft: Draft, text: str) -> None:
    assert claims_of(draft(text, subject="ALB", heading="Timber and cocaine")) == []


def test_a_clause_with_a_subject_of_its_own_tells_of_something_else(draft: Draft) -> None:
    drafts = draft("The tobacco came from Bulgaria, while the machines had been bought in Italy.", heading="Tobacco")
    assert claims_of(drafts) == ["BGR >  > "]


def test_the_drugs_are_no_goods_of_another_kind_named_before(draft: Draft) -> None:
    drafts = draft(
        "Statues looted in Iraq are sold in London. The drugs came from Lebanon by way of Greece to Austria."
    )
    assert drafts.rows[-1]["market"] == "drugs (unspecified)"


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("The drug reaches Spain from Ecuador.", "cocaine trade"),
        ("Consignments are sent from Ecuador to Spain.", "cocaine trade"),
        ("Half of it all runs from Ecuador via Ghana to Spain.", "cocaine trade"),
        ("The driver had set out from Ecuador and was heading for Spain.", "cocaine trade"),
    ],
)
def test_a_heading_or_the_sentence_before_says_what_moves(draft: Draft, text: str, market: str) -> None:
    for report in (f"COCAINE TRAFFICKING\n\n{text}", f"Seizures of cocaine rose. {text}"):
        drafts = draft(report)
        assert [(row["origin"], row["destination"], row["market"]) for row in drafts.rows] == [("ECU", "ESP", market)]


@pytest.mark.parametrize(
    "text", ["The minister travelled from Ecuador to Spain.", "Tourists go from Ecuador to Spain."]
)
def test_officials_and_tourists_are_not_what_moves(draft: Draft, text: str) -> None:
    assert claims_of(draft(f"Seizures of cocaine rose. {text}")) == []


@pytest.mark.parametrize(
    ("before", "text", "claim"),
    [
        ("Peru is a major producer of cocaine.", "Most of it is exported to Italy.", "PER >  > ITA"),
        ("Nepalese women are lured by recruiters.", "They are taken to India.", "NPL >  > IND"),
        ("Fentanyl is made in Mexico.", "The pills are smuggled into the United States.", "MEX >  > USA"),
        ("Police in Italy seized a ton of cocaine.", "The container had been shipped from Peru.", "PER >  > ITA"),
        ("Victims are often EU citizens.", "They are exploited in Germany.", " >  > DEU"),
        ("Heroin is made in Iran.", "Cocaine is smuggled to Italy.", " >  > ITA"),
    ],
)
def test_a_sentence_goes_on_from_the_one_before(draft: Draft, before: str, text: str, claim: str) -> None:
    drafts = draft(f"{before} {text}")
    assert claims_of(drafts)[-1] == claim
    assert drafts.rows[-1]["tier"] == "B"

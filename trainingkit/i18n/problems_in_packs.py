"""What is said about countries, sectors and their law, and about a kit that moves to another country."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "moved-sector": Sentence(
        mark("A workshop of another sector"),
        mark("The kit tells of {home_sector}, and the workshop is of {sector}: its words are used, the cases stay."),
        mark("Use a kit made for that sector, or say in the workshop otherwise what does not fit there."),
    ),
    "pack-lacks": Sentence(
        mark("A pack that answers less than another"),
        mark("This pack has no {what} for: {names}. «{other}» has. A kit that uses them could not move here."),
        mark("Add them; where the country has no such thing, say what people use instead."),
    ),
    "law-without-source": Sentence(
        mark("Verified, and nobody says where"),
        mark("The law on «{topic}» is called verified, but names no source."),
        mark("Name the source that shows it, or write `status: to-verify`."),
    ),
    "law-expired": Sentence(
        mark("Law past its review date"),
        mark(
            "The law on «{topic}» ({country}) should have been looked at again by {date}, before this workshop. It "
            "is used in: {uses}. Participants will not get it as fact."
        ),
        mark("Print the document `legal-review`, ask a labor lawyer, then renew `as_of` and `review_by`."),
    ),
    "fact-not-local": Sentence(
        mark("A fact that is the same everywhere"),
        mark("«{name}» is neither `local` nor a sum of money, so a workshop cannot say it otherwise."),
        mark("Take it away here, or write `local: true` where the fact is declared."),
    ),
    "moved-duty-differs": Sentence(
        mark("A case whose duty the country does not have"),
        mark("{case} counts on the law on «{topic}», which is otherwise in «{country}»."),
        mark("Leave the case out there, change it, or play it from the brand's code alone; the guide says so."),
    ),
    "moved-duty-unknown": Sentence(
        mark("A case whose duty nobody knows in the country"),
        mark(
            "{case} counts on the law on «{topic}»; the pack of «{country}» does not know whether there is such a duty."
        ),
        mark("Ask a labor lawyer there and write `duty` into the pack, or leave the case out."),
    ),
    "moved-law-missing": Sentence(
        mark("A topic of law that the country does not answer"),
        mark("The pack of «{country}» says nothing of «{topic}», which is used in: {uses}."),
        mark("Add the topic to the pack; what nobody has checked is `to-verify`."),
    ),
    "moved-facts": Sentence(
        mark("Facts that still hold another country's values"),
        mark("In {module} these facts hold what is true in «{home}», not in «{country}»: {facts}."),
        mark("Give each its value there, under `facts` of the workshop, or in the overlay of an adaptation."),
    ),
    "moved-word": Sentence(
        mark("A word that the country has no term for"),
        mark("«{word}», which «{home}» has, is not in the pack of «{country}». It is used in {use}."),
        mark("Add it to `words` of the pack, or of the workshop."),
    ),
    "moved-word-form": Sentence(
        mark("A word that lacks a form in the country"),
        mark("{slot} cannot be said with the term of «{country}». It is used in {use}."),
        mark("Write the term as in «{home}»: a phrase for one and many, or a name with `full` and `short`."),
    ),
}

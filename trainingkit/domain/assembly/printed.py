"""The printed names of closed lists: verbs of steps, ways of working, kinds of reply; and of what a step links to."""

from trainingkit.domain.agenda import Slot
from trainingkit.domain.assembly.cases import short_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.links import modules_of
from trainingkit.domain.roleplay import ReplyType, Response
from trainingkit.domain.sessions import Verb

_ICONS = {
    Verb.SAY: "megaphone",
    Verb.ASK: "question",
    Verb.READ: "book-open",
    Verb.WRITE: "pencil",
    Verb.DRAW: "note-pencil",
    Verb.PLACE: "map-pin",
    Verb.DISCUSS: "chats-circle",
    Verb.DECIDE: "scales",
    Verb.PREPARE: "list-checks",
    Verb.PLAY: "mask-happy",
    Verb.OBSERVE: "eye",
    Verb.REFLECT: "lightbulb",
    Verb.OPEN: "envelope-open",
    Verb.GIVE: "hand",
    Verb.COLLECT: "package",
    Verb.SHARE: "users-three",
    Verb.CARE: "heart",
    Verb.MOVE: "footprints",
}


def verb_icon(verb: Verb) -> str:
    """The icon of a verb, always printed beside its word."""
    return _ICONS[verb]


def verb_name(scribe: Scribe, verb: Verb) -> str:
    """The printed name of a verb, as an instruction to the facilitator."""
    names = {
        Verb.SAY: scribe.chrome("Say"),
        Verb.ASK: scribe.chrome("Ask"),
        Verb.READ: scribe.chrome("Read"),
        Verb.WRITE: scribe.chrome("Write"),
        Verb.DRAW: scribe.chrome("Draw"),
        Verb.PLACE: scribe.chrome("Place"),
        Verb.DISCUSS: scribe.chrome("Discuss"),
        Verb.DECIDE: scribe.chrome("Decide"),
        Verb.PREPARE: scribe.chrome("Prepare"),
        Verb.PLAY: scribe.chrome("Play"),
        Verb.OBSERVE: scribe.chrome("Observe"),
        Verb.REFLECT: scribe.chrome("Reflect"),
        Verb.OPEN: scribe.chrome("Open"),
        Verb.GIVE: scribe.chrome("Hand out"),
        Verb.COLLECT: scribe.chrome("Collect"),
        Verb.SHARE: scribe.chrome("Share"),
        Verb.CARE: scribe.chrome("Care"),
        Verb.MOVE: scribe.chrome("Move"),
    }
    return names[verb]


def mode_name(scribe: Scribe, mode: str, group: str) -> str:
    """How people work in a step: «en grupos, por caso»."""
    modes = {
        "alone": scribe.chrome("alone"),
        "pairs": scribe.chrome("in pairs"),
        "groups": scribe.chrome("in groups"),
        "plenary": scribe.chrome("all together"),
        "fishbowl": scribe.chrome("in the fishbowl"),
        "wall": scribe.chrome("at the wall"),
    }
    groups = {
        "organisation": scribe.chrome("by organisation"),
        "case": scribe.chrome("by case"),
        "zone": scribe.chrome("by zone"),
        "mixed": scribe.chrome("mixed"),
        "party": scribe.chrome("by side of the table"),
    }
    return ", ".join(filter(None, (modes.get(mode, ""), groups.get(group, ""))))


def play_format(scribe: Scribe, name: str) -> str:
    """How a role play is set up, as a label."""
    names = {
        "fishbowl": scribe.chrome("In a fishbowl"),
        "parallel": scribe.chrome("At several tables at once"),
        "triads": scribe.chrome("In threes"),
        "rotating": scribe.chrome("With changing partners"),
    }
    return names[name]


def done_with(scribe: Scribe, verb: str) -> str:
    """What a step does with a linked module, as a label."""
    names = {
        "uses": scribe.chrome("Use"),
        "gives": scribe.chrome("Hand out"),
        "opens": scribe.chrome("Open"),
        "plays": scribe.chrome("Play"),
        "collects": scribe.chrome("Collect and count"),
        "fills": scribe.chrome("Fill in"),
    }
    return names[verb]


def link_title(scribe: Scribe, target: str, slot: Slot | None) -> str:
    """The printed title of what a reference means for a slot's cases."""
    cases = slot.cases if slot else tuple(scribe.kit.cases)
    if target == "case":
        return scribe.wording.listed(tuple(short_code(scribe, scribe.kit.cases[case]) for case in cases))
    titles = [_title(scribe, address) for address in modules_of(target, cases, scribe.kit)]
    return scribe.wording.listed(tuple(dict.fromkeys(titles)))


def _title(scribe: Scribe, address: str) -> str:
    kind, _, name = address.partition("/")
    module = scribe.kit.modules(kind)[name]
    return scribe.plain(module.label) if isinstance(module, Response) else scribe.title_of(module)


def reply_type(scribe: Scribe, kind: ReplyType) -> str:
    """What kind of answer a reply is, for the facilitator."""
    names = {
        ReplyType.SILENCE: scribe.chrome("only says it was received"),
        ReplyType.NOT_OURS: scribe.chrome("«it is not our supplier»"),
        ReplyType.AUDIT_CLEAN: scribe.chrome("«our audit found nothing»"),
        ReplyType.ELSEWHERE: scribe.chrome("sends you to the supplier or the law"),
        ReplyType.ASKS_NAMES: scribe.chrome("asks for names"),
        ReplyType.TRAINING: scribe.chrome("offers training instead"),
        ReplyType.PARTIAL: scribe.chrome("a partial remedy"),
        ReplyType.CREDIBLE: scribe.chrome("a credible plan"),
        ReplyType.CUT_AND_RUN: scribe.chrome("stops buying"),
        ReplyType.SMALL_SHARE: scribe.chrome("«we are a small buyer»"),
        ReplyType.SENT_ON: scribe.chrome("sends you to a mechanism"),
        ReplyType.THREAT: scribe.chrome("threatens with lawyers"),
        ReplyType.SECRECY: scribe.chrome("asks for silence"),
    }
    return names[kind]


def document_name(scribe: Scribe, document: str) -> str:
    """The printed name of a kind of document; its own word where a form or a card has no name but its title."""
    names = {
        "agenda": scribe.chrome("Agenda"),
        "workbook": scribe.chrome("Workbook"),
        "guide": scribe.chrome("Facilitators' guide"),
        "case": scribe.chrome("Case"),
        "handout": scribe.chrome("Handout"),
        "worksheet": scribe.chrome("Worksheet"),
        "poster": scribe.chrome("On the wall"),
        "role-pack": scribe.chrome("Sheet"),
        "observer-pack": scribe.chrome("Observation"),
        "reply": scribe.chrome("Letter"),
        "cards": scribe.chrome("Cards"),
    }
    return names.get(document) or scribe.chrome("Form")

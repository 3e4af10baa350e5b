"""A library with one fault of every kind in it: the clean sample library, and files with one fault each beside it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "kits"


@dataclass(frozen=True)
class Fault:
    """A file, and the problems it must give: (code, line). `row` is the row of the catalogue of bad inputs."""

    row: str
    path: str
    content: bytes
    expected: tuple[tuple[str, int], ...]


def fault(row: str, path: str, content: str | bytes, *expected: tuple[str, int]) -> Fault:
    return Fault(row, path, content.encode() if isinstance(content, str) else content, expected)


def handout(row: str, content: str | bytes, *expected: tuple[str, int]) -> Fault:
    return fault(row, f"small/modules/handouts/{row}.yaml", content, *expected)


def session(row: str, rest: str, *expected: tuple[str, int]) -> Fault:
    """A session of 10 minutes whose further fields begin in line 8."""
    head = (
        "title: T\naim: |\n  A.\nminutes: {min: 5, ideal: 10, max: 20}\npriority: core\nsteps:\n"
        "  one: {minutes: 10, verb: say}\n"
    )
    return fault(row, f"small/modules/sessions/{row}.yaml", head + rest, *expected)


def text(row: str, prose: str, code: str) -> Fault:
    """A handout whose one paragraph begins in line 3."""
    return handout(row, f"title: T\nbody:\n  one: |\n    {prose}\n", (code, 3))


def case(row: str, changes: dict[str, str], *expected: tuple[str, int]) -> Fault:
    """The sample case under another name, with some of its text replaced; line counts stay as they were."""
    content = (SAMPLES / "small/modules/cases/child-care.yaml").read_text(encoding="utf-8")
    # Nobody plays this case, so it has no seats.
    content = content.replace("[buyer]", "[observer]")
    for old, new in changes.items():
        assert old in content, old
        content = content.replace(old, new, 1)
    return fault(row, f"small/modules/cases/{row}.yaml", content, *expected)


def response(row: str, changes: dict[str, str], *expected: tuple[str, int]) -> Fault:
    content = (SAMPLES / "small/modules/responses/child-care-a.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in content, old
        content = content.replace(old, new, 1)
    return fault(row, f"small/modules/responses/{row}.yaml", content, *expected)


def play(row: str, changes: dict[str, str], *expected: tuple[str, int]) -> Fault:
    content = (SAMPLES / "small/modules/role-plays/child-care.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in content, old
        content = content.replace(old, new, 1)
    return fault(row, f"small/modules/role-plays/{row}.yaml", content, *expected)


def drawing(row: str, content: str, *expected: tuple[str, int]) -> Fault:
    """A drawing that nothing names, so that it is found only if it is read: see `MEDIA`."""
    return fault(row, f"small/media/{row}.svg", content, *expected)


OPEN_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n'

UNREADABLE = (
    handout("bi-001", "title: T\nbody:\n\tone: x\n", ("yaml-tab", 3)),
    handout("bi-008", "title: T\npages: " + "9" * 5000 + "\nbody: {}\n", ("number-too-long", 2)),
    handout(
        "bi-009",
        'a: &a ["x","x"]\n' + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        ("yaml-anchor", 1),
    ),
    handout("bi-009-merge", "title: T\nbody:\n  one:\n    <<: {text: x}\n", ("yaml-anchor", 4)),
    handout("bi-011", "title: &a [*a]\nbody: {}\n", ("yaml-anchor", 1)),
    handout("bi-012", "title: !!python/object/apply:os.system ['true']\nbody: {}\n", ("yaml-tag", 1)),
    handout("bi-013", "title: T\nbody: !include other.yaml\n", ("yaml-tag", 2)),
    handout("bi-013-broken", "title: T\nbody: !e!x y\n", ("yaml-tag-broken", 2)),
    handout("bi-014", "title: " + "[" * 100_000, ("file-too-deep", 1)),
    handout("bi-015", "".join(f"key-{n}: value of this key\n" for n in range(200_000)), ("file-too-big", 1)),
    handout("bi-015-nodes", "a: [" + "1," * 21_000 + "1]\n", ("file-too-many-values", 1)),
    handout("bi-017", "title: T\nbody:\n  one: una ni\xf1a\n".encode("latin-1"), ("not-utf8", 3)),
    handout("bi-018", "title: ñ\nbody: {}\n".encode("utf-16"), ("not-utf8-utf16", 1)),
    handout("bi-019", b"title: T\nbody:\n  one: a\x00b\n", ("control-character", 3)),
    handout("bi-019-escaped", 'title: "a\\0b"\nbody: {}\n', ("control-character", 1)),
    handout("bi-023", "title: T\nbody: {}\n---\ntitle: U\n", ("yaml-second-document", 3)),
    handout("bi-024", "# only\n# comments\n", ("file-empty", 1)),
    handout("bi-030", "title: T\nbody:\n  one: {text: a\n", ("file-cut-off", 4)),
    handout("bi-030-quotes", 'title: T\nbody:\n  one: "a\n', ("file-cut-off", 4)),
    handout("bi-030-name", "title: T\nbody:\n  one: a\n  two", ("file-cut-off", 4)),
    handout("colon", "title: T: U\nbody: {}\n", ("yaml-colon", 1)),
    handout("no-colon", "title: T\nbody\npages: 2\n", ("yaml-no-colon", 2)),
    handout("sign", "title: @a\nbody: {}\n", ("yaml-character", 1)),
    handout("escape", 'title: "a\\qb"\nbody: {}\n', ("yaml-escape", 1)),
    handout("indent", "title: T\nbody:\n    one: a\n  two: b\n", ("yaml-syntax", 4)),
    handout("key", "title: T\nbody:\n  [a, b]: c\n", ("yaml-key-not-text", 3)),
)

FIELDS = (
    handout("bi-002", "title: T\nbody: {}\ntitle: U\n", ("yaml-key-twice", 3)),
    handout("bi-003", "title: T\npublic: NO\nbody: {}\n", ("wrong-value", 2)),
    fault(
        "007",
        "small/workshops/w007.yaml",
        (SAMPLES / "small/workshops/example.yaml").read_text().replace("from: 2027-05-19", "from: 2026-02-30"),
        ("no-such-date", 5),
    ),
    handout("bi-022", "title: T\nbody:\n  ni\u006e\u0303a: a\n", ("bad-id", 3)),
    handout("bi-025", "title: T\nduracion_minutos: 5\nbody: {}\n", ("unknown-field", 2)),
    handout("bi-025-near", "title: T\nbdy: {}\nbody: {}\n", ("unknown-field", 2)),
    handout("bi-026", "pages: many\nbody: [a]\n", ("missing-field", 1), ("wrong-value", 1), ("wrong-kind", 2)),
    handout("bi-027-range", "title: T\npages: -5\nbody: {}\n", ("out-of-range", 2)),
    fault(
        "027-order",
        "small/modules/sessions/bi-027-order.yaml",
        "title: T\naim: |\n  A.\nminutes: {min: 30, ideal: 10, max: 20}\npriority: core\nsteps:\n"
        "  one: {minutes: 10, shrink_to: 20, verb: say}\n",
        ("least-above-most", 4),
        ("least-above-most", 7),
    ),
    handout("bi-037", "title: T\nbody:\n  one: e" + "\u0301\u0302" * 50_000 + "\n", ("text-trimmed", 3)),
    handout("bi-037-joins", "title: T\nbody:\n  one: a" + "a\u200d" * 20_000 + "\n", ("text-trimmed", 3)),
    handout("bi-039", "title: T\nbody:\n  one:\n    text: a\n    confidental: yes\n", ("audience-fixed", 5)),
    play(
        "bi-040",
        {"    sheet:\n      you-are": "    sheet:\n      audience: all\n      you-are"},
        ("audience-fixed", 22),
    ),
    handout("bi-040-for", "title: T\nbody:\n  one:\n    text: a\n    for: [everyone]\n", ("audience-widened", 5)),
    handout("reserved", "title: T\nbody:\n  observer: a\n", ("reserved-id", 3)),
    case("reserved-fact", {"  fixed-on: {date": "  start: {date"}, ("reserved-id", 22)),
    handout("empty", "title: T\npages:\nbody: {}\n", ("empty-value", 2)),
    handout("empty-text", 'title: " "\nbody: {}\n', ("empty-text", 1)),
    handout("long", "title: T\nbody:\n  one: |\n    " + "palabra " * 7_000 + "\n", ("text-too-long", 3)),
    handout("list", "title: T\nafter_use: burn\nbody: {}\n", ("not-in-list", 2)),
    handout(
        "one-of",
        "title: T\nbody:\n  one: {looks: box}\n  two: {text: a, law: child-care-duty}\n",
        ("one-of-none", 3),
        ("one-of-many", 4),
    ),
    case("answer", {"    status: unknown\n": "    status: known\n"}, ("needs-field", 32)),
    case("long-name", {"{person: Nora,": "{person: " + "N" * 121 + ","}, ("name-too-long", 13)),
)

REFERENCES = (
    session("core-goal", "objectives: {do: A., core: [know, do, dp]}\n", ("not-in-list", 8), ("not-in-list", 8)),
    session("bi-028", "requires: [welcom, worksheets/sheet]\n", ("unknown-name", 8), ("wrong-reference", 8)),
    session("bi-028-room", "room: cirle\nmaterials: {marker: 2 per group}\n", ("unknown-name", 8), ("unknown-name", 9)),
    session("bi-028-a", "requires: [bi-028-b]\n", ("cycle", 8)),
    session("bi-028-b", "after: [bi-028-a]\n"),
    session("bi-028-self", "requires: [bi-028-self]\n", ("cycle", 8)),
    case("date-cycle", {"{date: petition-on + 21 days}": "{date: reply-on + 21 days}"}, ("cycle", 21)),
    handout(
        "bi-028-law",
        "title: T\nbody:\n  one: {law: child-care}\n  two: {image: rom}\n",
        ("unknown-name", 3),
        ("unknown-name", 4),
    ),
    case("ratio", {"women / heads": "women / head"}, ("unknown-name", 16)),
    case("for", {"    for: [observer]\n    text": "    for: [obsever]\n    text"}, ("for-nobody", 37)),
)

TEXTS = (
    text("bi-035", "Hable con {marca}.", "unknown-slot"),
    text("bi-035-form", "Hable con {workplace.their}.", "wrong-form"),
    text("bi-035-agree", "Una {workplace ~ visitada}.", "wrong-agreement"),
    text("bi-038", "Escriba \u12a0 aquí.", "missing-glyph"),
    text("money", "Cuesta $5.", "money-in-prose"),
    text("law", "Lo dice el artículo 29.", "law-in-prose"),
    text("law-name", "Lo dice la Ley Crecer.", "law-in-prose"),
    text("trade", "Vaya a la fábrica.", "trade-word-in-prose"),
    fault(
        "electronics",
        "_shared/sectors/electronics.yaml",
        "sector: electronics\nlanguage: es\nwords: {workplace: la planta, worker: la obrera}\n"
        "residue:\n  es: [soldadora de ola]\n",
    ),
    text("residue", "Junto a la soldadora de ola.", "residue"),
    text("agreement", "Vaya a otras {workplace.many}.", "fixed-agreement"),
    text("heading", "# Un título", "markdown-not-small"),
    text("table", "| a | b |", "markdown-not-small"),
    text("picture", "![a](b.png)", "markdown-not-small"),
    case("figure", {"Piden una sala.\n": "Piden 3 salas.\n"}, ("loose-figure", 54)),
    case(
        "word",
        {"  women: {number": "  worker: {number", "{women}": "{worker}", "women / heads": "worker / heads"},
        ("fact-is-word", 15),
    ),
    case("secret", {"Una sala.\n": "{secret}\n"}, ("secret-fact", 67)),
    case("core", {"covers: [asked, heads, petition-on]": "covers: [asked, petition-on]"}, ("core-fact-missing", 53)),
    case("duty", {"needs: {child-care-duty: yes}": "needs: {child-care-duty: no}"}, ("duty-differs", 8)),
    response("esquiva", {"label: Carta A": "label: Carta B"}, ("name-tells-secret", 1)),
    response("twice", {}, ("label-twice", 2)),
    fault(
        "steps",
        "small/modules/sessions/steps.yaml",
        "title: T\naim: |\n  A.\nminutes: {min: 5, ideal: 15, max: 20}\npriority: core\nsteps:\n"
        "  one: {minutes: 10, verb: say}\n",
        ("steps-not-ideal", 4),
    ),
)

MEDIA = (
    ("element", OPEN_SVG + "<script/></svg>", ("drawing-element", 2)),
    ("doctype", '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>', ("drawing-element", 1)),
    ("attribute", OPEN_SVG + '<path onload="x" d="M0 0"/></svg>', ("drawing-attribute", 2)),
    ("reference", OPEN_SVG + '<path fill="url(#a)" d="M0 0"/></svg>', ("drawing-attribute", 2)),
    ("words", OPEN_SVG + "<text>Puerta</text></svg>", ("drawing-words", 2)),
    ("broken", OPEN_SVG + "<g></svg>", ("drawing-broken", 2)),
    ("root", "<svg/>", ("drawing-root", 1)),
    ("big", OPEN_SVG + "<g>" * 30 + "</g>" * 30 + "</svg>", ("drawing-too-big", 2)),
    ("unlisted", OPEN_SVG + "</svg>", ("drawing-unlisted", 1)),
)

OTHER_PO = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "kit/title"
msgid "Otro título"
msgstr "Another title"

#, fuzzy
msgctxt "kit/purpose"
msgid "Mostrar todo lo que el formato acepta."
msgstr "To show all that the format accepts."
"""

FICTION = (
    case("real-text", {"Un municipio inventado": "Un municipio cerca de H&M"}, ("real-name", 3)),
    case(
        "real-fact",
        {"brand: {name: Marca Dos, gender: f}": "brand: {name: Gap, gender: f}"},
        ("real-name", 12),
        ("name-not-looked-up", 12),
    ),
    response("real-signature", {"label: Carta A": "label: Carta H", "R. Prueba": "Phil Knight"}, ("real-name", 6)),
    play("real-sheet", {"Usted compra.": "Usted compra para Nike."}, ("real-name", 28)),
    case(
        "near",
        {"Marca Dos, gender": "Nikke, gender", "name: Marca Dos": "name: Nikke"},
        ("name-like-real", 12),
    ),
    case(
        "in-use",
        {"where: [real-names], found: nothing}": "where: [web-search], found: in-use, note: a shop in Uruguay}"},
        ("name-in-use", 111),
    ),
    case("where", {"where: [real-names]": "where: [web-serch]"}, ("unknown-name", 111)),
    case("leverage", {"[main-customer]": "[main-custumer]"}, ("unknown-name", 109)),
    case(
        "short",
        {"{heads} personas. {petition-on}.": "{heads} personas. {reply-on}, {petition-on}."},
        ("figure-only-in-short", 58),
    ),
    case(
        "aloud",
        {"{heads} personas. {petition-on}.": "{heads} personas. {petition-on}. " + "palabra " * 300},
        ("too-long-aloud", 59),
    ),
    case("hurts", {"theme: child-care": "theme: harassment"}, ("care-missing", 1)),
    play(
        "no-debrief",
        {"  feelings:\n    how: |\n      ¿Cómo se sintió?\n": "  feelings: {}\n"},
        ("role-play-incomplete", 55),
    ),
    play("no-seat", {"    party: company": "    party: workers"}, ("party-without-seat", 12)),
)

FILES = (
    fault("029", "small/modules/handouts/twice.yaml", "title: T\nbody: {}\n"),
    fault("029-case", "small/modules/handouts/Twice.yaml", "title: T\nbody: {}\n"),
    fault("ending", "small/modules/handouts/ending.yml", "title: T\nbody: {}\n", ("wrong-file-name", 1)),
    fault("folder", "small/modules/handout/lost.yaml", "title: T\n"),
    fault(
        "other-kit",
        "other/kit.yaml",
        (SAMPLES / "small/kit.yaml")
        .read_text()
        .replace("[es]", "[en]")
        .replace(
            "words:\n",
            "words:\n  a: {women: las a, mixed: las y los a}\n  b: {phrase: la b, men: los b}\n"
            "  c: {women: las c, mixed: las y los c, men: los c, short: C}\n  d: {}\n",
        ),
        ("needs-field", 16),
        ("one-of-many", 17),
        ("needs-field", 18),
        ("one-of-none", 19),
    ),
    fault(
        "w-kit",
        "small/workshops/w-kit.yaml",
        (SAMPLES / "small/workshops/example.yaml")
        .read_text()
        .replace("kit: small", "kit: smal")
        .replace("edition: 1.10", "edition: 1.9")
        .replace("lunch: 12:30", "lunhc: 12:30"),
        ("workshop-of-another-kit", 1),
        ("edition-differs", 2),
        ("unknown-name", 12),
    ),
    fault(
        "w-lang",
        "small/workshops/w-lang.yaml",
        (SAMPLES / "small/workshops/example.yaml")
        .read_text()
        .replace("[es]", "[es, en]")
        .replace("{es: Taller de prueba}", "{es: Taller, en: Workshop}"),
        ("languages-expected", 4),
        ("languages-expected", 18),
        ("languages-expected", 19),
    ),
    fault(
        "w-slots",
        "small/workshops/w-slots.yaml",
        (SAMPLES / "small/workshops/example.yaml")
        .read_text()
        .replace("[es]", "[es, en]")
        .replace("{es: Taller de prueba}", '{es: "Taller de {participants.the}", en: Workshop}')
        .replace("Casa de la organización", "{es: Casa, en: House}")
        .replace("El parque", "{es: El parque, en: The park}")
        .replace("las compañeras", "{es: las compañeras, en: the women}"),
        ("slot-in-one-language", 3),
        ("language-not-promised", 10),
    ),
    fault("other-po", "other/translations/en.po", OTHER_PO),
    fault("po", "small/translations/ht.po", "not a catalogue\n", ("po-not-a-catalogue", 1)),
)

FAULTS = (*UNREADABLE, *FIELDS, *REFERENCES, *TEXTS, *FICTION, *FILES)

# What two files give between them, and what is said at another file than the faulty one.
BETWEEN = frozenset(
    {
        ("id-in-two-files", "small/modules/handouts/twice.yaml", 1),
        ("bad-id", "small/modules/handouts/Twice.yaml", 1),
        ("unknown-file", "small/modules/handout", 1),
        ("id-differs", "other/kit.yaml", 1),
        ("missing-file", "other/agenda.yaml", 1),
        ("language-not-promised", "other/kit.yaml", 4),
        ("stale-translation", "other/kit.yaml", 5),
        ("draft-translation", "other/kit.yaml", 6),
        ("missing-translation", "other/kit.yaml", 8),
        ("drawing-missing", "small/media.yaml", 15),
        ("drawing-legend", "small/media.yaml", 16),
    }
)


def make_library(folder: Path) -> Path:
    """Writes the library into `folder`; the drawings are named in its `media.yaml`."""
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    for each in FAULTS:
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.content)
    media = folder / "small/media.yaml"
    lines = media.read_text(encoding="utf-8")
    for name, content, _ in MEDIA:
        (folder / f"small/media/{name}.svg").write_text(content, encoding="utf-8")
        lines += f"{name}: {{file: media/{name}.svg, alt: D, own: yes}}\n" if name != "unlisted" else ""
    lines += "gone: {file: media/gone.svg, alt: D, own: yes}\nlegend: {file: media/room.svg, alt: D, own: yes}\n"
    media.write_text(lines, encoding="utf-8")
    return folder

"""Words that agree: slots in a text, terms and names with their forms, and the text with its slots filled.

Comes in: a text with slots, `{workplace.the}` or `{workplace ~ visitado/visitada}`; a term as people say it («la
fábrica, las fábricas», «las y los participantes»); how the language forms words (`Grammar`). Goes out: the filled
text, and the slots for whoever checks them. Refuses to know a language: articles, contractions and the «y» of a pair
come from catalogues, and a language without any gets the words as they were written. Every brace that is not a slot is
text and stays.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

Number = Literal["one", "many"]


class Grammar(Hashable, Protocol):
    """How a language forms words; `Wording` is one. Hashable, because terms are taken apart once for each."""

    def pattern(self, form: str, gender: str, number: str, /) -> str:
        """`the`, `f`, `one` → «la {word}»; «{word}» where the language has no such form."""
        ...

    def pair(self, first: str, second: str, number: str, /) -> str:
        """Two nouns for one group, said together: «compañeras y compañeros»; of one person, «compañera o compañero»."""
        ...


TEXTS_REMEMBERED = 1 << 16
"""How many texts are remembered with what was found in them: a large kit has some ten thousand in all its languages,
and one that has just been forgotten is as slow as one that was never seen."""

FORMS: dict[str, tuple[str, Number]] = {
    "": ("bare", "one"),
    "the": ("the", "one"),
    "a": ("a", "one"),
    "this": ("this", "one"),
    "of": ("of", "one"),
    "to": ("to", "one"),
    "many": ("bare", "many"),
    "the-many": ("the", "many"),
    "these": ("this", "many"),
    "of-the-many": ("of", "many"),
    "to-the-many": ("to", "many"),
}
"""What may stand behind the dot: which pattern it takes, and in which number."""

NAME_FORMS = ("full", "short")
"""Forms that only a name in full and in short has: its texts as they were written."""

BOTH = "b"
"""What is said of women and men together with both articles before one noun: «las y los participantes»."""

GENDERS = ("m", "f", "n", BOTH, "1", "2", "3", "4", "5", "6")
"""Genders and, as digits, whatever else a language sorts its nouns by (English: those with «a» and those with «an»)."""

ARTICLE_FORMS = ("the", "a", "of", "to")
"""Forms that follow the article people say, not the gender: «el agua», «del agua», but «esta agua»."""


# ── slots ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill. `options` are the words to choose from: masculine, feminine (2), and one for both together (3);
    or by gender and number (4)."""

    name: str
    form: str = ""
    options: tuple[str, ...] = ()
    capital: bool = False

    @property
    def is_agreement(self) -> bool:
        return bool(self.options)

    def __str__(self) -> str:
        """The slot as it is written, in one spelling."""
        name = self.name[:1].upper() + self.name[1:] if self.capital else self.name
        if self.options:
            return f"{{{name} ~ {'/'.join(self.options)}}}"
        return f"{{{name}.{self.form}}}" if self.form else f"{{{name}}}"


# A name may hold any letter, so that `{fábrica}` is told as unknown instead of being printed with its braces. Doubled
# braces are other people's templates. Two backslashes are Markdown's backslash, whatever follows them.
_TOKEN = re.compile(
    r"(?P<twice>\\\\)|(?P<brace>\\\{)"
    r"|(?<!\{)\{(?P<name>[^\W\d_][\w-]*)(?:\.(?P<form>[^\W\d_][\w-]*)|\s*~(?P<options>(?:[^{}~\n]|\n(?!\s*\n))*))?\}(?!\})"
)


def _slot_in(found: re.Match[str]) -> Slot:
    name, choice = found["name"], found["options"]
    options = tuple(" ".join(each.split()) for each in choice.split("/")) if choice is not None else ()
    return Slot(name[:1].lower() + name[1:], found["form"] or "", options, name[:1].isupper())


def parse_slots(text: str) -> tuple[Slot | str, ...]:
    """The text cut into slots and what stands between them; `\\{` has become a brace."""
    if "{" not in text and "\\" not in text:
        return (text,) if text else ()
    return _parsed(text)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _parsed(text: str) -> tuple[Slot | str, ...]:
    parts: list[Slot | str] = []
    rest, end = "", 0
    for found in _TOKEN.finditer(text):
        rest += text[end : found.start()]
        end = found.end()
        if found["name"] is None:
            rest += "{" if found["brace"] else found["twice"]
            continue
        parts.extend([rest] if rest else [])
        parts.append(_slot_in(found))
        rest = ""
    rest += text[end:]
    return (*parts, rest) if rest else tuple(parts)


def find_slots(text: str) -> tuple[Slot, ...]:
    """Every slot of a text, in its order, repeated ones too."""
    return tuple(part for part in parse_slots(text) if isinstance(part, Slot))


def slot_names(text: str) -> tuple[str, ...]:
    """The names that a text's slots use, each once, in the order they first appear."""
    return tuple(dict.fromkeys(slot.name for slot in find_slots(text)))


def holds_words(text: str) -> bool:
    """Whether there is anything to translate: a text of slots, digits and signs only reads alike everywhere."""
    parts = parse_slots(text)
    return any(part.options if isinstance(part, Slot) else any(map(str.isalpha, part)) for part in parts)


def with_slots_spelled_alike(text: str) -> str:
    """The text with every slot in one spelling, so that blanks inside a slot make no difference between two texts."""
    return _TOKEN.sub(lambda found: found[0] if found["name"] is None else str(_slot_in(found)), text)


# ── filling ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class Markdown(str):
    """A value that is small Markdown already (a fact that is a sentence) and is filled in as it stands."""

    __slots__ = ()


_INLINE = re.compile(r"([\\`*_\[\]<>&~|])")
_AT_START = re.compile(r"^(?:([-+#=])|(\d{1,9})([.)])(?=\s|$))")


def escape_markdown(value: str) -> str:
    """Plain text as Markdown that prints exactly it, wherever in a paragraph it comes to stand."""
    inline = _INLINE.sub(r"\\\1", value.replace("\n", " "))
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", inline)


def fill(text: str, resolve: Callable[[Slot], str], escape: Callable[[str], str] = escape_markdown) -> str:
    """The text with every slot filled by what `resolve` says; `escape=str` where nothing reads it as Markdown."""
    return "".join(part if isinstance(part, str) else _filled(part, resolve, escape) for part in parse_slots(text))


def _filled(slot: Slot, resolve: Callable[[Slot], str], escape: Callable[[str], str]) -> str:
    value = resolve(slot)
    said = capitalised(value) if slot.capital else str(value)
    # An author's own options are Markdown like the sentence around them; values are plain text.
    return said if slot.is_agreement or isinstance(value, Markdown) else escape(said)


def capitalised(value: str) -> str:
    """The value with its first letter in upper case, as at the beginning of a sentence."""
    return value[:1].upper() + value[1:]


# ── what a slot can name ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term in one language. `one` or `many` is empty where there is none («las participantes»).

    `gender` is what other words agree with; `article` is the gender whose article people say («el agua» is feminine).
    Both are empty for a term without an article. `short` is the short form of a name («MTPS»), `written` its full text.
    `halves` are the nouns of a pair («las compañeras y los compañeros»), each of which takes its own articles; one of
    them has no `one` where one person is always said as the other («la operadora, las operadoras y los operadores»).
    """

    one: str
    many: str = ""
    gender: str = ""
    article: str = ""
    written: str = ""
    short: str = ""
    halves: "tuple[Phrase, ...]" = ()

    @property
    def number(self) -> Number:
        """The number that words agree with when the term itself is meant."""
        return "one" if self.one else "many"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: it takes no article, but the words around it agree with its gender."""

    full: str
    gender: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A number, sum, date or sentence, said already; it has no forms and nothing agrees with it."""

    said: str


Named = Phrase | Name | Value


@lru_cache(maxsize=4096)
def parse_phrase(text: str, grammar: Grammar) -> Phrase:
    """«la fábrica, las fábricas», «el agua, las aguas, f», «las participantes», «las compañeras y los compañeros».

    A phrase that fits no pattern of the language is taken as it stands, so that languages without articles work.
    """
    parts = [part.strip() for part in text.split(",")]
    stated = parts.pop() if len(parts) > 1 and parts[-1] in GENDERS else ""
    if len(parts) > 2 or not all(parts):
        return Phrase(text.strip(), gender=stated, article=stated, written=text.strip())
    pair = _pair(parts, grammar) if not stated else None
    if pair is not None:
        return pair
    if len(parts) == 1:
        return _alone(parts[0], stated, grammar)
    one, article = _taken_apart(parts[0], ("one",), grammar)
    many, agreeing = _taken_apart(parts[1], ("many",), grammar)
    return Phrase(one, many, stated or agreeing or article, article, parts[0])


def parse_name(full: str, short: str, grammar: Grammar) -> Phrase:
    """A name in full, with its article if it takes one, and in short; commas belong to it."""
    phrase = _alone(full.strip(), "", grammar)
    return Phrase(phrase.one, phrase.many, phrase.gender, phrase.article, full.strip(), short.strip())


def _alone(text: str, stated: str, grammar: Grammar) -> Phrase:
    """A term of one part: singular («la maquila»), plural («las participantes»), or both where patterns do not tell."""
    one, article = _taken_apart(text, ("one",), grammar)
    many, agreeing = _taken_apart(text, ("many",), grammar)
    if article and not agreeing:
        return Phrase(one, "", stated or article, article, text)
    if agreeing and not article:
        return Phrase("", many, stated or agreeing, agreeing, text)
    return Phrase(one, many, stated or article, article, text)


def _taken_apart(text: str, numbers: Iterable[Number], grammar: Grammar) -> tuple[str, str]:
    """The bare word of «la fábrica» and the gender its article shows; the text and "" when it shows none.

    The longest article counts: «las y los participantes» begins with «las» too.
    """
    found = [("", text, "")]
    for form in ("the", "a"):
        for number in numbers:
            for gender in GENDERS:
                before, slot, after = grammar.pattern(form, gender, number).partition("{word}")
                word = text.removeprefix(before).removesuffix(after)
                if slot and (before or after) and word and text == f"{before}{word}{after}":
                    found.append((before + after, word, gender))
    _, word, gender = max(found, key=lambda each: len(each[0]))
    return word, gender


def _pair(parts: list[str], grammar: Grammar) -> Phrase | None:
    """«la compañera o el compañero, las compañeras y los compañeros»: one noun for women and one for men."""
    numbers: tuple[Number, ...] = ("one", "many") if len(parts) == 2 else ("many", "one")
    if len(parts) == 1:
        number = next((each for each in numbers if _halves(parts[0], each, grammar)), None)
        halves = _halves(parts[0], number, grammar) if number else None
        return _together(halves, parts[0]) if halves else None
    one, many = (_halves(part, number, grammar) for part, number in zip(parts, numbers, strict=True))
    if one is None and many is not None:
        return _one_of_both(parts[0], many, grammar)
    if one is None or many is None:
        return None
    first, second = (Phrase(o.one, m.many, m.gender, o.article) for o, m in zip(one, many, strict=True))
    return _together((first, second), parts[0])


def _one_of_both(text: str, many: tuple[Phrase, Phrase], grammar: Grammar) -> Phrase | None:
    """«la operadora, las operadoras y los operadores»: one is a woman, and together they are women and men."""
    one, article = _taken_apart(text, ("one",), grammar)
    if article not in {half.gender for half in many}:
        return None
    halves = tuple(Phrase(one if half.gender == article else "", half.many, half.gender, half.gender) for half in many)
    return Phrase(one, many[0].many, article, article, text, halves=halves)


def _together(halves: tuple[Phrase, Phrase], written: str) -> Phrase:
    return Phrase(halves[0].one, halves[0].many, BOTH, BOTH, written, halves=halves)


def _halves(text: str, number: Number, grammar: Grammar) -> tuple[Phrase, Phrase] | None:
    """Both nouns of a pair, each with an article of its own gender and as long as the other: «el trabajo de la madre y
    el padre» is none."""
    words = text.split(" ")
    for position in range(1, len(words) - 1):
        halves = " ".join(words[:position]), " ".join(words[position + 1 :])
        if grammar.pair(*halves, number) != text:
            continue
        (first, gender), (second, other) = (_taken_apart(half, (number,), grammar) for half in halves)
        if {gender, other} == {"f", "m"} and first.count(" ") == second.count(" "):
            return _half(first, gender, number), _half(second, other, number)
    return None


def _half(word: str, gender: str, number: Number) -> Phrase:
    return Phrase(word if number == "one" else "", word if number == "many" else "", gender, gender)


def say(value: Named, slot: Slot, grammar: Grammar) -> str | None:
    """What a slot says, or None when the thing it names has no such form; the caller tells which one it was."""
    if slot.is_agreement:
        return _agreeing(value, slot.options)
    match value:
        case Phrase():
            return _phrase_said(value, slot.form, grammar)
        case Name():
            return _name_said(value, slot.form, grammar)
        case Value():
            return None if slot.form else value.said


def _phrase_said(phrase: Phrase, form: str, grammar: Grammar) -> str | None:
    if form in NAME_FORMS:
        return (phrase.short if form == "short" else phrase.written) or None
    if form not in FORMS:
        return None
    base, number = FORMS[form]
    if not phrase.one:
        number = "many"
    if phrase.halves and (number == "many" or all(half.one for half in phrase.halves)):
        first, second = (_phrase_said(half, form, grammar) for half in phrase.halves)
        return grammar.pair(first, second, number) if first and second else None
    word = phrase.one if number == "one" else phrase.many
    follows_article = number == "one" and base in ARTICLE_FORMS
    gender = phrase.article if follows_article or not phrase.article else phrase.gender
    return grammar.pattern(base, gender, number).replace("{word}", word) if word else None


def _name_said(name: Name, form: str, grammar: Grammar) -> str | None:
    if form in NAME_FORMS:
        return (name.short if form == "short" else name.full) or None
    if form not in FORMS or FORMS[form][1] == "many":
        return None
    # Without a gender a pattern has no article left, only what a preposition adds: «de Confecciones Río Claro».
    return grammar.pattern(FORMS[form][0], "", "one").replace("{word}", name.full)


def _agreeing(value: Named, options: tuple[str, ...]) -> str | None:
    """The option for the gender and, of four, the number of what is named: masculine, feminine; one, then many.

    Women and men together take the third of three; else the masculine, as languages with two genders do.
    """
    if isinstance(value, Value) or len(options) not in (2, 3, 4):
        return None
    if len(options) == 3 and value.gender == BOTH:
        return options[2]
    second = value.gender == "f"
    many = len(options) == 4 and isinstance(value, Phrase) and value.number == "many"
    return options[2 * many + second]

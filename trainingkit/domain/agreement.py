"""Fixed words around a slot that agree with its noun, and so are wrong as soon as another noun stands there.

Comes in: a text with slots, the names that stand for nouns, what the language shows of gender. Goes out: each fixed
word that would be wrong for a masculine or a feminine noun, and how it would agree: «la {line}» is {line.the}, «de
{line.the}» is {line.of}, «{line.the} está cerrada» is {line ~ cerrado/cerrada}. Refuses to know a language, and to
guess: where a word could belong to another noun it is left alone.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from trainingkit.domain.gender import Article, Articles, GenderWords, Pair
from trainingkit.domain.tokens import END, Token, tokens_of
from trainingkit.domain.words import FORMS, Number, Slot, find_slots


@dataclass(frozen=True, slots=True)
class Finding:
    """A fixed word (or two) that agrees with what a slot stands for, and what to write instead."""

    slot: Slot
    word: str
    write: str


# ── around one slot ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Language:
    """What a language shows of gender, articles and other words."""

    articles: Articles
    words: GenderWords


def disagreements(
    text: str, language: Language, terms: Container[str], names: Container[str] = ()
) -> tuple[Finding, ...]:
    """Every fixed word of a text that agrees with the noun of a slot, each once. `names` take no article."""

    def is_noun(slot: Slot) -> bool:
        return slot.name in terms or (slot.name in names and not language.articles.touching)

    if not any(is_noun(slot) for slot in find_slots(text)):
        return ()
    tokens = tokens_of(text, language.words.phrases)
    found: dict[tuple[int, int], Finding] = {}
    for position, token in enumerate(tokens):
        slot = token.slot
        if slot is None or not is_noun(slot):
            continue
        if slot.is_agreement:
            swapped = _swapped(slot, language)
            found |= {(position, 0): swapped} if swapped else {}
        elif slot.form in FORMS or slot.form in ("full", "short"):
            around = _Around(tokens, position, slot, language.articles, language.words, slot.name in names)
            found |= {(at, 1): finding for at, finding in around.findings() if (at, 1) not in found}
    return tuple(dict.fromkeys(found.values()))


def _swapped(slot: Slot, language: Language) -> Finding | None:
    """Options in the wrong order say the wrong word for every noun."""
    first, second = (each.lower().split() for each in slot.options[:2]) if len(slot.options) > 1 else ([], [])
    if not any(_is_turned(one, other, language) for one, other in zip(first, second, strict=False)):
        return None
    turned = Slot(slot.name, "", (slot.options[1], slot.options[0], *slot.options[2:]), slot.capital)
    return Finding(slot, f"{slot.options[0]}/{slot.options[1]}", str(turned))


def _is_turned(first: str, second: str, language: Language) -> bool:
    """Whether the feminine of two words that differ stands first."""
    pair = language.words.pair(first, said=True)
    right = {pair.options} if pair else {each.options for each in language.articles.known}
    return first != second and (second, first) in right


Findings = Iterator[tuple[int, Finding]]


@dataclass(frozen=True)
class _Around:
    """Looks to both sides of a slot that stands for a noun."""

    tokens: list[Token]
    position: int
    slot: Slot
    articles: Articles
    words: GenderWords
    is_name: bool = False

    @property
    def base(self) -> str:
        """What the slot says before its noun: nothing (`bare`), or an article of its own."""
        base = "the" if self.slot.form == "full" else FORMS.get(self.slot.form, ("bare", "one"))[0]
        return "bare" if self.is_name and base not in ("of", "to") else base

    @property
    def number(self) -> Number:
        return FORMS.get(self.slot.form, ("bare", "one"))[1]

    def at(self, position: int) -> Token:
        return self.tokens[position] if 0 <= position < len(self.tokens) else END

    def pair(self, position: int, *, said: bool = False) -> Pair | None:
        """The word there as one that agrees; «nombre, fecha y {line.the} tapados» agrees with all of them."""
        pair = self.words.pair(self.at(position).word, said=said)
        if pair is None or self.number == pair.number or not self.is_joined():
            return pair
        return None if self.at(position).word == pair.masculine else pair

    def is_joined(self) -> bool:
        """Whether the slot is the second of two things: «la fecha y {line.the}», «a la marca y a {workplace.the}»."""
        before = self.position - 1
        before -= self.at(before).word in self.words.prepositions
        return self.at(before).word in self.words.joining

    def choice(self, position: int, pair: Pair) -> tuple[int, Finding]:
        """A finding at a word that agrees."""
        return self.fixed(position, self.at(position).word, pair.options)

    def fixed(self, position: int, word: str, options: tuple[str, str]) -> tuple[int, Finding]:
        return position, Finding(self.slot, word, str(Slot(self.slot.name, "", options)))

    def findings(self) -> Findings:
        yield from self.articles_before()
        if self.articles.touching:
            return
        yield from self.adjectives_before()
        yield from self.counted()
        after = self.position + 1
        for each in self.adjectives_after(after):
            yield each
            after = each[0] + 1
        while self.is_right(after):
            after += 1
        yield from self.set_off(after)
        yield from self.relative(after)
        yield from self.repeated(after)
        yield from self.attached()
        if self.may_be_subject():
            yield from self.predicate(after)

    # ── before ──

    def article_at(self, end: int) -> Article | None:
        """The article whose last word stands at `end`."""
        last = self.at(end).word
        for each in self.articles.known:
            start = end - len(each.words) + 1
            if last != each.words[-1] or start < 0:  # soon told, of most words
                continue
            if tuple(token.word for token in self.tokens[start : end + 1]) == each.words:
                return each
        return None

    def articles_before(self) -> Findings:
        """«la {workplace}», «la gran {workplace}», «de {workplace.the}»."""
        end = self.position - 1
        if self.base in ("of", "to"):
            return
        for base, said in self.articles.prepositions.items():
            if self.base == "the" and said and self.at(end).word == said and (base, self.number) in self.contracted:
                yield end, Finding(self.slot, said, self.written(base))
                return
        while self.base == "bare" and not self.articles.touching and self.passes(end):
            end -= 1
        article = self.article_at(end)
        if article is not None:
            yield end, Finding(self.slot, " ".join(article.words), self.instead_of(article, end))

    @property
    def contracted(self) -> frozenset[tuple[str, Number]]:
        return self.articles.contracted

    def instead_of(self, article: Article, end: int) -> str:
        """The slot with that article of its own, if it stands next to it; else an article that agrees."""
        if self.articles.touching:
            return str(
                Slot(self.slot.name, "the" if self.slot.form == "short" else article.form, (), self.slot.capital)
            )
        form = self.written(self.base if self.base != "bare" else article.form)
        if form and end == self.position - 1 and self.slot.form != "short" and not self.is_name:
            return form
        return str(Slot(self.slot.name, "", article.options))

    def passes(self, position: int) -> bool:
        return self.at(position).word in self.words.neutral or self.pair(position) is not None

    def written(self, base: str) -> str:
        """The slot in another form of the same number; empty where there is none."""
        form = next((form for form, meant in FORMS.items() if meant == (base, self.number)), "")
        return str(Slot(self.slot.name, form, (), self.slot.capital)) if form else ""

    def adjectives_before(self) -> Findings:
        """«otra {workplace}», «todas {worker.the-many}», «está cerrada {workplace.the}»."""
        if self.base in ("of", "to"):
            return
        position = self.position - 1
        while not self.at(position).ends:
            pair = self.agrees_before(position)
            if pair:
                yield self.choice(position, pair)
            elif not (self.at(position).word in self.words.neutral or self.is_plain_article(position)):
                return
            position -= 1

    def is_plain_article(self, position: int) -> bool:
        """Whether an article stands there that no preposition has grown into."""
        article = self.article_at(position)
        return article is not None and article.form not in self.articles.prepositions

    def is_article(self, position: int) -> bool:
        return self.article_at(position) is not None

    def agrees_before(self, position: int) -> Pair | None:
        pair = self.pair(position)
        # «ha cerrado {workplace.the}», «ha ya cerrado»: a participle of the perfect.
        position -= self.at(position - 1).word in self.words.between
        return None if self.at(position - 1).word in self.words.perfect else pair

    def counted(self) -> Findings:
        """«una de {worker.the-many}», «ninguna {worker.of-the-many}», «una de nuestras {worker.many}»."""
        if self.number != "many":
            return
        position = self.position - 1
        if self.base != "of":
            while self.base == "bare" and (self.passes(position) or self.is_article(position)):
                position -= 1
            if not self.says(position, "of"):
                return
            position -= 1
        pair = self.words.counting.get(self.at(position).word)
        if pair:
            yield self.choice(position, pair)

    def says(self, position: int, base: str) -> bool:
        """Whether the language's word for `of` or `to` stands there."""
        return self.at(position).word == self.articles.prepositions[base] != ""

    # ── behind ──

    def adjectives_after(self, position: int) -> Findings:
        """«{workplace.the} nueva y limpia»: adjectives right behind the noun."""
        position = self.next_adjective(position)
        while pair := self.agrees_after(position):
            yield self.choice(position, pair)
            position = self.next_adjective(position + 1)

    def next_adjective(self, position: int) -> int:
        """Where a further adjective may stand: behind joining words, others that agree, and what may come before it."""
        passed = self.words.degrees
        while self.at(position).word in passed or self.is_right(position) or self.is_joint(position):
            position += 1
        return position

    def is_joint(self, position: int) -> bool:
        """Whether a joining word stands there, and not right behind the noun, where it joins another noun."""
        return self.at(position).word in self.words.joining and self.at(position - 1).slot is not self.slot

    def is_right(self, position: int) -> bool:
        """Whether words stand there that agree already."""
        slot = self.at(position).slot
        return slot is not None and slot.is_agreement and slot.name == self.slot.name

    def agrees_after(self, position: int, *, said: bool = False) -> Pair | None:
        """The word there, if it agrees with the noun before it and does not begin another noun."""
        begins = self.at(position).word in self.words.leading and not self.closes(position + 1)
        return None if begins else self.pair(position, said=said)

    def closes(self, position: int) -> bool:
        """Whether nothing follows that could be a noun of its own."""
        token, words = self.at(position), self.words
        if token.ends or token.comma:
            return True
        small = words.prepositions | words.joining | words.relative | words.linking | words.perfect | words.between
        return token.word in small and not self.is_article(position)

    def set_off(self, position: int) -> Findings:
        """«{workplace.the}, cerrada desde marzo, …»."""
        if not self.at(position).comma:
            return
        if self.slot.form == "" and not self.is_article(self.position - 1):
            return  # «{maritza}, {worker}, embarazada de cinco meses»: all of them tell of somebody else
        position = self.next_adjective(position + 1)
        while (pair := self.agrees_after(position)) and self.at(position).word not in self.words.leading:
            yield self.choice(position, pair)
            position = self.next_adjective(position + 1)

    def relative(self, position: int) -> Findings:
        """«{workplace.the}, la cual», «{worker.many} con las que»."""
        comma = self.at(position).comma
        position += comma
        preposition = self.at(position).word in self.words.prepositions
        # «según {supervisor.the-many}, las que protestan» begins something new.
        if comma and not preposition and self.at(self.position - 1).word in self.words.prepositions:
            return
        position += preposition
        article = self.article_at(position)
        if article is not None and article.form != "a" and self.at(position + 1).word in self.words.relative:
            yield self.fixed(position, f"{' '.join(article.words)} {self.at(position + 1).word}", article.options)

    def repeated(self, position: int) -> Findings:
        """«a {worker.the-many} las llamaron»: the pronoun says the object once more."""
        if self.base != "to" and not self.says(self.position - 1, "to"):
            return
        while self.at(position).word in self.words.between and self.at(position).word not in self.words.objects:
            position += 1
        verb = self.at(position + 1).word
        is_verb = verb in self.words.perfect or verb.endswith(self.words.verb_endings)
        pair = self.words.objects.get(self.at(position).word)
        if verb and is_verb and pair:
            yield self.choice(position, pair)

    def attached(self) -> Findings:
        """«Lleve {label.the} y guárdela»: only where no other noun stands before that it could mean."""
        start, position = self.position - 1, self.position + 1
        while not self.at(start).ends:
            start -= 1
        hidden = self.base == "of" or self.at(self.position - 1).word in self.words.prepositions
        if self.words.attached is None or hidden or any(map(self.is_other, range(start, self.position))):
            return
        while not (self.at(position).ends or self.is_other(position)):
            word = self.at(position).word
            found = self.words.attached.search(word)
            pair = self.words.objects.get(found[1]) if found else None
            if found and pair and pair.number == self.number:
                written = f"{word[: found.start(1)]}{Slot(self.slot.name, '', pair.options)}"
                yield position, Finding(self.slot, word, written)
            position += 1

    def is_other(self, position: int) -> bool:
        """Whether another noun shows there, by its article or as a slot."""
        return self.at(position).slot is not None or self.is_article(position)

    # ── what is said of a subject ──

    def may_be_subject(self) -> bool:
        """Not behind a preposition, nor the second of two nouns («la gerente y {worker.the}»)."""
        before = self.at(self.position - 1)
        if self.base in ("of", "to") or before.word in self.words.prepositions:
            return False
        return before.word not in self.words.joining or not self.at(self.position - 2).word

    def predicate(self, position: int) -> Findings:
        """«{workplace.the} no está cerrada», «{worker.the-many}, que ya fueron avisadas, …»."""
        relative = position + self.at(position).comma
        if self.at(relative).word in self.words.relative:
            position = relative + 1
        behind = self.behind_verb(position) or self.behind_verb(self.past_phrase(position))
        if not behind:
            return
        position = self.next_adjective(behind)
        article = self.article_at(position)
        pair = self.pair(position + 1)
        if article is not None and pair and article.form in ("the", "a") and self.closes(position + 2):
            yield self.with_article(position + 1, article, pair)
        while pair := self.agrees_after(position, said=True):
            yield self.choice(position, pair)
            position = self.next_adjective(position + 1)

    def with_article(self, position: int, article: Article, pair: Pair) -> tuple[int, Finding]:
        """«es la única»."""
        first, second = article.options
        options = f"{first} {pair.masculine}", f"{second} {pair.feminine}"
        return self.fixed(position, f"{article.words[-1]} {self.at(position).word}", options)

    def past_phrase(self, position: int) -> int:
        """Behind «de la esquina» or «con su hija», where one such follows the noun."""
        if self.at(position).word not in self.words.prepositions:
            return position
        for end in range(position + 2, position + 5):
            if self.at(end - 1).ends or self.at(end - 1).comma:
                return position
            if self.at(end).word in self.words.linking:
                return end
        return position

    def behind_verb(self, position: int) -> int:
        """What stands behind a chain with a linking verb in it: «no ha sido», «puede quedar», «está ya»; 0 for none."""
        found = False
        while self.at(position).word in self.words.between or self.at(position).word in self.words.linking:
            if found and self.is_article(position):
                break
            found = found or self.at(position).word in self.words.linking
            position += 1
        return position if found else 0

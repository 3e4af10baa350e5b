"""The texts of a kit as their readers meet them: comes in a kit with its scope and a language, goes out each text with
its slots filled, and whose it is.

Filled as a sample of the kit prints it: the facts of its cases, its own words, the value of its laws. Refuses to stand
in for what is not translated: a text without a trusted translation is left out, since a gap is told elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trainingkit.content.budgets import Readers, readers_of
from trainingkit.content.scope import Scope, address
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.facts import Fact
from trainingkit.domain.paper import Worksheet
from trainingkit.domain.text import FACILITATOR, Form, Text
from trainingkit.domain.workshop import sample_of
from trainingkit.i18n.wording import wording_for

_SHARED = ("countries", "sectors")
_NAMES = ("kit/authors", "kit/credits")


@dataclass(frozen=True, slots=True)
class Printed:
    """One text in one language: its address, the module it is of (`kit`, `countries/sv`, `standards`), its readers."""

    unit: str
    module: str
    readers: Readers
    form: Form
    text: str


def printed_in(language: str, scope: Scope) -> Iterator[Printed]:
    """Every text of a kit, and of what it shares and uses, in one language."""
    sample = sample_of(scope.kit)
    scribe = Scribe(scope.kit, sample, wording_for(language, sample.country), FACILITATOR)
    for module, texts in scope.module_texts:
        if not scope.is_faulty(address(module)):
            form = isinstance(module, Worksheet) and bool(module.form)
            yield from _printed(texts, address(module), scribe.about(scope.facts(module)), form=form)
    loose = (text for text in scope.loose_texts if not text.unit.startswith(_NAMES))
    yield from _printed(loose, "kit", scribe)
    laws = _values(scope)
    for text in scope.shared_texts:
        parts = text.unit.split("/")
        pack = "/".join(parts[: 2 if parts[0] in _SHARED else 1])
        yield from _printed((text,), pack, scribe.about(laws.get("/".join(parts[:-1]), {})))


def _printed(texts: Iterable[Text], module: str, scribe: Scribe, *, form: bool = False) -> Iterator[Printed]:
    for text in texts:
        said = text.find(scribe.language)
        if text.form is not Form.PHRASE and said is not None:
            filled = scribe.say(text) if "{" in said else said.strip()
            yield Printed(text.unit, module, readers_of(text, form=form), text.form, filled)


def _values(scope: Scope) -> dict[str, Mapping[str, Fact]]:
    """The one slot that a statement of law has, by the address of the statement."""
    return {
        f"countries/{country}/law/{topic}": {"value": Fact(id="value", number=law.value)}
        for country, pack in scope.kit.shared.countries.items()
        for topic, law in pack.law.items()
        if law.value is not None
    }

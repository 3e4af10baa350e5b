"""What is said about one code: a title for the reference page, the sentence, and one way to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """English messages as `catalogues.mark` gives them. `near` stands for `fix` where a nearest name is known."""

    title: str
    message: str
    fix: str
    near: str = ""

"""What a YAML parser's complaint means to the person who wrote the file: comes in its exception, goes out one problem.

The parser speaks English and of tokens; here it becomes a code of ours, at the line to look at. Refuses to repeat its
words.
"""

import re

from trainingkit.errors import Place, Problem

_TAB = re.compile(r"[ ]*\t")
_UNCLOSED = {
    "while scanning a quoted scalar": "quotes",
    "while parsing a flow mapping": "{",
    "while parsing a flow sequence": "[",
    "while parsing a flow node": "[",
}


def syntax_problem(error: Exception, text: str, name: str) -> Problem:
    """The problem that an exception of the parser stands for."""
    line, column = _where(error)
    lines = text.split("\n")
    tab = _line_with_tab(lines, line)
    if tab:
        return Problem("yaml-tab", place=Place(name, tab, 1))
    context = str(getattr(error, "context", "") or "")
    complaint = str(getattr(error, "problem", "") or "")
    begun = getattr(getattr(error, "context_mark", None), "line", line - 1) + 1
    at_end = not "\n".join(lines[line - 1 :])[max(0, column - 1) :].strip()
    if context in _UNCLOSED and at_end:
        return Problem(
            "file-cut-off", details={"what": _UNCLOSED[context], "begun": str(begun)}, place=Place(name, line)
        )
    if "could not find expected ':'" in complaint:
        cut = at_end or begun >= _last_line(lines)
        code = "file-cut-off" if cut else "yaml-no-colon"
        details = {"what": lines[begun - 1].strip()[:40], "begun": str(begun)} if cut else {}
        return Problem(code, details=details, place=Place(name, begun))
    return Problem(_code(complaint), place=Place(name, line, column))


def _code(complaint: str) -> str:
    if "mapping values are not allowed" in complaint:
        return "yaml-colon"
    if "cannot start any token" in complaint:
        return "yaml-character"
    if "escape" in complaint:
        return "yaml-escape"
    if "undefined tag handle" in complaint or "tag" in complaint:
        return "yaml-tag-broken"
    return "yaml-syntax"


def _where(error: Exception) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _last_line(lines: list[str]) -> int:
    return max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)


def _line_with_tab(lines: list[str], line: int) -> int:
    """The line at or just before `line` that is indented with a tab; 0 when none is."""
    for number in (line, line - 1):
        if 0 < number <= len(lines) and _TAB.match(lines[number - 1]):
            return number
    return 0

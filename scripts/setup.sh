#!/usr/bin/env bash
# Makes a fresh machine ready: Pango, a virtual environment from the hashed locks, fonts and icons.
# In: `demo` (what the program needs) or `test` (also what the tests need). Out: .venv, and two ignored folders of the package.
# What is already there is left alone, so it may run before every command. It changes nothing outside this folder except
# through the machine's own package manager, and says so before it does.
set -eu
cd "$(dirname "$0")/.."

profile=${1:-test}
case $profile in
    demo) groups="installer build runtime" ;;
    test) groups="installer build runtime test pdfcheck lint" ;;
    *) echo "usage: scripts/setup.sh [demo|test]" >&2; exit 2 ;;
esac

say() { echo "set-up: $*"; }
fail() { echo "set-up: $*" >&2; exit 1; }

# --- the machine's own packages -------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_updated=
install_packages() { # WHY PACKAGE…
    why=$1
    shift
    command -v apt-get >/dev/null 2>&1 || fail "$why is missing. Install what your system calls: $*"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        fail "$why is missing and there is no sudo. Let root run: apt-get update && apt-get install -y $*"
    fi
    say "$why is missing: apt-get install $*"
    if [ -z "$apt_updated" ]; then
        as_root apt-get update -qq
        apt_updated=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

on_mac() { [ "$(uname -s)" = Darwin ]; }

is_recent_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    # On a Mac Homebrew's Python comes first: it alone finds the libraries that Homebrew installs.
    if on_mac && command -v brew >/dev/null 2>&1; then
        for name in "$(brew --prefix)"/bin/python3 "$(brew --prefix)"/bin/python3.1[1-9]; do
            if is_recent_python "$name"; then echo "$name"; return; fi
        done
    fi
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if is_recent_python "$name"; then command -v "$name"; return; fi
    done
}

can_load_libraries() {
    "$1" - <<'PYTHON'
import ctypes, ctypes.util, sys

def loads(name, file):
    for candidate in (ctypes.util.find_library(name), file):
        try:
            if candidate and ctypes.CDLL(candidate):
                return True
        except OSError:
            pass
    return False

wanted = {"pango-1.0": "libpango-1.0.so.0", "pangoft2-1.0": "libpangoft2-1.0.so.0", "harfbuzz-subset": "libharfbuzz-subset.so.0"}
sys.exit(not all(loads(name, file) for name, file in wanted.items()))
PYTHON
}

prepare_machine() { # PYTHON
    if ! can_load_libraries "$1"; then
        if on_mac; then
            command -v brew >/dev/null 2>&1 || fail "Pango is missing. Install Homebrew, then: brew install python pango"
            say "Pango is missing: brew install pango"
            brew install --quiet pango
        else
            install_packages "Pango" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
        fi
        can_load_libraries "$1" || fail "Pango is installed but $1 cannot load it. On a Mac use Homebrew's Python: brew install python"
    fi
    if [ "$profile" = test ] && ! command -v msgfmt >/dev/null 2>&1; then
        if on_mac; then brew install --quiet gettext; else install_packages "msgfmt" gettext; fi
    fi
    if [ "$profile" = test ]; then prepare_postgres; prepare_browser; fi
}

# Without a server the tests of the storage run on SQLite alone and say so, except where that is not allowed (`.ci/run`).
prepare_postgres() {
    if command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then return; fi
    if on_mac; then (brew install --quiet postgresql@17 && brew link --quiet postgresql@17); else (install_packages "PostgreSQL" postgresql); fi ||
        say "NO POSTGRESQL: the tests of the storage will run on SQLite alone"
}

# The same for the tests in a browser.
prepare_browser() {
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then return; fi
    done
    if on_mac; then brew install --quiet --cask chromium; else (install_packages "Chromium" chromium); fi ||
        say "NO CHROMIUM: nothing will be tested in a browser"
}

# --- the virtual environment ----------------------------------------------------------------------------------------

make_environment() { # PYTHON
    if ! "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        install_packages "the venv module of $1" "$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    say "virtual environment in .venv"
    "$1" -m venv --clear .venv
}

locks() { for group in "$@"; do echo "requirements/$group.txt"; done; }

install_locked() { # PYTHON COMMAND LOCK…: uv because it is quick; pip where uv cannot reach the packages but pip is set up to
    target=$1
    command=$2
    shift 2
    options=""
    for lock in "$@"; do options="$options --requirement $lock"; done
    if [ "$command" = sync ]; then
        .venv/bin/uv pip sync --quiet --python "$target" --require-hashes "$@" && return
    else
        # shellcheck disable=SC2086
        .venv/bin/uv pip install --quiet --python "$target" --require-hashes $options && return
    fi
    say "uv did not manage, trying pip"
    # shellcheck disable=SC2086
    "$target" -m pip install --quiet --disable-pip-version-check --require-hashes $options
}

# What .venv was made from: the locks, the project's name and commands, and the folder, since scripts in .venv name it.
fingerprint() {
    # shellcheck disable=SC2046
    { echo "$PWD"; grep -E '^(name|version|trainingkit) = ' pyproject.toml; cat $(locks $groups); } | cksum
}

is_stamped() { # PROFILE FINGERPRINT
    [ -x .venv/bin/trainingkit ] && [ -f ".venv/.made-for-$1" ] && [ "$(cat ".venv/.made-for-$1")" = "$2" ]
}

prepare_environment() {
    mark=$(fingerprint)
    if is_stamped "$profile" "$mark"; then return; fi
    python=$(find_python)
    [ -n "$python" ] || fail "Python 3.11 or newer is missing. Debian and Ubuntu: apt-get install python3 python3-venv"
    prepare_machine "$python"
    if ! .venv/bin/python -c "import sys; sys.exit(sys.prefix != '$PWD/.venv')" >/dev/null 2>&1 || ! is_recent_python .venv/bin/python; then
        make_environment "$python"
    fi
    say "locked dependencies ($profile)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt
    # The full set is made exact; the smaller one only adds, so that `make demo` takes no test tools away.
    how=install
    [ "$profile" = test ] && how=sync
    # shellcheck disable=SC2046
    install_locked .venv/bin/python $how $(locks $groups)
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
    echo "$mark" >".venv/.made-for-$profile"
}

# --- fonts, icons, passwords ---------------------------------------------------------------------------------------

prepare_npm() {
    if command -v npm >/dev/null 2>&1; then return; fi
    if [ ! -x .tools/node/bin/npm ]; then
        say "npm is missing: taking it from a Python package into .tools"
        .venv/bin/python -m venv --clear .tools/node
        install_locked .tools/node/bin/python install requirements/node.txt
    fi
    PATH="$PWD/.tools/node/bin:$PATH"
}

prepare_assets() {
    if .venv/bin/python scripts/fetch_assets.py --check; then return; fi
    say "fonts, icons, leaked passwords"
    prepare_npm
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
    .venv/bin/python scripts/fetch_assets.py
}

prepare_environment
prepare_assets

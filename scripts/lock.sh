#!/usr/bin/env bash
# In: pyproject.toml and package.json. Out: requirements/*.txt and package-lock.json, with hashes and without addresses.
# All groups are solved together first, so that no two files name different versions of one package.
# Refuses to leave a lock that names an address.
set -eu
cd "$(dirname "$0")/.."

top=$PWD
groups="test pdfcheck lint build installer node"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp pyproject.toml README.md LICENSE "$work/"
upgrade=${1:-} # "--upgrade" takes the newest versions that pyproject.toml allows; otherwise what is locked stays

compile() { # OUTPUT ARGUMENT…
    output=$1
    shift
    (cd "$work" && "$top/.venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file "$output" "$@" >/dev/null)
}

if [ "$upgrade" != --upgrade ]; then
    # uv keeps the versions that it finds in its output file
    cat requirements/*.txt >"$work/all.txt" 2>/dev/null || true
fi
all=""
for group in $groups; do all="$all --group $group"; done
# shellcheck disable=SC2086 # a list of options
compile all.txt pyproject.toml $all
compile runtime.txt pyproject.toml --constraint all.txt
for group in $groups; do compile "$group.txt" --group "$group" --constraint all.txt; done

for name in runtime $groups; do
    {
        echo "# Made by \`make lock\` from pyproject.toml; do not edit."
        cat "$work/$name.txt"
    } >"requirements/$name.txt"
done
if command -v npm >/dev/null 2>&1; then
    npm install --package-lock-only --no-fund --no-audit >/dev/null
fi
if grep -nE '[a-z]+://' requirements/*.txt || grep -n '"resolved"' package-lock.json; then
    echo "make lock: a lock names an address (see above)" >&2
    exit 1
fi

"""Writes the JSON Schemas of the content format into `kits/_shared/schemas/`; `make schemas` calls it, a test says when
to."""

from pathlib import Path

from trainingkit.content.jsonschemas import json_schemas
from trainingkit.content.writing import write_atomic

FOLDER = Path(__file__).resolve().parent.parent / "kits" / "_shared" / "schemas"


def main() -> None:
    for name, text in json_schemas().items():
        path = FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_atomic(path, text.encode())
            print(name)


if __name__ == "__main__":
    main()

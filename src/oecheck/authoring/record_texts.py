"""What the keys of the course description record ask for, among the texts of the program: there they are translated.

python -m oecheck.authoring.record_texts      writes src/oecheck/texts/en/record.json again
"""

from __future__ import annotations

from pathlib import Path

import msgspec

import oecheck.texts
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.values.locations import standards_root

__all__ = ["FILE", "record_texts"]

FILE = Path(oecheck.texts.__file__).parent / "en" / "record.json"


def record_texts() -> bytes:
    """The file, from `record.yaml` of the edition that comes with the program."""
    path = standards_root() / "ohe/0.1/record.yaml"
    keys = to_data(parse_yaml(path.read_bytes(), path.name).root)["keys"]
    return (
        msgspec.json.format(
            msgspec.json.encode({f"record.ask.{key}": entry["asks"] for key, entry in keys.items()}), indent=2
        )
        + b"\n"
    )


if __name__ == "__main__":
    FILE.write_bytes(record_texts())

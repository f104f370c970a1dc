"""YAML and JSON trees as this floor needs them: one small interface over `oecheck.documents`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oecheck.documents.yaml import YamlNode

Node = YamlNode

"""What docs/protocol.md promises is proved by tests that exist."""

import ast
import re
from pathlib import Path

import app.store.tables
import portal.store.tables

ROOT = Path(__file__).parents[2]
INVARIANTS = 22


def rows() -> dict[int, str]:
    text = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    return {int(number): proofs for number, proofs in re.findall(r"^\| I(\d+) \|[^|]*\|(.*)\|$", text, re.MULTILINE)}


def is_there(proof: str) -> bool:
    path, _, name = proof.partition("::")
    if not (ROOT / path).is_file():
        return False
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_invariant_names_tests_and_each_exists() -> None:
    assert sorted(rows()) == list(range(1, INVARIANTS + 1))
    for number, text in rows().items():
        proofs = re.findall(r"`([^`]+)`", text)
        assert proofs, number
        assert [proof for proof in proofs if not is_there(proof)] == [], number


def test_no_table_removes_rows_by_a_cascade() -> None:
    """I20."""
    tables = [*app.store.tables.metadata.tables.values(), *portal.store.tables.metadata.tables.values()]
    assert [key for table in tables for key in table.foreign_keys if key.ondelete] == []
    written = [path for room in ("app", "portal") for path in (ROOT / room / "store" / "migrations").rglob("*.py")]
    assert written
    assert [path.name for path in written if "CASCADE" in path.read_text(encoding="utf-8").upper()] == []

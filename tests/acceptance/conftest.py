"""Lets the files of this folder share `tests.acceptance.office`, however pytest was started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
pytest.register_assert_rewrite("tests.acceptance.office")

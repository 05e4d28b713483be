"""Whether folder permissions bind the user who runs the tests; they do not bind root with all its powers."""

import os
import tempfile

import pytest


def _binds() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0)  # noqa: PTH101
        try:
            return not os.access(folder, os.R_OK)
        finally:
            os.chmod(folder, 0o700)  # noqa: PTH101


needs_permissions = pytest.mark.skipif(not _binds(), reason="permissions do not bind this user")

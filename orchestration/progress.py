"""Lets whoever started a run in this process follow it edition by edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int], None]
"""(step, editions done in it since the last call)."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def following(listener: Listener) -> Iterator[None]:
    """Call `listener` for what the steps report inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report(step: str, editions: int = 1) -> None:
    """Say that a step is done with some editions."""
    if (listener := _listener.get()) is not None:
        listener(step, editions)

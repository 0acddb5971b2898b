"""Ctrl-C and polite kills, kept from breaking in while files are put in place, and from leaving anything behind."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

# Ctrl-C, a polite kill, a terminal that was closed.
_POLITE = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stopped(BaseException):
    """A polite kill as an exception, as KeyboardInterrupt is for Ctrl-C: what is in hand can be put away first.

    Parameters
    ----------
    number
        Of the signal.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.Signals(number).name)


class _GivenUp(BaseException):
    """Leads out of work that a waiting signal is about to end."""


class Hold:
    """What came while signals were held."""

    def __init__(self) -> None:
        self._waiting: list[int] = []
        self._is_ending = False

    def poll(self) -> None:
        """Give up if a signal waits that ends the program anyhow; call it where nothing has been changed yet."""
        if self._is_ending:
            raise _GivenUp

    def _note(self, number: int, *, ends: bool) -> None:
        self._waiting.append(number)
        self._is_ending |= ends


@contextmanager
def held() -> Iterator[Hold]:
    """Keep signals waiting until the end of the block; then they act as if they came at that moment.

    Threads other than the main one are never interrupted by a signal, and have nothing to hold.
    """
    hold = Hold()
    before: dict[int, Any] = {}
    try:
        if threading.current_thread() is threading.main_thread():
            for number in _POLITE:
                _hold_one(number, hold, before)
        yield hold
    except _GivenUp:
        pass  # the signal says the rest
    finally:
        _restore(before)
        for number in dict.fromkeys(hold._waiting):
            signal.raise_signal(number)


def _hold_one(number: int, hold: Hold, before: dict[int, Any]) -> None:
    handler = signal.getsignal(number)
    if handler in (signal.SIG_IGN, None):  # nobody is waiting for it, or a handler that is not Python's to restore
        return
    ends = handler in (signal.SIG_DFL, signal.default_int_handler, _raise_stopped)
    before[number] = handler
    signal.signal(number, lambda came, frame: hold._note(came, ends=ends))


@contextmanager
def orderly() -> Iterator[None]:
    """Let a polite kill raise `Stopped` in the block, so that what is in hand is put away; then it ends the program.

    Handlers that the program has set itself stay as they are.
    """
    before: dict[int, Any] = {}
    stopped = None
    try:
        if threading.current_thread() is threading.main_thread():
            for number in _POLITE:
                if signal.getsignal(number) == signal.SIG_DFL:
                    before[number] = signal.SIG_DFL
                    signal.signal(number, _raise_stopped)
        yield
    except Stopped as error:
        if error.number not in before:
            raise
        stopped = error.number
    finally:
        _restore(before)
    if stopped is not None:
        signal.raise_signal(stopped)


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


def _restore(before: dict[int, Any]) -> None:
    """Put all handlers back, also if one of them raises meanwhile: a program must not be left deaf."""
    raised = None
    for number, handler in before.items():
        while signal.getsignal(number) != handler:
            try:
                signal.signal(number, handler)
            except BaseException as error:
                raised = raised or error
    if raised:
        raise raised

import signal
import subprocess
import sys
import threading

import pytest

from routemap.files.signals import held, orderly

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite kill")


def test_ctrl_c_waits_until_the_end_of_the_block() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), held():
        signal.raise_signal(signal.SIGINT)
        done.append("all")
    assert done == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_work_that_has_changed_nothing_yet_is_given_up() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), held() as hold:
        hold.poll()
        signal.raise_signal(signal.SIGINT)
        hold.poll()
        done.append("too much")
    assert done == []


def test_a_handler_of_the_programs_own_is_called_and_the_work_goes_on() -> None:
    called: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: called.append(number))
    try:
        with held() as hold:
            signal.raise_signal(signal.SIGTERM)
            assert called == []
            hold.poll()
        assert called == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with orderly(), held() as hold:
            signal.raise_signal(signal.SIGHUP)
            hold.poll()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_thread_holds_nothing_and_is_not_stopped() -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with orderly(), held() as hold:
                hold.poll()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert failed == []


TERMINATED = """
import os, signal
from routemap.files.signals import orderly
try:
    with orderly():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        finally:
            print("put away", flush=True)
finally:
    print("never reached", flush=True)
"""


def test_a_polite_kill_ends_the_program_as_it_would_have_after_all_is_put_away() -> None:
    done = subprocess.run([sys.executable, "-c", TERMINATED], capture_output=True, text=True, check=False)
    assert done.stdout == "put away\n"
    assert done.returncode == -signal.SIGTERM


SECOND = """
import os, signal
from routemap.files.signals import held
def impatient(number, handler, plain=signal.signal):
    if handler is signal.default_int_handler:
        signal.signal = plain
        plain(number, handler)
        os.kill(os.getpid(), signal.SIGINT)
        return
    return plain(number, handler)
try:
    with held():
        signal.signal = impatient
except KeyboardInterrupt:
    print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, flush=True)
"""


def test_a_second_ctrl_c_does_not_leave_the_program_deaf() -> None:
    done = subprocess.run([sys.executable, "-c", SECOND], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr

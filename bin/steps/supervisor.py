"""Several programs as one: their lines prefixed, one signal stops all, one death stops all."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

PATIENCE = 12  # seconds between "please stop" and "stop": a document may be being rendered
COLOURS = (36, 33, 35, 32)
PR_SET_PDEATHSIG = 1


class Supervisor:
    """Starts programs, prints what they say under their names, ends them together."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen] = {}
        self.readers: list[threading.Thread] = []
        self.asked_to_stop = False  # no Event: setting one in a handler can lock up for ever
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, *_) -> None:
        self.asked_to_stop = True

    def start(self, name: str, command: list) -> None:
        """Start a program in its own session: a Ctrl-C reaches it only through us."""
        program = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        colour = COLOURS[len(self.running) % len(COLOURS)]
        self.running[name] = program
        reader = threading.Thread(target=_relay, args=(name, colour, program), daemon=True)
        reader.start()
        self.readers.append(reader)

    def dead(self) -> str:
        """Give the name of a program that ended by itself, if there is one."""
        return next((name for name, p in self.running.items() if p.poll() is not None), "")

    def watch(self) -> str:
        """Wait for a signal or for a death; give the name of the dead program, or nothing."""
        while not self.asked_to_stop:
            time.sleep(0.2)
            if (name := self.dead()) and not self.asked_to_stop:
                return name
        return ""

    def stop(self) -> None:
        """Ask all programs to end, wait, then end what is left of each one's whole session."""
        for program in self.running.values():
            if program.poll() is None:
                program.terminate()
        deadline = time.monotonic() + PATIENCE
        for program in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(max(0, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)  # its own children, if any were left
            program.wait()
        for reader in self.readers:
            reader.join(1)


def _die_with_parent() -> None:
    """Have the kernel end the program when we die, even by kill -9: no orphan holds a port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _relay(name: str, colour: int, program: subprocess.Popen) -> None:
    prefix = f"{name:<6} | "
    if sys.stdout.isatty():
        prefix = f"\033[{colour}m{prefix}\033[0m"
    for line in program.stdout:
        # One write a line: print() writes the line's end apart, and two programs speak at once.
        sys.stdout.write(f"{prefix}{line.decode(errors='replace').rstrip()}\n")
        sys.stdout.flush()

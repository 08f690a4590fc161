"""Runs a function in a forked child and acts at its N-th write to a folder: kill -9, half a write, or an error of the disk.

Linux, through ptrace(2) by ctypes: nothing to install, no strace, no compiler. What a system call is asked comes from
PTRACE_GET_SYSCALL_INFO, the same on every machine; changing a call (half a write, an error) is for x86_64 alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_TRACEME, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO, _GETREGS, _SETREGS = 0, 24, 0x4200, 0x420E, 12, 13
_TRACESYSGOOD, _FORK, _VFORK, _CLONE, _EXITKILL = 1, 2, 4, 8, 0x100000
_WALL = 0x40000000
_ENTRY, _EXIT = 1, 2
_RAX, _ORIG_RAX, _RDX, _REGISTERS = 10, 15, 12, 27  # of user_regs_struct, in words of 8 bytes
_STOP_OF_A_CALL = 5 | 0x80  # SIGTRAP, marked as of a call
_FOR_WRITING = os.O_CREAT | os.O_WRONLY | os.O_RDWR

# Per call: how its first arguments name the file. "fd"; "path"; "at": a folder and a path in it.
_CALLS = {
    "open": "path", "openat": "at", "creat": "path", "write": "fd", "pwrite64": "fd", "writev": "fd", "pwritev": "fd",
    "truncate": "path", "ftruncate": "fd", "fallocate": "fd", "fsync": "fd", "fdatasync": "fd", "unlink": "path",
    "unlinkat": "at", "rename": "path", "renameat": "at", "renameat2": "at", "mkdir": "path", "mkdirat": "at",
    "rmdir": "path", "link": "path", "linkat": "at", "chmod": "path", "fchmod": "fd", "fchmodat": "at",
}  # fmt: skip
_NUMBERS = {
    "x86_64": {
        "write": 1, "open": 2, "pwrite64": 18, "writev": 20, "fsync": 74, "fdatasync": 75, "truncate": 76, "ftruncate": 77,
        "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "chmod": 90, "fchmod": 91,
        "openat": 257, "mkdirat": 258, "unlinkat": 263, "renameat": 264, "linkat": 265, "fchmodat": 268, "fallocate": 285,
        "pwritev": 296, "renameat2": 316,
    },
    "aarch64": {
        "mkdirat": 34, "unlinkat": 35, "linkat": 37, "renameat": 38, "truncate": 45, "ftruncate": 46, "fallocate": 47,
        "fchmod": 52, "fchmodat": 53, "openat": 56, "write": 64, "writev": 66, "pwrite64": 68, "pwritev": 70, "fsync": 82,
        "fdatasync": 83, "renameat2": 276,
    },
}  # fmt: skip
_NAMES = {number: name for name, number in _NUMBERS.get(platform.machine(), {}).items()}
_TAKE_SPACE = {"create", "write", "pwrite64", "writev", "pwritev", "fallocate", "mkdir", "mkdirat"}


@dataclass(frozen=True)
class Fault:
    """What happens at the `at`-th write (1 is the first): `kill` before it, `half` of it and then kill, or an errno.

    A full disk (ENOSPC) stays full for all that takes space, one that may only be read (EROFS) stays so.
    """

    at: int
    how: str

    def hits(self, number: int, name: str) -> bool:
        """Whether the call with this number fails."""
        if self.how == "EROFS":
            return number >= self.at
        if self.how == "ENOSPC":
            return number >= self.at and name in _TAKE_SPACE
        return number == self.at


@dataclass
class Run:
    """What became of a run: its writes in order (`pwrite64 register.db`, `open ...` to write, `create ...`) and its exit code.

    -9 says that it was killed.
    """

    calls: list[str] = field(default_factory=list)
    code: int = 0


@dataclass(frozen=True)
class _Call:
    name: str
    path: str


def why_not() -> str:
    """Why a process cannot be traced here; empty when it can."""
    if sys.platform != "linux" or not _NAMES:
        return "processes are traced on Linux, x86_64 and aarch64, only"
    child = os.fork()
    if child == 0:
        allowed = _ptrace(_TRACEME, 0) == 0
        os._exit(0 if allowed else 1)
    _, status = os.waitpid(child, 0)
    return "" if status == 0 else "this machine does not allow one process to trace another (ptrace)"


def changes_calls() -> bool:
    """Whether a call can be changed here, and not only be the last one."""
    return platform.machine() == "x86_64"


def run(work: Callable[[], int], place: Path, fault: Fault | None) -> Run:
    """Run `work` in a child that comes to harm at one of its writes below `place`. Its exit code is what it gives."""
    child = os.fork()
    if child == 0:
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    os.waitpid(child, 0)
    _ptrace(_SETOPTIONS, child, 0, _TRACESYSGOOD | _FORK | _VFORK | _CLONE | _EXITKILL)
    _ptrace(_SYSCALL, child)
    return _Tracer(child, os.path.realpath(place), fault).run()


class _Tracer:
    """Follows a process with its threads and children until the last has gone."""

    def __init__(self, child: int, place: str, fault: Fault | None) -> None:
        self.child, self.place, self.fault = child, place, fault
        self.result = Run()
        self.alive = {child}
        self.failing: dict[int, int] = {}
        self.dies_after: set[int] = set()

    def run(self) -> Run:
        while self.alive:
            try:
                pid, status = os.waitpid(-1, _WALL)
            except ChildProcessError:
                break
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                self.alive.discard(pid)
                if pid == self.child:
                    self.result.code = os.waitstatus_to_exitcode(status)
                continue
            self.alive.add(pid)
            stopped_by = os.WSTOPSIG(status)
            passed_on = 0
            if stopped_by == _STOP_OF_A_CALL:
                self.at_a_call(pid)
            elif stopped_by not in (signal.SIGSTOP, _STOP_OF_A_CALL & 0x7F):
                passed_on = stopped_by
            _ptrace(_SYSCALL, pid, 0, passed_on)
        return self.result

    def at_a_call(self, pid: int) -> None:
        moment, number, arguments = _asked(pid)
        if moment == _EXIT:
            if pid in self.failing:
                _change(pid, {_RAX: -self.failing.pop(pid)})
            if pid in self.dies_after:
                self.kill()
            return
        call = self.seen(pid, number, arguments)
        if moment != _ENTRY or call is None:
            return
        self.result.calls.append(f"{call.name} {call.path}")
        if self.fault is None or not self.fault.hits(len(self.result.calls), call.name):
            return
        if self.fault.how == "kill":
            if changes_calls():
                _change(pid, {_ORIG_RAX: -1})
            self.kill()
        elif self.fault.how == "half":
            if call.name in ("write", "pwrite64"):
                _change(pid, {_RDX: arguments[2] // 2})
            self.dies_after.add(pid)
        else:
            _change(pid, {_ORIG_RAX: -1})
            self.failing[pid] = getattr(errno, self.fault.how)

    def kill(self) -> None:
        for pid in self.alive:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # a thread of a process that was killed just now

    def seen(self, pid: int, number: int, arguments: tuple[int, ...]) -> _Call | None:
        """The call, when it is one that writes below the place."""
        name = _NAMES.get(number)
        if name is None:
            return None
        kind = _CALLS[name]
        if name in ("open", "openat", "creat"):
            flags = {"open": arguments[1], "openat": arguments[2]}.get(name, os.O_CREAT)
            if not flags & _FOR_WRITING:
                return None
            name = "create" if flags & os.O_CREAT else "open"
        if kind == "fd":
            path = _link(f"/proc/{pid}/fd/{arguments[0]}")
        elif kind == "path":
            path = os.path.join(_link(f"/proc/{pid}/cwd"), _text(pid, arguments[0]))
        else:
            folder = ctypes.c_int(arguments[0]).value
            at = f"/proc/{pid}/cwd" if folder == -100 else f"/proc/{pid}/fd/{folder}"
            path = os.path.join(_link(at), _text(pid, arguments[1]))
        inside = f"{path}/".startswith(f"{self.place}/")
        return _Call(name, path[len(self.place) + 1 :] or ".") if inside else None


def _ptrace(request: int, pid: int, address: int = 0, data: int = 0) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    library.ptrace.restype = ctypes.c_long
    return int(library.ptrace(request, pid, address, data))


def _asked(pid: int) -> tuple[int, int, tuple[int, ...]]:
    """The moment (before or after the call), its number and its arguments."""
    room = ctypes.create_string_buffer(96)
    _ptrace(_GET_SYSCALL_INFO, pid, len(room), ctypes.addressof(room))
    return room.raw[0], struct.unpack_from("<Q", room, 24)[0], struct.unpack_from("<6Q", room, 32)


def _change(pid: int, words: dict[int, int]) -> None:
    """Give registers of a process other values."""
    registers = (ctypes.c_uint64 * _REGISTERS)()
    _ptrace(_GETREGS, pid, 0, ctypes.addressof(registers))
    for place, value in words.items():
        registers[place] = value & 0xFFFFFFFFFFFFFFFF
    _ptrace(_SETREGS, pid, 0, ctypes.addressof(registers))


def _link(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""


def _text(pid: int, address: int) -> str:
    """The text at an address of a process; not over the end of its page."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        read = b""
        while b"\0" not in read:
            memory.seek(address + len(read))
            read += memory.read(256 - (address + len(read)) % 256)
    return os.fsdecode(read.partition(b"\0")[0])

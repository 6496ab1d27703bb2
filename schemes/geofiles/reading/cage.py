"""What the reading process takes from itself before it looks at a file: it cannot take it back.

Time, memory, size of files, and, on Linux, sockets and other programs (seccomp). Where the
kernel offers no seccomp the other limits and GDAL's own switches remain.
"""

import ctypes
import os
import platform
import resource
import struct

from .limits import Limits

# socket, connect, bind, execve, execveat, ptrace, io_uring_setup by machine
CALLS = {
    "x86_64": (0xC000003E, (41, 42, 49, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 281, 117, 425)),
}
LOAD, EQUAL, ANSWER = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | 13  # EACCES
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
PR_SET_PDEATHSIG, KILLED = 1, 9  # it ends with the worker that started it

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "GDAL_NUM_THREADS": "1",
    "PROJ_NETWORK": "OFF",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "GDAL_SKIP": "VRT,WMS,WCS,HTTP,PLMOSAIC,EEDAI,OGCAPI,STACTA,STACIT,GDALG",
    "OGR_SKIP": "OGR_VRT,WFS,OAPIF,CSW,GMLAS,ElasticSearch,HTTP,GDALG",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "100",
    "DXF_CLOSED_LINE_AS_POLYGON": "YES",
    "CPL_DEBUG": "OFF",
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def lock(limits: Limits) -> bool:
    """Limit this process for good; say whether sockets are closed to it by the kernel."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.unpacked_bytes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.umask(0o077)
    return _close_sockets()


def _close_sockets() -> bool:
    machine = CALLS.get(platform.machine())
    if machine is None or platform.system() != "Linux":
        return False
    arch, calls = machine
    steps = [(LOAD, 0, 0, 4), (EQUAL, 0, len(calls) + 1, arch), (LOAD, 0, 0, 0)]
    steps += [(EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(ANSWER, 0, 0, ALLOW), (ANSWER, 0, 0, FAIL)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, KILLED, 0, 0, 0)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) == 0

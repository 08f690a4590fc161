"""The file of a Word or LibreOffice document as a zip: every program that opens it finds the same parts in it."""

import struct
import zipfile
from collections.abc import Iterator

from opdracht.proof.obstacle import Obstacle

FILE = "het bestand"

_LOCAL = struct.Struct(
    "<4s5H3I2H"
)  # signature, version, flags, method, time, day, crc, sizes, lengths of name and extra
_END = 22  # bytes of the last record, when the file has no comment
_DESCRIPTOR = 24  # bytes at most that follow the content when its size was not known beforehand
_SIZE_ELSEWHERE = 0xFFFFFFFF
_SIZE_FOLLOWS, _LOCKED = 0x8, 0x1
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-[]/%{}() ")


def zip_obstacles(archive: zipfile.ZipFile, content: bytes) -> Iterator[Obstacle]:
    """Where the list of members at the end of a zip and the members themselves tell different things."""
    seen: set[str] = set()
    for info in archive.infolist():
        name = info.filename.casefold()
        if name in seen:
            yield Obstacle(info.filename, "een onderdeel dat er twee keer in zit")
        seen.add(name)
        if not set(info.orig_filename) <= _PLAIN or ".." in name or name.startswith("/"):
            yield Obstacle(FILE, "een onderdeel met een vreemde naam")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & _LOCKED:
            yield Obstacle(info.filename, "een onderdeel dat niet ieder programma kan uitpakken")
    ends_with_list = content[-_END:].startswith(b"PK\x05\x06")
    if archive.comment or not ends_with_list or not _is_whole(archive, content):
        yield Obstacle(FILE, "gegevens tussen of achter de onderdelen")


def _is_whole(archive: zipfile.ZipFile, content: bytes) -> bool:
    """Whether the members follow each other from the first byte to the list, each with what the list says of it."""
    at = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if not at <= info.header_offset <= at + _DESCRIPTOR:
            return False
        head = content[info.header_offset : info.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size:
            return False
        _, _, flags, method, _, _, crc, packed, size, of_name, of_extra = _LOCAL.unpack(head)
        is_large = packed == size == _SIZE_ELSEWHERE
        in_front = (method, crc, *(() if is_large else (packed, size)))
        listed = (info.compress_type, info.CRC, *(() if is_large else (info.compress_size, info.file_size)))
        if in_front != listed and not flags & _SIZE_FOLLOWS:
            return False
        name = content[info.header_offset + _LOCAL.size : info.header_offset + _LOCAL.size + of_name]
        if name not in (info.orig_filename.encode("utf-8", "replace"), info.orig_filename.encode("cp437", "replace")):
            return False
        at = info.header_offset + _LOCAL.size + of_name + of_extra + info.compress_size
    return at <= archive.start_dir <= at + _DESCRIPTOR

"""A draft of a mail, that a mail program opens for sending (.eml). The program itself sends nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True)
class Attachment:
    """A workbook that goes with a mail."""

    name: str
    content: bytes


def is_address(text: str) -> bool:
    """Whether a text is one address that a mail can go to."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def draft(to: str, subject: str, paragraphs: Sequence[str], attachment: Attachment | None = None) -> bytes:
    """The file of a mail in plain text. `to` is an address, or empty: who sends it fills that in."""
    mail = EmailMessage(policy=SMTP.clone(utf8=False))
    mail["X-Unsent"] = "1"  # by which Outlook opens it as a mail to send
    mail["Subject"] = _on_one_line(subject)
    if is_address(to):
        mail["To"] = to.strip()
    mail.set_content("\n\n".join(paragraphs) + "\n", charset="utf-8")
    if attachment is not None:
        maintype, subtype = _XLSX
        mail.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name)
        mail.set_boundary(hashlib.sha256(attachment.content).hexdigest()[:32])  # the same mail is the same file
    return mail.as_bytes()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())

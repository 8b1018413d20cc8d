"""E-mail messages and web archives (.eml, .mht) to drafts, by the standard library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.decode import decode_bytes, where
from dateline.read.page import draft_page
from dateline.read.plain import draft_text
from dateline.text import fold_space

_FORWARDS = ("re:", "fw:", "fwd:")


def read_mail(raw: Raw) -> Draft:
    """The draft of a message: its text part, else its HTML part; subject, sender and date from its head."""
    name = where(raw)
    if not raw.data.strip():
        raise ReadError(f"{name} is empty; give a message that holds a report.")
    try:
        message = message_from_bytes(raw.data, policy=policy.default)
        body = message.get_body(preferencelist=("plain", "html")) if isinstance(message, EmailMessage) else None
        words, is_page = _body(body)
        subject, sender, sent = (str(message[key] or "") for key in ("Subject", "From", "Date"))
        location = str(message["Content-Location"] or message["Snapshot-Content-Location"] or "")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"{name} is a damaged e-mail message; save it again from the mail program.") from error
    if not words.strip():
        raise ReadError(f"{name} has no text part; save the attachment that holds the report instead.")
    topic = _subject(subject)
    if is_page:
        draft = draft_page(words, name)
        draft = replace(draft, title=draft.title or topic)
    else:
        draft = draft_text(words, title=topic)
    day = _day(sent)
    person, address = parseaddr(sender)
    return replace(
        draft,
        byline=draft.byline or fold_space(person) or address or None,
        published=draft.published or day,
        published_quote=draft.published_quote if draft.published else (fold_space(sent) if day else None),
        url=draft.url or (location if location.startswith(("http://", "https://")) else None),
    )


def _body(part: object) -> tuple[str, bool]:
    """The words of a body part, and whether they are HTML."""
    if not isinstance(part, EmailMessage):
        return "", False
    data = part.get_payload(decode=True)
    charset = part.get_content_charset()
    words = decode_bytes(data, charset).text if isinstance(data, bytes) else ""
    return words, part.get_content_type() == "text/html"


def _subject(subject: str) -> str | None:
    """The subject without marks of answers and forwards."""
    subject = fold_space(subject)
    while subject.lower().startswith(_FORWARDS):
        subject = subject.split(":", 1)[1].strip()
    return subject or None


def _day(words: str) -> date | None:
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return None

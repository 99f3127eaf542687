"""Mail replies: bytes in, the kind of mail, the person's own words and the update they give out. Pure."""

from webapp.replies.reader import Reader, read
from webapp.replies.reply import Attachment, DocumentRef, Failure, Reply, Update, as_json

__all__ = ["Attachment", "DocumentRef", "Failure", "Reader", "Reply", "Update", "as_json", "read"]

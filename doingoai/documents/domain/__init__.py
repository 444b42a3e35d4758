"""Papers as values, and the marks that keep a paper out."""

from doingoai.documents.domain.paper import Block, Document, NotReadable, Paragraph, Table

__all__ = ["Block", "Document", "NotReadable", "Paragraph", "Table"]

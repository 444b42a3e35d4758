"""Papers as values, and the marks that keep a paper out."""

from doingoai.documents.domain.paper import RECOGNISED, Block, Document, NotReadable, Paragraph, Table

__all__ = ["RECOGNISED", "Block", "Document", "NotReadable", "Paragraph", "Table"]

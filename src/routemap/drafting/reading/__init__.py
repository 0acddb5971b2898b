"""Files → documents: text, Markdown, HTML, Word, PDF, standard input."""

from routemap.drafting.reading.read import read_document

__all__ = ["read_document"]

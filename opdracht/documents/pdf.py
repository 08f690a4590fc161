"""PDF of Word documents, by LibreOffice: tagged, and valid as PDF/A-2b and as PDF/UA-1.

LibreOffice 7.4 declares PDF/UA without the schema that PDF/A asks for (an XMP extension), so that is added here.
"""

import base64
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from lxml import etree

from opdracht.documents.libreoffice import Conversion, Converted, convert

_MADE_FROM = "/OpdrachtBron"  # in the PDF: the SHA-256 of its Word file
_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PACKET_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_PACKET_END = b'\n<?xpacket end="w"?>'
_EXTENSION = f"""\
<rdf:Description xmlns:rdf="{_RDF}" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def make_pdfs(documents: Sequence[Path], *, force: bool, soffice: Path | None = None) -> Converted:
    """A PDF beside each Word file, as `convert` makes them."""
    return convert(documents, PDF, force=force, soffice=soffice)


def _finished(made: Path, source: str) -> bytes:
    try:
        return _as_ua(made, source)
    except pikepdf.PdfError:  # half a file: LibreOffice stopped while it wrote
        return b""


def _as_ua(made: Path, source: str) -> bytes:
    """The PDF with what PDF/A asks of a document that says it is PDF/UA, and with the Word file it was made of."""
    with pikepdf.open(made) as pdf:
        metadata = etree.fromstring(pdf.Root.Metadata.read_bytes())
        metadata.find(f"{{{_RDF}}}RDF").append(etree.fromstring(_EXTENSION))
        pdf.Root.Metadata = pdf.make_stream(
            _PACKET_BEGIN + etree.tostring(metadata) + _PACKET_END, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        pdf.docinfo[_MADE_FROM] = source
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _end_in_a_letter(stream)
        content = io.BytesIO()
        pdf.save(content, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return content.getvalue()


def _end_in_a_letter(stream: pikepdf.Stream) -> None:
    """Write a compressed stream in ASCII85: a CR at its end and the LF after it would count as one line end."""
    raw = stream.read_raw_bytes()
    before = pikepdf.Array([stream.Filter] if "/Filter" in stream else [])
    stream.write(base64.a85encode(raw) + b"~>")
    stream.Filter = pikepdf.Array([pikepdf.Name.ASCII85Decode, *before])


def _made_from(target: Path) -> str:
    """The SHA-256 of the Word file that a PDF of ours was made of; empty for any other file, or none."""
    try:
        with pikepdf.open(target) as pdf:
            return str(pdf.docinfo.get(_MADE_FROM, ""))
    except (OSError, pikepdf.PdfError):
        return ""


def made_for(content: bytes) -> str | None:
    """What a PDF of ours says it is about, the number of an opdracht or a word of the region; None for any other file."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return str(pdf.docinfo.get("/Keywords", "")) if _MADE_FROM in pdf.docinfo else None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):  # whatever people send
        return None


PDF = Conversion(
    "PDF", ".pdf", f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}", "Opslaan als, PDF", _finished, _made_from
)

"""Word files packed by hand, so that tests can put any XML into them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def pack(
    body: str, styles: str = "", start: str = "", notes: str = "", header: str = "", main: str = f"{_WORD}.document"
) -> bytes:
    """A Word file with that content between the tags of its body, its styles, its footnotes and its header."""
    parts = {"styles": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'}
    if notes:
        parts["footnotes"] = f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'
    if header:
        parts["header"] = f'<w:hdr xmlns:w="{W}">{header}</w:hdr>'
        body += f'<w:sectPr><w:headerReference xmlns:r="{_OFFICE}" w:type="default" r:id="header"/></w:sectPr>'
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>' for name in parts)
    links = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="main" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/document.xml": f'{start}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()

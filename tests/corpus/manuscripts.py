"""The invented trial as its authors would hold it: a Word file with Zotero's fields, and a LaTeX project."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "caption", "Bibliography")
)


def docx(body: str, *, styles: str = STYLES, **parts: str) -> bytes:
    """A Word file with this body; further parts by name (`footnotes`, `numbering`)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        package.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        for name, words in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{words}</w:{name}>')
    return made.getvalue()


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(inner: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def field_of(instruction: str, result: str) -> str:
    return begin_field(instruction) + result + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def begin_field(instruction: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def table(rows: list[list[tuple[str, int, str]]], heads: int) -> str:
    """Rows of cells (words, columns, "" or the vMerge value); so many rows are heads."""
    made = ""
    for number, row in enumerate(rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/>{merged(merge)}</w:tcPr>{paragraph(run(words))}</w:tc>'
            for words, wide, merge in row
        )
        made += f"<w:tr><w:trPr>{'<w:tblHeader/>' if number < heads else ''}</w:trPr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def merged(kind: str) -> str:
    return f'<w:vMerge w:val="{kind}"/>' if kind else ""


class Trial:
    """The invented trial's mark-up, written in other formats."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(str(path)).getroot()
        self.items = {ref.get("id"): ref for ref in self.root.iter("ref")}

    def docx(self) -> bytes:
        """With headings as styles, citations as Zotero's fields and the list as Zotero's bibliography."""
        meta = self.root.find("front/article-meta")
        assert meta is not None
        body = paragraph(run(words(meta.find(".//article-title"))), "Title")
        people = [f"{words(name.find('given-names'))} {words(name.find('surname'))}" for name in meta.iter("name")]
        body += paragraph(run(", ".join(people))) + paragraph(run(words(meta.find("aff"))))
        body += paragraph(run("Abstract"), "heading1")
        body += "".join(paragraph(self._inline(p)) for p in meta.iterfind("abstract/p"))
        body += "".join(self._part(part, 1) for part in self.root.iterfind("body/*"))
        body += paragraph(run("References"), "heading1")
        listed = [f"{number}. {printed(ref)}" for number, ref in enumerate(self.items.values(), 1)]
        first, *between, last = listed
        body += paragraph(begin_field("ADDIN ZOTERO_BIBL {}") + run(first), "Bibliography")
        body += "".join(paragraph(run(entry), "Bibliography") for entry in between)
        body += paragraph(run(last) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Bibliography")
        return docx(body)

    def latex(self) -> tuple[str, str]:
        """The main file, with citations as raised numbers, and its .bbl."""
        meta = self.root.find("front/article-meta")
        assert meta is not None
        people = [f"{words(name.find('given-names'))} {words(name.find('surname'))}" for name in meta.iter("name")]
        abstract = "\n\n".join(self._tex_inline(p) for p in meta.iterfind("abstract/p"))
        body = "".join(self._tex_part(part, 0) for part in self.root.iterfind("body/*"))
        listed = "".join(f"\\bibitem{{{name}}} {tex(printed(ref))}\n\n" for name, ref in self.items.items())
        and_ = " \\and "
        main = (
            "\\documentclass{article}\n\\usepackage[super,sort&compress]{natbib}\n"
            f"\\title{{{tex(words(meta.find('.//article-title')))}}}\n\\author{{{and_.join(people)}}}\n"
            f"\\begin{{document}}\n\\maketitle\n\\begin{{abstract}}\n{abstract}\n\\end{{abstract}}\n{body}"
            "\\bibliography{refs}\n\\end{document}\n"
        )
        return main, f"\\begin{{thebibliography}}{{9}}\n{listed}\\end{{thebibliography}}\n"

    def _tex_part(self, element: etree._Element, depth: int) -> str:
        if element.tag == "sec":
            return "".join(self._tex_part(part, depth + (part.tag == "sec")) for part in element)
        if element.tag == "title":
            return f"\\{'sub' * depth}section{{{tex(words(element))}}}\n"
        if element.tag == "table-wrap":
            return self._tex_table(element)
        return f"{self._tex_inline(element).replace('Table 1', 'Table~' + chr(92) + 'ref{T1}')}\n\n"

    def _tex_table(self, wrap: etree._Element) -> str:
        rows = ""
        for number, row in enumerate(wrap.iter("tr")):
            cells = [
                f"\\multirow{{2}}{{*}}{{{tex(words(cell))}}}"
                if cell.get("rowspan") == "2"
                else f"\\multicolumn{{{cell.get('colspan')}}}{{c}}{{{tex(words(cell))}}}"
                if cell.get("colspan", "1") != "1"
                else tex(words(cell))
                for cell in row
            ]
            cells = ["", *cells] if number == 1 else cells
            rows += f"{' & '.join(cells)} \\\\\n" + ("\\midrule\n" if number == 1 else "")
        note = tex(words(wrap.find("table-wrap-foot/p")))
        return (
            f"\\begin{{table}}\n\\caption{{{tex(words(wrap.find('caption')))}}}\\label{{T1}}\n\\begin{{tabular}}{{lcccc}}\n"
            f"\\toprule\n{rows}\\bottomrule\n\\end{{tabular}}\n\n{note}\n\\end{{table}}\n\n"
        )

    def _tex_inline(self, element: etree._Element) -> str:
        made = tex(element.text or "")
        for part in element:
            if part.tag == "sup":
                made += f"\\cite{{{','.join(self._cited(part))}}}"
            made += tex(part.tail or "")
        return made

    @staticmethod
    def _cited(raised: etree._Element) -> list[str]:
        names = [link.get("rid", "") for link in raised]
        if len(names) == 2:
            low, high = (int(name[1:]) for name in names)
            return [f"B{number}" for number in range(low, high + 1)]
        return names

    def _part(self, element: etree._Element, level: int) -> str:
        if element.tag == "sec":
            return "".join(self._part(part, level + (part.tag == "sec")) for part in element)
        if element.tag == "title":
            return paragraph(run(words(element)), f"heading{level}")
        if element.tag == "table-wrap":
            caption = f"{words(element.find('label'))}. {words(element.find('caption'))}"
            note = "".join(paragraph(run(words(p))) for p in element.iterfind("table-wrap-foot/p"))
            return paragraph(run(caption), "caption") + self._table(element) + note
        return paragraph(self._inline(element))

    def _table(self, wrap: etree._Element) -> str:
        rows = [
            [
                (words(cell), int(cell.get("colspan", "1")), "restart" if cell.get("rowspan") == "2" else "")
                for cell in row
            ]
            for row in wrap.iter("tr")
        ]
        rows[1].insert(0, ("", 1, "continue"))
        return table(rows, heads=2)

    def _inline(self, element: etree._Element) -> str:
        made = run(element.text or "")
        for part in element:
            if part.tag == "sup":
                made += self._citation(part)
            made += run(part.tail or "")
        return made

    def _citation(self, raised: etree._Element) -> str:
        items = [{"itemData": self._csl(self.items[name])} for name in self._cited(raised)]
        data = json.dumps({"citationID": "x", "citationItems": items})
        return field_of(
            f"ADDIN ZOTERO_ITEM CSL_CITATION {data}", run(words(raised), '<w:vertAlign w:val="superscript"/>')
        )

    @staticmethod
    def _csl(ref: etree._Element) -> dict[str, object]:
        return {
            "title": words(ref.find(".//article-title")),
            "author": [{"family": words(ref.find(".//surname"))}],
            "issued": {"date-parts": [[words(ref.find(".//year"))]]},
        }


def tex(text: str) -> str:
    """Words with TeX's signs escaped."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text)


def words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def printed(ref: etree._Element) -> str:
    """An entry in Vancouver style."""
    people = ", ".join(f"{words(name.find('surname'))} {words(name.find('given-names'))}" for name in ref.iter("name"))
    people += ", et al" if ref.find(".//etal") is not None else ""
    found = {name: words(ref.find(f".//{name}")) for name in ("article-title", "source", "year", "volume", "issue")}
    pages = "-".join(filter(None, (words(ref.find(".//fpage")), words(ref.find(".//lpage")))))
    issue = f"({found['issue']})" if found["issue"] else ""
    doi = words(ref.find(".//pub-id[@pub-id-type='doi']"))
    place = f"{found['year']};{found['volume']}{issue}:{pages}"
    return f"{people}. {found['article-title']}. {found['source']}. {place}. doi:{doi}"

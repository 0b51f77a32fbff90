"""LaTeX manuscripts: sections, citations as they print, tables, notes, and the list from what lies beside the file."""

from pathlib import Path

import pytest
from tests.read.looking import rows, words_of

from extract.errors import NotAPaper
from extract.model import Document, Style
from extract.read import load_source, read_document

BIB = r"""@string{wj = "Ward J"}
@article{moss19, author={Moss, Ann and Fern, Bo}, title={Quiet rooms \& sleep}, journal=wj, year=2019, volume=4,
 pages={11--19}, doi={10.5555/w_j.4}}
@article{oak20, author={Oak, C.}, title={Dim light}, journal={Lamp J}, year={2020}, volume={1}, pages={1--9}}
@article{elm21, author={Elm, D.}, title={Not cited}, journal=wj, year={2021}}
"""
NAMED = r"""\begin{thebibliography}{9}
\bibitem[Moss et~al.(2019)Moss, Fern]{moss19} Moss A, Fern B. Quiet rooms. Ward J. 2019;4:11-19.
\bibitem[{Oak(2020)}]{oak20} Oak C. Dim light. Lamp J. 2020;1:1-9.
\end{thebibliography}"""


def project(folder: Path, body: str, *, preamble: str = "", **beside: str) -> Document:
    """A main file and what lies beside it: `refs_bib="..."` is refs.bib."""
    main = folder / "main.tex"
    main.write_text(f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n")
    for name, text in beside.items():
        (folder / name.replace("_", ".")).write_text(text)
    return read_document(*load_source(main, max_bytes=1_000_000))


def cited(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(link.span.of(document.text), link.targets) for link in document.links if link.kind == "reference"]


def test_sections_and_words_without_comments_and_commands(tmp_path: Path) -> None:
    document = project(
        tmp_path,
        "\\maketitle\\begin{abstract}Rest in \\ward{} is short.\\end{abstract}\n\\section{Methods}\n"
        "We asked \\emph{all} 40 nurses, 5\\% more. % not this\n\n\\subsection*{Beds}\\input{part}\n"
        "\\begin{itemize}\\item one\\item two\\end{itemize}",
        preamble="\\title{On rest\\thanks{Paid by none}}\\author{Ann Lee \\and Bo Wu}\\newcommand{\\ward}{ward 3}",
        part_tex="It held $3 \\times 10^{4}$ \\textbf{beds}\\footnote{Made up.}.\n",
    )
    assert document.metadata.title == "On rest" and [person.family for person in document.metadata.authors] == [
        "Lee",
        "Wu",
    ]
    headings = [(b.span.of(document.text), b.level, b.role) for b in document.blocks if b.kind == "heading"]
    assert headings == [("Methods", 1, "methods"), ("Beds", 2, "methods")]
    assert words_of(document, "paragraph") == [
        "Rest in ward 3 is short.",
        "We asked all 40 nurses, 5% more.",
        "It held 3 ×10⁴ beds1.",
    ]
    assert next(b.role for b in document.blocks if b.kind == "paragraph") == "abstract"
    assert words_of(document, "list_item") == ["one", "two"] and words_of(document, "note") == ["1 Made up."]


def test_a_bib_beside_the_file_is_the_list_in_the_order_of_citation(tmp_path: Path) -> None:
    document = project(
        tmp_path, "It fell \\cite{oak20} and rose \\cite[p.~3]{moss19}.\\bibliography{refs}", refs_bib=BIB
    )
    assert cited(document) == [("[1]", ("oak20",)), ("[2, p. 3]", ("moss19",))]
    entries = [entry.pieces[0].of(document.text) for entry in document.entries]
    assert entries == [
        "Oak C. Dim light. Lamp J. 2020;1:1-9.",
        "Moss A, Fern B. Quiet rooms & sleep. Ward J. 2019;4:11-19. doi:10.5555/w_j.4",
    ]
    assert document.faults == ()


def test_a_bbl_goes_before_the_bib_and_its_names_are_printed(tmp_path: Path) -> None:
    body = "It fell \\citep[see][p. 3]{moss19,oak20}, as \\citet{oak20} found.\\bibliography{refs}"
    document = project(tmp_path, body, main_bbl=NAMED, refs_bib=BIB)
    assert cited(document) == [
        ("(see Moss et al., 2019; Oak, 2020, p. 3)", ("moss19", "oak20")),
        ("Oak (2020)", ("oak20",)),
    ]
    assert [entry.label for entry in document.entries] == [None, None]


def test_the_list_of_biblatex_is_read(tmp_path: Path) -> None:
    made = (
        "\\entry{moss19}{article}{}\\name{author}{1}{}{{{hash=x}{family={Moss},familyi={M\\bibinitperiod},given={Ann},"
        "giveni={A\\bibinitperiod}}}}\\field{title}{Quiet {R}ooms}\\field{journaltitle}{Ward J}\\field{year}{2019}"
        "\\field{volume}{4}\\field{pages}{11\\bibrangedash 19}\\verb{doi}\n\\verb 10.5555/wj.4\n\\endverb\n\\endentry"
    )
    document = project(tmp_path, "It fell \\autocite{moss19}.\\printbibliography", main_bbl=made)
    assert cited(document) == [("[1]", ("moss19",))]
    assert words_of(document, "reference") == ["Moss Ann. Quiet Rooms. Ward J. 2019;4:11–19. doi:10.5555/wj.4"]


def test_raised_citations_are_raised_and_keys_without_entry_point_nowhere(tmp_path: Path) -> None:
    body = "It fell.\\cite{moss19,oak20} It rose.\\cite{gone}" + NAMED.replace(
        "[Moss et~al.(2019)Moss, Fern]", ""
    ).replace("[{Oak(2020)}]", "")
    document = project(tmp_path, body, preamble="\\usepackage[super]{natbib}")
    assert cited(document) == [("1,2", ("moss19", "oak20"))]
    assert [run.span.of(document.text) for run in document.runs.with_style(Style.SUPERSCRIPT)] == ["1,2", "?"]


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = project(tmp_path, "It fell \\cite{moss19}.\\bibliography{elsewhere}").faults
    assert fault.code == "list_unread" and ".bib" in fault.message


def test_tables_have_heads_spans_captions_notes_and_pointings(tmp_path: Path) -> None:
    document = project(
        tmp_path,
        r"""See Table~\ref{t}. \begin{table}[ht]\caption{Sleep by ward.}\label{t}\begin{tabular}{l|cc}\toprule
        \multirow{2}{*}{Ward} & \multicolumn{2}{c}{Hours} \\ \cmidrule(lr){2-3} & Day & Night \\ \midrule
        North \& East & 6.1 & \textbf{5.2} \\[2pt] \bottomrule\end{tabular}

        Values are means.\end{table}""",
    )
    (grid,) = document.grids
    assert grid.label == "Table 1" and [piece.of(document.text) for piece in grid.caption] == ["Sleep by ward."]
    assert rows(document, grid) == [
        [(0, "head", "Ward"), (1, "head", "Hours")],
        [(1, "head", "Day"), (2, "head", "Night")],
        [(0, "stub", "North & East"), (1, "body", "6.1"), (2, "body", "5.2")],
    ]
    assert [note[0].of(document.text) for note in grid.notes] == ["Values are means."]
    assert [(link.kind, link.span.of(document.text), link.targets) for link in document.links] == [
        ("table", "1", ("t",))
    ]


def test_files_outside_the_folder_are_not_taken_in(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("secret")
    inner = tmp_path / "paper"
    inner.mkdir()
    document = project(inner, "Open words.\\input{../secret}\\input{/etc/hostname}\\input{main}")
    assert "secret" not in document.text and document.text.startswith("Open words.")


def test_parts_and_records_are_refused_by_name(tmp_path: Path) -> None:
    for name, text, said in (
        ("part.tex", "\\section{Methods}\nWe asked \\cite{moss19}.\n", "part of a LaTeX"),
        ("refs.bib", BIB, "library add"),
        ("refs.ris", "TY  - JOUR\nTI  - A\nER  - \n", "library add"),
    ):
        path = tmp_path / name
        path.write_text(text)
        with pytest.raises(NotAPaper, match=said):
            read_document(*load_source(path, max_bytes=1_000_000))
    plain = tmp_path / "plain.txt"
    plain.write_text("We used the command \\section of TeX. See @article in the manual.")
    assert load_source(plain, max_bytes=1000)[0].format == "text"


def test_unclosed_braces_and_deep_nesting_do_no_harm(tmp_path: Path) -> None:
    for body in (
        "Words {\\emph{open",
        "\\textbf{" * 3000 + "deep" + "}" * 3000,
        "\\begin{table}\\begin{tabular}{l} a & b",
    ):
        assert project(tmp_path, f"Some words stand here. {body}").text.startswith("Some words stand here.")


def test_a_part_takes_no_part_within_itself_and_parts_without_end_stop(tmp_path: Path) -> None:
    document = project(
        tmp_path,
        "\\section{Rest}Begun. " + "\\input{main}\\input{./one}" * 40,
        one_tex="One. " + "\\input{two.tex}" * 40 + "\\input{./one.tex}",
        two_tex="Two. " + "\\input{one}\\input{main.tex}\\input{three}" * 40,
        three_tex="Three. " + "\\input{two}" * 40,
    )
    (words,) = words_of(document, "paragraph")
    assert words.startswith("Begun. One. Two. Three. Three.") and len(words) < 10_000


def test_one_part_is_taken_in_some_times_only(tmp_path: Path) -> None:
    document = project(tmp_path, "Begun. " + "\\input{one}" * 30 + "\\input{two}", one_tex="One. ", two_tex="Two. ")
    (words,) = words_of(document, "paragraph")
    assert words.split() == ["Begun.", *["One."] * 8, "Two."]


def test_a_paper_is_another_when_its_list_or_a_part_beside_it_changes(tmp_path: Path) -> None:
    body = "It fell \\cite{moss19}.\\bibliography{refs}"
    first = project(tmp_path, body, refs_bib=BIB).source.sha256
    assert project(tmp_path, body, refs_bib=BIB).source.sha256 == first
    assert project(tmp_path, body, refs_bib=BIB.replace("2019", "2018")).source.sha256 != first
    (tmp_path / "other.bib").write_text(BIB)
    assert project(tmp_path, body, refs_bib=BIB).source.sha256 == first


@pytest.mark.parametrize(("length", "is_read"), [(1999, True), (2000, False)])
def test_a_macro_of_words_has_fewer_than_2000_characters(tmp_path: Path, length: int, is_read: bool) -> None:
    words = ("dim wards " * 200)[: length - 1] + "s"
    document = project(tmp_path, "Rest in \\wards fell.", preamble=f"\\newcommand{{\\wards}}{{{words}}}")
    assert (words in document.text) is is_read


@pytest.mark.parametrize(("before", "is_read"), [(299, True), (300, False)])
def test_three_hundred_macros_are_known(tmp_path: Path, before: int, is_read: bool) -> None:
    letters = "abcdefghijklmnopqrst"
    names = [f"w{one}{two}" for one in letters for two in letters][:before]
    preamble = "\n".join(f"\\newcommand{{\\{name}}}{{dim}}" for name in [*names, "lamps"]).replace(
        "{\\lamps}{dim}", "{\\lamps}{bright}"
    )
    assert ("bright" in project(tmp_path, "Rest in \\lamps{} wards fell.", preamble=preamble).text) is is_read


@pytest.mark.parametrize(("depth", "is_read"), [(8, True), (9, False)])
def test_parts_lie_eight_deep_within_one_another(tmp_path: Path, depth: int, is_read: bool) -> None:
    parts = {f"p{at}_tex": f"Part {at}. \\input{{p{at + 1}}}" for at in range(1, depth)}
    document = project(tmp_path, "It fell. \\input{p1}", **parts, **{f"p{depth}_tex": "In the last of all wards."})
    assert ("In the last of all wards." in document.text) is is_read

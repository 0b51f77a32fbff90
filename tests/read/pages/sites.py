# ruff: noqa: E501 -- mark-up reads best unbroken
"""How publishers set a paper out on the web: the same `Paper` in many frames.

Names and nesting are of the kinds that one meets; words, papers and publishers are made up. What stands around an
article (menus, windows, copies for narrow screens, lists of other articles, buttons) is part of each frame.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.read.pages.paper import Paper, Section, Table, Work

Cite = Callable[[Paper, Sequence[int]], str]


def head(paper: Paper, *, more: str = "") -> str:
    """The tags of nearly every publisher."""
    authors = "".join(f"<meta name='citation_author' content='{given} {family}'>" for family, given in paper.authors)
    return (
        f"<title>{paper.title} | {paper.journal}</title><meta charset='utf-8'>"
        f"<meta name='citation_title' content='{paper.title}'>{authors}"
        f"<meta name='citation_journal_title' content='{paper.journal}'><meta name='citation_doi' content='{paper.doi}'>"
        f"<meta name='citation_publication_date' content='{paper.year}/03/02'>{more}"
    )


def others(paper: Paper, many: int = 6) -> str:
    """Items of works that are not the paper's."""
    return "".join(
        f"<li><a href='/doi/10.5555/other.{n}'>Sedgemoor T, Vinecourt P: Wards and their hours, part {n}. {paper.journal}, {2017 + n % 3}; {n}:{n}1-{n}9</a></li>"
        for n in range(1, many + 1)
    )


COOKIES = "<div id='cookie-banner' class='cc-banner'><p>We use cookies to improve your experience and to analyse our traffic. By clicking accept you agree to our use of cookies, as our policy says.</p><button>Accept</button></div>"
MENU = "<header class='site-header'><nav><ul><li><a href='/'>Home</a></li><li><a href='/about'>About the journal</a></li><li><a href='/submit'>Submit</a></li></ul></nav></header>"
IMPRINT = "<footer class='site-footer'><p>© 2016 The Ward Press. All rights reserved. Terms of use, privacy and imprint.</p></footer>"


@dataclass(frozen=True, kw_only=True)
class Site:
    """The frames of a site. Each takes what it frames as `{}` or by the names that its comment gives."""

    page: str  # head title authors abstract body back references others paper fields by name
    abstract: str = "<div class='abstract'><h2>Abstract</h2>{}</div>"
    abstract_part: str = "<h3>{heading}</h3><p>{words}</p>"
    section: str = "<div class='section' id='sec{n}'><h2>{heading}</h2>{inner}</div>"
    part: str = "<div class='subsection'><h3>{heading}</h3>{inner}</div>"
    back: str = ""  # as `section` where empty
    paragraph: str = "<p>{}</p>"
    cite: str = "[{}]"
    mark: str = "<a href='#B{n}'>{n}</a>"
    between: str = ", "
    named: bool = False
    references: str = "<div class='ref-list'><h2>References</h2><ol>{}</ol></div>"
    entry: str = "<li id='B{n}'>{vancouver}</li>"
    person: str = "{family} {initials}"
    people: str = ", "
    table: str = "<div class='table-wrap' id='T{n}'><div class='caption'><b>Table {n}.</b> {caption}</div><table>{inner}</table><p>{note}</p></div>"
    figure: str = "<figure id='F1'><img src='f1.png'><figcaption>Figure 1. Flow of people through the wards.</figcaption></figure>"
    has_tables: bool = True

    def render(self, paper: Paper) -> str:
        authors = ", ".join(f"<span class='author'>{given} {family}</span>" for family, given in paper.authors)
        return self.page.format(
            head=head(paper), title=paper.title, authors=authors, abstract=self.write_abstract(paper),
            body="".join(self.write_section(paper, n, section) for n, section in enumerate(paper.sections, 1)),
            back="".join(
                self.write_section(paper, n, section, self.back or self.section) for n, section in enumerate(paper.back, 20)
            ),
            references=self.references.format("".join(self.write_entry(n, work) for n, work in enumerate(paper.works, 1)), many=len(paper.works)),
            others=others(paper), journal=paper.journal, year=paper.year, doi=paper.doi, keywords=paper.keywords,
            cookies=COOKIES, menu=MENU, imprint=IMPRINT, copied=paper.abstract[0][1] if paper.abstract else "",
        )  # fmt: skip

    def write_abstract(self, paper: Paper) -> str:
        if not paper.abstract:
            return ""
        parts = (
            self.abstract_part.format(heading=heading, words=words) if heading else self.paragraph.format(words)
            for heading, words in paper.abstract
        )
        return self.abstract.format("".join(parts))

    def write_section(self, paper: Paper, n: int, section: Section, frame: str = "") -> str:
        inner = [self.write_paragraph(paper, paragraph) for paragraph in section.paragraphs]
        if section.has_figure:
            inner.insert(1, self.figure)
        if section.table:
            inner.insert(1, self.write_table(section.table))
        inner += [self.write_section(paper, n * 10 + m, part, self.part) for m, part in enumerate(section.parts)]
        if not section.heading:
            return "".join(inner)
        return (frame or self.section).format(n=n, heading=section.heading, inner="".join(inner))

    def write_paragraph(self, paper: Paper, paragraph: Sequence[str | tuple[int, ...]]) -> str:
        return self.paragraph.format(
            "".join(part if isinstance(part, str) else self.write_cite(paper, part) for part in paragraph)
        )

    def write_cite(self, paper: Paper, numbers: Sequence[int]) -> str:
        marks = []
        for n in numbers:
            work = paper.works[n - 1]
            shown = self.mark.replace("{n}</a>", "{short}</a>") if self.named else self.mark
            marks.append(shown.format(n=n, vancouver=work.vancouver, short=work.short, title=work.title, doi=work.doi))
        if len(marks) > 2 and not self.named:  # a printed range
            cite = self.cite.format(f"{marks[0]}–{marks[-1]}")
        else:
            cite = self.cite.format(("; " if self.named else self.between).join(marks))
        return (" " if self.named or cite[0] in "[(" else "") + cite

    def write_entry(self, n: int, work: Work) -> str:
        people = [
            self.person.format(family=family, initials=initials, dotted=". ".join(initials) + ".")
            for family, initials in work.people
        ]
        return self.entry.format(
            n=n, names=self.people.join(people), title=work.title, journal=work.journal, year=work.year, volume=work.volume,
            first=work.first, last=work.last, doi=work.doi, vancouver=work.vancouver, place=work.place, plain=work.names,
        )  # fmt: skip

    def write_table(self, table: Table) -> str:
        return self.table.format(
            n=table.number, caption=table.caption, inner=table.inner, note=table.note,
            plain=table.inner.replace("<thead>", "").replace("</thead>", "").replace("<th>", "<td>").replace("</th>", "</td>"),
        )  # fmt: skip


LINKS = "[<a href='https://doi.org/{doi}'>DOI</a>] [<a href='/p'>PubMed</a>] [<a href='/g'>Google Scholar</a>]"

SITES: dict[str, Site] = {}

SITES["pmc_new"] = Site(
    page="<html lang='en'><head>{head}</head><body><section class='usa-banner' aria-label='Official website'><p>An official website of the made-up government. Here is how you know that it is one, in many words.</p></section>{menu}<main id='main-content'><article><section class='pmc-layout__citation font-secondary font-xs'><div><div class='display-inline-block'><button>{journal}</button>. {year} Mar 2;12(3):7. doi: <a href='https://doi.org/{doi}'>{doi}</a></div></div></section><section class='front-matter'><div class='ameta p font-secondary'><hgroup><h1>{title}</h1></hgroup><div class='cg p'>{authors}</div><ul class='d-buttons inline-list'><li><button>Author information</button></li></ul><div class='d-panels'><div class='d-panel p' style='display: none'>1 Institute of Rest, Old Town.</div></div></div></section><section aria-label='Article content'><section class='body main-article-body'>{abstract}{body}{back}{references}</section></section></article></main><aside class='pmc-sidenav'><h2>ON THIS PAGE</h2><ul><li><a href='#abstract1'>Abstract</a></li><li><a href='#sec1'>Introduction</a></li></ul><h2>Similar articles</h2><ul>{others}</ul></aside>{imprint}</body></html>",
    abstract="<section class='abstract' id='abstract1'><h2>Abstract</h2>{}<section class='kwd-group'><p><strong>Keywords:</strong> sleep, wards</p></section></section>",
    section="<section id='sec{n}'><h2 class='pmc_sec_title'>{heading}</h2>{inner}</section>",
    part="<section id='sec{n}'><h3 class='pmc_sec_title'>{heading}</h3>{inner}</section>",
    cite="<sup>{}</sup>", mark="<a href='#R{n}' class='usa-link' aria-describedby='R{n}'>{n}</a>", between=",",
    references="<section id='ref-list1' class='ref-list'><h2 class='pmc_sec_title'>References</h2><section id='ref-list1_sec2'><ul class='ref-list font-sm' style='list-style-type:none'>{}</ul></section></section>",
    entry="<li id='R{n}'><span class='label'>{n}.</span><cite>{vancouver}</cite> " + LINKS + "</li>",
    table="<section class='tw xbox font-sm' id='T{n}'><h3 class='obj_head'>Table {n}.</h3><div class='caption p'><p>{caption}</p></div><div class='tbl-box p' tabindex='0'><table class='content' frame='hsides' rules='groups'>{inner}</table></div><div class='p text-right font-secondary'><a href='table/T{n}/' class='usa-link' target='_blank'>Open in a new tab</a></div><div class='tw-foot p'><div class='fn' id='TFN{n}'><p>{note}</p></div></div></section>",
    figure="<figure class='fig xbox font-sm' id='F1'><h4 class='obj_head'>Figure 1.</h4><p class='img-box'><a href='f'><img src='f'></a></p><div class='p text-right'><a href='f'>Open in a new tab</a></div><figcaption><p>Flow of people.</p></figcaption></figure>",
)  # fmt: skip

SITES["pmc_old"] = Site(
    page="<html><head>{head}</head><body><div class='grid'><div class='header'><a href='/'>Journal List</a> &gt; {journal}</div><div class='page'><div class='jig-ncbiinpagenav' id='mc'><div class='fm-sec half_rhythm no_top_margin'><div class='fm-citation'>{journal}. {year}; 12(3): 7.</div><h1 class='content-title'>{title}</h1><div class='contrib-group fm-author'>{authors}</div><div class='fm-panel half_rhythm'><div class='togglers'><a>Author information</a> <a>Article notes</a> <a>Copyright and License information</a></div></div></div><div class='sec'></div>{abstract}{body}{back}{references}</div></div><div class='right'><div class='portlet'><h3>Formats:</h3><ul><li><a>Article</a></li><li><a>PubReader</a></li></ul></div><div class='portlet'><h3>Related citations in PubMed</h3><ul>{others}</ul></div></div></div>{imprint}</body></html>",
    abstract="<div id='idm1' lang='en' class='tsec sec'><div class='goto jig-ncbiinpagenav-goto-container'><a class='tgt_dark page-toc-label' href='#'>Go to:</a></div><h2 class='head no_bottom_margin' id='idm1title'>Abstract</h2><div>{}</div><div class='sec'><strong class='kwd-title'>Keywords: </strong><span class='kwd-text'>sleep, wards</span></div></div>",
    abstract_part="<div class='sec'><h3>{heading}</h3><p class='p p-first-last'>{words}</p></div>",
    section="<div id='s{n}' class='tsec sec'><div class='goto jig-ncbiinpagenav-goto-container'><a class='tgt_dark page-toc-label' href='#'>Go to:</a></div><h2 class='head no_bottom_margin'>{heading}</h2>{inner}</div>",
    part="<div id='s{n}' class='sec'><h3>{heading}</h3>{inner}</div>",
    cite="<sup>{}</sup>", mark="<a href='#R{n}' rid='R{n}' class=' bibr popnode'>{n}</a>", between=",",
    references="<div id='reference-list' class='tsec sec'><div class='goto'><a href='#'>Go to:</a></div><h2 class='head'>References</h2><div class='ref-list-sec sec' id='rl'>{}</div></div>",
    entry="<div class='ref-cit-blk half_rhythm' id='R{n}'>{n}. <span class='citation'>{plain}. {title}. <span><span class='ref-journal'>{journal}. </span>{year};<span class='ref-vol'>{volume}</span>:{first}–{last}.</span> [<a class='int-reflink' href='/p'>PMC free article</a>] [<a href='/p'>PubMed</a>] [<a href='/g'>CrossRef</a>]</span></div>",
    table="<div class='table-wrap iconblock whole_rhythm clearfix' id='T{n}'><a class='inline_block ts_canvas' href='t'><div class='ts_bar small' title='zoom'></div><img src='t'></a><div class='icnblk_cntnt'><div><a href='t'>Table {n}</a></div><div class='caption'><strong>{caption}</strong></div></div><!--cap--><div class='xtable'><table>{inner}</table></div><div class='tblwrap-foot'><div id='fn{n}'>{note}</div></div></div>",
    figure="<div class='fig iconblock whole_rhythm clearfix' id='F1'><a href='f'><img src='f'></a><div class='icnblk_cntnt'><a href='f'>Figure 1</a><div class='caption'><span>Flow of people through the wards of the study.</span></div></div></div>",
)  # fmt: skip

SITES["bmc_2014"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='wrapper'><div id='left-article-box'><ul><li><a href='#abs'>Abstract</a></li><li><a href='#refs'>References</a></li></ul></div><div class='wide-content content' id='article-wrap'><div class='box-highlow'><span>Study protocol</span> <span class='open'>Open Access</span></div><h1>{title}</h1><p class='authors'>{authors}</p><p><strong>* Corresponding author</strong>: Mary Ashgrove <a href='mailto:m@ward.example'>m@ward.example</a></p><p><em>{journal}</em> {year}, <b>12</b>:7 doi:{doi}</p><p>The electronic version of this article is the complete one and can be found online at: <a href='u'>http://www.ward.example/content/12/1/7</a></p><p><table><tr><td>Received:</td><td>2 January {year}</td></tr><tr><td>Accepted:</td><td>1 February {year}</td></tr><tr><td>Published:</td><td>2 March {year}</td></tr></table></p><p>© {year} Ashgrove et al; licensee Ward Press.</p><p>This is an Open Access article distributed under the terms of a licence that permits unrestricted use, distribution, and reproduction in any medium, provided the original work is properly cited.</p>{abstract}{body}{back}{references}</div><div id='right'><h3>Related literature</h3><ul>{others}</ul><div class='tools'><a>Post a comment</a></div></div></div>{imprint}</body></html>",
    abstract="<section><h3>Abstract</h3><div>{}</div><h5>Keywords:</h5> Sleep; Wards</section>",
    abstract_part="<h4>{heading}</h4><p>{words}</p>",
    section="<section><h3>{heading}</h3><div class='collapsible-content'>{inner}</div></section>", part="<h4>{heading}</h4>{inner}",
    mark="<a href='#B{n}' onclick='return false'>{n}</a>", between=",",
    references="<section><h3>References</h3><ol id='references'>{}</ol></section>",
    entry="<li id='B{n}'><p>{plain}: <strong>{title}.</strong><br/><em>{journal}</em> {year}, <strong>{volume}:</strong>{first}-{last}. <a href='/p'>PubMed Abstract</a> | <a href='/f'>Publisher Full Text</a> <a href='/o'><img alt='OpenURL'></a></p><p class='inlinenumber'><a href='#' class='return'>Return to text</a></p></li>",
    table="<div class='table-data'><p><strong>Table {n}. {caption}</strong></p><div class='scroll'><table>{plain}</table></div><p>{note}</p></div>",
    figure="<div class='fig'><a href='f'><img src='f'></a><p><strong>Figure 1. Flow of people.</strong> Each box is a ward. <a href='f'>Download authors' original image</a></p></div>",
)  # fmt: skip

SITES["springer_2017"] = Site(
    page="<html><head>{head}</head><body>{cookies}{menu}<main class='main-container main-article'><article class='main-body'><div class='ArticleHeader main-context'><div class='Citation MainTitleSection'><h1 class='ArticleTitle' lang='en'>{title}</h1></div><div class='authors u-clearfix'><ul class='authors__list'><li>{authors}</li></ul></div><div class='authoraffiliations'>Open Access Research Article<br>First Online: 02 March {year}</div></div><div class='FulltextWrapper'>{abstract}{body}{back}{references}<section class='Section1 RenderAsSection1'><h2 class='Heading'>Copyright information</h2><p class='Para'>© The Author(s) {year}</p></section></div><div class='article-actions--inline'><h3>About this article</h3><div class='crossmark-about'><p>Cite this article as: Ashgrove, M. et al. {journal} ({year}) 12: 7. https://doi.org/{doi}</p></div></div></article><aside class='main-sidebar-right'><div class='SideBox'><h3>Cite article</h3><a>.RIS</a><a>.ENW</a></div></aside></main>{imprint}</body></html>",
    abstract="<section class='Abstract' id='Abs1' tabindex='-1' lang='en'><h2 class='Heading'>Abstract</h2>{}</section><div class='KeywordGroup' lang='en'><h2 class='Heading'>Keywords</h2><span class='Keyword'>Sleep</span><span class='Keyword'>Wards</span></div>",
    abstract_part="<div class='AbstractSection' id='ASec'><h3 class='Heading'>{heading}</h3><p class='Para'>{words}</p></div>",
    section="<section id='Sec{n}' tabindex='-1' class='Section1 RenderAsSection1'><h2 class='Heading'>{heading}</h2>{inner}</section>",
    part="<section id='Sec{n}' class='Section2 RenderAsSection2'><h3 class='Heading'>{heading}</h3>{inner}</section>",
    paragraph="<div class='Para'>{}</div>", cite="<span class='CitationRef'>[{}]</span>", mark="<a href='#CR{n}'>{n}</a>",
    references="<section class='Section1 RenderAsSection1' id='Bib1'><h2 class='Heading'>References</h2><div class='content'><ol class='BibliographyWrapper'>{}</ol></div></section>",
    entry="<li class='Citation'><div class='CitationNumber'>{n}.</div><div class='CitationContent' id='CR{n}'>{plain}. {title}. {journal}. {year};{volume}:{first}–{last}.<span class='Occurrences'><span class='Occurrence OccurrenceDOI'><a class='gtm-reference' href='https://doi.org/{doi}'><span><span>CrossRef</span></span></a></span><span class='Occurrence OccurrenceBibRecord'><a href='/g'><span><span>Google Scholar</span></span></a></span></span></div></li>",
    table="<div class='Table' id='Tab{n}'><div class='Caption' lang='en'><div class='CaptionContent'><span class='CaptionNumber'>Table {n}</span><p class='SimplePara'>{caption}</p></div></div><table border='1'>{inner}</table><div class='TableFooter'><p class='SimplePara'>{note}</p></div></div>",
    figure="<figure class='Figure' id='Fig1'><div class='MediaObject'><img src='f'></div><figcaption class='Caption'><div class='CaptionContent'><span class='CaptionNumber'>Fig. 1</span><p class='SimplePara'>Flow of people.</p></div></figcaption></figure>",
)  # fmt: skip

SITES["springer_new"] = Site(
    page="<html><head>{head}</head><body class='shared-article-renderer'><div class='u-visually-hidden' aria-hidden='true'><svg></svg></div>{cookies}{menu}<div class='u-container u-mt-32' id='main-content'><main class='c-article-main-column u-float-left js-main-column' data-track-component='article body'><article lang='en'><div class='c-article-header'><header><ul class='c-article-identifiers'><li class='c-article-identifiers__item'>Research</li><li class='c-article-identifiers__item'><time datetime='{year}-03-02'>02 March {year}</time></li></ul><h1 class='c-article-title' data-test='article-title'>{title}</h1><ul class='c-article-author-list js-no-scroll'><li class='c-article-author-list__item'>{authors}</li></ul><p class='c-article-info-details'><a><i>{journal}</i></a> <b>volume 12</b>, Article number: 7 ({year}) <a href='#citeas'>Cite this article</a></p></header><div class='c-article-metrics-bar__wrapper'><ul><li><p class='c-article-metrics-bar__count'>4512 <span>Accesses</span></p></li></ul></div></div>{abstract}<div><section class='c-recommendations' aria-labelledby='inline-recommendations'><h3 class='c-article-recommendations-title' id='inline-recommendations'>Similar content being viewed by others</h3><div class='c-article-recommendations-list'><div><article class='c-article-recommendations-card'><h3><a>Hours of sleep on another ward and how they were told by those awake</a></h3><span>Article Open access 5 June 2020</span></article></div></div></section></div><div class='main-content'>{body}</div><section data-title='Data availability'><div class='c-article-section' id='data-availability-section'><h2 class='c-article-section__title' id='data-availability'>Data availability</h2><div class='c-article-section__content'><p>The data are with the authors and will be given on request.</p></div></div></section><div id='MagazineFulltextArticleBodySuffix'>{references}</div>{back}<section data-title='About this article'><div class='c-article-section' id='article-info-section'><h2 class='c-article-section__title' id='article-info'>About this article</h2><div class='c-article-section__content'><h3 class='c-article__sub-heading' id='citeas'>Cite this article</h3><p class='c-bibliographic-information__citation'>Ashgrove, M., Kestwick, J.P. &amp; Yarrowdale, L. {title}. <i>{journal}</i> <b>12</b>, 7 ({year}). https://doi.org/{doi}</p><h3>Share this article</h3><p>Anyone you share the following link with will be able to read this content:</p></div></div></section></article></main><div class='c-article-extras u-text-sm u-float-right' data-container-type='reading-companion'><aside><div class='c-reading-companion__panel'><ul><li><a href='#Abs1'>Abstract</a></li></ul></div></aside></div></div>{imprint}</body></html>",
    abstract="<section aria-labelledby='Abs1' data-title='Abstract' lang='en'><div class='c-article-section' id='Abs1-section'><h2 class='c-article-section__title js-section-title' id='Abs1'>Abstract</h2><div class='c-article-section__content' id='Abs1-content'>{}</div></div></section>",
    abstract_part="<h3 class='c-article__sub-heading'>{heading}</h3><p>{words}</p>",
    section="<section data-title='{heading}'><div class='c-article-section' id='Sec{n}-section'><h2 class='c-article-section__title js-section-title' id='Sec{n}'>{heading}</h2><div class='c-article-section__content' id='Sec{n}-content'>{inner}</div></div></section>",
    part="<h3 class='c-article__sub-heading' id='Sec{n}'>{heading}</h3>{inner}",
    mark="<a data-track='click' data-track-action='reference anchor' data-test='citation-ref' aria-label='Reference {n}' title='{vancouver}' href='/article/10.5555/w#ref-CR{n}' id='ref-link-section-d1{n}'>{n}</a>",
    references="<section aria-labelledby='Bib1' data-title='References'><div class='c-article-section' id='Bib1-section'><h2 class='c-article-section__title js-section-title' id='Bib1'>References</h2><div class='c-article-section__content' id='Bib1-content'><div data-container-section='references'><ol class='c-article-references' data-track-component='outbound reference'>{}</ol><p class='c-article-references__download u-hide-print'><a>Download references<svg></svg></a></p></div></div></div></section>",
    entry="<li class='c-article-references__item js-c-reading-companion-references-item' data-counter='{n}.'><p class='c-article-references__text' id='ref-CR{n}'>{vancouver}</p><p class='c-article-references__links u-hide-print'><a href='https://doi.org/{doi}'>Article</a> <a>PubMed</a> <a>Google Scholar</a>&nbsp;</p></li>",
    table="<div class='c-article-table' data-test='inline-table' data-container-section='table' id='table-{n}'><figure><figcaption class='c-article-table__figcaption'><b id='Tab{n}' data-test='table-caption'>Table {n} {caption}</b></figcaption><div class='u-text-right u-hide-print'><a class='c-article__pill-button' href='/tables/{n}'><span>Full size table</span></a></div></figure></div>",
    figure="<div class='c-article-section__figure js-c-reading-companion-figures-item' id='figure-1'><figure><figcaption><b id='Fig1' class='c-article-section__figure-caption'>Fig. 1</b></figcaption><div class='c-article-section__figure-content'><div class='c-article-section__figure-item'><a href='/f'><img></a></div><div class='c-article-section__figure-description'><p>Flow of people through the wards.</p></div></div><div class='u-text-right'><a>Full size image</a></div></figure></div>",
    has_tables=False,
)  # fmt: skip

SITES["nature_2014"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='content'><article><header><div class='article-heading'><hgroup><h1 class='article-heading'>{title}</h1></hgroup><ul class='authors citation-authors'><li class='vcard'>{authors}</li></ul><dl class='citation'><dt class='journal-title'>Journal name:</dt><dd>{journal}</dd><dt>Volume:</dt><dd>12</dd><dt>Year published:</dt><dd>({year})</dd></dl></div></header><div class='article-body'>{abstract}<div id='subject-terms'><h2>Subject terms:</h2><ul><li><a>Sleep</a></li></ul></div>{body}{references}{back}<div class='section' id='author-information'><h1 class='section-heading toggle'><span>Author information</span></h1><div class='content'><h2>Affiliations</h2><p>Institute of Rest</p></div></div></div></article><div id='extra-content'><h2>Science jobs from the journal</h2><ul>{others}</ul></div></div>{imprint}</body></html>",
    abstract="<div id='abstract' class='section first'><h1 class='section-heading toggle'><span>Abstract</span></h1><div class='content'>{}</div></div>",
    abstract_part="<p>{heading}: {words}</p>",
    section="<div id='s{n}' class='section expanded'><h1 class='section-heading toggle'><span>{heading}</span></h1><div class='content'>{inner}</div></div>", part="<h2 class='subheading'>{heading}</h2>{inner}",
    cite="<sup>{}</sup>", mark="<a href='#ref{n}' title='{vancouver}' id='ref-link-{n}'>{n}</a>", between=", ",
    references="<div id='references' class='section'><h1 class='section-heading toggle'><span>References</span></h1><div class='content'><ol class='references'>{}</ol></div></div>",
    entry="<li id='ref{n}'><span class='vcard author'><span class='fn'>{names}</span></span> <span class='title'>{title}</span>. <span class='source-title'>{journal}</span> <span class='volume'>{volume}</span>, <span class='start-page'>{first}</span>–<span class='end-page'>{last}</span> (<span class='year'>{year}</span>).<ul class='cleared'><li><a>CAS</a></li><li><a>ISI</a></li><li><a>PubMed</a></li><li class='last'><a>Article</a></li></ul></li>",
    table="<div id='table-{n}' class='table'><h3>Table {n}: {caption}</h3><a href='/t'>Full table</a></div>", has_tables=False,
    figure="<div class='figure' id='fig1'><h3>Figure 1: Flow of people.</h3><img><div class='description'><p>Each box is a ward of the study.</p></div><ul><li><a>Full size image (40 KB)</a></li></ul></div>",
)  # fmt: skip

SITES["frontiers_2015"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='main-container-xxl'><div class='article-section'><div class='abstract-container'><div class='article-header-container'><h2>ORIGINAL RESEARCH ARTICLE</h2><div>{journal}, 02 March {year} | <a>https://doi.org/{doi}</a></div></div><div class='JournalAbstract'><h1>{title}</h1><div class='authors'>{authors}<sup>1*</sup></div><ul class='notes'><li><sup>1</sup>Institute of Rest, Department of Nights, Old Town, Nowhere</li></ul>{abstract}<div class='clear'></div></div><div class='JournalFullText'>{body}{back}{references}<p><b>Keywords:</b> sleep, wards</p><p><b>Citation:</b> Ashgrove M (2016) {title}. {journal} 12:7. doi: {doi}</p><p><b>Received:</b> 02 January {year}; <b>Accepted:</b> 01 February {year};<br><b>Published:</b> 02 March {year}.</p><p><b>Edited by:</b><br>Tom Sedgemoor, University of Nights</p><p><b>Copyright</b> © {year} Ashgrove. This is an open-access article distributed under the terms of a licence.</p></div></div></div><div class='side-article'><h3>People also looked at</h3><ul>{others}</ul></div></div>{imprint}</body></html>",
    abstract="{}", abstract_part="<p><b>{heading}:</b> {words}</p>",
    section="<a id='h{n}' name='h{n}'></a><h2>{heading}</h2>{inner}", part="<h3>{heading}</h3>{inner}",
    paragraph="<p class='mb0'>{}</p>", cite="({})", mark="<a href='#B{n}'>{n}</a>", named=True,
    references="<a id='h9' name='h9'></a><h2>References</h2><div class='References' style='margin-bottom:0.5em;'>{}</div>",
    entry="<p class='ReferencesCopy1'><a name='B{n}' id='B{n}'></a> {names} ({year}). {title}. <i>{journal}</i> {volume}, {first}–{last}. doi: {doi}</p><p class='ReferencesCopy2'><a>PubMed Abstract</a> | <a>CrossRef Full Text</a> | <a>Google Scholar</a></p>",
    person="{family}, {dotted}",
    table="<div class='DottedLine'></div><div class='Imageheaders'>TABLE {n}</div><div class='FigureDesc'><a href='t'><img></a><p><strong>Table {n}. {caption}.</strong></p></div><div class='DottedLine'></div>",
    figure="<div class='DottedLine'></div><div class='Imageheaders'>FIGURE 1</div><div class='FigureDesc'><a href='f'><img></a><p><strong>Figure 1. Flow of people.</strong> Each box is a ward.</p></div>", has_tables=False,
)  # fmt: skip

SITES["hindawi_2014"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='container'><div id='content'><div id='left_column'><ul><li><a>About this Journal</a></li></ul></div><div id='middle_content' class='middle_content'><div id='divMiddle'><div>{journal}<br>Volume {year} ({year}), Article ID 123456, 9 pages<br>http://dx.doi.org/{doi}</div><div class='article_type'>Research Article</div><h2>{title}</h2><div class='author_gp'>{authors}</div><p><sup>1</sup>Institute of Rest, Old Town 1234, Nowhere<br><sup>2</sup>Department of Nights, New Town 2345, Nowhere</p><p>Received 2 January {year}; Accepted 1 February {year}; Published 2 March {year}</p><p>Academic Editor: Tom Sedgemoor</p><div><p>Copyright © {year} Mary Ashgrove et al. This is an open access article distributed under a licence, which permits unrestricted use, distribution, and reproduction in any medium, provided the original work is properly cited.</p></div><div class='xml-content'>{abstract}{body}{back}{references}</div></div></div><div id='right_column'><ul><li><a>Full-Text PDF</a></li><li><a>Citations to this Article</a></li></ul></div></div></div>{imprint}</body></html>",
    abstract="<h4 class='header'>Abstract</h4>{}", abstract_part="<p><i>{heading}</i>. {words}</p>",
    section="<h4 class='header'>{heading}</h4>{inner}", part="<h5>{heading}</h5>{inner}",
    mark="<a href='#B{n}'>{n}</a>", between=", ",
    references="<h4 class='header'>References</h4><ol>{}</ol>",
    entry="<li id='B{n}'>{names}, “{title},” <i>{journal}</i>, vol. {volume}, pp. {first}–{last}, {year}. <span class='reflinks'><a>View at Publisher</a> · <a>View at Google Scholar</a> · <a>View at Scopus</a></span></li>", person="{dotted} {family}",
    table="<div class='groupcaption' id='tab{n}'><div class='floatLeft'><a href='t'><img></a></div><div class='floatLeft'><b>Table {n}:</b> {caption}.</div></div>", has_tables=False,
    figure="<div class='groupcaption' id='fig1'><a><img></a><div><b>Figure 1:</b> Flow of people through the wards.</div></div>",
)  # fmt: skip

SITES["hindawi_2021"] = Site(
    page="<html><head>{head}</head><body><div id='__next'><div class='layout'>{menu}<div class='articleHeader'><div class='articleHeader__meta'>Research Article | Open Access</div><div>Volume {year} |Article ID 123456 | <a>https://doi.org/{doi}</a></div><h1 class='articleHeader__title'>{title}</h1><div class='articleHeader__authors'>{authors}<button>Show more</button></div><div class='articleHeader__timeline'>Received 02 Jan {year}, Published 02 Mar {year}</div></div><div class='articleBody'><article class='article_body'><div class='xml-content'>{abstract}</div><div class='xml-content'>{body}{back}{references}</div><div class='copyright'><h4>Copyright</h4><p>Copyright © {year} Mary Ashgrove. This is an open access article distributed under a licence that permits unrestricted use, distribution, and reproduction in any medium.</p></div></article><aside class='sidebar'><a>PDF</a><a>Download Citation</a><h5>Views 812</h5><h4>Related articles</h4><ul>{others}</ul></aside></div></div></div>{imprint}</body></html>",
    abstract="<div><h4 class='header' id='abstract'>Abstract</h4>{}</div>", abstract_part="<p><i>{heading}.</i> {words}</p>",
    section="<div><h4 class='header' id='sec{n}'>{heading}</h4>{inner}</div>", part="<div><h5 class='header'>{heading}</h5>{inner}</div>",
    mark="<a class='button-link' href='#B{n}'>{n}</a>",
    references="<div class='ArticleReferences'><h4 class='header' id='references'>References</h4><ol class='articleReferences_list'>{}</ol></div>",
    entry="<li class='ArticleReferences_item'><div id='B{n}'><p class='referenceContent'>{names}, “{title},” <i>{journal}</i>, vol. {volume}, pp. {first}–{last}, {year}.</p><div class='referenceLinks'>View at: <a>Publisher Site</a> | <a>Google Scholar</a></div></div></li>", person="{dotted} {family}",
    table="<div class='tableWrapper'><div class='table-caption'><div class='caption'><b>Table {n}</b></div><div class='capt'><p>{caption}.</p></div></div><div class='tbl'><table>{inner}</table></div><div class='tablefoot'>{note}</div></div>",
)  # fmt: skip

MDPI_TABLE = "<div class='html-table-wrap' id='table_body_display_t{n}'><div class='html-table_wrap_td'><div class='html-tablepopup html-tablepopup-link' href='#t{n}'><img></div></div><div class='html-table_wrap_discription'><b>Table {n}.</b> {caption}.</div></div><div class='html-table_show mfp-hide' id='t{n}'><div class='html-caption'><b>Table {n}.</b> {caption}.</div><table>{inner}</table><div class='html-table_foot html-p'>{note}</div></div>"

SITES["mdpi_new"] = Site(
    page="<html><head>{head}</head><body>{cookies}{menu}<div id='main-content'><div class='middle-column large-9'><article><div class='html-article-content'><span itemprop='publisher' content='P'></span><div class='article-icons'><span class='label openaccess'>Open Access</span><span class='label articletype'>Article</span></div><h1 class='title hypothesis_container' itemprop='name'>{title}</h1><div class='art-authors hypothesis_container'>by {authors}</div><div class='art-affiliations'><div class='affiliation'><div class='affiliation-item'><sup>1</sup></div><div class='affiliation-name'>Institute of Rest, Old Town, Nowhere</div></div></div><div class='bib-identity'><em>{journal}</em> <b>{year}</b>, <em>12</em>(3), 7; <a href='https://doi.org/{doi}'>https://doi.org/{doi}</a></div><div class='pubhistory'><span>Submission received: 2 January {year} / Published: 2 March {year}</span></div>{abstract}<div class='html-body'>{body}</div><div class='html-back'>{back}{references}</div><section class='html-fn_group'><table><tr><td></td><td><div class='html-p'><b>Disclaimer/Publisher’s Note:</b> The statements, opinions and data contained in all publications are solely those of the individual author(s) and contributor(s).</div></td></tr></table></section><div class='html-copyright'>© {year} by the authors. Licensee Ward Press.</div></div></article><div class='more'><h2>Share and Cite</h2><div class='social-media-links'><a>x</a></div><b>Harvard Style</b><p>Ashgrove, M.; Kestwick, J.P. {title}. <em>{journal}</em> <b>{year}</b>, <em>12</em>, 7. https://doi.org/{doi}</p><b>AMA Style</b><p>Ashgrove M, Kestwick JP. {title}. <em>{journal}</em>. {year}; 12(3):7.</p><h3>Article Metrics</h3><p>Citations: no citations were found for this article, but you may check on other sites.</p></div></div><div class='right-column'><ul>{others}</ul></div></div>{imprint}</body></html>",
    abstract="<section class='html-abstract' style='margin-top:20px' id='html-abstract'><h2 id='html-abstract-title'>Abstract</h2><div class='html-p'>{}</div><div id='html-keywords'><div class='html-gwd-group'><div id='html-keywords-title'>Keywords: </div><a>sleep</a>; <a>wards</a></div></div></section>",
    abstract_part="<b>{heading}:</b> {words} ",
    section="<section id='sec{n}' type='intro'><h2 data-nested='1'> {heading}</h2>{inner}</section>", part="<section id='sec{n}'><h4 class='html-italic' data-nested='2'>{heading}</h4>{inner}</section>",
    paragraph="<div class='html-p'>{}</div>", mark="<a href='#B{n}-jws-12' class='html-bibr'>{n}</a>", between=",",
    references="<section id='html-references_list'><h2>References</h2><ol class='html-xx'>{}</ol></section>",
    entry="<li id='B{n}-jws-12' class='html-x' data-content='{n}.'>{names} {title}. <span class='html-italic'>{journal}</span> <b>{year}</b>, <span class='html-italic'>{volume}</span>, {first}–{last}. [<a class='google-scholar'>Google Scholar</a>] [<a class='cross-ref'>CrossRef</a>] [<a>PubMed</a>]</li>", person="{family}, {dotted}", people="; ",
    table=MDPI_TABLE,
    figure="<div class='html-fig-wrap' id='f1'><div class='html-fig_img'><div class='html-figpopup'><img></div></div><div class='html-fig_description'><b>Figure 1.</b> Flow of people.</div></div><div class='html-fig_show mfp-hide' id='fig_body_display_f1'><div class='html-caption'><b>Figure 1.</b> Flow of people.</div><div class='html-img'><img></div></div>",
)  # fmt: skip

SITES["mdpi_2014"] = replace(
    SITES["mdpi_new"],
    page="<html><head>{head}</head><body>{menu}<div id='main'><div id='abstract' class='abstract_div'><div class='article-content'><div id='articleAuthorInfo'>{journal} {year}, 12(3), 7; doi:<a>{doi}</a></div><h1>{title}</h1><div class='art-authors'>{authors}</div><div class='art-affiliations'>1 Institute of Rest<br>2 Department of Nights</div>{abstract}<div class='art-keywords'><span>Keywords:</span> sleep; wards</div><div id='html-content'><div class='html-body'>{body}{back}</div>{references}</div></div></div><div id='mainRight'><h3>Cite This Article</h3><p>MDPI and ACS Style</p><p>Ashgrove, M. {title}. <em>{journal}</em> <b>{year}</b>, 12, 7.</p></div></div>{imprint}</body></html>",
    abstract="<div class='art-abstract'><strong>Abstract:</strong> {}</div>",
    references="<h2>References</h2><ol>{}</ol>",
    section="<section><h2>{heading}</h2>{inner}</section>", part="<section><h3>{heading}</h3>{inner}</section>",
    entry="<li id='B{n}-jws-12'>{names} {title}. <i>{journal}</i> <b>{year}</b>, <i>{volume}</i>, {first}–{last}. [<a>Google Scholar</a>]</li>",
)  # fmt: skip

HIGHWIRE_CITES = {
    "references": "<div class='section ref-list' id='ref-list-1'><div class='section-nav'><a href='#ack-1' class='prev-section-link'><span>Previous Section</span></a><div class='nav-placeholder'>&nbsp;</div></div><h2>References</h2><ol class='cit-list'>{}</ol></div>",
    "entry": "<li><span class='ref-label'>{n}.</span><a class='rev-xref-ref' href='#xref-ref-{n}-1' title='View reference in text' id='ref-{n}'>↵</a><div class='cit ref-cit ref-journal' id='cit-12.1.7.{n}'><div class='cit-metadata'><ol class='cit-auth-list'>{names}</ol><cite>. <span class='cit-article-title'>{title}</span>. <abbr class='cit-jnl-abbrev'>{journal}</abbr> <span class='cit-pub-date'>{year}</span>;<span class='cit-vol'>{volume}</span>:<span class='cit-fpage'>{first}</span>–<span class='cit-lpage'>{last}</span>.</cite></div><div class='cit-extra'><a class='cit-ref-sprinkles' href='/x'><span>CrossRef</span></a><a class='cit-ref-sprinkles'><span>Medline</span></a><a class='cit-ref-sprinkles'><span>Web of Science</span></a><a>Google Scholar</a></div></div></li>",
    "person": "<li><span class='cit-auth'><span class='cit-name-surname'>{family}</span> <span class='cit-name-given-names'>{initials}</span></span></li>", "people": "",
}  # fmt: skip

SITES["oup_2014"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='pageid-content'><div id='content-block'><div class='article fulltext-view'><h1 id='article-title-1'>{title}</h1><div class='contributors'><ol class='contributor-list'><li>{authors}</li></ol><ol class='affiliation-list'><li class='aff'><address><sup>1</sup>Institute of Rest, Old Town</address></li></ol><ol class='corresp-list'><li class='corresp'>To whom correspondence should be addressed. Email: m@ward.example</li></ol></div><ul class='history-list'><li>Received January 2, {year}.</li><li>Accepted February 1, {year}.</li></ul>{abstract}<ul class='kwd-group'><li class='kwd'>sleep</li><li class='kwd'>wards</li></ul>{body}{back}<ul class='copyright-statement'><li>© The Author {year}.</li></ul>{references}</div></div><div id='col-2'><div class='article-views'><h4>This Article</h4><p>{journal} ({year}) 12 (3): 7. doi: {doi}</p><ul><li>» Abstract Free</li><li>Full Text Free</li></ul></div></div></div>{imprint}</body></html>",
    abstract="<div class='section abstract' id='abstract-1'><div class='section-nav'><a href='#s1' class='next-section-link'><span>Next Section</span></a></div><h2>Abstract</h2>{}</div>",
    abstract_part="<div class='subsection'><p id='p-{heading}'><strong>{heading}</strong> {words}</p></div>",
    section="<div class='section' id='sec-{n}'><div class='section-nav'><a class='prev-section-link' href='#x'><span>Previous Section</span></a><a href='#y' class='next-section-link'><span>Next Section</span></a></div><h2>{heading}</h2>{inner}</div>", part="<div id='sec-{n}' class='subsection'><h3>{heading}</h3>{inner}</div>",
    cite="<sup>{}</sup>", mark="<a id='xref-ref-{n}-1' class='xref-bibr' href='#ref-{n}'>{n}</a>", between=",",
    table="<div class='table pos-float' id='T{n}'><div class='table-inline'><div class='callout'><span>View this table:</span><ul class='callout-links'><li><a href='t'>In this window</a></li><li><a>In a new window</a></li></ul></div></div><div class='table-caption'><span class='table-label'>Table {n}</span><p class='first-child'>{caption}</p></div></div>", has_tables=False,
    figure="<div class='fig pos-float odd' id='F1'><div class='fig-inline'><a href='f'><img></a><div class='callout'><span>View larger version:</span><ul class='callout-links'><li><a>In this window</a></li><li><a>In a new window</a></li></ul></div></div><div class='fig-caption'><span class='fig-label'>Figure 1</span><p class='first-child'>Flow of people.</p></div></div>",
    **HIGHWIRE_CITES,
)  # fmt: skip

SITES["highwire_drupal"] = replace(
    SITES["oup_2014"],
    page="<html><head>{head}</head><body><div id='page'>{menu}<div id='content'><div class='panel-display'><div class='panel-region-content'><div class='highwire-article-citation'><div class='highwire-cite-title'>{title}</div></div><h1 class='highwire-cite-title' id='page-title'>{title}</h1><div class='highwire-cite-authors'><span class='highwire-citation-authors'>{authors}</span></div><div class='highwire-cite-metadata'><span>{journal} {year}; 12:7. DOI: https://doi.org/{doi}</span></div><div class='pane-tabs'><ul class='tabs'><li><a>Article</a></li><li><a>Figures &amp; Data</a></li><li><a>Info &amp; Metrics</a></li><li><a>PDF</a></li></ul></div><div class='highwire-markup'><div xmlns='x' class='content-block-markup'><div class='article fulltext-view'><span class='highwire-journal-article-marker-start'></span>{abstract}{body}{back}{references}<span class='highwire-journal-article-marker-end'></span></div><span class='related-urls'></span></div></div></div><div class='panel-region-sidebar-right'><div class='pane-highwire-article-trendmd'><h2>Similar Articles</h2><ul>{others}</ul></div><div class='modal' id='email-form'><p>Thank you for your interest in spreading the word about the journal. NOTE: We only request your email address so that the person you are recommending the page to knows that you wanted them to see it.</p></div></div></div></div></div>{imprint}</body></html>",
    abstract="<div class='section abstract' id='abstract-1'><h2>Abstract</h2>{}</div><ul class='kwd-group'><li class='kwd'><a class='hw-term'>sleep</a></li><li class='kwd'>wards</li></ul>",
    section="<div class='section' id='sec-{n}'><h2 class=''>{heading}</h2>{inner}</div>",
    figure="<div id='F1' class='fig pos-float type-figure odd'><div class='highwire-figure'><div class='fig-inline-img-wrapper'><div class='fig-inline-img'><a href='f'><span class='hw-responsive-img'><img></span></a></div></div><ul class='highwire-figure-links inline'><li class='download-fig first'><a>Download figure</a></li><li class='new-tab'><a>Open in new tab</a></li><li class='download-ppt last'><a>Download powerpoint</a></li></ul></div><div class='fig-caption'><span class='fig-label'>Figure 1.</span> <p class='first-child'>Flow of people.</p></div></div>",
    table="<div id='T{n}' class='table pos-float'><div class='table-inline table-callout-links'><div class='callout'><span>View this table:</span><ul class='callout-links'><li class='view-inline first'><a>View inline</a></li><li class='view-popup last'><a>View popup</a></li></ul></div></div><div class='table-caption'><span class='table-label'>Table {n}.</span> <p class='first-child'>{caption}</p></div></div>",
)  # fmt: skip

SILVERCHAIR_TABLE = "<div content-id='T{n}' class='table-modal table-full-width-wrap'><div class='table-wrap table-wide standard-table'><div class='table-wrap-title' id='T{n}' data-id='T{n}'><span class='label title-label' id='label-1{n}'>Table {n}.</span><div class='&#xA; graphic-wrap table-open-button-wrap'><a class='fig-view-orig btn' role='button'>Open in new tab</a></div><div class='caption caption-id-'><p class='chapter-para'>{caption}</p></div></div><div class='table-overflow'><table role='table' aria-labelledby='label-1{n}'>{inner}</table></div><div class='table-modal'><table>{inner}</table></div><div class='table-wrap-foot'><div class='footnote'><span class='fn'><p class='chapter-para'>{note}</p></span></div></div></div></div>"

SITES["oup_new"] = Site(
    page="<html><head>{head}</head><body class='off-canvas'>{cookies}{menu}<div class='master-main'><div id='main' class='content-main'><section class='master-header'></section><div class='center-inner-row' id='resourceTypeList-Article'><div class='page-column page-column--left'><div class='issue-cover'>Volume 12, Issue 3</div><h3 class='contents-title'>Article Contents</h3><ul class='jumplink-list'><li><a href='#1'>Abstract</a></li></ul></div><div class='page-column page-column--center'><div class='article-body'><div id='ContentColumn'><div class='content-inner-wrap'><div class='widget widget-ArticleTopInfo'><div class='title-wrap'><h1 class='wi-article-title article-title-main accessible-content-title at-articleTitle'>{title} <i class='icon-availability_open' title='Open Access'></i></h1></div><div class='wi-authors at-ArticleAuthors'><div class='al-authors-list'>{authors}<div class='al-author-info-wrap'><div class='info-card-author'><div class='name-role-wrap'>Mary Ashgrove</div><div class='info-card-affilitation'>Institute of Rest, Old Town</div><div>Search for other works by this author on:</div><a>Google Scholar</a></div></div></div></div><div class='pub-history-wrap clearfix'><div class='ww-citation-primary'><em>{journal}</em>, Volume 12, Issue 3, March {year}, Page 7, <a href='https://doi.org/{doi}'>https://doi.org/{doi}</a></div><div class='citation-date'>02 March {year}</div></div></div><div class='widget widget-ArticleLinks'><ul id='Toolbar'><li><a>PDF</a></li><li>Cite<div class='cite-modal reveal-modal'><h3 id='citeModal' class='modal-title'>Cite</h3><p>Mary Ashgrove, John P Kestwick, {title}, {journal}, Volume 12, Issue 3, {year}, Page 7, https://doi.org/{doi}</p><a>Select Format</a></div></li></ul></div><div class='widget widget-ArticleFulltext' data-widgetname='ArticleFulltext'><div class='module-widget'><div class='widget-items'>{abstract}{body}{back}{references}<div class='article-metadata-standalone-panel clearfix'></div><div class='copyright copyright-statement'>© The Author {year}. Published by Ward Press.</div></div></div></div><div class='comments'><h2>Comments</h2><div>0 Comments</div><textarea></textarea></div></div></div></div></div><div class='page-column page-column--right'><div class='article-metrics_sidebar'><h3>Metrics</h3></div><div class='related-content-block'><h3>Citing articles via</h3><ul>{others}</ul></div></div></div></div></div>{imprint}</body></html>",
    abstract="<h2 scrollto-destination='1' id='1' class='abstract-title'>Abstract</h2><section class='abstract'>{}</section><div class='article-metadata-panel clearfix'><div class='kwd-group'><a class='kwd-part kwd-main'>sleep</a>, <a>wards</a></div></div>",
    abstract_part="<sec><div class='title'>{heading}</div><p class='chapter-para'>{words}</p></sec>",
    section="<h2 scrollto-destination='{n}' id='{n}' class='section-title js-splitscreen-section-title'>{heading}</h2>{inner}", part="<h3 scrollto-destination='{n}' id='{n}' class='section-title'>{heading}</h3>{inner}",
    paragraph="<p class='chapter-para'>{}</p>", cite="<sup>{}</sup>",
    mark="<span class='xrefLink' id='jumplink-jws012-B{n}'></span><a href='javascript:;' reveal-id='jws012-B{n}' data-open='jws012-B{n}' class='link link-ref link-reveal xref-bibr'>{n}</a>", between=",",
    references="<h2 scrollto-destination='99' id='99' class='backreferences-title js-splitscreen-backreferences-title'>References</h2><div class='ref-list js-splitview-ref-list'>{}</div>",
    entry="<div content-id='jws012-B{n}' class='js-splitview-ref-item' data-legacy-id='jws012-B{n}'><div class='refLink-parent'><span class='refLink'><a name='jumplink-jws012-B{n}'></a></span></div><div class='ref false'><div id='ref-auto-jws012-B{n}' class='ref-content' data-id='jws012-B{n}'><span class='label title-label' id='label-{n}'>{n}</span><div class='citation'><div class='person-group person-group-author'>{names}</div>. <div class='article-title'>{title}</div>, <div class='source ij-source'>{journal}</div>, <div class='year'>{year}</div>, vol. <div class='volume'>{volume}</div> (pg. <div class='fpage'>{first}</div>-<div class='lpage'>{last}</div>)<div class='citation-links'><div class='citation-links-compatibility'><a>Crossref</a></div><div><a>Search ADS</a></div><div><a>PubMed</a></div><span class='google-scholar-ref-link'><a>Google Scholar</a></span></div></div></div></div></div>",
    person="<div class='name'><div class='surname'>{family}</div> <div class='given-names'>{initials}</div></div>", people="",
    table=SILVERCHAIR_TABLE,
    figure="<div content-id='F1' class='fig fig-section js-fig-section'><div class='graphic-wrap'><img></div><div class='label fig-label' id='label-f1'>Figure 1.</div><div class='caption fig-caption'><p class='chapter-para'>Flow of people.</p></div><div class='fig-orig original-slide'><a class='fig-view-orig'>Open in new tab</a><a>Download slide</a></div></div><div class='figure-modal reveal-modal'><div class='label'>Figure 1.</div><div class='caption'><p>Flow of people.</p></div></div>",
)  # fmt: skip

SITES["peerj"] = Site(
    page="<html><head>{head}</head><body><div id='instapaper_body'>{menu}<div class='alert alert-warning'><div class='row-fluid'>Related research: <a>see also another one</a></div></div><div class='container'><div class='row-fluid'><div class='span2 article-sidebar' id='article-sidebar'><nav><ul><li><a href='#intro'>Introduction</a></li></ul></nav></div><div id='article-main' class='span8'><article itemscope='itemscope'><header class='article-header'><h1 class='article-title' itemprop='name headline'>{title}</h1><div class='article-authors'>{authors}</div><div id='article-information'><div class='article-notes'><div class='article-identifiers'><dl class='article-identifiers'><dt>DOI</dt><dd><a>{doi}</a></dd><dt>Published</dt><dd><time>{year}-03-02</time></dd><dt>Accepted</dt><dd>{year}-02-01</dd><dt>Academic Editor</dt><dd><a>Tom Sedgemoor</a></dd><dt>Keywords</dt><dd><a>Sleep</a>, <a>Wards</a></dd><dt>Copyright</dt><dd>© {year} Ashgrove</dd><dt>Licence</dt><dd>This is an open access article distributed under the terms of a licence.</dd><dt>Cite this article</dt><dd>Ashgrove M. {year}. {title}. <i>{journal}</i> 4:e7 <a>https://doi.org/{doi}</a></dd></dl></div></div></div></header>{abstract}<main>{body}</main><footer class='article-footer'>{back}{references}</footer></article></div><div class='span2'><div class='similar'><h4>Similar articles</h4><ul>{others}</ul></div></div></div></div></div>{imprint}</body></html>",
    abstract="<div class='abstract' itemprop='description'><h2>Abstract</h2>{}</div>",
    abstract_part="<div class='sec'><h3 class='heading'>{heading}</h3><p>{words}</p></div>",
    section="<section class='sec' id='s{n}'><h2 class='heading'>{heading}</h2>{inner}</section>", part="<section class='sec' id='s{n}'><h3 class='heading'>{heading}</h3>{inner}</section>",
    cite="({})", mark="<a class='xref xref-bibr' href='#ref-{n}' title='{title}'>{n}</a>", named=True,
    references="<section class='ref-list-container' id='references'><h2 class='heading'>References</h2><ul class='ref-list'>{}</ul></section>",
    entry="<li class='ref'><div class='citation' id='ref-{n}'><div class='citation-inner'><span class='citation-authors-year'><b>{names}. <span class='year'>{year}</span>. </b></span><cite itemprop='citation'><span class='article-title'><a class='article-title' target='_blank' href='https://doi.org/{doi}' itemprop='url'>{title}</a></span>. <span class='source'>{journal}</span> <b>{volume}</b>:<span>{first}-{last}</span></cite></div></div></li>",
    person="<span class='name'><a>{family} {initials}</a></span>",
    table="<figure class='table-wrap' id='table-{n}'><div class='caption'><span class='object-id'><a href='x'>DOI: 10.5555/w/table-{n}</a></span><div class='label'>Table {n}:</div><div class='title'>{caption}.</div></div><div class='table-container'><table class='table table-bordered'>{inner}</table></div><div class='table-wrap-foot'><div class='fn-group'><div class='fn'><p>{note}</p></div></div></div></figure>",
    figure="<figure class='fig' id='fig-1'><div class='image-container'><a><img></a></div><figcaption><div class='label'>Figure 1: Flow of people.</div><div class='object-id'><a>DOI: 10.5555/w/fig-1</a></div></figcaption></figure>",
)  # fmt: skip

SITES["plos"] = Site(
    page="<html><head>{head}</head><body class='article plosone'>{menu}<main id='main-content'><div class='set-grid'><header class='title-block'><ul id='almSignposts'><li><p>5 citations</p></li></ul><p id='artPubDate'>Published: March 2, {year}</p><div class='article-title-etc'><div class='title-authors'><h1 id='artTitle'>{title}</h1><ul class='author-list clearfix'><li>{authors}<div class='author-info'><p id='authAffiliations'>Affiliation Institute of Rest, Old Town</p></div></li></ul></div></div></header><section class='article-body'><ul class='article-tabs'><li class='tab-title active'><a>Article</a></li><li><a>Authors</a></li></ul><div class='article-container'><div id='nav-article'><ul class='nav-secondary'><li><a href='#abstract0'>Abstract</a></li></ul></div><div class='article-content'><div class='article-text' id='artText'>{abstract}<div class='articleinfo'><p><strong>Citation: </strong>Ashgrove M, Kestwick JP ({year}) {title}. {journal} 12(3): e7. https://doi.org/{doi}</p><p><strong>Editor: </strong>Tom Sedgemoor, University of Nights</p><p><strong>Received: </strong>January 2, {year}; <strong>Accepted: </strong>February 1, {year}</p><p><strong>Copyright: </strong> © {year} Ashgrove et al. This is an open access article distributed under the terms of a licence, which permits unrestricted use, distribution, and reproduction in any medium, provided the original author and source are credited.</p><p><strong>Data Availability: </strong>All relevant data are within the paper.</p></div>{body}{back}{references}</div></div></div></section><aside class='article-aside'><div class='dload-menu'>Download PDF</div><div class='subject-areas'><h3>Subject Areas</h3><p>For more information about Subject Areas, click here.</p></div></aside></div></main>{imprint}</body></html>",
    abstract="<div class='abstract toc-section abstract-type-'><a id='abstract0' name='abstract0' data-toc='abstract0' class='link-target' title='Abstract'></a><h2>Abstract</h2><div class='abstract-content'>{}</div></div>",
    abstract_part="<h3>{heading}</h3><a class='link-target' id='a.{heading}'></a><p>{words}</p>",
    section="<div id='section{n}' class='section toc-section'><a id='sec00{n}' name='sec00{n}' data-toc='sec00{n}' class='link-target' title='{heading}'></a><h2>{heading}</h2>{inner}</div>", part="<h3>{heading}</h3>{inner}",
    paragraph="<a id='a.b' class='link-target'></a><p>{}</p>", mark="<a href='#jws.0000007.ref00{n}' class='ref-tip'>{n}</a>",
    references="<div class='toc-section'><a id='references' name='references' class='link-target' data-toc='references' title='References'></a><h2>References</h2><ol class='references'>{}</ol></div>",
    entry="<li id='ref{n}'><span class='order'>{n}.</span><a name='jws.0000007.ref00{n}' id='jws.0000007.ref00{n}' class='link-target'></a>{vancouver} pmid:123456{n} <ul class='reflinks'><li><a>View Article</a></li><li><a>PubMed/NCBI</a></li><li><a>Google Scholar</a></li></ul></li>",
    table="<div class='figure' data-doi='10.5555/w.t00{n}'><div class='img-box'><a title='Click for larger image' href='t'><img></a><div class='expand'></div></div><div class='figure-inline-download'>Download: <ul><li><a>PPT<span>PowerPoint slide</span></a></li><li><a>PNG<span>larger image</span></a></li></ul></div><div class='figcaption'><span>Table {n}. </span> {caption}.</div><p class='caption_target'></p><p class='caption_object'><a>https://doi.org/10.5555/w.t00{n}</a></p></div>", has_tables=False,
    figure="<div class='figure'><div class='img-box'><a href='f'><img></a></div><div class='figure-inline-download'>Download: <ul><li><a>PPT</a></li></ul></div><div class='figcaption'><span>Fig 1. </span> Flow of people.</div><p class='caption_target'><a></a><a>Each box is a ward.</a></p></div>",
)  # fmt: skip

SITES["wiley_new"] = Site(
    page="<html><head>{head}</head><body><div class='pb-page'>{menu}<main id='main-content'><article data-figures='x'><div class='row'><div class='col-sm-12 col-md-8 article__content article-row-left'><div class='citation'><div class='primary-heading'>Original Article</div><div class='doi-access'>Open Access</div><h1 class='citation__title'>{title}</h1><div class='author-info'><div class='accordion-tabbed'>{authors}<div class='author-info accordion-tabbed__content'><p class='author-type'>Corresponding Author</p><p>Institute of Rest, Old Town</p><p><b>Correspondence</b></p><p>Mary Ashgrove, Institute of Rest. Email: m@ward.example</p></div></div></div><div class='epub-section'><span class='epub-date'>First published: 02 March {year}</span> <a class='epub-doi'>https://doi.org/{doi}</a></div></div><article><section class='article__body'><div class='abstract-group metis-abstract'>{abstract}</div><section class='article-section article-section__full'>{body}{back}</section><section class='article-section article-section__references' id='references-section'><div class='accordion'>{references}</div></section><section class='article-section article-section__citedBy cited-by' id='cited-by'><div class='citing'><h4>Citing Literature</h4><ul>{others}</ul></div></section></section></article></div><div class='col-sm-12 col-md-4 article-row-right'><div class='tab__pane' id='pane-pcw-figures'>Figures</div><div class='tab__pane empty' id='pane-pcw-references'><div class='pane-references'><ul></ul></div></div><div id='pane-pcw-related'><ul>{others}</ul></div></div></div></article></main></div>{imprint}</body></html>",
    abstract="<section class='article-section article-section__abstract' lang='en' data-lang='en' id='section-1-en'><h2 class='article-section__header section__title main abstractlang_en main' id='d1'>Abstract</h2><div class='article-section__content en main'>{}</div></section>",
    abstract_part="<section class='article-section__sub'><h3 class='article-section__sub-title'>{heading}</h3><p>{words}</p></section>",
    section="<section class='article-section__content' id='jws-sec-000{n}'><h2 class='article-section__title section__title section1' id='jws-sec-000{n}-title'> {heading}</h2>{inner}</section>", part="<section class='article-section__sub-content' id='jws-sec-0{n}'><h3 class='article-section__sub-title section2'>{heading}</h3>{inner}</section>",
    cite="<span>{}</span>", mark="<sup><a href='#jws-bib-{n:04}' id='jws-bib-{n:04}R' class='bibLink tab-link' data-tab='pane-pcw-references'>{n}</a></sup>", between="<sup>, </sup>",
    references="<h2 class='article-section__header section__title references__title'><a href='#' class='section__title accordion__control' role='button'>References</a></h2><div class='accordion__content'><ul class='rlist separator'>{}</ul></div>",
    entry="<li data-bib-id='jws-bib-{n:04}'><span class='bullet'>{n}</span>{names}. <span class='articleTitle'>{title}</span>. <i>{journal}</i>. <span class='pubYear'>{year}</span>; <span class='vol'>{volume}</span>: <span class='pageFirst'>{first}</span>-<span class='pageLast'>{last}</span>.<div class='extra-links getFTR'><span class='hidden data-doi'>{doi}</span><a>CAS</a><a>PubMed</a><a>Web of Science®</a><a>Google Scholar</a></div></li>",
    person="<span class='author'>{family} {initials}</span>",
    table="<div class='article-table-content' id='jws-tbl-000{n}'><header class='article-table-caption'><span class='table-caption__label'>Table {n}. </span>{caption}</header><div class='article-table-content-wrapper' tabindex='0'><table class='table article-section__table'>{inner}</table></div><div class='article-section__table-footnotes'><ul><li id='jws-note-{n}'>{note}</li></ul></div></div>",
    figure="<section class='article-section__inline-figure'><figure class='figure' id='jws-fig-0001'><a href='f'><picture><img></picture></a><figcaption class='figure__caption'><div class='figure__caption__label__wrapper'><div class='figure__caption__label'><strong class='figure__title'>Figure 1</strong></div><div class='figure-extra'><a class='open-figure-link'>Open in figure viewer</a><a class='ppt-figure-link'>PowerPoint</a></div></div><div class='figure__caption figure__caption-text'>Flow of people.</div></figcaption></figure></section>",
)  # fmt: skip

SITES["elife"] = Site(
    page="<html><head>{head}</head><body>{cookies}<div class='global-wrapper'>{menu}<main class='main' id='maincontent'><header class='content-header' id='content-header'><ol class='content-header__subject_list'><li>Medicine</li></ol><h1 class='content-header__title'>{title}</h1><div class='authors'>{authors}</div><div class='institution_list'>Institute of Rest, Old Town</div></header><div class='main-content-grid'><nav class='view-selector'><ul><li><a>Article</a></li></ul></nav><div data-behaviour='ArticleSection'>{abstract}<section class='article-section' id='digest'><header class='article-section__header'><h2 class='article-section__header_text'>eLife digest</h2></header><div class='article-section__body'><p class='paragraph'>People who lie on wards sleep badly. That is plain to all who ever did, and this digest tells it again for everyone in words of every day, without numbers, so that nobody need read on.</p></div></section>{body}{back}{references}<section class='article-section' id='SA1'><header class='article-section__header'><h2>Decision letter</h2></header><div><p class='paragraph'>In the interests of transparency, the letter that was sent to the authors after review is shown here, with the remarks of two reviewers on sleep and wards.</p></div></section></div></div><div class='listing-read-more'><ol>{others}</ol></div></main></div>{imprint}</body></html>",
    abstract="<section class='article-section article-section--first' id='abstract'><header class='article-section__header'><h2 class='article-section__header_text'>Abstract</h2></header><div class='article-section__body'>{}</div></section>",
    abstract_part="<section class='article-section'><header class='article-section__header'><h3 class='article-section__header_text'>{heading}</h3></header><div class='article-section__body'><p class='paragraph'>{words}</p></div></section>",
    section="<section class='article-section article-section--js' id='s{n}' data-behaviour='ArticleSection' data-initial-state='opened'><header class='article-section__header'><h2 class='article-section__header_text'>{heading}</h2></header><div class='article-section__body'>{inner}</div></section>", part="<section class='article-section' id='s{n}'><header class='article-section__header'><h3 class='article-section__header_text'>{heading}</h3></header><div class='article-section__body'>{inner}</div></section>",
    paragraph="<p class='paragraph'>{}</p>", cite="({})", mark="<a href='#bib{n}'>{n}</a>", named=True,
    references="<section class='article-section article-section--js' id='references'><header class='article-section__header'><h2 class='article-section__header_text'>References</h2></header><div class='article-section__body'><ol class='reference-list'>{}</ol></div></section>",
    entry="<li class='reference-list__item'><div class='reference' data-popup-label='See in references' id='bib{n}'><a href='https://doi.org/{doi}' class='reference__title'>{title}</a><div class='reference__label'>{n}</div><div class='reference__authors_list_wrap'><ol class='reference__authors_list'>{names}</ol><span class='reference__authors_list_suffix'>({year})</span></div><div class='reference__origin'><i>{journal}</i> <b>{volume}</b>:{first}–{last}.</div><span class='doi doi--article-section'><a href='https://doi.org/{doi}'>https://doi.org/{doi}</a></span><ul class='reference__abstracts'><li class='reference__abstract'><a>PubMed</a></li><li><a>Google Scholar</a></li></ul></div></li>",
    person="<li class='reference__author'>{family} {initials}</li>", people="",
    table="<div class='asset-viewer-inline asset-viewer-inline--table' id='table{n}'><div class='asset-viewer-inline__header_panel'><div class='asset-viewer-inline__header_text'><span class='asset-viewer-inline__header_text__prominent'>Table {n}</span></div></div><figure class='captioned-asset'><h6 class='caption-text__heading'>{caption}.</h6><div class='captioned-asset__tables'><div class='table table--clickable'><table>{inner}</table></div></div><ol class='table__footnotes'><li>{note}</li></ol></figure></div>",
    figure="<div class='asset-viewer-inline' id='fig1'><div class='asset-viewer-inline__header_panel'><div class='asset-viewer-inline__header_text'><span>Figure 1</span></div><div class='asset-viewer-inline__figure_access'><a>Download asset</a><a>Open asset</a></div></div><figure class='captioned-asset'><a href='f'><picture></picture></a><figcaption class='captioned-asset__caption'><h6 class='caption-text__heading'>Flow of people.</h6><div class='caption-text__body'><p class='paragraph'>Each box is a ward.</p></div></figcaption></figure></div>",
)  # fmt: skip

SITES["f1000"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='article-page'><div class='f1r-article-mobile'><div class='article-heading'><h2>{title}</h2></div></div><div class='f1r-article-desk'><div class='o-article-content'><div class='article-heading-bar'></div><div class='article-type'>RESEARCH ARTICLE</div><h1>{title} [version 2; peer review: 2 approved]</h1><div class='authors'>{authors}</div><div class='affiliations'>1 Institute of Rest, Old Town</div><div class='article-subcontainer article-page'><div class='version-dates'>PUBLISHED 02 Mar {year}</div></div><div class='article-abstract article-page-hide-element' id='article-abstract'>{abstract}</div><div class='keywords'><h2>Keywords</h2><p>sleep, wards</p></div><div class='article-information'><p>Corresponding author: Mary Ashgrove. Competing interests: none. Grant information: the Quiet Fund.</p><p>How to cite: Ashgrove M, Kestwick JP. {title} [version 2; peer review: 2 approved]. <i>{journal}</i> {year}, 12:7 (https://doi.org/{doi})</p></div><div id='article-content' class='generated-article-body'>{body}{back}</div><div id='article-references' class='generated-article-footer'>{references}</div><div class='comments-container'><h2>Comments on this article</h2><p>All comments (0)</p></div></div><div class='reports'><h2>Open Peer Review</h2><div class='report'><h3>Reviewer Report 05 May {year}</h3><p>Tom Sedgemoor, University of Nights. Approved. The paper asks how people sleep on wards, and it is well told; I have a few remarks on the numbers, which the authors may want to look at before the next version.</p><h4>References</h4><p>1. Vinecourt P: Wards and their hours. Rest Research. 2011; 4: 11-19. PubMed Abstract</p></div></div></div></div>{imprint}</body></html>",
    abstract="<h2 class='article-abstract-heading'>Abstract</h2><div class='article-abstract-text'>{}</div>", abstract_part="<p><strong>{heading}:</strong> {words}</p>",
    section="<h2 class='main-title' id='d1e{n}'>{heading}</h2>{inner}", part="<h3 class='section-title' id='d1e{n}'>{heading}</h3>{inner}",
    paragraph="<p class='' id='d2'>{}</p>", cite="<sup>{}</sup>", mark="<a href='#ref-{n}'>{n}</a>", between=",",
    references="<div class='back-section'><a name='d1e9'></a><span class='research-layers'></span><h2 class='main-title'>References</h2><div class='section-text'><ul>{}</ul></div></div>",
    entry="<li><span class='citation'><a name='ref-{n}' id='ref-{n}'></a><span class='bg'>{n}. </span> {plain}: {title}. <i>{journal}.</i> {year};<b>{volume}</b>:{first}–{last}. <a target='xrefwindow' href='/p'>PubMed Abstract</a> | <a target='xrefwindow' href='/f'>Publisher Full Text</a> </span></li>",
    table="<div id='T{n}' class='figure panel clearfix'><h3>Table {n}. {caption}.</h3><div class='xtable'><table>{inner}</table></div><div class='table-foot'><p>{note}</p></div></div>",
)  # fmt: skip

SCIENCEDIRECT = Site(
    page="<html><head>{head}</head><body><div id='root'><div class='App'><div id='app' class='page'>{menu}<div class='Article' id='mathjax-container'><div class='sticky-outer-wrapper'></div><div class='article-wrapper grid row'><div role='navigation' class='u-display-block toc-outline' aria-label='Table of Contents'><div class='TableOfContents'><h2>Outline</h2><ol><li><a href='#a'>Abstract</a></li><li><a href='#b'>Keywords</a></li></ol></div><h2>Tables (2)</h2></div><article class='col-lg-12 col-md-16 pad-left pad-right' role='main' lang='en'><div class='Publication' id='publication'><div class='publication-volume'><a>{journal}</a><div class='text-xs'>Volume 12, March {year}, Pages 7-16</div></div></div><h1 id='screen-reader-main-title' class='Head u-font-serif'><span class='title-text'>{title}</span></h1><div class='Banner' id='banner'><div class='AuthorGroups'><div class='author-group' id='author-group'><span class='sr-only'>Author links open overlay panel</span>{authors}</div></div><button>Show more</button><a class='doi'>https://doi.org/{doi}</a><a>Get rights and content</a></div><div class='Abstracts u-font-serif text-s' id='abstracts'><div class='abstract author-highlights' id='ab0010'><h2 class='section-title u-h4'>Highlights</h2><div id='as0010'><p id='sp0080'></p><ul class='list'><li class='react-xocs-list-item'><span class='list-label'>•</span><span>Sleep on wards is short.</span></li><li><span class='list-label'>•</span><span>Noise is the cause.</span></li></ul></div></div>{abstract}</div><ul id='issue-navigation'><li>Previous article in issue</li><li>Next article in issue</li></ul><div class='Keywords u-font-serif text-s'><div id='k0' class='keywords-section'><h2 class='section-title'>Keywords</h2><div class='keyword'><span>Sleep</span></div><div class='keyword'><span>Wards</span></div></div></div><div class='Body u-font-serif text-s' id='body'><div>{body}{back}</div></div>{references}<div class='CitedBySection' id='section-cited-by'><section aria-label='Cited by'><header id='citing-articles-header'><h2>Cited by (5)</h2></header><ul>{others}</ul></section></div><div class='Copyright'><span class='copyright-line'>© {year} Ward Press.</span></div></article><div class='RelatedContent' role='complementary'><section class='RelatedContentPanel'><header><h2>Recommended articles</h2></header><ul>{others}</ul></section></div></div></div></div></div></div>{imprint}</body></html>",
    abstract="<div class='abstract author' id='ab0005'><h2 class='section-title u-h4'>Abstract</h2><div id='as0005'>{}</div></div>",
    abstract_part="<div id='as{heading}'><h3 class='u-h4'>{heading}</h3><div class='u-margin-s-bottom' id='sp'>{words}</div></div>",
    section="<section id='s{n:04}'><h2 id='st{n:04}' class='u-h4 u-margin-l-top'>{heading}</h2>{inner}</section>", part="<section id='s{n:04}'><h3 class='u-h4'>{heading}</h3>{inner}</section>",
    paragraph="<div class='u-margin-s-bottom' id='p0'>{}</div>",
    mark="<a class='anchor anchor-primary' href='#b{n:04}' name='bb{n:04}' id='bb{n:04}' data-sd-ui-side-panel-opener='true' data-xocs-content-type='reference' data-xocs-content-id='b{n:04}'><span class='anchor-text-container'><span class='anchor-text'>{n}</span></span></a>",
    references="<section class='bibliography u-font-serif text-s' id='bi0005'><h2 class='section-title'>References</h2><section class='bibliography-sec' id='bs0005'><ol class='references' id='reference-links-bs0005'>{}</ol></section></section>",
    entry="<li class='bib-reference u-margin-s-bottom'><span class='label u-font-sans'><a class='anchor' href='#bb{n:04}' id='ref-id-b{n:04}' data-aa-button='x'><span class='anchor-text'>[{n}]</span></a></span><span class='reference' id='h{n:04}'><div class='contribution'><div class='authors u-font-sans'>{names}</div><div id='ref-id-h{n:04}' class='title text-m'>{title}</div></div><div class='host u-font-sans'>{journal}, {volume} ({year}), pp. {first}-{last}, <a>10.5555/x</a></div><div class='ReferenceLinks u-font-sans'><a>Crossref</a><a>View in Scopus</a><a>Google Scholar</a></div></span></li>", person="{dotted} {family}",
    table="<div class='tables frame-topbot rowsep-0 colsep-0' id='t{n:04}'><span class='captions text-s'><span id='cn{n:04}'><div class='u-margin-s-bottom' id='sp'><span class='label'>Table {n}</span>. {caption}</div></span></span><div class='groups'><table>{inner}</table></div><dl class='footnotes'><dt id='tn{n}'>a</dt><dd><div>{note}</div></dd></dl></div>",
    figure="<figure class='figure text-xs' id='f0005'><span><img><ol class='links-for-figure'><li><a class='download-link'><span>Download: <span>Download high-res image (200KB)</span></span></a></li></ol></span><span class='captions text-s'><span><p><span class='label'>Fig. 1</span>. Flow of people.</p></span></span></figure>",
)  # fmt: skip
SITES["sciencedirect"] = SCIENCEDIRECT
SITES["sciencedirect_old"] = replace(
    SCIENCEDIRECT, paragraph="<p id='p0'>{}</p>",
    references="<section class='bibliography' id='bi0005'><h2>References</h2><section class='bibliography-sec' id='bs0005'><dl class='references' id='reference-links-bs0005'>{}</dl></section></section>",
    entry="<dt class='label'><a href='#bb{n:04}' id='ref-id-b{n:04}'>[{n}]</a></dt><dd class='reference' id='h{n:04}'><div class='contribution'><div class='authors'>{names}</div><div id='ref-id-h{n:04}' class='title text-m'>{title}</div></div><div class='host'>{journal}, {volume} ({year}), pp. {first}-{last}</div><div class='ReferenceLinks'><a>CrossRef</a><a>View Record in Scopus</a><a>Google Scholar</a></div></dd>",
)  # fmt: skip

SITES["atypon_new"] = Site(
    page="<html><head>{head}</head><body class='pb-ui'>{menu}<main id='main'><article data-has='x' vocab='http://schema.org/' typeof='ScholarlyArticle'><header data-extent='frontmatter'><div class='core-container'><div class='meta-panel'><div class='meta-panel__type'><span>Research Article</span></div></div><h1 property='name'>{title}</h1><div class='contributors'>{authors}</div><div class='core-self-citation'><div property='isPartOf'>{journal}</div><div>Volume 12, Number 3</div><div class='doi'><a property='sameAs' href='https://doi.org/{doi}'>https://doi.org/{doi}</a></div></div></div></header><nav class='core-nav'><ul class='core-nav-wrapper'><li><a href='#abstract'>Abstract</a></li></ul></nav><div data-core-wrapper='content'><div id='abstracts' data-extent='frontmatter'><div class='core-container'>{abstract}<section id='short' property='abstract' typeof='Text' role='doc-abstract'><h2 property='name'>Significance</h2><div role='paragraph'>Everyone lies on a ward at some time, and so the sleep of those who do concerns us all, in health and illness.</div></section><div property='keywords'><h2>Keywords</h2><ol><li><a>sleep</a></li><li><a>wards</a></li></ol></div></div></div><section id='bodymatter' data-extent='bodymatter' property='articleBody' typeof='Text'><div class='core-container'>{body}</div></section><div id='backmatter' data-extent='backmatter'><div class='core-container'>{back}{references}</div></div></div></article><div class='info-panel'><section><h2>Information &amp; Authors</h2><p>Published in {journal}, Volume 12. History: received January, accepted February.</p></section><section class='core-metrics'><h2>Metrics &amp; Citations</h2><p>If you have the appropriate software installed, you can download article citation data to the citation manager of your choice.</p></section></div><aside><h2>Further reading in this issue</h2><ul>{others}</ul></aside></main>{imprint}</body></html>",
    abstract="<section id='abstract' property='abstract' typeof='Text' role='doc-abstract'><h2 property='name'>Abstract</h2>{}</section>",
    abstract_part="<section id='a-{heading}'><h3>{heading}:</h3><div role='paragraph'>{words}</div></section>",
    section="<section id='sec-{n}'><h2>{heading}</h2>{inner}</section>", part="<section id='sec-{n}'><h3>{heading}</h3>{inner}</section>",
    paragraph="<div role='paragraph'>{}</div>", cite="(<i>{}</i>)", mark="<a href='#core-R{n}' role='doc-biblioref' id='body-ref-R{n}' data-xml-rid='R{n}'>{n}</a>", between="</i>, <i>",
    references="<section id='references' role='doc-bibliography'><h2>References</h2><div role='list'>{}</div></section>",
    entry="<div role='listitem' data-has='label'><div class='label'>{n}.</div><div class='citations'><div class='citation' id='core-R{n}'><div class='citation-content'>{plain}, {title}. <i>{journal}</i> <b>{volume}</b>, {first}–{last} ({year}).</div><div class='external-links'><div class='core-xlink-crossref'><a>Crossref</a></div><div class='core-xlink-pubmed'><a>PubMed</a></div><div><a>Google Scholar</a></div></div></div></div></div>",
    table="<div class='figure-wrap'><figure id='T{n}' class='table'><figcaption><div class='caption'><span class='heading'>Table {n}.</span> {caption}.</div></figcaption><div class='table-wrap'><table>{inner}</table></div><div class='notes'><div role='doc-footnote'>{note}</div></div><div class='core-table-links'><a>Expand for more</a></div></figure></div>",
    figure="<div class='figure-wrap'><figure id='F1' class='graphic'><img><figcaption><div class='caption'><span class='heading'>Fig. 1.</span> <b>Flow of people.</b></div></figcaption></figure></div>",
)  # fmt: skip

TIP = "<span class='ref-lnk'><a data-rid='CIT{n:04}' data-refLink='x' href='#'>{n}</a><span class='ref-overlay'><span class='ref-close'></span>{vancouver} <span class='ref-links'><a>Crossref</a>, <a>Google Scholar</a></span></span></span>"
SITES["taylor"] = Site(
    page="<html><head>{head}</head><body>{cookies}{menu}<div id='pb-page-content'><div class='publicationContentHeader'><h1><span class='NLM_article-title hlFld-title'>{title}</span></h1><div class='literatumAuthors'>{authors}</div><div class='literatumPublicationHistory'><div>Received 02 Jan {year}, Accepted 01 Feb {year}</div></div></div><div class='tabs'><ul class='tab-nav'><li><a>Full Article</a></li><li><a>Figures &amp; data</a></li><li><a>References</a></li></ul><div class='tab-content'><div class='hlFld-Title'></div>{abstract}<div class='hlFld-Fulltext'>{body}{back}<div class='summation-section'>{references}</div></div></div></div><div class='widget'><div class='tab-pane recommended'><h2>Related research</h2><p>People also read lists articles that other readers of this article have read.</p><ul>{others}</ul></div></div></div>{imprint}</body></html>",
    abstract="<div class='hlFld-Abstract'><p class='fulltext'></p><div class='sectionInfo abstractSectionHeading'><h2 id='abstract' class='section-heading-2'>ABSTRACT</h2></div><div class='abstractSection abstractInFull'>{}</div></div><div class='hlFld-KeywordText'><p class='kwd-title'>KEYWORDS: </p><ul class='keyword-list'><li><a>Sleep</a></li><li><a>wards</a></li></ul></div>",
    abstract_part="<p><b>{heading}</b>: {words}</p>",
    section="<div id='S{n:04}' class='NLM_sec NLM_sec_level_1'><h2 class='section-heading-2' id='_i{n}'>{heading}</h2>{inner}</div>", part="<div class='NLM_sec NLM_sec_level_2'><h3 class='section-heading-3'>{heading}</h3>{inner}</div>",
    mark=TIP, cite="<sup>{}</sup>", between=",",
    references="<h2 id='references-Section' class='section-heading-2'>References</h2><ul class='references numeric-ordered-list' id='references-list'>{}</ul>",
    entry="<li id='CIT{n:04}'><span><span class='hlFld-ContribAuthor'>{names}</span>. <span class='NLM_article-title'>{title}</span>. <i>{journal}</i>. <span class='NLM_year'>{year}</span>;{volume}:<span class='NLM_fpage'>{first}</span>–<span class='NLM_lpage'>{last}</span>.</span> <span class='ref-links'><span class='xlinks-container'><a>[Crossref]</a>, <a>[PubMed]</a>, <a>[Web of Science ®]</a></span><span class='googleScholar-container'><a>, [Google Scholar]</a></span></span></li>",
    table="<div class='tableView'><div class='tableCaption'><div class='short-legend'><h3><p class='captionText'><span class='captionLabel'>Table {n}.</span> {caption}.</p></h3></div></div><div class='tableDownloadOption'><a>Download CSV</a><a>Display Table</a></div></div>", has_tables=False,
    figure="<div class='figureView'><div class='short-legend'><h3><p class='captionText'><span class='captionLabel'>Figure 1.</span> Flow of people.</p></h3></div><div class='figureThumbnail'><img></div><div class='figureDownloadOptions'><a>Display full size</a></div></div>",
)  # fmt: skip

SITES["sage_old"] = replace(
    SITES["taylor"],
    mark="<a href='javascript:popRef2(\"i{n}\" , \"\" , \"bibr{n}-12\" );' class='ref showRefEvent' data-rid='bibr{n}-12'>{n}</a>",
    references="<div class='sectionHeading' ><h2 class='ack'>References</h2></div><table border='0' class='references'>{}</table>",
    entry="<tr id='bibr{n}-12'><td class='refnumber'>{n}.</td><td valign='top'>{names}. <span class='NLM_article-title'>{title}</span>. <span class='citation_source-journal'>{journal}</span> <span class='NLM_year'>{year}</span>; {volume}: {first}–{last}. <a class='google-scholar'>Google Scholar</a>, <a>Crossref</a>, <a>Medline</a>, <a>ISI</a></td></tr>",
)  # fmt: skip

SITES["jama"] = Site(
    page="<html><head>{head}</head><body><form method='post' id='aspnetForm'><div class='cookie-policy-banner'><p>This site uses cookies. By continuing to use our site, or clicking continue, you are agreeing to our cookie policy.</p></div>{menu}<div class='article-content'><div class='main-content'><div class='meta-article-type'>Original Investigation</div><h1 class='meta-article-title'>{title}</h1><div class='meta-authors'>{authors}</div><div class='meta-citation'><span>{journal}. {year};12(3):7-16. doi:{doi}</span></div><div class='article-full-text' data-test='x'><div class='abstract-content'>{abstract}</div>{body}{back}<div class='article-group'><a>Back to top</a><div class='h3'>Article Information</div><p class='para'><strong>Corresponding Author:</strong> Mary Ashgrove, Institute of Rest.</p></div>{references}</div></div><div class='right-rail'><div class='h4'>Related articles</div><ul>{others}</ul></div></div></form>{imprint}</body></html>",
    abstract="<div class='h3'>Abstract</div>{}", abstract_part="<p class='para'><strong>{heading}</strong>&#160;{words}</p>",
    section="<div class='h3 cb'>{heading}</div>{inner}", part="<div class='h4 sub'>{heading}</div>{inner}",
    paragraph="<p class='para'>{}</p>", cite="<sup>{}</sup>", mark="<a class='ref-link section-jump-link' href='#jws{n}r{n}'>{n}</a>", between=",",
    references="<div class='h3 section-type-section'>References</div><div class='references'>{}</div>",
    entry="<div class='reference'><a name='jws{n}r{n}' id='jws{n}r{n}'></a><div class='reference-number'>{n}. </div><div class='reference-content'>{vancouver}<span class='pubmedLink'><a>PubMed</a><a>Google Scholar</a><a>Crossref</a></span></div></div>",
    table="<div class='table-wrapper'><a class='figure-table-anchor' name='t{n}'></a><div class='figure-label'>Table {n}. {caption}</div><div class='table-image'><a><img alt='x'></a></div></div>", has_tables=False,
)  # fmt: skip

SITES["scielo"] = Site(
    page="<html><head>{head}</head><body>{menu}<section class='articleCtt'><div class='container'><div class='articleTxt'><div class='articleBadge'><span>Original Article</span></div><h1 class='article-title'>{title}</h1><h2 class='article-title'>Descanso de idosos em enfermarias: uma coorte inventada</h2><div class='articleMeta'>{authors}</div><div class='row'><ul class='articleMenu'><li><a>Text</a></li></ul><article id='articleText' class='articleSection'><div class='articleSection articleSection--abstract' data-anchor='Abstract'><h1 class='articleSectionTitle'>Abstract</h1>{abstract}</div><hr><div class='articleSection' data-anchor='Resumo'><h1 class='articleSectionTitle'>Resumo</h1><p>O sono nas enfermarias é curto e interrompido pelo ruído, como sabem todos os que ali estiveram deitados por uma noite que fosse.</p><p><strong>Palavras-chave:</strong> sono; enfermarias</p></div><hr>{body}{back}{references}<div class='articleSection' data-anchor='Publication Dates'><h1 class='articleSectionTitle'>Publication Dates</h1><ul><li>Publication in this collection<br>02 Mar {year}</li></ul></div></article></div></div></div></section><div class='floatingBtn'><ul><li><a>Versions</a></li></ul></div><div class='modal fade' id='ModalTables'><div class='modal-dialog'><h4>Figures | Tables</h4></div></div>{imprint}</body></html>",
    abstract="{}<p><strong>Keywords:</strong> sleep; wards</p>", abstract_part="<h3>{heading}:</h3><p>{words}</p>",
    section="<div class='articleSection' data-anchor='{heading}'><h1 class='articleSectionTitle'>{heading}</h1>{inner}</div>", part="<h2>{heading}</h2>{inner}",
    cite="{}", mark="<span class='ref'><sup class='xref xrefblue big'>{n}</sup><span class='refCtt closed'><sup class='xref big'>{n}</sup><span>{vancouver}</span></span></span>", between="<sup>,</sup>",
    references="<div class='articleSection' data-anchor='References'><h1 class='articleSectionTitle'>References</h1><div class='ref-list'><ul class='refList articleFootnotes'>{}</ul></div></div>",
    entry="<li><a class='' name='B{n}_ref'></a><sup class='xref big'>{n}</sup><div>{vancouver}<br>» <a href='https://doi.org/{doi}'>https://doi.org/{doi}</a></div></li>",
    table="<div class='row table' id='t{n}'><a name='t{n}'></a><div class='col-md-4'><a class='open-asset-modal' data-toggle='modal' data-target='#ModalTablet{n}'><div class='thumbOff'>Thumbnail</div></a></div><div class='col-md-8'><strong>Table {n}</strong><br>{caption}</div></div><div class='modal fade ModalTables' id='ModalTablet{n}'><div class='modal-dialog'><div class='modal-header'><h4><span class='sci-ico-fileTable'></span> Table {n} {caption}</h4></div><div class='modal-body'><table>{inner}</table><p>{note}</p></div></div></div>",
)  # fmt: skip

SITES["scielo_old"] = Site(
    page="<html><head>{head}</head><body><div class='container'><div class='top'><div id='parent'><img></div><div class='navigation'>{menu}</div></div><div class='content'><div class='index,en'><p align='right'><font size='2' face='Verdana'><b>ORIGINAL ARTICLES</b></font></p><p>&nbsp;</p><p><font size='4' face='Verdana'><b>{title}</b></font></p><p>&nbsp;</p><p><font size='2' face='Verdana'><b>{authors}</b></font></p><p><font size='2'>Institute of Rest, Old Town, Nowhere</font></p><hr size='1' noshade>{abstract}<p><font size='2'><b>Key words:</b> Sleep, Wards.</font></p><hr>{body}{back}{references}<p><font size='2'>Recibido: 2 de Enero de {year}</font></p></div></div></div>{imprint}</body></html>",
    abstract="<p><font size='2' face='Verdana'><b>ABSTRACT</b></font></p>{}", abstract_part="<p><font size='2' face='Verdana'><b>{heading}:</b> {words}</font></p>",
    section="<p>&nbsp;</p><p><font size='3' face='Verdana'><b>{heading}</b></font></p>{inner}", part="<p><font size='2'><i>{heading}</i></font></p>{inner}",
    paragraph="<p><font size='2' face='Verdana'>{}</font></p>", cite="<sup>{}</sup>", mark="<a href='#{n}'>{n}</a>", between=",",
    references="<p><font size='3' face='Verdana'><b>REFERENCES</b></font></p>{}",
    entry="<p><font size='2' face='Verdana'><a name='{n}'></a>{n}. {vancouver}&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;[&nbsp;<a href='javascript:void(0);'>Links</a>&nbsp;]</font></p>",
    table="<p align='center'><b>Table {n}. {caption}.</b></p><table>{plain}</table><p><font size='2'>{note}</font></p>",
)  # fmt: skip

SITES["latexml"] = Site(
    page="<html lang='en'><head>{head}</head><body><div class='ltx_page_main'><nav class='ltx_TOC'><ol class='ltx_toclist'><li class='ltx_tocentry'><a href='#S1'>Introduction</a></li></ol></nav><div class='ltx_page_content'><article class='ltx_document'><h1 class='ltx_title ltx_title_document'>{title}</h1><div class='ltx_authors'><span class='ltx_creator ltx_role_author'><span class='ltx_personname'>{authors}</span></span></div>{abstract}{body}{back}{references}</article></div><footer class='ltx_page_footer'><div class='ltx_page_logo'>Generated by a converter</div></footer></div></body></html>",
    abstract="<div class='ltx_abstract'><h6 class='ltx_title ltx_title_abstract'>Abstract</h6>{}</div>", abstract_part="<p class='ltx_p'><span class='ltx_text ltx_font_bold'>{heading}.</span> {words}</p>",
    section="<section id='S{n}' class='ltx_section'><h2 class='ltx_title ltx_title_section'><span class='ltx_tag ltx_tag_section'>{n} </span>{heading}</h2>{inner}</section>", part="<section id='S{n}' class='ltx_subsection'><h3 class='ltx_title ltx_title_subsection'><span class='ltx_tag'>2.{n} </span>{heading}</h3>{inner}</section>",
    paragraph="<div id='S1.p1' class='ltx_para'><p id='S1.p1.1' class='ltx_p'>{}</p></div>", cite="<cite class='ltx_cite ltx_citemacro_cite'>[{}]</cite>", mark="<a href='#bib.bib{n}' title='' class='ltx_ref'>{n}</a>",
    references="<section id='bib' class='ltx_bibliography'><h2 class='ltx_title ltx_title_bibliography'>References</h2><ul class='ltx_biblist'>{}</ul></section>",
    entry="<li id='bib.bib{n}' class='ltx_bibitem'><span class='ltx_tag ltx_role_refnum ltx_tag_bibitem'>[{n}]</span><span class='ltx_bibblock'> {names}. </span><span class='ltx_bibblock'>{title}. </span><span class='ltx_bibblock'><em class='ltx_emph'>{journal}</em>, {volume}:{first}–{last}, {year}. </span></li>", person="{dotted} {family}",
    table="<figure id='S3.T{n}' class='ltx_table'><figcaption class='ltx_caption ltx_centering'><span class='ltx_tag ltx_tag_table'>Table {n}: </span>{caption}.</figcaption><table class='ltx_tabular ltx_centering'>{inner}</table></figure>",
)  # fmt: skip

SITES["rsc"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='wrapper'><div class='main'><div class='left_head'><a class='simple' href='/x'><img></a><span class='type_label'>Paper</span></div><div class='article_info'>DOI: <a>{doi}</a> (Paper) <i>{journal}</i>, {year}, <b>12</b>, 7-16</div><h1 id='sect1'><span class='title_heading'>{title}</span></h1><p class='header_text'><span class='bold'>{authors}</span></p><p class='header_text'><sup>a</sup><i>Institute of Rest, Old Town. E-mail: m@ward.example</i></p><p class='bold italic'>Received 2nd January {year}, Accepted 1st February {year}</p><p class='bold'>First published on 2nd March {year}</p><hr>{abstract}<hr>{body}{back}{references}<hr><table><tr><td><h3>Footnote</h3></td></tr><tr><td class='sourceNote'>† Electronic supplementary information (ESI) available. See DOI</td></tr></table></div></div>{imprint}</body></html>",
    abstract="<h2>Abstract</h2>{}", abstract_part="<p class='abstract'>{heading}: {words}</p>",
    section="<section><h2 id='sect{n}'><span class='a_heading'>{heading}</span></h2>{inner}</section>", part="<section><h3><span class='b_heading'>{heading}</span></h3>{inner}</section>",
    paragraph="<p class='otherpara'>{}</p>", cite="<sup>{}</sup>", mark="<a title='{vancouver}' href='#cit{n}'>{n}</a>", between=",",
    references="<h2 id='cit'>Notes and references</h2><ol type='1'>{}</ol>",
    entry="<li><span id='cit{n}'>{names}, <i>{journal}</i>, {year}, <b>{volume}</b>, {first}–{last} <small><a target='_blank' class='DOILink' href='https://doi.org/{doi}'>CrossRef</a></small> <small><a>PubMed</a></small>.</span></li>", person="{dotted} {family}",
    table="<div class='table_caption' id='tab{n}'><b>Table {n} </b> <span id='t{n}'>{caption}</span></div><div class='rtable__wrapper'><table class='tgroup rtable' border='0'>{inner}<tfoot><tr><th colspan='3'><span class='sup_inf'>{note}</span></th></tr></tfoot></table></div>",
)  # fmt: skip

SITES["acs"] = Site(
    page="<html><head>{head}</head><body>{cookies}{menu}<main><article class='article'><div class='article_header'><h1 class='article_header-title'><span class='hlFld-Title'>{title}</span></h1><ul class='loa'><li>{authors}</li></ul><div class='article_header-epubdate'>Published March 2, {year}</div><div class='article_header-cite'><span class='cit-title'>{journal}</span> {year}, 12, 3, 7–16</div></div><div class='article_content'><div class='article_content-left'>{abstract}<div class='article_content-table'>{body}{back}</div><div class='article_content-footer'>{references}</div><div class='cited-by_wrapper'><h2>Cited By</h2><p>This article is cited by 3 publications.</p><ol class='cited-content_cbyCitation'>{others}</ol></div></div></div></article></main>{imprint}</body></html>",
    abstract="<div class='article_abstract'><div class='article_abstract-title-wrapper'><h2 class='article_abstract-title' id='_i1'>Abstract</h2></div><div class='article_abstract-content hlFld-Abstract'>{}</div></div>", abstract_part="<p class='articleBody_abstractText'>{heading}: {words}</p>",
    section="<div class='NLM_sec NLM_sec_level_1' id='sec{n}'><h2 class='article-section__title' id='_i{n}'>{heading}</h2>{inner}</div>", part="<div class='NLM_sec NLM_sec_level_2'><h3>{heading}</h3>{inner}</div>",
    paragraph="<div class='NLM_p'>{}</div>", cite="({})", mark="<a onclick='x' href='#ref{n}' class='ref ref{n}'><i>{n}</i></a>",
    references="<h2 id='References'>References</h2><hr class='hr'><p>This article references {many} other publications.</p><ol id='references' class='references'>{}</ol>",
    entry="<li id='ref{n}'><div class='reference'><strong class='refLabel'><a>{n}</a></strong><div class='NLM_citation' id='rid_ref{n}'><span class='NLM_contrib-group'>{names}</span> <span class='NLM_article-title'>{title}</span> <i><span class='citation_source-journal'>{journal}</span></i> <span class='NLM_year'>{year}</span>, {volume}, <span class='NLM_fpage'>{first}</span>–{last}</div><div class='citationLinks'><span class='refLinks'><a>[Crossref]</a>, <a>[PubMed]</a>, <a>[CAS]</a>, <a class='google-scholar'>Google Scholar</a></span></div></div></li>", person="{family}, {dotted}", people="; ",
    table="<div class='NLM_table-wrap' id='tbl{n}'><div class='header hlFld-Title'>Table {n}. {caption}</div><table class='table'>{inner}</table><div class='footnote'>{note}</div></div>",
)  # fmt: skip

SITES["karger_div"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='container'><div class='row'><div class='col-md-9'><div class='article-title'><h1>{title}</h1></div><div class='autoren'>{authors}</div><div class='tab-content'><div class='tab-pane' id='fulltext'>{abstract}{body}{back}{references}</div></div></div><div class='col-md-3'><h4>Article / Publication Details</h4><p>Published online: March 02, {year}</p></div></div></div>{imprint}</body></html>",
    abstract="<div><h2>Abstract</h2>{}</div>", abstract_part="<p><b><i>{heading}:</i></b> {words}</p>",
    section="<h2 id='s{n}'>{heading}</h2>{inner}", part="<h3>{heading}</h3>{inner}", mark="<a href='#ref{n}'>{n}</a>", between=",",
    references="<div id='references'><h2>References</h2><div class='reflist'>{}</div></div>",
    entry="<div class='ref-row' id='ref{n}'><div class='num'>{n}.</div><div class='txt'>{plain}: {title}. {journal} {year};{volume}:{first}-{last}.<br><div class='extlinks'><a>External Resources</a> <ul><li><a>Crossref (DOI)</a></li><li><a>Pubmed/Medline (NLM)</a></li></ul></div></div></div>",
    table="<div class='tbl'><p><b>Table {n}</b></p><p>{caption}</p><table>{plain}</table></div>",
)  # fmt: skip

SITES["thieme"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='pageContainer'><div id='articleContent'><div class='articleHeader'><p>{journal} {year}; 12(03): 7-16<br>DOI: {doi}</p><h1>{title}</h1><div class='authors'>{authors}</div></div><ul class='articleTabs'><li><a>Abstract</a></li><li><a>Full Text</a></li><li><a>References</a></li></ul><section id='html'>{abstract}<div class='articleKeywords'><h3>Keywords</h3>sleep - wards</div>{body}{back}{references}<h3>Correspondence</h3><div class='correspondenceAddress'>Mary Ashgrove, Institute of Rest</div></section></div></div>{imprint}</body></html>",
    abstract="<section class='abstract'><h3 class='articleHeading'>Abstract</h3>{}</section>", abstract_part="<p><b>{heading}</b> {words}</p>",
    section="<section><h3 id='s{n}'>{heading}</h3>{inner}</section>", part="<h4>{heading}</h4>{inner}",
    mark="<a class='anchor' href='#JR{n}-12'>{n}</a>",
    references="<section><h3>References</h3><ul class='literaturliste'>{}</ul></section>",
    entry="<li><a name='JR{n}-12'></a><div class='citationNumber'>{n} </div><div class='citationText'>{vancouver}</div><ul class='citationLinks'><li><a>Crossref</a></li><li><a>PubMed</a></li><li><a>Search in Google Scholar</a></li></ul></li>",
    table="<div class='tableWrapper'><table class='innerTableCell'><tr><td><b>Table {n}</b> {caption}</td></tr></table><table class='contentTable'>{inner}</table></div>",
)  # fmt: skip

SITES["lww"] = Site(
    page="<html><head>{head}</head><body><form id='aspnetForm'>{menu}<div class='ejp-article'><section id='ejp-article-title'><h1 class='ejp-article-title'>{title}</h1></section><section id='ejp-article-authors'><p>{authors}</p></section><div class='ejp-article-journal-info'>{journal} 12(3):p 7-16, March {year}. | DOI: {doi}</div><section class='ejp-article-text-abstract' id='abstractWrap'><div class='article-abstract-nav'></div>{abstract}</section><section id='ArticleBody' class='ejp-article-text'>{body}{back}{references}<div class='keywords'><h4>Keywords:</h4> sleep; wards</div></section></div><div class='article-side'><h2>Most Popular</h2><ul>{others}</ul></div></form>{imprint}</body></html>",
    abstract="<div class='ejp-article-text-abstract'><h2>Abstract</h2>{}</div>", abstract_part="<h3>{heading}:</h3><p>{words}</p>",
    section="<h2 id='O{n}'>{heading}</h2>{inner}", part="<h3>{heading}</h3>{inner}",
    cite="<sup>{}</sup>", mark="<a class='ejp-citation-link' href='#R{n}-7' data-reference-links='R{n}-7'>{n}</a>", between=",",
    references="<section id='article-references-container' class='article-references'><h2>REFERENCES</h2><div class='references-wrap'>{}</div></section>",
    entry="<div class='article-references__item' id='R{n}-7'><p>{n}. {vancouver}</p><div class='ref-links'><a>Cited Here</a> | <a>View Full Text</a> | <a>PubMed</a> | <a>CrossRef</a></div></div>",
    table="<figure class='ejp-table'><div class='ejp-r-table'><table>{plain}</table></div><figcaption>Table {n}: {caption}.</figcaption></figure>",
)  # fmt: skip

SITES["dove"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='volume-issues'><div class='journal-name'>{journal} » Volume 12</div><div class='intro'><p>Original Research</p><h1>{title}</h1><div class='article-intro'><p>Authors Ashgrove M, Kestwick JP</p><p>Received 2 January {year}. Accepted for publication 1 February {year}. Published 2 March {year}</p></div></div><div class='articles'><div class='copyright'></div><div class='article-inner_html'><p>Mary Ashgrove,<sup>1</sup> John P Kestwick<sup>2</sup></p><p><sup>1</sup>Institute of Rest, Old Town; <sup>2</sup>Department of Nights, New Town</p>{abstract}<p><strong>Keywords:</strong> sleep, wards</p>{body}{back}{references}</div></div></div>{imprint}</body></html>",
    abstract="{}", abstract_part="<p><strong>{heading}:</strong> {words}</p>",
    section="<h2>{heading}</h2>{inner}", part="<h3>{heading}</h3>{inner}", cite="<sup>{}</sup>", mark="<a href='#ref{n}'>{n}</a>", between=",",
    references="<h2>References</h2>{}", entry="<p><a name='ref{n}' id='ref{n}'></a>{n}. {vancouver} doi:<a href='https://doi.org/{doi}'>{doi}</a></p>",
    table="<table class='table'><tr><td><a href='t'><img></a></td><td><p><b>Table {n}</b> {caption}</p></td></tr></table>", has_tables=False,
)  # fmt: skip

SITES["cambridge"] = Site(
    page="<html><head>{head}</head><body>{cookies}{menu}<div id='__nuxt'><div id='maincontent'><div class='row'><div class='column__main'><h1>{title}</h1><p>Published online by Ward Press: 02 March {year}</p><div class='author'><div>{authors}</div></div><div class='journal-info'>{journal} , Volume 12 , Issue 3 , March {year} , pp. 7 - 16</div><div class='content__journal'><article><div class='abstract-content'><div class='abstract-text-container'>{abstract}</div></div><div class='keywords'><h2>Keywords</h2><div><a>sleep</a><a>wards</a></div></div><div id='content-container' class='article research-article NLM'>{body}{back}{references}</div></article></div></div><div class='column__sidebar'><ul>{others}</ul></div></div></div></div>{imprint}</body></html>",
    abstract="<h2>Abstract</h2><div class='abstract' data-abstract-type='normal'>{}</div>", abstract_part="<div class='sec'><h3 class='title'>{heading}</h3><p>{words}</p></div>",
    section="<div class='sec intro' data-magellan-destination='s{n}' id='s{n}'><h2 class='A'>{heading}</h2>{inner}</div>", part="<div class='sec'><h3 class='B'>{heading}</h3>{inner}</div>",
    paragraph="<p class='p'>{}</p>", cite="<sup>{}</sup>", mark="<span class='ref-group'><span>(</span><a href='#r{n}' class='xref bibr'><span class='show-for-sr'>Reference </span>{n}</a><span>)</span></span>", between="<span>,</span>",
    references="<div id='references-list' class='references'><div class='list-header'><h2>References</h2></div><div class='circle-list'>{}</div></div>",
    entry="<div id='r{n}' aria-flowto='reference-{n}-content' class='circle-list__item'><div class='circle-list__item__number'>{n}</div><div class='circle-list__item__grouped'><div id='reference-{n}-content' class='circle-list__item__grouped__content'>{names} (<span class='year'>{year}</span>) <span class='article-title'>{title}</span>. <span class='source'>{journal}</span> <span class='volume'>{volume}</span>, <span class='fpage'>{first}</span>–<span class='lpage'>{last}</span>.</div><a>CrossRef</a><a>Google Scholar</a><a>PubMed</a></div></div>",
    person="<span class='string-name'><span class='surname'>{family}</span>, <span class='given-names'>{initials}</span></span>",
    table="<div class='table-wrap' id='tab{n}'><div class='caption'><p class='p'><span class='label'>Table {n}</span> {caption}</p></div><table>{inner}</table></div>",
)  # fmt: skip

SITES["copernicus"] = Site(
    page="<html><head>{head}</head><body>{menu}<div id='page_content_container'><div class='articleBackLink'><a>Articles</a> | Volume 12, issue 3</div><div class='journal-contentHeaderColor'>{journal}, 12, 7–16, {year}<br>https://doi.org/{doi}</div><div class='articlemitype'>Research article | 02 Mar {year}</div><h1>{title}</h1><div class='authors-full'>{authors}</div>{abstract}<div id='fulltext'>{body}{back}{references}</div></div>{imprint}</body></html>",
    abstract="<div class='abstract sec' id='abstract'><div class='h1'>Abstract<span class='section-arrow'></span></div><div class='abstract-content show-no-js'>{}</div></div>", abstract_part="<p>{heading}: {words}</p>",
    section="<div class='sec intro'><div class='h1-special'><div class='h1' id='Ch1.S{n}'><span class='label'>{n}</span>&nbsp;{heading}</div></div>{inner}</div>", part="<div class='sec'><div class='h2' id='Ch1.S{n}'><span class='label'>2.{n}</span>&nbsp;{heading}</div>{inner}</div>",
    paragraph="<p id='d1e1'>{}</p>", cite="({})", mark="<a href='#bib1.bibx{n}' id='paren.{n}'>{n}</a>", named=True,
    references="<div class='ref-list'><div class='h1'>References</div>{}</div>",
    entry="<p id='bib1.bib{n}'><a name='bib1.bibx{n}' id='bib1.bibx{n}'></a><span class='mixed-citation'> {names}: {title}, {journal}, {volume}, {first}–{last}, <a href='https://doi.org/{doi}'>https://doi.org/{doi}</a>, {year}. </span></p>", person="{family}, {dotted}",
    table="<div class='table-wrap' id='Ch1.T{n}'><p><strong class='caption-number'>Table {n}</strong>{caption}.</p><div class='table-scroll'><table>{inner}</table></div></div>",
)  # fmt: skip

SITES["iop"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='content-grid'><main><div class='article-head'><p>Paper • Open access</p><h1 class='wd-jnl-art-title'>{title}</h1><p>{authors}</p><p>Published 2 March {year} • {journal}, Volume 12</p></div><div class='article-content'><div class='article-text wd-jnl-art-abstract cf'>{abstract}</div><div class='article-text'><p>Export citation and abstract</p><a>BibTeX</a><a>RIS</a></div>{body}{back}{references}</div></main></div>{imprint}</body></html>",
    abstract="<h2 class='header-anchor'>Abstract</h2>{}", abstract_part="<p><em>{heading}.</em> {words}</p>",
    section="<h2 class='header-anchor' id='s{n}'><svg></svg>{heading}</h2><div class='article-text'>{inner}</div>", part="<div class='article-text'><h3 class='header-anchor'>{heading}</h3>{inner}</div>",
    mark="<a class='cite' href='#jws{n}bib{n}' id='fnref-jws{n}bib{n}'>{n}</a>",
    references="<div class='reveal-container reveal-closed reveal-enabled article-references'><h2 class='reveal-trigger'>References</h2><div class='article-text reveal-content cf'><ul class='clear-list'>{}</ul></div></div>",
    entry="<li id='jws{n}bib{n}' data-id='jws{n}bib{n}'><p class='bib'><span class='cite-num'>[{n}]</span>{plain} {year} <i>{journal}</i> <b>{volume}</b> {first} {title}</p><a class='small nowrap' href='#fnref-jws{n}bib{n}' title='reference in text'>Go to reference in article</a><a>Crossref</a><a>Google Scholar</a></li>",
    table="<p class='tabpagebreak'><b>Table {n}.</b>&nbsp; {caption}.</p><table>{inner}</table>",
)  # fmt: skip

SITES["jmir"] = Site(
    page="<html><head>{head}</head><body><div id='__nuxt'>{menu}<div class='container'><div class='article-main'><div class='published-on'>Published on 02.03.{year} in Vol 12 (2016)</div><h1 class='h1-reset'>{title}</h1><div class='authors-container'>{authors}</div><div class='card article-content'><section class='article-content'><div class='main-content'><article class='ng-scope'><div class='article-authors'><p class='corresponding'>Corresponding Author:</p><p>Mary Ashgrove, PhD</p></div>{abstract}<p class='citation'><span class='article-cite'>{journal} {year};12(3):e7</span></p><h4 class='h4-doi'>doi:{doi}</h4><h4 class='h4-keywords'>Keywords</h4><div class='keywords'><a>sleep</a>; <a>wards</a></div>{body}{back}{references}<h4>Abbreviations</h4><table width='80%' border='0'><tr><td><b>ICU:</b> intensive care unit</td></tr></table><p>Edited by T Sedgemoor; submitted 02.01.16; published 02.03.16</p></article></div></section></div></div><aside class='sidebar'><h3>Related</h3><ul>{others}</ul></aside></div></div>{imprint}</body></html>",
    abstract="<section class='abstract'><h3 class='navigation-heading'>Abstract</h3>{}</section>", abstract_part="<p class='abstract-paragraph'><span class='abstract-sub-heading'>{heading}: </span>{words}<br></p>",
    section="<h3 class='navigation-heading h3-main-heading' id='h{n}' data-label='x'>{heading}</h3>{inner}", part="<h4>{heading}</h4>{inner}",
    paragraph="<p class='paragraph'>{}</p>", mark="<span class='footers'><a class='citation-link' href='#ref{n}' rel='footnote'>{n}</a></span>", between=",",
    references="<h4 class='h4-reference-heading navigation-heading' id='References'>References</h4><ol>{}</ol>",
    entry="<li><span id='ref{n}'>{vancouver} [<a href='/f'>FREE Full text</a>] [<a href='/c'>CrossRef</a>] [<a>Medline</a>]</span></li>",
    table="<div class='figure-table'><figcaption><span class='typcn typcn-image'></span>Table {n}. {caption}.</figcaption><table width='1000' cellpadding='5'>{inner}</table><table><tr><td><p><sup>a</sup>{note}</p></td></tr></table></div>",
)  # fmt: skip

SITES["ojs_galley"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='pkp_structure_main' role='main'><div class='page page_article'><article class='obj_article_details'><h1 class='page_title'>{title}</h1><section class='item authors'><h2 class='pkp_screen_reader'>Authors</h2><ul class='authors'><li>{authors}</li></ul></section><section class='item keywords'><h2 class='label'>Keywords:</h2><p class='value'>sleep, wards</p></section><section class='item abstract'><h2 class='label'>Abstract</h2>{abstract}</section><div class='full_text'>{body}{back}</div><section class='item references'><h2 class='label'>References</h2><div class='value'>{references}</div></section><div class='entry_details'><div class='item citation'><h2 class='label'>How to Cite</h2><div class='csl-bib-body'><div class='csl-entry'>Ashgrove, M. ({year}). {title}. <i>{journal}</i>, 12(3), 7–16. https://doi.org/{doi}</div></div></div></div></article></div></div>{imprint}</body></html>",
    abstract="{}", abstract_part="<p><strong>{heading}:</strong> {words}</p>",
    section="<h2>{heading}</h2>{inner}", part="<h3>{heading}</h3>{inner}", cite="({})", mark="<a href='#r{n}'>{n}</a>", named=True,
    references="{}", entry="<p id='r{n}'>{names} ({year}). {title}. <em>{journal}, {volume}</em>, {first}-{last}. https://doi.org/{doi}</p>", person="{family}, {dotted}",
    table="<p>Table {n}</p><p><em>{caption}</em></p><table>{plain}</table><p>Note. {note}</p>",
)  # fmt: skip

SITES["pensoft"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='P-Preview-Holder'><div class='P-Article-Preview'><div class='P-Article-Preview-Title'><h1>{title}</h1></div><div class='P-Article-Author'>{authors}</div><div class='P-Article-Info'>‡ Institute of Rest, Old Town, Nowhere</div>{abstract}{body}{back}{references}</div></div>{imprint}</body></html>",
    abstract="<div class='P-Article-Abstract'><h1 id='a'>Abstract</h1>{}</div><div class='P-Article-Keywords'><h2>Keywords</h2><p>sleep, wards</p></div>", abstract_part="<p>{heading}: {words}</p>",
    section="<h1 id='s{n}' class='title'>{heading}</h1><div class='sec'>{inner}</div>", part="<h2 class='subsection'>{heading}</h2>{inner}",
    cite="({})", mark="<a class='bibr' rid='B{n}' href='javascript:void(0)'>{n}</a>", named=True,
    references="<h1 id='refs'>References</h1><ul class='ref-list'>{}</ul>",
    entry="<li class='P-Reference' rid='B{n}'><div>{names} ({year}) {title}. <i>{journal}</i> {volume}: {first}–{last}. <a href='https://doi.org/{doi}'>https://doi.org/{doi}</a></div></li>",
    table="<div class='table-wrap' id='T{n}'><div class='table-caption'><div class='label'>Table {n}.</div><div class='download-table'><a>Download as CSV</a> <a>XLSX</a></div><p>{caption}.</p></div><div class='scroll'><table>{inner}</table></div></div>",
)  # fmt: skip

SITES["springer_2013"] = replace(
    SITES["springer_2017"],
    page="<html><head>{head}</head><body>{menu}<div id='content' class='content'><div class='document-aside'><ul>{others}</ul></div><div class='FulltextWrapper'><div class='ArticleCategory'>Original Paper</div><h1 class='ArticleTitle' lang='en'>{title}</h1><div class='AuthorGroup'>{authors}</div><div class='ArticleHistory'>Received: 2 January {year} / Published online: 2 March {year}</div>{abstract}{body}{back}{references}</div></div>{imprint}</body></html>",
    references="<aside class='Bibliography' id='Bib1'><h2 class='Heading'>References</h2><ol class='BibliographyWrapper'>{}</ol></aside>",
    back="<aside class='Acknowledgments'><h2 class='Heading'>{heading}</h2>{inner}</aside>",
    entry="<li class='Citation'><div class='CitationNumber'>{n}.</div><div class='CitationContent' id='CR{n}'>{plain} ({year}) {title}. {journal} {volume}:{first}–{last}<span class='ExternalRef'><a href='https://doi.org/{doi}'><span class='RefSource'>CrossRef</span></a></span></div></li>",
)  # fmt: skip

SITES["frontiers_new"] = replace(
    SITES["frontiers_2015"],
    page="<html><head>{head}</head><body><div id='__nuxt'>{menu}<main class='ArticleDetails'><div class='ArticleDetails__main'><div class='ArticleDetails__main__content'><div class='ArticleDetails__main__content__main ArticleDetails__main__content__main--fullArticle'><div class='JournalAbstract'><div class='JournalAbstract__titleWrapper'><h1>{title}</h1></div><div class='authors'>{authors}</div><ul class='notes'><li><sup>1</sup>Institute of Rest, Old Town, Nowhere</li></ul>{abstract}<div class='clear'></div></div><div class='JournalFullText'>{body}<h2>Data availability statement</h2><p class='mb15'>The raw data will be made available by the authors, without undue reservation.</p>{back}{references}<p class='AbstractSummary'><strong>Keywords:</strong> sleep, wards</p><p class='AbstractSummary'><strong>Citation:</strong> Ashgrove M and Kestwick JP ({year}) {title}. <em>{journal}</em> 12:7. doi: {doi}</p></div></div></div><div class='ArticleDetails__sidebar'><h2>Article metrics</h2></div></div></main></div>{imprint}</body></html>",
    abstract_part="<p class='mb15'><strong>{heading}:</strong> {words}</p>", mark="<a href='#B{n}'>{n}</a>", named=False, cite="({})",
    entry="<p class='ReferencesCopy1' id='B{n}'>{n}. {plain}. {title}. <em>{journal}.</em> ({year}) {volume}:{first}–{last}. doi: <a href='https://doi.org/{doi}' target='_blank'>{doi}</a></p><p class='ReferencesCopy2'><a>PubMed Abstract</a> | <a>Crossref Full Text</a> | <a>Google Scholar</a></p>",
    table="<div class='DottedLine'></div><div class='Imageheaders'>Table {n}</div><div class='FigureDesc'><figure><picture><img></picture><figcaption><strong>Table {n}</strong>. {caption}.</figcaption></figure></div>",
)  # fmt: skip

SITES["cureus"] = Site(
    page="<html><head>{head}</head><body>{cookies}{menu}<div class='new-article-content-wrap'><div class='article-header-content'><span>Original Article</span><h1>{title}</h1><div class='author-list'>{authors}</div><div class='publish-date'>Published: March 02, {year} (see history)</div><div><b>DOI:</b> {doi}</div><div><b>Cite this article as:</b> Ashgrove M, Kestwick J (March 02, {year}) {title}. {journal} 12(3): e7. doi:{doi}</div></div><div id='article-content-body'>{abstract}{body}{references}{back}</div><div class='article-siq'><h5>Scholarly Impact Quotient</h5></div></div>{imprint}</body></html>",
    abstract="<h2>Abstract</h2>{}", abstract_part="<p><strong>{heading}</strong></p><p>{words}</p>",
    section="<h2 id='!/{heading}'>{heading}</h2>{inner}", part="<h3>{heading}</h3>{inner}",
    references="<h2>References</h2><ol class='apa-list'>{}</ol>", entry="<li id='{n}'><div class='ref-wrap'>{names}: <a href='https://dx.doi.org/{doi}'><strong>{title}</strong></a>. {journal}. {year}, {volume}:{first}-{last}. <a href='https://doi.org/{doi}'>10.5555/x{n}</a></div></li>",
    mark="{n}", between=",",
    table="<div class='article-content-tables'><table>{plain}</table><div class='table-label'><h4>Table {n}: {caption}.</h4><p>{note}</p></div></div>",
)  # fmt: skip

SITES["lancet"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='article-wrapper'><header class='article-header'><div class='article-header__top'>Articles| Volume 12, ISSUE 3, P7-16, March 02, {year}</div><h1 class='article-header__title'>{title}</h1><ul class='loa'><li>{authors}<div class='dropBlock__holder'>Affiliations Institute of Rest <a>Search for articles by this author</a></div></li></ul><div class='article-header__doi'>DOI:https://doi.org/{doi}</div></header><div class='article__sections'><div class='container'><div class='article-outline'><ul><li><a>Summary</a></li></ul></div>{abstract}{body}{back}<section class='bottom'>{references}</section></div></div></div>{imprint}</body></html>",
    abstract="<section class='abstract'><h2 class='top' data-left-hand-nav='Summary'>Summary</h2>{}</section>", abstract_part="<div class='section-paragraph'><h3>{heading}</h3><div class='section-paragraph'>{words}</div></div>",
    section="<section><h2 class='top' data-left-hand-nav='{heading}' id='s{n}'>{heading}</h2>{inner}</section>", part="<section><h3>{heading}</h3>{inner}</section>",
    paragraph="<div class='section-paragraph'>{}</div>", cite="<sup>{}</sup>",
    mark="<span class='bibRef bibr'><a class='bibr-link' href='#bib{n}' data-db-target-for='bib{n}'>{n}</a><div class='dropBlock reference-citations' data-db-target-of='bib{n}'><a class='close'></a><div class='reference-citations__ctrl'><a>View all</a></div><div class='ref-text'>{vancouver}</div></div></span>", between=", ",
    references="<section class='article-references'><h2>References</h2><div class='article-references__list'><ol class='rlist article-references'>{}</ol></div></section>",
    entry="<li id='bib{n}'><span class='ref_label'>{n}.</span><div class='ref'><div class='refText'><span>{names}</span> <strong>{title}.</strong> <em>{journal}.</em> {year}; {volume}: {first}-{last}</div><div class='ref_links'><ul><li><a>View in Article</a></li><li><a>Scopus (12)</a></li><li><a>PubMed</a></li><li><a>Google Scholar</a></li></ul></div></div></li>",
    table="<div class='inline-table' id='tbl{n}'><div class='caption'><span class='caption__label'>Table {n}</span> <span class='caption__text'>{caption}</span></div><div class='table-holder'><table>{inner}</table></div><div class='footnote'>{note}</div></div>",
)  # fmt: skip

SITES["elife_2015"] = replace(
    SITES["elife"],
    page="<html><head>{head}</head><body><div class='page'>{menu}<div id='region-content'><div class='elife-article-header'><h1 class='page-title'>{title}</h1><div class='elife-article-authors'>{authors}</div><div class='doi'>DOI: http://dx.doi.org/{doi}</div><div>Published March 2, {year} Cite as eLife {year};12:e7</div></div><ul class='ui-tabs'><li><a>Article</a></li><li><a>Figures</a></li></ul><div class='panel-main'>{abstract}<div class='article fulltext-view'>{body}{back}</div></div><div class='panel-refs'>{references}</div></div></div>{imprint}</body></html>",
    abstract="<div id='abstract' class='ctools-collapsible-container'><h2 class='ctools-collapsible-handle'>Abstract</h2><div class='ctools-collapsible-content'>{}</div></div>",
    section="<div id='s{n}' class='ctools-collapsible-container'><h2 class='ctools-collapsible-handle'>{heading}</h2><div class='ctools-collapsible-content'>{inner}</div></div>", part="<h3>{heading}</h3>{inner}",
    mark="<a href='#bib{n}' id='xref-bib{n}' class='xref-bibr'>{n}</a>",
    references="<div id='references' class='ctools-collapsible-container'><h2 class='ctools-collapsible-handle'>References</h2><div class='ctools-collapsible-content'><div class='elife-reflinks-links'>{}</div></div></div>",
    entry="<article class='elife-reflinks-reflink' id='bib{n}'><div class='elife-reflink-indicators'><div class='elife-reflink-indicators-left'><div class='elife-reflink-indicator-number'><span data-counter='{n}'>{n}</span></div></div></div><div class='elife-reflink-main'><cite class='elife-citation'><span class='elife-reflink-title'><a href='https://doi.org/{doi}'><span class='nlm-article-title'>{title}</span></a></span><span class='elife-reflink-authors'>{names}</span><span class='elife-reflink-details'><span class='elife-reflink-details-journal'><span class='nlm-source'>{journal}</span></span>, <span class='nlm-year'>{year}</span>, <span>{volume}</span>, <span>{first}-{last}</span></span></cite></div><div class='elife-reflink-links-wrapper'><span class='elife-reflink-link life-reflink-link-doi'><a>CrossRef</a></span><span><a>Google Scholar</a></span></div></article>",
    person="<span class='elife-reflink-author'><a>{initials} {family}</a></span>", people=", ",
)  # fmt: skip

SITES["royal"] = replace(
    SITES["wiley_new"],
    cite="[{}]", mark="<a href='#jws{n}C' class='tab-link' data-tab='pane-pcw-references'>{n}</a>", between=",",
    references="<h2 id='d1e9' class='article-section__title section__title references__title'>References</h2><ul class='rlist separator'>{}</ul>",
    entry="<li id='jws{n}C' class='references__item'><span class='references__label'><a href='javascript:void(0)'>{n}</a></span><span class='references__note'>{names}. {year} <span class='references__article-title'>{title}</span>. <i>{journal}</i> <b>{volume}</b>, {first}–{last}. <span class='references__suffix'>(doi:10.5555/x{n}) <a>Crossref</a>, <a>PubMed</a>, <a>Web of Science</a>, <a>Google Scholar</a></span></span></li>",
    table="<div class='article-table-content' id='t{n}'><figcaption><strong>Table {n}.</strong> {caption}.</figcaption><div class='tableWrap'><table>{inner}</table></div></div>",
)  # fmt: skip

SITES["mitpress"] = Site(
    page="<html><head>{head}</head><body><table width='100%' class='layout'><tr><td><a href='/'>Home</a> | <a>Journals</a></td></tr><tr><td><table><tr><td width='180'><a>Quick Search</a><br><a>Sign In</a></td><td><div class='art_title'><h2>{title}</h2></div><div>{authors}</div><div>Institute of Rest</div><div>{journal} March {year}, Vol. 12, No. 3, Pages 7-16</div>{abstract}{body}{back}{references}</td></tr></table></td></tr></table>{imprint}</body></html>",
    abstract="<div class='hlFld-Abstract'><h3>Abstract</h3>{}</div>", abstract_part="<p>{heading}: {words}</p>",
    section="<table width='100%' class='head'><tr><td><h3>{heading}</h3></td><td><form><select><option>Choose</option></select></form></td></tr></table>{inner}", part="<h4>{heading}</h4>{inner}",
    cite="({})", mark="<a href='javascript:popRef(\"bib{n}\")'>{n}</a>", named=True,
    references="<h3>References</h3><table class='references'>{}</table>",
    entry="<tr id='bib{n}'><td class='refnumber'></td><td>{names}. ({year}). {title}. <i>{journal}</i>, <i>{volume}</i>, {first}–{last}. <a>Google Scholar</a></td></tr>", person="{family}, {dotted}",
    table="<div><b>Table {n}.</b> {caption}</div><table border='1'>{plain}</table>",
)  # fmt: skip

SITES["plain_blog"] = Site(
    page="<html><head>{head}</head><body>{menu}<div class='post'><h1>{title}</h1><p class='byline'>{authors}</p>{abstract}{body}{back}{references}</div><div class='sidebar-widget'><h3>Archives</h3><ul>{others}</ul></div>{imprint}</body></html>",
    abstract="<p><strong>Abstract</strong></p>{}", abstract_part="<p><em>{heading}:</em> {words}</p>",
    section="<p><strong>{heading}</strong></p>{inner}", part="<p><em>{heading}</em></p>{inner}", mark="{n}",
    references="<p><strong>References</strong></p>{}", entry="<p>{n}. {vancouver}</p>",
    table="<p><strong>Table {n}.</strong> {caption}</p><table>{plain}</table>",
)  # fmt: skip

SITES["ieee"] = Site(
    page="<html><head>{head}</head><body><div class='global-content-wrapper'>{menu}<h1 class='document-title'><span>{title}</span></h1><div class='authors-info-container'>{authors}</div><div class='document-main-content'><div class='abstract-desktop-div'><div class='abstract-text'>{abstract}</div><div>Published in: {journal} (Volume: 12, {year}) DOI: {doi}</div></div><div id='full-text-section'><div id='article'>{body}{back}</div></div><div class='document-ft-section-container'>{references}</div><div class='stats-document-container-recommended'><ul>{others}</ul></div></div></div>{imprint}</body></html>",
    abstract="<div><strong>Abstract:</strong></div><div>{}</div>", abstract_part="<span>{heading}: {words} </span>", paragraph="<p>{}</p>",
    section="<div class='section' id='sec{n}'><div class='header article-hdr'><div class='kicker'>SECTION {n}.</div><h2>{heading}</h2></div>{inner}</div>", part="<div class='section_2'><h3>{heading}</h3>{inner}</div>",
    mark="<a ref-type='bibr' anchor='ref{n}' class='ng-scope'>[{n}]</a>", cite="{}", between=", ",
    references="<div id='references-section'><h2>References</h2><div class='reference-list'>{}</div></div>",
    entry="<div class='reference-container'><div class='d-flex'><div class='number'><b>{n}.</b></div><div class='col'><div id='ref{n}'>{names}, &quot;{title}&quot;, <em>{journal}</em>, vol. {volume}, pp. {first}-{last}, {year}.</div><div class='ref-links-container'><div><span><a>CrossRef</a></span></div><div><span><a>Google Scholar</a></span></div></div></div></div></div>", person="{dotted} {family}",
    table="<div class='figure figure-full table' id='table{n}'><div class='figcaption'><b class='title'>TABLE {n} </b> {caption}</div><div class='img-wrap'><img></div></div>", has_tables=False,
)  # fmt: skip

SITES["karger_new"] = replace(
    SITES["oup_new"],
    section="<h2 scrollto-destination='{n}' id='{n}' class='section-title jumplink-heading js-splitscreen-section-title' data-legacy-id='s{n}'>{heading}<i class='icon'></i></h2>{inner}", cite="[{}]",
    mark="<a reveal-id='ref{n}' data-open='ref{n}' class='link link-ref link-reveal xref-bibr' href='javascript:;'>{n}<i class='icon-cite'><span class='screenreader-text'>Open Xref</span></i></a>", between=", ",
    entry="<div content-id='ref{n}' class='js-splitview-ref-item'><a id='ref{n}'></a><div class='ref false'><div id='ref-auto-ref{n}' class='ref-content' data-id='ref{n}'><span class='label title-label'>{n}.</span><div class='citation mixed-citation'>{plain}. {title}. <em>{journal}</em>. {year};{volume}:{first}–{last}. <div class='citation-links'><div class='crossref-doi'><a>https://doi.org/10.5555/x</a></div></div></div></div></div></div>",
)  # fmt: skip

SITES["rendered_tabs"] = Site(
    page="<html><head>{head}</head><body>{menu}<main><div class='tabs'><div class='tab-panel' id='overview'><h1>{title}</h1><div>{authors}</div>{abstract}<a href='#full'>Read the full text</a></div><div class='tab-panel' id='full'><div class='fulltext'>{abstract}{body}{back}</div></div><div class='tab-panel' id='figures'><h2>Figures</h2><p>Figure 1. Flow of people through the wards.</p></div><div class='tab-panel' id='refs'>{references}</div></div></main><div id='side-panel' class='drawer'>{references}</div>{imprint}</body></html>",
    abstract="<section class='abs'><h2>Abstract</h2>{}</section>",
    table="<div class='tbl' id='T{n}'><div class='hd'>Table {n}</div><div class='cap'>{caption}</div><div class='scroller'><table>{inner}</table></div></div>",
)  # fmt: skip

SITES["wiley_2014"]=Site(
    page="<html><head>{head}</head><body>{menu}<div id='wrapper'><div id='content'><article class='journal article'><header><h1 class='article-header__title'>{title}</h1><ol class='article-header__authors-list'><li>{authors}</li></ol><dl class='article-header__info'><dt>First published:</dt><dd>2 March {year}</dd><dt>DOI:</dt><dd>{doi}</dd><dt>Cited by:</dt><dd>3 articles</dd></dl></header><section id='abstract' class='article-section article-body-section'>{abstract}</section><div id='fulltext'>{body}{back}{references}<section class='article-section article-section--supporting-info'><h3>Supporting Information</h3><table class='support-info__table'><thead><tr><th>Filename</th><th>Description</th></tr></thead><tbody><tr><td>jws12-sup-0001.pdf<span>PDF, 40 KB</span></td><td>Table S1. Wards by hours.</td></tr></tbody></table><p>Please note: The publisher is not responsible for the content or functionality of any supporting information supplied by the authors.</p></section></div></article><aside><section class='related-content'><h3>Related content</h3><ul>{others}</ul></section></aside></div></div>{imprint}</body></html>",
    abstract="<h3 class='article-section__header'>Abstract</h3>{}", abstract_part="<section class='article-body-section__sub'><h4>{heading}</h4><p>{words}</p></section>",
    section="<section class='article-section article-body-section' id='s{n}'><h3>{heading}</h3><div class='para'>{inner}</div></section>", part="<section class='article-body-section__subsection'><h4>{heading}</h4>{inner}</section>",
    mark="<a href='#jws-bib-{n}' rel='references:#jws-bib-{n}' class='bibLink'>{n}</a>", cite="<sup>{}</sup>", between=",",
    references="<section id='references' class='article-section article-section--references'><h3>References</h3><ol class='article-section__references-list'>{}</ol></section>",
    entry="<li class='article-section__references-list-item' id='jws-bib-{n}'><cite><span class='author'>{names}</span>. <span class='articleTitle'>{title}</span>. <span class='journalTitle'>{journal}</span> <span class='pubYear'>{year}</span>; <span class='vol'>{volume}</span>: <span class='pageFirst'>{first}</span>–<span>{last}</span>.</cite><ul class='article-section__citation-links'><li><a>CrossRef</a>|</li><li><a>PubMed</a>|</li><li><a>CAS</a>|</li><li><a>Web of Science® Times Cited: 4</a></li></ul></li>",
    table="<div class='table' id='t{n}'><div class='table__header'><h4>Table {n}. {caption}</h4></div><table>{inner}</table><ol class='table__notes'><li>{note}</li></ol></div>",
    figure="<div class='figure' id='f1'><img><div class='figure__caption'><h4>Figure 1.</h4><p>Flow of people.</p></div><ul class='figure__actions'><li><a>Download figure to PowerPoint</a></li></ul></div>")  # fmt: skip

SITES["peerj_add"]=replace(SITES["peerj"],
    back="<section class='sec' id='additional-{n}'><h3 class='heading'>{heading}</h3>{inner}</section>",
    page=SITES["peerj"].page.replace("<footer class='article-footer'>{back}","<section class='sec' id='additional-information'><h2 class='heading'>Additional Information and Declarations</h2>{back}</section><footer class='article-footer'>").replace("{imprint}","<div class='annotations'><h3>Questions</h3><p>Have a question about this article? Ask one of the authors here, and readers may vote on it.</p></div>{imprint}"))  # fmt: skip

SITES["nature_two"]=replace(SITES["springer_new"],cite="<sup>{}</sup>",between=",",
    back="<section data-title='{heading}'><div class='c-article-section'><h2 class='c-article-section__title'>{heading}</h2><div class='c-article-section__content'>{inner}</div></div></section>",
    page=SITES["springer_new"].page.replace("{back}<section data-title='About","{back}<section data-title='Extended data'><div class='c-article-section'><h2 class='c-article-section__title'>Extended data figures and tables</h2><div><h3><a>Extended Data Fig. 1 Rest by ward.</a></h3><p>Each box is a ward.</p><h3><a>Extended Data Table 1 Wards.</a></h3></div></div></section><section data-title='Supplementary information'><div class='c-article-section'><h2>Supplementary information</h2><div><a>Supplementary Information</a><p>This file contains the supplement.</p></div></div></section><section data-title='Rights and permissions'><div class='c-article-section'><h2>Rights and permissions</h2><p><b>Open Access</b> This article is licensed under a licence, which permits use, sharing, adaptation, distribution and reproduction in any medium or format.</p></div></section><section data-title='About"))  # fmt: skip

SITES["bmc_2016"]=replace(SITES["springer_2017"],
    page=SITES["springer_2017"].page.replace("{back}","<section class='Section1'><h2 class='Heading'>Abbreviations</h2><div class='DefinitionList'><dl><dt><dfn>ICU:</dfn></dt><dd><p>intensive care unit</p></dd><dt><dfn>QW:</dfn></dt><dd><p>quiet ward</p></dd></dl></div></section><section class='Section1'><h2 class='Heading'>Declarations</h2>{back}</section>").replace("<h2 class='Heading'>Copyright","<h2 class='Heading'>Additional files</h2><div><p><strong>Additional file 1: Table S1.</strong> Wards by hours. (DOCX 20 kb)</p></div><h2 class='Heading'>Copyright"),
    back="<section class='Section2'><h3 class='Heading'>{heading}</h3>{inner}</section>")  # fmt: skip

SITES["plos_2014"]=replace(SITES["plos"],
    page=SITES["plos"].page.replace("{back}{references}","<div class='section toc-section'><h2>Supporting Information</h2><div class='figshare_widget'></div><div class='supplementary-material'><div class='figcaption'><a>Table S1.</a> </div><p class='preSiDOI'><strong>Wards by hours.</strong></p><p>(DOC)</p></div></div>{back}<div class='toc-section'><h2>Author Contributions</h2><p>Conceived the study: MA. Wrote the paper: MA JK.</p></div>{references}"),
    entry="<li><a id='jws.0000007.ref00{n}' name='jws.0000007.ref00{n}'></a><span class='label'>{n}. </span>{plain} ({year}) {title}. {journal} {volume}: {first}–{last}. <ul class='find-nolinks' data-citedArticleID='x'><li><a>View Article</a></li><li><a>PubMed/NCBI</a></li><li><a>Google Scholar</a></li></ul></li>")  # fmt: skip

SITES["frontiers_foot"]=replace(SITES["frontiers_2015"],
    page=SITES["frontiers_2015"].page.replace("{references}","{references}<h2>Footnotes</h2><ol class='Footnotes'><li><a name='fn1'></a><a href='#note1'>^</a> http://ward.example/data, read in 2016</li></ol>"))  # fmt: skip

SITES["oup_adv"]=replace(SITES["oup_new"],
    page=SITES["oup_new"].page.replace("{back}{references}","<h2 class='backacknowledgements-title'>Supplementary data</h2><p class='chapter-para'>Supplementary data are available at <em>JWS</em> online.</p>{back}<div class='widget-AdBlock'><span class='adlabel'>Advertisement</span></div>{references}<h2 class='authorNotes-section-title'>Author notes</h2><div class='fn'><p>Conflict of interest: none of the authors has one.</p></div>"))  # fmt: skip

SITES["mdpi_app"]=replace(SITES["mdpi_new"],
    page=SITES["mdpi_new"].page.replace("{back}{references}","{back}<section id='app1'><h2>Appendix A</h2><div class='html-p'>Wards that were left out for want of nights are listed here by their names and their towns.</div></section>{references}"))  # fmt: skip

"""PubMed: rate messages in disguise, records left out, citations matched by key. All bodies are synthetic."""

import json

import pytest

from extract.model import Person, ReferenceFields
from extract.services import pubmed
from extract.services.http import Client
from tests.services.replay import MemoryCache, Replay

ARTICLE = """<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal>
<JournalIssue><Volume>7</Volume><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>
<Title>Journal of Sound Trials</Title></Journal><ArticleTitle>A <i>sound</i> trial.</ArticleTitle>
<AuthorList><Author><LastName>Lee</LastName><Initials>A</Initials></Author></AuthorList></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Sound. 2001;9:1</RefSource>
<PMID>99</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">{doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>"""
LIMITED = {"error": "API rate limit exceeded", "api-key": "SECRET", "count": "5", "limit": "3"}


def article_set(*articles: str) -> str:
    return f"<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"


def sound(pmid: str, doi: str = "10.1000/a") -> str:
    return ARTICLE.format(pmid=pmid, doi=doi)


@pytest.mark.parametrize("status", [429, 200])
def test_a_rate_message_is_tried_again_and_its_key_is_not_kept(client: Client, replay: Replay, status: int) -> None:
    replay.play("/eutils/efetch.fcgi", LIMITED, status=status)
    replay.play("/eutils/efetch.fcgi", article_set(sound("11")), kind="text/xml")
    work = pubmed.by_pmids(client, ["11"])["11"].works[0]
    assert (work.title, work.year, work.notices[0].kind) == ("A sound trial", 1998, "retraction")
    cache = client.cache
    assert isinstance(cache, MemoryCache)
    assert not any(b"SECRET" in answer.body for answer in cache.held.values())


def test_a_maintenance_page_is_an_error(client: Client, replay: Replay) -> None:
    replay.play("/eutils/efetch.fcgi", "<html><body>Maintenance</body></html>", kind="text/html", times=5)
    assert pubmed.by_pmids(client, ["11"])["11"].outcome == "error"


def test_keys_are_sent_and_not_kept(client: Client, replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NCBI_API_KEY", "SECRET")
    replay.play("/eutils/efetch.fcgi", article_set(sound("11")), kind="text/xml")
    pubmed.by_pmids(client, ["11"])
    assert replay.asked[0].args["api_key"] == "SECRET"
    cache = client.cache
    assert isinstance(cache, MemoryCache)
    assert "SECRET" not in json.dumps([key for _, key in cache.held])


def test_numbers_without_record_are_misses_and_nonsense_is_not_asked(client: Client, replay: Replay) -> None:
    book = "<PubmedBookArticle><BookDocument><PMID>13</PMID><ArticleTitle>A book</ArticleTitle></BookDocument>"
    replay.play("/eutils/efetch.fcgi", article_set(sound("11"), book + "</PubmedBookArticle>"), kind="text/xml")
    found = pubmed.by_pmids(client, ["11", "12", "13", "../stats"])
    assert [found[key].outcome for key in ("11", "12", "13", "../stats")] == ["hit", "miss", "hit", "error"]
    assert replay.asked[0].args["id"] == "11,12,13"


def test_records_that_a_search_returns_instead_are_not_taken(client: Client, replay: Replay) -> None:
    replay.play("/eutils/esearch.fcgi", {"esearchresult": {"count": "1", "idlist": ["11"]}})
    replay.play("/eutils/efetch.fcgi", article_set(sound("11", "10.1000/other")), kind="text/xml")
    assert pubmed.by_doi(client, "10.1000/a").outcome == "miss"


def test_a_failed_search_is_an_error(client: Client, replay: Replay) -> None:
    replay.play("/eutils/esearch.fcgi", {"esearchresult": {"ERROR": "Search Backend failed"}}, times=5)
    assert pubmed.by_doi(client, "10.1000/a").outcome == "error"


def citation(page: str, container: str = "J Sound Trials") -> ReferenceFields:
    people = (Person("Müller", "AB"),)
    return ReferenceFields(container=container, year=1998, volume="7", pages=page, authors=people)


def test_citations_are_told_by_their_keys_and_asked_again_where_the_answer_broke_off(
    client: Client, replay: Replay
) -> None:
    replay.play("/eutils/ecitmatch.cgi", "j sound trials|1998|7|1|muller ab|k1|2014248\n", kind="text/plain")
    rest = (
        "j sound trials|1998|7|2|k2|NOT_FOUND\n"
        "unheard|1998|7|3|muller ab|k3|NOT_FOUND;INVALID_JOURNAL\n"
        "j sound trials|1998|7|4|muller ab|k4|AMBIGUOUS 26315901,25768914\n"
        "j sound trials|1998|7|5|muller ab|k5|AMBIGUOUS (783 citations)\n"
    )
    replay.play("/eutils/ecitmatch.cgi", rest, kind="text/plain")
    asked = {f"k{n}": citation(str(n), "Unheard" if n == 3 else "J Sound Trials") for n in range(1, 6)}
    found = pubmed.by_citations(client, asked)
    outcomes = {key: lookup.outcome for key, lookup in found.items()}
    assert outcomes == {"k1": "hit", "k2": "miss", "k3": "error", "k4": "ambiguous", "k5": "ambiguous"}
    assert [work.pmid for work in found["k4"].works] == ["26315901", "25768914"]
    assert found["k5"].works == ()


def test_bars_and_line_ends_cannot_leave_their_field() -> None:
    fields = citation("1", "J | Sound\rTrials")
    assert pubmed.citation_line(fields, "k1") == "j   sound trials|1998|7|1|muller ab|k1|"

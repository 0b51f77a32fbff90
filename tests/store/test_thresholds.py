"""Years and letters on either side of the library's thresholds."""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Notice, Work
from extract.store import layer_rows, open_database
from extract.store.lookup import whole_id
from extract.store.notices import NoticeRow, notices_of, save_notices
from extract.store.works import all_works, save_works
from tests.store.made import audited
from tests.store.test_works import WORK


@pytest.mark.parametrize(("years", "count"), [(-2, 0), (-1, 1), (0, 1), (1, 1), (2, 0)])
def test_a_notice_is_of_a_work_of_the_year_before_or_after(tmp_path: Path, years: int, count: int) -> None:
    bare = replace(WORK, doi=None)
    notice = Notice(kind="retraction", source="made", date="2020-01-01", notice_id="n", reason="Error")
    with open_database(tmp_path / "a.db") as database:
        save_notices(database, [NoticeRow(notice=notice, title=WORK.title, work=bare)])
        assert len(notices_of(database, replace(bare, id="x", year=2019 + years))) == count


@pytest.mark.parametrize(("alike", "works"), [(20, 1), (19, 2)], ids=["0.50", "0.48"])
def test_records_of_one_doi_are_of_one_work_where_half_of_their_titles_is_alike(
    tmp_path: Path, alike: int, works: int
) -> None:
    first = Work(id="", doi="10.1000/two", title="a" * 40)
    second = Work(id="", doi="10.1000/two", title="a" * alike + "b" * (40 - alike), year=2020)
    with open_database(tmp_path / "a.db") as database:
        save_works(database.connection, [first, second])
        assert len(list(all_works(database.connection))) == works


@pytest.mark.parametrize(("letters", "is_enough"), [(3, False), (4, True)])
def test_four_characters_name_a_finding(tmp_path: Path, letters: int, is_enough: bool) -> None:
    with open_database(tmp_path / "a.db") as database:
        audited(database)
        name = str(next(layer_rows(database, "findings"))["id"])
        assert (whole_id(database, name[:letters]) == name) is is_enough

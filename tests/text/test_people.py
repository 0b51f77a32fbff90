"""Author lists in the styles of many houses."""

import pytest

from extract.text.people import parse_people, scan_people


@pytest.mark.parametrize(
    ("text", "families", "et_al"),
    [
        ("Smith AB, Lee C", ["Smith", "Lee"], False),
        ("Smith AB, Lee C, et al.", ["Smith", "Lee"], True),
        ("Zhong NB, Lv GM and Chen ZH", ["Zhong", "Lv", "Chen"], False),
        ("Smith, A. B., & Lee, C.", ["Smith", "Lee"], False),
        ("Laursen, T. M., Munk-Olsen, T. & Vestergaard, M.", ["Laursen", "Munk-Olsen", "Vestergaard"], False),
        ("A.B. Smith, C. Lee", ["Smith", "Lee"], False),
        ("Bray, Freddie et al.", ["Bray"], True),
        ("Pezeshki, Parmida Sadat, and Reza Ghalehtaki.", ["Pezeshki", "Ghalehtaki"], False),
        ("Xin Xia, Xu Xin, Zhai Yirui, et al.", ["Xin", "Xu", "Zhai"], True),
        ("John Smith, Mary Lee and Ann Wu", ["Smith", "Lee", "Wu"], False),
        ("王芳, 李明, 张三, 等.", ["王", "李", "张"], True),
        ("van der Noort V, de Vries JF, von Birgelen C", ["van der Noort", "de Vries", "von Birgelen"], False),
        ("D’Hooghe TM, O'Connor JP, 'T Hoen E", ["D’Hooghe", "O'Connor", "'T Hoen"], False),
        ("Barry MJ, Fowler FJ Jr, Davis HR III", ["Barry", "Fowler", "Davis"], False),
        ("Méndez Romero A, Øvrebø Å, Łukasz B", ["Méndez Romero", "Øvrebø", "Łukasz"], False),
        ("Finn RS, Cheng AL, IMbrave150 Investigators", ["Finn", "Cheng", "IMbrave150 Investigators"], False),
        ("Lozano R, Naghavi M, for the GBD Collaborators", ["Lozano", "Naghavi", "GBD Collaborators"], False),
        ("Llovet JM, Ricci S, et al; SHARP Study Group.", ["Llovet", "Ricci", "SHARP Study Group"], True),
        ("World Health Organization", ["World Health Organization"], False),
    ],
)
def test_people_are_read_in_every_style(text: str, families: list[str], et_al: bool) -> None:
    persons, others = parse_people(text)
    assert [person.family for person in persons] == families
    assert others is et_al


def test_groups_are_told_from_persons() -> None:
    persons, _ = parse_people("Cannon CP, Colhoun HM; ODYSSEY COMBO II Investigators")
    assert [person.is_group for person in persons] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Timmerman R. A Story of Hypofractionation", ". A Story of Hypofractionation"),
        ("Cauchy F, Fuks D and Belghiti J. HCC: current concepts", ". HCC: current concepts"),
        ("Rahlin M: TAMO therapy", ": TAMO therapy"),
        ("Heitz, C., Miller, R.C. A receptor", " A receptor"),
        ("Yeo WK & Hawley JA (2008a). Fat", " (2008a). Fat"),
        ("Sperling R, Aisen P, Comparing time use in a comparison group. J Med", ", Comparing time use"),
    ],
)
def test_the_title_is_left_alone(text: str, rest: str) -> None:
    scan = scan_people(text)
    assert scan.persons
    assert text[scan.end :].startswith(rest)


@pytest.mark.parametrize("text", ["Vitamin D supplementation in older adults", "Effect of aging on muscle. J Physiol"])
def test_a_title_without_authors_has_no_people(text: str) -> None:
    assert scan_people(text).persons == ()

"""Identifiers as printed, with the look-alikes that are none."""

import pytest

from extract.text.identifiers import (
    find_arxiv,
    find_doi,
    find_dois,
    find_malformed_doi,
    find_pmcids,
    find_pmids,
    find_registrations,
)

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("doi:10.1016/S0140-6736(97)11096-0.", "10.1016/S0140-6736(97)11096-0"),
        ("(see 10.1016/S0140-6736(97)11096-0)", "10.1016/S0140-6736(97)11096-0"),
        (f"doi:{SICI}.", SICI),
        (f"doi:{SICI.replace('<', '&lt;').replace('>', '&gt;')}, PMID:1", SICI),
        ("<https://doi.org/10.1093/jrr/rraa067>", "10.1093/jrr/rraa067"),
        (r"[https://doi.org/10.1016/S1470-2045\(18\)30351-6](x)", "10.1016/S1470-2045(18)30351-6"),
        ("https://doi.org/10.1016/S1470-2045%2818%2930351-6", "10.1016/S1470-2045(18)30351-6"),
        ("doi: 10.1016/S0140-\n6736(18)30010-2. Next", "10.1016/S0140-6736(18)30010-2"),
        ("doi:10.1016/j.ijrobp.\n2015.01.001.", "10.1016/j.ijrobp.2015.01.001"),
        ("doi: 10.1363/ifpp.29.014.03 2901403 [pii].", "10.1363/ifpp.29.014.032901403"),
        ("10.1038/nrm3312 (2013)", "10.1038/nrm3312"),
        ("doi:10.1000/182;PMID:12345678", "10.1000/182"),
    ],
)
def test_a_doi_is_found_whole_and_clean(printed: str, doi: str) -> None:
    assert find_doi(printed) == doi


@pytest.mark.parametrize("printed", ["10.5 mg/kg", "ratio 10.5/20", "doi:", "doi:10.1/x", "Table 10.1234"])
def test_numbers_with_a_slash_are_no_doi(printed: str) -> None:
    assert find_dois(printed) == ()


@pytest.mark.parametrize(
    "printed", ["doi:10.1000/182.\n12. Smith A", "doi:10.1000/182.\n2010;3:4", "doi:10.1000/182 Smith 2010"]
)
def test_what_follows_a_doi_is_not_drawn_into_it(printed: str) -> None:
    assert find_doi(printed) == "10.1000/182"


def test_a_number_printed_as_doi_is_kept_apart() -> None:
    found = find_malformed_doi("45-50.DOI:CNKI: SUN:SDYY. 0.2024-31-009.")
    assert found is not None
    assert (found.value, found.printed) == ("CNKI:SUN:SDYY.0.2024-31-009", "CNKI: SUN:SDYY. 0.2024-31-009")
    assert find_malformed_doi("doi:10.1000/182") is None


def test_pubmed_numbers_need_a_label() -> None:
    assert [each.value for each in find_pmids("PMID:38572751; pages 38572752")] == ["38572751"]
    assert [each.value for each in find_pmids("https://pubmed.ncbi.nlm.nih.gov/38572751/")] == ["38572751"]
    assert [each.value for each in find_pmcids("PubMed Central PMCID: PMC2367115.")] == ["PMC2367115"]
    assert [each.value for each in find_arxiv("arXiv:2103.01234v2 and 2103.01234")] == ["2103.01234v2"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("NCT 03434379", "NCT03434379"),
        ("ISRCTN12345678", "ISRCTN12345678"),
        ("ChiCTR2000030001", "ChiCTR2000030001"),
        ("ChiCTR-INR-17010001", "ChiCTR-INR-17010001"),
        ("EudraCT 2015-001234-56", "2015-001234-56"),
        ("jRCTs031180001", "jRCTs031180001"),
        ("UMIN000012345", "UMIN000012345"),
        ("KCT0001234", "KCT0001234"),
        ("ACTRN12605000123456", "ACTRN12605000123456"),
        ("DRKS00012345", "DRKS00012345"),
        ("NTR 1234", "NTR1234"),
        ("CTRI/2010/091/000123", "CTRI/2010/091/000123"),
        ("IRCT20100123456789N1", "IRCT20100123456789N1"),
        ("PROSPERO CRD42020123456", "CRD42020123456"),
    ],
)
def test_registrations_take_the_form_of_their_register(printed: str, value: str) -> None:
    assert [found.value for found in find_registrations(f"registered as {printed}.")] == [value]


@pytest.mark.parametrize("printed", ["NCT0123", "2015-01-23", "grant 2015-123", "ACTRN99905000123456", "KCT12"])
def test_other_numbers_are_no_registration(printed: str) -> None:
    assert find_registrations(printed) == ()

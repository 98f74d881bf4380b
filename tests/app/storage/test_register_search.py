import pytest

from app.domain.schools import SchoolStatus
from app.storage import register_las, register_school, register_size, search_register
from app.usecases.register import import_schools
from tests.builders import an_app
from tests.builders_register import listed, write_list

CHURCH = "Church of England Primary School"
SCHOOLS = (
    listed(900001, f"St James's {CHURCH}", town="Elmhurst", postcode="ZZ1 1AA"),
    listed(900002, f"St James' {CHURCH}", town="Oakley", postcode="ZZ1 2BB"),
    listed(900003, "St James School", town="Ashcombe", postcode="ZZ23 8DX"),
    listed(900004, "Saint James Catholic Academy", town="King's Marsh", postcode="ZZ2 3CC"),
    listed(900005, "James Brook School", town="Elmhurst", postcode="ZZ4 4DD", la="Westmarch"),
    listed(900006, "École Zoë", town="Penbury", postcode="ZZ5 5EE", la="Bree, City of"),
    listed(900007, "Elmhurst Infant School", town="Oakley", postcode="", status="Closed"),
    listed(900008, "Elmhurst Junior School", town="Oakley", status="Proposed to open"),
    listed(900009, "Elmhurst Nursery", town="Oakley", status="Open, but proposed to close"),
    listed(900010, "Arts & Crafts College", town="Penbury", la=""),
    listed(912345, "Hook-with-Marsh School", town="Penbury", postcode="ZZ6 6FF"),
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    app = an_app(folder / "data")
    import_schools(app, write_list(folder / "list.csv", *SCHOOLS))
    with app.store.reading() as reader:
        yield reader
    app.store.close()


@pytest.fixture
def found(reader):
    def search(text, **how):
        return [school.urn for school in search_register(reader, text, **how).schools]

    return search


@pytest.mark.parametrize("typed", ["st jamess", "St James's", "saint james’s", "ST JAMES'S"])
def test_a_possessive_finds_the_name_however_it_is_written(found, typed):
    assert set(found(typed)) == {900001, 900002, 900003, 900004}
    assert found(typed)[0] == 900001


@pytest.mark.parametrize("typed", ["st james", "saint james", "sain jam", "james st"])
def test_st_and_saint_stand_for_each_other(found, typed):
    assert set(found(typed)) == {900001, 900002, 900003, 900004}


def test_the_whole_name_comes_first_then_names_that_begin_so(found):
    assert found("st james school")[0] == 900003
    assert found("james")[0] == 900005


@pytest.mark.parametrize("typed", ["zz23 8dx", "ZZ238DX", "zz23 8", "zz238"])
def test_a_postcode_is_found_with_and_without_its_space(found, typed):
    assert found(typed) == [900003]


def test_a_urn_is_found_whole_and_by_its_beginning(found):
    assert found("912345") == [912345]
    assert found("9123") == [912345]
    assert found("hook 912345") == [912345]


@pytest.mark.parametrize("typed", ["ecole", "École zoe", "ZOË"])
def test_accents_need_not_be_typed(found, typed):
    assert found(typed) == [900006]


def test_towns_and_authorities_are_found_by_how_their_words_begin(found):
    assert found("james ashc") == [900003]
    assert found("kings marsh") == [900004]
    assert found("westm") == [900005]
    assert found("city of") == [900006]


def test_names_are_parted_at_hyphens_and_an_ampersand_is_and(found):
    assert found("marsh hook") == [912345]
    assert found("arts and crafts") == found("arts & crafts") == found("arts crafts") == [900010]
    assert found("and") == []


def test_open_schools_come_first_and_closed_ones_last_and_can_be_left_out(found):
    assert found("elmhurst") == [900009, 900005, 900001, 900008, 900007]
    assert found("elmhurst", include_closed=False) == [900009, 900005, 900001, 900008]
    assert found("900007", include_closed=False) == []


def test_one_authority_can_be_kept_to(found):
    assert found("james", la="Westmarch") == [900005]
    assert found("", la="Bree, City of") == [900006]
    assert found("912345", la="Westmarch") == []
    assert found("james", la="Nowhere") == []


def test_a_list_that_is_cut_off_says_that_there_is_more(reader):
    matches = search_register(reader, "school", limit=3)
    assert (len(matches.schools), matches.more) == (3, True)
    assert not search_register(reader, "912345", limit=1).more


@pytest.mark.parametrize("typed", ["", "  ", "'", "***", '"', "(", ":", "^", "zzz qqq", "é" * 500])
def test_what_finds_nothing_is_no_error(found, typed):
    assert found(typed) == []


@pytest.mark.parametrize(
    "typed", ["st OR", "NOT james", 'st" OR "james', "name: james", "james*", "x " * 99]
)
def test_nothing_that_is_typed_is_taken_for_a_query(found, typed):
    found(typed)


def test_a_school_is_read_by_its_urn(reader):
    school = register_school(reader, 900009)
    assert (school.name, school.status) == ("Elmhurst Nursery", SchoolStatus.CLOSING)
    assert register_school(reader, 999999) is None


def test_the_register_knows_its_size_and_its_authorities(reader):
    assert register_size(reader) == len(SCHOOLS)
    assert register_las(reader) == ("Brackenshire", "Bree, City of", "Westmarch")


def test_before_any_import_nothing_is_found(tmp_path):
    app = an_app(tmp_path)
    with app.store.reading() as reader:
        assert search_register(reader, "james").schools == ()
        assert (register_size(reader), register_las(reader)) == (0, ())
    app.store.close()

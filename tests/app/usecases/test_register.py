from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.register import ListKind, RefusedRow, RegisterChange
from app.domain.schools import School, SchoolStatus
from app.errors import InputError, NotASchoolListError, StoppedError
from app.storage import register_school, register_size
from app.usecases import register as usecase
from app.usecases.register import find_schools, import_schools
from app.usecases.schools import add_by_hand, hand_over, take_on
from tests.builders import an_app
from tests.builders_register import listed, write_links, write_list

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
real_data = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the project"),
]


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path / "data")
    yield app
    app.store.close()


@pytest.fixture
def bring(app, tmp_path):
    def import_these(*rows, **how):
        headings = {"headings": how.pop("headings")} if "headings" in how else {}
        return import_schools(app, write_list(tmp_path / "list.csv", *rows, **headings), **how)

    return import_these


def kept(app, urn):
    with app.store.reading() as reader:
        return register_school(reader, urn)


def size(app):
    with app.store.reading() as reader:
        return register_size(reader)


def counts(report):
    return (report.read, report.added, report.updated, report.unchanged, len(report.refused))


def test_a_first_import_adds_every_school_and_refuses_what_cannot_be_used(app, bring):
    report = bring(listed(900001), listed(""), listed(900002, "Elmhurst School"))
    assert counts(report) == (3, 2, 0, 0, 1)
    assert report.refused == (RefusedRow(3, "the URN is blank"),)
    assert report.kind is ListKind.SCHOOLS
    assert (size(app), kept(app, 900002).name) == (2, "Elmhurst School")


def test_a_second_import_of_the_same_changes_nothing(bring):
    rows = [listed(900001), listed(900002)]
    bring(*rows)
    report = bring(*rows)
    assert counts(report) == (2, 0, 0, 2, 0)
    assert (report.changed, report.changes, report.closed, report.not_in_file) == (0, (), 0, 0)


def test_a_later_import_updates_and_says_what_changed(app, bring):
    bring(listed(900001), listed(900002, status="Open"), listed(900003))
    report = bring(
        listed(900001, pupils="215"),
        listed(900002, status="Closed", closed="31-08-2026"),
        listed(900004),
    )
    assert counts(report) == (3, 1, 2, 0, 0)
    assert (report.closed, report.not_in_file, report.changed) == (1, 1, 3)
    assert report.changes == (
        RegisterChange(900001, "Ashcombe Primary School", "pupils", "210", "215"),
        RegisterChange(900002, "Ashcombe Primary School", "status", "open", "closed"),
        RegisterChange(900002, "Ashcombe Primary School", "closed", "", "2026-08-31"),
    )
    assert kept(app, 900002).closed == date(2026, 8, 31)
    assert kept(app, 900003) is not None


def test_a_school_is_found_by_its_new_name_and_no_more_by_its_old_one(app, bring):
    bring(listed(900001, "Elmhurst School"))
    bring(listed(900001, "Oakley Academy"))
    assert [school.urn for school in find_schools(app, "oakley").schools] == [900001]
    assert find_schools(app, "elmhurst").schools == ()


def test_changes_are_listed_up_to_a_bound_and_counted_beyond_it(bring, monkeypatch):
    monkeypatch.setattr("app.storage.register.CHANGES_TOLD", 3)
    bring(*(listed(900001 + n) for n in range(5)))
    report = bring(*(listed(900001 + n, pupils="1", town="Elmhurst") for n in range(5)))
    assert (len(report.changes), report.changed) == (3, 10)


def test_columns_that_a_file_lacks_keep_what_is_known(app, bring):
    bring(listed(900001, status="Closed", trust="THE BRACKEN TRUST"))
    report = bring(listed(900001, town="Oakley"), headings=("URN", "EstablishmentName", "Town"))
    assert [change.field for change in report.changes] == ["town"]
    school = kept(app, 900001)
    assert (school.town, school.trust) == ("Oakley", "THE BRACKEN TRUST")
    assert school.status is SchoolStatus.CLOSED


def test_columns_that_a_file_leaves_blank_are_blanked(app, bring):
    bring(listed(900001, pupils="210"))
    bring(listed(900001, pupils=""))
    assert kept(app, 900001).pupils is None


def test_heads_names_are_kept_only_while_they_are_asked_for(app, bring):
    bring(listed(900001))
    assert kept(app, 900001).head == ""
    bring(listed(900001), heads=True)
    assert kept(app, 900001).head == "Dr Invented Person"
    report = bring(listed(900002))
    assert kept(app, 900001).head == ""
    assert "Invented Person" not in repr(report)


def test_one_authority_can_be_kept_to_by_name_or_code(app, bring):
    rows = [listed(900001), listed(900002, la="Westmarch", **{"LA (code)": "098"})]
    report = bring(*rows, la="westmarch")
    assert (counts(report), report.left_out) == ((2, 1, 0, 0, 0), 1)
    assert bring(*rows, la="099").added == 1
    assert size(app) == 2


def test_an_authority_that_is_not_in_the_file_is_told(app, bring):
    with pytest.raises(InputError, match="No school in this list belongs to Westmrach"):
        bring(listed(900001), la="Westmrach")
    assert size(app) == 0


def test_stopping_leaves_everything_as_it_was(app, bring, monkeypatch):
    monkeypatch.setattr(usecase, "_BATCH", 10)
    bring(listed(900001, "Elmhurst School"))
    answers = iter([False, False, True])
    rows = [listed(900001 + n, "Oakley School") for n in range(100)]
    with pytest.raises(StoppedError, match="Nothing has been changed"):
        bring(*rows, stop=lambda: next(answers))
    assert (size(app), kept(app, 900001).name) == (1, "Elmhurst School")
    assert find_schools(app, "oakley").schools == ()


def test_a_failure_midway_leaves_everything_as_it_was(app, bring, monkeypatch):
    monkeypatch.setattr(usecase, "_BATCH", 10)

    def fail(read, total):
        if read == total:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        bring(*(listed(900001 + n) for n in range(100)), progress=fail)
    assert size(app) == 0


def test_progress_is_told_in_bytes_up_to_the_end(bring, monkeypatch):
    monkeypatch.setattr(usecase, "_BATCH", 10)
    told = []
    bring(*(listed(900001 + n) for n in range(300)), progress=lambda *how: told.append(how))
    total = told[0][1]
    assert told[-1] == (total, total)
    assert [read for read, _ in told] == sorted(read for read, _ in told)
    assert told[0][0] < total


def test_a_file_that_is_no_list_changes_nothing(app, bring, tmp_path):
    bring(listed(900001))
    (tmp_path / "other.csv").write_text("URN,SCHNAME\n900001,Other\n")
    with pytest.raises(NotASchoolListError):
        import_schools(app, tmp_path / "other.csv")
    assert kept(app, 900001).name == "Ashcombe Primary School"


def test_a_school_taken_on_gets_what_changed_and_the_log_has_it(app, bring):
    bring(listed(900001))
    take_on(app, [900001])
    report = bring(listed(900001, pupils="215", telephone="01632960999"))
    (school,) = _taken(app)
    assert (school.pupils, school.telephone) == (215, "01632960999")
    assert {change.field for change in report.taken_on} == {"pupils", "telephone"}
    assert {change.field for change in report.logged} == {"pupils", "telephone"}


def test_a_school_taken_on_is_not_logged_where_nothing_changed(app, bring):
    bring(listed(900001))
    take_on(app, [900001])
    report = bring(listed(900001))
    assert (report.taken_on, report.logged) == ((), ())


def test_a_correction_by_hand_stays_until_the_register_changes_that_fact(app, bring):
    bring(listed(900001))
    take_on(app, [900001])
    (school,) = _taken(app)
    with app.store.unit_of_work() as work:
        work.save(replace(school, telephone="01632960777"))
        work.commit()
    bring(listed(900001, pupils="215"))
    (school,) = _taken(app)
    assert (school.pupils, school.telephone) == (215, "01632960777")


def test_a_school_added_by_hand_gets_the_registers_facts_once_it_lists_it(app, bring):
    add_by_hand(app, "900001", "Ashcombe", town="Near Oakley")
    report = bring(listed(900001, town=""))
    (school,) = _taken(app)
    assert (school.name, school.town, school.pupils) == (
        "Ashcombe Primary School",
        "Near Oakley",
        210,
    )
    assert "town" not in {change.field for change in report.taken_on}


def test_schools_taken_on_are_marked_among_those_found(app, bring):
    bring(listed(900001), listed(900002), listed(900003))
    take_on(app, [900002, 900003])
    hand_over(app, 900003)
    assert find_schools(app, "ashcombe").taken_on == {900002}


def test_a_school_that_an_older_list_opens_again_is_counted_and_listed(bring):
    bring(listed(900001, status="Closed"))
    report = bring(listed(900001, status="Open"))
    assert (report.closed, report.reopened) == (0, 1)
    assert [change.reopens for change in report.changes] == [True]


def test_a_list_of_links_gives_schools_their_successors(app, bring, tmp_path):
    bring(listed(900001, links=""), listed(900002, links=""))
    file = write_links(
        tmp_path / "links.csv",
        (900001, 900002, "Successor - Split School"),
        (900001, 900003, "Successor"),
        (900002, 900001, "Predecessor"),
        (900009, 900002, "Successor"),
        (900002, "", "Successor"),
    )
    report = import_schools(app, file)
    assert report.kind is ListKind.LINKS
    assert counts(report) == (5, 0, 1, 0, 1)
    assert report.left_out == 2
    assert kept(app, 900001).successors == (900002, 900003)
    again = import_schools(app, file)
    assert (again.updated, again.unchanged) == (0, 1)


def _taken(app):
    with app.store.reading() as reader:
        return reader.find(School)


class TestTheRealFiles:
    pytestmark = real_data

    def test_the_hampshire_extract_is_imported_and_found(self, app):
        report = import_schools(app, DATA / "gias_hampshire_2022-04-20.csv")
        assert counts(report) == (520, 520, 0, 0, 0)
        assert find_schools(app, "alton infant").schools[0].urn == 115850
        again = import_schools(app, DATA / "gias_hampshire_2022-04-20.csv")
        assert counts(again) == (520, 0, 0, 520, 0)

    def test_a_list_of_three_authorities_can_be_kept_to_one(self, app):
        file = DATA / "gias_shaped_herts_nottingham_derby_from_spine_2017-18.csv"
        report = import_schools(app, file, la="Nottingham")
        assert (report.read, report.added, report.left_out) == (856, 119, 737)

    def test_the_national_list_is_imported_and_found(self, app):
        report = import_schools(app, DATA / "gias_shaped_national_26078_from_spine_2017-18.csv")
        assert counts(report) == (26_078, 26_078, 0, 0, 0)
        assert size(app) == 26_078
        assert len(find_schools(app, "s").schools) == 50
        assert {s.town for s in find_schools(app, "becket salisbury").schools} == {"Salisbury"}

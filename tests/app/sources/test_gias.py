from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.register import RefusedRow, SchoolLink
from app.domain.schools import RegisterSchool, SchoolStatus
from app.errors import InputError, NotASchoolListError
from app.sources.gias import LinkList, SchoolList, open_list
from tests.builders_register import HEADINGS, list_text, listed, write_links, write_list

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
real_data = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the project"),
]


def read(path, *, heads=False):
    with open_list(path, heads=heads) as rows:
        return list(rows)


def refused(path):
    return [row for row in read(path) if isinstance(row, RefusedRow)]


def put(path, content):
    path.write_bytes(content)
    return path


@pytest.fixture
def file(tmp_path):
    return tmp_path / "edubasealldata20261101.csv"


def test_a_school_is_read_with_all_that_the_register_says_of_it(file):
    write_list(
        file,
        listed(
            900001,
            "St Cedd's Primary School",
            status="Open, but proposed to close",
            opened="01-09-1998",
            closed="31-08-2027",
            trust="THE BRACKEN TRUST",
            links="900002 Successor",
        ),
    )
    assert read(file) == [
        RegisterSchool(
            urn=900001,
            name="St Cedd's Primary School",
            la_code="099",
            la_name="Brackenshire",
            kind="Community school",
            status=SchoolStatus.CLOSING,
            phase="Primary",
            low_age=3,
            high_age=11,
            gender="Mixed",
            religious_character="Does not apply",
            trust="THE BRACKEN TRUST",
            street="Mill Lane",
            town="Ashcombe",
            postcode="ZZ9 1AB",
            telephone="01632960001",
            website="www.example.org",
            pupils=210,
            opened=date(1998, 9, 1),
            closed=date(2027, 8, 31),
            successors=(900002,),
        )
    ]


def test_columns_are_found_by_name_whatever_their_order_and_case(file):
    headings = tuple(reversed([heading.upper() for heading in HEADINGS]))
    row = {heading.upper(): value for heading, value in listed(900001, town="Elmhurst").items()}
    (school,) = read(write_list(file, row, headings=headings))
    assert (school.urn, school.town, school.pupils) == (900001, "Elmhurst", 210)


def test_a_saved_search_with_few_columns_is_read_and_says_which_it_has(file):
    write_list(file, listed(900001), headings=("Town", "EstablishmentName", "URN"))
    with open_list(file) as schools:
        assert isinstance(schools, SchoolList)
        assert schools.fields == {"urn", "name", "town"}
        assert list(schools) == [RegisterSchool(900001, "Ashcombe Primary School", town="Ashcombe")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_accents_are_read_in_each_encoding_that_people_bring(file, encoding):
    write_list(file, listed(900001, "École Zoë’s – Primary"), encoding=encoding)
    assert read(file)[0].name == "École Zoë’s – Primary"


def test_an_accent_far_into_a_large_file_still_decides_its_encoding(file):
    rows = [listed(900001 + n, trust="X" * 3000) for n in range(500)]
    write_list(file, *rows, listed(905000, "Zoë’s School"), encoding="cp1252")
    assert read(file)[-1].name == "Zoë’s School"


def test_heads_names_are_read_only_where_they_are_asked_for(file):
    write_list(file, listed(900001))
    assert read(file)[0].head == ""
    assert read(file, heads=True)[0].head == "Dr Invented Person"
    with open_list(file) as schools:
        assert "head" not in schools.fields


def test_leading_zeros_stay(file):
    (school,) = read(write_list(file, listed(900001)))
    assert (school.la_code, school.telephone) == ("099", "01632960001")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Open", SchoolStatus.OPEN),
        ("CLOSED", SchoolStatus.CLOSED),
        ("Open, but proposed to close", SchoolStatus.CLOSING),
        ("Proposed to open", SchoolStatus.PROPOSED),
    ],
)
def test_each_of_the_four_statuses_is_known(file, word, status):
    assert read(write_list(file, listed(900001, status=word)))[0].status is status


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"URN": ""}, "the URN is blank"),
        ({"URN": "12345"}, "the URN “12345” is not a number of six digits"),
        ({"EstablishmentName": " "}, "the school has no name"),
        ({"status": "Perhaps"}, "“Perhaps” is not a status that the register uses"),
        ({"status": ""}, "the status is blank"),
        ({"opened": "31-02-2020"}, "“31-02-2020” is not a date"),
        ({"closed": "soon"}, "“soon” is not a date"),
        ({"pupils": "many"}, "“many” is not a whole number"),
        ({"low": "-3"}, "“-3” is not a whole number"),
        ({"town": "Ash\0combe"}, "the row holds characters that are not text"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_line_and_reason(file, facts, reason):
    write_list(file, listed(900001), listed(900002) | {}, listed(900003, **facts), listed(900004))
    good, _, bad, after = read(file)
    assert bad == RefusedRow(4, reason)
    assert (good.urn, after.urn) == (900001, 900004)


def test_a_urn_that_comes_twice_is_refused_with_both_lines(file):
    write_list(file, listed(900001, "First"), listed(900002), listed(900001, "Second"))
    first, _, second = read(file)
    assert first.name == "First"
    assert second == RefusedRow(4, "URN 900001 is on line 2 already; that line was used")


def test_a_refused_row_does_not_take_its_urn_with_it(file):
    write_list(file, listed(900001, pupils="many"), listed(900001, "Mended"))
    assert read(file)[1].name == "Mended"


def test_line_numbers_are_the_files_own_even_after_a_line_break_within_a_value(file):
    write_list(
        file, listed(900001, "Two\r\nLines", street="Mill\nLane"), listed(900002, pupils="x")
    )
    school, bad = read(file)
    assert (school.name, school.street) == ("Two Lines", "Mill Lane")
    assert bad.line == 5


def test_blank_lines_and_empty_spreadsheet_rows_are_no_rows(file):
    text = list_text(listed(900001), listed(900002, pupils="x"))
    lines = text.split("\r\n")
    lines[2:2] = ["", "," * (len(HEADINGS) - 1)]
    assert [getattr(row, "line", 0) for row in read(put(file, "\r\n".join(lines).encode()))] == [
        0,
        5,
    ]


@pytest.mark.parametrize("keep", [40, 120, 200])
def test_a_row_cut_short_is_refused_and_the_rows_after_it_are_read(file, keep):
    lines = list_text(*(listed(900001 + n) for n in range(4))).splitlines()
    lines[2] = lines[2][:keep]
    rows = read(put(file, "\r\n".join(lines).encode()))
    assert [row.urn for row in rows if isinstance(row, RegisterSchool)] == [900001, 900003, 900004]
    assert [row.line for row in rows if isinstance(row, RefusedRow)] == [3]


@pytest.mark.parametrize("lost", [1, 3, 30, 150])
def test_a_last_row_that_breaks_off_is_refused(file, lost):
    content = list_text(listed(900001), listed(900002)).encode().rstrip()
    (bad,) = refused(put(file, content[:-lost]))
    assert bad.line == 3
    assert "cut short" in bad.reason or "breaks off" in bad.reason


def test_a_last_row_without_a_line_end_is_whole(file):
    assert len(read(put(file, list_text(listed(900001)).encode().rstrip()))) == 1


def test_a_value_that_is_far_too_long_is_refused_by_itself(file):
    write_list(file, listed(900001), listed(900002, street="x" * 200_000), listed(900003))
    assert [type(row) for row in read(file)] == [RegisterSchool, RefusedRow, RegisterSchool]


@pytest.mark.parametrize("after", [0, 1, 5, 300])
def test_a_quote_that_is_never_closed_costs_one_row_only(file, after):
    lines = ["URN,EstablishmentName,Town", '900001,"Never closed,Ashcombe']
    lines += [f"{900002 + n},School {n},Ashcombe" for n in range(after)]
    rows = read(put(file, "\n".join(lines).encode()))
    assert len(rows) == after + 1
    assert [row.line for row in rows if isinstance(row, RefusedRow)] == [2]


def test_a_row_with_too_many_values_is_refused(file):
    text = "URN,EstablishmentName,Town\n900001,Elm, Ash and Oak School,Ashcombe\n"
    assert refused(put(file, text.encode())) == [
        RefusedRow(2, "the row has 4 values for 3 columns")
    ]


def test_links_that_go_on_beyond_the_heading_are_read(file):
    # The register's saved searches repeat the last column, without a heading, as often as needed.
    text = list_text(listed(900001, links="900002 Predecessor")).rstrip()
    rows = read(put(file, f'{text},"900003 Successor","900004 Successor - merged"\r\n'.encode()))
    assert rows[0].successors == (900003, 900004)


def test_values_beyond_the_heading_that_are_no_links_are_refused(file):
    text = list_text(listed(900001, links="900002 Predecessor")).rstrip()
    assert refused(put(file, f'{text},"something"\r\n'.encode()))


def test_dates_that_excel_saved_again_are_read(file):
    assert read(write_list(file, listed(900001, opened="01/09/1998")))[0].opened == date(1998, 9, 1)


def test_a_list_of_links_is_known_by_its_heading(file):
    write_links(file, (900001, 900002, "Successor - merged"), (900002, 900001, "Predecessor"))
    with open_list(file) as links:
        assert isinstance(links, LinkList)
        successor, predecessor = links
    assert successor == SchoolLink(900001, 900002, "Successor - merged")
    assert (successor.is_successor, predecessor.is_successor) == (True, False)


def test_a_link_that_cannot_be_used_is_refused(file):
    write_links(file, (900001, "", "Successor"), ("x", 900001, "Successor"))
    assert refused(file) == [
        RefusedRow(2, "the LinkURN is blank"),
        RefusedRow(3, "the URN “x” is not a number of six digits"),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "is empty"),
        (b"PK\x03\x04....[Content_Types].xml....", "is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "is an Excel workbook"),
        (b"PK\x03\x04....edubasealldata20261101.csv....", "is a zip file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not a CSV file"),
        (b"x" * 3_000_000, "is not a CSV file"),
        (b"URN,SCHNAME,TELIG\n900001,Ashcombe,30\n", "no column called EstablishmentName"),
        (b"Dear all,\nplease find attached\n", "no column called URN or EstablishmentName"),
        ("URN,EstablishmentName".encode("utf-16"), "is not a CSV file"),
        (b'"URN,' + b"x" * 200_000 + b"\n", "has no heading"),
    ],
)
def test_a_file_that_is_no_list_of_schools_is_refused_in_one_clear_message(file, content, told):
    with pytest.raises(NotASchoolListError) as problem:
        open_list(put(file, content))
    assert told in str(problem.value)
    assert "Nothing has been changed" in str(problem.value)


def test_a_file_that_is_not_there_is_told_in_words(tmp_path):
    with pytest.raises(NotASchoolListError, match=r"missing\.csv could not be opened"):
        open_list(tmp_path / "missing.csv")
    with pytest.raises(NotASchoolListError, match="could not be opened"):
        open_list(tmp_path)


def test_reading_tells_how_far_it_is_in_bytes(file):
    write_list(file, *(listed(900001 + n) for n in range(400)))
    with open_list(file) as schools:
        rows = iter(schools)
        next(rows)
        early = schools.rows.bytes_read
        list(rows)
        assert 0 < early < schools.rows.bytes_read == schools.rows.bytes_total


HEADING = ",".join(HEADINGS).encode() + b"\r\n"
LINES = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            ["900001", '"', "\r\n", "\n", "\r", ",", '""', "\0", "“", "Open", "\ufeff"]
        ).map(str.encode),
        st.integers(900001, 900009).map(
            lambda urn: list_text(listed(urn)).encode()[len(HEADING) :]
        ),
    ),
    max_size=25,
).map(b"".join)


@given(content=st.one_of(st.binary(max_size=300), LINES, LINES.map(HEADING.__add__)))
@example(content=HEADING + b'"\r\n' * 200)
@example(content=HEADING + b'"""\n""\n' * 200)
@example(content=HEADING + b'a","b\n' * 200)
@example(content=HEADING + b'"a\n","b\n' * 200)
def test_no_bytes_whatever_bring_anything_but_rows_and_a_clear_refusal(tmp_path_factory, content):
    file = put(tmp_path_factory.mktemp("fuzz") / "list.csv", content)
    try:
        rows = read(file)
    except InputError:
        return
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert len(rows) <= lines
    told = [row.line for row in rows if isinstance(row, RefusedRow)]
    assert told == sorted(set(told))
    assert all(2 <= line <= lines for line in told)


@given(
    kept=st.lists(st.sampled_from(["good", "bad", "short"]), max_size=12),
    breaks=st.sampled_from(["\n", "\r\n"]),
)
def test_each_row_is_either_a_school_or_refused(tmp_path_factory, kept, breaks):
    heading, *_ = list_text().splitlines()
    lines = [heading]
    for number, kind in enumerate(kept):
        row = list_text(listed(900001 + number, pupils="x" if kind == "bad" else "1"))
        lines.append(row.splitlines()[1][: 30 if kind == "short" else None])
    content = breaks.join([*lines, ""]).encode()
    rows = read(put(tmp_path_factory.mktemp("rows") / "list.csv", content))
    assert ["good" if isinstance(row, RegisterSchool) else row.line for row in rows] == [
        "good" if kind == "good" else line for line, kind in enumerate(kept, start=2)
    ]


class TestTheRealFiles:
    pytestmark = real_data

    def test_the_hampshire_extract_is_read_whole(self):
        rows = read(DATA / "gias_hampshire_2022-04-20.csv")
        by_urn = {row.urn: row for row in rows}
        assert len(by_urn) == len(rows) == 520
        assert sum(row.status is SchoolStatus.CLOSED for row in rows) == 93
        assert by_urn[131419].successors == (138509,)
        assert not any(row.head for row in rows)

    def test_the_list_of_three_authorities_is_read_whole(self):
        rows = read(DATA / "gias_shaped_herts_nottingham_derby_from_spine_2017-18.csv")
        assert len(rows) == 856
        assert sum(row.la_name == "Hertfordshire" for row in rows) == 600

    def test_the_national_list_is_read_whole(self):
        rows = read(DATA / "gias_shaped_national_26078_from_spine_2017-18.csv")
        assert sum(isinstance(row, RegisterSchool) for row in rows) == len(rows) == 26_078
        assert sum(row.la_name == "" for row in rows) == 50
        assert any("à Becket" in row.name for row in rows)

    @pytest.mark.parametrize(
        "name", ["ks2final_2017-18_hampshire_850.csv", "abbreviations_2017-18.xlsx"]
    )
    def test_other_published_files_are_refused(self, name):
        with pytest.raises(NotASchoolListError):
            open_list(DATA / name)

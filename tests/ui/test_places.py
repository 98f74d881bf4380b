from __future__ import annotations

from ui.places import FinishPage, Navigator, RecordPage, SchoolPage, Schools, Today


def test_going_back_leads_the_way_one_came():
    seen = []
    navigator = Navigator(lambda place: seen.append(place) or True)
    for place in (Today(), SchoolPage(900001), RecordPage("r")):
        navigator.go(place)
    navigator.back()
    navigator.back()
    navigator.back()
    assert seen[3:] == [SchoolPage(900001), Today()]
    assert navigator.here == Today()
    assert not navigator.can_go_back


def test_going_to_where_one_has_been_shortens_the_way_back():
    navigator = Navigator()
    for place in (Today(), RecordPage("r"), FinishPage("r"), RecordPage("r", "q3")):
        navigator.go(place)
    assert navigator.here == RecordPage("r", "q3")
    navigator.back()
    assert navigator.here == Today()


def test_another_school_is_another_place_and_another_tab_is_not():
    navigator = Navigator()
    for place in (SchoolPage(900001), SchoolPage(900002), SchoolPage(900002, "actions")):
        navigator.go(place)
    navigator.back()
    assert navigator.here == SchoolPage(900001)


def test_a_place_that_cannot_be_shown_is_not_gone_to():
    navigator = Navigator(lambda place: not isinstance(place, Schools))
    navigator.go(Today())
    navigator.go(Schools())
    assert navigator.here == Today()


def test_starting_over_leaves_nothing_to_go_back_to():
    navigator = Navigator()
    navigator.go(Today())
    navigator.start_over(Schools())
    assert not navigator.can_go_back

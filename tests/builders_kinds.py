"""Snapshots of invented records of every kind that has a document of its own."""

from __future__ import annotations

from tests.builders_documents import FACTS, action, answer, group, level, panel, visit

TEAM = {**FACTS, "audience": "team", "visit_number": "", "visit_kind": ""}
OF_SCHOOL = {**FACTS, "visit_number": "", "visit_kind": ""}


def record(form_id, title, *sections, facts=OF_SCHOOL, **changes):
    """A record of that form with nothing in its panels."""
    usual = {"actions": (), "earlier": (), "people": (), "evidence": (), "pupils": ()}
    about = {
        "form_id": form_id,
        "form_title": title,
        "reference": f"S900114-{form_id.upper()}",
        "facts": facts,
    }
    return visit(**{**usual, **about, "sections": (*sections, private()), **changes})


def private():
    return group(
        "private",
        answer("private_note", "CANARYPRIVATE", private="yes"),
        answer("safeguarding", "CANARYSAFE", kind="select_one", value="passed_on"),
    )


def select(name, words, value="", **more):
    return answer(name, words, kind="select_one", value=value or words, **more)


def number(name, value, **marks):
    return answer(name, value, kind="integer", **marks)


def launch(**changes):
    confident = {"1": "Not yet confident", "3": "Confident"}
    asked = ("leading", "targets", "data")
    sections = (
        group(
            "about",
            answer("visit_date", "20 January 2026", kind="date", value="2026-01-20"),
            answer("purpose", "To begin the year together."),
            select("attended_head", "Part of the day", "part"),
            select("attended_lead", "Sent someone else", "someone_else"),
            answer("attended_lead_by", "Deputy headteacher"),
            answer("toolkit_given", "17"),
            panel("people"),
        ),
        group(
            "confidence",
            *(select(f"C_{what}_head", confident["3"], "3") for what in asked),
            *(select(f"C_{what}_lead", confident["1"], "1") for what in asked),
        ),
        group(
            "start",
            answer("barriers", "- Time to plan\n- Cover", label="Barriers in the school’s order"),
            answer("first_focus", "Year 3, Year 4", label="Which year groups come first?"),
        ),
        group("pupils", panel("pupils")),
        group("actions", panel("actions")),
        group(
            "next",
            answer("questions", "Which models fit Year 3?", label="Questions for visit 1"),
            answer("next_visit_date", "", kind="date", value="2026-02-10"),
        ),
        group(
            "evaluation",
            select("evaluation", "Useful", "3", label="How useful was the day?"),
            answer("evaluation_change", "More time for targets", label="One thing to change"),
        ),
        group("summary", answer("summary", "Two leaders came and chose where to begin.")),
    )
    rows = {"actions": (action(1), action(2)), "people": ({"role": "Headteacher", "name": ""},)}
    title = "Launch day: training for two leaders"
    facts = {**OF_SCHOOL, "visit_kind": "Launch day"}
    return record("launch_day", title, *sections, **{"facts": facts, **rows, **changes})


def a_class(number_of, where, pupils="28", early=False):
    asked = "ey_prompt" if early else "class_question"
    return group(
        "classes_seen",
        answer("where", where, label="Year, and set or group"),
        number("class_pupils", pupils, pupil_count="yes"),
        answer("class_adults", "One teacher"),
        answer("right_step", f"STEP{number_of}: two-digit numbers.", label="Is the step right?"),
        answer("class_support", f"SUPPORT{number_of}: the same idea.", label="Support"),
        answer("class_strength", f"STRENGTH{number_of}", label="One strength to share"),
        answer(asked, f"QUESTION{number_of}", label="One question to ask the teacher"),
        label="Class seen",
        row=f"r{number_of}",
    )


def lessons(classes=3, form_id="lesson_visit", **changes):
    early = form_id.endswith("early_years")
    rows = (a_class(at, f"Year {at} maths set", early=early) for at in range(1, classes + 1))
    about = group(
        "about",
        answer("focus", "Bars drawn before calculating", label="Focus agreed before"),
        answer("walked_with", "Maths subject leader", label="Walked with"),
    )
    title = "Lesson visits: a class or a learning walk"
    return record(form_id, title, about, group("classes", *rows), **{"facts": TEAM, **changes})


def books(**changes):
    about = group(
        "about",
        answer("class_looked", "Year 4", label="Class"),
        answer("sample", "P01, P02 and P03", label="Which six books?"),
        answer("time_span", "October to now", label="Over which weeks?"),
        panel("pupils"),
    )
    looked = group(
        "looked_at",
        level("sequence", "3", "Secure", "Can a sequence be seen?", seen="Weeks build on weeks."),
        level("errors", "2", "Developing", "What happens after an error?", seen="Corrected."),
    )
    progress = group("progress", answer("differences", "Tasks differ.", label="Differences"))
    message = group("message", answer("message", "Follow one error to the next page."))
    title = "Book look: six books of one class"
    sections = (about, looked, progress, message)
    return record("book_look", title, *sections, **{"facts": TEAM, **changes})


def voice(**changes):
    about = group("about", answer("group", "Six of Years 3 to 5", label="Which pupils?"))
    talk = group(
        "talk",
        answer("pv_stuck", "Ask a friend; draw it.", label="What do you do when you are stuck?"),
        answer("pv_wrong", "", label="How do you feel when you get it wrong?"),
    )
    answers = group(
        "answers",
        answer("themes", "Most draw first.", label="Answers by theme"),
        answer("surprise", "Pupils like errors.", label="What was a surprise?"),
    )
    title = "Pupil voice: six pupils, books open"
    return record("pupil_voice", title, about, talk, answers, **{"facts": TEAM, **changes})


def deployment(at, day, *, number_of="7", final=False, **changes):
    """The visit `at` of a deployment of six sessions."""
    about = group(
        "about",
        answer("deployment", number_of),
        number("sessions_bought", "6"),
        number("sessions_used", str(at)),
        answer("aim", "Year 4 teachers draw before they calculate."),
    )
    earlier = group(
        "earlier",
        select("in_practice", "Started", "started"),
        answer("practice_evidence_seen", f"EVIDENCE{at}: bars in two rooms."),
    )
    done = group(
        "looked_at",
        answer("activity", "Modelling, Planning", value="modelling planning"),
        answer("worked_with", "Year 4 teachers"),
    )
    end = group(
        "final",
        answer("impact", "IMPACT: bars in all rooms." if final else ""),
        answer("head_evaluation", "HEADSAYS: worth it." if final else ""),
        answer("invoice_lines", "INVOICE: six half days" if final else ""),
    )
    facts = {**OF_SCHOOL, "date": day, "visit_kind": "Specialist’s visit"}
    more = {"reference": f"S900114-DEPLOYMENT.{at}", "actions": (action(at, who="Class teacher"),)}
    title = "Specialist's visit: one of a deployment"
    sections = (about, earlier, done, end)
    return record("deployment_visit", title, *sections, **{"facts": facts, **more, **changes})


def application(decision="offer", **changes):
    need = group("need", answer("need", "-1.4"), answer("reason", "SCHOOLREASON"))
    chosen = "The head comes to the launch, Four half days are agreed"
    will = group("will", answer("commit", chosen, value="head_launch half_days"))
    decided = group(
        "decided",
        select("decision", "Offer a place", decision),
        answer("decision_reason", "WHYCHOSEN"),
        answer("price", "1450", kind="decimal"),
        answer("price_covers", "Two people at the launch, four half days, the toolkit"),
    )
    contract = group(
        "contract",
        answer("contract_sent", "", kind="date", value="2025-07-01"),
        answer("contract_school", "", kind="date", value="2025-07-09"),
        answer("contract_school_does", "- Release for the subject leader\n- Two leaders come"),
        answer("contract_we_do", "Four half-day visits\nOne adviser all year"),
    )
    title = "Application and selection: need and will"
    return record("application", title, need, will, decided, contract, **changes)


def review(**changes):
    def measure(at, before, after):
        row = {"review_measure": f"Measure {at}", "review_before": before, "review_after": after}
        return group("review_measures", *(answer(n, w) for n, w in row.items()), row=f"r{at}")

    sections = (
        group("about", answer("aims", "AIMS: faster progress.")),
        group(
            "done",
            answer("what_was_done", "Four visits of three hours, a launch day."),
            number("actions_agreed", "12"),
            number("actions_closed", "9"),
        ),
        group(
            "changed",
            answer("profile_before", "Leadership: Developing"),
            answer("profile_after", "Leadership: Secure"),
            number("pupils_in_all", "18", pupil_count="yes", label="Focus pupils in all"),
            number("pupils_met", "4", pupil_count="yes", label="Focus pupils who met it"),
            measure(1, "52 %", "68 %"),
            measure(2, "-1.4", "-0.4"),
        ),
        group(
            "result",
            select("ks2_status", "Published", "published"),
            select("ks2_measure", "Progress score", "progress"),
            answer("ks2_value", "-0.4", kind="decimal"),
            answer("ks2_low", "-1.5", kind="decimal"),
            answer("ks2_high", "0.7", kind="decimal"),
        ),
        group("stays", answer("head_view", "HEADVIEW"), answer("stays", "STAYS: weekly plans.")),
    )
    return record("project_review", "End of project review: this school", *sections, **changes)


def results(*rows, **changes):
    """A data review; each row is (measure, school, interval, comparison, pupils)."""
    usual = (
        ("Progress score 2023", "-1.4", "-3.3 to 0.5", "0.0, England", "30"),
        ("Progress score 2024", "-0.4", "-2.3 to 1.5", "0.0, England", "31"),
    )
    names = ("D_measure", "D_school", "D_interval", "D_comparison")
    groups = []
    for at, (*said, pupils) in enumerate(rows or usual):
        inside = [
            answer(name, told, **({} if name == "D_measure" else {"group_result": "yes"}))
            for name, told in zip(names, said, strict=True)
        ]
        count = number("D_pupils", pupils, pupil_count="yes")
        groups.append(group("D_measures", *inside, count, label="Measures", row=f"r{at}"))
    about = group(
        "about",
        select("data_source", "Published key stage 2", "ks2"),
        answer("data_year", "2023 and 2024"),
    )
    reading = group("reading", answer("headline", "HEADLINE: nearer to the average."))
    title = "Data review: what results ask"
    return record("data_review", title, about, group("measures", *groups), reading, **changes)

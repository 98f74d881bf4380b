"""What is written into the forms about a school that the other chapters leave out."""

from __future__ import annotations

from collections.abc import Mapping

from ui.tour.form_script import Entry, Page

_NO_CONCERN = {"safeguarding": "No"}

_LAUNCH_DAY = Entry(
    shown="Confidence before",
    pages=(
        Page(
            "",
            {
                "purpose": "Agree what the project asks of the school and of us, and plan the "
                "first thirty working days.",
                "attended_head": "Part of the day",
                "attended_lead": "All day",
                "toolkit_given": "17",
            },
            people=("Headteacher", "Maths subject leader"),
        ),
        Page(
            "Confidence before",
            {
                "C_leading_head": "Confident",
                "C_targets_head": "A little",
                "C_data_head": "Not yet",
                "C_leading_lead": "A little",
                "C_targets_lead": "A little",
                "C_data_lead": "Confident",
            },
        ),
        Page(
            "Where to start",
            {
                "barriers": "Pupils calculate without a picture of the numbers.\n"
                "Planning time is lost to cover in most weeks.\n"
                "Year 3 starts from the scheme and not from what pupils know.",
                "first_focus": "Year 3|Year 4",
            },
        ),
        Page(
            "The next thirty",
            action={
                "What is to be done": "Choose six focus pupils in Years 3 and 4 and write a first "
                "target for each",
                "Who does it, by role": "Maths subject leader",
                "By when": "15 jan",
                "How we will know": "Six targets, each about one mathematical idea",
                "Support from us": "The target page of the toolkit",
            },
        ),
        Page(
            "For visit 1",
            {"questions": "How small is small enough for a target of four to six weeks?"},
        ),
        Page(
            "The day itself",
            {
                "evaluation": "Useful",
                "evaluation_change": "More time for the two leaders to plan together.",
            },
        ),
        Page(
            "Summary",
            {
                "summary": "Both leaders came and agreed where to start: Years 3 and 4, with one "
                "model that pupils draw before they calculate. They named time for planning as "
                "the main barrier. One action is agreed before the first visit.",
                **_NO_CONCERN,
            },
        ),
    ),
)

_AUDIT_DAY = Entry(
    shown="The day's order",
    pages=(
        Page(
            "",
            {
                "auditors": "Lead auditor (SLE) and second auditor (LLE)",
                "purpose": "Look at mathematics from the early years to Year 6 with the school, "
                "and agree where help would matter most.",
            },
            people=("Headteacher", "Maths subject leader"),
        ),
        Page(
            "The day's order",
            {
                "steps_done": "08:30|09:00|10:00|10:45|12:00|13:00|14:50|15:30",
                "left_out": "Talk with teaching assistants and the SENCo: planned for the second "
                "day of the audit.",
            },
            rows=(
                {
                    "step": "09:00",
                    "step_at": "9:10",
                    "step_minutes": "50",
                    "step_who": "Both auditors, with the headteacher",
                    "step_note": "Began later, after assembly",
                },
                {
                    "step": "10:45",
                    "step_at": "10:45",
                    "step_minutes": "75",
                    "step_who": "Lead auditor, with the maths subject leader",
                },
            ),
        ),
        Page(
            "Headlines",
            {
                "headlines": "Pupils like mathematics and can show what they have learned.\n"
                "Leaders check often, and the calendar holds.\n"
                "Models differ from class to class in Key Stage 2.",
                "headlines_with": "Headteacher and maths subject leader",
                "headlines_reply": "They had expected the point about models, and were glad of "
                "the first one.",
            },
        ),
        Page(
            "Three needs",
            {
                "need_1": "One set of models across Key Stage 2",
                "need_1_pd": "Three linked sessions on bar models",
                "need_1_deployment": "Two half days in Years 3 and 5",
                "need_1_resources": "The model pages of the toolkit",
                "need_2": "A return look after feedback",
            },
        ),
        Page(
            "Summary",
            {
                "summary": "Eight of eleven parts of the day took place. Pupils were keen to show "
                "their work, and leaders spoke openly. One set of models for Key Stage 2 is the "
                "first need. The parts left out follow on the second day.",
                **_NO_CONCERN,
            },
        ),
    ),
)

_LESSONS = Entry(
    shown="Classes seen",
    pages=(
        Page(
            "",
            {
                "focus": "Who draws a model, and before or after calculating?",
                "walked_with": "Maths subject leader",
            },
        ),
        Page(
            "Classes seen",
            rows=(
                {
                    "where": "Year 3, place value",
                    "class_pupils": "28",
                    "class_adults": "One teacher, one teaching assistant",
                    "right_step": "Tens and ones with counters, then drawn. Most pupils were "
                    "ready; one table needed the counters for longer.",
                    "models": "Counters and a place value chart. The teacher and pupils said "
                    "“exchange”.",
                    "thinking": "Pupils talked in pairs three times; every pair had to answer. Two "
                    "pupils by the door stayed silent.",
                    "practice": "Twelve questions of two kinds, with one to explain.",
                    "class_support": "The same idea for all. The assistant kept the counters ready "
                    "and asked before helping.",
                    "class_strength": "Every pair had an answer ready before one was asked.",
                    "class_question": "When would you take the counters away?",
                },
                {
                    "where": "Year 5, set 2, fractions",
                    "class_pupils": "24",
                    "class_adults": "One teacher",
                    "right_step": "Comparing unit fractions on a number line. The step was right; "
                    "the next one, with different numerators, came quickly.",
                    "models": "A number line on the board; pupils did not draw their own.",
                    "thinking": "Eight pupils answered, the same ones twice. Whiteboards came out "
                    "in the last part, and everybody wrote.",
                    "practice": "Twenty questions of one kind.",
                    "class_support": "Pupils with SEND had strips of paper to fold, and reached "
                    "the same question.",
                    "class_strength": "Folded strips let everybody compare at once.",
                    "class_question": "What would change if pupils drew the line themselves?",
                },
            ),
        ),
    ),
)

_EARLY_YEARS = Entry(
    shown="Classes seen",
    pages=(
        Page("", {"focus": "Counting in play, indoors and out", "walked_with": "Headteacher"}),
        Page(
            "Classes seen",
            rows=(
                {
                    "where": "Reception, in the garden",
                    "class_pupils": "27",
                    "class_adults": "One teacher, one assistant",
                    "ey_talk": "Adults waited for children to say how they knew. One exchange "
                    "about the tallest tower went on for four turns.",
                    "ey_play": "Children sorted shells, filled three pots with the same amount and "
                    "argued about which was full.",
                    "ey_routines": "Children counted plates at snack, and how many were missing.",
                    "class_support": "The assistant named what a child with few words had done, "
                    "and waited for a reply.",
                    "class_strength": "Adults let children finish counting before they speak.",
                    "ey_prompt": "Set out pots of three sizes, and ask which one holds the most.",
                },
            ),
        ),
    ),
)

_BOOK_LOOK = Entry(
    shown="What the books show",
    pages=(
        Page(
            "",
            {
                "class_looked": "Year 4, both classes",
                "sample": "Two of disadvantaged pupils, two of lower and two of higher starting "
                "points",
                "time_span": "From the first week of October to now",
            },
        ),
        Page(
            "What the books show",
            {
                "sequence_level": "3",
                "sequence_seen": "Six books show the same small steps, and each week begins where "
                "the last one ended.",
                "practice_level": "2",
                "practice_seen": "Ten to fifteen questions a week, nearly all calculations.",
                "errors_level": "2",
                "errors_seen": "Errors are put right on the page; two came again a week later.",
                "reasoning_level": "3",
                "reasoning_seen": "Most weeks, each book has a drawing or words that say why.",
            },
        ),
        Page(
            "Progress",
            {
                "progress_seen": "In October pupils added in columns without a picture. Now five "
                "of six draw a bar first and say what each part is.",
                "differences": "Tasks are the same for all. Pupils who started lower have fewer "
                "questions answered, and seldom reach the one to explain.",
            },
        ),
        Page(
            "Message for teachers",
            {
                "message": "The small steps can be seen in every book: keep them.\n"
                "Give every pupil time for the question that asks why.",
            },
        ),
    ),
)

_PUPIL_VOICE = Entry(
    shown="What pupils say",
    pages=(
        Page("", {"group": "Three of Year 3 and three of Year 4; two are disadvantaged"}),
        Page(
            "What pupils say",
            {
                "pv_proud": "One showed a page of arrays and said what each row was worth.",
                "pv_hard": "Subtracting across a nought. Counters helped, and a friend who "
                "asked and did not tell.",
                "pv_stuck": "They draw, then ask a partner, then look back a page.",
                "pv_word": "“Exchange is when you give one ten and get ten ones.” Four could say "
                "it.",
                "pv_check": "Double 35, and half of 90: five of six were right, three at once.",
                "pv_everyone": "They think so. The teacher picks names from a pot, so anybody may "
                "be asked.",
                "pv_wrong": "Most said that it is fine; one rubs it out before anybody sees.",
            },
        ),
        Page(
            "What it tells us",
            {
                "themes": "Several: drawing first helps when a question is hard.\n"
                "Several: everybody may be asked, and that is fair.\n"
                "One: errors are best hidden.",
                "surprise": "All six knew their target and could say it in their own words.",
                **_NO_CONCERN,
            },
        ),
    ),
)

_DATA_REVIEW = Entry(
    shown="Measures",
    pages=(
        Page("", {"data_source": "The school's own", "data_year": "2025/26"}),
        Page(
            "Measures",
            rows=(
                {
                    "D_measure": "Average scaled score, Year 6",
                    "D_school": "103",
                    "D_comparison": "105, all schools",
                    "D_pupils": "52",
                    "D_status": "Not published",
                },
                {
                    "D_measure": "Multiplication facts right, Year 4, of 25",
                    "D_school": "19",
                    "D_comparison": "21, all schools",
                    "D_pupils": "60",
                    "D_status": "Not published",
                },
                {
                    "D_measure": "Explains a method in writing, Year 5",
                    "D_school": "26 of 44",
                    "D_pupils": "44",
                    "D_status": "Not published",
                },
            ),
        ),
        Page(
            "Groups",
            rows=(
                {
                    "D_group": "Disadvantaged pupils, Year 4",
                    "D_number": "14",
                    "D_said": "16 of 25 facts right; gaps lie in the 6 and 8 times tables",
                },
                {"D_group": "New to English, Year 4", "D_number": "4"},
            ),
        ),
        Page(
            "What they say and ask",
            {
                "headline": "Year 4 knows most of its times tables, and fewer of those from six "
                "upwards. Year 6 is a little below other schools.",
                "data_question": "Do pupils who miss the 6 and 8 times tables know the 3 and 4 "
                "well enough to double them?",
                "next_look": "A ten-minute check of doubles in Year 4, before the next visit.",
            },
        ),
    ),
)

_CALL = Entry(
    shown="Agreed",
    pages=(
        Page(
            "",
            {"contact_reason": "Ask how the joint lesson in Year 3 went, and settle a date."},
            people=("Maths subject leader",),
        ),
        Page(
            "Agreed",
            {
                "agreed": "The subject leader sends two pages of books by Friday. The adviser "
                "brings an example from another school to the next visit.",
                "next_contact_how": "By video, about the pages from the books",
                **_NO_CONCERN,
            },
        ),
    ),
)

FINISHED: Mapping[str, Entry] = {
    "launch_day": _LAUNCH_DAY,
    "audit_day": _AUDIT_DAY,
    "lesson_visit": _LESSONS,
    "lesson_visit_early_years": _EARLY_YEARS,
    "book_look": _BOOK_LOOK,
    "pupil_voice": _PUPIL_VOICE,
    "data_review": _DATA_REVIEW,
    "keeping_in_touch": _CALL,
}
"""Those that are filled in from beginning to end."""

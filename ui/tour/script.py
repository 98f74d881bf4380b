"""What is written in the tour: every answer, by the name that its question has in the form."""

from __future__ import annotations

LAST_WORDS = " Three of four rooms displayed the agreed sentence frames"
"""What is being typed when the battery dies."""

LEVEL_KEYS = {"T3_level": "2"}
"""The key that chooses a level."""

CHOICES = {
    "disadvantaged_looked": "Yes",
    "transition_looked": "Not today",
    "confidence": "Likely",
    "safeguarding": "No",
    "R": "None yet",
}
"""The choice that is pressed, by the beginning of its words."""

TEXTS = {
    "arrived": "8:55",
    "left": "12:05",
    "purpose": "Check that the October actions are happening; see the agreed approach in Years 3 "
    "and 4.",
    "A": "Most pupils in Year 4 recall the 4 and 8 times tables. Focus pupils recall them with a "
    "drawing beside them. Which drawings will they still need in spring?",
    "L4": "The headteacher asked why two groups had the same task. The answer led to a second "
    "task for pupils who were ready; books from the next week show it.",
    "leadership_strengths": "Progress meetings now start from pupils' work.\n"
    "The subject leader has taught beside two colleagues.",
    "leadership_points": "How can planning time be protected when a teacher is away?",
    "T3_seen": "Bar models were used in both Year 4 classes and one of two Year 3 classes. In "
    "Year 4, pupils could say what each bar stood for.",
    "T4": "A teacher drew the first bar and waited; the pupil drew the second and said what it "
    "stood for. An adult gave a tens frame and asked what was the same.",
    "teaching_strengths": "In Year 4, pupils could explain a bar model in full sentences.\n"
    "Tens frames helped pupils who were stuck to rejoin the main task.",
    "teaching_points": "In Year 3, draw the model before calculating.",
    "F": "One target is met, one is moving and one is new: explain a method in a full sentence.",
    "confidence_reason": "Both leaders chose the actions and have a day for each.",
    "next_visit": "Have ready: six books from Year 3 and the minutes of one progress meeting. The "
    "date is to be agreed by the end of term.",
    "summary": "Bar models are part of daily mathematics in Year 4, and pupils there can say what "
    "each bar stands for. Year 3 has begun. Leaders name pupils, by code, at progress meetings "
    "and act on what they find. One action is agreed for the spring term.",
}
"""What is typed, letter by letter."""

CORRECTED_POINTS = (
    "How can planning time be protected when a teacher is away?\n"
    "Could the deputy headteacher cover one planning session in each half term?"
)
"""What revision 2 of the note says instead of `leadership_points`."""

ANY_TEXT = "Seen in two classes and in six books."
"""What is typed where the question has no words of its own here."""

AUDIT_LEVELS = "232313242"
"""The levels that the prompts of an audit are given, one after the other."""

AUDIT_SEEN = "Books of six pupils in Years 2 and 5 show the same models as the plans."
"""What is written of a prompt."""

CAPTION = "Number line in the Year 2 corridor: seven of ten squares are counted"

STATUSES = (
    ("Partly", "Weekly in Year 4; two of six weeks in Year 3."),
    ("Done", "December minutes name pupils and a next step for each."),
    ("Not started", "Cover was lost to staff absence; carried forward."),
)
"""The status of each earlier action, and what was seen of it."""

PEOPLE = ("Headteacher", "Maths subject leader")
EVIDENCE = (
    ("Lessons", "Years 3 and 4", "4", "Part-lessons with the subject leader"),
    ("Books", "Year 4", "12", "Focus pupils' books, with the subject leader"),
)
ACTION = {
    "What is to be done": "Teach draw, then calculate in Year 3, three lessons a week",
    "Who does it, by role": "Maths subject leader",
    "By when": "13 mar",
    "How we will know": "The model comes first in six books",
    "Support from us": "One joint lesson",
}
PRIVATE_NOTE = "Ask about cover for the spring term."

"""The school's rules of marking by which the year is reckoned: its regulation's defaults, written here anew."""

RULES = {
    "five_from": 450,
    "four_from": 350,
    "three_from": 250,
    "enough_once": 3,
    "enough_twice": 5,
    "enough_often": 7,
    "missed_share": 2,
    "missed_of": 3,
    "not_assessed_terms": 2,
    "reason_after_days": 7,
}
"""Least averages in hundredths; marks that a term needs by lessons a week; the share of missed lessons for «н/а».

reason_after_days: a mark is changed later than that with a reason only.
"""

WORDS = {
    "average": "sum of value × weight by sum of weights over the counted marks, two places, halves up, decimal",
    "counted": "1: the mark stands and its work has a weight; 0: it was taken back, re-taken, or its work has weight 0",
    "moved": "the marks of the old class count in the new one too: they have a row in either, «из 7А» after the work",
    "proposal": "«осв» where the pupil was released from every lesson of the term and has no mark; «н/а»"
    " where more than missed_share of missed_of lessons were missed and the marks are fewer than enough, of whoever was"
    " released from a part of the lessons fewer in that proportion; else by the average as shown",
    "year": "mean of the term marks that are set, halves up, «н/а» and «осв» left out; nothing with two «н/а»",
    "final": "mean of the year's and the exam's mark, halves up; without an exam the year's mark",
}
"""The rules in words, for whoever reckons again."""

"""A class with two namesakes as another program would send it: its own ids, no columns of ours."""

from collections.abc import Mapping

ROSTER: dict[str, str] = {
    "manifest": """\
propertyName,value
manifest.version,1.0
oneroster.version,1.2
file.users,bulk
file.orgs,bulk
""",
    "orgs": """\
sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
s-7,,,Школа № 7,school,,
""",
    "academicSessions": """\
sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
y-1,,,2026/2027,schoolYear,2026-09-01,2027-09-01,,2027
h-1,,,Год,term,2026-09-01,2027-05-26,y-1,2027
""",
    "users": """\
sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName
t-1,,,true,morozova,,Елена,Морозова,Сергеевна
t-2,,,true,li,,Анна,Ли,
p-1,,,true,p1,,Пётр,Ёлкин,Семёнович
p-2,,,true,p2,,Иван,Кузнецов,Сергеевич
p-3,,,true,p3,,Иван,Кузнецов,Сергеевич
""",
    "roles": """\
sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId
r-1,,,t-1,primary,teacher,,,s-7
r-2,,,p-1,primary,student,,,s-7
r-3,,,t-2,primary,teacher,,,s-7
r-4,,,p-2,primary,student,,,s-7
r-5,,,p-3,primary,student,,,s-7
""",
    "demographics": """\
sourcedId,status,dateLastModified,birthDate,sex
p-1,,,2013-04-02,male
p-2,,,2013-05-11,male
p-3,,,2013-08-30,male
""",
    "courses": """\
sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId
k-0,,,y-1,Классный час,,,s-7
k-alg,,,y-1,Алгебра,ALG,,s-7
k-en,,,y-1,Английский язык,EN,,s-7
""",
    "classes": """\
sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds
c-7b,,,7Б,07,k-0,,homeroom,,s-7,y-1
j-alg,,,Алгебра 7Б,07,k-alg,,scheduled,,s-7,y-1
j-en,,,Английский,07,k-en,англ-1,scheduled,,s-7,y-1
""",
    "enrollments": """\
sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e-0,,,c-7b,s-7,t-1,teacher,true,,
e-1,,,c-7b,s-7,p-1,student,,,
e-2,,,c-7b,s-7,p-2,student,,,
e-3,,,c-7b,s-7,p-3,student,,,
e-4,,,j-alg,s-7,t-1,teacher,true,,
e-5,,,j-en,s-7,t-2,teacher,true,,
e-6,,,j-alg,s-7,p-1,student,,,
e-7,,,j-alg,s-7,p-2,student,,,
e-8,,,j-alg,s-7,p-3,student,,,
e-9,,,j-en,s-7,p-2,student,,,
e-10,,,j-en,s-7,p-3,student,,,
""",
}
"""By the names of its files."""


def altered(name: str, old: str, new: str) -> dict[str, str]:
    """Return the roster with another text in one place of a file."""
    assert ROSTER[name].count(old) == 1, f"{old}: {ROSTER[name].count(old)}"
    return {**ROSTER, name: ROSTER[name].replace(old, new)}


def without(parts: Mapping[str, str], name: str) -> dict[str, str]:
    """Return a roster without one of its files."""
    return {each: text for each, text in parts.items() if each != name}

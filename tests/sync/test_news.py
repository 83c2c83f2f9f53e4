"""Two teachers of one journal and a real portal: what one writes is news to the other, and history to both."""

from app.domain.attention import About
from app.domain.history import Thread
from app.domain.news import NewsItem, Told
from app.services.history import read_cell_history
from app.services.news import count_news, look_at_news, read_news
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop


def news_of(desktop: Desktop) -> tuple[NewsItem, ...]:
    with desktop.store.reading() as unit:
        return read_news(unit).items


def thread_of(desktop: Desktop) -> Thread:
    with desktop.store.reading() as unit:
        threads = read_cell_history(unit, pupil=PUPILS[0], lesson=LESSONS[0]).threads
    return next(each for each in threads if each.about is About.MARK)


def told(desktop: Desktop) -> list[tuple[str | None, str, str]]:
    return [(step.before, step.after, step.author) for step in thread_of(desktop).steps]


def test_a_correction_by_a_colleague_is_news_until_it_was_looked_at(anna: Desktop, boris: Desktop) -> None:
    anna.put("4")
    anna.round()
    boris.round()
    boris.put("5")
    boris.round()
    assert news_of(anna) == ()
    assert anna.round().changes.news
    (item,) = news_of(anna)
    assert (item.told, item.before, item.after, item.author) == (Told.CHANGE, "4", "5", "Седов Б.")
    with anna.store.unit() as unit:
        look_at_news(unit, upto=item.n)
    assert news_of(anna) == ()
    anna.round()
    with anna.store.reading() as unit:
        assert count_news(unit) == 0


def test_both_tell_the_same_history_with_both_authors(anna: Desktop, boris: Desktop) -> None:
    anna.put("4")
    anna.round()
    boris.round()
    boris.put("5")
    boris.round()
    anna.round()
    expected = [("4", "5", "Седов Б."), (None, "4", "Громова А. И.")]
    assert told(anna) == told(boris) == expected
    assert [step.this_pc for step in thread_of(anna).steps] == [False, True]
    assert [step.this_pc for step in thread_of(boris).steps] == [True, False]
    assert all(step.wall for step in thread_of(boris).steps)


def test_what_was_there_before_the_first_synchronisation_is_no_news(anna: Desktop, new_desktop: NewDesktop) -> None:
    anna.put("4")
    anna.round()
    boris = new_desktop("boris")
    boris.round()
    assert news_of(boris) == ()
    assert told(boris) == [(None, "4", "Громова А. И.")]


def test_what_one_writes_on_ones_other_pc_is_no_news(anna: Desktop, new_desktop: NewDesktop) -> None:
    other = new_desktop("anna")
    other.round()
    other.put("4")
    other.round()
    anna.round()
    assert news_of(anna) == ()
    (step,) = thread_of(anna).steps
    assert (step.is_mine, step.this_pc) == (True, False)

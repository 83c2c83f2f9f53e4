"""The window before the journal with each of its pages, and how each is come to."""

from PySide6.QtWidgets import QWidget

from app.errors import NoKeyringError, OfflineError
from app.vault.errors import WrongPinError
from tests.ui.every_screen import Screen, bring, wait_for_phone
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.keyless_page import KeylessPage
from ui.login.new_pin import NewPinPage
from ui.login.profiles_page import Listed, ProfilesPage
from ui.login.sign_in_page import SignInPage
from ui.login.sign_in_texts import sign_in_text
from ui.login.unlock_page import UnlockPage


class Doors:
    """The window before the journal, and its pages."""

    def __init__(self) -> None:
        self.form = FirstStart(address="https://school12.example.ru")
        self.window = Entrance(self.form)
        self.lock, self.chosen, self.listed, self.signing = UnlockPage(), NewPinPage(), ProfilesPage(), SignInPage()
        self.keyless = KeylessPage()
        bring(self.window)

    def first_start(self) -> QWidget:
        self.form.show_asking(back=True)
        self.window.show_first_start()
        return self.window

    def loading(self) -> QWidget:
        self.window.show_first_start()
        self.form.show_loading()
        self.form.show_progress("Загружаются журналы: 12 из 40", 12, 40)
        return self.window

    def phone(self) -> QWidget:
        self.signing.offer_another_portal(possible=True)
        self.window.show_page(self.signing)
        wait_for_phone(self.signing)
        return self.window

    def browser(self) -> QWidget:
        self.window.show_page(self.signing)
        self.signing.show_browser()
        return self.window

    def unlock(self) -> QWidget:
        self.window.show_page(self.lock)
        self.lock.show_profile("Г. А. И.", 3, shut=False, wait_s=0)
        return self.window

    def wrong_pin(self) -> QWidget:
        self.unlock()
        self.lock.show_error(WrongPinError(), left=3)
        return self.window

    def no_keyring(self) -> QWidget:
        self.first_start()
        self.form.show_error(sentence(NoKeyringError()))
        self.form.offer_keyless()
        return self.window

    def locked_without_keyring(self) -> QWidget:
        self.unlock()
        self.lock.show_error(NoKeyringError(), left=9)
        self.lock.offer_keyless()
        return self.window

    def shut_without_keyring(self) -> QWidget:
        self.window.show_error(sentence(NoKeyringError()), anew=False, keyless=True)
        return self.window

    def without_keyring(self) -> QWidget:
        self.window.show_page(self.keyless)
        self.keyless.show_reason(sentence(NoKeyringError()))
        return self.window

    def keyless_ended(self) -> QWidget:
        self.window.show_page(self.keyless)
        self.keyless.show_ended()
        self.keyless.show_waiting(12)
        self.keyless.show_error(sign_in_text(OfflineError()))
        return self.window

    def new_pin(self) -> QWidget:
        self.window.show_page(self.chosen)
        self.chosen.ask_first(back=True)
        return self.window

    def profiles(self) -> QWidget:
        self.window.show_page(self.listed)
        self.listed.show_profiles([Listed("default", "Г. А. И.", 3), Listed("teacher-2", "Морозова Е. С.", 0)])
        return self.window

    def refused(self) -> QWidget:
        self.window.show_error("Файл журнала повреждён.", anew=True, copy=True)
        return self.window

    def restoring(self) -> QWidget:
        self.window.show_restoring(12, 40)
        return self.window


DOORS = (
    Screen("first_start", "first_start", Doors.first_start),
    Screen("loading", "first_start", Doors.loading),
    Screen("phone", "sign_in", Doors.phone),
    Screen("browser", "sign_in", Doors.browser),
    Screen("unlock", "unlock", Doors.unlock),
    Screen("wrong_pin", "unlock", Doors.wrong_pin),
    Screen("no_keyring", "first_start", Doors.no_keyring),
    Screen("locked_without_keyring", "unlock", Doors.locked_without_keyring),
    Screen("shut_without_keyring", "first_start", Doors.shut_without_keyring),
    Screen("without_keyring", "keyless", Doors.without_keyring),
    Screen("keyless_ended", "keyless", Doors.keyless_ended),
    Screen("new_pin", "unlock", Doors.new_pin),
    Screen("profiles", "unlock", Doors.profiles),
    Screen("refused", "first_start", Doors.refused),
    Screen("restoring", "first_start", Doors.restoring),
)
"""Before the journal."""

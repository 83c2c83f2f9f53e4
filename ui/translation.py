"""Loads the program's Russian texts and Qt's own, and makes Russian the language of dates and numbers."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources.paths import TRANSLATIONS

RUSSIAN = QLocale(QLocale.Language.Russian, QLocale.Country.Russia)


def install_translation(app: QCoreApplication) -> None:
    """Make the application Russian; a file that is missing leaves its texts English."""
    QLocale.setDefault(RUSSIAN)
    for name, folder in (("qtbase_ru", qt_translations()), ("peremena_ru", TRANSLATIONS)):
        translator = QTranslator(app)
        if translator.load(name, str(folder)):
            app.installTranslator(translator)


def qt_translations() -> Path:
    """Return the folder of the texts that come with Qt."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

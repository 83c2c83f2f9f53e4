"""What a command of the school office cannot do; each error says so in one Russian sentence."""

from typing import ClassVar


class OfficeError(Exception):
    """A command was refused and changed nothing. Its text is for the person at the keyboard."""

    TEXT: ClassVar[str]

    def __init__(self, *facts: str) -> None:
        super().__init__(self.TEXT.format(*facts))


class NoDataError(OfficeError):
    """The folder holds no portal."""

    TEXT = "В папке «{}» нет портала: создайте его командой init."


class FolderNotEmptyError(OfficeError):
    """A new portal needs an empty folder."""

    TEXT = "Папка «{}» не пуста: для нового портала нужна пустая или ещё не существующая папка."


class FolderNotWritableError(OfficeError):
    """The operating system refuses the folder."""

    TEXT = "Папку «{}» нельзя прочитать или изменить: проверьте права и место на диске."


class NewerDatabaseError(OfficeError):
    """A newer version of the portal wrote the database."""

    TEXT = "База данных записана более новой версией портала: обновите программу. Ничего не изменено."


class OlderDatabaseError(OfficeError):
    """An older version of the portal made the database, and only its owner may change it."""

    TEXT = "База данных сделана более ранней версией портала: выполните команду upgrade. Ничего не изменено."


class UnsortedDatabaseError(OfficeError):
    """The server compares the database's texts by a language's rules."""

    TEXT = "База данных сравнивает строки по правилам языка: создайте её с LC_COLLATE 'C'. Ничего не изменено."


class DatabaseTakenError(OfficeError):
    """A new portal needs an empty database."""

    TEXT = "В базе данных уже есть школа: для нового портала нужна пустая база. Ещё одну школу добавляет school add."


class SeveralSchoolsError(OfficeError):
    """A portal of several schools is asked for something of one, and nobody said which."""

    TEXT = "На портале несколько школ: {}. Назовите одну: --school «Школа № 12»."


class NoSuchSchoolError(OfficeError):
    """The portal has no such school."""

    TEXT = "Школы «{}» на портале нет. Есть: {}."


class SchoolThereError(OfficeError):
    """A second school of a name could not be told from the first."""

    TEXT = "Школа «{}» на портале уже есть. Ничего не изменено."


class BadAddressError(OfficeError):
    """What should be a database's address is none, or names no role."""

    TEXT = "Адрес базы данных не подходит: нужен, например, postgresql+psycopg://peremena@localhost/peremena."


class NoPasswordError(OfficeError):
    """The address of a database names a file with the password that cannot be read."""

    TEXT = "Файл с паролем базы данных «{}» нельзя прочитать: проверьте путь и права."


class BadIssuerError(OfficeError):
    """What should be the portal's own address is none, or is one that everybody could read along."""

    TEXT = "Адрес портала «{}» не подходит: нужен, например, https://portal.shkola.ru, без пути."


class DatabaseAwayError(OfficeError):
    """The database's server does not answer, or refuses the role."""

    TEXT = "Сервер базы данных не отвечает или не пускает: проверьте, работает ли он, и адрес в файле portal.url."


class OneWorkerError(OfficeError):
    """Several workers need a database on a server."""

    TEXT = "Несколько процессов работают только с базой на сервере PostgreSQL."


class BadPeriodError(OfficeError):
    """The text names no period of a school year."""

    TEXT = (
        "«{}» не период: нужно year, учебный год, например 2025/26, или последний день четверти, например 2026-10-25."
    )


class NoFiguresError(OfficeError):
    """No school of the portal has such a period."""

    TEXT = "Периода «{}» нет ни у одной школы."


class NoCopyError(OfficeError):
    """Only PostgreSQL keeps a copy of a database up to date."""

    TEXT = "Читать из копии (--read-from) можно только у базы на сервере PostgreSQL."


class OneFileError(OfficeError):
    """A database in a file is one piece."""

    TEXT = "По школам раскладываются только таблицы PostgreSQL: назовите и --database. Ничего не создано."


class DatabaseDamagedError(OfficeError):
    """The file is no database, or is damaged, or is busy."""

    TEXT = "База данных не читается или занята другой программой: выполните команду doctor."


class BadKeyError(OfficeError):
    """The portal's key cannot be read."""

    TEXT = "Файл ключа портала «{}» отсутствует или повреждён: восстановите его из резервной копии."


class BackupKeyMissingError(OfficeError):
    """Nobody has made an operator's key for this portal."""

    TEXT = "У портала нет ключа для резервных копий: создайте его командой backup-key."


class BadBackupKeyError(OfficeError):
    """The file that should hold the operator's key holds none."""

    TEXT = "В файле «{}» нет ключа резервных копий."


class BackupThereError(OfficeError):
    """What would be written is there already."""

    TEXT = "Файл «{}» уже есть: назовите другой. Ничего не изменено."


class BackupDamagedError(OfficeError):
    """A backup is damaged, cut off, or none at all."""

    TEXT = "Резервная копия «{}» повреждена или это не резервная копия."


class ForeignBackupError(OfficeError):
    """A backup was sealed for another operator's key."""

    TEXT = "Резервную копию «{}» этот ключ не открывает: её сделали для другого ключа."


class UnknownZoneError(OfficeError):
    """There is no such time zone."""

    TEXT = "Часовой пояс «{}» неизвестен: нужен, например, Europe/Moscow."


class UnknownLoginError(OfficeError):
    """No teacher has this login."""

    TEXT = "Учителя с логином «{}» нет."


class NoDeputyError(OfficeError):
    """The teacher is no deputy head today."""

    TEXT = "Учитель с этим логином сегодня не завуч: {}"


class UnknownClassError(OfficeError):
    """The school has no such class."""

    TEXT = "Класса «{}» нет."


class UnknownPupilError(OfficeError):
    """The class has no such pupil."""

    TEXT = "Ученика «{}» в классе {} нет."


class NamesakesError(OfficeError):
    """Several pupils of the class have this name."""

    TEXT = "В классе {1} несколько учеников «{0}»: допишите дату рождения через запятую: {2}."


class BadEsiaSettingsError(OfficeError):
    """The file that says where ESIA is cannot be used."""

    TEXT = "Настройки входа через Госуслуги «{}» неполны, или названных в них файлов или школ нет: см. docs/esia.md."


class BadMailSettingsError(OfficeError):
    """The file that says which server takes the portal's letters cannot be used."""

    TEXT = "Настройки почты «{}» неполны или неверны: см. docs/operations.md."


class PortTakenError(OfficeError):
    """Another program listens there, or the address is not of this machine."""

    TEXT = "Адрес {}:{} занят другой программой или не принадлежит этому компьютеру."


class UnknownRuleError(OfficeError):
    """There is no such setting."""

    TEXT = "Правила «{}» нет: список правил показывает команда rules без имён."


class ImpossibleRuleError(OfficeError):
    """A setting cannot have this value."""

    TEXT = "Правило {} не может быть «{}»: {}. Ничего не изменено."


class BadPairError(OfficeError):
    """A setting is written without its value."""

    TEXT = "«{}» не похоже на ИМЯ=ЗНАЧЕНИЕ."


class ImpossibleScaleError(OfficeError):
    """Marks could not be given by such a scale."""

    TEXT = "Шкала «{}» невозможна: {}. Ничего не изменено."


class UnknownScaleError(OfficeError):
    """The school has no such scale."""

    TEXT = "Шкалы «{}» нет: какие есть, показывает команда scales list."


class UnknownSubjectError(OfficeError):
    """The school has no such subject."""

    TEXT = "Предмета «{}» нет. Ничего не изменено."


class NoRosterError(OfficeError):
    """A file holds no lists of the OneRoster standard, or not all that are needed."""

    TEXT = "В файле «{}» нет полных списков OneRoster: не хватает {}. Ничего не записано."


class OtherRosterError(OfficeError):
    """A file of the standard is of a version, or of a sort, that is not taken in."""

    TEXT = "Файл «{}» принять нельзя: {}. Выгрузите списки OneRoster 1.1 или 1.2 полностью (bulk). Ничего не записано."


class ForeignRosterError(OfficeError):
    """A file is of another school."""

    TEXT = "Файл «{}» другой школы: в нём {}, а здесь «{}». Ничего не записано."


class PastRosterError(OfficeError):
    """A file is of another school year."""

    TEXT = "Файл «{}» другого учебного года: в нём {}, а здесь {}. Ничего не записано."


class SeveralFilesError(OfficeError):
    """A file of the OneRoster standard is a school of its own."""

    TEXT = "Файл OneRoster (.zip) принимается отдельно: назовите его одного. Ничего не записано."


class UnknownProgramError(OfficeError):
    """No program of this name may read the roster."""

    TEXT = "Программы «{}» нет: какие есть, показывает команда program list."


class BadCertificateError(OfficeError):
    """A school's certificate cannot be used."""

    TEXT = "Сертификат «{}» не открывается: нужен файл PKCS #12 (.p12, .pfx) с ключом и его пароль."


class NoSuchYearError(OfficeError):
    """A year has no journals."""

    TEXT = "Журналов {} учебного года в портале нет."


class YearNotOverError(OfficeError):
    """A year's journals are still written in."""

    TEXT = "{} учебный год ещё не закончился: архив собирают после его последнего дня, {}."


class ArchiveThereError(OfficeError):
    """A year is in the archive already."""

    TEXT = "Архив {} учебного года уже собран: {}. Готовый архив не переписывается."


class ArchiveBusyError(OfficeError):
    """Another process is writing the year's archive."""

    TEXT = "Архив {} учебного года уже собирает другой процесс. Если его остановили, повторите через две минуты."


class ArchiveDamagedError(OfficeError):
    """What was written does not read back as it was."""

    TEXT = "Архив {} учебного года не прошёл проверку: {} – {}. Он не засчитан; соберите его заново."


class NoArchiveError(OfficeError):
    """A folder holds no archive."""

    TEXT = "В папке «{}» нет архива: в ней не читается manifest.json."


class ArchiveFlawsError(OfficeError):
    """An archive is not as it was sealed."""

    TEXT = "{}\nАрхив изменён или неполон: файлы с восклицательным знаком."


class NotDueError(OfficeError):
    """What is archived is kept longer, or is being destroyed already."""

    TEXT = "{}: хранить по {}, или акт уже составлен. Ничего не уничтожено."


class UndecidedError(OfficeError):
    """Entries in the journals of a year wait for the deputy head."""

    TEXT = "В журналах {} учебного года ждут решения завуча записи: {}. Решите их в «Контроле». Ничего не удалено."


class OwnerNeededError(OfficeError):
    """Only the owner of a server's database may change what the portal itself may only add to."""

    TEXT = "База на сервере: назовите её адрес для владельца, --owner. Сам портал из журнала операций не удаляет."


class ActClosedError(OfficeError):
    """An act does not wait to be confirmed."""

    TEXT = "Такого акта нет, или о нём уже решено. Ничего не уничтожено."


class SamePersonError(OfficeError):
    """An act takes two persons."""

    TEXT = "Акт подтверждает не тот, кто его составил. Ничего не уничтожено."


class ActWaitsError(OfficeError):
    """The school has an office of its own: what the operator does to its accounts takes a second person."""

    TEXT = (
        "Ждёт второго человека, ещё ничего не изменено. Действие {}: {}.\n"
        "Его подтверждает канцелярия на странице «Действия оператора» или другой оператор командой operator confirm. "
        "Потом выполните эту же команду ещё раз, не позже чем через {} дней после первой."
    )


class NoOperatorActError(OfficeError):
    """No act of the operator's of this id waits."""

    TEXT = "Такого действия нет, о нём уже решено, или его срок вышел. Ничего не изменено."


class SameOperatorError(OfficeError):
    """Who asked cannot agree with themselves."""

    TEXT = "Действие подтверждает не тот, кто его запросил: нужен другой человек под своей учётной записью сервера."

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>CommentBox</name>
    <message>
        <source>Which mark</source>
        <translation>Какая отметка</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>The parents read it</source>
        <translation>Это увидят родители</translation>
    </message>
    <message>
        <source>Enter — keep, Esc — leave</source>
        <translation>Enter — сохранить, Esc — выйти</translation>
    </message>
</context>
<context>
    <name>Corner</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Средний</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n отметка</numerusform>
            <numerusform>%n отметки</numerusform>
            <numerusform>%n отметок</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by %n minute(s)</source>
        <translation>
            <numerusform>на %n минуту</numerusform>
            <numerusform>на %n минуты</numerusform>
            <numerusform>на %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) wait to be sent. They are safe on this computer.</source>
        <translation>
            <numerusform>%n запись ждёт отправки. Она надёжно хранится на этом компьютере.</numerusform>
            <numerusform>%n записи ждут отправки. Они надёжно хранятся на этом компьютере.</numerusform>
            <numerusform>%n записей ждут отправки. Они надёжно хранятся на этом компьютере.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) need attention. They are marked in the journals.</source>
        <translation>
            <numerusform>%n запись требует внимания. Она отмечена в журнале.</numerusform>
            <numerusform>%n записи требуют внимания. Они отмечены в журналах.</numerusform>
            <numerusform>%n записей требуют внимания. Они отмечены в журналах.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>Previous day</source>
        <translation>Предыдущий день</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Следующий день</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Go to today</source>
        <translation>Перейти к сегодняшнему дню</translation>
    </message>
    <message>
        <source>Go to today (Alt+Home)</source>
        <translation>Перейти к сегодняшнему дню (Alt+Home)</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <translation>dddd, d MMMM</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Выбрать день</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Дни</translation>
    </message>
</context>
<context>
    <name>Entrance</name>
    <message>
        <source>Peremena</source>
        <translation>Перемена</translation>
    </message>
    <message>
        <source>Opening the journal…</source>
        <translation>Открываем журнал…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Sign in again, keep the old file</source>
        <translation>Войти заново, старый файл сохранить</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong, your marks are safe. What you did last may be missing.</source>
        <translation>Что-то пошло не так. Отметки в сохранности; последнее действие могло не записаться.</translation>
    </message>
    <message>
        <source>This computer&apos;s date is wrong, so the portal cannot be checked. Set the date and time.</source>
        <translation>На компьютере неверная дата, поэтому портал нельзя проверить. Установите дату и время.</translation>
    </message>
    <message>
        <source>“{text}” is not a mark. Type 5, 4, 3, 2 or 1, two marks as 4/5, or н, б, у, о.</source>
        <translation>«{text}» — не отметка. Введите 5, 4, 3, 2 или 1, две отметки как 4/5 или н, б, у, о.</translation>
    </message>
    <message>
        <source>“{text}” is not an absence sign. Type н, б, у, о or осв.</source>
        <translation>«{text}» — не знак пропуска. Введите н, б, у, о или осв.</translation>
    </message>
    <message>
        <source>Row {row} of what you paste: “{text}” is neither a mark nor a sign. Nothing was written.</source>
        <translation>Строка {row} вставки: «{text}» — не отметка и не знак пропуска. Ничего не записано.</translation>
    </message>
    <message>
        <source>What you paste is larger than the page from here on. Choose another first cell; nothing was written.</source>
        <translation>Вставка не помещается на странице от этой клетки. Выберите другую первую клетку; ничего не записано.</translation>
    </message>
    <message>
        <source>This is no longer in the journal: it was removed or moved. Nothing was written.</source>
        <translation>Этого больше нет в журнале: удалено или перенесено. Ничего не записано.</translation>
    </message>
    <message>
        <source>This computer is not connected to a portal yet. Sign in with a one-time code first.</source>
        <translation>Этот компьютер ещё не подключён к порталу. Сначала войдите по одноразовому коду.</translation>
    </message>
    <message>
        <source>The text is too long: at most {limit} characters. Shorten it.</source>
        <translation>Текст слишком длинный: не больше {limit} знаков. Сократите его.</translation>
    </message>
    <message>
        <source>This was changed in the meantime. Look at the new value and decide again.</source>
        <translation>Здесь тем временем что-то изменили. Посмотрите новое значение и решите ещё раз.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Отменять нечего.</translation>
    </message>
    <message>
        <source>The disk is full. The last entry was not written; free some space and repeat it.</source>
        <translation>На диске нет места. Последняя запись не сохранена: освободите место и повторите её.</translation>
    </message>
    <message>
        <source>The disk does not respond properly. The last entry was not written; tell your administrator.</source>
        <translation>Диск работает с ошибками. Последняя запись не сохранена; сообщите администратору.</translation>
    </message>
    <message>
        <source>The journal&apos;s folder cannot be written. Ask for the right to write to it.</source>
        <translation>В папку журнала нельзя писать. Попросите администратора дать это право.</translation>
    </message>
    <message>
        <source>Another program holds the journal&apos;s file. Wait a moment and repeat the entry.</source>
        <translation>Файл журнала занят другой программой. Подождите немного и повторите запись.</translation>
    </message>
    <message>
        <source>The journal&apos;s file cannot be read: it is damaged or of another key. It was kept.</source>
        <translation>Файл журнала не читается: он повреждён или зашифрован другим ключом. Файл сохранён.</translation>
    </message>
    <message>
        <source>A newer version of the program wrote this journal. Update the program to open it.</source>
        <translation>Журнал записан более новой версией программы. Обновите программу, чтобы его открыть.</translation>
    </message>
    <message>
        <source>The journal cannot be encrypted on this computer, so nothing was written.</source>
        <translation>На этом компьютере журнал нельзя зашифровать, поэтому ничего не записано.</translation>
    </message>
    <message>
        <source>The gradebook is already open on this computer. Find its window on the taskbar.</source>
        <translation>Журнал уже открыт на этом компьютере. Найдите его окно на панели задач.</translation>
    </message>
    <message>
        <source>This computer has no password storage, and the journal&apos;s key is kept only there. Ask to set it up.</source>
        <translation>На этом компьютере нет хранилища паролей, а ключ журнала хранится только там. Попросите администратора его настроить.</translation>
    </message>
    <message>
        <source>The computer&apos;s password storage is locked. Unlock it and try again.</source>
        <translation>Хранилище паролей компьютера заблокировано. Разблокируйте его и повторите.</translation>
    </message>
    <message>
        <source>The password storage here ({backend}) would keep the key unprotected. Ask to set up a safe one.</source>
        <translation>Здешнее хранилище паролей ({backend}) не защитит ключ. Попросите администратора настроить надёжное.</translation>
    </message>
    <message>
        <source>The key of this journal is not in the computer&apos;s password storage. The journal was kept.</source>
        <translation>В хранилище паролей компьютера нет ключа этого журнала. Файл журнала сохранён.</translation>
    </message>
    <message>
        <source>There is no network. Work on: everything will be sent when the network is back.</source>
        <translation>Нет сети. Работайте дальше: всё отправится, когда сеть появится.</translation>
    </message>
    <message>
        <source>The portal does not answer. Work on: it will be tried again by itself.</source>
        <translation>Портал не отвечает. Работайте дальше: программа повторит попытку сама.</translation>
    </message>
    <message>
        <source>The portal&apos;s certificate is not trusted on this computer. Tell your administrator.</source>
        <translation>Этот компьютер не доверяет сертификату портала. Сообщите администратору.</translation>
    </message>
    <message>
        <source>Something else answered instead of the portal. The network may want you to sign in: open a browser.</source>
        <translation>Вместо портала ответило что-то другое. Возможно, сеть требует входа: откройте браузер.</translation>
    </message>
    <message>
        <source>“{text}” is not a portal&apos;s address. It looks like https://school.example.ru</source>
        <translation>«{text}» — не адрес портала. Он выглядит так: https://school.example.ru</translation>
    </message>
    <message>
        <source>The portal does not know this code, or it was used already. Check it or ask for another.</source>
        <translation>Портал не знает такого кода, или код уже использован. Проверьте его или попросите новый.</translation>
    </message>
    <message>
        <source>This code is too old. Ask the school office for a new one.</source>
        <translation>Срок действия кода истёк. Попросите новый в канцелярии школы.</translation>
    </message>
    <message>
        <source>The portal no longer lets this computer in. Your entries are kept; ask the school office for a code.</source>
        <translation>Портал больше не пускает этот компьютер. Записи сохранены; попросите код в канцелярии школы.</translation>
    </message>
    <message>
        <source>The portal is busy and asked to wait. It will be tried again by itself.</source>
        <translation>Портал занят и просит подождать. Программа повторит попытку сама.</translation>
    </message>
    <message>
        <source>The portal has a failure ({status}). Work on: it will be tried again by itself.</source>
        <translation>На портале сбой ({status}). Работайте дальше: программа повторит попытку сама.</translation>
    </message>
    <message>
        <source>The network lets only small messages through. Tell your administrator.</source>
        <translation>Сеть пропускает только короткие сообщения. Сообщите администратору.</translation>
    </message>
    <message>
        <source>The portal needs a newer version of the program. Your entries are kept; update it.</source>
        <translation>Порталу нужна более новая версия программы. Записи сохранены; обновите программу.</translation>
    </message>
    <message>
        <source>The portal was restored, so everything is being read anew. Your entries are kept.</source>
        <translation>Портал восстановлен из копии, поэтому всё читается заново. Ваши записи сохранены.</translation>
    </message>
    <message>
        <source>The file {name} cannot be read: {why}. Nothing was taken in.</source>
        <translation>Файл {name} не читается: {why}. Ничего не загружено.</translation>
    </message>
    <message>
        <source>The file {name} lacks the column “{column}”. Nothing was taken in.</source>
        <translation>В файле {name} нет столбца «{column}». Ничего не загружено.</translation>
    </message>
    <message>
        <source>An entry cannot be read. It was kept; tell your administrator.</source>
        <translation>Одна запись не читается. Она сохранена; сообщите администратору.</translation>
    </message>
    <message>
        <source>An entry was made by a newer version of the program. It was kept; update the program.</source>
        <translation>Одна запись сделана более новой версией программы. Она сохранена; обновите программу.</translation>
    </message>
</context>
<context>
    <name>EverybodyBox</name>
    <message>
        <source>Mark or sign for everybody</source>
        <translation>Отметка или знак для всех</translation>
    </message>
    <message>
        <source>5, 4/5, н …</source>
        <translation>5, 4/5, н …</translation>
    </message>
    <message>
        <source>Put</source>
        <translation>Поставить</translation>
    </message>
    <message>
        <source>Put it to everybody</source>
        <translation>Поставить всем</translation>
    </message>
    <message numerus="yes">
        <source>%n empty cell(s) will be filled, the others stay.</source>
        <translation>
            <numerusform>Заполнится %n пустая клетка, остальные не изменятся.</numerusform>
            <numerusform>Заполнятся %n пустые клетки, остальные не изменятся.</numerusform>
            <numerusform>Заполнится %n пустых клеток, остальные не изменятся.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>it is not an XLSX or CSV table</source>
        <translation>это не таблица XLSX или CSV</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>он повреждён</translation>
    </message>
    <message>
        <source>it holds something that a table has no need of</source>
        <translation>в нём есть то, чего в таблице быть не должно</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>он слишком велик</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>его нет</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>он пуст</translation>
    </message>
    <message>
        <source>it is of the old XLS format: save it as XLSX</source>
        <translation>это старый формат XLS, сохраните его как XLSX</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>он защищён паролем</translation>
    </message>
    <message>
        <source>it is a web page, not a table: save it as XLSX</source>
        <translation>это веб-страница, а не таблица, сохраните её как XLSX</translation>
    </message>
    <message>
        <source>its letters are in an unknown encoding</source>
        <translation>неизвестна кодировка букв</translation>
    </message>
    <message>
        <source>a quotation mark is not closed in it</source>
        <translation>в нём не закрыта кавычка</translation>
    </message>
    <message>
        <source>its columns are separated in several ways</source>
        <translation>столбцы разделены по-разному</translation>
    </message>
    <message>
        <source>nobody knows a table with such headings</source>
        <translation>таблица с такими заголовками неизвестна</translation>
    </message>
    <message>
        <source>most of its rows cannot be understood</source>
        <translation>большинство строк непонятны</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find a pupil</source>
        <translation>Найти ученика</translation>
    </message>
    <message>
        <source>Find a pupil (Ctrl+F)</source>
        <translation>Найти ученика (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>FirstLoading</name>
    <message>
        <source>Asking the portal…</source>
        <translation>Спрашиваем портал…</translation>
    </message>
    <message>
        <source>Loading was stopped. What is here is kept; go on when you like.</source>
        <translation>Загрузка остановлена. Что загружено, сохранено; продолжите, когда удобно.</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>This computer is yours now. The journals are loaded once, then they are here.</source>
        <translation>Компьютер подключён. Журналы загружаются один раз и остаются здесь.</translation>
    </message>
    <message>
        <source>Go on loading</source>
        <translation>Продолжить загрузку</translation>
    </message>
    <message>
        <source>Peremena</source>
        <translation>Перемена</translation>
    </message>
    <message>
        <source>Type the portal&apos;s address and the one-time code from the school office. It is needed once.</source>
        <translation>Введите адрес портала и одноразовый код из канцелярии школы. Это нужно один раз.</translation>
    </message>
    <message>
        <source>Portal&apos;s address</source>
        <translation>Адрес портала</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Одноразовый код</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Загрузка</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>d MMMM</source>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>{day}, lesson {number}</source>
        <translation>{day}, урок {number}</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>отсутствует</translation>
    </message>
    <message>
        <source>ill</source>
        <translation>болеет</translation>
    </message>
    <message>
        <source>excused</source>
        <translation>уважительная причина</translation>
    </message>
    <message>
        <source>late</source>
        <translation>опоздание</translation>
    </message>
    <message>
        <source>released</source>
        <translation>освобождён</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>ждёт отправки</translation>
    </message>
    <message>
        <source>with the deputy head</source>
        <translation>на решении завуча</translation>
    </message>
    <message>
        <source>refused by the portal</source>
        <translation>отклонено порталом</translation>
    </message>
    <message>
        <source>collided with another entry</source>
        <translation>расхождение с другой записью</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>{pupil}, average {average}</source>
        <translation>{pupil}, средний балл {average}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменён</translation>
    </message>
    <message>
        <source>Homework: {homework}</source>
        <translation>Домашнее задание: {homework}</translation>
    </message>
    <message>
        <source>No marks are selected</source>
        <translation>Отметки не выбраны</translation>
    </message>
    <message>
        <source>average {average}</source>
        <translation>средний {average}</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>ответ на уроке</translation>
    </message>
    <message>
        <source>{mark} ({work}, weight {weight})</source>
        <translation>{mark} ({work}, вес {weight})</translation>
    </message>
    <message>
        <source>the other entry: {value}</source>
        <translation>другая запись: {value}</translation>
    </message>
    <message>
        <source>{work}, weight {weight}</source>
        <translation>{work}, вес {weight}</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>One more mark: type 1–5, Esc — no more</source>
        <translation>Ещё одна отметка: наберите 1–5, Esc — отказаться</translation>
    </message>
    <message>
        <source>Enter — skip · Backspace — back · / — one more for the last one · Esc — end</source>
        <translation>Enter — пропустить · Backspace — вернуться · / — ещё одна предыдущему · Esc — закончить</translation>
    </message>
    <message>
        <source>1–5 — mark · / — one more · н б у о — attendance · F2 — comment · F1 — all keys</source>
        <translation>1–5 — отметка · / — ещё одна · н б у о — пропуск · F2 — комментарий · F1 — все клавиши</translation>
    </message>
</context>
<context>
    <name>JournalsView</name>
    <message>
        <source>No journals yet: the school office has not given you any.</source>
        <translation>Журналов пока нет: канцелярия школы ещё не назначила их вам.</translation>
    </message>
    <message>
        <source>My journals</source>
        <translation>Мои журналы</translation>
    </message>
</context>
<context>
    <name>KeysHelp</name>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>A cell of the journal</source>
        <translation>Клетка журнала</translation>
    </message>
    <message>
        <source>a mark</source>
        <translation>отметка</translation>
    </message>
    <message>
        <source>then a digit: one more mark</source>
        <translation>затем цифра: ещё одна отметка</translation>
    </message>
    <message>
        <source>absent, ill, excused, late, released; once more takes it away</source>
        <translation>нет, болеет, уважительная, опоздание, освобождён; ещё раз — убрать</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>очистить</translation>
    </message>
    <message>
        <source>comment of the mark</source>
        <translation>комментарий к отметке</translation>
    </message>
    <message>
        <source>next pupil</source>
        <translation>следующий ученик</translation>
    </message>
    <message>
        <source>next lesson</source>
        <translation>следующий урок</translation>
    </message>
    <message>
        <source>A column at once</source>
        <translation>Столбец сразу</translation>
    </message>
    <message>
        <source>fill a column: a mark, and the next pupil</source>
        <translation>столбцом: отметка — и следующий ученик</translation>
    </message>
    <message>
        <source>the same to everybody</source>
        <translation>поставить всем</translation>
    </message>
    <message>
        <source>fill down</source>
        <translation>заполнить вниз</translation>
    </message>
    <message>
        <source>copy, paste from a spreadsheet</source>
        <translation>копировать, вставить из таблицы</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Везде</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>отменить, вернуть</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>journals</source>
        <translation>журналы</translation>
    </message>
    <message>
        <source>find a pupil</source>
        <translation>найти ученика</translation>
    </message>
    <message>
        <source>close the page</source>
        <translation>закрыть страницу</translation>
    </message>
    <message>
        <source>synchronise</source>
        <translation>синхронизировать</translation>
    </message>
    <message>
        <source>The day and the lesson</source>
        <translation>День и урок</translation>
    </message>
    <message>
        <source>another day</source>
        <translation>другой день</translation>
    </message>
    <message>
        <source>back to today</source>
        <translation>к сегодняшнему дню</translation>
    </message>
    <message>
        <source>open the lesson</source>
        <translation>открыть урок</translation>
    </message>
    <message>
        <source>lesson panel</source>
        <translation>панель урока</translation>
    </message>
    <message>
        <source>topic from the plan</source>
        <translation>тема из плана</translation>
    </message>
</context>
<context>
    <name>LessonField</name>
    <message>
        <source>Keep mine</source>
        <translation>Оставить мой</translation>
    </message>
    <message>
        <source>Take the other</source>
        <translation>Взять другой</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Somebody wrote meanwhile: “{text}”</source>
        <translation>Тем временем записано: «{text}»</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>ещё не записано</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>ждёт отправки</translation>
    </message>
    <message>
        <source>with the deputy head</source>
        <translation>на решении завуча</translation>
    </message>
    <message>
        <source>refused by the portal</source>
        <translation>отклонено порталом</translation>
    </message>
    <message>
        <source>two variants</source>
        <translation>два варианта</translation>
    </message>
</context>
<context>
    <name>LessonHeader</name>
    <message>
        <source>Lessons</source>
        <translation>Уроки</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Take the topic from the plan</source>
        <translation>Взять тему из плана</translation>
    </message>
    <message>
        <source>For this lesson: {homework}</source>
        <translation>К этому уроку: {homework}</translation>
    </message>
    <message>
        <source>present: {present}, absent: {absent}</source>
        <translation>присутствуют: {present}, отсутствуют: {absent}</translation>
    </message>
    <message>
        <source>From the plan: {topic} (Ctrl+T)</source>
        <translation>Из плана: {topic} (Ctrl+T)</translation>
    </message>
    <message>
        <source>Choose a lesson: its topic and homework are written here.</source>
        <translation>Выберите урок: здесь записывают тему и домашнее задание.</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>What the lesson is about</source>
        <translation>О чём урок</translation>
    </message>
    <message>
        <source>Homework</source>
        <translation>Домашнее задание</translation>
    </message>
    <message>
        <source>What to do for the next lesson</source>
        <translation>Что сделать к следующему уроку</translation>
    </message>
    <message>
        <source>Nothing set</source>
        <translation>Не задано</translation>
    </message>
    <message>
        <source>Write that no homework is set</source>
        <translation>Записать, что на дом не задано</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Не задано</translation>
    </message>
    <message>
        <source>Everybody is present</source>
        <translation>Все присутствуют</translation>
    </message>
    <message>
        <source>Mark everybody as present</source>
        <translation>Отметить, что все присутствуют</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Урок</translation>
    </message>
    <message>
        <source>ddd, d MMMM</source>
        <translation>ddd, d MMMM</translation>
    </message>
    <message>
        <source>lesson {number}</source>
        <translation>урок {number}</translation>
    </message>
    <message>
        <source>room {room}</source>
        <translation>каб. {room}</translation>
    </message>
    <message>
        <source>Another variant: “{text}” ({author})</source>
        <translation>Другой вариант: «{text}» ({author})</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Peremena</source>
        <translation>Перемена</translation>
    </message>
    <message>
        <source>A topic or homework is not kept yet. Close once more to leave it.</source>
        <translation>Тема или задание ещё не записаны. Закройте ещё раз, чтобы их оставить.</translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation>&amp;Журнал</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Journals</source>
        <translation>Журналы</translation>
    </message>
    <message>
        <source>Close the page</source>
        <translation>Закрыть страницу</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>Синхронизировать сейчас</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>Lesson panel</source>
        <translation>Панель урока</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Оформление</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>A gradebook that works without the network and loses no mark.</source>
        <translation>Журнал, который работает без сети и не теряет ни одной отметки.</translation>
    </message>
</context>
<context>
    <name>MarksTable</name>
    <message>
        <source>Marks</source>
        <translation>Отметки</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close the message</source>
        <translation>Закрыть сообщение</translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>Заполнить вниз</translation>
    </message>
    <message>
        <source>Find a pupil</source>
        <translation>Найти ученика</translation>
    </message>
    <message>
        <source>There is no mark here to comment on: put one first.</source>
        <translation>Здесь нет отметки. Сначала поставьте её, потом комментарий.</translation>
    </message>
    <message>
        <source>To the selected cells</source>
        <translation>В выбранные клетки</translation>
    </message>
    <message>
        <source>To everybody, {lesson}</source>
        <translation>Всем, {lesson}</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Term</source>
        <translation>Четверть</translation>
    </message>
    <message>
        <source>Fill a column</source>
        <translation>Столбцом</translation>
    </message>
    <message>
        <source>A mark, and the caret goes to the next pupil (Ctrl+Enter)</source>
        <translation>Отметка — и сразу следующий ученик (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Поставить всем</translation>
    </message>
    <message>
        <source>One mark or sign into every empty cell (Ctrl+E)</source>
        <translation>Одна отметка или знак во все пустые клетки (Ctrl+E)</translation>
    </message>
    <message>
        <source>Whole year</source>
        <translation>Весь год</translation>
    </message>
</context>
<context>
    <name>PupilHeader</name>
    <message>
        <source>Pupils</source>
        <translation>Ученики</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Asking the portal…</source>
        <translation>Спрашиваем портал…</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>waiting to be sent: {count}</source>
        <translation>ждут отправки: {count}</translation>
    </message>
    <message>
        <source>needs attention: {count}</source>
        <translation>требуют внимания: {count}</translation>
    </message>
    <message>
        <source>Everything is sent. The gradebook works without the network too.</source>
        <translation>Всё отправлено. Журнал работает и без сети.</translation>
    </message>
    <message>
        <source>The gradebook works without the network; entries are sent when there is one.</source>
        <translation>Журнал работает и без сети; записи отправятся, когда она появится.</translation>
    </message>
    <message>
        <source>There was no synchronisation since the start.</source>
        <translation>С начала работы синхронизации не было.</translation>
    </message>
    <message>
        <source>Last synchronisation: {time}</source>
        <translation>Последняя синхронизация: {time}</translation>
    </message>
    <message>
        <source>Loading the journals</source>
        <translation>Загружаются журналы</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Отправляем</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Получаем</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total}</source>
        <translation>{stage}: {done} из {total}</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>отправляем…</translation>
    </message>
    <message>
        <source>synchronising…</source>
        <translation>синхронизируем…</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>нет сети</translation>
    </message>
    <message>
        <source>no connection with the portal</source>
        <translation>нет связи с порталом</translation>
    </message>
    <message>
        <source>everything sent at {time}</source>
        <translation>всё отправлено в {time}</translation>
    </message>
    <message>
        <source>not synchronised yet</source>
        <translation>ещё не синхронизировано</translation>
    </message>
</context>
<context>
    <name>SyncPanel</name>
    <message>
        <source>Synchronisation</source>
        <translation>Синхронизация</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход работы</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Синхронизировать</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>Синхронизировать сейчас</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>cancelled</source>
        <translation>отменён</translation>
    </message>
    <message>
        <source>filled in</source>
        <translation>заполнено</translation>
    </message>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message>
        <source>next</source>
        <translation>следующий</translation>
    </message>
    <message>
        <source>no topic</source>
        <translation>нет темы</translation>
    </message>
    <message>
        <source>no homework</source>
        <translation>нет задания</translation>
    </message>
    <message>
        <source>attendance not taken</source>
        <translation>нет переклички</translation>
    </message>
    <message>
        <source>room {room}</source>
        <translation>каб. {room}</translation>
    </message>
    <message>
        <source>Lesson {number}</source>
        <translation>Урок {number}</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>Lessons of the day</source>
        <translation>Уроки дня</translation>
    </message>
    <message>
        <source>Go to the nearest day with lessons</source>
        <translation>Перейти к ближайшему дню с уроками</translation>
    </message>
    <message numerus="yes">
        <source>%n lesson(s)</source>
        <translation>
            <numerusform>%n урок</numerusform>
            <numerusform>%n урока</numerusform>
            <numerusform>%n уроков</numerusform>
        </translation>
    </message>
    <message>
        <source>not filled in: {count}</source>
        <translation>не заполнено: {count}</translation>
    </message>
    <message>
        <source>It is the weekend: no lessons</source>
        <translation>Выходной: уроков нет</translation>
    </message>
    <message>
        <source>The school year is over: no lessons after this day</source>
        <translation>Учебный год закончен: дальше уроков нет</translation>
    </message>
    <message>
        <source>You have no lessons on this day</source>
        <translation>В этот день у вас нет уроков</translation>
    </message>
    <message>
        <source>Next lessons: {day}</source>
        <translation>Ближайшие уроки: {day}</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <translation>dddd, d MMMM</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>Works of the lesson</source>
        <translation>Работы на уроке</translation>
    </message>
    <message>
        <source>{work}, weight {weight}</source>
        <translation>{work}, вес {weight}</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Close {page}</source>
        <translation>Закрыть {page}</translation>
    </message>
    <message>
        <source>Close the page (Ctrl+W)</source>
        <translation>Закрыть страницу (Ctrl+W)</translation>
    </message>
    <message>
        <source>Open pages</source>
        <translation>Открытые страницы</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Journals</source>
        <translation>Журналы</translation>
    </message>
    <message>
        <source>Lesson panel</source>
        <translation>Панель урока</translation>
    </message>
    <message>
        <source>Lesson panel (Ctrl+L)</source>
        <translation>Панель урока (Ctrl+L)</translation>
    </message>
</context>
</TS>

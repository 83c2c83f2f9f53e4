<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>AskBox</name>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Why so</source>
        <translation>Почему так</translation>
    </message>
    <message>
        <source>Enter — yes, Esc — leave as it was</source>
        <translation>Enter — да, Esc — оставить как было</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>A journal that is not yours any more</source>
        <translation>Журнал, которого у вас больше нет</translation>
    </message>
    <message>
        <source>{day}, lesson {number}</source>
        <translation>{day}, урок {number}</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Отметка</translation>
    </message>
    <message>
        <source>Comment of a mark</source>
        <translation>Комментарий к отметке</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Посещаемость</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема урока</translation>
    </message>
    <message>
        <source>Homework</source>
        <translation>Домашнее задание</translation>
    </message>
    <message>
        <source>Final mark</source>
        <translation>Итоговая отметка</translation>
    </message>
    <message>
        <source>Work of the lesson</source>
        <translation>Работа на уроке</translation>
    </message>
    <message>
        <source>Closing of a term</source>
        <translation>Закрытие периода</translation>
    </message>
    <message>
        <source>Decision on two entries</source>
        <translation>Решение о двух записях</translation>
    </message>
    <message>
        <source>two entries</source>
        <translation>две записи</translation>
    </message>
    <message>
        <source>with the deputy head</source>
        <translation>у завуча</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>не принято</translation>
    </message>
    <message>
        <source>now: {shown}, the other: {other}</source>
        <translation>сейчас: {shown}, другая: {other}</translation>
    </message>
    <message>
        <source>now: {shown}, yours: {other}</source>
        <translation>сейчас: {shown}, ваша: {other}</translation>
    </message>
    <message>
        <source>You wrote this on this computer, {when}.</source>
        <translation>Вы сделали эту запись на этом компьютере, {when}.</translation>
    </message>
    <message>
        <source>The other entry: {author}, from another computer, {when}.</source>
        <translation>Другая запись: {author}, с другого компьютера, {when}.</translation>
    </message>
    <message>
        <source>The other entry is yours, from this computer, {when}.</source>
        <translation>Другая запись — ваша, с этого компьютера, {when}.</translation>
    </message>
    <message>
        <source>The other entry is yours, from another computer, {when}.</source>
        <translation>Другая запись — ваша, с другого компьютера, {when}.</translation>
    </message>
    <message>
        <source>another teacher</source>
        <translation>другой учитель</translation>
    </message>
    <message>
        <source>The deputy head decides. Until then it is kept, and parents see what stands now.</source>
        <translation>Решает завуч. До этого запись хранится, а родители видят то, что сейчас в журнале.</translation>
    </message>
    <message>
        <source>Parents see what stands now. Off the list, your entry stays in the history.</source>
        <translation>Родители видят то, что сейчас в журнале. Убранная из списка запись останется в истории.</translation>
    </message>
    <message>
        <source>What stands now counts. To change the work, open its lesson; then keep what stands.</source>
        <translation>Действует то, что сейчас в журнале. Чтобы изменить работу, откройте урок, а потом оставьте то, что стоит.</translation>
    </message>
    <message>
        <source>Parents see what stands now. Nothing changes until you decide.</source>
        <translation>Родители видят то, что сейчас в журнале. Ничего не изменится, пока вы не решите.</translation>
    </message>
    <message>
        <source>Parents see: {shown}. Nothing changes until you decide.</source>
        <translation>Родители видят: {shown}. Ничего не изменится, пока вы не решите.</translation>
    </message>
    <message>
        <source>present</source>
        <translation>присутствует</translation>
    </message>
    <message>
        <source>no mark</source>
        <translation>без отметки</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>без названия</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>at a time that its computer did not tell</source>
        <translation>время неизвестно</translation>
    </message>
    <message>
        <source>d MMMM, HH:mm</source>
        <translation>d MMMM, HH:mm</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d MMMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>on {time} by its clock</source>
        <translation>{time} по его часам</translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message>
        <source>Entries that need attention</source>
        <translation>Записи, требующие внимания</translation>
    </message>
    <message>
        <source>The chosen entry</source>
        <translation>Выбранная запись</translation>
    </message>
    <message>
        <source>All is well: nothing needs a decision</source>
        <translation>Всё в порядке: ничего не требует решения</translation>
    </message>
</context>
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
        <source>%n mark(s) of “{value}”</source>
        <translation>
            <numerusform>%n отметка «{value}»</numerusform>
            <numerusform>%n отметки «{value}»</numerusform>
            <numerusform>%n отметок «{value}»</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) will be set as proposed. Those that are set already stay.</source>
        <translation>
            <numerusform>Будет выставлена %n отметка. Уже выставленные останутся.</numerusform>
            <numerusform>Будут выставлены %n отметки. Уже выставленные останутся.</numerusform>
            <numerusform>Будет выставлено %n отметок. Уже выставленные останутся.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pupil(s) have no mark yet.</source>
        <translation>
            <numerusform>Без отметки %n ученик.</numerusform>
            <numerusform>Без отметки %n ученика.</numerusform>
            <numerusform>Без отметки %n учеников.</numerusform>
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
    <message numerus="yes">
        <source>%n entry(ies) to look at</source>
        <translation>
            <numerusform>%n запись ждёт решения</numerusform>
            <numerusform>%n записи ждут решения</numerusform>
            <numerusform>%n записей ждут решения</numerusform>
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
        <source>The weight {weight} is not possible: it is from 0 to 10.</source>
        <translation>Вес {weight} невозможен: он бывает от 0 до 10.</translation>
    </message>
    <message>
        <source>Marks stand for this work. Take them back first, then the work can be removed.</source>
        <translation>За эту работу стоят отметки. Сначала уберите их, тогда можно убрать и работу.</translation>
    </message>
    <message>
        <source>The school asks for a reason here. Write one.</source>
        <translation>Школа просит указать здесь причину. Напишите её.</translation>
    </message>
    <message>
        <source>“{term}” is closed, its marks cannot be changed. Ask the deputy head to open it.</source>
        <translation>«{term}» закрыта, отметки в ней не меняются. Открыть её может завуч.</translation>
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
    <name>Explanation</name>
    <message>
        <source>Marks of the term</source>
        <translation>Отметки</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Правило</translation>
    </message>
    <message>
        <source>One more mark would make</source>
        <translation>Если поставить ещё одну отметку</translation>
    </message>
    <message>
        <source>Mean of</source>
        <translation>Из каких отметок</translation>
    </message>
    <message>
        <source>An exact half goes to the better mark.</source>
        <translation>Ровно половина — в пользу ученика.</translation>
    </message>
    <message>
        <source>set: {mark}</source>
        <translation>выставлено: {mark}</translation>
    </message>
    <message>
        <source>proposed: {mark}</source>
        <translation>предложено: {mark}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>For what</source>
        <translation>За что</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Отм.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Вес</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Произв.</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>ответ на уроке</translation>
    </message>
    <message>
        <source>Sum of products {products}, of weights {weight}: {quotient}, shown as {shown}.</source>
        <translation>Сумма произведений {products}, сумма весов {weight}. {products} ÷ {weight} = {quotient}, на экране {shown}.</translation>
    </message>
    <message>
        <source>weight {weight}</source>
        <translation>вес {weight}</translation>
    </message>
    <message>
        <source>not in force</source>
        <translation>не действует</translation>
    </message>
    <message>
        <source>re-taken, the other one counts</source>
        <translation>пересдана, считается другая</translation>
    </message>
    <message>
        <source>only informs</source>
        <translation>только для сведения</translation>
    </message>
    <message>
        <source>weight 0, only informs</source>
        <translation>вес 0, только для сведения</translation>
    </message>
    <message>
        <source>Passes decide: they are compared with what was not passed.</source>
        <translation>Решают зачёты: сравниваются «зач» и «незач».</translation>
    </message>
    <message>
        <source>Too many lessons were missed, and there are not enough marks.</source>
        <translation>Пропущено слишком много уроков, и отметок недостаточно.</translation>
    </message>
    <message>
        <source>Released from the subject.</source>
        <translation>Освобождён от предмета.</translation>
    </message>
    <message>
        <source>This class has no marks.</source>
        <translation>В этом классе отметок не ставят.</translation>
    </message>
    <message>
        <source>No mark counts yet.</source>
        <translation>Отметок, которые считаются, пока нет.</translation>
    </message>
    <message>
        <source>Not every mark that is needed is set yet.</source>
        <translation>Ещё не все нужные отметки выставлены.</translation>
    </message>
    <message>
        <source>The deputy head decides here.</source>
        <translation>Здесь решает завуч.</translation>
    </message>
    <message>
        <source>{distance} is missing for “{value}”.</source>
        <translation>До «{value}» не хватает {distance}.</translation>
    </message>
    <message>
        <source>Not enough marks: {marks} of {needed}.</source>
        <translation>Отметок мало: {marks}, нужно не меньше {needed}.</translation>
    </message>
    <message>
        <source>{marks} with weight {weight}</source>
        <translation>{marks} с весом {weight}</translation>
    </message>
    <message>
        <source>“{target}” cannot be reached any more by further marks.</source>
        <translation>Одними новыми отметками до «{target}» уже не дойти.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> или </translation>
    </message>
    <message>
        <source>For “{target}”: {ways}.</source>
        <translation>До «{target}» нужно: {ways}.</translation>
    </message>
    <message>
        <source>“{value}” from {least}</source>
        <translation>«{value}» — от {least}</translation>
    </message>
    <message>
        <source>usual thresholds</source>
        <translation>обычные пороги</translation>
    </message>
    <message>
        <source>strict thresholds</source>
        <translation>строгие пороги</translation>
    </message>
    <message>
        <source>the school&apos;s own thresholds</source>
        <translation>пороги школы</translation>
    </message>
</context>
<context>
    <name>ExplanationSheet</name>
    <message>
        <source>Why this mark</source>
        <translation>Почему такая отметка</translation>
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
    <name>Finals</name>
    <message>
        <source>Year</source>
        <translation>Год</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>Экзамен</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Итоговая</translation>
    </message>
    <message>
        <source>not enough marks</source>
        <translation>отметок мало</translation>
    </message>
    <message>
        <source>the marks have changed since: the average was {then}</source>
        <translation>отметки изменились: при выставлении средний был {then}</translation>
    </message>
    <message>
        <source>reason: {reason}</source>
        <translation>причина: {reason}</translation>
    </message>
    <message>
        <source>the other entry: {value}</source>
        <translation>другая запись: {value}</translation>
    </message>
    <message>
        <source>proposed {mark}</source>
        <translation>предложено {mark}</translation>
    </message>
    <message>
        <source>average {average}</source>
        <translation>средний {average}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} из {all}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>закрыта</translation>
    </message>
    <message>
        <source>set: {count}</source>
        <translation>выставлено: {count}</translation>
    </message>
</context>
<context>
    <name>FinalsActions</name>
    <message>
        <source>Take the mark back</source>
        <translation>Убрать отметку</translation>
    </message>
    <message>
        <source>Why this mark</source>
        <translation>Почему такая отметка</translation>
    </message>
    <message>
        <source>Open {term} for {name}…</source>
        <translation>Открыть: {term}, {name}…</translation>
    </message>
    <message>
        <source>Close {term} for {name}…</source>
        <translation>Закрыть: {term}, {name}…</translation>
    </message>
    <message>
        <source>Here: {words}. The school asks for a reason where a mark differs so much from the proposed one.</source>
        <translation>Сейчас: {words}. Школа просит указать причину, когда отметка так расходится с предложенной.</translation>
    </message>
    <message>
        <source>{pupil}, {period}: {mark}</source>
        <translation>{pupil}, {period}: {mark}</translation>
    </message>
    <message>
        <source>Set {mark}</source>
        <translation>Выставить {mark}</translation>
    </message>
    <message>
        <source>{period}: as proposed</source>
        <translation>{period}: как предложено</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Выставить</translation>
    </message>
    <message>
        <source>Open {term} for {name}</source>
        <translation>Открыть для класса {name}: {term}</translation>
    </message>
    <message>
        <source>Its marks can be changed again, in every subject of the class.</source>
        <translation>Отметки снова можно будет менять — по всем предметам класса.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Its marks are frozen, in every subject of the class.</source>
        <translation>Отметки перестанут меняться — по всем предметам класса.</translation>
    </message>
    <message>
        <source>Close {term} for {name}</source>
        <translation>Закрыть для класса {name}: {term}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>FinalsBar</name>
    <message>
        <source>Set the proposed marks</source>
        <translation>Выставить предложенные</translation>
    </message>
    <message>
        <source>What is proposed becomes the mark where none is set (Ctrl+D)</source>
        <translation>Предложенное станет отметкой там, где её ещё нет (Ctrl+D)</translation>
    </message>
    <message>
        <source>To the journal</source>
        <translation>К журналу</translation>
    </message>
    <message>
        <source>To the journal&apos;s page (Ctrl+I)</source>
        <translation>К странице журнала (Ctrl+I)</translation>
    </message>
</context>
<context>
    <name>FinalsTable</name>
    <message>
        <source>Marks for periods</source>
        <translation>Итоговые отметки</translation>
    </message>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
</context>
<context>
    <name>FinalsView</name>
    <message>
        <source>{title} {subject} · results</source>
        <translation>{title} {subject} · итоги</translation>
    </message>
    <message>
        <source>{period}: set {count}, proposed {proposed}</source>
        <translation>{period}: выставлено {count}, ждут решения {proposed}</translation>
    </message>
    <message>
        <source>5–1 — mark · н — not assessed · с — released · Enter — as proposed · Delete — take back</source>
        <translation>5–1 — отметка · н — н/а · с — осв · Enter — как предложено · Delete — убрать</translation>
    </message>
    <message>
        <source>Nothing is proposed here: the mark of the exam is set as it is.</source>
        <translation>Здесь ничего не предлагается: отметку за экзамен ставят как есть.</translation>
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
    <name>ItemCard</name>
    <message>
        <source>Now in the journal</source>
        <translation>Сейчас в журнале</translation>
    </message>
    <message>
        <source>The other entry</source>
        <translation>Другая запись</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Убрать из списка</translation>
    </message>
    <message>
        <source>Open in the journal</source>
        <translation>Открыть в журнале</translation>
    </message>
    <message>
        <source>Open in the journal (Enter)</source>
        <translation>Открыть в журнале (Enter)</translation>
    </message>
    <message>
        <source>Your entry</source>
        <translation>Ваша запись</translation>
    </message>
    <message>
        <source>Keep: {value}</source>
        <translation>Оставить: {value}</translation>
    </message>
    <message>
        <source>Take: {value}</source>
        <translation>Взять: {value}</translation>
    </message>
    <message>
        <source>Keep what stands now</source>
        <translation>Оставить как сейчас</translation>
    </message>
    <message>
        <source>Take the other entry</source>
        <translation>Взять другую запись</translation>
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
        <source>what needs attention</source>
        <translation>что требует внимания</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Итоги</translation>
    </message>
    <message>
        <source>results of the journal, and back</source>
        <translation>итоги журнала и обратно</translation>
    </message>
    <message>
        <source>a mark, not assessed, released</source>
        <translation>отметка, не аттестован, освобождён</translation>
    </message>
    <message>
        <source>as proposed, and the next pupil</source>
        <translation>как предложено и к следующему</translation>
    </message>
    <message>
        <source>all as proposed</source>
        <translation>все как предложено</translation>
    </message>
    <message>
        <source>why this mark</source>
        <translation>почему такая отметка</translation>
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
        <source>panel at the right</source>
        <translation>панель справа</translation>
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
        <translation>каб.&#xa0;{room}</translation>
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
        <source>Write what is not sent to a stick…</source>
        <translation>Записать неотправленное на флешку…</translation>
    </message>
    <message>
        <source>Hand in entries from a stick…</source>
        <translation>Передать записи с флешки…</translation>
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
        <source>Needs attention</source>
        <translation>Требует внимания</translation>
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
        <source>Without a network</source>
        <translation>Без сети</translation>
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
        <source>Why this average</source>
        <translation>Почему такой средний балл</translation>
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
        <source>Results</source>
        <translation>Итоги</translation>
    </message>
    <message>
        <source>Marks for the terms and the year (Ctrl+I)</source>
        <translation>Отметки за четверти и год (Ctrl+I)</translation>
    </message>
    <message>
        <source>Whole year</source>
        <translation>Весь год</translation>
    </message>
</context>
<context>
    <name>PeriodHeader</name>
    <message>
        <source>Periods</source>
        <translation>Периоды</translation>
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
    <name>Reasons</name>
    <message>
        <source>The portal gave a reason that this program does not know: {reason}.</source>
        <translation>Портал назвал причину, которой эта программа не знает: {reason}.</translation>
    </message>
    <message>
        <source>You were not a teacher of this journal on the day that the entry is about.</source>
        <translation>В тот день, к которому относится запись, у вас не было права на этот журнал.</translation>
    </message>
    <message>
        <source>The term was closed before the entry reached the portal.</source>
        <translation>Период закрыли раньше, чем запись дошла до портала.</translation>
    </message>
    <message>
        <source>The portal is older than this program and does not know such entries yet.</source>
        <translation>Портал старше этой программы и ещё не знает таких записей.</translation>
    </message>
    <message>
        <source>The lesson is in none of your journals: it was removed, or the journal passed on.</source>
        <translation>Такого урока нет в ваших журналах: его убрали или журнал передали другому учителю.</translation>
    </message>
    <message>
        <source>The pupil is not in the class or group of this journal.</source>
        <translation>Ученика нет в классе или группе этого журнала.</translation>
    </message>
    <message>
        <source>The work is not in your journals any more: somebody has taken it back.</source>
        <translation>Этой работы больше нет в ваших журналах: её отменили.</translation>
    </message>
    <message>
        <source>The mark that was to be changed is in none of your journals.</source>
        <translation>Отметки, которую меняла запись, нет в ваших журналах.</translation>
    </message>
    <message>
        <source>The two entries that were decided on are in none of your journals any more.</source>
        <translation>Двух записей, о которых было решение, больше нет в ваших журналах.</translation>
    </message>
    <message>
        <source>Marks stand for this work. Take them back first.</source>
        <translation>За эту работу стоят отметки. Сначала снимите их.</translation>
    </message>
    <message>
        <source>The school&apos;s scale has no such mark or sign.</source>
        <translation>В шкале школы нет такой отметки или такого знака.</translation>
    </message>
    <message>
        <source>Such a weight is not possible: it is from 0 to 10.</source>
        <translation>Такого веса не бывает: он от 0 до 10.</translation>
    </message>
    <message>
        <source>The entry builds on an earlier one of yours that the portal does not have.</source>
        <translation>Запись продолжает вашу более раннюю запись, которой нет на портале.</translation>
    </message>
    <message>
        <source>The text is too long. Write a shorter one.</source>
        <translation>Текст слишком длинный. Напишите короче.</translation>
    </message>
    <message>
        <source>The school asks for a reason here, and none was written.</source>
        <translation>Здесь школа требует указать причину, а она не написана.</translation>
    </message>
    <message>
        <source>You may not do this; the deputy head or the school office can.</source>
        <translation>У вас нет на это права: это делает завуч или канцелярия школы.</translation>
    </message>
    <message>
        <source>The school&apos;s window of correction had closed before the entry reached the portal.</source>
        <translation>Срок, в который школа разрешает исправления, истёк раньше, чем запись дошла до портала.</translation>
    </message>
    <message>
        <source>The entry that was to be decided is not held any more.</source>
        <translation>Запись, о которой принято решение, больше не ждёт решения.</translation>
    </message>
    <message>
        <source>Somebody else has already decided this entry, and otherwise.</source>
        <translation>По этой записи уже принято другое решение.</translation>
    </message>
    <message>
        <source>The remark is in none of your journals any more.</source>
        <translation>Этой записи в дневник больше нет в ваших журналах.</translation>
    </message>
    <message>
        <source>The journal is none of yours.</source>
        <translation>Этот журнал вам не назначен.</translation>
    </message>
    <message>
        <source>The school has no such teacher any more.</source>
        <translation>В школе больше нет такого учителя.</translation>
    </message>
    <message>
        <source>An item of the plan belongs to another journal.</source>
        <translation>Пункт плана относится к другому журналу.</translation>
    </message>
    <message>
        <source>There is no absence that a reason could be given for.</source>
        <translation>Здесь нет пропуска, для которого можно указать причину.</translation>
    </message>
    <message>
        <source>There is no such lesson in the bell schedule: it is from 0 to 10.</source>
        <translation>Такого урока нет в расписании звонков: номера от 0 до 10.</translation>
    </message>
    <message>
        <source>An item of the plan has an impossible number of hours.</source>
        <translation>У пункта плана невозможное число часов.</translation>
    </message>
    <message>
        <source>An item of the plan could not be read.</source>
        <translation>Пункт плана не удалось прочитать.</translation>
    </message>
    <message>
        <source>An item stands in the plan twice.</source>
        <translation>Один и тот же пункт стоит в плане дважды.</translation>
    </message>
    <message>
        <source>The plan is too long: at most 500 items.</source>
        <translation>План слишком длинный: не больше 500 пунктов.</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>Текст пуст.</translation>
    </message>
    <message>
        <source>The portal could not read the entry. Write it again and tell your administrator.</source>
        <translation>Портал не смог прочитать запись. Сделайте её заново и сообщите администратору.</translation>
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
    <name>Stick</name>
    <message>
        <source>Entries {day}</source>
        <translation>Записи {day}</translation>
    </message>
    <message>
        <source>Write what is not sent to a stick</source>
        <translation>Записать неотправленное на флешку</translation>
    </message>
    <message>
        <source>Hand in entries from a stick</source>
        <translation>Передать записи с флешки</translation>
    </message>
    <message>
        <source>Entries of Peremena (*{suffix})</source>
        <translation>Записи «Перемены» (*{suffix})</translation>
    </message>
    <message>
        <source>Everything is sent: there is nothing to carry.</source>
        <translation>Всё уже отправлено: переносить нечего.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) written. They stay on this computer too until the portal has them.</source>
        <translation>
            <numerusform>Записана %n запись. Она останется и на этом компьютере, пока её не получит портал.</numerusform>
            <numerusform>Записано %n записи. Они останутся и на этом компьютере, пока их не получит портал.</numerusform>
            <numerusform>Записано %n записей. Они останутся и на этом компьютере, пока их не получит портал.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no entries in this file.</source>
        <translation>В этом файле нет записей.</translation>
    </message>
    <message numerus="yes">
        <source>The portal has %n entry(ies) of this file.</source>
        <translation>
            <numerusform>Портал получил %n запись из этого файла.</numerusform>
            <numerusform>Портал получил %n записи из этого файла.</numerusform>
            <numerusform>Портал получил %n записей из этого файла.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) must wait for earlier ones, of another file.</source>
        <translation>
            <numerusform>%n запись ждёт более ранних, из другого файла.</numerusform>
            <numerusform>%n записи ждут более ранних, из другого файла.</numerusform>
            <numerusform>%n записей ждут более ранних, из другого файла.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) cannot be read, or are of another school.</source>
        <translation>
            <numerusform>%n запись не читается или относится к другой школе.</numerusform>
            <numerusform>%n записи не читаются или относятся к другой школе.</numerusform>
            <numerusform>%n записей не читаются или относятся к другой школе.</numerusform>
        </translation>
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
    <message>
        <source>Needs attention: {count}</source>
        <translation>Требует внимания: {count}</translation>
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
        <translation>каб.&#xa0;{room}</translation>
    </message>
    <message>
        <source>Lesson {number}</source>
        <translation>Урок {number}</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>Needs attention: {count}</source>
        <translation>Требует внимания: {count}</translation>
    </message>
    <message>
        <source>What needs attention (Ctrl+Shift+A)</source>
        <translation>Что требует внимания (Ctrl+Shift+A)</translation>
    </message>
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
    <name>Why</name>
    <message>
        <source>Choose a term above: an average is explained for a term.</source>
        <translation>Выберите вверху четверть: средний балл объясняется за неё.</translation>
    </message>
</context>
<context>
    <name>WorkBox</name>
    <message>
        <source>Kind of work</source>
        <translation>Вид работы</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>Можно не заполнять</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Вес</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Take the work back</source>
        <translation>Убрать работу</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>Works of the lesson</source>
        <translation>Работы на уроке</translation>
    </message>
    <message>
        <source>Add a work</source>
        <translation>Добавить работу</translation>
    </message>
    <message>
        <source>{work}, weight {weight}</source>
        <translation>{work}, вес {weight}</translation>
    </message>
    <message>
        <source>Change: {work}</source>
        <translation>Изменить: {work}</translation>
    </message>
    <message>
        <source>Change or take back the work</source>
        <translation>Изменить или убрать работу</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Needs attention</source>
        <translation>Требует внимания</translation>
    </message>
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

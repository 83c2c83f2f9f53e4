<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>AbsenceReasonBox</name>
    <message>
        <source>б — ill</source>
        <translation>б — болезнь</translation>
    </message>
    <message>
        <source>у — another reason that counts</source>
        <translation>у — другая уважительная причина</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Документ</translation>
    </message>
    <message>
        <source>certificate, application, order …</source>
        <translation>справка, заявление, приказ…</translation>
    </message>
    <message>
        <source>Date of the paper</source>
        <translation>Дата документа</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Записать причину</translation>
    </message>
    <message>
        <source>Enter — write, Esc — leave as it was</source>
        <translation>Enter — записать, Esc — оставить как есть</translation>
    </message>
    <message>
        <source>of</source>
        <translation>от</translation>
    </message>
    <message>
        <source>Name the paper first.</source>
        <translation>Сначала укажите документ.</translation>
    </message>
</context>
<context>
    <name>AbsencesBar</name>
    <message>
        <source>Earlier</source>
        <translation>Раньше</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Позже</translation>
    </message>
    <message>
        <source>Days shown</source>
        <translation>Какие дни показаны</translation>
    </message>
    <message>
        <source>What the sums are of</source>
        <translation>За какие дни итоги</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Неделя</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Месяц</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Give a reason for the chosen “н” (F2)</source>
        <translation>Указать причину для выбранных «н» (F2)</translation>
    </message>
    <message>
        <source>Without reason</source>
        <translation>Без причины</translation>
    </message>
    <message>
        <source>Take the reason back (Shift+F2)</source>
        <translation>Убрать причину (Shift+F2)</translation>
    </message>
    <message>
        <source>year</source>
        <translation>год</translation>
    </message>
    <message>
        <source>sums of the week</source>
        <translation>итоги за неделю</translation>
    </message>
    <message>
        <source>sums of the month</source>
        <translation>итоги за месяц</translation>
    </message>
    <message>
        <source>sums of the term</source>
        <translation>итоги за четверть</translation>
    </message>
    <message>
        <source>sums of the year</source>
        <translation>итоги за год</translation>
    </message>
</context>
<context>
    <name>AbsencesSection</name>
    <message>
        <source>Absences of the class by days</source>
        <translation>Пропуски класса по дням</translation>
    </message>
    <message>
        <source>Days and sums</source>
        <translation>Дни и итоги</translation>
    </message>
    <message>
        <source>“о” and “осв” are of single lessons: their teachers write them. Here: н, б, у for whole days.</source>
        <translation>«о» и «осв» ставят учителя на своих уроках. Здесь: н, б, у за целый день.</translation>
    </message>
    <message>
        <source>Reason for the “н” of: {what}</source>
        <translation>Причина для «н»: {what}</translation>
    </message>
    <message>
        <source>н, б, у — away all day · Delete — take back · F2 — reason · Enter — open</source>
        <translation>н, б, у — нет весь день · Delete — убрать · F2 — причина · Enter — открыть</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>mother</source>
        <translation>мать</translation>
    </message>
    <message>
        <source>father</source>
        <translation>отец</translation>
    </message>
    <message>
        <source>guardian</source>
        <translation>опекун</translation>
    </message>
    <message>
        <source>adoptive parent</source>
        <translation>усыновитель</translation>
    </message>
    <message>
        <source>the pupil</source>
        <translation>сам ученик</translation>
    </message>
    <message>
        <source>The applicant&apos;s surname differs from the pupil&apos;s.</source>
        <translation>Фамилии заявителя и ученика разные.</translation>
    </message>
    <message>
        <source>Somebody else of the family has access already.</source>
        <translation>Доступ к этому дневнику уже есть у другого представителя.</translation>
    </message>
    <message>
        <source>The applicant is less than 14 years older than the pupil.</source>
        <translation>Заявитель старше ученика меньше чем на 14 лет.</translation>
    </message>
    <message>
        <source>The pupil is of age: whether parents read the diary is the pupil&apos;s own decision.</source>
        <translation>Ученику уже 18 лет: он сам решает, читают ли дневник родители.</translation>
    </message>
    <message>
        <source>The name was typed by the applicant; no document and no sign-in confirms it.</source>
        <translation>Имя заявитель написал сам, Госуслуги его не подтверждали: сверьте документ.</translation>
    </message>
    <message>
        <source>The school has refused the same application before.</source>
        <translation>Этому заявителю здесь уже отказывали.</translation>
    </message>
    <message>
        <source>The portal asks to check: {code}.</source>
        <translation>Портал просит проверить: {code}.</translation>
    </message>
    <message>
        <source>{name} — {who}</source>
        <translation>{name} — {who}</translation>
    </message>
    <message>
        <source>overdue since {day}</source>
        <translation>просрочено: до {day}</translation>
    </message>
    <message>
        <source>decide by {day}</source>
        <translation>решить до {day}</translation>
    </message>
    <message>
        <source>Filed on {time}.</source>
        <translation>Подано {time}.</translation>
    </message>
    <message>
        <source>To be decided by {day}, one working day.</source>
        <translation>Решить нужно до {day}: один рабочий день.</translation>
    </message>
    <message>
        <source>It was to be decided by {day}: overdue.</source>
        <translation>Решить нужно было до {day}: срок прошёл.</translation>
    </message>
</context>
<context>
    <name>AccessCounts</name>
    <message numerus="yes">
        <source>%n application(s) to decide</source>
        <translation>
            <numerusform>Ждёт решения %n заявление</numerusform>
            <numerusform>Ждут решения %n заявления</numerusform>
            <numerusform>Ждут решения %n заявлений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccessPart</name>
    <message>
        <source>Nothing has been decided yet.</source>
        <translation>Решённых заявлений пока нет.</translation>
    </message>
    <message>
        <source>overdue: {count}</source>
        <translation>просрочено: {count}</translation>
    </message>
    <message>
        <source>No application waits. Parents and pupils from 14 apply on the portal&apos;s page; what they send comes here with the next synchronisation, and is to be decided within one working day.</source>
        <translation>Заявлений нет. Родители и ученики с 14 лет подают их на странице портала. Заявление появится здесь после синхронизации; решить нужно за один рабочий день.</translation>
    </message>
    <message>
        <source>Open or restore access…</source>
        <translation>Открыть или восстановить доступ…</translation>
    </message>
    <message>
        <source>Refuse or end access…</source>
        <translation>Отказать или прекратить доступ…</translation>
    </message>
    <message>
        <source>Write how you have checked who it is: by which document, when.</source>
        <translation>Напишите, как проверили личность: по какому документу и когда.</translation>
    </message>
    <message>
        <source>Restore the access to the diary?</source>
        <translation>Восстановить доступ к дневнику?</translation>
    </message>
    <message>
        <source>Open the access to the diary?</source>
        <translation>Открыть доступ к дневнику?</translation>
    </message>
    <message>
        <source>Restore access</source>
        <translation>Восстановить доступ</translation>
    </message>
    <message>
        <source>Open access</source>
        <translation>Открыть доступ</translation>
    </message>
    <message>
        <source>How it was checked</source>
        <translation>Как проверили личность</translation>
    </message>
    <message>
        <source>The applicant reads the reason.</source>
        <translation>Причину прочитает заявитель.</translation>
    </message>
    <message>
        <source>Refuse the access?</source>
        <translation>Отказать в доступе?</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Отказать</translation>
    </message>
    <message>
        <source>Write by which document, its number and date. What was entered stays.</source>
        <translation>Напишите, по какому документу: номер и дата. Записи в дневнике останутся.</translation>
    </message>
    <message>
        <source>End the access?</source>
        <translation>Прекратить доступ?</translation>
    </message>
    <message>
        <source>End access</source>
        <translation>Прекратить доступ</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Документ</translation>
    </message>
    <message>
        <source>Applications for access to the diary</source>
        <translation>Заявления о доступе к дневнику</translation>
    </message>
</context>
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
        <translation>Enter — да, Esc — оставить как есть</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>Сначала напишите причину.</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>A pupil who is not in your lists</source>
        <translation>Ученик не из ваших списков</translation>
    </message>
    <message>
        <source>This goes to the portal with the next synchronisation.</source>
        <translation>Решение уйдёт на портал при следующей синхронизации.</translation>
    </message>
    <message>
        <source>d MMMM, HH:mm</source>
        <translation>d MMMM, HH:mm</translation>
    </message>
    <message>
        <source>you</source>
        <translation>вы</translation>
    </message>
    <message>
        <source>school office</source>
        <translation>канцелярия школы</translation>
    </message>
</context>
<context>
    <name>AskedButtons</name>
    <message>
        <source>Parents of your class tell why a child is away: to decide</source>
        <translation>Родители вашего класса сообщили о пропусках: решить</translation>
    </message>
    <message>
        <source>From parents: {count}</source>
        <translation>От родителей: {count}</translation>
    </message>
    <message>
        <source>Access to the diary: {count}</source>
        <translation>Доступ к дневнику: {count}</translation>
    </message>
    <message>
        <source>Applications of your class to decide, overdue: {count}</source>
        <translation>Заявления вашего класса ждут решения, просрочено: {count}</translation>
    </message>
    <message>
        <source>Applications of your class to decide</source>
        <translation>Заявления вашего класса ждут решения</translation>
    </message>
</context>
<context>
    <name>AskedCard</name>
    <message>
        <source>Pupil&apos;s card</source>
        <translation>Карточка ученика</translation>
    </message>
    <message>
        <source>Pupil&apos;s card (Alt+Enter)</source>
        <translation>Карточка ученика (Alt+Enter)</translation>
    </message>
    <message>
        <source>The pupil is not in the lists of this computer.</source>
        <translation>Ученика нет в списках на этом компьютере.</translation>
    </message>
</context>
<context>
    <name>AskedPart</name>
    <message>
        <source>Show decided ones</source>
        <translation>Показать решённые</translation>
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
        <source>Reason of an absence</source>
        <translation>Причина пропуска</translation>
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
        <source>Remark</source>
        <translation>Замечание</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Долг</translation>
    </message>
    <message>
        <source>Access to the diary</source>
        <translation>Доступ к дневнику</translation>
    </message>
    <message>
        <source>Message of parents about an absence</source>
        <translation>Сообщение родителей о пропуске</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>request to be sent</source>
        <translation>просьба ждёт отправки</translation>
    </message>
    <message>
        <source>refused by the deputy head</source>
        <translation>завуч отклонил</translation>
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
        <source>You wrote this on another computer, {when}.</source>
        <translation>Вы записали это на другом компьютере, {when}.</translation>
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
        <source>Your reason: {said}</source>
        <translation>Ваша причина: {said}</translation>
    </message>
    <message>
        <source>The request goes to the deputy head with the next synchronisation. Until then it is kept here, and parents see what stands now.</source>
        <translation>Просьба уйдёт завучу при ближайшей синхронизации. До этого она хранится здесь, а родители видят то, что стоит сейчас.</translation>
    </message>
    <message>
        <source>The deputy head decides. Until then it is kept, and parents see what stands now.</source>
        <translation>Решает завуч. До этого запись хранится, а родители видят то, что сейчас в журнале.</translation>
    </message>
    <message>
        <source>{deputy} did not accept this: {answer}</source>
        <translation>Отклонено, {deputy}: {answer}</translation>
    </message>
    <message>
        <source>The deputy head</source>
        <translation>завуч</translation>
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
        <source>What was decided first counts. Off the list, your decision stays in the history.</source>
        <translation>Действует то, что решили первыми. Ваше решение останется в истории и без этого списка.</translation>
    </message>
    <message>
        <source>present</source>
        <translation>присутствует</translation>
    </message>
    <message>
        <source>without a reason</source>
        <translation>без причины</translation>
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
        <source>access granted</source>
        <translation>доступ открыт</translation>
    </message>
    <message>
        <source>access refused</source>
        <translation>отказано</translation>
    </message>
    <message>
        <source>taken back by the applicant</source>
        <translation>отозвано заявителем</translation>
    </message>
    <message>
        <source>access ended</source>
        <translation>доступ прекращён</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>ещё не решено</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>принято</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>не принято</translation>
    </message>
    <message>
        <source>taken back by the parents</source>
        <translation>отозвано родителями</translation>
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
    <name>AwaitedLine</name>
    <message>
        <source>Results wait: {what}</source>
        <translation>Итоги ждут: {what}</translation>
    </message>
    <message>
        <source>{text} and {count} more</source>
        <translation>{text} и ещё {count}</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>{where} — {marks} until {day}</source>
        <translation>{where} — {marks} до {day}</translation>
    </message>
    <message>
        <source>{where} — {marks}, due {day}</source>
        <translation>{where} — {marks}, срок {day}</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>Subject</source>
        <translation>Предмет</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>The first pupil of the list is shown.</source>
        <translation>Показан первый ученик списка.</translation>
    </message>
    <message>
        <source>The last pupil of the list is shown.</source>
        <translation>Показан последний ученик списка.</translation>
    </message>
    <message>
        <source>Previous pupil</source>
        <translation>Предыдущий ученик</translation>
    </message>
    <message>
        <source>Next pupil</source>
        <translation>Следующий ученик</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>Закрыть карточку</translation>
    </message>
</context>
<context>
    <name>CardParts</name>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Предмет</translation>
    </message>
    <message>
        <source>For what</source>
        <translation>За что</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Отметка</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Вес</translation>
    </message>
    <message>
        <source>Average after it</source>
        <translation>Средний после неё</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Урок</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Пропуск</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>Кто написал</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>До какого дня</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Отметки</translation>
    </message>
    <message>
        <source>No marks in this term yet.</source>
        <translation>В этом периоде отметок пока нет.</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Пропуски</translation>
    </message>
    <message>
        <source>No lesson was missed.</source>
        <translation>Пропусков нет.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Замечания</translation>
    </message>
    <message>
        <source>No remarks and no praise.</source>
        <translation>Замечаний и похвалы нет.</translation>
    </message>
    <message>
        <source>Debts</source>
        <translation>Долги</translation>
    </message>
    <message>
        <source>Nothing is owed.</source>
        <translation>Долгов нет.</translation>
    </message>
</context>
<context>
    <name>CardSheet</name>
    <message>
        <source>Pupil&apos;s card</source>
        <translation>Карточка ученика</translation>
    </message>
    <message>
        <source>The list has no other pupil there.</source>
        <translation>Дальше в списке никого нет.</translation>
    </message>
    <message>
        <source>Parts of the card</source>
        <translation>Разделы карточки</translation>
    </message>
    <message>
        <source>Alt+↑ Alt+↓ — another pupil · Alt+1…6 — parts · Enter — to the lesson · Esc — back</source>
        <translation>Alt+↑ Alt+↓ — другой ученик · Alt+1…6 — разделы · Enter — к уроку · Esc — назад</translation>
    </message>
    <message>
        <source>Previous pupil</source>
        <translation>Предыдущий ученик</translation>
    </message>
    <message>
        <source>Next pupil</source>
        <translation>Следующий ученик</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Отметки</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Почему</translation>
    </message>
    <message>
        <source>If…</source>
        <translation>Если…</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Пропуски</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Замечания</translation>
    </message>
    <message>
        <source>Debts</source>
        <translation>Долги</translation>
    </message>
</context>
<context>
    <name>ChancePart</name>
    <message>
        <source>Call somebody</source>
        <translation>Вызвать</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>Начать заново</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>Кто отвечает</translation>
    </message>
    <message>
        <source>Nobody is there to be called.</source>
        <translation>Некого вызвать: никого нет.</translation>
    </message>
    <message>
        <source>Round {number}: {left} of {all} were not called yet.</source>
        <translation>Круг {number}: ещё не вызваны {left} из {all}.</translation>
    </message>
</context>
<context>
    <name>ChangePin</name>
    <message>
        <source>Change the PIN</source>
        <translation>Смена ПИНа</translation>
    </message>
    <message>
        <source>The PIN until now</source>
        <translation>Прежний ПИН</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сменить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Tries left: {count}.</source>
        <translation>Осталось попыток: {count}.</translation>
    </message>
    <message>
        <source>Type the PIN until now first.</source>
        <translation>Сначала введите прежний ПИН.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Минуту…</translation>
    </message>
</context>
<context>
    <name>ClassCounts</name>
    <message numerus="yes">
        <source>%n lesson(s) filled in</source>
        <translation>
            <numerusform>%n урок заполнен</numerusform>
            <numerusform>%n урока заполнены</numerusform>
            <numerusform>%n уроков заполнено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signed by the teacher already, left as they are</source>
        <translation>
            <numerusform>%n уже отмечен учителем</numerusform>
            <numerusform>%n уже отмечены учителем</numerusform>
            <numerusform>%n уже отмечено учителем</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A reason is written for %n lesson(s)</source>
        <translation>
            <numerusform>Причина записана: %n урок</numerusform>
            <numerusform>Причина записана: %n урока</numerusform>
            <numerusform>Причина записана: %n уроков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reason of %n lesson(s) was taken back</source>
        <translation>
            <numerusform>Причина убрана: %n урок</numerusform>
            <numerusform>Причина убрана: %n урока</numerusform>
            <numerusform>Причина убрана: %n уроков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) of pupils chosen</source>
        <translation>
            <numerusform>выбран %n день</numerusform>
            <numerusform>выбрано %n дня</numerusform>
            <numerusform>выбрано %n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pupil(s) at risk</source>
        <translation>
            <numerusform>%n ученик</numerusform>
            <numerusform>%n ученика</numerusform>
            <numerusform>%n учеников</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n замечание</numerusform>
            <numerusform>%n замечания</numerusform>
            <numerusform>%n замечаний</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n praise(s)</source>
        <translation>
            <numerusform>%n похвала</numerusform>
            <numerusform>%n похвалы</numerusform>
            <numerusform>%n похвал</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) of 2 in a row</source>
        <translation>
            <numerusform>%n двойка подряд</numerusform>
            <numerusform>%n двойки подряд</numerusform>
            <numerusform>%n двоек подряд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n debt(s) overdue</source>
        <translation>
            <numerusform>%n просроченный долг</numerusform>
            <numerusform>%n просроченных долга</numerusform>
            <numerusform>%n просроченных долгов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassDesk</name>
    <message>
        <source>no lessons</source>
        <translation>нет уроков</translation>
    </message>
    <message>
        <source>missed the whole day</source>
        <translation>нет весь день</translation>
    </message>
    <message>
        <source>lessons missed: {count} of {all}</source>
        <translation>пропущено уроков: {count} из {all}</translation>
    </message>
    <message>
        <source>came late</source>
        <translation>опоздание</translation>
    </message>
    <message>
        <source>released</source>
        <translation>освобождён</translation>
    </message>
    <message>
        <source>present</source>
        <translation>присутствует</translation>
    </message>
    <message>
        <source>{document} of {day}</source>
        <translation>{document} от {day}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>всего</translation>
    </message>
    <message>
        <source>days</source>
        <translation>дней</translation>
    </message>
    <message>
        <source>lessons missed</source>
        <translation>пропущено уроков</translation>
    </message>
    <message>
        <source>missed by illness</source>
        <translation>пропущено по болезни</translation>
    </message>
    <message>
        <source>missed with a reason</source>
        <translation>пропущено по уважительной причине</translation>
    </message>
    <message>
        <source>missed without a reason</source>
        <translation>пропущено без причины</translation>
    </message>
    <message>
        <source>whole days missed</source>
        <translation>пропущено целых дней</translation>
    </message>
    <message>
        <source>{title}, {span}: lessons missed {missed} of {all} — by illness {ill}, with a reason {excused}, without {unexcused}; late {late}; whole days {days}</source>
        <translation>{title}, {span}: пропущено уроков {missed} из {all} — по болезни {ill}, по уважительной причине {excused}, без причины {unexcused}; опозданий {late}; целых дней {days}</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>Похвала</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Замечание</translation>
    </message>
    <message>
        <source>you</source>
        <translation>вы</translation>
    </message>
    <message>
        <source>read on {day}</source>
        <translation>прочитано {day}</translation>
    </message>
    <message>
        <source>Failing threatens: average {average}, below {limit}</source>
        <translation>Грозит «2»: средний балл {average}, ниже {limit}</translation>
    </message>
    <message>
        <source>“Not assessed” threatens: lessons missed {count} of {all}, and too few marks</source>
        <translation>Грозит «н/а»: пропущено уроков {count} из {all}, и отметок мало</translation>
    </message>
    <message>
        <source>Average {average}, below {limit}</source>
        <translation>Средний балл {average}, ниже {limit}</translation>
    </message>
    <message>
        <source>Lessons missed without a reason: {count} of {all}</source>
        <translation>Пропущено уроков без причины: {count} из {all}</translation>
    </message>
    <message>
        <source>all subjects</source>
        <translation>все предметы</translation>
    </message>
    <message>
        <source>Failing threatens below</source>
        <translation>Грозит «2»: средний балл ниже</translation>
    </message>
    <message>
        <source>A low average is below</source>
        <translation>Слабый средний балл: ниже</translation>
    </message>
    <message>
        <source>Marks of 2 in a row</source>
        <translation>Двоек подряд</translation>
    </message>
    <message>
        <source>Overdue debts in a subject</source>
        <translation>Просроченных долгов по предмету</translation>
    </message>
    <message>
        <source>Lessons missed without a reason</source>
        <translation>Уроков пропущено без причины</translation>
    </message>
    <message>
        <source>“Not assessed” threatens</source>
        <translation>Грозит «н/а»</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выключено</translation>
    </message>
    <message>
        <source>on</source>
        <translation>включено</translation>
    </message>
    <message>
        <source>as in the school</source>
        <translation>как в школе</translation>
    </message>
    <message>
        <source>in the school: {value}</source>
        <translation>в школе: {value}</translation>
    </message>
    <message>
        <source>{rule} — {value} ({school})</source>
        <translation>{rule} — {value} ({school})</translation>
    </message>
    <message>
        <source>All of it is as in the school.</source>
        <translation>Все правила — как в школе.</translation>
    </message>
    <message>
        <source>Otherwise than in the school, on this computer only: {rules}.</source>
        <translation>Не как в школе, только на этом компьютере: {rules}.</translation>
    </message>
    <message>
        <source>average below {limit} in a subject</source>
        <translation>средний балл по предмету ниже {limit}</translation>
    </message>
    <message>
        <source>below {limit}</source>
        <translation>ниже {limit}</translation>
    </message>
    <message>
        <source>“not assessed” threatens</source>
        <translation>грозит «н/а»</translation>
    </message>
    <message>
        <source>2 in a row: from {count}</source>
        <translation>двоек подряд от {count}</translation>
    </message>
    <message>
        <source>overdue debts: from {count}</source>
        <translation>просроченных долгов от {count}</translation>
    </message>
    <message>
        <source>lessons missed without a reason: from {count}</source>
        <translation>пропусков без причины от {count}</translation>
    </message>
    <message>
        <source>No rule is on: nobody is looked for.</source>
        <translation>Все правила выключены: никто не отбирается.</translation>
    </message>
    <message>
        <source>Looked for: {rules}.</source>
        <translation>Признаки: {rules}.</translation>
    </message>
    <message>
        <source>is not taught this subject</source>
        <translation>не изучает этот предмет</translation>
    </message>
    <message>
        <source>average {average}</source>
        <translation>средний балл {average}</translation>
    </message>
    <message>
        <source>set: {value}</source>
        <translation>выставлена {value}</translation>
    </message>
    <message>
        <source>not set yet, {average}</source>
        <translation>ещё не выставлена, {average}</translation>
    </message>
    <message>
        <source>no marks yet</source>
        <translation>отметок ещё нет</translation>
    </message>
    <message>
        <source>This class has no marks.</source>
        <translation>Этот класс учится без отметок.</translation>
    </message>
    <message>
        <source>Quality of knowledge</source>
        <translation>Качество знаний</translation>
    </message>
    <message>
        <source>success</source>
        <translation>успеваемость</translation>
    </message>
    <message>
        <source>excellent</source>
        <translation>отличники</translation>
    </message>
    <message>
        <source>good</source>
        <translation>хорошисты</translation>
    </message>
    <message>
        <source>with one 4</source>
        <translation>с одной «4»</translation>
    </message>
    <message>
        <source>with one 3</source>
        <translation>с одной «3»</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>неуспевающие</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>не аттестованы</translation>
    </message>
    <message>
        <source>not everything set</source>
        <translation>не всё выставлено</translation>
    </message>
    <message>
        <source>the year so far</source>
        <translation>с начала года</translation>
    </message>
    <message>
        <source>{title}, the year so far: {counted} — {count} of {all}</source>
        <translation>{title}, с начала года: {counted} — {count} из {all}</translation>
    </message>
    <message>
        <source>most in the week of {week}: {count}</source>
        <translation>больше всего на неделе {week}: {count}</translation>
    </message>
    <message>
        <source>most of all {pupil}: {count}</source>
        <translation>больше всех — {pupil}: {count}</translation>
    </message>
</context>
<context>
    <name>ClassDeskView</name>
    <message>
        <source>Class</source>
        <translation>Класс</translation>
    </message>
    <message>
        <source>Parts of the page</source>
        <translation>Разделы страницы</translation>
    </message>
    <message>
        <source>You are not a class teacher now.</source>
        <translation>Сейчас у вас нет классного руководства.</translation>
    </message>
    <message>
        <source>All subjects</source>
        <translation>Все предметы</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Пропуски</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Зона риска</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Замечания</translation>
    </message>
    <message>
        <source>Over the year</source>
        <translation>За год</translation>
    </message>
    <message>
        <source>Access to the diary</source>
        <translation>Доступ к дневнику</translation>
    </message>
    <message>
        <source>From parents</source>
        <translation>От родителей</translation>
    </message>
</context>
<context>
    <name>ClockCounts</name>
    <message numerus="yes">
        <source>It is %n minute(s) fast beside the portal.</source>
        <translation>
            <numerusform>спешат на %n минуту по сравнению с порталом.</numerusform>
            <numerusform>спешат на %n минуты по сравнению с порталом.</numerusform>
            <numerusform>спешат на %n минут по сравнению с порталом.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is %n minute(s) slow beside the portal.</source>
        <translation>
            <numerusform>отстают на %n минуту от портала.</numerusform>
            <numerusform>отстают на %n минуты от портала.</numerusform>
            <numerusform>отстают на %n минут от портала.</numerusform>
        </translation>
    </message>
    <message>
        <source>The date is wrong.</source>
        <translation>дата неверна.</translation>
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
        <source>For the teacher only</source>
        <translation>Только для учителя</translation>
    </message>
    <message>
        <source>Minutes late</source>
        <translation>Опоздание, минут</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>не указано</translation>
    </message>
    <message>
        <source>Owed until</source>
        <translation>Долг до</translation>
    </message>
    <message>
        <source>The parents read it</source>
        <translation>Это увидят родители</translation>
    </message>
    <message>
        <source>Only you read it</source>
        <translation>Родители этого не увидят</translation>
    </message>
    <message>
        <source>Enter — keep, Esc — leave</source>
        <translation>Enter — записать, Esc — не менять</translation>
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
        <source>%n sign(s) of attendance</source>
        <translation>
            <numerusform>%n отметка о посещении</numerusform>
            <numerusform>%n отметки о посещении</numerusform>
            <numerusform>%n отметок о посещении</numerusform>
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
        <source>%n pupil(s) absent or released.</source>
        <translation>
            <numerusform>%n ученик отсутствует или освобождён.</numerusform>
            <numerusform>%n ученика отсутствуют или освобождены.</numerusform>
            <numerusform>%n учеников отсутствуют или освобождены.</numerusform>
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
        <source>%n entry(ies) are kept by the portal and wait for a newer version of the program.</source>
        <translation>
            <numerusform>%n запись сохранена на портале и ждёт новой версии программы.</numerusform>
            <numerusform>%n записи сохранены на портале и ждут новой версии программы.</numerusform>
            <numerusform>%n записей сохранено на портале и ждут новой версии программы.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n запись</numerusform>
            <numerusform>%n записи</numerusform>
            <numerusform>%n записей</numerusform>
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
        <source>%n new line(s) by others</source>
        <translation>
            <numerusform>%n новая запись</numerusform>
            <numerusform>%n новые записи</numerusform>
            <numerusform>%n новых записей</numerusform>
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
        <source>Today is shown already.</source>
        <translation>Сегодняшний день уже показан.</translation>
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
    <name>DayModel</name>
    <message>
        <source>No.</source>
        <translation>№</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Класс</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Предмет</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Учитель</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Каб.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
</context>
<context>
    <name>DebtsBox</name>
    <message>
        <source>Enter — go to the cell, Esc — leave</source>
        <translation>Enter — перейти к клетке, Esc — закрыть</translation>
    </message>
    <message>
        <source>What is owed in this journal</source>
        <translation>Долги в этом журнале</translation>
    </message>
    <message>
        <source>Nothing is owed in this journal</source>
        <translation>Долгов в этом журнале нет</translation>
    </message>
    <message numerus="yes">
        <source>%n debt(s)</source>
        <translation>
            <numerusform>%n долг</numerusform>
            <numerusform>%n долга</numerusform>
            <numerusform>%n долгов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DebtsModel</name>
    <message>
        <source>answer</source>
        <translation>ответ на уроке</translation>
    </message>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Урок</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Срок</translation>
    </message>
</context>
<context>
    <name>DecidingPart</name>
    <message>
        <source>Show decided ones</source>
        <translation>Показать решённые</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) to decide</source>
        <translation>
            <numerusform>%n запись ждёт решения</numerusform>
            <numerusform>%n записи ждут решения</numerusform>
            <numerusform>%n записей ждут решения</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been decided yet</source>
        <translation>Решённых записей пока нет</translation>
    </message>
    <message>
        <source>All is decided: no entry waits</source>
        <translation>Всё решено: записей на решении нет</translation>
    </message>
    <message>
        <source>Accept the chosen ones</source>
        <translation>Принять выбранное</translation>
    </message>
    <message>
        <source>Refuse the chosen ones…</source>
        <translation>Отклонить выбранное…</translation>
    </message>
    <message numerus="yes">
        <source>Refuse %n entry(ies)</source>
        <translation>
            <numerusform>Отклонить %n запись</numerusform>
            <numerusform>Отклонить %n записи</numerusform>
            <numerusform>Отклонить %n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>The author reads the reason. What stands in the journal stays.</source>
        <translation>Автор прочтёт причину. То, что стоит в журнале, останется.</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Entries to decide</source>
        <translation>Записи на решении</translation>
    </message>
    <message>
        <source>The chosen entry</source>
        <translation>Выбранная запись</translation>
    </message>
</context>
<context>
    <name>Deputy</name>
    <message>
        <source>accepted</source>
        <translation>принято</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отклонено</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>отозвано</translation>
    </message>
    <message>
        <source>come back</source>
        <translation>вернулась сама</translation>
    </message>
    <message>
        <source>lost by the portal</source>
        <translation>пропала на портале</translation>
    </message>
    <message>
        <source>term is closed</source>
        <translation>период закрыт</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>позже срока</translation>
    </message>
    <message>
        <source>year is over</source>
        <translation>год закончен</translation>
    </message>
    <message>
        <source>no such term</source>
        <translation>нет такого периода</translation>
    </message>
    <message>
        <source>not the teacher then</source>
        <translation>не его урок</translation>
    </message>
    <message>
        <source>held</source>
        <translation>задержано</translation>
    </message>
    <message>
        <source>The portal was put back to an older state and has lost this entry. Teachers&apos; computers had seen it; it ends by itself once its author&apos;s computer sends it again.</source>
        <translation>Портал возвращали к резервной копии, и эта запись пропала. Её видели компьютеры учителей. Вопрос снимется сам, когда компьютер автора пришлёт её снова.</translation>
    </message>
    <message>
        <source>The term is closed, its marks are frozen.</source>
        <translation>Учебный период закрыт: отметки в нём не меняются.</translation>
    </message>
    <message>
        <source>It reached the portal after the school&apos;s window of correction.</source>
        <translation>Запись пришла на портал позже установленного школой срока правки.</translation>
    </message>
    <message>
        <source>Its author was not a teacher of this journal on the day that the entry is about.</source>
        <translation>В день, к которому относится запись, её автор не был учителем этого журнала.</translation>
    </message>
    <message>
        <source>A teacher who is not in the lists any more</source>
        <translation>Учитель, которого больше нет в списках</translation>
    </message>
    <message>
        <source>{author}, {when}.</source>
        <translation>{author}, {when}.</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>Причина не указана.</translation>
    </message>
    <message>
        <source>Reason: {said}</source>
        <translation>Причина: {said}</translation>
    </message>
    <message>
        <source>The entry does not say whose it is</source>
        <translation>Автор в записи не указан</translation>
    </message>
    <message>
        <source>Seen by the computers of: {names}.</source>
        <translation>Видели компьютеры: {names}.</translation>
    </message>
    <message>
        <source>Its author has sent it again or taken it back; nothing is to be decided.</source>
        <translation>Автор прислал её снова или отозвал; решать нечего.</translation>
    </message>
    <message>
        <source>Its author has taken it back; nothing is to be decided.</source>
        <translation>Автор отозвал просьбу, решать нечего.</translation>
    </message>
    <message>
        <source>Accepted: {deputy}.</source>
        <translation>Принято: {deputy}.</translation>
    </message>
    <message>
        <source>Refused: {deputy}.</source>
        <translation>Отклонено: {deputy}.</translation>
    </message>
    <message>
        <source>a deputy head</source>
        <translation>завуч</translation>
    </message>
    <message>
        <source>Empty lessons</source>
        <translation>Пустые уроки</translation>
    </message>
    <message>
        <source>No topic</source>
        <translation>Без темы</translation>
    </message>
    <message>
        <source>No homework</source>
        <translation>Без ДЗ</translation>
    </message>
    <message>
        <source>Few marks</source>
        <translation>Мало отметок</translation>
    </message>
    <message>
        <source>Behind the plan</source>
        <translation>Отстаёт от КТП</translation>
    </message>
    <message>
        <source>No results</source>
        <translation>Без итогов</translation>
    </message>
    <message>
        <source>The last lessons in a row without a single mark or absence; counted once the days since the first of them are {days} or more.</source>
        <translation>Последние уроки подряд без единой отметки и пропуска; считаются, если дней с первого из них прошло не меньше {days}.</translation>
    </message>
    <message>
        <source>Pupils who have fewer marks than the school&apos;s rule asks for in a term, in the share of its lessons that has been held since each came, rounded down; marks of weight 0 do not count.</source>
        <translation>Ученики, у которых отметок меньше, чем требует правило школы: за прошедшую часть периода, у новых учеников — со дня их прихода, с округлением вниз; отметки с весом 0 не считаются.</translation>
    </message>
    <message>
        <source>Hours of the plan that the lessons until yesterday should have reached and have not; told when they are more than {hours}.</source>
        <translation>На сколько часов уроки по вчерашний день отстали от плана; показывается, если больше {hours} ч.</translation>
    </message>
    <message>
        <source>Lessons of this term until yesterday without a topic.</source>
        <translation>Уроки этого периода по вчерашний день без темы.</translation>
    </message>
    <message>
        <source>Lessons of this term until yesterday where nothing was said about homework, not even “none”.</source>
        <translation>Уроки этого периода по вчерашний день, где о домашнем задании не сказано ничего, даже «не задано».</translation>
    </message>
    <message>
        <source>Pupils without a mark for the last term whose marks are expected within a week or were expected already; not for closed terms.</source>
        <translation>Ученики без итоговой отметки за последний период, срок которой наступает в течение недели или уже наступил; для закрытых периодов не считается.</translation>
    </message>
    <message>
        <source>The worst first: the journals that lack most kinds of entries, among equals those that lack most entries. With one kind chosen, those that lack most of it.</source>
        <translation>Сначала худшие: журналы, где больше видов недочётов, среди равных — где их больше. Если выбран один вид — по его числу.</translation>
    </message>
    <message>
        <source>{text}, since {day}</source>
        <translation>{text}, с {day}</translation>
    </message>
    <message>
        <source>nothing is lacking</source>
        <translation>недочётов нет</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменён</translation>
    </message>
    <message>
        <source>stands in: {teacher}</source>
        <translation>замена: {teacher}</translation>
    </message>
    <message>
        <source>together with {lessons}</source>
        <translation>вместе с: {lessons}</translation>
    </message>
    <message>
        <source>Lesson {number}</source>
        <translation>Урок {number}</translation>
    </message>
    <message>
        <source>room {room}</source>
        <translation>каб. {room}</translation>
    </message>
    <message>
        <source>busy: {lesson}</source>
        <translation>занято: {lesson}</translation>
    </message>
    <message>
        <source>teaches the subject</source>
        <translation>ведёт этот предмет</translation>
    </message>
    <message>
        <source>teaches the class</source>
        <translation>ведёт в этом классе</translation>
    </message>
    <message>
        <source>teaches other subjects and classes</source>
        <translation>другие предметы и классы</translation>
    </message>
    <message>
        <source>The day is outside the school year of the class.</source>
        <translation>Этот день вне учебного года класса.</translation>
    </message>
    <message>
        <source>There are no lessons then: {name}.</source>
        <translation>В этот день уроков нет: {name}.</translation>
    </message>
    <message>
        <source>The class has {other} then.</source>
        <translation>У класса в это время {other}.</translation>
    </message>
    <message>
        <source>{name} has {other} then.</source>
        <translation>{name} в это время ведёт {other}.</translation>
    </message>
    <message>
        <source>Room {name} is taken: {other}.</source>
        <translation>Кабинет {name} занят: {other}.</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>пока ничего</translation>
    </message>
    <message>
        <source>{mark} ({said})</source>
        <translation>{mark} ({said})</translation>
    </message>
    <message>
        <source>н/а — not assessed</source>
        <translation>н/а — не аттестован</translation>
    </message>
    <message>
        <source>осв — released</source>
        <translation>осв — освобождён</translation>
    </message>
    <message>
        <source>No term has a mark</source>
        <translation>Ни за один период отметки нет</translation>
    </message>
    <message>
        <source>Mean of the other terms: {mean}</source>
        <translation>Среднее остальных периодов: {mean}</translation>
    </message>
    <message>
        <source>proposed: {proposal}</source>
        <translation>учитель предлагает: {proposal}</translation>
    </message>
</context>
<context>
    <name>DeputyDesk</name>
    <message>
        <source>Parts of the deputy head&apos;s page</source>
        <translation>Разделы страницы завуча</translation>
    </message>
    <message>
        <source>Keeping of journals</source>
        <translation>Ведение журналов</translation>
    </message>
    <message>
        <source>Substitutions and timetable</source>
        <translation>Замены и расписание</translation>
    </message>
    <message>
        <source>Find a journal</source>
        <translation>Найти журнал</translation>
    </message>
    <message>
        <source>To decide: {count}</source>
        <translation>На решении: {count}</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>На решении</translation>
    </message>
    <message>
        <source>Years: {count}</source>
        <translation>Годовые: {count}</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Годовые</translation>
    </message>
    <message>
        <source>Access: {count}</source>
        <translation>Доступ: {count}</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Доступ</translation>
    </message>
    <message>
        <source>Access to the diary</source>
        <translation>Доступ к дневнику</translation>
    </message>
    <message>
        <source>From parents: {count}</source>
        <translation>От родителей: {count}</translation>
    </message>
    <message>
        <source>From parents</source>
        <translation>От родителей</translation>
    </message>
    <message>
        <source>What parents tell of absences</source>
        <translation>Что родители сообщают о пропусках</translation>
    </message>
</context>
<context>
    <name>Desks</name>
    <message>
        <source>What has changed</source>
        <translation>Что изменилось</translation>
    </message>
    <message>
        <source>My class</source>
        <translation>Мой класс</translation>
    </message>
    <message>
        <source>Deputy head</source>
        <translation>Завуч</translation>
    </message>
</context>
<context>
    <name>DistributionBar</name>
    <message>
        <source>Marks of the period</source>
        <translation>Отметки за период</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Something is wrong: see the lines with “!”.</source>
        <translation>Есть неполадки: строки с восклицательным знаком.</translation>
    </message>
    <message>
        <source>Nothing wrong was found; lines with “?” could not be looked at.</source>
        <translation>Неполадок не найдено. Строки со знаком вопроса проверить не удалось.</translation>
    </message>
    <message>
        <source>Everything is well.</source>
        <translation>Всё в порядке.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Диск</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Шифрование</translation>
    </message>
    <message>
        <source>Password storage</source>
        <translation>Хранилище паролей</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Портал</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>a journal can be made here, and is encrypted</source>
        <translation>журнал здесь создаётся и шифруется</translation>
    </message>
    <message>
        <source>it can be written, {free} MB are free ({folder})</source>
        <translation>запись возможна, свободно {free} МБ ({folder})</translation>
    </message>
    <message>
        <source>only {free} MB are free ({folder}). Free at least {least} MB, else entries may not be written.</source>
        <translation>свободно только {free} МБ ({folder}). Освободите хотя бы {least} МБ, иначе записи могут не сохраниться.</translation>
    </message>
    <message>
        <source>it is there and safe; there is no journal on this computer yet</source>
        <translation>есть и надёжно; журналов на этом компьютере пока нет</translation>
    </message>
    <message>
        <source>it holds the key of the journal ({profile})</source>
        <translation>ключ журнала на месте ({profile})</translation>
    </message>
    <message>
        <source>not known, since nobody answered ({address})</source>
        <translation>неизвестно: никто не ответил ({address})</translation>
    </message>
    <message>
        <source>there is a way to the portal ({address})</source>
        <translation>связь с порталом есть ({address})</translation>
    </message>
    <message>
        <source>it is trusted on this computer ({address})</source>
        <translation>компьютер ему доверяет ({address})</translation>
    </message>
    <message>
        <source>it answers, and is the right one ({address})</source>
        <translation>отвечает, и это нужный портал ({address})</translation>
    </message>
    <message>
        <source>not compared, since no portal was asked or none answered</source>
        <translation>сверить не с чем: портал не ответил или ещё не известен</translation>
    </message>
    <message>
        <source>it goes as the portal&apos;s</source>
        <translation>идут верно, как на портале</translation>
    </message>
    <message>
        <source>Set the date, the time and the time zone.</source>
        <translation>Установите дату, время и часовой пояс.</translation>
    </message>
</context>
<context>
    <name>EdgeMenus</name>
    <message>
        <source>The lesson&apos;s works and more…</source>
        <translation>Работы урока и другое…</translation>
    </message>
    <message>
        <source>Who answers, and a timer</source>
        <translation>Кто отвечает, таймер</translation>
    </message>
    <message>
        <source>Seating plan</source>
        <translation>Рассадка</translation>
    </message>
    <message>
        <source>Pupil&apos;s card</source>
        <translation>Карточка ученика</translation>
    </message>
    <message>
        <source>Why this average</source>
        <translation>Почему такой средний балл</translation>
    </message>
    <message>
        <source>Change: {work}, weight {weight}…</source>
        <translation>Изменить: {work}, вес {weight}…</translation>
    </message>
    <message>
        <source>Add a work…</source>
        <translation>Добавить работу…</translation>
    </message>
    <message>
        <source>History of the lesson</source>
        <translation>История урока</translation>
    </message>
    <message>
        <source>The marks of: {work}</source>
        <translation>Отметки за работу: {work}</translation>
    </message>
    <message>
        <source>The marks of the lesson</source>
        <translation>Отметки урока</translation>
    </message>
    <message>
        <source>The class over the term</source>
        <translation>Класс за период</translation>
    </message>
    <message>
        <source>Another teacher&apos;s lesson: it can be read here, and only its teacher fills it in.</source>
        <translation>Урок другого учителя: его можно читать, а заполняет его только он.</translation>
    </message>
</context>
<context>
    <name>Empty</name>
    <message>
        <source>This journal has no lessons yet. The school office makes the timetable; it comes here with the next synchronisation (F5).</source>
        <translation>В этом журнале пока нет уроков. Расписание составляет канцелярия школы; оно придёт сюда при следующей синхронизации (F5).</translation>
    </message>
    <message>
        <source>There are no lessons in this period. Choose another one above, or the whole year.</source>
        <translation>В этом периоде уроков нет. Выберите выше другой период или весь год.</translation>
    </message>
    <message>
        <source>Nobody is in this class or group yet. The school office enters the pupils; they come here with the next synchronisation (F5).</source>
        <translation>В этом классе или группе пока никого нет. Учеников вносит канцелярия школы; они появятся здесь при следующей синхронизации (F5).</translation>
    </message>
    <message>
        <source>This class has no terms yet. The school office enters them; they come here with the next synchronisation (F5).</source>
        <translation>У этого класса учебные периоды ещё не заданы. Их вносит канцелярия школы; они появятся здесь при следующей синхронизации (F5).</translation>
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
        <source>The journal is being restored from its copy. The damaged file is kept.</source>
        <translation>Журнал восстанавливается из копии. Повреждённый файл сохраняется.</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Восстановление…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Sign in again, keep the old file</source>
        <translation>Войти заново, старый файл сохранить</translation>
    </message>
    <message>
        <source>Restore from a copy</source>
        <translation>Восстановить из копии</translation>
    </message>
    <message>
        <source>Work without a password storage…</source>
        <translation>Работать без хранилища паролей…</translation>
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
        <source>“{text}” is not a mark here. Marks are {known}, two of them as 4/5; н, б, у, о say who is away.</source>
        <translation>«{text}» — не отметка. Здесь ставят {known}, две отметки — 4/5; н, б, у, о — посещаемость.</translation>
    </message>
    <message>
        <source>Late by “{text}” minutes: it may be 1 to {most}. Nothing was written.</source>
        <translation>Опоздание «{text}»: бывает от 1 до {most} минут. Ничего не записано.</translation>
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
        <translation>Этот компьютер ещё не подключён к порталу. Сначала войдите — по QR-коду или в браузере.</translation>
    </message>
    <message>
        <source>The text is too long: at most {limit} characters. Shorten it.</source>
        <translation>Текст слишком длинный: не больше {limit} знаков. Сократите его.</translation>
    </message>
    <message>
        <source>“{text}” is not the address of a page: it begins with https:// or http://.</source>
        <translation>«{text}» — не адрес страницы: он начинается с https:// или http://.</translation>
    </message>
    <message>
        <source>Item {number} of the plan needs a topic and 1 to 99 hours; a plan has at most 500 items.</source>
        <translation>В пункте {number} плана нужны тема и от 1 до 99 часов; пунктов не больше 500.</translation>
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
        <source>This class has no marks by the school&apos;s rule: attendance and remarks only.</source>
        <translation>В этом классе отметки не ставят (безотметочное обучение): только посещаемость и замечания.</translation>
    </message>
    <message>
        <source>On this day the pupil was not in the group. Nothing was written.</source>
        <translation>В этот день ученик не числился в группе. Ничего не записано.</translation>
    </message>
    <message>
        <source>A mark stands for this work already, so it is not owed.</source>
        <translation>За эту работу уже стоит отметка, долга нет.</translation>
    </message>
    <message>
        <source>The pupil is released from this lesson, it is not counted: is the sign meant?</source>
        <translation>Ученик освобождён от этого урока, урок не считается. Всё равно поставить пропуск?</translation>
    </message>
    <message>
        <source>A mark and a missed lesson in one cell: is that meant?</source>
        <translation>Отметка и пропуск урока в одной клетке — так и нужно?</translation>
    </message>
    <message>
        <source>By this computer&apos;s date the lesson is still to come: is the mark meant?</source>
        <translation>По дате этого компьютера урок ещё не прошёл. Поставить отметку?</translation>
    </message>
    <message>
        <source>The lesson lies in the holidays ({holiday}): is the mark meant?</source>
        <translation>Урок приходится на каникулы ({holiday}). Поставить отметку?</translation>
    </message>
    <message>
        <source>The lesson was cancelled: is the mark meant?</source>
        <translation>Урок отменён. Поставить отметку?</translation>
    </message>
    <message>
        <source>“{term}” is closed, its marks cannot be changed. Ask the deputy head to open it.</source>
        <translation>«{term}» закрыта, отметки в ней не меняются. Открыть её может завуч.</translation>
    </message>
    <message>
        <source>You read this journal, but on that day its subject teacher writes in it. Nothing was changed.</source>
        <translation>Этот журнал вы только читаете: в тот день записи в нём ведёт учитель-предметник. Ничего не изменено.</translation>
    </message>
    <message>
        <source>Choose a pupil: type the first letters of the surname.</source>
        <translation>Выберите ученика: наберите первые буквы фамилии.</translation>
    </message>
    <message>
        <source>There is no text yet. Write what it shall say.</source>
        <translation>Текста ещё нет. Напишите его.</translation>
    </message>
    <message>
        <source>There are no lessons then. Choose another day or pupil.</source>
        <translation>В эти дни уроков нет. Выберите другой день или ученика.</translation>
    </message>
    <message>
        <source>Nobody chosen has an “н” there. A reason is given for an “н” only.</source>
        <translation>У выбранных нет «н» без причины. Причину указывают только для «н».</translation>
    </message>
    <message>
        <source>This was changed in the meantime. Look at the new value and decide again.</source>
        <translation>Здесь тем временем что-то изменили. Посмотрите новое значение и решите ещё раз.</translation>
    </message>
    <message>
        <source>This day is outside the school year of the class. Choose another day.</source>
        <translation>Этот день вне учебного года класса. Выберите другой день.</translation>
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
        <source>The journal&apos;s folder lies on another computer, where a cut of the network would damage it. Ask to keep it on this computer&apos;s disk.</source>
        <translation>Папка журнала лежит на другом компьютере: обрыв сети её повредит. Попросите хранить журнал на диске этого компьютера.</translation>
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
        <source>The sign-in was refused. If it was you, try once more.</source>
        <translation>Вход отклонён. Если это были вы, попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Nobody confirmed the sign-in in time. Try once more: it takes a new code.</source>
        <translation>Вход не подтвердили вовремя. Попробуйте ещё раз: появится новый код.</translation>
    </message>
    <message>
        <source>The portal no longer lets this computer in. Your entries are kept; sign in again: Journal, Profile.</source>
        <translation>Портал больше не впускает этот компьютер. Записи сохранены. Войдите снова: меню «Журнал», «Профиль».</translation>
    </message>
    <message>
        <source>The portal is busy and asks to wait {wait}. It will be tried again by itself.</source>
        <translation>Портал занят и просит подождать {wait}. Программа повторит попытку сама.</translation>
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
        <source>The portal is older than this program and does not understand it. Your entries are kept; ask the school office to update the portal.</source>
        <translation>Портал устарел и не понимает эту программу. Записи сохранены; попросите канцелярию школы его обновить.</translation>
    </message>
    <message>
        <source>Another computer works under this one&apos;s name, and they could not be told apart. Nothing is lost; it is tried again by itself.</source>
        <translation>Другой компьютер работает под именем этого, и различить их пока не удалось. Ничего не потеряно; попытка повторится сама.</translation>
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
        <source>The file {name} cannot be written there: the disk is full, or it is not allowed. Choose another place.</source>
        <translation>Файл {name} сюда не записать: на диске нет места или запись запрещена. Выберите другое место.</translation>
    </message>
    <message>
        <source>The printer does not answer. Look whether it is on, or save the sheets as a PDF.</source>
        <translation>Принтер не отвечает. Проверьте, включён ли он, или сохраните листы как PDF.</translation>
    </message>
    <message>
        <source>An entry cannot be read. It was kept; tell your administrator.</source>
        <translation>Одна запись не читается. Она сохранена; сообщите администратору.</translation>
    </message>
    <message>
        <source>An entry was made by a newer version of the program. It was kept; update the program.</source>
        <translation>Одна запись сделана более новой версией программы. Она сохранена; обновите программу.</translation>
    </message>
    <message>
        <source>This is another PIN. Please try again.</source>
        <translation>Это другой ПИН. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Please choose another PIN: {why}.</source>
        <translation>Выберите другой ПИН: {why}.</translation>
    </message>
    <message>
        <source>The PIN was wrong several times. The next try is in {wait}.</source>
        <translation>ПИН несколько раз ввели неверно. Следующая попытка через {wait}.</translation>
    </message>
    <message>
        <source>The PIN was wrong too often and opens nothing any more. Sign in again: the entries are kept.</source>
        <translation>ПИН слишком много раз ввели неверно, и он больше не подходит. Войдите заново: записи сохранены.</translation>
    </message>
    <message>
        <source>What the PIN opens is damaged on the disk. Sign in again: the entries are kept.</source>
        <translation>Файл, по которому ПИН открывает журнал, повреждён. Войдите заново: записи сохранены.</translation>
    </message>
    <message>
        <source>What the PIN opens belongs to another profile or was changed. Sign in again, or ask the office.</source>
        <translation>Файл, по которому ПИН открывает журнал, от другого профиля или изменён. Войдите заново или обратитесь в канцелярию.</translation>
    </message>
    <message>
        <source>Another teacher has signed in. This journal is opened by its own teacher only; nothing was changed.</source>
        <translation>Вошёл другой учитель. Этот журнал открывает только его учитель; ничего не изменилось.</translation>
    </message>
    <message>
        <source>Nothing is left that the portal could open this profile with. Its waiting entries can still be sent.</source>
        <translation>У портала не осталось ключа от этого профиля. Записи, которые ждут, всё равно можно отправить.</translation>
    </message>
    <message>
        <source>The profile stays: entries that the portal has not confirmed: {waiting}. Synchronise first.</source>
        <translation>Профиль остаётся: записей, которые портал ещё не подтвердил: {waiting}. Сначала синхронизируйте.</translation>
    </message>
    <message>
        <source>The key is kept by «{before}», and this session has «{now}». Start that keyring, or sign in again.</source>
        <translation>Ключ журнала хранится в «{before}», а сейчас работает «{now}». Запустите прежнее хранилище паролей или войдите по коду школы.</translation>
    </message>
    <message>
        <source>it needs {digits} digits, or a phrase of {letters} letters</source>
        <translation>нужно не меньше {digits} цифр или фраза не короче {letters} букв</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>он слишком длинный</translation>
    </message>
    <message>
        <source>this one is guessed at once</source>
        <translation>такой угадают сразу</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} мин</translation>
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
    <message>
        <source>Type a mark or a sign first.</source>
        <translation>Сначала введите отметку или знак.</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Not known of class 10: {marks}. The school office can enter them.</source>
        <translation>Не внесены за 10 класс: {marks}. Их может внести канцелярия школы.</translation>
    </message>
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
        <source>Class 10</source>
        <translation>10 класс</translation>
    </message>
    <message>
        <source>Class 11</source>
        <translation>11 класс</translation>
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
        <source>not taught</source>
        <translation>не изучался</translation>
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
        <source>The certificate has the mean of the marks for each term and year of classes 10 and 11. Until all of them are known nothing is proposed, and no reason is asked.</source>
        <translation>В аттестат идёт среднее отметок за каждое полугодие и год 10 и 11 классов. Пока известны не все, итоговая не предлагается, и причина не нужна.</translation>
    </message>
    <message>
        <source>({marks}) : {count} = {quotient}</source>
        <translation>({marks}) : {count} = {quotient}</translation>
    </message>
    <message>
        <source>({marks}) : {count} = {quotient} ≈ {shown}</source>
        <translation>({marks}) : {count} = {quotient} ≈ {shown}</translation>
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
    <message>
        <source>Late: {count}</source>
        <translation>Опозданий: {count}</translation>
    </message>
    <message>
        <source>{late}, {minutes} min together</source>
        <translation>{late}, всего {minutes} мин</translation>
    </message>
    <message>
        <source>Released from lessons: {count}</source>
        <translation>Уроков с освобождением: {count}</translation>
    </message>
    <message>
        <source>Released from every lesson: “осв” is proposed where no mark was given in spite of it.</source>
        <translation>Освобождение на все уроки: предлагается «осв», если отметок всё-таки нет.</translation>
    </message>
    <message>
        <source>The lessons without a release decide, and their share of the marks that a term needs is enough.</source>
        <translation>Решают уроки без освобождения: отметок достаточно столько, какова их доля.</translation>
    </message>
    <message>
        <source>No lessons missed, held: {all}</source>
        <translation>Пропусков нет, уроков: {all}</translation>
    </message>
    <message>
        <source>ill</source>
        <translation>по болезни</translation>
    </message>
    <message>
        <source>excused</source>
        <translation>по уважительной причине</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>причина не указана</translation>
    </message>
    <message>
        <source>Lessons missed: {missed} of {all} ({why})</source>
        <translation>Пропущено уроков: {missed} из {all} ({why})</translation>
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
    <name>FactPart</name>
    <message>
        <source>The journal&apos;s teacher keeps this plan; here it can be read.</source>
        <translation>План ведёт учитель журнала, здесь его можно читать.</translation>
    </message>
    <message>
        <source>By sections</source>
        <translation>По разделам</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Раздел</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>часов</translation>
    </message>
    <message>
        <source>of them by now</source>
        <translation>из них к этому дню</translation>
    </message>
    <message>
        <source>lessons given</source>
        <translation>проведено уроков</translation>
    </message>
    <message>
        <source>{name}: {given} of {hours} hours are given, {due} are due by now</source>
        <translation>{name}: проведено {given} из {hours} ч, к этому дню должно быть {due}</translation>
    </message>
</context>
<context>
    <name>FiguresBox</name>
    <message>
        <source>How the figures come about</source>
        <translation>Как посчитаны показатели</translation>
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
    <message>
        <source>This window has not shown another folder yet.</source>
        <translation>Других папок это окно ещё не показывало.</translation>
    </message>
    <message>
        <source>Choose a file or write its name first.</source>
        <translation>Сначала выберите файл или напишите его имя.</translation>
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
        <source>Term {place}</source>
        <translation>Период {place}</translation>
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
    <message>
        <source>marks are expected by {day}</source>
        <translation>отметки ждут до {day}</translation>
    </message>
    <message>
        <source>due {day}, not set: {count}</source>
        <translation>срок {day}, не выставлено: {count}</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Отметки</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>Lessons of all pupils together</source>
        <translation>Уроки всех учеников вместе</translation>
    </message>
    <message>
        <source>Quality of knowledge</source>
        <translation>Качество знаний</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Успеваемость</translation>
    </message>
    <message>
        <source>Mean mark</source>
        <translation>Средний балл</translation>
    </message>
    <message>
        <source>Degree of learning</source>
        <translation>СОУ</translation>
    </message>
    <message>
        <source>the share of 5 and 4 among the assessed</source>
        <translation>доля «5» и «4» среди аттестованных</translation>
    </message>
    <message>
        <source>the share of 5, 4 and 3 among the assessed</source>
        <translation>доля «5», «4» и «3» среди аттестованных</translation>
    </message>
    <message>
        <source>of the assessed</source>
        <translation>по аттестованным</translation>
    </message>
    <message>
        <source>after V. P. Simonov</source>
        <translation>степень обученности по В. П. Симонову</translation>
    </message>
    <message>
        <source>({sum}) of {among} {sign} {value}</source>
        <translation>({sum}) из {among} {sign} {value}</translation>
    </message>
    <message>
        <source>other words</source>
        <translation>осв, зач</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>не выставлено</translation>
    </message>
    <message>
        <source>Assessed: {count} of {all}</source>
        <translation>Аттестовано: {count} из {all}</translation>
    </message>
    <message>
        <source>This class has no marks</source>
        <translation>В этом классе отметок не ставят</translation>
    </message>
    <message>
        <source>Nobody is assessed yet</source>
        <translation>Пока никто не аттестован</translation>
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
        <source>History of the mark</source>
        <translation>История отметки</translation>
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
        <source>without a mark</source>
        <translation>без отметки</translation>
    </message>
    <message>
        <source>“{term}” is closed. The deputy head can accept a correction: say why it is needed. Until then the mark stays as it is.</source>
        <translation>«{term}» — период закрыт. Завуч может принять исправление: напишите, почему оно нужно. До решения отметка останется прежней.</translation>
    </message>
    <message>
        <source>Ask the deputy head</source>
        <translation>Попросить завуча</translation>
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
        <source>Its marks can be changed again, in every subject of these classes.</source>
        <translation>Отметки снова можно будет менять — по всем предметам этих классов.</translation>
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
        <source>Marks of the term are frozen, in every subject of these classes.</source>
        <translation>Отметки перестанут меняться — по всем предметам этих классов.</translation>
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
        <source>The day has come</source>
        <translation>Срок наступил</translation>
    </message>
    <message>
        <source>Set the proposed marks</source>
        <translation>Выставить предложенные</translation>
    </message>
    <message>
        <source>What is proposed becomes the mark where none is set (Ctrl+D)</source>
        <translation>Предложенное станет отметкой там, где её ещё нет (Ctrl+D)</translation>
    </message>
    <message>
        <source>How the figures come about</source>
        <translation>Как посчитаны показатели</translation>
    </message>
    <message>
        <source>How the figures come about (Ctrl+Shift+F)</source>
        <translation>Как посчитаны показатели (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>To the journal</source>
        <translation>К журналу</translation>
    </message>
    <message>
        <source>To the journal&apos;s page (Ctrl+I)</source>
        <translation>К странице журнала (Ctrl+I)</translation>
    </message>
    <message>
        <source>Nothing is proposed here that is not set already.</source>
        <translation>Здесь всё предложенное уже выставлено.</translation>
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
        <source>Sign in by QR code</source>
        <translation>Войти по QR-коду</translation>
    </message>
    <message>
        <source>This computer is yours now. The journals are loaded once, then they are here.</source>
        <translation>Компьютер подключён. Журналы загружаются один раз и остаются здесь.</translation>
    </message>
    <message>
        <source>Go on loading</source>
        <translation>Продолжить загрузку</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Минуту…</translation>
    </message>
    <message>
        <source>Peremena</source>
        <translation>Перемена</translation>
    </message>
    <message>
        <source>Work without a password storage…</source>
        <translation>Работать без хранилища паролей…</translation>
    </message>
    <message>
        <source>Type the portal&apos;s address; the school office knows it. You sign in with your phone: this computer is told no password.</source>
        <translation>Введите адрес портала: его знает канцелярия школы. Вход подтверждают телефоном, пароль на этом компьютере не вводится.</translation>
    </message>
    <message>
        <source>Portal&apos;s address</source>
        <translation>Адрес портала</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Загрузка</translation>
    </message>
    <message>
        <source>Sign in in the browser</source>
        <translation>Войти в браузере</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Type the portal&apos;s address first.</source>
        <translation>Сначала введите адрес портала.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>GridTable</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Find an action…</source>
        <translation>Найти действие…</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Справка об этой странице</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Show hints</source>
        <translation>Показывать подсказки</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>Страница справки</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Stood there</source>
        <translation>Стояло</translation>
    </message>
    <message>
        <source>Is to stand there</source>
        <translation>Предлагается</translation>
    </message>
    <message>
        <source>Stands there now</source>
        <translation>Стоит сейчас</translation>
    </message>
    <message>
        <source>Open in the journal</source>
        <translation>Открыть в журнале</translation>
    </message>
    <message>
        <source>Open in the journal (Enter)</source>
        <translation>Открыть в журнале (Enter)</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) chosen</source>
        <translation>
            <numerusform>Выбрана %n запись</numerusform>
            <numerusform>Выбраны %n записи</numerusform>
            <numerusform>Выбрано %n записей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n (+)</source>
        <translation>
            <numerusform>Принять %n запись (+)</numerusform>
            <numerusform>Принять %n записи (+)</numerusform>
            <numerusform>Принять %n записей (+)</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept (+)</source>
        <translation>Принять (+)</translation>
    </message>
    <message numerus="yes">
        <source>Refuse %n (−)…</source>
        <translation>
            <numerusform>Отклонить %n запись (−)…</numerusform>
            <numerusform>Отклонить %n записи (−)…</numerusform>
            <numerusform>Отклонить %n записей (−)…</numerusform>
        </translation>
    </message>
    <message>
        <source>Refuse (−)…</source>
        <translation>Отклонить (−)…</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Справка</translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation>Таких слов в справке нет.</translation>
    </message>
    <message>
        <source>About help</source>
        <translation>О справке</translation>
    </message>
    <message>
        <source>Search in help</source>
        <translation>Поиск по справке</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>Страница справки</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Содержание</translation>
    </message>
</context>
<context>
    <name>HintBar</name>
    <message>
        <source>I see</source>
        <translation>Понятно</translation>
    </message>
    <message>
        <source>No more hints</source>
        <translation>Больше не показывать подсказки</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>Enter opens the lesson. Ctrl+K finds any action, journal or day.</source>
        <translation>Enter открывает урок. Ctrl+K находит любое действие, журнал или день.</translation>
    </message>
    <message>
        <source>A digit puts a mark, Enter goes to the next pupil. Every entry is kept at once.</source>
        <translation>Цифра ставит отметку, Enter ведёт к следующему ученику. Каждая запись хранится сразу.</translation>
    </message>
    <message>
        <source>Ctrl+T takes the topic from the plan. What is typed here is kept by itself.</source>
        <translation>Ctrl+T берёт тему из плана. Всё, что здесь написано, хранится само.</translation>
    </message>
    <message>
        <source>Below at the right stands what is not sent yet. Without a network just go on working.</source>
        <translation>Внизу справа видно, что ещё не отправлено. Без сети работайте спокойно.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Debt, {work}</source>
        <translation>Долг, {work}</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Посещаемость</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Homework</source>
        <translation>Домашнее задание</translation>
    </message>
    <message>
        <source>Final mark</source>
        <translation>Итоговая</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Долг</translation>
    </message>
    <message>
        <source>{work}, weight {before} → {after}</source>
        <translation>{work}, вес {before} → {after}</translation>
    </message>
    <message>
        <source>present</source>
        <translation>присутствует</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>не задано</translation>
    </message>
    <message>
        <source>Reason of an absence</source>
        <translation>Причина пропуска</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>снята</translation>
    </message>
    <message>
        <source>without a reason</source>
        <translation>без причины</translation>
    </message>
    <message>
        <source>without a paper</source>
        <translation>без документа</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>{document} of {day}</source>
        <translation>{document} от {day}</translation>
    </message>
    <message>
        <source>handed in</source>
        <translation>сдан</translation>
    </message>
    <message>
        <source>no longer owed</source>
        <translation>снят</translation>
    </message>
    <message>
        <source>{kind}, weight {weight}</source>
        <translation>{kind}, вес {weight}</translation>
    </message>
    <message>
        <source>school office</source>
        <translation>канцелярия школы</translation>
    </message>
    <message>
        <source>you</source>
        <translation>вы</translation>
    </message>
    <message>
        <source>author not known</source>
        <translation>автор не известен</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>этот компьютер</translation>
    </message>
    <message>
        <source>another computer</source>
        <translation>другой компьютер</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d MMMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>принято завучем</translation>
    </message>
    <message>
        <source>taken back before it was decided</source>
        <translation>отозвано до решения</translation>
    </message>
    <message>
        <source>for the teacher only</source>
        <translation>только для учителя</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>ждёт отправки</translation>
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
        <source>collided, not in force</source>
        <translation>расхождение, не действует</translation>
    </message>
    <message>
        <source>Accepted by {name}</source>
        <translation>Решение принять: {name}</translation>
    </message>
    <message>
        <source>Its author has taken it back before anybody decided.</source>
        <translation>Автор отозвал просьбу до решения.</translation>
    </message>
    <message>
        <source>Refused by {name}</source>
        <translation>Решение отклонить: {name}</translation>
    </message>
    <message>
        <source>the deputy head</source>
        <translation>завуч</translation>
    </message>
    <message>
        <source>The time is that of the computer’s own clock.</source>
        <translation>Время — по часам того компьютера.</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Причина: {reason}</translation>
    </message>
    <message>
        <source>The parent does not see it.</source>
        <translation>Родителям не видно.</translation>
    </message>
</context>
<context>
    <name>HistoryBox</name>
    <message>
        <source>Nothing was ever written here.</source>
        <translation>Здесь ещё ничего не записывали.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Why so: the school asks for a reason here</source>
        <translation>Почему: школа просит указать причину</translation>
    </message>
    <message>
        <source>Bring this back</source>
        <translation>Вернуть это значение</translation>
    </message>
    <message>
        <source>“Bring this back” once more — yes, Esc — no</source>
        <translation>Ещё раз «Вернуть это значение» — да, Esc — нет</translation>
    </message>
    <message>
        <source>Changes, the newest first</source>
        <translation>Изменения, сначала последние</translation>
    </message>
    <message>
        <source>Esc — back to the page</source>
        <translation>Esc — назад к странице</translation>
    </message>
    <message>
        <source>This change has nothing that could be brought back.</source>
        <translation>В этом изменении нечего вернуть.</translation>
    </message>
</context>
<context>
    <name>HomeworkPart</name>
    <message>
        <source>Homework</source>
        <translation>Домашнее задание</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Ссылки</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>По одной на строке</translation>
    </message>
    <message>
        <source>For which lesson</source>
        <translation>К какому уроку</translation>
    </message>
    <message>
        <source>Write that no homework is set</source>
        <translation>Записать, что ничего не задано</translation>
    </message>
    <message>
        <source>Only the lesson&apos;s own teacher fills it in.</source>
        <translation>Заполняет только учитель этого урока.</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Не задано</translation>
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
        <source>Links: {count}</source>
        <translation>Ссылки: {count}</translation>
    </message>
    <message>
        <source>for the next lesson</source>
        <translation>к следующему уроку</translation>
    </message>
    <message>
        <source>ddd, d MMMM</source>
        <translation>ddd, dd.MM</translation>
    </message>
    <message>
        <source>for {day}, lesson {number}</source>
        <translation>на {day}, урок {number}</translation>
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
        <source>Withdraw</source>
        <translation>Отозвать</translation>
    </message>
    <message>
        <source>Take this back before the deputy head decides</source>
        <translation>Отозвать, пока завуч не принял решение</translation>
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
        <source>owes a work</source>
        <translation>долг</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>until {day}, overdue</source>
        <translation>до {day}, просрочен</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>до {day}</translation>
    </message>
    <message>
        <source>з, − (pass, fail)</source>
        <translation>з — зачтено, − — не зачтено</translation>
    </message>
    <message>
        <source>The same key again or Enter — yes, Esc — no</source>
        <translation>Та же клавиша ещё раз или Enter — да, Esc — нет</translation>
    </message>
    <message>
        <source>{pupil}, average {average}</source>
        <translation>{pupil}, средний балл {average}</translation>
    </message>
    <message>
        <source>earlier marks count too — {listed}</source>
        <translation>учтены прежние отметки — {listed}</translation>
    </message>
    <message>
        <source>exempt</source>
        <translation>осв.</translation>
    </message>
    <message>
        <source>exempt until {day}</source>
        <translation>осв. до {day}</translation>
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
        <source>{comment} (for the teacher only)</source>
        <translation>{comment} (только для учителя)</translation>
    </message>
    <message>
        <source>re-taken: another mark stands instead of it</source>
        <translation>пересдано: вместо неё стоит другая отметка</translation>
    </message>
    <message>
        <source>given instead of another mark</source>
        <translation>поставлена вместо другой отметки</translation>
    </message>
    <message>
        <source>entered late</source>
        <translation>выставлено после срока</translation>
    </message>
    <message>
        <source>owes {work} {until}</source>
        <translation>долг: {work}, {until}</translation>
    </message>
    <message>
        <source>not in the group on this day</source>
        <translation>в этот день не в группе</translation>
    </message>
    <message>
        <source>released from this lesson: it is not counted</source>
        <translation>освобождение: урок не считается</translation>
    </message>
    <message>
        <source>released from {first} on</source>
        <translation>освобождение с {first}</translation>
    </message>
    <message>
        <source>released from {first} until {last}</source>
        <translation>освобождение с {first} до {last}</translation>
    </message>
    <message>
        <source>entries were due by {day}: the deputy head will decide on this one</source>
        <translation>срок записей истёк {day}: эту решит завуч</translation>
    </message>
    <message>
        <source>entries were due by {day}: this one will be marked as late</source>
        <translation>срок записей истёк {day}: эта будет отмечена как поздняя</translation>
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
        <source>Enter — yes, Esc — no</source>
        <translation>Enter — да, Esc — нет</translation>
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
    <name>JournalPrinting</name>
    <message>
        <source>Print the page…</source>
        <translation>Напечатать страницу…</translation>
    </message>
    <message>
        <source>There is nothing to print: the page has no pupils or no lessons.</source>
        <translation>Печатать нечего: на странице нет учеников или уроков.</translation>
    </message>
    <message>
        <source>Whole year</source>
        <translation>Весь год</translation>
    </message>
    <message>
        <source>Printed on {day}</source>
        <translation>Напечатано {day}</translation>
    </message>
    <message>
        <source>Teacher: {names}</source>
        <translation>Учитель: {names}</translation>
    </message>
    <message>
        <source>As it stood on this computer on {day}, {time}</source>
        <translation>Верно на этом компьютере на {day}, {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) of this page not sent yet</source>
        <translation>
            <numerusform>ещё не отправлена %n запись этой страницы</numerusform>
            <numerusform>ещё не отправлены %n записи этой страницы</numerusform>
            <numerusform>ещё не отправлены %n записей этой страницы</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>Enter — write it · Esc — forget it</source>
        <translation>Enter — записать · Esc — забыть</translation>
    </message>
    <message>
        <source>One more mark: type {keys}, Esc — no more</source>
        <translation>Ещё одна отметка: наберите {keys}, Esc — больше не нужно</translation>
    </message>
    <message>
        <source>Enter — skip · Backspace — back · / — one more for the last one · Esc — end</source>
        <translation>Enter — пропустить · Backspace — вернуться · / — ещё одна предыдущему · Esc — закончить</translation>
    </message>
    <message>
        <source>This class has no marks · н б у о — attendance · ? — all keys</source>
        <translation>Без отметок · н б у о — посещаемость · ? — все клавиши</translation>
    </message>
    <message>
        <source>{keys} — mark · / — one more · н б у о — attendance · д — owes · F2 — comment · ? — all keys</source>
        <translation>{keys} — отметка · / — ещё одна · н б у о — посещаемость · д — долг · F2 — комментарий · ? — все клавиши</translation>
    </message>
</context>
<context>
    <name>JournalsModel</name>
    <message>
        <source>substitution: {days}</source>
        <translation>замена: {days}</translation>
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
    <name>KeepingModel</name>
    <message>
        <source>Class</source>
        <translation>Класс</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Предмет</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Учитель</translation>
    </message>
</context>
<context>
    <name>KeepingPart</name>
    <message>
        <source>Class, subject or teacher</source>
        <translation>Класс, предмет или учитель</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Класс</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Учитель</translation>
    </message>
    <message>
        <source>What is lacking</source>
        <translation>Чего не хватает</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>Как считается</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Все классы</translation>
    </message>
    <message>
        <source>All teachers</source>
        <translation>Все учителя</translation>
    </message>
    <message numerus="yes">
        <source>%n journal(s)</source>
        <translation>
            <numerusform>%n журнал</numerusform>
            <numerusform>%n журнала</numerusform>
            <numerusform>%n журналов</numerusform>
        </translation>
    </message>
    <message>
        <source>No journal is like this. Choose others above, or empty the field.</source>
        <translation>Таких журналов нет. Измените выбор выше или очистите поле поиска.</translation>
    </message>
    <message>
        <source>The school has no journals yet. The school office gives them out; they come here with the next synchronisation (F5).</source>
        <translation>В школе журналов пока нет. Их назначает канцелярия школы; они появятся здесь при следующей синхронизации (F5).</translation>
    </message>
    <message>
        <source>All journals</source>
        <translation>Все журналы</translation>
    </message>
    <message>
        <source>Anything lacking</source>
        <translation>Есть недочёты</translation>
    </message>
    <message>
        <source>Journals of the school</source>
        <translation>Журналы школы</translation>
    </message>
</context>
<context>
    <name>KeylessLine</name>
    <message>
        <source>No password storage: the journal is kept only until you leave</source>
        <translation>Нет хранилища паролей: журнал хранится только до выхода</translation>
    </message>
    <message>
        <source>When it is closed or locked, this journal is gone from the computer, and you sign in anew. What is not sent stays here sealed and is handed in with the next connection.</source>
        <translation>Закроете журнал или закончите сеанс — и журнала на этом компьютере больше нет, входить надо заново. Неотправленное остаётся здесь запечатанным и уйдёт при следующем соединении.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) are not sent yet.</source>
        <translation>
            <numerusform>Не отправлена %n запись.</numerusform>
            <numerusform>Не отправлены %n записи.</numerusform>
            <numerusform>Не отправлено %n записей.</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay here sealed; the next connection hands them in. The journal itself is gone.</source>
        <translation>Они останутся здесь запечатанными и уйдут при следующем соединении; сам журнал исчезнет.</translation>
    </message>
    <message>
        <source>They could not be written to the disk either: press F5, or they are lost.</source>
        <translation>На диск они тоже не записаны: нажмите F5, иначе они пропадут.</translation>
    </message>
    <message>
        <source>Close once more to leave.</source>
        <translation>Чтобы выйти, закройте ещё раз.</translation>
    </message>
    <message>
        <source>In half a minute the journal closes by itself and is gone from this computer. Press any key to stay.</source>
        <translation>Через полминуты журнал закроется сам и исчезнет с этого компьютера. Чтобы остаться, нажмите любую клавишу.</translation>
    </message>
</context>
<context>
    <name>KeylessPage</name>
    <message>
        <source>Work without a password storage</source>
        <translation>Работа без хранилища паролей</translation>
    </message>
    <message>
        <source>You can work all the same. You sign in, and the journals are loaded. On this computer they lie encrypted by a key that is nowhere but in memory: once you close or lock the journal, or the computer is switched off, nobody opens it again, and you sign in anew.

What you enter is sent as always. What is not sent yet stays here sealed for the portal, and the next connection hands it in.</source>
        <translation>Работать всё равно можно. Вы входите, и журналы загружаются. На этом компьютере они зашифрованы ключом, который есть только в памяти: когда вы закроете журнал, закончите сеанс или компьютер выключится, их не откроет уже никто, и входить надо заново.

Всё, что вы вносите, отправляется как обычно. Что ещё не отправлено, остаётся здесь запечатанным для портала и уйдёт при следующем соединении.</translation>
    </message>
    <message>
        <source>Sign in and work</source>
        <translation>Войти и работать</translation>
    </message>
    <message>
        <source>The journal is closed</source>
        <translation>Журнал закрыт</translation>
    </message>
    <message>
        <source>It was kept until now only and is gone from this computer. To go on, sign in anew.</source>
        <translation>Он хранился только до сих пор, на этом компьютере его больше нет. Чтобы работать дальше, войдите заново.</translation>
    </message>
    <message>
        <source>Sign in anew</source>
        <translation>Войти заново</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) of closed sessions lie here sealed and wait to be sent.</source>
        <translation>
            <numerusform>%n запись из закрытых сеансов лежит здесь запечатанной и ждёт отправки.</numerusform>
            <numerusform>%n записи из закрытых сеансов лежат здесь запечатанными и ждут отправки.</numerusform>
            <numerusform>%n записей из закрытых сеансов лежат здесь запечатанными и ждут отправки.</numerusform>
        </translation>
    </message>
    <message>
        <source>The portal has {taken} of {waiting}.</source>
        <translation>Портал получил {taken} из {waiting}.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Минуту…</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Отправить сейчас</translation>
    </message>
    <message>
        <source>How to get a password storage</source>
        <translation>Как получить хранилище паролей</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
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
        <source>pupil&apos;s card, also on the class&apos;s page</source>
        <translation>карточка ученика, также на странице класса</translation>
    </message>
    <message>
        <source>works of the lesson and pictures of its marks</source>
        <translation>работы урока, картинки его отметок</translation>
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
        <source>what is owed in this journal</source>
        <translation>долги в этом журнале</translation>
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
        <source>seating plan, and back</source>
        <translation>рассадка и обратно</translation>
    </message>
    <message>
        <source>who answers, and a timer</source>
        <translation>кто отвечает, таймер</translation>
    </message>
    <message>
        <source>show to the class; Esc twice leaves</source>
        <translation>режим показа классу; Esc дважды — выйти</translation>
    </message>
    <message>
        <source>plan of the journal, and back</source>
        <translation>план журнала и обратно</translation>
    </message>
    <message>
        <source>in the plan: a new item, move the item</source>
        <translation>в плане: новая тема, сдвинуть тему</translation>
    </message>
    <message>
        <source>undo; redo</source>
        <translation>отменить; вернуть</translation>
    </message>
    <message>
        <source>what needs attention</source>
        <translation>что требует внимания</translation>
    </message>
    <message>
        <source>what others have changed</source>
        <translation>что изменили другие</translation>
    </message>
    <message>
        <source>print the page or the seating plan</source>
        <translation>напечатать страницу или план рассадки</translation>
    </message>
    <message>
        <source>sheets to be printed: into a PDF file; their size</source>
        <translation>листы для печати: в файл PDF; их размер</translation>
    </message>
    <message>
        <source>help for this page; these keys</source>
        <translation>справка об этой странице; эти клавиши</translation>
    </message>
    <message>
        <source>close what is open over the page</source>
        <translation>закрыть то, что открыто поверх страницы</translation>
    </message>
    <message>
        <source>part of the class&apos;s page; of the card, up to 6</source>
        <translation>раздел страницы класса; в карточке — до 6</translation>
    </message>
    <message>
        <source>find any action, journal, pupil or day</source>
        <translation>найти действие, журнал, ученика или день</translation>
    </message>
    <message>
        <source>lock the profile</source>
        <translation>закрыть журнал на ПИН</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>выйти</translation>
    </message>
    <message>
        <source>Pupil&apos;s card, my class, deputy head</source>
        <translation>Карточка, мой класс, завуч</translation>
    </message>
    <message>
        <source>in the card: another pupil</source>
        <translation>в карточке: другой ученик</translation>
    </message>
    <message>
        <source>absences of the class: a reason, no reason; F2 writes a remark</source>
        <translation>пропуски класса: причина, без причины; замечание — F2</translation>
    </message>
    <message>
        <source>deputy head: accept, refuse</source>
        <translation>завуч: принять, отклонить</translation>
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
        <source>how the figures come about</source>
        <translation>как посчитаны показатели</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Везде</translation>
    </message>
    <message>
        <source>a mark instead of another one</source>
        <translation>отметка вместо другой (пересдача)</translation>
    </message>
    <message>
        <source>late, and two digits: by how many minutes</source>
        <translation>опоздание и две цифры — на сколько минут</translation>
    </message>
    <message>
        <source>owes a work; once more takes it away</source>
        <translation>долг; ещё раз — снять</translation>
    </message>
    <message>
        <source>comment of the mark, minutes late, day of the debt</source>
        <translation>комментарий, минуты опоздания, срок долга</translation>
    </message>
    <message>
        <source>history of the cell, also in the results</source>
        <translation>история клетки, и в итогах тоже</translation>
    </message>
    <message>
        <source>history of the lesson</source>
        <translation>история урока: тема, задание, работы</translation>
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
        <source>my class, the deputy head&apos;s page</source>
        <translation>мой класс, страница завуча</translation>
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
        <source>present: {present}, absent: {absent}</source>
        <translation>присутствуют: {present}, отсутствуют: {absent}</translation>
    </message>
    <message>
        <source>Choose a lesson: its topic and homework are written here.</source>
        <translation>Выберите урок: здесь записывают тему и домашнее задание.</translation>
    </message>
    <message>
        <source>Set for this lesson: {homework}</source>
        <translation>К этому уроку задано: {homework}</translation>
    </message>
    <message>
        <source>Lesson panel</source>
        <translation>Панель урока</translation>
    </message>
    <message>
        <source>Everybody is present already.</source>
        <translation>Все и так присутствуют.</translation>
    </message>
    <message>
        <source>Note for oneself: there is one</source>
        <translation>Заметка для себя: есть</translation>
    </message>
    <message>
        <source>Note for oneself</source>
        <translation>Заметка для себя</translation>
    </message>
    <message>
        <source>Another teacher&apos;s lesson: it can be read here, and only its teacher fills it in.</source>
        <translation>Урок ведёт другой учитель: здесь его можно прочитать, но не заполнить.</translation>
    </message>
    <message>
        <source>Nobody else ever gets it</source>
        <translation>Её не увидит больше никто</translation>
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
    <name>LinkButton</name>
    <message>
        <source>Link: {address}</source>
        <translation>Ссылка: {address}</translation>
    </message>
    <message>
        <source>{address}
Ctrl and a click, or Enter, opens it</source>
        <translation>{address}
Открыть: Ctrl и щелчок или Enter</translation>
    </message>
</context>
<context>
    <name>ListTable</name>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Peremena</source>
        <translation>Перемена</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Закрыть на ПИН</translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>Закончить сеанс</translation>
    </message>
    <message>
        <source>Change the PIN…</source>
        <translation>Сменить ПИН…</translation>
    </message>
    <message>
        <source>Remove from this computer…</source>
        <translation>Удалить с этого компьютера…</translation>
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
        <translation>Тема или задание ещё не записаны. Закройте ещё раз, чтобы выйти без них.</translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation>&amp;Журнал</translation>
    </message>
    <message>
        <source>How averages went</source>
        <translation>Как менялись средние баллы</translation>
    </message>
    <message>
        <source>Size of texts</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>For fingers</source>
        <translation>Для сенсорного экрана</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>С&amp;траница</translation>
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
        <source>Profile</source>
        <translation>Профиль</translation>
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
        <source>This computer forgets what is written on it when it is switched off.</source>
        <translation>При выключении этот компьютер забывает всё записанное.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) are not sent yet.</source>
        <translation>
            <numerusform>Ещё не отправлена %n запись.</numerusform>
            <numerusform>Ещё не отправлены %n записи.</numerusform>
            <numerusform>Ещё не отправлено %n записей.</numerusform>
        </translation>
    </message>
    <message>
        <source>Press F5 to send, or write them to a stick. Close once more to leave.</source>
        <translation>Нажмите F5, чтобы отправить, или запишите на флешку. Чтобы выйти, закройте окно ещё раз.</translation>
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
        <source>Show to the class</source>
        <translation>Режим показа классу</translation>
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
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>This page is not yours today.</source>
        <translation>Сегодня эта страница не ваша.</translation>
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
        <source>Texts at {percent} %</source>
        <translation>Текст {percent} %</translation>
    </message>
    <message>
        <source>A gradebook that works without the network and loses no mark.</source>
        <translation>Журнал, который работает без сети и не теряет ни одной отметки.</translation>
    </message>
</context>
<context>
    <name>MarkBoxes</name>
    <message>
        <source>There is no mark here to comment on: put one first.</source>
        <translation>Здесь нет отметки. Сначала поставьте её, потом комментарий.</translation>
    </message>
    <message>
        <source>The pupil has no mark here that could be re-taken.</source>
        <translation>У ученика здесь нет отметки, которую можно пересдать.</translation>
    </message>
    <message>
        <source>A mark instead of another (=)</source>
        <translation>Отметка вместо другой (=)</translation>
    </message>
    <message>
        <source>Owes a work, or no longer (д)</source>
        <translation>Долг или снять долг (д)</translation>
    </message>
    <message>
        <source>What is owed in this journal</source>
        <translation>Долги в этом журнале</translation>
    </message>
    <message>
        <source>Why is the mark changed?</source>
        <translation>Почему меняется отметка?</translation>
    </message>
</context>
<context>
    <name>MarksPad</name>
    <message>
        <source>Mark {value}</source>
        <translation>Отметка {value}</translation>
    </message>
    <message>
        <source>One more mark</source>
        <translation>Ещё одна отметка</translation>
    </message>
    <message>
        <source>Empty the cell</source>
        <translation>Очистить клетку</translation>
    </message>
    <message>
        <source>Previous pupil</source>
        <translation>Предыдущий ученик</translation>
    </message>
    <message>
        <source>Next pupil</source>
        <translation>Следующий ученик</translation>
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
    <name>MovingPage</name>
    <message>
        <source>Change the plan</source>
        <translation>Изменить план</translation>
    </message>
    <message>
        <source>Leave all as it is</source>
        <translation>Оставить как есть</translation>
    </message>
    <message>
        <source>Move the rest of the plan</source>
        <translation>Сдвинуть остальное</translation>
    </message>
    <message>
        <source>The plan goes on from</source>
        <translation>План продолжится с урока</translation>
    </message>
    <message>
        <source>Take up what was passed over</source>
        <translation>Вернуть пропущенные темы</translation>
    </message>
    <message>
        <source>Make it fit</source>
        <translation>Уплотнить</translation>
    </message>
    <message>
        <source>Hours of the longest items first, then neighbours of a section together</source>
        <translation>Сначала убавляются часы самых длинных тем, потом объединяются соседние темы раздела</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Урок</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>№</translation>
    </message>
    <message>
        <source>Item that it takes</source>
        <translation>Тема урока</translation>
    </message>
    <message>
        <source>As the plan is now</source>
        <translation>Сейчас по плану</translation>
    </message>
    <message>
        <source>Lessons to come</source>
        <translation>Уроки, которые ещё будут</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>Резерв</translation>
    </message>
    <message>
        <source>the plan has ended</source>
        <translation>план закончился</translation>
    </message>
    <message>
        <source>The plan would stay as it is.</source>
        <translation>План останется прежним.</translation>
    </message>
    <message>
        <source>{hours} h have no lesson: {names}</source>
        <translation>Без урока остаются {hours} ч: {names}</translation>
    </message>
    <message>
        <source>All fits; lessons without an item: {n}</source>
        <translation>Всё помещается; уроков без темы: {n}</translation>
    </message>
</context>
<context>
    <name>NamesBox</name>
    <message>
        <source>Who stands how</source>
        <translation>Кто как успевает</translation>
    </message>
    <message>
        <source>Nothing is set for this period yet.</source>
        <translation>За этот период ещё ничего не выставлено.</translation>
    </message>
</context>
<context>
    <name>NewPin</name>
    <message>
        <source>New PIN or phrase</source>
        <translation>Новый ПИН или фраза</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>Six digits or more, or a phrase. Not a date, not a run such as 123456.</source>
        <translation>Не меньше шести цифр или фраза. Не дата и не 123456.</translation>
    </message>
    <message>
        <source>Not yet: {why}.</source>
        <translation>Пока не подходит: {why}.</translation>
    </message>
    <message>
        <source>Good. Type it once more.</source>
        <translation>Годится. Введите ещё раз.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Совпадают.</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Пока не совпадают.</translation>
    </message>
</context>
<context>
    <name>NewPinPage</name>
    <message>
        <source>Choose a PIN</source>
        <translation>Придумайте ПИН</translation>
    </message>
    <message>
        <source>It keeps your journal closed to others at this computer. The program asks for it at each start.</source>
        <translation>Он закрывает ваш журнал от других за этим компьютером. Программа спрашивает его при каждом запуске.</translation>
    </message>
    <message>
        <source>Choose a new PIN</source>
        <translation>Придумайте новый ПИН</translation>
    </message>
    <message>
        <source>The portal opens the journal for its teacher. Entries that are not sent yet are kept.</source>
        <translation>Портал откроет журнал его учителю. Неотправленные записи сохранятся.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Минуту…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>lesson {number}</source>
        <translation>урок {number}</translation>
    </message>
    <message>
        <source>The school office</source>
        <translation>Канцелярия школы</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Урок</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Отметка</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Посещаемость</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Homework</source>
        <translation>Домашнее задание</translation>
    </message>
    <message>
        <source>Final mark</source>
        <translation>Итоговая</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Долг</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменён</translation>
    </message>
    <message>
        <source>now at this time</source>
        <translation>перенесён на это время</translation>
    </message>
    <message>
        <source>room {room}</source>
        <translation>кабинет {room}</translation>
    </message>
    <message>
        <source>room not said</source>
        <translation>кабинет не указан</translation>
    </message>
    <message>
        <source>debt {until}</source>
        <translation>долг {until}</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>исправлено</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>снято</translation>
    </message>
    <message>
        <source>praise</source>
        <translation>похвала</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>замечание</translation>
    </message>
    <message>
        <source>mark given</source>
        <translation>поставлена отметка</translation>
    </message>
    <message>
        <source>final mark set</source>
        <translation>поставлена итоговая</translation>
    </message>
    <message>
        <source>timetable</source>
        <translation>расписание</translation>
    </message>
    <message>
        <source>work announced</source>
        <translation>новая работа</translation>
    </message>
</context>
<context>
    <name>NewsView</name>
    <message>
        <source>Seen ones too</source>
        <translation>Показать просмотренное</translation>
    </message>
    <message>
        <source>All seen</source>
        <translation>Отметить всё просмотренным</translation>
    </message>
    <message>
        <source>Mark everything as seen</source>
        <translation>Отметить всё просмотренным</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Нового нет</translation>
    </message>
    <message>
        <source>{journal}: seen</source>
        <translation>{journal}: просмотрено</translation>
    </message>
    <message>
        <source>What others have written</source>
        <translation>Что записали другие</translation>
    </message>
    <message>
        <source>Nobody else has changed anything in your journals since you last looked.</source>
        <translation>С вашего последнего просмотра в журналах никто ничего не менял.</translation>
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
    <name>OffBox</name>
    <message>
        <source>To which lesson</source>
        <translation>На какой урок</translation>
    </message>
    <message>
        <source>Move the marks</source>
        <translation>Перенести отметки</translation>
    </message>
    <message>
        <source>Esc — leave as it was</source>
        <translation>Esc — оставить как есть</translation>
    </message>
    <message>
        <source>Cancelled: {reason}</source>
        <translation>Отменён: {reason}</translation>
    </message>
    <message>
        <source>Its marks count as long as they stand. They can be moved to another lesson, with their works.</source>
        <translation>Отметки этого урока учитываются, пока стоят. Их можно перенести на другой урок вместе с работами.</translation>
    </message>
    <message>
        <source>{day}, lesson {number}</source>
        <translation>{day}, урок {number}</translation>
    </message>
    <message>
        <source>There is no other lesson to move them to.</source>
        <translation>Переносить некуда: другого урока нет.</translation>
    </message>
</context>
<context>
    <name>OffLine</name>
    <message>
        <source>Off the timetable: {what}</source>
        <translation>Вне расписания: {what}</translation>
    </message>
    <message>
        <source>{text} and {count} more</source>
        <translation>{text} и ещё {count}</translation>
    </message>
    <message>
        <source>{journal}, {day} (cancelled) — {marks}</source>
        <translation>{journal}, {day} (отменён) — {marks}</translation>
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
        <source>Why this average</source>
        <translation>Почему такой средний балл</translation>
    </message>
    <message>
        <source>History of the cell</source>
        <translation>История клетки</translation>
    </message>
    <message>
        <source>History of the lesson</source>
        <translation>История урока</translation>
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
        <source>Plan</source>
        <translation>План</translation>
    </message>
    <message>
        <source>The calendar-thematic plan (Ctrl+Shift+T)</source>
        <translation>Календарно-тематический план (Ctrl+Shift+T)</translation>
    </message>
    <message>
        <source>Whole year</source>
        <translation>Весь год</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>This page has no actions of its own</source>
        <translation>У этой страницы нет своих действий</translation>
    </message>
</context>
<context>
    <name>PaletteActions</name>
    <message>
        <source>Not possible just now.</source>
        <translation>Сейчас это невозможно.</translation>
    </message>
</context>
<context>
    <name>PaletteBox</name>
    <message>
        <source>Find an action</source>
        <translation>Найти действие</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Что вы хотите сделать?</translation>
    </message>
    <message>
        <source>An action, a journal, a pupil, a day or a help page</source>
        <translation>Действие, журнал, ученик, день или страница справки</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Что найдено</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Ничего с таким названием нет.</translation>
    </message>
    <message>
        <source>Enter — do it, Esc — leave</source>
        <translation>Enter — выполнить, Esc — закрыть</translation>
    </message>
</context>
<context>
    <name>PaletteDays</name>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Завтра</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
    <message>
        <source>Lessons of the day, {date}</source>
        <translation>Уроки дня, {date}</translation>
    </message>
</context>
<context>
    <name>PaletteModel</name>
    <message>
        <source>not now</source>
        <translation>не сейчас</translation>
    </message>
</context>
<context>
    <name>PalettePlaces</name>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Pupil of this journal</source>
        <translation>Ученик этого журнала</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Балл</translation>
    </message>
    <message>
        <source>Sheet {number} of {count}</source>
        <translation>Лист {number} из {count}</translation>
    </message>
    <message>
        <source>pupils {first}–{last}, lessons from {begin} to {end}</source>
        <translation>ученики {first}–{last}, уроки с {begin} по {end}</translation>
    </message>
    <message>
        <source>{short} — {work}, weight {weight}</source>
        <translation>{short} — {work}, вес {weight}</translation>
    </message>
    <message>
        <source>owes a work</source>
        <translation>долг</translation>
    </message>
    <message>
        <source>owed, and overdue</source>
        <translation>долг просрочен</translation>
    </message>
    <message>
        <source>struck through — not in the average</source>
        <translation>зачёркнутая отметка не входит в средний балл</translation>
    </message>
    <message>
        <source>has a comment</source>
        <translation>есть комментарий</translation>
    </message>
    <message>
        <source>has a comment for the teacher only</source>
        <translation>есть комментарий только для учителя</translation>
    </message>
    <message>
        <source>not in the group</source>
        <translation>не в группе</translation>
    </message>
    <message>
        <source>day struck through — the lesson was cancelled</source>
        <translation>день зачёркнут — урок отменён</translation>
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
    <name>PictureBox</name>
    <message>
        <source>The same as a table</source>
        <translation>То же таблицей</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Mark</source>
        <translation>Отметка</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Сколько</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Доля</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Отметок</translation>
    </message>
    <message>
        <source>Average of the lesson</source>
        <translation>Средний за урок</translation>
    </message>
    <message>
        <source>Average so far</source>
        <translation>Средний к этому дню</translation>
    </message>
    <message>
        <source>average {average}</source>
        <translation>средний балл {average}</translation>
    </message>
    <message>
        <source>absent: {count}</source>
        <translation>отсутствовали: {count}</translation>
    </message>
    <message>
        <source>without a mark: {count}</source>
        <translation>без отметки: {count}</translation>
    </message>
    <message>
        <source>No marks count yet.</source>
        <translation>Отметок пока нет.</translation>
    </message>
    <message>
        <source>The class&apos;s average went from {first} to {now}.</source>
        <translation>Средний балл класса был {first}, стал {now}.</translation>
    </message>
    <message>
        <source>{journal}: the class over the term</source>
        <translation>{journal}: класс за период</translation>
    </message>
</context>
<context>
    <name>PinField</name>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>Кажется, включён Caps Lock.</translation>
    </message>
    <message>
        <source>Keyboard: {language}</source>
        <translation>Раскладка: {language}</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
</context>
<context>
    <name>PlaceBox</name>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
    <message>
        <source>Lesson number</source>
        <translation>Номер урока</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Кабинет</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Why so</source>
        <translation>Почему</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Перенести</translation>
    </message>
    <message>
        <source>One more lesson</source>
        <translation>Ещё один урок</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Class, teacher and room are free then.</source>
        <translation>Класс, учитель и кабинет в это время свободны.</translation>
    </message>
    <message>
        <source>{answer} all the same</source>
        <translation>{answer} всё равно</translation>
    </message>
    <message>
        <source>Esc — leave as it was</source>
        <translation>Esc — оставить как есть</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>no value</source>
        <translation>нет значения</translation>
    </message>
    <message>
        <source>hours are a whole number from 1 to 99</source>
        <translation>часы — целое число от 1 до 99</translation>
    </message>
    <message>
        <source>the text is too long</source>
        <translation>слишком длинный текст</translation>
    </message>
    <message>
        <source>hidden or control characters</source>
        <translation>невидимые знаки</translation>
    </message>
    <message>
        <source>{given} of {hours}</source>
        <translation>{given} из {hours}</translation>
    </message>
    <message>
        <source>given</source>
        <translation>пройдена</translation>
    </message>
    <message>
        <source>next</source>
        <translation>следующая</translation>
    </message>
    <message>
        <source>passed over</source>
        <translation>пропущена</translation>
    </message>
    <message>
        <source>lesson without a topic</source>
        <translation>урок без темы</translation>
    </message>
    <message>
        <source>no lesson left</source>
        <translation>не хватает урока</translation>
    </message>
    <message>
        <source>By now the plan has {due} h, you are at {place} h: {n} h behind</source>
        <translation>По плану к сегодняшнему дню {due} ч, пройдено {place} ч: отставание {n} ч</translation>
    </message>
    <message>
        <source>By now the plan has {due} h, you are at {place} h: {n} h ahead</source>
        <translation>По плану к сегодняшнему дню {due} ч, пройдено {place} ч: опережение {n} ч</translation>
    </message>
    <message>
        <source>By now the plan has {due} h, you are at {place} h: on time</source>
        <translation>По плану к сегодняшнему дню {due} ч, пройдено {place} ч: вовремя</translation>
    </message>
    <message>
        <source>The plan is longer than the year: {hours} h, but {lessons} lessons. {n} h have none.</source>
        <translation>План длиннее года: {hours} ч, а уроков {lessons}. Без урока останутся {n} ч.</translation>
    </message>
    <message>
        <source>{left} h of the plan are left, but only {coming} lessons.</source>
        <translation>Осталось пройти {left} ч, а уроков {coming}.</translation>
    </message>
    <message>
        <source>The plan has {hours} h, the year {lessons} lessons.</source>
        <translation>В плане {hours} ч, уроков в году {lessons}.</translation>
    </message>
    <message>
        <source>{texts} and {n} more</source>
        <translation>{texts} и ещё {n}</translation>
    </message>
    <message>
        <source>lessons cancelled: {n}</source>
        <translation>отменено уроков: {n}</translation>
    </message>
    <message>
        <source>without a topic: {n}</source>
        <translation>без темы: {n}</translation>
    </message>
    <message>
        <source>own topics: {n}</source>
        <translation>тем не из плана: {n}</translation>
    </message>
    <message>
        <source>longer than planned: {n}</source>
        <translation>дольше плана: {n}</translation>
    </message>
    <message>
        <source>passed over: {n} h</source>
        <translation>пропущено: {n} ч</translation>
    </message>
</context>
<context>
    <name>PlanBar</name>
    <message>
        <source>Item</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Add an item below (Insert)</source>
        <translation>Добавить тему ниже (Insert)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Remove the chosen items (Delete)</source>
        <translation>Удалить выбранные темы (Delete)</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Из файла…</translation>
    </message>
    <message>
        <source>Take a plan from an XLSX or CSV table</source>
        <translation>Взять план из таблицы XLSX или CSV</translation>
    </message>
    <message>
        <source>From a class…</source>
        <translation>Из класса…</translation>
    </message>
    <message>
        <source>Copy another journal&apos;s plan</source>
        <translation>Скопировать план другого журнала</translation>
    </message>
    <message>
        <source>Move the rest…</source>
        <translation>Сдвинуть остальное…</translation>
    </message>
    <message>
        <source>Spread the coming items over the lessons that are left</source>
        <translation>Разложить оставшиеся темы по оставшимся урокам</translation>
    </message>
    <message>
        <source>To the journal</source>
        <translation>К журналу</translation>
    </message>
    <message>
        <source>To the journal&apos;s page (Ctrl+Shift+T)</source>
        <translation>К странице журнала (Ctrl+Shift+T)</translation>
    </message>
    <message>
        <source>The plan has no items yet.</source>
        <translation>В плане пока нет тем.</translation>
    </message>
</context>
<context>
    <name>PlanModel</name>
    <message>
        <source>No.</source>
        <translation>№</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Раздел</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Контроль</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Уроки</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
</context>
<context>
    <name>PlanTable</name>
    <message>
        <source>Plan</source>
        <translation>План</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>{title} {subject} · plan</source>
        <translation>{title} {subject} · план</translation>
    </message>
    <message>
        <source>There is no plan yet. Take it from a file, copy it from another class, or add the first item.</source>
        <translation>Плана пока нет. Возьмите его из файла, скопируйте из другого класса или добавьте первую тему.</translation>
    </message>
    <message>
        <source>Plan from a file</source>
        <translation>План из файла</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.xlsm *.xls *.csv *.tsv *.html)</source>
        <translation>Таблицы (*.xlsx *.xlsm *.xls *.csv *.tsv *.html)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>{journal}, {hours} h</source>
        <translation>{journal}, {hours} ч</translation>
    </message>
    <message>
        <source>No other journal of yours has a plan</source>
        <translation>В других ваших журналах планов нет</translation>
    </message>
</context>
<context>
    <name>PortalActs</name>
    <message>
        <source>Sign in again…</source>
        <translation>Войти снова…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Выйти из портала…</translation>
    </message>
    <message>
        <source>The sign-in ends with the session.</source>
        <translation>Вход закончится вместе с сеансом.</translation>
    </message>
    <message>
        <source>The journal stays on this computer, open by its PIN, and can be written as before.</source>
        <translation>Журнал остаётся на этом компьютере, открывается ПИНом, и в нём можно писать, как раньше.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) are not sent yet; they stay here until the next sign-in.</source>
        <translation>
            <numerusform>%n запись ещё не отправлена: она останется здесь до следующего входа.</numerusform>
            <numerusform>%n записи ещё не отправлены: они останутся здесь до следующего входа.</numerusform>
            <numerusform>%n записей ещё не отправлено: они останутся здесь до следующего входа.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
    <message>
        <source>Signed out. To send and receive again, sign in: Journal, Profile.</source>
        <translation>Вы вышли из портала. Чтобы снова отправлять и получать записи, войдите: меню «Журнал», «Профиль».</translation>
    </message>
    <message>
        <source>Signed in. What was waiting is being sent.</source>
        <translation>Вход выполнен. Ждавшие записи отправляются.</translation>
    </message>
</context>
<context>
    <name>PresentationView</name>
    <message>
        <source>What is shown</source>
        <translation>Что показывать</translation>
    </message>
    <message>
        <source>Names without marks</source>
        <translation>Имена без отметок</translation>
    </message>
    <message>
        <source>Numbers and marks</source>
        <translation>Номера и отметки</translation>
    </message>
    <message>
        <source>The marks of one pupil</source>
        <translation>Отметки одного ученика</translation>
    </message>
    <message>
        <source>Leave (F11)</source>
        <translation>Выйти (F11)</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Leave, asked once more</source>
        <translation>Выйти с подтверждением</translation>
    </message>
    <message>
        <source>Once more Esc — the page with all names and marks is shown again</source>
        <translation>Ещё раз Esc — снова будет видна страница со всеми именами и отметками</translation>
    </message>
    <message>
        <source>For the class: surnames, averages, remarks and messages are hidden</source>
        <translation>Для класса: фамилии, средние баллы, замечания и сообщения скрыты</translation>
    </message>
</context>
<context>
    <name>Presenting</name>
    <message>
        <source>Open a journal first: its page is what the class will see.</source>
        <translation>Сначала откройте журнал: класс увидит его страницу.</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Row</source>
        <translation>Строка</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>№</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Раздел</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Что с ней будет</translation>
    </message>
    <message>
        <source>The plan as it would be</source>
        <translation>План, каким он станет</translation>
    </message>
    <message>
        <source>Replace the plan</source>
        <translation>Заменить план</translation>
    </message>
    <message>
        <source>Leave all as it is</source>
        <translation>Оставить как есть</translation>
    </message>
    <message>
        <source>Plan of the file {file}</source>
        <translation>План из файла {file}</translation>
    </message>
    <message>
        <source>The table says no hours: each item has one.</source>
        <translation>Столбца «Часы» в таблице нет: на каждую тему по часу.</translation>
    </message>
    <message>
        <source>Plan of {journal}</source>
        <translation>План журнала {journal}</translation>
    </message>
    <message>
        <source>Lessons that lose their item: {n}. Their topics stay.</source>
        <translation>Уроков, чья тема исчезнет из плана: {n}. Их записи останутся.</translation>
    </message>
    <message>
        <source>The plan is like this already.</source>
        <translation>План уже такой.</translation>
    </message>
    <message>
        <source>There are no items here.</source>
        <translation>Здесь нет ни одной темы.</translation>
    </message>
    <message>
        <source>new: {n}</source>
        <translation>новых: {n}</translation>
    </message>
    <message>
        <source>changed: {n}</source>
        <translation>изменится: {n}</translation>
    </message>
    <message>
        <source>the same: {n}</source>
        <translation>без изменений: {n}</translation>
    </message>
    <message>
        <source>gone: {n}</source>
        <translation>исчезнет: {n}</translation>
    </message>
    <message>
        <source>rows not understood: {n}</source>
        <translation>строк не понято: {n}</translation>
    </message>
    <message>
        <source>Items: {items}, hours: {hours}</source>
        <translation>Тем: {items}, часов: {hours}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>новая</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>topic was “{text}”</source>
        <translation>тема была «{text}»</translation>
    </message>
    <message>
        <source>section was “{text}”</source>
        <translation>раздел был «{text}»</translation>
    </message>
    <message>
        <source>hours were {n}</source>
        <translation>часов было {n}</translation>
    </message>
    <message>
        <source>control was “{text}”</source>
        <translation>контроль был «{text}»</translation>
    </message>
    <message>
        <source>other number</source>
        <translation>другой номер</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>исчезнет</translation>
    </message>
    <message>
        <source>gone; lessons that took it: {days}</source>
        <translation>исчезнет; по ней были уроки: {days}</translation>
    </message>
    <message>
        <source>cell {cell}</source>
        <translation>ячейка {cell}</translation>
    </message>
</context>
<context>
    <name>PrintPreview</name>
    <message>
        <source>Print</source>
        <translation>Печать</translation>
    </message>
    <message>
        <source>Sheets done</source>
        <translation>Готово листов</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Напечатать…</translation>
    </message>
    <message>
        <source>Choose a printer (Ctrl+P)</source>
        <translation>Выбрать принтер (Ctrl+P)</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Сохранить как PDF…</translation>
    </message>
    <message>
        <source>Keep the sheets as a file (Ctrl+S)</source>
        <translation>Сохранить листы в файл (Ctrl+S)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Choose a printer</source>
        <translation>Выбрать принтер</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Сохранить как PDF</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Крупнее</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Мельче</translation>
    </message>
    <message>
        <source>Stopped. Nothing was saved.</source>
        <translation>Остановлено. Ничего не сохранено.</translation>
    </message>
    <message>
        <source>Sheet {number} of {count}</source>
        <translation>Лист {number} из {count}</translation>
    </message>
    <message>
        <source>No printer is set up on this computer.</source>
        <translation>На этом компьютере нет принтера.</translation>
    </message>
    <message>
        <source>Save the sheets as a PDF file: it can be printed on another one.</source>
        <translation>Сохраните листы как PDF: файл можно напечатать на другом компьютере.</translation>
    </message>
    <message>
        <source>PDF files (*{suffix})</source>
        <translation>Файлы PDF (*{suffix})</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Сохранено: {file}</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Отправлено на принтер.</translation>
    </message>
</context>
<context>
    <name>ProfileActs</name>
    <message>
        <source>There is no password storage: this journal has no PIN and ends with the session.</source>
        <translation>Хранилища паролей нет: у этого журнала нет ПИН-кода, и хранится он до конца сеанса.</translation>
    </message>
    <message>
        <source>End the session when nothing is typed</source>
        <translation>Закончить сеанс, если ничего не набирают</translation>
    </message>
    <message>
        <source>Lock when nothing is typed</source>
        <translation>Если не работать, закрывать через</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минута</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>In the list of teachers</source>
        <translation>В списке учителей</translation>
    </message>
    <message>
        <source>Initials</source>
        <translation>Инициалы</translation>
    </message>
    <message>
        <source>Surname and initials</source>
        <translation>Фамилия и инициалы</translation>
    </message>
    <message>
        <source>The PIN is changed.</source>
        <translation>ПИН изменён.</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Teachers at this computer</source>
        <translation>Учителя за этим компьютером</translation>
    </message>
    <message>
        <source>New teacher</source>
        <translation>Новый учитель</translation>
    </message>
    <message>
        <source>Who is at the computer?</source>
        <translation>Кто за компьютером?</translation>
    </message>
    <message>
        <source>Teacher {number}</source>
        <translation>Учитель {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) wait to be sent</source>
        <translation>
            <numerusform>%n запись ждёт отправки</numerusform>
            <numerusform>%n записи ждут отправки</numerusform>
            <numerusform>%n записей ждут отправки</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalCard</name>
    <message>
        <source>The chosen message</source>
        <translation>Выбранное сообщение</translation>
    </message>
    <message>
        <source>Give the reason (+)…</source>
        <translation>Поставить причину (+)…</translation>
    </message>
    <message>
        <source>Accept (+)…</source>
        <translation>Принять (+)…</translation>
    </message>
    <message>
        <source>Decline (−)…</source>
        <translation>Не принимать (−)…</translation>
    </message>
    <message>
        <source>Decline after all (−)…</source>
        <translation>Отменить принятие (−)…</translation>
    </message>
</context>
<context>
    <name>ProposalCounts</name>
    <message numerus="yes">
        <source>%n message(s) of parents to decide</source>
        <translation>
            <numerusform>%n сообщение родителей ждёт решения</numerusform>
            <numerusform>%n сообщения родителей ждут решения</numerusform>
            <numerusform>%n сообщений родителей ждут решения</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reason is written for %n lesson(s) with “н”.</source>
        <translation>
            <numerusform>Причина встанет на %n урок с «н».</numerusform>
            <numerusform>Причина встанет на %n урока с «н».</numerusform>
            <numerusform>Причина встанет на %n уроков с «н».</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Proposals</name>
    <message>
        <source>illness</source>
        <translation>болезнь</translation>
    </message>
    <message>
        <source>another good reason</source>
        <translation>другая уважительная причина</translation>
    </message>
    <message>
        <source>{paper} of {day}</source>
        <translation>{paper} от {day}</translation>
    </message>
    <message>
        <source>to decide</source>
        <translation>решить</translation>
    </message>
    <message>
        <source>accepted, “н” has come since</source>
        <translation>принято, появилось «н»</translation>
    </message>
    <message>
        <source>accepted, awaited</source>
        <translation>принято, ожидается</translation>
    </message>
    <message>
        <source>“н” without a reason: {lessons}.</source>
        <translation>«Н» без причины: {lessons}.</translation>
    </message>
    <message>
        <source>There is no “н” on these days yet. Once a teacher writes one, it is told here: + gives the reason.</source>
        <translation>В эти дни «н» ещё нет. Когда учитель его поставит, здесь об этом будет сказано, и вы поставите причину клавишей «+».</translation>
    </message>
    <message>
        <source>There is no “н” without a reason on these days.</source>
        <translation>В эти дни «н» без причины нет.</translation>
    </message>
    <message>
        <source>Told by: {who}, {time}.</source>
        <translation>Сообщает: {who}, {time}.</translation>
    </message>
    <message>
        <source>{day}, lesson {number}, {subject}</source>
        <translation>{day}, урок {number}, {subject}</translation>
    </message>
</context>
<context>
    <name>ProposalsModel</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Дни</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Решение</translation>
    </message>
</context>
<context>
    <name>ProposalsPart</name>
    <message>
        <source>Parents&apos; messages about absences</source>
        <translation>Сообщения родителей о пропусках</translation>
    </message>
    <message>
        <source>Nothing has been decided yet.</source>
        <translation>Решённых сообщений пока нет.</translation>
    </message>
    <message>
        <source>No message waits. Parents tell in the diary why a child is away; what they send comes here with the next synchronisation.</source>
        <translation>Новых сообщений нет. Родители сообщают о пропусках в дневнике; то, что они отправят, появится здесь после синхронизации.</translation>
    </message>
    <message>
        <source>Accept the reason…</source>
        <translation>Принять сообщение…</translation>
    </message>
    <message>
        <source>Decline the reason…</source>
        <translation>Не принимать сообщение…</translation>
    </message>
    <message>
        <source>Give the reason to what has come since?</source>
        <translation>Поставить причину и на новые «н»?</translation>
    </message>
    <message>
        <source>Accept the reason?</source>
        <translation>Принять сообщение?</translation>
    </message>
    <message>
        <source>Give the reason</source>
        <translation>Поставить причину</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>The parents read the reason.</source>
        <translation>Родители прочитают, почему.</translation>
    </message>
    <message>
        <source>What it has excused becomes “н” again. The parents read the reason.</source>
        <translation>Причины, поставленные по этому сообщению, снова станут «н». Родители прочитают, почему.</translation>
    </message>
    <message>
        <source>Decline the reason?</source>
        <translation>Не принимать сообщение?</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Не принимать</translation>
    </message>
    <message>
        <source>There is no “н” on these days: nothing changes in the journals.</source>
        <translation>В эти дни «н» нет: в журналах ничего не изменится.</translation>
    </message>
    <message>
        <source>There is no “н” on these days yet; once there is one, it is told here.</source>
        <translation>В эти дни «н» ещё нет; когда появится, здесь об этом будет сказано.</translation>
    </message>
</context>
<context>
    <name>PupilCard</name>
    <message>
        <source>born {day}</source>
        <translation>дата рождения {day}</translation>
    </message>
    <message>
        <source>proposed: {mark}</source>
        <translation>предлагается: {mark}</translation>
    </message>
    <message>
        <source>set: {mark}</source>
        <translation>выставлено: {mark}</translation>
    </message>
    <message>
        <source>No marks count yet.</source>
        <translation>Отметок пока нет.</translation>
    </message>
    <message>
        <source>The average after the first mark: {now}.</source>
        <translation>Средний балл после первой отметки: {now}.</translation>
    </message>
    <message>
        <source>The average went from {first} to {now}, between {least} and {most}; each step is in the table.</source>
        <translation>Средний балл был {first}, стал {now}; самый низкий {least}, самый высокий {most}. Каждый шаг — в таблице.</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>ответ</translation>
    </message>
    <message>
        <source>{day}, {work}: {mark}, weight {weight}; the average after it {average}</source>
        <translation>{day}, {work}: {mark}, вес {weight}; средний балл после неё {average}</translation>
    </message>
    <message>
        <source>{document} of {day}</source>
        <translation>{document} от {day}</translation>
    </message>
    <message>
        <source>praise</source>
        <translation>похвала</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>замечание</translation>
    </message>
    <message>
        <source>Type the marks that might come: nothing is written.</source>
        <translation>Впишите отметки, которые могут быть: в журнал ничего не запишется.</translation>
    </message>
    <message>
        <source>proposed {before} → {after}</source>
        <translation>предлагается {before} → {after}</translation>
    </message>
    <message>
        <source>Pupil&apos;s card</source>
        <translation>Карточка ученика</translation>
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
    <name>ReadingPage</name>
    <message>
        <source>The file is being read</source>
        <translation>Файл читается</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>Читается файл {file}…</translation>
    </message>
</context>
<context>
    <name>ReasonBox</name>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Записать</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) wait for it and are not written yet.</source>
        <translation>
            <numerusform>Ждёт и ещё не записана %n клетка.</numerusform>
            <numerusform>Ждут и ещё не записаны %n клетки.</numerusform>
            <numerusform>Ждут и ещё не записаны %n клеток.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter — write, Esc — leave the marks as they are, ↓ — last reasons</source>
        <translation>Enter — записать, Esc — оставить отметки как есть, ↓ — последние причины</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>Сначала напишите причину.</translation>
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
        <source>The school year was over before the entry reached the portal: its journals are read only.</source>
        <translation>Учебный год закончился раньше, чем запись дошла до портала: его журналы только читают.</translation>
    </message>
    <message>
        <source>The term was closed before the entry reached the portal.</source>
        <translation>Период закрыли раньше, чем запись дошла до портала.</translation>
    </message>
    <message>
        <source>The portal is older than this program and does not know such entries yet.</source>
        <translation>Портал устарел и ещё не знает таких записей.</translation>
    </message>
    <message>
        <source>The lesson is in none of your journals: it was removed, or the journal passed on.</source>
        <translation>Такого урока нет в ваших журналах: его убрали или журнал передали другому учителю.</translation>
    </message>
    <message>
        <source>The portal does not have the term that the mark is for: it may have been put back to an older state. Once the school office has entered the term again, the deputy head can accept the mark.</source>
        <translation>На портале нет учебного периода, за который ставят отметку: портал могли вернуть к прежнему состоянию. Когда канцелярия снова внесёт период, завуч сможет принять отметку.</translation>
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
        <translation>За эту работу стоят отметки. Сначала уберите их.</translation>
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
        <source>The portal was put back to an older state and has lost this entry; a colleague&apos;s computer had seen it.</source>
        <translation>Портал возвращали к резервной копии, и эта запись на нём пропала; её видел компьютер коллеги.</translation>
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
        <source>The application is of a class that is not yours any more, or is not there.</source>
        <translation>Заявление относится к классу, который уже не ваш, или его больше нет.</translation>
    </message>
    <message>
        <source>The message is of a class that is not yours any more, or is not there.</source>
        <translation>Сообщение относится к классу, который уже не ваш, или его больше нет.</translation>
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
    <name>RemarkForm</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Day of the lesson</source>
        <translation>День урока</translation>
    </message>
    <message>
        <source>Remark or praise</source>
        <translation>Замечание или похвала</translation>
    </message>
    <message>
        <source>Text for the diary</source>
        <translation>Текст для дневника</translation>
    </message>
    <message>
        <source>Text for the diary; pupil and parents read it</source>
        <translation>Текст для дневника: его прочтут ученик и родители</translation>
    </message>
    <message>
        <source>Write into the diary</source>
        <translation>Записать в дневник</translation>
    </message>
    <message>
        <source>Write the text first.</source>
        <translation>Сначала напишите текст.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новая запись</translation>
    </message>
</context>
<context>
    <name>RemarksModel</name>
    <message>
        <source>Day</source>
        <translation>День и предмет</translation>
    </message>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Кто написал</translation>
    </message>
</context>
<context>
    <name>RemarksPart</name>
    <message>
        <source>Remarks and praise: {count}</source>
        <translation>Замечания и похвала: {count}</translation>
    </message>
    <message>
        <source>Remarks and praise</source>
        <translation>Замечания и похвала</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>Похвала</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Замечание</translation>
    </message>
    <message>
        <source>Take back: {text}</source>
        <translation>Убрать: {text}</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Pupil by the first letters</source>
        <translation>Ученик: первые буквы фамилии</translation>
    </message>
    <message>
        <source>Remark or praise</source>
        <translation>Замечание или похвала</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>What goes into the diary</source>
        <translation>Что увидят в дневнике</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Записать</translation>
    </message>
    <message>
        <source>Write into the diary</source>
        <translation>Записать в дневник</translation>
    </message>
</context>
<context>
    <name>RemarksSection</name>
    <message>
        <source>Whose remarks</source>
        <translation>Чьи записи</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Записей пока нет.</translation>
    </message>
    <message>
        <source>Write one</source>
        <translation>Написать</translation>
    </message>
    <message>
        <source>Write a remark or praise (F2)</source>
        <translation>Написать замечание или похвалу (F2)</translation>
    </message>
    <message>
        <source>Enter — open the lesson · Delete — take back · F2 — write one</source>
        <translation>Enter — открыть урок · Delete — убрать · F2 — написать</translation>
    </message>
    <message>
        <source>All pupils</source>
        <translation>Все ученики</translation>
    </message>
</context>
<context>
    <name>RemarksTable</name>
    <message>
        <source>Remarks and praise</source>
        <translation>Замечания и похвала</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message>
        <source>Remove the profile</source>
        <translation>Удаление профиля</translation>
    </message>
    <message>
        <source>Everything is sent. The journal on this computer, its key and its settings are erased; the portal keeps the marks. To work here again you will sign in anew.</source>
        <translation>Всё отправлено. Журнал на этом компьютере, его ключ и настройки будут стёрты, отметки останутся на портале. Чтобы снова работать здесь, понадобится войти заново.</translation>
    </message>
    <message>
        <source>I do not need this journal on this computer any more</source>
        <translation>Этот журнал на этом компьютере больше не нужен</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Tick the line above first.</source>
        <translation>Сначала отметьте строку выше.</translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message>
        <source>Keep for now</source>
        <translation>Пока оставить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>Open access (+)…</source>
        <translation>Открыть доступ (+)…</translation>
    </message>
    <message>
        <source>Restore access (+)…</source>
        <translation>Восстановить доступ (+)…</translation>
    </message>
    <message>
        <source>Refuse (−)…</source>
        <translation>Отказать (−)…</translation>
    </message>
    <message>
        <source>End access (−)…</source>
        <translation>Прекратить доступ (−)…</translation>
    </message>
    <message>
        <source>The chosen application</source>
        <translation>Выбранное заявление</translation>
    </message>
</context>
<context>
    <name>Requesting</name>
    <message>
        <source>“{term}” is closed. The deputy head can accept a correction: say why it is needed. Until then the cell stays as it is.</source>
        <translation>«{term}» — период закрыт. Завуч может принять исправление: напишите, почему оно нужно. До решения клетка останется прежней.</translation>
    </message>
    <message>
        <source>without a mark</source>
        <translation>без отметки</translation>
    </message>
    <message>
        <source>one more, {mark}</source>
        <translation>ещё одна, {mark}</translation>
    </message>
    <message>
        <source>Ask the deputy head</source>
        <translation>Попросить завуча</translation>
    </message>
    <message>
        <source>The request waits for the deputy head. You find it under “Needs attention”.</source>
        <translation>Просьба ждёт решения завуча. Она видна в «Требует внимания».</translation>
    </message>
</context>
<context>
    <name>RequestsModel</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Заявитель</translation>
    </message>
    <message>
        <source>Who it is</source>
        <translation>Кто это</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Решение</translation>
    </message>
</context>
<context>
    <name>RetakeBox</name>
    <message>
        <source>Instead of which mark</source>
        <translation>Вместо какой отметки</translation>
    </message>
    <message>
        <source>New mark</source>
        <translation>Новая отметка</translation>
    </message>
    <message>
        <source>Enter — give it, Esc — leave. The old mark stays and is shown as re-taken.</source>
        <translation>Enter — поставить, Esc — не ставить. Старая отметка остаётся и видна как пересданная.</translation>
    </message>
    <message>
        <source>instead of</source>
        <translation>вместо</translation>
    </message>
</context>
<context>
    <name>RiskModel</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Предмет</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Основание</translation>
    </message>
</context>
<context>
    <name>RiskRulesBox</name>
    <message>
        <source>Take these rules</source>
        <translation>Применить</translation>
    </message>
    <message>
        <source>As in the school</source>
        <translation>Как в школе</translation>
    </message>
    <message>
        <source>The rules are the school&apos;s; what you change is for you only, on this computer. 0 turns one off.</source>
        <translation>Правила задаёт школа; то, что измените вы, действует только для вас и на этом ПК. 0 выключает правило.</translation>
    </message>
    <message>
        <source>Whom to look for</source>
        <translation>Кого отбирать</translation>
    </message>
</context>
<context>
    <name>RiskSection</name>
    <message>
        <source>Adjust the rules</source>
        <translation>Изменить правила</translation>
    </message>
    <message>
        <source>Adjust the rules (F2)</source>
        <translation>Изменить правила (F2)</translation>
    </message>
    <message>
        <source>By these rules nobody is at risk.</source>
        <translation>По этим правилам в зоне риска никого нет.</translation>
    </message>
    <message>
        <source>Enter — open in the journal · Alt+Enter — card · F2 — rules</source>
        <translation>Enter — открыть в журнале · Alt+Enter — карточка · F2 — правила</translation>
    </message>
    <message>
        <source>{term}: {count}</source>
        <translation>{term}, в зоне риска: {count}</translation>
    </message>
    <message>
        <source>Now: {count}</source>
        <translation>В зоне риска: {count}</translation>
    </message>
</context>
<context>
    <name>RiskTable</name>
    <message>
        <source>Pupils at risk</source>
        <translation>Ученики в зоне риска</translation>
    </message>
</context>
<context>
    <name>RoomBar</name>
    <message>
        <source>Desks in a row</source>
        <translation>Парт в ряду</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Рядов</translation>
    </message>
    <message>
        <source>Seats at a desk</source>
        <translation>Мест за партой</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Рассадить</translation>
    </message>
    <message>
        <source>Seat the others</source>
        <translation>Посадить остальных</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Печать…</translation>
    </message>
    <message>
        <source>Print the seating plan (Ctrl+P)</source>
        <translation>Напечатать план рассадки (Ctrl+P)</translation>
    </message>
    <message>
        <source>Close the seating plan</source>
        <translation>Закрыть рассадку</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>Назад на страницу (Esc)</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
</context>
<context>
    <name>SeatModel</name>
    <message>
        <source>row {row}, seat {seat}</source>
        <translation>ряд {row}, место {seat}</translation>
    </message>
    <message>
        <source>{where}: nobody</source>
        <translation>{where}: никого</translation>
    </message>
</context>
<context>
    <name>SeatTable</name>
    <message>
        <source>Seating plan</source>
        <translation>Рассадка</translation>
    </message>
</context>
<context>
    <name>Seating</name>
    <message>
        <source>Seating plan: {journal}</source>
        <translation>Рассадка: {journal}</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Доска</translation>
    </message>
</context>
<context>
    <name>SeatingPlan</name>
    <message>
        <source>Without a seat</source>
        <translation>Без места</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Доска</translation>
    </message>
    <message>
        <source>Drag, or Ctrl and an arrow — to another seat · Delete — no seat · Enter in the list — to this seat</source>
        <translation>Мышью или Ctrl и стрелкой — на другое место · Delete — без места · Enter в списке — на это место</translation>
    </message>
    <message>
        <source>Marks and signs as in the journal · arrows — another seat · Esc — back to the page</source>
        <translation>Отметки и пропуски — как в журнале · стрелки — другое место · Esc — назад на страницу</translation>
    </message>
</context>
<context>
    <name>SheetsView</name>
    <message>
        <source>Sheets</source>
        <translation>Листы</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>There is no network. Connect this computer, then try once more.</source>
        <translation>Нет сети. Подключите компьютер к сети и попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Check the address and the network.</source>
        <translation>По этому адресу никто не отвечает. Проверьте адрес и сеть.</translation>
    </message>
    <message>
        <source>The portal is older than this program, so one cannot sign in. Ask the school office to update it.</source>
        <translation>Портал устарел, поэтому войти нельзя. Попросите канцелярию школы его обновить.</translation>
    </message>
    <message>
        <source>The portal has ended this sign-in already. Go back and sign in once more.</source>
        <translation>Портал уже завершил этот вход. Вернитесь назад и войдите ещё раз.</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in again</source>
        <translation>Войти снова</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Asking the portal…</source>
        <translation>Спрашиваем портал…</translation>
    </message>
    <message>
        <source>Sign in by your phone</source>
        <translation>Вход с телефона</translation>
    </message>
    <message>
        <source>No camera? Open {address} there and type:</source>
        <translation>Нет камеры? Откройте на телефоне {address} и введите код:</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>Войти в браузере</translation>
    </message>
    <message>
        <source>The portal&apos;s page is open in this computer&apos;s browser. Sign in there and let the program in; then come back here. At a computer that others use too the phone is safer: a browser remembers who was there.</source>
        <translation>Страница портала открыта в браузере этого компьютера. Войдите там и впустите программу, затем вернитесь сюда. На общем компьютере надёжнее телефон: браузер помнит, кто в нём был.</translation>
    </message>
    <message>
        <source>Sign in in the browser</source>
        <translation>Вход в браузере</translation>
    </message>
    <message>
        <source>Waiting for the browser. This page goes on by itself.</source>
        <translation>Ждём браузер. Дальше программа продолжит сама.</translation>
    </message>
    <message>
        <source>By QR code</source>
        <translation>По QR-коду</translation>
    </message>
    <message>
        <source>Open once more</source>
        <translation>Открыть ещё раз</translation>
    </message>
    <message>
        <source>The portal is not reached just now. The program asks again by itself.</source>
        <translation>Портал сейчас недоступен. Программа спросит его снова сама.</translation>
    </message>
    <message>
        <source>Waiting for the phone. This page goes on by itself.</source>
        <translation>Ждём телефон. Дальше программа продолжит сама.</translation>
    </message>
    <message>
        <source>Try once more</source>
        <translation>Попробовать ещё раз</translation>
    </message>
    <message>
        <source>Signed in. One moment…</source>
        <translation>Вход подтверждён. Секунду…</translation>
    </message>
    <message>
        <source>QR code of the sign-in</source>
        <translation>QR-код для входа</translation>
    </message>
    <message>
        <source>Code for the phone</source>
        <translation>Код для телефона</translation>
    </message>
    <message>
        <source>Number for the phone</source>
        <translation>Число для телефона</translation>
    </message>
    <message>
        <source>1. Point your phone&apos;s camera at the code.</source>
        <translation>1. Наведите камеру телефона на код.</translation>
    </message>
    <message>
        <source>2. Sign in there, then type this number on the phone:</source>
        <translation>2. Войдите на телефоне и введите там это число:</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Another portal</source>
        <translation>Другой портал</translation>
    </message>
</context>
<context>
    <name>SigningIn</name>
    <message>
        <source>Signed in. You may close this page.</source>
        <translation>Вход выполнен. Эту страницу можно закрыть.</translation>
    </message>
</context>
<context>
    <name>SmallScreen</name>
    <message>
        <source>Page on a small display</source>
        <translation>Страница на маленьком экране</translation>
    </message>
</context>
<context>
    <name>StandInCard</name>
    <message>
        <source>Who stands in:</source>
        <translation>Кто заменит:</translation>
    </message>
    <message>
        <source>Who might stand in</source>
        <translation>Кто может заменить</translation>
    </message>
    <message>
        <source>End the substitution</source>
        <translation>Снять замену</translation>
    </message>
    <message>
        <source>Cancel the lesson…</source>
        <translation>Отменить урок…</translation>
    </message>
    <message>
        <source>Hold it after all</source>
        <translation>Всё же провести</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Перенести…</translation>
    </message>
    <message>
        <source>Open in the journal</source>
        <translation>Открыть в журнале</translation>
    </message>
    <message numerus="yes">
        <source>%n lesson(s) chosen</source>
        <translation>
            <numerusform>Выбран %n урок</numerusform>
            <numerusform>Выбраны %n урока</numerusform>
            <numerusform>Выбрано %n уроков</numerusform>
        </translation>
    </message>
    <message>
        <source>{number}. {teachers}</source>
        <translation>Урок {number} · {teachers}</translation>
    </message>
</context>
<context>
    <name>StandInsModel</name>
    <message>
        <source>busy</source>
        <translation>занято</translation>
    </message>
    <message>
        <source>free</source>
        <translation>свободно</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Stopped. The journal is as it was: damaged, and kept.</source>
        <translation>Остановлено. Журнал остался прежним: повреждён, но сохранён.</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Request to the deputy head</source>
        <translation>Просьба к завучу</translation>
    </message>
    <message>
        <source>Comment on a mark</source>
        <translation>Комментарий к отметке</translation>
    </message>
    <message>
        <source>New lesson</source>
        <translation>Новый урок</translation>
    </message>
    <message>
        <source>Topic of a lesson</source>
        <translation>Тема урока</translation>
    </message>
    <message>
        <source>Homework</source>
        <translation>Домашнее задание</translation>
    </message>
    <message>
        <source>Time of a lesson</source>
        <translation>Время урока</translation>
    </message>
    <message>
        <source>Mark for a period</source>
        <translation>Итоговая отметка</translation>
    </message>
    <message>
        <source>Work at a lesson</source>
        <translation>Работа на уроке</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Долг</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Замечание</translation>
    </message>
    <message>
        <source>Plan of lessons</source>
        <translation>План уроков</translation>
    </message>
    <message>
        <source>Substitution</source>
        <translation>Замена</translation>
    </message>
    <message>
        <source>Seating plan</source>
        <translation>Рассадка</translation>
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
        <source>Writing to the stick…</source>
        <translation>Запись на флешку…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Остановлено. Ничего не записано.</translation>
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
        <source>Handing in from the stick…</source>
        <translation>Передача с флешки…</translation>
    </message>
    <message>
        <source>A stick is being worked on already.</source>
        <translation>Работа с флешкой уже идёт.</translation>
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
    <message>
        <source>Stopped. Hand the file in once more for the rest.</source>
        <translation>Остановлено. Чтобы передать остальное, сдайте файл ещё раз.</translation>
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
    <name>SummarySection</name>
    <message>
        <source>All subjects of the class</source>
        <translation>Все предметы класса</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Предметы</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>Who stands how</source>
        <translation>Кто как успевает</translation>
    </message>
    <message>
        <source>This class has no lessons in this period. Choose another one above.</source>
        <translation>В этом периоде у класса уроков нет. Выберите выше другой период.</translation>
    </message>
    <message>
        <source>Who stands how (Ctrl+Shift+F)</source>
        <translation>Кто как успевает (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>large — the mark that is set · with a comma — average so far · Enter — open · Alt+Enter — card</source>
        <translation>крупно — выставлено · с запятой — средний балл · Enter — открыть · Alt+Enter — карточка</translation>
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
        <source>a question about removing</source>
        <translation>вопрос об удалении</translation>
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
        <source>Repaired: {count}</source>
        <translation>Исправлено: {count}</translation>
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
        <source>sign in again to send</source>
        <translation>войдите снова, чтобы отправлять</translation>
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
    <message>
        <source>The portal was put back to an older state and has lost entries of others that teachers&apos; computers had seen: {count}. The deputy head decides whether they come back.</source>
        <translation>Портал возвращали к резервной копии. Пропали записи, которые видели компьютеры учителей: {count}. Вернуть ли их, решает завуч.</translation>
    </message>
    <message>
        <source>This computer is a copy of another one, or its disk was put back. It has got a name of its own; nothing was lost.</source>
        <translation>Этот компьютер — копия другого, или его диск вернули к прежнему состоянию. Он получил собственное имя; ничего не потеряно.</translation>
    </message>
    <message>
        <source>It seems to forget what is written on it when it is switched off: send before you go.</source>
        <translation>Похоже, при выключении он забывает всё записанное: отправьте записи до ухода.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>и ещё {count}</translation>
    </message>
    <message>
        <source>The school no longer gives you these journals: the year is over, or somebody else keeps them now. Remove them from this computer? The portal keeps them.</source>
        <translation>Школа больше не открывает вам эти журналы: год закончился или их теперь ведёт другой учитель. Удалить их с этого компьютера? На портале они останутся.</translation>
    </message>
    <message>
        <source>The portal holds fewer rows than this computer. Remove here what it does not have?</source>
        <translation>На портале меньше записей, чем на этом компьютере. Удалить здесь то, чего на портале нет?</translation>
    </message>
    <message>
        <source>Lists of the school</source>
        <translation>Списки школы</translation>
    </message>
    <message>
        <source>Entries that wait to be sent stay in any case.</source>
        <translation>Записи, которые ждут отправки, останутся в любом случае.</translation>
    </message>
    <message>
        <source>You have kept this for now.</source>
        <translation>Пока вы решили это оставить.</translation>
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
        <source>Entries are being sent just now.</source>
        <translation>Записи как раз отправляются.</translation>
    </message>
    <message>
        <source>Needs attention: {count}</source>
        <translation>Требует внимания: {count}</translation>
    </message>
    <message>
        <source>Stop for now</source>
        <translation>Остановить пока</translation>
    </message>
    <message>
        <source>What was taken is kept; the next round comes by itself</source>
        <translation>Что получено — сохранено; следующая попытка начнётся сама</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>less than a minute left</source>
        <translation>осталось меньше минуты</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>осталась примерно %n минута</numerusform>
            <numerusform>осталось примерно %n минуты</numerusform>
            <numerusform>осталось примерно %n минут</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimerPart</name>
    <message>
        <source>Minutes</source>
        <translation>Минуты</translation>
    </message>
    <message>
        <source> min</source>
        <translation> мин</translation>
    </message>
    <message>
        <source>Anew</source>
        <translation>Заново</translation>
    </message>
    <message>
        <source>Set the timer anew</source>
        <translation>Завести таймер заново</translation>
    </message>
    <message>
        <source>Sound at the end</source>
        <translation>Звук в конце</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>Таймер</translation>
    </message>
    <message>
        <source>Left: {time}</source>
        <translation>Осталось: {time}</translation>
    </message>
    <message>
        <source>Time is up</source>
        <translation>Время вышло</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Дальше</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Начать</translation>
    </message>
</context>
<context>
    <name>TimetablePart</name>
    <message>
        <source>Whose lessons</source>
        <translation>Чьи уроки</translation>
    </message>
    <message>
        <source>Add a lesson…</source>
        <translation>Добавить урок…</translation>
    </message>
    <message>
        <source>No lessons on this day</source>
        <translation>В этот день уроков нет</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>Все уроки</translation>
    </message>
    <message>
        <source>Hold after all: {lessons}</source>
        <translation>Всё же провести: {lessons}</translation>
    </message>
    <message>
        <source>Hold it after all</source>
        <translation>Всё же провести</translation>
    </message>
    <message>
        <source>Cancel: {lessons}</source>
        <translation>Отменить: {lessons}</translation>
    </message>
    <message>
        <source>Topic, homework and marks that stand there already stay.</source>
        <translation>Тема, домашнее задание и отметки, которые там уже есть, останутся.</translation>
    </message>
    <message>
        <source>Cancel the lesson</source>
        <translation>Отменить урок</translation>
    </message>
    <message>
        <source>Lessons of the school</source>
        <translation>Уроки школы</translation>
    </message>
    <message>
        <source>Who is away:</source>
        <translation>Кто отсутствует:</translation>
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
        <source>{teacher} stands in</source>
        <translation>замещает {teacher}</translation>
    </message>
    <message>
        <source>substitution</source>
        <translation>замена</translation>
    </message>
    <message>
        <source>Not yours to fill in</source>
        <translation>Заполнять не нужно</translation>
    </message>
    <message>
        <source>instead of {teacher}</source>
        <translation>вместо: {teacher}</translation>
    </message>
    <message>
        <source>room {room}</source>
        <translation>каб.&#xa0;{room}</translation>
    </message>
    <message>
        <source>Lesson {number}</source>
        <translation>Урок {number}</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d MMMM</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>Needs attention: {count}</source>
        <translation>Требует внимания: {count}</translation>
    </message>
    <message>
        <source>Changed by others: {count}</source>
        <translation>Изменили другие: {count}</translation>
    </message>
    <message>
        <source>What needs attention (Ctrl+Shift+A)</source>
        <translation>Что требует внимания (Ctrl+Shift+A)</translation>
    </message>
    <message>
        <source>What others have written since you last looked (Ctrl+Shift+H)</source>
        <translation>Что записали другие после вашего последнего просмотра (Ctrl+Shift+H)</translation>
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
        <source>You have no lessons yet. The school office makes the timetable; it comes here with the next synchronisation (F5).</source>
        <translation>Уроков у вас пока нет. Расписание составляет канцелярия школы; оно придёт сюда при следующей синхронизации (F5).</translation>
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
    <name>ToolsBox</name>
    <message>
        <source>Enter — call · Esc — back to the page, to the one who was called</source>
        <translation>Enter — вызвать · Esc — на страницу, к вызванному</translation>
    </message>
</context>
<context>
    <name>TopicPart</name>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>What the lesson is about</source>
        <translation>О чём урок</translation>
    </message>
    <message>
        <source>From the plan: {topic} (Ctrl+T)</source>
        <translation>Из плана: {topic} (Ctrl+T)</translation>
    </message>
    <message>
        <source>Only the lesson&apos;s own teacher fills it in.</source>
        <translation>Заполняет только учитель этого урока.</translation>
    </message>
    <message>
        <source>The lesson has its topic already.</source>
        <translation>Тема урока уже записана.</translation>
    </message>
    <message>
        <source>The plan has no topic to come.</source>
        <translation>В плане нет следующей темы.</translation>
    </message>
    <message>
        <source>Take the topic from the plan</source>
        <translation>Взять тему из плана</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>План</translation>
    </message>
    <message>
        <source>Open the plan</source>
        <translation>Открыть план</translation>
    </message>
</context>
<context>
    <name>TrialPart</name>
    <message>
        <source>Answer at the lesson</source>
        <translation>Ответ на уроке</translation>
    </message>
    <message>
        <source>{work}, weight {weight}</source>
        <translation>{work}, вес {weight}</translation>
    </message>
    <message>
        <source>Kinds of work</source>
        <translation>Виды работ</translation>
    </message>
</context>
<context>
    <name>UndoMenu</name>
    <message>
        <source>What was done</source>
        <translation>Что было сделано</translation>
    </message>
    <message>
        <source>Nothing has been written since the start.</source>
        <translation>С начала работы ещё ничего не написано.</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Отменить: {what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation>Вернуть: {what}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Nothing has been undone.</source>
        <translation>Ничего не отменено.</translation>
    </message>
    <message>
        <source>Take back this step and those above it</source>
        <translation>Отменить это действие и все, что выше</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>PIN or phrase</source>
        <translation>ПИН или фраза</translation>
    </message>
    <message>
        <source>Journal on this computer</source>
        <translation>Журнал на этом компьютере</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) wait to be sent.</source>
        <translation>
            <numerusform>%n запись ждёт отправки.</numerusform>
            <numerusform>%n записи ждут отправки.</numerusform>
            <numerusform>%n записей ждут отправки.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tries left: {count}. Then only the portal can open it.</source>
        <translation>Осталось попыток: {count}. Потом открыть сможет только портал.</translation>
    </message>
    <message>
        <source>The portal has {taken} of {waiting}. They are crossed off here when the journal is opened.</source>
        <translation>Портал получил {taken} из {waiting}. Здесь они перестанут ждать, когда журнал откроют.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Минуту…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Send without opening</source>
        <translation>Отправить, не открывая</translation>
    </message>
    <message>
        <source>Work without a password storage…</source>
        <translation>Работать без хранилища паролей…</translation>
    </message>
    <message>
        <source>Forgot the PIN?</source>
        <translation>Забыли ПИН?</translation>
    </message>
    <message>
        <source>Another teacher</source>
        <translation>Другой учитель</translation>
    </message>
    <message>
        <source>Open by signing in</source>
        <translation>Войти заново и открыть</translation>
    </message>
    <message>
        <source>Type the PIN first.</source>
        <translation>Сначала введите ПИН.</translation>
    </message>
</context>
<context>
    <name>WeeksLegend</name>
    <message>
        <source>to {share} %</source>
        <translation>до {share} %</translation>
    </message>
    <message>
        <source>more</source>
        <translation>больше</translation>
    </message>
    <message>
        <source>some without a reason</source>
        <translation>есть без причины</translation>
    </message>
    <message>
        <source>Of a week&apos;s lessons: {texts}</source>
        <translation>Доля пропущенных за неделю уроков: {texts}</translation>
    </message>
    <message>
        <source>a line below: {text}</source>
        <translation>черта внизу: {text}</translation>
    </message>
</context>
<context>
    <name>WeeksSection</name>
    <message>
        <source>What is counted</source>
        <translation>Что считаем</translation>
    </message>
    <message>
        <source>Absences of the class by weeks</source>
        <translation>Пропуски класса по неделям</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Недели</translation>
    </message>
    <message>
        <source>No lesson of this year has been given yet.</source>
        <translation>В этом году уроков ещё не было.</translation>
    </message>
    <message>
        <source>Enter — the days of the week · Alt+Enter — card</source>
        <translation>Enter — дни этой недели · Alt+Enter — карточка</translation>
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
    <message>
        <source>The school has no kinds of work yet.</source>
        <translation>В школе ещё нет видов работ.</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Progress</source>
        <translation>Ход работы</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
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
<context>
    <name>YearBox</name>
    <message>
        <source>Year&apos;s mark</source>
        <translation>Годовая</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Основание</translation>
    </message>
    <message>
        <source>decision of the council, its number …</source>
        <translation>решение педсовета, номер…</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Решить</translation>
    </message>
    <message>
        <source>The teacher proposes: {proposal}</source>
        <translation>Учитель предлагает: {proposal}</translation>
    </message>
    <message>
        <source>Enter — decide, Esc — leave as it was</source>
        <translation>Enter — решить, Esc — оставить как есть</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>Сначала напишите причину.</translation>
    </message>
</context>
<context>
    <name>YearModel</name>
    <message>
        <source>Pupil</source>
        <translation>Ученик</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Периоды</translation>
    </message>
    <message>
        <source>The teacher proposes</source>
        <translation>Учитель предлагает</translation>
    </message>
</context>
<context>
    <name>YearPart</name>
    <message>
        <source>Years to decide</source>
        <translation>Годовые отметки на решении</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Решить…</translation>
    </message>
    <message>
        <source>Decide the chosen year (Enter)</source>
        <translation>Решить выбранную годовую (Enter)</translation>
    </message>
    <message>
        <source>Open in the journal</source>
        <translation>Открыть в журнале</translation>
    </message>
    <message>
        <source>No year waits: nobody has too many terms without a mark</source>
        <translation>Решать нечего: лишних «н/а» ни у кого нет</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s) to decide</source>
        <translation>
            <numerusform>%n годовая на решении</numerusform>
            <numerusform>%n годовые на решении</numerusform>
            <numerusform>%n годовых на решении</numerusform>
        </translation>
    </message>
</context>
</TS>

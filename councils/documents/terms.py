"""The words of the minutes, kk and ru: fixed terms of a legal text, not labels of the interface.

They stand in a table rather than in the catalogue of translations, because a document is authentic
in its own language whatever the reader's is, and because its terms must never fall back
(domain 3.2–3.4; domain rules 13, 23, 37).
"""

TERMS = {
    "kk": {
        "full": "ХАТТАМА",
        "short": "ҚЫСҚА ХАТТАМА",
        "title": "{day} № {number} хаттама: {body}",
        "chair": "Төраға",
        "presiding": "Төрағалық етуші",
        "secretary": "Хатшы",
        "present": "Қатысқандар",
        "coordination_council": "кеңес мүшелері – {total} адамнан {present}",
        "local_council": "кеңес мүшелері – {total} адамнан {present}",
        "commission": "комиссия мүшелері – {total} адамнан {present}",
        "working_group": "жұмыс тобының мүшелері – {total} адамнан {present}",
        "list_attached": "тізімі қоса беріледі",
        "left_at": "отырыстан кеткен уақыты – {time}",
        "invited": "Шақырылғандар",
        "place": "Өткізілген орны",
        "time": "Уақыты",
        "quorum": "Кворум бар. Отырыс шешім қабылдауға құқылы.",
        "no_quorum": "Кворум жоқ.",
        "quorum_needed": "Кворум үшін кемінде {needed} мүшенің қатысуы қажет.",
        "agenda": "Күн тәртібі",
        "rapporteur": "Баяндамашы",
        "heard": "ТЫҢДАЛДЫ",
        "spoke": "СӨЗ СӨЙЛЕГЕНДЕР",
        "vote": "ДАУЫС БЕРУ ҚОРЫТЫНДЫСЫ",
        "votes": (
            "жақтап – {votes_for}, қарсы – {against}, қалыс қалды – {abstained}, "
            "дауыс бермеді – {did_not_vote}"
        ),
        "voted": (
            "Дауыс беруге қатысқан мүшелер – {total} адамнан {present}; "
            "қабылдау үшін қажет дауыс саны – {needed}."
        ),
        "adopted_unanimously": "Шешім бірауыздан қабылданды.",
        "adopted": "Шешім көпшілік дауыспен қабылданды.",
        "adopted_by_casting_vote": (
            "Дауыстар тең бөлінді. Шешім төрағалық етушінің шешуші даусымен қабылданды."
        ),
        "rejected": "Шешім қабылданған жоқ.",
        "rejected_by_casting_vote": (
            "Дауыстар тең бөлінді. Төрағалық етушінің шешуші даусы бойынша шешім қабылданған жоқ."
        ),
        "no_vote": "Мәселе бойынша дауыс берілген жоқ.",
        "decided": "ШЕШТІ",
        "deferred": "Мәселені қарау кейінге қалдырылды.",
        "taken_off": "Мәселе күн тәртібінен алып тасталды.",
        "reason": "Себебі: {reason}",
        "not_considered": "Мәселе қаралған жоқ.",
        "decision": "Шешімнің тіркеу нөмірі: № {number}/{year} ({force})",
        "advisory": "ұсыным",
        "coordination": "үйлестіру шешімі",
        "binding": "акт арқылы міндетті күшке ие",
        "executor": "Жауапты орындаушы",
        "co_executors": "Бірлесіп орындаушылар",
        "due": "Мерзімі",
        "signature": "қолы",
        "annex": "{day} № {number} хаттамаға қосымша",
        "annex_title": "Отырысқа қатысқан мүшелердің тізімі",
        "column_number": "№",
        "column_name": "Тегі, аты, әкесінің аты",
        "column_post": "Лауазымы",
        "footer": "{day} № {number} хаттама",
        "version": "{version}-нұсқа",
        "year": "{year} жыл",
        "of_year": "{year} жылғы",
        "regular": "Кезекті отырыс",
        "extraordinary": "Кезектен тыс отырыс",
        "field": "Көшпелі отырыс",
        "working": "Кеңес (жиналыс)",
        "video": "бейнебайланыс арқылы",
        "mixed": "бетпе-бет және бейнебайланыс арқылы",
        "in_person": "",
    },
    "ru": {
        "full": "ПРОТОКОЛ",
        "short": "КРАТКИЙ ПРОТОКОЛ",
        "title": "Протокол {day} № {number}: {body}",
        "chair": "Председатель",
        "presiding": "Председательствующий",
        "secretary": "Секретарь",
        "present": "Присутствовали",
        "coordination_council": "члены совета – {present} из {total}",
        "local_council": "члены совета – {present} из {total}",
        "commission": "члены комиссии – {present} из {total}",
        "working_group": "члены рабочей группы – {present} из {total}",
        "list_attached": "список прилагается",
        "left_at": "время ухода с заседания – {time}",
        "invited": "Приглашённые",
        "place": "Место проведения",
        "time": "Время",
        "quorum": "Кворум имеется. Заседание правомочно принимать решения.",
        "no_quorum": "Кворум отсутствует.",
        "quorum_needed": "Для кворума требуется присутствие членов – не менее {needed}.",
        "agenda": "Повестка дня",
        "rapporteur": "Докладчик",
        "heard": "СЛУШАЛИ",
        "spoke": "ВЫСТУПИЛИ",
        "vote": "ИТОГИ ГОЛОСОВАНИЯ",
        "votes": (
            "за – {votes_for}, против – {against}, воздержались – {abstained}, "
            "не голосовали – {did_not_vote}"
        ),
        "voted": (
            "В голосовании участвовали члены – {present} из {total}; "
            "для принятия требовалось голосов – {needed}."
        ),
        "adopted_unanimously": "Решение принято единогласно.",
        "adopted": "Решение принято большинством голосов.",
        "adopted_by_casting_vote": (
            "Голоса разделились поровну. Решение принято решающим голосом председательствующего."
        ),
        "rejected": "Решение не принято.",
        "rejected_by_casting_vote": (
            "Голоса разделились поровну. По решающему голосу председательствующего решение "
            "не принято."
        ),
        "no_vote": "Голосование по вопросу не проводилось.",
        "decided": "РЕШИЛИ",
        "deferred": "Рассмотрение вопроса отложено.",
        "taken_off": "Вопрос снят с повестки дня.",
        "reason": "Причина: {reason}",
        "not_considered": "Вопрос не рассматривался.",
        "decision": "Регистрационный номер решения: № {number}/{year} ({force})",
        "advisory": "рекомендация",
        "coordination": "координационное решение",
        "binding": "обязательно в силу акта",
        "executor": "Ответственный исполнитель",
        "co_executors": "Соисполнители",
        "due": "Срок",
        "signature": "подпись",
        "annex": "Приложение к протоколу {day} № {number}",
        "annex_title": "Список членов, присутствовавших на заседании",
        "column_number": "№",
        "column_name": "Фамилия, имя, отчество",
        "column_post": "Должность",
        "footer": "Протокол {day} № {number}",
        "version": "редакция {version}",
        "year": "{year} год",
        "of_year": "{year} года",
        "regular": "Очередное заседание",
        "extraordinary": "Внеочередное заседание",
        "field": "Выездное заседание",
        "working": "Совещание",
        "video": "посредством видеосвязи",
        "mixed": "очно и посредством видеосвязи",
        "in_person": "",
    },
}

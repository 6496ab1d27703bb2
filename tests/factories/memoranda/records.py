"""One record each."""

import factory

from memoranda.models import Clause, ClauseRevision, Memorandum, Obligation, Party, Suggestion

from ..core import DAY, NOON
from ..councils import AkimatFactory, BodyFactory
from ..councils.registries import Factory


class MemorandumFactory(Factory):
    """A draft memorandum of a working body; parties and clauses come by `make_memorandum`."""

    class Meta:
        model = Memorandum

    body = factory.SubFactory(BodyFactory)
    title_kk = "Бірлескен қызмет туралы меморандум"
    title_ru = "Меморандум о совместной деятельности"
    place_kk = "Алматы қаласы"
    place_ru = "город Алматы"


class PartyFactory(Factory):
    class Meta:
        model = Party

    memorandum = factory.SubFactory(MemorandumFactory)
    organisation = factory.SubFactory(AkimatFactory)
    position = factory.Sequence(lambda n: n + 1)
    signatory_post_kk = "аудан әкімі"
    signatory_post_ru = "аким района"
    signatory_name_kk = "Ә. Қол қоюшы"
    signatory_name_ru = "А. Подписант"


class ClauseFactory(Factory):
    class Meta:
        model = Clause

    memorandum = factory.SubFactory(MemorandumFactory)
    kind = Clause.Kind.CLAUSE
    position = factory.Sequence(lambda n: n + 1)
    text_kk = "Тараптар бірыңғай маршруттық желіні 2027 жылғы 1 шілдеге дейін бекітеді."
    text_ru = "Стороны утверждают единую маршрутную сеть до 1 июля 2027 года."

    @factory.post_generation
    def first_wording(clause, create, _given, **_facts):
        """Every wording is kept, the first too."""
        if create:
            words = clause.words()
            ClauseRevision.objects.create(clause=clause, revision=1, at=NOON, **words)


class SuggestionFactory(Factory):
    """Another wording of the clause; give `clause`, `party`, `round`, `by`, `base_hash`."""

    class Meta:
        model = Suggestion

    memorandum = factory.SelfAttribute("clause.memorandum")
    number = factory.Sequence(lambda n: n + 1)
    text_kk = "Тараптар бірыңғай маршруттық желіні 2027 жылғы 1 қазанға дейін бекітеді."
    text_ru = "Стороны утверждают единую маршрутную сеть до 1 октября 2027 года."
    reason_ru = "Нужно время на расчёты."
    at = NOON


class ObligationFactory(Factory):
    class Meta:
        model = Obligation

    memorandum = factory.SubFactory(MemorandumFactory)
    position = factory.Sequence(lambda n: n + 1)
    text_kk = "Бірыңғай маршруттық желіні бекіту"
    text_ru = "Утвердить единую маршрутную сеть"
    executor = factory.SubFactory(AkimatFactory)
    due_on = (NOON + 90 * DAY).date()
    completion_kk = "бірлескен қаулы"
    completion_ru = "совместное постановление"

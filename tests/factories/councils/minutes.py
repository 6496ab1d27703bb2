"""Minutes with believable text, of any length: for documents, measurements and faults."""

from datetime import date

from councils.models import (
    AgendaItem,
    AttendanceEvent,
    Body,
    Decision,
    Meeting,
    Minutes,
    MinutesSection,
    Organisation,
    Poll,
    Seat,
)

from ..core import MINUTE, NOON, UserFactory
from .meetings import DecisionPointFactory, ParticipantFactory, PollFactory
from .registries import OrganisationFactory, SeatFactory
from .scenes import MinutesFactory, make_council, make_meeting

MATTERS = [
    (
        "Алматы агломерациясы аумағында қоғамдық көліктің бірыңғай жүйесін құру туралы",
        "О создании единой системы общественного транспорта на территории Алматинской агломерации",
    ),
    (
        "Қала маңы елді мекендерін сумен жабдықтау және су бұру желілерін дамыту туралы",
        "О развитии сетей водоснабжения и водоотведения пригородных населённых пунктов",
    ),
    (
        "Тұрмыстық қатты қалдықтарды басқарудың ортақ полигонын орналастыру туралы",
        "О размещении общего полигона для управления твёрдыми бытовыми отходами",
    ),
    (
        "Қаскелең, Талғар және Қонаев бағыттары бойынша автожолдарды кеңейту туралы",
        "О расширении автомобильных дорог по направлениям Каскелен, Талгар и Конаев",
    ),
]
HEARD = (
    "{who} – агломерация аумағындағы қазіргі жағдай, соңғы үш жылдағы көрсеткіштер және алда "
    "тұрған міндеттер туралы баяндады. Тұрғындар санының өсуіне байланысты инженерлік желілерге "
    "түсетін жүктеме 1,8 есе артқанын, жөндеуге 12,4 млрд ₸ қажет екенін атап өтті.",
    "{who} – доложил(а) о текущем положении на территории агломерации, показателях за последние "
    "три года и предстоящих задачах. Отметил(а), что в связи с ростом числа жителей нагрузка на "
    "инженерные сети возросла в 1,8 раза, а на ремонт требуется 12,4 млрд ₸.",
)
SPOKE = (
    "{who} – ұсыныстарды қолдады, жобалық-сметалық құжаттаманы әзірлеу мерзімін нақтылауды және "
    "іргелес аудандардың әкімдіктерімен келісуді сұрады; № 5 кестедегі деректерді тексеруді "
    "ұсынды.",
    "{who} – поддержал(а) предложения, просил(а) уточнить срок разработки проектно-сметной "
    "документации и согласовать её с акиматами прилегающих районов; предложил(а) перепроверить "
    "данные таблицы № 5.",
)
POINTS = [
    (
        "Бірыңғай көлік жүйесінің жол картасы әзірленсін және келісуге енгізілсін.",
        "Разработать и внести на согласование дорожную карту единой транспортной системы.",
    ),
    (
        "Қажетті қаражат көлемі есептеліп, 2027–2029 жылдарға арналған бюджет жобасына "
        "ұсыныстар берілсін.",
        "Рассчитать объём необходимых средств и внести предложения в проект бюджета на "
        "2027–2029 годы.",
    ),
    (
        "Орындалу барысы туралы ақпарат кеңестің келесі отырысына ұсынылсын.",
        "Информацию о ходе исполнения представить к следующему заседанию совета.",
    ),
]
PEOPLE = [
    ("Алматы қаласының әкімі (демо)", "аким города Алматы (демо)"),
    ("Алматы облысының әкімі (демо)", "аким Алматинской области (демо)"),
    ("Көлік министрлігінің өкілі (демо)", "представитель Министерства транспорта (демо)"),
    ("Талғар ауданының әкімі (демо)", "аким Талгарского района (демо)"),
    ("Қарасай ауданының әкімі (демо)", "аким Карасайского района (демо)"),
]
NAMES = [
    ("Әбдіғали Ғ.Қ.", "Абдигали Г.К."),
    ("Өмірұзақ Ұ.Ү.", "Омирузак У.У."),
    ("Һәкімжан І.Ң.", "Хакимжан И.Н."),
    ("Қуанышбаева Ә.Ө.", "Куанышбаева А.О."),
    ("Іңкәрбек Ұ.Ғ.", "Инкарбек У.Г."),
]


def make_minutes(
    *, items: int = 3, voting: int = 11, present: int = 9, speeches: int = 3, points: int = 3,
    form: str = "full", body: Body | None = None, decide: bool = True, **meeting_fields,
) -> Minutes:  # fmt: skip
    """Draft minutes of a closed meeting: `items` matters, each heard, discussed, voted, adopted
    and registered (or, without `decide`, left as drafts).

    Three pages for three items; 40 pages need some 36 items with 9 speeches and 4 points.
    """
    body = body or make_body(voting)
    meeting = make_meeting(body, state="closed", present=present, items=items, **meeting_fields)
    _name_people(meeting)
    minutes = MinutesFactory(
        meeting=meeting,
        form=form,
        heading_kk="Алматы агломерациясының жергілікті кеңесінің кезекті отырысы",
        heading_ru="Очередное заседание местного совета Алматинской агломерации",
        opening_kk="Отырысты төраға ашып, күн тәртібімен таныстырды.",
        opening_ru="Заседание открыл председатель и ознакомил с повесткой дня.",
        closing_kk="Күн тәртібіндегі мәселелер қаралып бітті. Отырыс жабық деп жарияланды.",
        closing_ru="Вопросы повестки дня рассмотрены. Заседание объявлено закрытым.",
    )
    executors = _executors()
    for item in meeting.items.order_by("position"):
        _name_matter(item)
        _discuss(item, minutes, speeches=speeches)
        if decide:
            _decide(item, executors, points=points, voting=present)
            _register(item.decision)
    return minutes


def make_held_meeting(
    *, items: int = 3, points: int = 3, present: int = 5, body: Body | None = None
) -> Meeting:
    """A meeting in session with all its matters decided: it only remains to close it."""
    body = body or make_body(6)
    meeting = make_meeting(body, state="open", present=present, items=items)
    _name_people(meeting)
    executors = _executors()
    for item in meeting.items.order_by("position"):
        _name_matter(item)
        _decide(item, executors, points=points, voting=present)
    return meeting


def make_body(voting: int) -> Body:
    return make_council(
        voting=voting,
        kind=Body.Kind.LOCAL_COUNCIL,
        name_kk="Алматы агломерациясының жергілікті кеңесі",
        name_ru="Местный совет Алматинской агломерации",
    )


def _name_people(meeting) -> None:
    for place, person in enumerate(meeting.participants.order_by("pk")):
        person.name_kk, person.name_ru = NAMES[place % len(NAMES)]
        person.title_kk, person.title_ru = PEOPLE[place % len(PEOPLE)]
        person.save()


def _executors() -> list[Organisation]:
    names = [
        ("Алматы қаласының әкімдігі", "акимат города Алматы"),
        ("Алматы облысының әкімдігі", "акимат Алматинской области"),
        ("Көлік министрлігі", "Министерство транспорта"),
    ]
    return [OrganisationFactory(name_kk=kk, name_ru=ru) for kk, ru in names]


def _name_matter(item) -> None:
    item.title_kk, item.title_ru = MATTERS[(item.position - 1) % len(MATTERS)]
    item.rapporteur_kk, item.rapporteur_ru = NAMES[item.position % len(NAMES)]
    item.state = AgendaItem.State.CONSIDERED
    item.save()


def _discuss(item, minutes, *, speeches) -> None:
    speakers = [NAMES[(item.position + n) % len(NAMES)] for n in range(1, speeches + 1)]
    MinutesSection.objects.create(
        minutes=minutes,
        item=item,
        heard_kk=HEARD[0].format(who=item.rapporteur_kk),
        heard_ru=HEARD[1].format(who=item.rapporteur_ru),
        spoke_kk="\n".join(SPOKE[0].format(who=kk) for kk, _ru in speakers),
        spoke_ru="\n".join(SPOKE[1].format(who=ru) for _kk, ru in speakers),
    )


def _decide(item, executors: list[Organisation], *, points, voting) -> None:
    decision = item.decision
    decision.title_kk, decision.title_ru = item.title_kk, item.title_ru
    decision.state = Decision.State.ADOPTED
    decision.save()
    for number in range(points):
        text_kk, text_ru = POINTS[number % len(POINTS)]
        point = DecisionPointFactory(
            decision=decision,
            text_kk=text_kk,
            text_ru=text_ru,
            executor=executors[number % 3],
            due_on=date(2026, 7, 1),
        )
        point.co_executors.set(executors[:1] if number % 3 else executors[1:])
    PollFactory(
        decision=decision,
        state=Poll.State.CLOSED,
        closed_at=NOON + 30 * MINUTE,
        total=item.meeting.participants.filter(is_voting=True).count(),
        present=voting,
        votes_for=voting - 1,
        against=0,
        abstained=1,
        did_not_vote=0,
        needed=voting // 2 + 1,
        adopted=True,
        majority_base="present",
        tie_rule="chair",
    )


def _register(decision: Decision) -> None:
    registered = Decision.objects.filter(body=decision.body, number__isnull=False).count()
    decision.year, decision.number, decision.registered_at = 2026, registered + 17, NOON
    decision.save()


def invite(minutes: Minutes, *, kk: str, ru: str) -> None:
    """Add an invited observer who came."""
    seat = SeatFactory(body=minutes.meeting.body, role=Seat.Role.OBSERVER)
    person = ParticipantFactory(
        meeting=minutes.meeting, seat=seat, name_kk=kk, name_ru=ru, is_present=True
    )
    AttendanceEvent.objects.create(
        participant=person, kind=AttendanceEvent.Kind.ARRIVED, at=NOON, by=UserFactory()
    )

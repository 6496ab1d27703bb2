"""The rules of the house that a machine can hold."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from agglo_portal.core import journal_texts, outbox
from agglo_portal.core.rules import Refused

ROOT = Path(__file__).resolve().parent.parent
APPS = ["agglo_portal", "councils", "memoranda", "schemes"]
WRITTEN = [*APPS, "templates", "static", "tests", "bin", "bench", "deploy", "docs", ".ci"]
WRITTEN_FILES = {".py", ".html", ".txt", ".css", ".js", ".md", ".typ", ".toml", ".conf", ".service"}
LONGEST_FILE = 300
LONGEST_TEMPLATE = 150
LONGEST_FUNCTION = 50
ONE_FLAT_FILE = {"agglo_portal/settings.py"}  # read from top to bottom, never split
# Templates of installed packages that ours take the place of: the packages name them.
TAKEN_OVER = {
    "account", "admin", "allauth", "django", "drf_spectacular", "mfa", "registration",
    "usersessions",
}  # fmt: skip
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def files(*folders, suffixes=(".py",)):
    """Files that people wrote: no migrations, nothing that is built."""
    found = chain.from_iterable((ROOT / folder).rglob("*") for folder in folders)
    return sorted(
        path
        for path in found
        if path.is_file()
        and path.suffix in suffixes
        and not {"migrations", "__pycache__", "node_modules", "var"} & set(path.parts)
    )


def name_of(path):
    return str(path.relative_to(ROOT))


def functions_in(path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


SOURCES = files(*APPS)
DOMAINS = ["councils", "memoranda", "schemes"]
SERVICES = files(*[f"{app}/services" for app in DOMAINS])
TEMPLATES = files("templates", suffixes=(".html",))


# Sizes -------------------------------------------------------------------------------------------
def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        name_of(path): lines
        for path in files(*WRITTEN, suffixes=WRITTEN_FILES)
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
        and name_of(path) not in ONE_FLAT_FILE
    }
    assert long == {}


def test_no_template_is_longer_than_two_screens():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in TEMPLATES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_TEMPLATE} == {}


def test_every_function_fits_a_screen():
    long = [
        f"{name_of(path)}:{function.name}"
        for path in SOURCES
        for function in functions_in(path)
        if function.end_lineno - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


# States ------------------------------------------------------------------------------------------
MACHINES = [model for model in apps.get_models() if hasattr(model, "MOVES")]


@pytest.mark.parametrize("model", MACHINES, ids=lambda model: model.__name__)
def test_every_state_can_be_reached_from_the_first(model):
    reached, frontier = set(), {model._meta.get_field("state").default}
    while frontier:
        reached |= frontier
        frontier = {to for state in frontier for to in model.MOVES.get(state, ())} - reached
    assert reached == set(model.State)


def test_there_are_machines_to_look_at():
    assert {
        "Body",
        "Meeting",
        "Decision",
        "Minutes",
        "Memorandum",
        "Suggestion",
        "SigningSheet",
    } <= {model.__name__ for model in MACHINES}


# Services ----------------------------------------------------------------------------------------
def acts_in(path):
    """Functions that open a transaction: each of them is an act."""
    for function in functions_in(path):
        decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
        if any(decorator.startswith("transaction.atomic") for decorator in decorators):
            yield function


ACTS = [
    pytest.param(path, function, id=function.name)
    for path in SERVICES
    for function in acts_in(path)
]


@pytest.mark.parametrize(("path", "function"), ACTS)
def test_every_act_says_by_whom_and_when_and_what_it_refuses(path, function):
    assert {"by", "at"} <= {argument.arg for argument in function.args.kwonlyargs}
    assert 1 <= len(function.args.args) <= 2, "only records stand before the star"
    assert ast.get_docstring(function) or function.name.startswith("_")


@pytest.mark.parametrize(("path", "function"), ACTS)
def test_no_act_reads_the_clock(path, function):
    called = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    assert not called & {"timezone.now", "datetime.now", "date.today", "timezone.localdate"} or all(
        node.args
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "timezone.localdate"
    )


def test_only_services_and_the_clock_write_the_journal():
    writers = {"services", "documents"}  # what a rendering lost is told by the clock
    outside = [path for path in files(*DOMAINS) if not writers & set(path.parts)]
    assert [name_of(path) for path in outside if "journal.record(" in path.read_text()] == []


def test_every_refusal_has_its_own_code_and_words():
    refusals = list(_below(Refused))
    codes = [refusal.code for refusal in refusals]

    assert sorted(code for code in set(codes) if codes.count(code) > 1) == []
    assert [one.__name__ for one in refusals if str(one.message) == str(Refused.message)] == []


def _below(kind):
    for sub in kind.__subclasses__():
        if sub.__module__.split(".")[0] in APPS:
            yield sub
        yield from _below(sub)


# The journal and the outbox ----------------------------------------------------------------------
def literals(call, sources):
    """First arguments of these calls, where they are written out."""
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == call and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def test_every_event_of_the_journal_is_said_in_words():
    assert set(literals("journal.record", SOURCES)) - set(journal_texts.texts) == set()


def test_every_ordered_work_has_its_handler():
    assert set(literals("outbox.order", SOURCES)) - set(outbox.handlers) == set()


# URLs, views, templates --------------------------------------------------------------------------
def patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, pattern.namespace or namespace)
        elif pattern.name:
            yield namespace, pattern


PAGES = [(app, pattern) for app, pattern in patterns(get_resolver()) if app in DOMAINS]


@pytest.mark.parametrize("app", ["councils", "memoranda"])
def test_an_app_has_pages(app):
    assert len([1 for owner, _pattern in PAGES if owner == app]) > 50


@pytest.mark.parametrize("pattern", [pattern for _app, pattern in PAGES], ids=lambda one: one.name)
def test_url_and_view_share_their_name(pattern):
    view = pattern.callback
    assert getattr(view, "__name__", type(view).__name__) == pattern.name


@pytest.mark.parametrize("app", DOMAINS)
def test_a_page_is_named_as_its_url(app):
    names = {pattern.name for owner, pattern in PAGES if owner == app}
    pages = (ROOT / "templates" / app).glob("*.html")
    strange = [page.name for page in pages if page.stem not in names and page.stem[0] != "_"]
    assert strange == []


def test_every_template_is_used():
    texts = "".join(path.read_text() for path in files(*APPS, "templates", suffixes=WRITTEN_FILES))
    unused = [
        str(path.relative_to(ROOT / "templates"))
        for path in TEMPLATES
        if path.relative_to(ROOT / "templates").parts[0] not in TAKEN_OVER | ERROR_PAGES
    ]
    assert [name for name in unused if name not in texts] == []


INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|[\"']javascript:|<script(?![^>]*\ssrc)",
    re.IGNORECASE,
)


def test_no_template_holds_a_style_or_a_script():
    found = [name_of(path) for path in TEMPLATES if INLINE.search(_without_data(path.read_text()))]
    assert found == []


def _without_data(text):
    """Blocks of JSON are data: a browser does not run them."""
    return re.sub(r"<script[^>]*type=\"application/(ld\+)?json\".*?</script>", "", text, flags=re.S)


# Words -------------------------------------------------------------------------------------------
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f]")


def test_nothing_that_people_read_holds_an_emoji():
    read = files(*APPS, "templates", "static", "docs", "locale", suffixes=WRITTEN_FILES | {".po"})
    found = {name_of(path) for path in read if EMOJI.search(path.read_text())}
    assert found <= {"agglo_portal/core/printable.py"}  # a list of signs that people may type


def test_no_text_for_translation_is_glued_together():
    glued = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert glued == []


# Settings ----------------------------------------------------------------------------------------
def test_every_variable_that_settings_read_is_in_the_example():
    settings = (ROOT / "agglo_portal/settings.py").read_text()
    read = set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", settings))
    described = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))

    assert len(read) > 10
    assert read - described == set()


# Habits ------------------------------------------------------------------------------------------
FORBIDDEN = {
    r"^from django\.dispatch|^from django\.db\.models\.signals": "signals",
    r"^    def save\(self": "logic in save()",
    r"^        ordering = ": "Meta.ordering",
    r"@method_decorator|^class \w+\((Template|List|Detail|Form|)View\)": "views as classes",
    r"# type: ignore": "a silenced type",
}


@pytest.mark.parametrize("pattern", FORBIDDEN, ids=FORBIDDEN.get)
def test_a_habit_of_other_houses_is_not_ours(pattern):
    models_and_views = [path for path in SOURCES if "api" not in path.parts]
    found = [
        name_of(path) for path in models_and_views if re.search(pattern, path.read_text(), re.M)
    ]
    assert found == []


def test_no_module_is_a_drawer_for_everything():
    assert [name_of(path) for path in SOURCES if path.stem in {"utils", "helpers", "common"}] == []


def test_migrations_are_named_by_their_meaning():
    migrations = chain.from_iterable((ROOT / app).rglob("migrations/0*.py") for app in APPS)
    assert [name_of(path) for path in migrations if "_auto_" in path.name] == []

"""How a rule of the scheme says what is wrong: a stable code and facts, worded elsewhere."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field. `code` is stable; `facts` fill the words of problem_texts."""

    field: str
    code: str
    facts: dict[str, object] = field(default_factory=dict)

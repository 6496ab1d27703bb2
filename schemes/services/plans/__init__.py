"""A plan: written, agreed to by the maslikhats, submitted, approved; its measures and reports."""

from .agreements import name_maslikhat, record_agreement, withdraw_agreement
from .drafting import change_plan, create_plan
from .reminders import remind_of_reports
from .route import approve_plan, return_plan, submit_plan
from .year_files import order_year_files

__all__ = [
    "approve_plan",
    "change_plan",
    "create_plan",
    "name_maslikhat",
    "order_year_files",
    "record_agreement",
    "remind_of_reports",
    "return_plan",
    "submit_plan",
    "withdraw_agreement",
]

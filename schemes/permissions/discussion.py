"""Who leads a discussion: the secretariat of the scheme's body, and nobody else.

Keepers of layers neither moderate nor answer: an answer is the body's, whoever prepared its words.
"""

from agglo_portal.core.models import User

from ..models import Discussion, Edition, PublicRemark
from .leading import leads


def can_plan_discussion(user: User, edition: Edition) -> bool:
    return leads(user, edition.scheme)


def can_change_discussion(user: User, discussion: Discussion) -> bool:
    return leads(user, discussion.edition.scheme)


can_announce_discussion = can_extend_discussion = can_moderate = can_change_discussion


def can_publish_remark(user: User, remark: PublicRemark) -> bool:
    return can_moderate(user, remark.discussion)


can_reject_remark = can_answer_remark = can_publish_remark

"""The colour that repeats what a state's word says: chip and notice tones of the look."""

TONES = {
    # ok: adopted, signed, in force, done
    **dict.fromkeys(
        ["ok", "success", "active", "adopted", "complete", "signed", "published", "done",
         "considered", "present", "arrived", "coming", "for", "in_force", "agreed",
         "approved", "accepted", "answered"], "ok"
    ),
    # info: under way
    **dict.fromkeys(
        ["info", "convened", "current", "in_progress", "minutes_signed", "negotiation",
         "approval", "registered", "endorsed"], "info"
    ),
    # warn: due soon, lags, not yet enough
    **dict.fromkeys(
        ["warn", "warning", "late", "deferred", "due_soon", "no_quorum", "suspended",
         "returned", "agreed_with_remarks"], "warn"
    ),
    # bad: overdue, refused, blocked
    **dict.fromkeys(
        ["bad", "error", "failed", "refused", "rejected", "cancelled", "overdue", "against",
         "annulled", "not_coming"], "bad"
    ),
    # wait: waits for somebody
    **dict.fromkeys(
        ["wait", "waiting", "running", "open", "closed", "prepared", "sent", "signing",
         "reported", "confirmed", "submitted"], "wait"
    ),
}  # fmt: skip


def tone_of(state: str) -> str:
    """Give the tone of a state or of a message's level; what is not listed is quiet."""
    return TONES.get(str(state), "mute")

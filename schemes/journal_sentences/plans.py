"""How plans, measures and their reports read in the journal."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "plan_created": _("The draft plan for {from_year}–{to_year} was begun"),
    "plan_changed": _("The name, the address or the years of the plan were changed"),
    "maslikhat_named": _("Must also agree: {maslikhat}"),
    "plan_agreed": _("Agreed on {agreed_on}: {maslikhat}"),
    "plan_agreement_withdrawn": _("The agreement was withdrawn: {maslikhat}. {reason}"),
    "plan_submitted": _("The plan was submitted to the Government"),
    "plan_returned": _("The plan was taken back into work: {reason}"),
    "plan_approved": _("The plan was approved: {act}"),
    "plan_year_ordered": _("The consolidated report of {year} was ordered as a document"),
    "plan_executor_reminded": _("Reminded of the reports of {year}: {executor}, measures: {owed}"),
    "measure_added": _("Measure {number} was added"),
    "measure_changed": _("The measure was changed"),
    "measure_amended": _("The measure of the approved plan was changed: {reason}"),
    "measure_moved": _("The measure was put at place {to_position}"),
    "measure_removed": _("Measure {number} was taken out: {title}"),
    "measure_begun": _("Work on the measure began. {reason}"),
    "measure_done": _("The measure is done. {reason}"),
    "measure_cancelled": _("The measure was cancelled: {reason}"),
    "measure_put_back": _("The measure was put back among the planned: {reason}"),
    "measure_moved_on": _("By the report of {year} ({percent} %) the measure moved on"),
    "measure_costs_set": _("The money was set: {after} thousand tenge, before {before}"),
    "measure_placed": _("A place was named: {object}"),
    "measure_unplaced": _("No longer a place of the measure: {object}"),
    "measure_reported": _("Report of {year} was sent: {percent} %"),
    "measure_report_accepted": _("Report of {year} was accepted: {percent} %"),
    "measure_report_returned": _("Report of {year} was returned: {reason}"),
}

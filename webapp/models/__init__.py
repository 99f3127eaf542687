"""Tables and relations, row predicates and their WHERE twins. No model writes to another row."""

from webapp.models.agencies import Agency, AgencyGroup, AgencyKind, AgencyName, GroupMember
from webapp.models.corrections import Correction
from webapp.models.filters import SavedFilter
from webapp.models.follow_ups import FollowUp, FollowUpMail, FollowUpTask
from webapp.models.imports import Import, ImportState, Proposal, ProposalAgency
from webapp.models.inbound import InboundMail, InboundState
from webapp.models.indicators import Indicator, Measurement, MeasurementSheet, Target, TargetProposal
from webapp.models.jobs import Job, JobState
from webapp.models.links import LinkPurpose, QuickLink
from webapp.models.mail import MailState, OutboxMail, Reminder
from webapp.models.people import AuthSession, FocalPoint, ParkedForm, Person, PersonHandover, SignInCode, SignInFailure
from webapp.models.programmes import Assignment, AssignmentAgency, Clause, Programme
from webapp.models.reorganisations import (
    AgencyTitle,
    ProgrammeMonitor,
    Reorganisation,
    ReorganisationAgency,
    ReorganisationKind,
    Side,
)
from webapp.models.report_templates import CopyOut, ReportTemplate
from webapp.models.reports import Report
from webapp.models.search import SearchEntry, SearchKind
from webapp.models.settings import CalendarDay, Setting, WorkerBeat
from webapp.models.tasks import CLOSING, Event, EventKind, Evidence, Task
from webapp.models.verdicts import Verdict

__all__ = [
    "CLOSING",
    "Agency",
    "AgencyGroup",
    "AgencyKind",
    "AgencyName",
    "AgencyTitle",
    "Assignment",
    "AssignmentAgency",
    "AuthSession",
    "CalendarDay",
    "Clause",
    "CopyOut",
    "Correction",
    "Event",
    "EventKind",
    "Evidence",
    "FocalPoint",
    "FollowUp",
    "FollowUpMail",
    "FollowUpTask",
    "GroupMember",
    "Import",
    "ImportState",
    "InboundMail",
    "InboundState",
    "Indicator",
    "Job",
    "JobState",
    "LinkPurpose",
    "MailState",
    "Measurement",
    "MeasurementSheet",
    "OutboxMail",
    "ParkedForm",
    "Person",
    "PersonHandover",
    "Programme",
    "ProgrammeMonitor",
    "Proposal",
    "ProposalAgency",
    "QuickLink",
    "Reminder",
    "Reorganisation",
    "ReorganisationAgency",
    "ReorganisationKind",
    "Report",
    "ReportTemplate",
    "SavedFilter",
    "SearchEntry",
    "SearchKind",
    "Setting",
    "Side",
    "SignInCode",
    "SignInFailure",
    "Target",
    "TargetProposal",
    "Task",
    "Verdict",
    "WorkerBeat",
]

"""The training desk's papers: from the yearly programme to the yearly report."""

from cresi_app.training.reports.badges import badges
from cresi_app.training.reports.certificate import certificates
from cresi_app.training.reports.convocation import convocations
from cresi_app.training.reports.declared import quality, statement
from cresi_app.training.reports.evaluation import evaluation
from cresi_app.training.reports.programme import programme, programme_imposed
from cresi_app.training.reports.session import session_report
from cresi_app.training.reports.signin import attendance
from cresi_app.training.reports.trainer import trainer_letters
from cresi_app.training.reports.yearly import training_year

__all__ = [
    "attendance",
    "badges",
    "certificates",
    "convocations",
    "evaluation",
    "programme",
    "programme_imposed",
    "quality",
    "session_report",
    "statement",
    "trainer_letters",
    "training_year",
]

"""The workflow: the moves of an article or a collection, and the one way its words change. Alone in writing `state`.

Every function checks, writes and records in one transaction, with the row locked (a transaction alone is no lock).
Not for what is wrong with a text (`findings`), nor for how an edition is made (`freeze`).
"""

from articles.editorial.workflow.chain import Fault, check_chains, faults, sign_off_hash
from articles.editorial.workflow.hand import assign, claim, release
from articles.editorial.workflow.moves import (
    CORRECTING,
    WITHDRAWING,
    correct,
    publish,
    recall,
    reopen,
    seal,
    submit,
    withdraw,
)
from articles.editorial.workflow.revise import editing, record, record_import, record_rereading, snapshot_of
from articles.editorial.workflow.sign import Standing, blocking, may_sign_stage, send_back, sent_by, sign, standing
from articles.editorial.workflow.table import (
    MOVES,
    Move,
    Refused,
    allowed,
    closed,
    has_right,
    locked,
    not_from_here,
    refuse_stale,
)
from articles.editorial.workflow.timing import cancel, embargo, not_yet, open_edition, reschedule

__all__ = [
    "CORRECTING",
    "MOVES",
    "WITHDRAWING",
    "Fault",
    "Move",
    "Refused",
    "Standing",
    "allowed",
    "assign",
    "blocking",
    "cancel",
    "check_chains",
    "claim",
    "closed",
    "correct",
    "editing",
    "embargo",
    "faults",
    "has_right",
    "locked",
    "may_sign_stage",
    "not_from_here",
    "not_yet",
    "open_edition",
    "publish",
    "recall",
    "record",
    "record_import",
    "record_rereading",
    "refuse_stale",
    "release",
    "reopen",
    "reschedule",
    "seal",
    "send_back",
    "sent_by",
    "sign",
    "sign_off_hash",
    "snapshot_of",
    "standing",
    "submit",
    "withdraw",
]

"""One error tree. The message of each is one sentence: what, where, and what to do.

Library errors are translated at a room's edge. Two places catch them: the road (records the failure, goes on) and the
command line (prints, exits).
"""


class DatelineError(Exception):
    """Any failure that Dateline explains to a user."""


class ReadError(DatelineError):
    """A report could not be read: broken, empty, encrypted or of an unknown type."""


class SkipReport(DatelineError):
    """A report is left out for a stated reason that is no fault of its bytes: not English, the same as another."""


class TableError(DatelineError):
    """A row of a table is wrong; the message names the file and the line."""


class ModelError(DatelineError):
    """A language model or the gazetteer is missing or damaged; the message names the command that mends it."""


class StoreError(DatelineError):
    """The database cannot be opened, written or understood."""


class UsageError(DatelineError):
    """A command was asked for something that cannot be: an unknown id, a wrong date, an input that is not there."""

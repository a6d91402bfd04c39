"""Translation on this machine, without a network: models that lie in one folder, and the processes that run them.

Firefox's models are run by `fxtranslate`, OPUS-MT's and Argos' by CTranslate2: why in processes of their own
is told in docs/decisions/0010-models-in-processes.md.
"""

from transflow.engines.offline.engine import Offline, open_engine
from transflow.engines.offline.firefox import inflate, records_address
from transflow.engines.offline.installed import FIREFOX, MARIAN, Model, find, listed

__all__ = ["FIREFOX", "MARIAN", "Model", "Offline", "find", "inflate", "listed", "open_engine", "records_address"]

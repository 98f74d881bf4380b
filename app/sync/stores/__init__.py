"""Where a team's sealed files lie: a folder, object storage, a database or a WebDAV folder.

Each keeps the same bytes under the same names, and none can read them. Nothing there is ever read,
changed and written back: files are only added, and removed once a snapshot covers them.
"""

from app.sync.stores.admitting import ready_store, shut_way_in, way_in
from app.sync.stores.gathering import gather
from app.sync.stores.opening import needs_secret, open_team_store
from app.sync.stores.team_store import Listing, TeamStore

__all__ = [
    "Listing",
    "TeamStore",
    "gather",
    "needs_secret",
    "open_team_store",
    "ready_store",
    "shut_way_in",
    "way_in",
]

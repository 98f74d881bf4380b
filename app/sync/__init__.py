"""What leaves this laptop for a colleague's, and comes from there: packed, sealed, never believed.

plain         looks at values from outside before they become ours
packing       changes, forms and sealed files as plain values, and back
unpacking     plain values as compressed bytes, and back within bounds
coded_file    a sealed file that a code said aloud opens
record_file   a record in such a file
invitation    what is needed to join a team, in such a file
names         what files are called in a team's store
keys          those of a laptop and of a scope
frame         what every segment has: header, signature, place in its stream
segments      changes of a scope, sealed and signed
founding      the first file of a team
entries       what laptops say in the roster; roster_files: signed, in segments
roster        who is in a team; said, admission, folding: how that follows from what was said
grants        scope keys, wrapped for laptops
recovery      what follows from a team's printed recovery key
stores        where all these files lie
"""

from app.sync.entries import (
    Acknowledged,
    Entry,
    Granted,
    Invited,
    Joined,
    Rejoined,
    Removed,
    Snapshotted,
    Withdrawn,
    proven,
)
from app.sync.folding import fold
from app.sync.founding import founder_of, read_founding, team_of, write_founding
from app.sync.frame import FIRST, Fault, SegmentError, SegmentPlace, file_hash, read_header
from app.sync.grants import open_key, wrap_key
from app.sync.invitation import (
    LARGEST_INVITATION,
    MOST_KEYS,
    Invitation,
    open_invitation,
    salt_of_invitation,
    seal_invitation,
)
from app.sync.keys import (
    KEY_BYTES,
    Device,
    LaptopKeys,
    ScopeKey,
    device_name,
    fresh_device,
    fresh_laptop_keys,
    fresh_scope_key,
    laptop_keys_from_bytes,
    photo_name,
    scope_tag,
    sign,
    verify_key_of,
)
from app.sync.names import (
    FOUNDING,
    PHOTOS,
    ROSTER,
    SEGMENT,
    SNAPSHOT,
    FileName,
    StreamName,
    read_name,
)
from app.sync.packing import PackedForm, Parcel
from app.sync.record_file import MOST_BYTES, open_parcel, salt_of, seal_parcel
from app.sync.recovery import recovery_keys, recovery_parts, secret_for_recovery
from app.sync.roster import Grant, Roster, TeamLaptop, TeamSnapshot, stream_key
from app.sync.roster_files import open_roster_files, seal_roster
from app.sync.segments import (
    ScopeSnapshot,
    open_segment,
    open_snapshot,
    seal_segment,
    seal_snapshot,
)
from app.sync.stores import (
    TeamStore,
    gather,
    needs_secret,
    open_team_store,
    ready_store,
    shut_way_in,
    way_in,
)

__all__ = [
    "FIRST",
    "FOUNDING",
    "KEY_BYTES",
    "LARGEST_INVITATION",
    "MOST_BYTES",
    "MOST_KEYS",
    "PHOTOS",
    "ROSTER",
    "SEGMENT",
    "SNAPSHOT",
    "Acknowledged",
    "Device",
    "Entry",
    "Fault",
    "FileName",
    "Grant",
    "Granted",
    "Invitation",
    "Invited",
    "Joined",
    "LaptopKeys",
    "PackedForm",
    "Parcel",
    "Rejoined",
    "Removed",
    "Roster",
    "ScopeKey",
    "ScopeSnapshot",
    "SegmentError",
    "SegmentPlace",
    "Snapshotted",
    "StreamName",
    "TeamLaptop",
    "TeamSnapshot",
    "TeamStore",
    "Withdrawn",
    "device_name",
    "file_hash",
    "fold",
    "founder_of",
    "fresh_device",
    "fresh_laptop_keys",
    "fresh_scope_key",
    "gather",
    "laptop_keys_from_bytes",
    "needs_secret",
    "open_invitation",
    "open_key",
    "open_parcel",
    "open_roster_files",
    "open_segment",
    "open_snapshot",
    "open_team_store",
    "photo_name",
    "proven",
    "read_founding",
    "read_header",
    "read_name",
    "ready_store",
    "recovery_keys",
    "recovery_parts",
    "salt_of",
    "salt_of_invitation",
    "scope_tag",
    "seal_invitation",
    "seal_parcel",
    "seal_roster",
    "seal_segment",
    "seal_snapshot",
    "secret_for_recovery",
    "shut_way_in",
    "sign",
    "stream_key",
    "team_of",
    "verify_key_of",
    "way_in",
    "wrap_key",
    "write_founding",
]

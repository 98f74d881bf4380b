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

from app.sync.packing import PackedForm, Parcel
from app.sync.record_file import MOST_BYTES, open_parcel, salt_of, seal_parcel

__all__ = ["MOST_BYTES", "PackedForm", "Parcel", "open_parcel", "salt_of", "seal_parcel"]

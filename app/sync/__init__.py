"""What leaves this laptop for a colleague's, and comes from there: packed, sealed, never believed.

plain         looks at values from outside before they become ours
packing       changes, forms and sealed files as plain values, and back
unpacking     plain values as compressed bytes, and back within bounds
record_file   a record in one sealed file, which a code said aloud opens
names         what files are called in a team's store
keys          those of a laptop and of a scope
frame         what every segment has: header, signature, place in its stream
segments      changes of a scope, sealed and signed
"""

from app.sync.packing import PackedForm, Parcel
from app.sync.record_file import MOST_BYTES, open_parcel, salt_of, seal_parcel

__all__ = ["MOST_BYTES", "PackedForm", "Parcel", "open_parcel", "salt_of", "seal_parcel"]

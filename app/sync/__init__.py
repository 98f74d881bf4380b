"""What leaves this laptop for a colleague's, and comes from there: packed, sealed, never believed.

packing       changes, forms and sealed files as plain values, and back
record_file   those values in one sealed file, which a code said aloud opens
"""

from app.sync.packing import PackedForm, Parcel
from app.sync.record_file import MOST_BYTES, open_parcel, salt_of, seal_parcel

__all__ = ["MOST_BYTES", "PackedForm", "Parcel", "open_parcel", "salt_of", "seal_parcel"]

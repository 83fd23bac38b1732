"""What may be asked of the media, as the table of permits names it."""

from __future__ import annotations

ADD_MEDIUM = "AddMedium"
REMOVE_MEDIUM = "RemoveMedium"

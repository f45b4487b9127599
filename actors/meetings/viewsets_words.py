"""The words of a meeting's steps and of its history, for the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

STEPS = {
    "invite": gettext_lazy("Invite the members"),
    "update": gettext_lazy("Tell the members what changed"),
    "open": gettext_lazy("Open the meeting"),
    "close": gettext_lazy("Close the meeting"),
    "cancel": gettext_lazy("Cancel the meeting"),
}
DONE = {
    "invite": gettext_lazy("The invitations are on their way."),
    "update": gettext_lazy("The members hear of it by mail."),
    "open": gettext_lazy("The meeting is open."),
    "close": gettext_lazy("The meeting is closed."),
    "cancel": gettext_lazy("The meeting is cancelled; the members hear of it by mail."),
}
EVENTS = {
    "meeting_planned": gettext_lazy("planned"),
    "meeting_changed": gettext_lazy("changed"),
    "meeting_invited": gettext_lazy("invited"),
    "meeting_update_sent": gettext_lazy("members told of changes"),
    "meeting_opened": gettext_lazy("opened"),
    "meeting_closed": gettext_lazy("closed"),
    "meeting_cancelled": gettext_lazy("called off"),
    "item_added": gettext_lazy("item added"),
    "item_changed": gettext_lazy("item changed"),
    "item_moved": gettext_lazy("item moved"),
    "item_removed": gettext_lazy("item removed"),
    "paper_added": gettext_lazy("paper added"),
    "paper_removed": gettext_lazy("paper removed"),
    "pack_asked": gettext_lazy("paper pack asked for"),
    "pack_made": gettext_lazy("paper pack made"),
    "pack_taken": gettext_lazy("paper pack downloaded"),
    "attendance_noted": gettext_lazy("attendance noted"),
    "minutes_begun": gettext_lazy("minutes begun"),
    "minutes_written": gettext_lazy("minutes written"),
    "minutes_signed": gettext_lazy("minutes signed"),
    "minutes_approved": gettext_lazy("minutes approved"),
    "resolution_recorded": gettext_lazy("resolution recorded"),
    "resolution_done": gettext_lazy("resolution done"),
}

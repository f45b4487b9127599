"""The table of rights in the CMS: which group may do what with pages, media and the admin.

Rights on records (cases, calls, actors) are asked by `may_*` in their packages; what Wagtail
itself asks stands here. Names of permissions are Wagtail's.
"""

from __future__ import annotations

from portal.accounts.roles import Role

WRITE = frozenset({"add_page", "change_page"})
PUBLISH = WRITE | {"publish_page", "lock_page", "unlock_page", "bulk_delete_page"}

# On the whole page tree.
PAGES: dict[Role, frozenset[str]] = {
    Role.EDITOR: WRITE,
    Role.COORDINATOR: WRITE,
    Role.APPROVER: PUBLISH,
    Role.ADMIN: PUBLISH,
}
# On the trees of the translated languages only.
TRANSLATED_PAGES: dict[Role, frozenset[str]] = {
    Role.TRANSLATOR: frozenset({"change_page"}),
}

CHOOSE = frozenset({"choose_image", "choose_document"})
UPLOAD = CHOOSE | {"add_image", "change_image", "add_document", "change_document"}

# On all collections.
MEDIA: dict[Role, frozenset[str]] = {
    Role.EDITOR: UPLOAD,
    Role.COORDINATOR: UPLOAD,
    Role.APPROVER: UPLOAD | {"delete_image", "delete_document"},
    Role.ADMIN: UPLOAD | {"delete_image", "delete_document"},
    Role.TRANSLATOR: CHOOSE,
}

# The plain records of the network, which have no lifecycle and so Wagtail's ready-made forms.
NETWORK_MODELS = ("organisation", "office", "body", "theme")
SEE_NETWORK = frozenset(f"actors.view_{model}" for model in NETWORK_MODELS)
KEEP_NETWORK = SEE_NETWORK | {
    f"actors.{verb}_{model}" for verb in ("add", "change") for model in NETWORK_MODELS
}

# Application forms: who composes hands in, who approves publishes.
SEE_FORMS = frozenset({"projects.view_applicationform"})
TRANSLATE_FORMS = SEE_FORMS | {"projects.change_applicationform"}
COMPOSE_FORMS = TRANSLATE_FORMS | {"projects.add_applicationform"}
PUBLISH_FORMS = TRANSLATE_FORMS | frozenset(
    f"projects.{verb}_applicationform" for verb in ("publish", "lock", "unlock")
)

# Besides the way into the admin, which every role of ADMIN_ROLES has.
MODELS: dict[Role, frozenset[str]] = {
    Role.EDITOR: KEEP_NETWORK | COMPOSE_FORMS,
    Role.AUDITOR: SEE_NETWORK | SEE_FORMS,
    Role.TRANSLATOR: SEE_NETWORK | TRANSLATE_FORMS | {"wagtail_localize.submit_translation"},
    Role.APPROVER: KEEP_NETWORK
    | PUBLISH_FORMS
    | frozenset(
        {
            "wagtail_localize.submit_translation",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        }
    ),
    Role.COORDINATOR: KEEP_NETWORK
    | COMPOSE_FORMS
    | {
        "wagtail_localize.submit_translation",
        "actors.delete_organisation",
        "home.change_footersettings",
        "projects.change_registersettings",
    },
}

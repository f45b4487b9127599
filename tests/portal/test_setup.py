"""`setup_portal`: run twice, the portal stands as the table of rights says."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
)
from wagtail_localize.models import LocaleSynchronization

from home.models import HomePage
from portal.accounts.roles import ADMIN_ROLES, NETWORK, Role
from portal.forms.models import FormVersion
from portal.setup import rights
from portal.setup.forms import set_up_forms
from projects.calls.models import READY_FORM
from projects.intake.models import ApplicationForm
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def _twice() -> None:
    home_page(languages=True)
    call_command("setup_portal", verbosity=0)
    call_command("setup_portal", verbosity=0)


@pytest.mark.usefixtures("_twice")
class TestSetUp:
    def test_every_language_follows_german(self) -> None:
        codes = set(Locale.objects.values_list("language_code", flat=True))
        assert codes == {code for code, _name in settings.LANGUAGES}
        followers = LocaleSynchronization.objects.filter(sync_from__language_code="de")
        assert set(followers.values_list("locale__language_code", flat=True)) == codes - {"de"}

    def test_groups_have_the_rights_of_the_table_and_no_others(self) -> None:
        homes = HomePage.objects.exclude(locale__language_code="de")
        for role in Role:
            given = GroupPagePermission.objects.filter(group__name=role.group_name)
            on_root = given.filter(page__depth=1).values_list("permission__codename", flat=True)
            assert set(on_root) == rights.PAGES.get(role, frozenset()), role
            below = given.exclude(page__depth=1).values_list("page_id", "permission__codename")
            translated = rights.TRANSLATED_PAGES.get(role, frozenset())
            assert set(below) == {(home.pk, name) for home in homes for name in translated}
            media = GroupCollectionPermission.objects.filter(group__name=role.group_name)
            names = set(media.values_list("permission__codename", flat=True))
            assert names == rights.MEDIA.get(role, frozenset()), role

    def test_only_office_roles_enter_the_admin(self) -> None:
        groups = Group.objects.filter(permissions__codename="access_admin")
        names = set(groups.values_list("name", flat=True))
        assert names == {role.group_name for role in ADMIN_ROLES}

    def test_one_workflow_for_the_whole_tree(self) -> None:
        workflow = Workflow.objects.get()
        root = Page.get_first_root_node()
        assert WorkflowPage.objects.get(page=root).workflow == workflow
        [task] = workflow.tasks
        assert [group.name for group in task.specific.groups.all()] == ["Freigabe"]

    def test_wagtails_own_groups_are_gone(self) -> None:
        names = set(Group.objects.values_list("name", flat=True))
        assert names == {role.group_name for role in Role}

    def test_internal_collection_is_for_the_network(self) -> None:
        collection = Collection.objects.get(name="Intern")
        restriction = CollectionViewRestriction.objects.get(collection=collection)
        assert restriction.restriction_type == "groups"
        names = set(restriction.groups.values_list("name", flat=True))
        assert names == {role.group_name for role in NETWORK}


def test_rights_given_by_hand_are_taken_back() -> None:
    home_page(languages=True)
    call_command("setup_portal", verbosity=0)
    group = Group.objects.get(name=Role.EDITOR.group_name)
    permission = (
        GroupPagePermission.objects.filter(permission__codename="publish_page").first().permission
    )
    GroupPagePermission.objects.create(
        group=group, page=Page.get_first_root_node(), permission=permission
    )
    call_command("setup_portal", verbosity=0)
    assert not GroupPagePermission.objects.filter(group=group, permission=permission).exists()


def test_a_production_portal_begins_with_a_german_home_page(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    call_command("setup_portal", verbosity=0)
    call_command("setup_portal", verbosity=0)
    home = HomePage.objects.get(locale__language_code="de")
    assert home.sites_rooted_here.get().is_default_site
    assert HomePage.objects.count() == len(Locale.objects.all())
    assert Page.objects.filter(depth=2).count() == HomePage.objects.count()


def test_a_form_to_apply_with_stands_ready_in_all_languages() -> None:
    home_page(languages=True)
    set_up_forms()
    set_up_forms()
    version = FormVersion.objects.get(form__code=READY_FORM)
    assert set(version.data["title"]) == {code for code, _name in settings.LANGUAGES}
    assert [each.live for each in ApplicationForm.objects.all()] == [True] * 5

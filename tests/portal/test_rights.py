"""Rights read in one question are those that Django and Wagtail find by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from portal.accounts.roles import Role, roles_of
from portal.kernel import clock
from tests.factories.accounts import client_for, user
from tests.factories.site import home_page, standard_page

pytestmark = pytest.mark.django_db


def fresh(person: User) -> User:
    """The person as a new request finds them."""
    return User.objects.get(pk=person.pk)


def names(rights: Any) -> set[str]:
    """Rights as Django writes them."""
    return {f"{each.content_type.app_label}.{each.codename}" for each in rights}


@pytest.mark.parametrize("role", [*Role, None])
def test_rights_of_groups_and_own_ones(role: Role | None) -> None:
    person = user(role)
    own, of_group = Permission.objects.order_by("pk")[:2]
    person.user_permissions.add(own)
    extra = Group.objects.create(name="Sonstige")
    extra.permissions.add(of_group)
    person.groups.add(extra)
    found = fresh(person)
    by_groups = names(Permission.objects.filter(group__in=person.groups.all()))
    if role != Role.ADMIN:
        assert found.get_group_permissions() == by_groups >= names([of_group])
        assert found.get_user_permissions() == names([own])
        assert found.get_all_permissions() == by_groups | names([own])
    else:
        assert found.get_all_permissions() == names(Permission.objects.all())
    assert roles_of(found) == ({role} if role else set())
    assert all(fresh(person).has_perm(each) for each in by_groups)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert fresh(person).get_all_permissions() == set()
    assert not fresh(person).has_perm(next(iter(names([own]))))


@pytest.mark.parametrize("role", list(Role))
def test_rights_on_pages_and_collections_and_the_top_of_the_tree(role: Role) -> None:
    person = user(role)
    assert_same(person)
    leaf = standard_page(title="Blatt")
    group, change = person.groups.get(), Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    assert_same(person)
    GroupPagePermission.objects.create(group=group, page=leaf, permission=change)
    assert_same(person)
    other = standard_page(title="Zweites Blatt")
    GroupPagePermission.objects.create(group=group, page=other, permission=change)
    choose = Permission.objects.get(codename="choose_image")
    top = Collection.get_first_root_node()
    GroupCollectionPermission.objects.create(group=group, collection=top, permission=choose)
    assert_same(person)
    GroupPagePermission.objects.create(group=group, page=home_page(), permission=change)
    assert_same(person)


def assert_same(person: User) -> None:
    """What is found on a user is what Wagtail's policies ask for."""
    pages, found = PagePermissionPolicy(), fresh(person)
    images: Any = CollectionPermissionPolicy("wagtailimages.Image", auth_model="media.CustomImage")
    for policy in (pages, images):
        asked = policy.get_all_permissions_for_user(found)
        kept = policy.get_cached_permissions_for_user(found)
        assert {each.pk for each in kept} == {each.pk for each in asked}
    shown: list[Page] = pages.instances_with_direct_explore_permission(found)
    try:
        top = Page.objects.first_common_ancestor_of(shown, include_self=True, strict=True)
    except Page.DoesNotExist:
        top = None
    assert pages.explorable_root_instance(fresh(person)) == top


def test_one_question_for_rights_groups_and_settings() -> None:
    person = user("coordinator")
    UserProfile.objects.create(user=person, preferred_language="de", dismissibles={"a": True})
    found = fresh(person)
    with CaptureQueriesContext(connection) as asked:
        found.has_perm("wagtailadmin.access_admin")
        assert roles_of(found) == {Role.COORDINATOR}
        profile = found.wagtail_userprofile
    assert len(asked) == 1
    assert profile == UserProfile.objects.get()
    assert profile.dismissibles == {"a": True}
    assert profile.user is found
    nobody = fresh(user("editor"))
    nobody.has_perm("wagtailadmin.access_admin")
    assert not hasattr(nobody, "wagtail_userprofile")
    assert UserProfile.get_for_user(nobody).user == nobody


def test_a_right_that_is_taken_away_is_gone_with_the_next_request() -> None:
    person = user("editor")
    right = next(iter(fresh(person).get_group_permissions()))
    assert fresh(person).has_perm(right)
    person.groups.clear()
    assert not fresh(person).has_perm(right)
    assert roles_of(fresh(person)) == set()


def test_a_session_that_ran_out_or_is_made_up_signs_nobody_in() -> None:
    browser, area = client_for(user("applicant")), reverse("account_area")
    assert browser.get(area).status_code == 200
    Session.objects.update(expire_date=clock.now() - timedelta(days=400))
    assert browser.get(area).status_code == 302
    made_up = Client()
    made_up.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32
    assert made_up.get(area).status_code == 302

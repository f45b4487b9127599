"""Making many pages at once: indexes are written once at the end instead of at every save."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def quiet_indexes() -> Iterator[None]:
    """Neither search nor references are written inside; call `write_indexes` afterwards."""
    models = get_indexed_models()
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def write_indexes(keys: Iterable[int]) -> None:
    """Index pages for search and note what they link; aliases are in neither."""
    by_model: dict[type[Page], list[Page]] = defaultdict(list)
    for page in Page.objects.filter(pk__in=list(keys), alias_of=None).specific():
        by_model[type(page)].append(page)
    for model, pages in by_model.items():
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)

"""How Django forms look in the portal."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Renders `{{ form }}`, `{{ form.field.as_field_group }}` and formsets in the portal's look.

    The widgets themselves keep Django's templates, so Wagtail's admin is not touched.
    """

    form_template_name = "portal/forms/form.html"
    formset_template_name = "portal/forms/formset.html"
    field_template_name = "portal/forms/field.html"

"""Payments, drawdowns and the rules of payment in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from projects.cases.screens_desk import DeskViewSet
from projects.payments import views, views_drawdown, views_orders, views_planning
from projects.payments.forms import SettingsForm
from projects.payments.models import PaymentSettings
from projects.payments.permissions import may_list_payments
from projects.programmes.viewsets import RecordViewSet


class PaymentViewSet(DeskViewSet):
    """Disbursements (Auszahlungen)."""

    name = "payments"
    url_prefix = "auszahlungen"
    icon = "resubmit"
    menu_label = _("Disbursements")
    may = staticmethod(may_list_payments)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, one payment and its steps, orders with their files, forms of a case."""
        order = "anordnungen/<int:pk>/"
        return [
            path("", views.PaymentsView.as_view(), name="index"),
            path("<int:pk>/", views.PaymentView.as_view(), name="payment"),
            path("<int:pk>/schritt/<slug:event>/", views.StepView.as_view(), name="step"),
            path("anordnen/", views_orders.OrderView.as_view(), name="make_order"),
            path(order, views_orders.OrderDetailView.as_view(), name="order"),
            path(f"{order}<slug:what>/", views_orders.OrderFileView.as_view(), name="order_file"),
            path("planen/<int:case>/", views_planning.PlanView.as_view(), name="plan"),
            path("konto/<int:case>/", views_planning.AccountView.as_view(), name="account"),
        ]


class DrawdownViewSet(DeskViewSet):
    """Drawdowns (Mittelabrufe)."""

    name = "drawdowns"
    url_prefix = "mittelabrufe"
    icon = "download"
    menu_label = _("Drawdowns")
    may = staticmethod(may_list_payments)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, a new request, one request with its file and steps."""
        one = "<int:pk>/"
        return [
            path("", views_drawdown.DrawdownsView.as_view(), name="index"),
            path("neu/<int:period>/", views_drawdown.AskView.as_view(), name="ask"),
            path(one, views_drawdown.DetailView.as_view(), name="drawdown"),
            path(f"{one}pdf/", views_drawdown.RequestFileView.as_view(), name="file"),
            path(f"{one}schritt/<slug:step>/", views_drawdown.StepView.as_view(), name="step"),
        ]


class PaymentSettingsViewSet(RecordViewSet):
    """How the programmes pay and draw down."""

    model = PaymentSettings
    name = "payment-settings"
    url_prefix = "zahlungsregeln"
    icon = "cog"
    menu_label = _("Rules of payment")
    inspect_view_enabled = False
    list_display = ["programme", "way", "window_months"]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            FieldPanel("way"),
            MultiFieldPanel(
                [
                    FieldPanel("cash_office"),
                    FieldRowPanel([FieldPanel("product"), FieldPanel("account")]),
                ],
                _("Orders to the cash office"),
            ),
            MultiFieldPanel([FieldPanel("payer_name"), FieldPanel("payer_iban")], _("SEPA files")),
            MultiFieldPanel(
                [FieldPanel("window_months"), FieldPanel("funder_address")], _("Drawdowns")
            ),
        ],
        base_form_class=SettingsForm,
    )

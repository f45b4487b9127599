"""App configuration of `projects`."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The funding chain from programme to showcase."""

    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register guards, panels and owners of files."""
        from portal.kernel import registry, together
        from projects.advice.actions import ERASURE as ADVICE_ERASURE
        from projects.advice.panels import CASE_ADVICE
        from projects.advice.queries import due_steps
        from projects.budget.panels import CASE_ENTRIES
        from projects.cases.exports import register_answer_columns
        from projects.cases.parts import PLACE
        from projects.cases.permissions import owns_file
        from projects.correspondence.panels import CASE_MESSAGES, request_tasks
        from projects.decision import guards as decision_guards
        from projects.decision.panels import APPLICATION_DECISION, CASE_DECISION
        from projects.decision.queries_tasks import decision_tasks
        from projects.decision.takeaway import add_decisions_of
        from projects.household.queries_tasks import household_tasks
        from projects.intake import guards, panels
        from projects.intake.actions_forget import ERASURE as INTAKE_ERASURE
        from projects.intake.binding import know_types
        from projects.intake.columns import answer_columns
        from projects.intake.reading import text_of_case
        from projects.intake.takeaway import add_cases_of
        from projects.monitoring import facts as monitoring_facts
        from projects.monitoring.panels import (
            APPLICATION_MONITORING,
            CASE_MONITORING,
            FOLLOWED_MONITORING,
            MEETING_ROUND,
        )
        from projects.monitoring.queries_tasks import monitoring_tasks
        from projects.monitoring.takeaway import add_monitoring_of
        from projects.parts import OF_CASE
        from projects.payments import guards as payment_guards
        from projects.payments.panels import APPLICATION_PAYMENTS, CASE_PAYMENTS
        from projects.payments.queries_tasks import payment_tasks
        from projects.payments.takeaway import add_payments_of
        from projects.proof import guards as proof_guards
        from projects.proof.panels import APPLICATION_PROOF, CASE_PROOF
        from projects.proof.queries import due_back_of
        from projects.proof.queries_facts import proved_facts
        from projects.proof.queries_tasks import proof_tasks
        from projects.proof.takeaway import add_proofs_of
        from projects.proposals.panels import APPLICATION_SHOWCASE, CASE_SHOWCASE
        from projects.proposals.permissions import owns_photo
        from projects.proposals.queries_tasks import page_tasks
        from projects.proposals.takeaway import add_proposals_of
        from projects.recoveries import guards as recovery_guards
        from projects.recoveries import notices as recovery_notices
        from projects.recoveries.panels import APPLICATION_RECOVERY, CASE_RECOVERY
        from projects.recoveries.queries import open_matter, register_suggestion
        from projects.recoveries.queries_tasks import recovery_tasks
        from projects.recoveries.takeaway import add_recoveries_of
        from projects.review import guards as review_guards
        from projects.review.panels import (
            APPLICATION_ASKED,
            CASE_ASKED,
            CASE_CHECK,
            CASE_FOLLOWING,
            CASE_OPINIONS,
            CASE_WORK,
            MY_OPINIONS,
        )
        from projects.review.queries_asking import clarification_tasks
        from projects.review.queries_following import following_tasks
        from projects.review.queries_opinions import opinion_tasks
        from projects.review.queries_tasks import case_tasks
        from projects.review.takeaway import add_clarifications_of
        from projects.showcase.panels import EXAMPLE_FOR_OFFICE, EXAMPLE_NOTICE
        from projects.sittings import guards as sitting_guards
        from projects.sittings.panels import CASE_SITTING, MEETING_CASES
        from projects.sittings.panels_members import MY_CASES, scoring_tasks
        from projects.sittings.panels_pack import MEETING_PACK, MY_PACK
        from projects.sittings.takeaway import add_sittings_of

        know_types()
        together.register_part(PLACE, *OF_CASE)
        guards.register()
        review_guards.register()
        decision_guards.register()
        sitting_guards.register()
        payment_guards.register()
        proof_guards.register()
        recovery_guards.register()
        recovery_notices.register()
        proof_guards.register_open_matter(open_matter)
        register_suggestion(due_back_of)
        registry.register_panel(CASE_CHECK)
        registry.register_panel(CASE_WORK)
        registry.register_panel(CASE_ASKED)
        registry.register_panel(CASE_OPINIONS)
        registry.register_panel(CASE_FOLLOWING)
        registry.register_panel(CASE_ENTRIES)
        registry.register_panel(MY_OPINIONS)
        registry.register_tasks(opinion_tasks)
        registry.register_tasks(following_tasks)
        registry.register_panel(APPLICATION_ASKED)
        registry.register_tasks(clarification_tasks)
        registry.register_tasks(case_tasks)
        registry.register_panel(CASE_SITTING)
        registry.register_panel(MEETING_CASES)
        registry.register_panel(MY_CASES)
        registry.register_tasks(scoring_tasks)
        registry.register_panel(MEETING_PACK)
        registry.register_panel(MY_PACK)
        registry.register_panel(CASE_DECISION)
        registry.register_panel(APPLICATION_DECISION)
        registry.register_tasks(decision_tasks)
        registry.register_panel(CASE_PAYMENTS)
        registry.register_panel(APPLICATION_PAYMENTS)
        registry.register_tasks(payment_tasks)
        monitoring_facts.register_proofs(proved_facts)
        registry.register_panel(CASE_MONITORING)
        registry.register_panel(APPLICATION_MONITORING)
        registry.register_panel(FOLLOWED_MONITORING)
        registry.register_panel(MEETING_ROUND)
        registry.register_tasks(monitoring_tasks)
        registry.register_tasks(household_tasks)
        registry.register_panel(CASE_PROOF)
        registry.register_panel(APPLICATION_PROOF)
        registry.register_tasks(proof_tasks)
        registry.register_panel(CASE_RECOVERY)
        registry.register_panel(APPLICATION_RECOVERY)
        registry.register_tasks(recovery_tasks)
        registry.register_panel(CASE_SHOWCASE)
        registry.register_panel(APPLICATION_SHOWCASE)
        registry.register_tasks(page_tasks)
        registry.register_panel(panels.MY_APPLICATIONS)
        registry.register_panel(panels.CASE_ANSWERS)
        registry.register_panel(panels.CASE_DESK)
        registry.register_panel(panels.CASE_MEMBERS)
        registry.register_panel(panels.CASE_ORIGIN)
        registry.register_panel(EXAMPLE_NOTICE)
        registry.register_panel(EXAMPLE_FOR_OFFICE)
        registry.register_panel(CASE_ADVICE)
        registry.register_tasks(due_steps)
        registry.register_panel(CASE_MESSAGES)
        registry.register_tasks(request_tasks)
        registry.register_export(add_cases_of)
        registry.register_export(add_clarifications_of)
        registry.register_export(add_decisions_of)
        registry.register_export(add_recoveries_of)
        registry.register_export(add_sittings_of)
        registry.register_export(add_payments_of)
        registry.register_export(add_monitoring_of)
        registry.register_export(add_proofs_of)
        registry.register_export(add_proposals_of)
        registry.register_erasure(INTAKE_ERASURE)
        registry.register_erasure(ADVICE_ERASURE)
        registry.register_owner(owns_file)
        registry.register_owner(owns_photo)
        register_answer_columns(answer_columns)
        registry.register_text(text_of_case)

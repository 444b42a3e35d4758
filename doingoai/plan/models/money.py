"""Money of the plan: routes, estimates with their lines, allocations, spending, settlement. All in whole đồng."""

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.documents.models import StoredFile
from doingoai.plan.domain.money.hands import Hand
from doingoai.plan.domain.money.states import OPEN, Route, Stage, Verdict
from doingoai.plan.models.plan import Plan, Task
from doingoai.plan.words import MONEY_ACT_WORDS, ROUTE_WORDS, STAGE_WORDS
from doingoai.shell.ordering import by_name

APPRAISED = ["appraised", "approved"]
APPROVED = ["approved"]


class FundSource(models.Model):
    """A source of funds that lines name ("kinh phí tuyên truyền đã giao")."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField("tên", max_length=120)
    route = models.CharField(max_length=10, blank=True, help_text="the route for which it is proposed")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "nguồn kinh phí"
        verbose_name_plural = "nguồn kinh phí"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class MoneyRoute(models.Model):
    """The route that the coordinator chose for a task's money at an agency."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="routes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=10, choices=[(r.value, r.name) for r in Route])
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name = "cách cấp kinh phí"
        verbose_name_plural = "cách cấp kinh phí"
        constraints = [models.UniqueConstraint(fields=["task", "agency"], name="one_route_a_task_and_agency")]

    def __str__(self) -> str:
        return f"{self.task.number}, {self.agency.short}: {self.route}"


class CostEstimate(models.Model):
    """An agency's estimate for a plan's year, by one route: `agency` made it, `holder` answers for it now.

    `worked` counts what was written or judged in its lines: a step can be undone only where it stands as it was left.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="estimates")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=10, choices=[(r.value, r.name) for r in Route])
    order = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=10, default=Stage.DRAFT, choices=[(s.value, s.name) for s in Stage])
    revision = models.PositiveIntegerField(default=0)
    worked = models.PositiveIntegerField(default=0)
    return_reason = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    appraised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appraised_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "dự toán"
        verbose_name_plural = "dự toán"
        ordering = [by_name("agency__name"), "route", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "agency", "route", "order"], name="one_estimate_an_order"),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "returned"])
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="what_was_sent_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=APPRAISED) | Q(appraised_by__isnull=False, appraised_at__isnull=False),
                name="what_is_appraised_names_who",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="what_is_approved_names_who",
            ),
            models.CheckConstraint(
                condition=~Q(route="appraised", stage__in=["allocated", "spending", "settled"])
                | Q(appraised_by__isnull=False, approved_by__isnull=False),
                name="money_comes_after_appraisal_and_approval",
            ),
            models.CheckConstraint(
                condition=Q(appraised_by__isnull=True) | ~Q(appraised_by=F("submitted_by")),
                name="who_estimates_never_appraises",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("appraised_by"))),
                name="who_estimates_or_appraises_never_approves",
            ),
        ]

    def __str__(self) -> str:
        more = f" lần {self.order}" if self.order > 1 else ""
        return f"Dự toán{more} năm {self.plan.year}, {self.maker_short}"

    @property
    def name(self) -> str:
        """What it is called on a page, in the reader's language; papers and the record say `str`."""
        told = {"order": self.order, "year": self.plan.year, "agency": self.maker_short}
        first, later = _("Estimate of %(year)s, %(agency)s"), _("Estimate no. %(order)s of %(year)s, %(agency)s")
        return str(later if self.order > 1 else first) % told

    @property
    def maker(self) -> str:
        """The agency by its name of the day on which it was signed, or begun."""
        return self.agency.name_on((self.submitted_at or self.begun_at).date())

    @property
    def maker_short(self) -> str:
        """The agency by its short name of that day."""
        return self.agency.short_on((self.submitted_at or self.begun_at).date())

    @property
    def stage_word(self) -> Promise:
        """How far it is, in words."""
        return STAGE_WORDS[Stage(self.stage)]

    @property
    def route_word(self) -> Promise:
        """By which route, in words."""
        return ROUTE_WORDS[Route(self.route)]

    @property
    def is_open(self) -> bool:
        """Whether the agency writes on it now."""
        return self.stage in OPEN


class EstimateHand(models.Model):
    """On which side a person sat with an estimate. The database keeps each person to one: four eyes."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.CASCADE, related_name="hands")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hand = models.CharField(max_length=10, choices=[(h.value, h.name) for h in Hand])

    class Meta:
        verbose_name = "người tham gia dự toán"
        verbose_name_plural = "người tham gia dự toán"
        constraints = [models.UniqueConstraint(fields=["estimate", "person"], name="one_hand_a_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.hand}"


class EstimateStep(models.Model):
    """An act that moved an estimate on: by whom, when, why; `worked` tells whether anybody built on it since."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10, choices=[(a.value, a.name) for a in MONEY_ACT_WORDS])
    before = models.CharField(max_length=10, choices=[(s.value, s.name) for s in Stage])
    after = models.CharField(max_length=10, choices=[(s.value, s.name) for s in Stage])
    worked = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    memo = models.JSONField(default=dict)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "bước của dự toán"
        verbose_name_plural = "bước của dự toán"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(act="return") | ~Q(reason=""), name="a_return_has_its_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | (Q(undone_by__isnull=False) & ~Q(undo_reason="")),
                name="an_undo_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estimate}: {self.act}"


class CostLine(models.Model):
    """A line of an estimate: what, how much of it, at which price; `agreed` is what finance agreed to."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.CASCADE, related_name="lines")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="cost_lines")
    item = models.CharField("nội dung", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=40)
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=3)
    unit_price = models.BigIntegerField("đơn giá")
    amount = models.BigIntegerField("thành tiền")
    source = models.ForeignKey(FundSource, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("căn cứ", max_length=300, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, blank=True, choices=[(v.value, v.name) for v in Verdict if v])
    agreed = models.BigIntegerField("số đồng ý", null=True, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "dòng dự toán"
        verbose_name_plural = "dòng dự toán"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_line_counts_something"),
            models.CheckConstraint(condition=Q(unit_price__gte=0, amount__gte=0), name="a_line_is_not_negative"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(agreed__gte=0, agreed__lte=F("amount")),
                name="agreed_within_what_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(verdict="agreed", agreed__isnull=False) | (~Q(verdict="agreed") & Q(agreed__isnull=True)),
                name="a_line_agreed_to_has_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict="agreed", agreed=F("amount")) | (~Q(verdict="") & ~Q(reason="")),
                name="what_differs_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(judged_by__isnull=False, judged_at__isnull=False),
                name="a_verdict_names_who",
            ),
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("written_by")),
                name="who_wrote_a_line_never_judges_it",
            ),
        ]

    def __str__(self) -> str:
        return self.item


class Allocation(models.Model):
    """Money given to an estimate by a decision; its shares say how much to which line."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.PROTECT, related_name="allocations")
    step = models.OneToOneField(EstimateStep, on_delete=models.PROTECT, related_name="allocation")
    number = models.CharField("số quyết định", max_length=60)
    dated_on = models.DateField("ngày")
    amount = models.BigIntegerField("số tiền")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "lần phân bổ"
        verbose_name_plural = "lần phân bổ"
        ordering = ["dated_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_allocation_gives_something"),
            models.CheckConstraint(condition=~Q(number=""), name="an_allocation_names_its_decision"),
        ]

    def __str__(self) -> str:
        return self.number


class AllocationShare(models.Model):
    """How much of an allocation goes to a line."""

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="shares")
    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="shares")
    amount = models.BigIntegerField("số tiền")

    class Meta:
        verbose_name = "phần phân bổ"
        verbose_name_plural = "phần phân bổ"
        constraints = [
            models.UniqueConstraint(fields=["allocation", "line"], name="one_share_a_line"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_share_gives_something"),
        ]

    def __str__(self) -> str:
        return f"{self.allocation}: {self.amount}"


class Spending(models.Model):
    """Money of a line that was spent on a day, with its document; a refund is negative and says why."""

    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="spendings")
    amount = models.BigIntegerField("số tiền")
    spent_on = models.DateField("ngày chi", db_index=True)
    document = models.CharField("chứng từ", max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("lý do", max_length=500, blank=True)
    token = models.CharField(max_length=40, unique=True, help_text="a second sending changes nothing")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retracted_at = models.DateTimeField(null=True, blank=True)
    retract_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "khoản chi"
        verbose_name_plural = "khoản chi"
        ordering = ["spent_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="a_spending_moves_money"),
            models.CheckConstraint(condition=Q(amount__gt=0) | ~Q(reason=""), name="a_refund_says_why"),
            models.CheckConstraint(condition=~Q(document=""), name="a_spending_names_its_document"),
            models.CheckConstraint(
                condition=Q(retracted_at__isnull=True) | (Q(retracted_by__isnull=False) & ~Q(retract_reason="")),
                name="a_spending_taken_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.amount}"


class Settlement(models.Model):
    """The end of an estimate: the day, the document; its shares say what was settled for each line."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.PROTECT, related_name="settlements")
    step = models.OneToOneField(EstimateStep, on_delete=models.PROTECT, related_name="settlement")
    number = models.CharField("số văn bản", max_length=60)
    dated_on = models.DateField("ngày")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "quyết toán"
        verbose_name_plural = "quyết toán"
        constraints = [
            models.UniqueConstraint(
                fields=["estimate"], condition=Q(undone_at__isnull=True), name="an_estimate_is_settled_once"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="a_settlement_names_its_document"),
        ]

    def __str__(self) -> str:
        return self.number


class SettlementShare(models.Model):
    """What was settled for a line, never more than was spent on it."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="shares")
    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="settled")
    amount = models.BigIntegerField("số tiền")

    class Meta:
        verbose_name = "phần quyết toán"
        verbose_name_plural = "phần quyết toán"
        constraints = [
            models.UniqueConstraint(fields=["settlement", "line"], name="one_settled_sum_a_line"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_settled_sum_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.settlement}: {self.amount}"

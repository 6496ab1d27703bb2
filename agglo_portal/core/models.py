"""What belongs to no domain: the person, the journal, the outbox, the counter, the stored file."""

import uuid

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class Addressed(models.Model):
    """A record with a public address: the UUID stands in URLs, the number inside."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Make an account; the e-mail is kept in lower case, so that one address is one person."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(PermissionsMixin, AbstractBaseUser):
    """A person who logs in by e-mail; rights come from seats and posts, not from this table."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, default="kk")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("administrator of registries"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
            )
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)


class JournalEntry(models.Model):
    """One act: who, when, on which record, from which state to which. Never changed or removed."""

    event = models.CharField(max_length=60)
    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    record_id = models.BigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        indexes = [
            models.Index(fields=["record_type", "record_id", "-id"], name="journal_by_record"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="journal_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="journal_is_never_truncated",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'the journal is append-only';",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.at:%Y-%m-%d %H:%M}"


class OutboxMessage(models.Model):
    """Work promised in the transaction that needs it: mail to send, a document to render.

    The unique key makes an effect happen once: ordering the same work again is the same row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    MOVES = {
        State.WAITING: {State.DONE, State.FAILED},
        State.FAILED: {State.WAITING},
    }

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    ordered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("ordered work")
        verbose_name_plural = _("ordered work")
        constraints = [
            models.CheckConstraint(
                name="outbox_message_is_done_at_a_time",
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="outbox_due", condition=Q(state="waiting")),
        ]

    def __str__(self):
        return self.key


class Counter(models.Model):
    """The last number given in a series: gapless, because it rolls back with its transaction."""

    series = models.CharField(max_length=100, unique=True)
    value = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.series}: {self.value}"


def stored_file_path(stored, _filename):
    """A generated name: nothing a person typed becomes a path."""
    return f"files/{stored.uid.hex[:2]}/{stored.uid.hex}{stored.extension}"


class StoredFile(models.Model):
    """Bytes that the portal keeps, with their true type, size and hash; never changed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=255)
    extension = models.CharField(max_length=10)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=stored_file_path)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        triggers = [
            pgtrigger.Protect(name="stored_file_is_immutable", operation=pgtrigger.Update),
        ]

    def __str__(self):
        return self.name


class ApiToken(AbstractAuthToken):
    """A key of a person's own program; only its hash is kept, it ends by itself."""

    name = models.CharField(_("what it is for"), max_length=100)
    last_used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self):
        return self.name


class IdempotentAnswer(models.Model):
    """What a program was answered to an act that it named by a key of its own.

    Written in the transaction of the act: either both are there or neither.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    # Method and address; the key of one act says nothing of another.
    request = models.CharField(max_length=500)
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="person_uses_a_key_once")
        ]
        indexes = [models.Index(fields=["created_at"], name="idempotent_answer_age")]

    def __str__(self):
        return f"{self.request} {self.status}"

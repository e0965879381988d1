"""The tables. `migrations/` builds them; a test holds the two together.

Rows are built from values that were validated at the door: a table model validates nothing.
Instants are milliseconds since 1970, ids are lower-case UUID text, hashes are sha256 hex.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

QUOTA_ENTRIES = 200_000
"""A hundred sets a week for thirty years."""


def _account_key(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    return Column(
        Text,
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=primary_key,
        index=index,
        nullable=False,
    )


class Account(SQLModel, table=True):
    """`head` and `chain` are those of the last row of its log, so a push reads no row to extend it."""

    id: str = Field(sa_column=Column(Text, primary_key=True))
    name: str | None = Field(sa_column=Column(Text))
    name_key: str | None = Field(sa_column=Column(Text, unique=True))
    """The name without regard to case; what is unique."""
    password_hash: str | None = Field(sa_column=Column(Text))
    recovery_hash: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    epoch: str = Field(sa_column=Column(Text, nullable=False))
    """16 hex; another one after every restore."""
    head: int = Field(sa_column=Column(BigInteger, nullable=False))
    chain: str = Field(sa_column=Column(Text, nullable=False))
    quota: int = Field(sa_column=Column(BigInteger, nullable=False))


class Entry(SQLModel, table=True):
    """One row of a log. `body` is canonical JSON text, sent on exactly as it is stored."""

    # Without a rowid the rows lie in (account, seq) order on SQLite too: a pull is one range read.
    __table_args__ = (UniqueConstraint("account", "id"), {"sqlite_with_rowid": False})

    account: str = Field(sa_column=_account_key(primary_key=True))
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    id: str = Field(sa_column=Column(Text, nullable=False))
    record: str = Field(sa_column=Column(Text, nullable=False))
    kind: str = Field(sa_column=Column(Text, nullable=False))
    v: int = Field(sa_column=Column(BigInteger, nullable=False))
    hlc: str = Field(sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    chain: str = Field(sa_column=Column(Text, nullable=False))
    erased: bool = Field(nullable=False)
    """True when the body was blanked for privacy."""


class Erasure(SQLModel, table=True):
    """The erasure ledger: what must never come back, whoever offers it again."""

    account: str = Field(sa_column=_account_key(primary_key=True))
    kind: str = Field(sa_column=Column(Text, primary_key=True))
    record: str = Field(sa_column=Column(Text, primary_key=True))
    erased_at: int = Field(sa_column=Column(BigInteger, nullable=False))


class SignIn(SQLModel, table=True):
    """A device that is signed in: the hash of its cookie."""

    __tablename__ = "sign_in"

    id: str = Field(sa_column=Column(Text, primary_key=True))
    account: str = Field(sa_column=_account_key(index=True))
    hash: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    label: str = Field(sa_column=Column(Text, nullable=False))
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    last_seen_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    proved_at: int | None = Field(sa_column=Column(BigInteger))
    """When whoever holds it last showed a key of the account; None for a device that another one let in."""


class Token(SQLModel, table=True):
    """A personal access token: its hash, and what it may do."""

    id: str = Field(sa_column=Column(Text, primary_key=True))
    account: str = Field(sa_column=_account_key(index=True))
    name: str = Field(sa_column=Column(Text, nullable=False))
    hash: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    scopes: str = Field(sa_column=Column(Text, nullable=False))
    """`read`, `write` or both, with a space between."""
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    last_used_at: int | None = Field(sa_column=Column(BigInteger))


class GoneCredential(SQLModel, table=True):
    """A cookie or token of a deleted account, kept so that its phone hears 410 and not 401."""

    __tablename__ = "gone_credential"

    hash: str = Field(sa_column=Column(Text, primary_key=True))
    account: str = Field(sa_column=Column(Text, nullable=False))


class Passkey(SQLModel, table=True):
    """A WebAuthn credential. What a phone keeps secret never comes here; this opens nothing by itself."""

    id: str = Field(sa_column=Column(Text, primary_key=True))
    account: str = Field(sa_column=_account_key(index=True))
    credential: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    """The authenticator's own id of it, base64url without padding."""
    public_key: str = Field(sa_column=Column(Text, nullable=False))
    """COSE, base64url without padding."""
    sign_count: int = Field(sa_column=Column(BigInteger, nullable=False))
    transports: str = Field(sa_column=Column(Text, nullable=False))
    """Words of WebAuthn with a space between; may be empty."""
    label: str = Field(sa_column=Column(Text, nullable=False))
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    last_used_at: int | None = Field(sa_column=Column(BigInteger))


class Challenge(SQLModel, table=True):
    """What a passkey has to sign: good once, for minutes, in whichever process the answer arrives."""

    hash: str = Field(sa_column=Column(Text, primary_key=True))
    account: str | None = Field(
        sa_column=Column(Text, ForeignKey("account.id", ondelete="CASCADE"), index=True)
    )
    """Who is to get the new passkey; None for a sign-in."""
    expires_at: int = Field(sa_column=Column(BigInteger, nullable=False))


class Pairing(SQLModel, table=True):
    """An invitation to one more device of the same account: a code that is good once, for minutes."""

    id: str = Field(sa_column=Column(Text, primary_key=True))
    account: str = Field(sa_column=_account_key(index=True))
    hash: str = Field(sa_column=Column(Text, unique=True, nullable=False))
    """Of the code, with the server's own key: a short code alone could be found by trying them all."""
    label: str = Field(sa_column=Column(Text, nullable=False))
    """Of the device that made it."""
    expires_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    joined: str | None = Field(sa_column=Column(Text))
    """The label of the device that came in with it; None while nobody has."""


class Invite(SQLModel, table=True):
    """Leave to make one account, where registration is by invitation."""

    hash: str = Field(sa_column=Column(Text, primary_key=True))
    created_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    expires_at: int = Field(sa_column=Column(BigInteger, nullable=False))


class SecurityEvent(SQLModel, table=True):
    """What happened to an account's keys, for its runner to read."""

    __tablename__ = "security_event"

    id: str = Field(sa_column=Column(Text, primary_key=True))
    account: str = Field(sa_column=_account_key(index=True))
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    what: str = Field(sa_column=Column(Text, nullable=False))
    device: str = Field(sa_column=Column(Text, nullable=False))
    """The label of the device that did it."""
    address: str = Field(sa_column=Column(Text, nullable=False))
    """The household it came from: an IPv4 address, or the first 64 bits of an IPv6 one."""


# The log is written with Core and executemany: rows as ORM objects cost five times as much.
accounts = Account.__table__  # type: ignore[attr-defined] # SQLModel types do not show it
entries = Entry.__table__  # type: ignore[attr-defined] # as above
erasures = Erasure.__table__  # type: ignore[attr-defined] # as above
sign_ins = SignIn.__table__  # type: ignore[attr-defined] # as above
tokens = Token.__table__  # type: ignore[attr-defined] # as above
gone_credentials = GoneCredential.__table__  # type: ignore[attr-defined] # as above
passkeys = Passkey.__table__  # type: ignore[attr-defined] # as above
challenges = Challenge.__table__  # type: ignore[attr-defined] # as above
pairings = Pairing.__table__  # type: ignore[attr-defined] # as above
invites = Invite.__table__  # type: ignore[attr-defined] # as above
security_events = SecurityEvent.__table__  # type: ignore[attr-defined] # as above
METADATA = SQLModel.metadata

"""Every way the server says no.

Problem                        an answer that is not the one asked for; never raised itself
├── BadRequest            400  bad_request, the request cannot be read
│   ├── NotJson           400  not_json
│   └── BrokenGzip        400  broken_gzip
├── NotSignedIn           401  not_signed_in
│   ├── WrongCredentials  401  wrong_credentials
│   │   └── PasskeyCopied 401  passkey_copied
│   └── WrongCode         401  wrong_code, of a pairing
│       ├── CodeUsed      401  code_used
│       └── CodeExpired   401  code_expired
├── Forbidden             403  forbidden
│   ├── CrossSite         403  cross_site
│   ├── ScopeMissing      403  scope_missing
│   ├── RegistrationClosed 403 registration_closed
│   ├── InviteNeeded      403  invite_needed
│   └── ConfirmNeeded     403  confirm_needed
├── NotFound              404  not_found
├── MethodNotAllowed      405  method_not_allowed
├── AccountMismatch       409  account_mismatch
├── NameTaken             409  name_taken
├── ChallengeGone         409  challenge_gone
├── PasskeyKnown          409  passkey_known
├── TooManyPasskeys       409  too_many_passkeys
├── LastKey               409  last_key
├── QuotaReached          409  quota_reached
├── AccountDeleted        410  account_deleted
├── TooLarge              413  too_large, with the limits
├── NotJsonContent        415  unsupported_media_type
├── Invalid               422  invalid, with the fields
│   └── PasskeyRefused    422  passkey_refused
├── UpdateNeeded          426  update_needed
├── TooManyRequests       429  too_many_requests, with Retry-After
├── Broken                500  internal_error
└── Unavailable           503  unavailable, with Retry-After

CannotStart                    an operator's mistake, told in one line before anything starts
"""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple


class FieldError(NamedTuple):
    """What is wrong with one field: a JSON pointer into the body, or `/name` of a query parameter."""

    pointer: str
    detail: str


class Problem(Exception):  # noqa: N818 # the word of RFC 9457
    """Becomes one `application/problem+json` answer; `more` are extra members of it."""

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(
        self,
        detail: str,
        *,
        fields: tuple[FieldError, ...] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields
        self.headers = dict(headers or {})
        self.more = dict(more or {})


class BadRequest(Problem):
    status, code, title = 400, "bad_request", "The request cannot be read"


class NotJson(BadRequest):
    code, title = "not_json", "The body is not JSON"


class BrokenGzip(BadRequest):
    code, title = "broken_gzip", "The body is not gzip"


class NotSignedIn(Problem):
    status, code, title = 401, "not_signed_in", "Not signed in"

    def __init__(self, detail: str = "Sign in, or send a personal access token.") -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class WrongCredentials(NotSignedIn):
    code, title = "wrong_credentials", "That does not open an account"


class WrongCode(NotSignedIn):
    code, title = "wrong_code", "That code opens nothing"


class CodeUsed(WrongCode):
    code, title = "code_used", "That code has been used"


class CodeExpired(WrongCode):
    code, title = "code_expired", "That code is over"


class PasskeyCopied(WrongCredentials):
    code, title = "passkey_copied", "The passkey may have been copied"


class Forbidden(Problem):
    status, code, title = 403, "forbidden", "Not allowed"


class CrossSite(Forbidden):
    code, title = "cross_site", "The request comes from another site"


class ScopeMissing(Forbidden):
    code, title = "scope_missing", "The token may not do that"


class RegistrationClosed(Forbidden):
    code, title = "registration_closed", "No new accounts here"


class InviteNeeded(Forbidden):
    code, title = "invite_needed", "A new account needs an invitation"


class ConfirmNeeded(Forbidden):
    code, title = "confirm_needed", "The current password is needed"


class NotFound(Problem):
    status, code, title = 404, "not_found", "Nothing here"


class MethodNotAllowed(Problem):
    status, code, title = 405, "method_not_allowed", "That cannot be done here"


class AccountMismatch(Problem):
    status, code, title = 409, "account_mismatch", "The request names another account"


class NameTaken(Problem):
    status, code, title = 409, "name_taken", "The name is taken"


class ChallengeGone(Problem):
    status, code, title = 409, "challenge_gone", "The question is over"


class PasskeyKnown(Problem):
    status, code, title = 409, "passkey_known", "The passkey is there already"


class TooManyPasskeys(Problem):
    status, code, title = 409, "too_many_passkeys", "No room for another passkey"


class LastKey(Problem):
    status, code, title = 409, "last_key", "This is the last key beside the recovery code"


class QuotaReached(Problem):
    status, code, title = 409, "quota_reached", "The account has as many as it can"


class AccountDeleted(Problem):
    status, code, title = 410, "account_deleted", "The account was deleted"


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The request is too large"


class NotJsonContent(Problem):
    status, code, title = 415, "unsupported_media_type", "Send application/json"


class Invalid(Problem):
    status, code, title = 422, "invalid", "The request has the wrong shape"


class PasskeyRefused(Invalid):
    code, title = "passkey_refused", "The passkey cannot be taken"


class UpdateNeeded(Problem):
    status, code, title = 426, "update_needed", "This version of the app is not understood"


class TooManyRequests(Problem):
    status, code, title = 429, "too_many_requests", "Too many requests"

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after_s)})


class Broken(Problem):
    status, code, title = 500, "internal_error", "Something broke"


class Unavailable(Problem):
    status, code, title = 503, "unavailable", "Not available right now"

    def __init__(self, detail: str, retry_after_s: int = 5) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after_s)})


class CannotStart(Exception):  # noqa: N818 # says what is true, as every name here does
    """Its text is the whole message."""

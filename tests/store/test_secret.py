"""Recovery codes, tokens and passwords."""

import pytest

from evenstride.store.secret import (
    CROCKFORD,
    hash_of_password,
    hash_of_recovery_code,
    new_recovery_code,
    new_token,
    verify_password,
)


def test_a_recovery_code_is_six_groups_of_five_readable_signs() -> None:
    groups = new_recovery_code().split("-")
    assert [len(group) for group in groups] == [5] * 6
    assert set("".join(groups)) <= set(CROCKFORD)
    assert not set(CROCKFORD) & set("ILOU")


def test_codes_and_tokens_do_not_repeat() -> None:
    assert len({new_recovery_code() for _ in range(500)}) == 500
    assert len({new_token() for _ in range(500)}) == 500


@pytest.mark.parametrize(
    "typed",
    [
        "0A1BC-DEFGH-JKMNP-QRSTV-WXYZ0-11111",
        "0a1bc-defgh-jkmnp-qrstv-wxyz0-11111",
        "0A1BCDEFGHJKMNPQRSTVWXYZ011111",
        "  0A1BC DEFGH JKMNP QRSTV WXYZ0 11111\n",
        "OAIBC-DEFGH-JKMNP-QRSTV-WXYZO-IlLi1",
        "0A1BC\u2013DEFGH\u2014JKMNP\u00a0QRSTV.WXYZ0/11111",
    ],
)
def test_a_code_may_be_typed_in_any_way_a_hand_does(typed: str) -> None:
    assert hash_of_recovery_code(typed) == hash_of_recovery_code("0A1BC-DEFGH-JKMNP-QRSTV-WXYZ0-11111")


@pytest.mark.parametrize("typed", ["", "0A1BC", "0A1BC-DEFGH-JKMNP-QRSTV-WXYZ0-11112"])
def test_another_code_is_another_code(typed: str) -> None:
    assert hash_of_recovery_code(typed) != hash_of_recovery_code("0A1BC-DEFGH-JKMNP-QRSTV-WXYZ0-11111")


def test_a_password_opens_only_its_own_hash() -> None:
    hashed = hash_of_password("correct horse")
    assert hashed.startswith("$argon2id$")
    assert "correct horse" not in hashed
    assert verify_password("correct horse", hashed).is_right
    assert not verify_password("correct horsf", hashed).is_right
    assert not verify_password("correct horse", None).is_right

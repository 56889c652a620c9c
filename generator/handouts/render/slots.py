"""Clinic slots: the facts that a clinic puts into a text."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.models import ClinicFile


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot's words, and the number to dial where it is a phone."""

    text: str
    dial: str = ""


def fill(clinic: ClinicFile, slot: str) -> Filled:
    """What a clinic says for a slot.

    Raises:
        KeyError: there is no such slot, or the clinic left it empty;
            `content.checks` reports both.
    """
    if slot == "clinic_name":
        return Filled(clinic.name)
    if slot == "clinic_phone":
        return Filled(clinic.phone.number, dial(clinic.phone.number))
    if slot == "emergency_number":
        return Filled(clinic.emergency_number, dial(clinic.emergency_number))
    if slot == "after_hours_phone" and clinic.after_hours:
        return Filled(clinic.after_hours.number, dial(clinic.after_hours.number))
    raise KeyError(slot)


def dial(number: str) -> str:
    """A phone number as a `tel:` link has it: digits, and a + in front if there is one."""
    digits = "".join(c for c in number if c.isdigit())
    return f"+{digits}" if number.strip().startswith("+") else digits

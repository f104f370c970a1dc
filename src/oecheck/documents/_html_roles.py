"""Roles that elements say they have.

Source: WAI-ARIA 1.2 §5.3 (definition of roles), §6.6 (global states and properties), §9.1 (handling of role), §9.3
(presentational roles conflict resolution); Graphics Module 1.0 §4; Digital Publishing Module 1.1 §3. `image` is from
the draft of 1.3.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["presentational", "role_of"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MAX_ROLES = 20  # words of one attribute
_ROLES = _words(
    """
    alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
    complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid
    gridcell group heading image img insertion link list listbox listitem log main marquee math menu menubar menuitem
    menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup
    region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong subscript
    superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem
    graphics-document graphics-object graphics-symbol
    """
)
_PUBLISHING = "doc-"
_NO_ROLES = frozenset({"none", "presentation"})
_GLOBAL = _words(
    """
    aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details aria-dropeffect aria-flowto
    aria-grabbed aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns aria-relevant aria-roledescription
    """
)
"""States and properties of every element, but for `aria-hidden`, which takes an element out of the tree by itself."""

_FIELDS = frozenset({"button", "input", "select", "textarea"})


def role_of(attributes: Mapping[str, str]) -> str:
    """The first word of the `role` that is a role, in lower case; "" where the element keeps that of its kind."""
    for word in attributes.get("role", "").lower().split()[:_MAX_ROLES]:
        if word in _ROLES or word.startswith(_PUBLISHING):
            return word
    return ""


def presentational(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether its role takes the meaning of an element away.

    What can have the focus, or has a global property, keeps the role of its kind.
    """
    return role_of(attributes) in _NO_ROLES and not _focusable(name, attributes) and _GLOBAL.isdisjoint(attributes)


def _focusable(name: str, attributes: Mapping[str, str]) -> bool:
    if "tabindex" in attributes:
        return True
    return "href" in attributes if name in ("a", "area") else name in _FIELDS and "disabled" not in attributes

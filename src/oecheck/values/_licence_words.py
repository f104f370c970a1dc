"""Tables for `licence`: codes of platforms, phrases, and the licences known to be open.

Sources: Moodle `license_manager`, H5P semantics of metadata, OLX `license` attribute, Canvas `license` setting and
its Common Cartridge export, SPDX licence list 3.27, Creative Commons deeds in the languages of the draft.
"""

from __future__ import annotations

__all__ = [
    "ALL_RIGHTS_RESERVED",
    "ALL_RIGHTS_RESERVED_PHRASES",
    "CREATIVE_COMMONS",
    "ELEMENT_WORDS",
    "LICENCE_URLS",
    "OPEN_SPDX",
    "PLATFORM_DEFAULTS",
    "PORTED_SPDX",
    "PUBLIC_DOMAIN",
    "SOFTWARE_NAMES",
    "UNDISCLOSED",
]

# What a platform writes when nobody chose a licence: Moodle, H5P, Canvas.
PLATFORM_DEFAULTS = frozenset(
    {"unknown", "allrightsreserved", "u", "undisclosed", "private", "private (copyrighted)"}
    | {"private (copyrighted) - http://en.wikipedia.org/wiki/copyright"}
)
UNDISCLOSED = frozenset({"unknown", "u", "undisclosed", "none", "not specified", "n/a", ""})
ALL_RIGHTS_RESERVED = frozenset(
    {"allrightsreserved", "all-rights-reserved", "arr", "c", "copyright", "private", "private (copyrighted)"}
    | {"licenseref-all-rights-reserved", "private (copyrighted) - http://en.wikipedia.org/wiki/copyright"}
)
ALL_RIGHTS_RESERVED_PHRASES = (
    "all rights reserved",
    "tous droits réservés",
    "todos los derechos reservados",
    "reservados todos los derechos",
    "alle rechte vorbehalten",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "все права защищены",
    "保留所有权利",
    "保留一切权利",
    "版权所有",
    "جميع الحقوق محفوظة",
)
PUBLIC_DOMAIN = frozenset(
    {"public", "public domain", "public_domain", "pd", "public-domain", "domaine public", "dominio público"}
    | {"gemeinfrei", "domínio público", "общественное достояние", "公有领域", "licenseref-public-domain"}
    | {"public domain - http://en.wikipedia.org/wiki/public_domain"}
)
# How the deeds call Creative Commons where they do not write it in Latin letters.
CREATIVE_COMMONS = (
    "creative commons",
    "知识共享",
    "創用 cc",
    "創用cc",
    "共享創意",
    "クリエイティブ・コモンズ",
    "크리에이티브 커먼즈",
    "المشاع الإبداعي",
)
# Words of the four conditions, as the deeds write them; longest first where one contains another.
ELEMENT_WORDS: dict[str, tuple[str, ...]] = {
    "nc": (
        "noncommercial",
        "non-commercial",
        "non commercial",
        "pas d'utilisation commerciale",
        "pas d’utilisation commerciale",
        "no comercial",
        "nocomercial",
        "nicht kommerziell",
        "nicht-kommerziell",
        "não comercial",
        "nãocomercial",
        "некоммерческ",
        "非商业",
        "非商業",
        "非営利",
        "비영리",
        "غير تجاري",
    ),
    "nd": (
        "noderiv",
        "no deriv",
        "no-deriv",
        "non deriv",
        "non-deriv",
        "pas de modification",
        "sin obra",
        "sinderiv",
        "keine bearbeitung",
        "sem deriv",
        "semderiv",
        "без производных",
        "禁止演绎",
        "禁止演繹",
        "禁止改作",
        "改変禁止",
        "변경금지",
        "منع الاشتقاق",
    ),
    "sa": (
        "sharealike",
        "share alike",
        "share-alike",
        "partage dans les mêmes conditions",
        "partage à l'identique",
        "compartirigual",
        "compartir igual",
        "weitergabe unter gleichen bedingungen",
        "compartilhaigual",
        "compartilha igual",
        "на тех же условиях",
        "с сохранением условий",
        "相同方式共享",
        "相同方式分享",
        "継承",
        "동일조건변경허락",
        "بالمثل",
    ),
    "by": (
        "attribution",
        "atribución",
        "reconocimiento",
        "namensnennung",
        "atribuição",
        "paternité",
        "attribuzione",
        "атрибуция",
        "с указанием авторства",
        "署名",
        "姓名標示",
        "表示",
        "저작자표시",
        "نسب المصنف",
    ),
}
# Names of licences without "creative commons": start of the folded text → SPDX stem; {} takes the version.
SOFTWARE_NAMES = (
    ("gnu affero general public license", "AGPL-{}-only"),
    ("gnu lesser general public license", "LGPL-{}-only"),
    ("gnu free documentation license", "GFDL-{}-only"),
    ("gnu general public license", "GPL-{}-only"),
    ("gnu agpl", "AGPL-{}-only"),
    ("gnu lgpl", "LGPL-{}-only"),
    ("gnu fdl", "GFDL-{}-only"),
    ("gnu gpl", "GPL-{}-only"),
    ("agpl", "AGPL-{}-only"),
    ("lgpl", "LGPL-{}-only"),
    ("gfdl", "GFDL-{}-only"),
    ("gpl", "GPL-{}-only"),
    ("apache license", "Apache-{}"),
    ("mozilla public license", "MPL-{}"),
    ("mit license", "MIT"),
    ("the mit license", "MIT"),
    ("licence art libre", "LAL-{}"),
    ("free art license", "LAL-{}"),
    ("open government licence", "OGL-UK-{}"),
)
# Where the text of a licence stands (without scheme, www., language and ending, in small letters) → its SPDX id.
# Sources: the pages "see also" of the SPDX licence list 3.27. Of the GNU licences an address does not say "or later".
LICENCE_URLS = {
    "apache.org/licenses/license-2.0": "Apache-2.0",
    "artlibre.org/licence/lal": "LAL-1.3",
    "gnu.org/licenses/agpl-3.0": "AGPL-3.0-only",
    "gnu.org/licenses/fdl-1.3": "GFDL-1.3-only",
    "gnu.org/licenses/gpl-3.0": "GPL-3.0-only",
    "gnu.org/licenses/lgpl-3.0": "LGPL-3.0-only",
    "gnu.org/licenses/old-licenses/fdl-1.2": "GFDL-1.2-only",
    "gnu.org/licenses/old-licenses/gpl-2.0": "GPL-2.0-only",
    "gnu.org/licenses/old-licenses/lgpl-2.1": "LGPL-2.1-only",
    "mozilla.org/mpl/2.0": "MPL-2.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/1": "OGL-UK-1.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/2": "OGL-UK-2.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/3": "OGL-UK-3.0",
    "opendatacommons.org/licenses/by/1.0": "ODC-By-1.0",
    "opendatacommons.org/licenses/odbl/1.0": "ODbL-1.0",
    "opendatacommons.org/licenses/pddl/1.0": "PDDL-1.0",
    "openfontlicense.org": "OFL-1.1",
    "scripts.sil.org/ofl": "OFL-1.1",
    "unlicense.org": "Unlicense",
    "w3.org/consortium/legal/2002/copyright-software-20021231": "W3C",
    "w3.org/consortium/legal/2015/copyright-software-and-document": "W3C-20150513",
    "w3.org/consortium/legal/copyright-software-19980720": "W3C-19980720",
    "w3.org/copyright/software-license-2015": "W3C-20150513",
}
# SPDX ids of licences other than Creative Commons that permit use, change and redistribution at no cost.
OPEN_SPDX = frozenset(
    """
    0BSD AFL-3.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause
    BSL-1.0 CECILL-2.1 ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.1-only GFDL-1.1-or-later GFDL-1.2-only
    GFDL-1.2-or-later GFDL-1.3 GFDL-1.3-only GFDL-1.3-or-later GPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0
    GPL-3.0-only GPL-3.0-or-later ISC LAL-1.2 LAL-1.3 LGPL-2.0-only LGPL-2.1 LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0
    LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0 MPL-1.1 MPL-2.0 ODbL-1.0 ODC-By-1.0 OFL-1.1 OGL-UK-1.0 OGL-UK-2.0
    OGL-UK-3.0 PDDL-1.0 Unlicense W3C W3C-19980720 W3C-20150513 Zlib etalab-2.0
    """.split()  # noqa: SIM905 (a table of codes, read as one)
)
# Ported Creative Commons licences that SPDX lists; the others become LicenseRef-CC-….
PORTED_SPDX = frozenset(
    """
    CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-NC-3.0-DE
    CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-3.0-DE
    CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT CC-BY-SA-3.0-DE
    CC-BY-SA-3.0-IGO
    """.split()  # noqa: SIM905 (a table of codes, read as one)
)

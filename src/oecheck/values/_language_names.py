"""Tables for `language_tag`: ISO 639 codes and the names that authors write instead of tags.

Sources: ISO 639-1 and ISO 639-2 (T and B codes); names of languages in English and in the language itself.
"""

from __future__ import annotations

__all__ = ["ISO_639_1", "ISO_639_2", "NAMES", "OFTEN_USED", "PLATFORM_PACKS"]

# ISO 639-2 code (terminological, then bibliographic where it differs) and its ISO 639-1 code.
_PAIRS = """
aar aa abk ab ave ae afr af aka ak amh am arg an ara ar asm as ava av aym ay aze az bak ba bel be bul bg bis bi
bam bm ben bn bod bo tib bo bre br bos bs cat ca che ce cha ch cos co cre cr ces cs cze cs chu cu chv cv cym cy wel cy
dan da deu de ger de div dv dzo dz ewe ee ell el gre el eng en epo eo spa es est et eus eu baq eu fas fa per fa ful ff
fin fi fij fj fao fo fra fr fre fr fry fy gle ga gla gd glg gl grn gn guj gu glv gv hau ha heb he hin hi hmo ho hrv hr
hat ht hun hu hye hy arm hy her hz ina ia ind id ile ie ibo ig iii ii ipk ik ido io isl is ice is ita it iku iu jpn ja
jav jv kat ka geo ka kon kg kik ki kua kj kaz kk kal kl khm km kan kn kor ko kau kr kas ks kur ku kom kv cor kw kir ky
lat la ltz lb lug lg lim li lin ln lao lo lit lt lub lu lav lv mlg mg mah mh mri mi mao mi mkd mk mac mk mal ml mon mn
mar mr msa ms may ms mlt mt mya my bur my nau na nob nb nde nd nep ne ndo ng nld nl dut nl nno nn nor no nbl nr nav nv
nya ny oci oc oji oj orm om ori or oss os pan pa pli pi pol pl pus ps por pt que qu roh rm run rn ron ro rum ro rus ru
kin rw san sa srd sc snd sd sme se sag sg sin si slk sk slo sk slv sl smo sm sna sn som so sqi sq alb sq srp sr ssw ss
sot st sun su swe sv swa sw tam ta tel te tgk tg tha th tir ti tuk tk tgl tl tsn tn ton to tur tr tso ts tat tt twi tw
tah ty uig ug ukr uk urd ur uzb uz ven ve vie vi vol vo wln wa wol wo xho xh yid yi yor yo zha za zho zh chi zh zul zu
""".split()  # noqa: SIM905 (a table of codes, read as one)
ISO_639_2 = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
ISO_639_1 = frozenset({"bh", *ISO_639_2.values()})  # of Bihari both codes are registered

# Three-letter subtags of the IANA registry (no two-letter form) that courses use; any other is looked up there.
OFTEN_USED = frozenset(
    """
    fil ckb kmr hsb dsb haw kab nso gsw yue cmn nan mai bho ceb ilo war hmn quz ber tzm prs luo kam mfe pap
    """.split()  # noqa: SIM905 (a table of codes, read as one)
)

_NAMES = """
af: afrikaans
ar: arabic, العربية, عربي
am: amharic, አማርኛ
az: azerbaijani, azərbaycan dili, azərbaycanca
be: belarusian, беларуская
bg: bulgarian, български
bn: bengali, bangla, বাংলা
bs: bosnian, bosanski
ca: catalan, català
cs: czech, čeština, česky
cy: welsh, cymraeg
da: danish, dansk
de: german, deutsch
el: greek, ελληνικά
en: english
eo: esperanto
es: spanish, español, castellano, espanol
et: estonian, eesti
eu: basque, euskara
fa: persian, farsi, فارسی
fi: finnish, suomi
fil: filipino
fr: french, français, francais
ga: irish, gaeilge
gl: galician, galego
ha: hausa
he: hebrew, עברית
hi: hindi, हिन्दी, हिंदी
hr: croatian, hrvatski
hu: hungarian, magyar
hy: armenian, հայերեն
id: indonesian, bahasa indonesia
is: icelandic, íslenska
it: italian, italiano
ja: japanese, 日本語
ka: georgian, ქართული
kk: kazakh, қазақ тілі, қазақша
km: khmer, ខ្មែរ
ko: korean, 한국어
ku: kurdish, kurdî
ky: kyrgyz, кыргызча, кыргыз тили
lo: lao, ລາວ
lt: lithuanian, lietuvių
lv: latvian, latviešu
mg: malagasy
mk: macedonian, македонски
mn: mongolian, монгол
ms: malay, bahasa melayu
my: burmese, မြန်မာဘာသာ
nb: norwegian bokmål, bokmål, norsk bokmål
ne: nepali, नेपाली
nl: dutch, nederlands
nn: norwegian nynorsk, nynorsk, norsk nynorsk
no: norwegian, norsk
om: oromo, afaan oromoo
pl: polish, polski
ps: pashto, پښتو
pt: portuguese, português, portugues
pt-BR: brazilian portuguese, português brasileiro, português (brasil)
ro: romanian, română
ru: russian, русский, русский язык
rw: kinyarwanda, ikinyarwanda
si: sinhala, සිංහල
sk: slovak, slovenčina
sl: slovenian, slovene, slovenščina
so: somali, soomaali
sq: albanian, shqip
sr: serbian, српски, srpski
sv: swedish, svenska
sw: swahili, kiswahili
ta: tamil, தமிழ்
te: telugu, తెలుగు
gu: gujarati, ગુજરાતી
kn: kannada, ಕನ್ನಡ
ml: malayalam, മലയാളം
mr: marathi, मराठी
pa: punjabi, ਪੰਜਾਬੀ
ig: igbo
xh: xhosa, isixhosa
tg: tajik, тоҷикӣ
th: thai, ไทย, ภาษาไทย
ti: tigrinya, ትግርኛ
tk: turkmen, türkmençe
tr: turkish, türkçe
uk: ukrainian, українська
ur: urdu, اردو
uz: uzbek, oʻzbekcha, o'zbek, o'zbekcha
vi: vietnamese, tiếng việt
wo: wolof
yo: yoruba, yorùbá
zh: chinese, 中文, 汉语, 漢語
zh-Hans: simplified chinese, chinese (simplified), 简体中文
zh-Hant: traditional chinese, chinese (traditional), 繁體中文
zu: zulu, isizulu
en-GB: british english, english (uk), english (united kingdom)
en-US: american english, english (us), english (united states)
"""
# Name, case folded → tag.
NAMES = {
    name.strip(): tag.strip()
    for tag, _, names in (line.partition(":") for line in _NAMES.strip().splitlines())
    for name in names.split(",")
}

# Moodle language packs whose second part is no region (`de_du`: German with the familiar form of address).
PLATFORM_PACKS = {
    "de_du": "de",
    "de_kids": "de",
    "de_comm": "de",
    "en_kids": "en",
    "en_us_k12": "en-US",
    "en_us_wp": "en-US",
    "no_gr": "no",
    "fr_incl": "fr",
    "sr_lt": "sr-Latn",
    "sr_cr": "sr-Cyrl",
    "sv_fi": "sv-FI",
    "ca_valencia": "ca-valencia",
    "ca_wp": "ca",
    "mn_mong": "mn-Mong",
    "he_kids": "he",
    "es_co": "es-CO",
}

"""ACT rules on contrast, zoom, sound, films, frames and languages of passages."""

from __future__ import annotations

from tests.act.case import Rule, page, whole

__all__ = ["RULES"]


def styled(style: str, words: str = "The well is covered with a lid.") -> str:
    return f'<p style="{style}">{words}</p>'


def viewport(content: str) -> str:
    """A page with this viewport."""
    meta = f'<meta name="viewport" content="{content}">'
    return whole(f'<html lang="en"><head><title>Wells</title>{meta}</head><body><p>Water</p></body></html>')


def turned(rules: str, body: str = "<body><p>Water</p></body>") -> str:
    """A page with these rules of style."""
    return whole(f'<html lang="en"><head><title>Wells</title><style>{rules}</style></head>{body}</html>')


def portrait(declaration: str) -> str:
    return f"@media (orientation: portrait) {{ html {{ {declaration}; }} }}"


def frames(*attributes: str) -> str:
    return page("".join(f"<iframe {one}></iframe>" for one in attributes))


def passage(markup: str, language: str = "en") -> str:
    return whole(f'<html lang="{language}"><head><title>Wells</title></head><body>{markup}</body></html>')


WORDS = "Pump the handle twenty times before you fill the bucket."
GRADIENT = "background: linear-gradient(to right, #fff, #00f); width: 400px"
PICTURE = "background: #000 url(well.png) no-repeat"
RULES = (
    Rule("afw4f7", "OHE-ACC-014")
    .not_failed("dark grey on white", styled("color:#333; background:#fff"))
    .not_failed("dark grey on a gradient", styled(f"color:#333; {GRADIENT}"))
    .not_failed("light grey on a dark picture", styled(f"color:#ccc; {PICTURE}"))
    .not_failed(
        "a white shadow around black letters", styled("color:#000; background:#737373; text-shadow:white 0 0 3px")
    )
    .not_failed("black on grey, 18 point", styled("color:#000; background:#666; font-size:18pt"))
    .not_failed(
        "black on grey, 14 point and bold", styled("color:#000; background:#666; font-size:14pt; font-weight:700")
    )
    .stricter("a sign that is no word", '<button style="color:#666; background:#000" aria-label="Close">X</button>')
    .not_failed("the colours of the browser", "<p>The well is covered with a lid.</p>")
    .not_failed("the colours of the browser for links", '<a href="b.html">Wells</a>')
    .not_failed("the colours of the browser for a role", '<div role="button" tabindex="0">Send</div>')
    .failed("light grey on white", styled("color:#aaa; background:white"))
    .asked("light grey on a gradient", styled(f"color:#aaa; {GRADIENT}"))
    .asked("dark grey on a dark picture", styled(f"color:#555; {PICTURE}"))
    .failed("letters that let the background through", styled("color:rgba(0,0,0,.3); background:#fff"))
    .failed(
        "an element that lets the background through",
        f'<div style="background:#fff">{styled("color:#000; opacity:.3")}</div>',
    )
    .asked(
        "a split background",
        '<span style="color:rgba(90,90,90,.8); background-image:linear-gradient(90deg, #fff, black)">Wells</span>',
    )
    .failed(
        "a specimen of letters",
        f"{styled('color:#333; background:#fff')}{styled('color:#777; background:#eee', 'Water')}",
    )
    .failed("a button", '<button style="color:#777; background:#eee">Send</button>')
    .failed("role button", '<div role="button" tabindex="0" style="color:#777; background:#eee">Send</div>')
    .asked("a grey shadow around grey letters", styled("color:#666; background:#fff; text-shadow:#aaa 2px 2px 4px"))
    .not_failed("not displayed", styled("display:none; color:#aaa; background:#fff"))
    .not_failed("off screen", styled("position:absolute; top:-999em; color:#aaa; background:#fff"))
    .not_failed("the colour of the background", '<p aria-hidden="true" style="color:white; background:white">Wells</p>')
    .not_failed("words of a drawing", '<svg><text x="0" y="9" style="fill:#aaa">Wells</text></svg>')
    .not_failed("a picture", '<p style="color:#aaa; background:#fff"><img src="well.png" alt="Wells"></p>')
    .not_failed(
        "a label of a disabled field", '<label style="color:#888; background:#fff">Name <input disabled></label>'
    )
    .not_failed(
        "a label of a role that is disabled",
        '<span id="n" style="color:#888; background:#fff">Name</span>'
        '<div role="textbox" aria-labelledby="n" aria-disabled="true">Amina</div>',
    )
    .not_failed(
        "a label in a disabled set of fields",
        '<fieldset disabled style="color:#888; background:#fff"><label>Name <input></label></fieldset>',
    )
    .not_failed(
        "a label in a disabled group",
        '<div role="group" aria-disabled="true" style="color:#888; background:#fff"><label>Name <input></label></div>',
    )
    .not_failed("a disabled button", '<button disabled style="color:#777; background:#eee">Send</button>')
    .not_failed(
        "a role that is disabled",
        '<div role="button" aria-disabled="true" style="color:#777; background:#eee">Send</div>',
    ),
    Rule("b4f0c3", "OHE-MOB-001")
    .not_failed("user-scalable yes", viewport("width=device-width, user-scalable=yes"))
    .not_failed("user-scalable 5", viewport("width=device-width, user-scalable=5"))
    .not_failed("user-scalable -2", viewport("width=device-width, user-scalable=-2"))
    .not_failed("user-scalable device-width", viewport("width=device-width, user-scalable=device-width"))
    .not_failed("maximum-scale 2.0", viewport("width=device-width, maximum-scale=2.0"))
    .not_failed("maximum-scale -1", viewport("width=device-width, maximum-scale=-1"))
    .not_failed("maximum-scale device-width", viewport("width=device-width, maximum-scale=device-width"))
    .failed("user-scalable no", viewport("width=device-width, user-scalable=no"))
    .failed("user-scalable 0", viewport("width=device-width, user-scalable=0"))
    .failed("user-scalable 0.5", viewport("width=device-width, user-scalable=0.5"))
    .failed("user-scalable of no word", viewport("width=device-width, user-scalable=water"))
    .failed(
        "maximum-scale 1.5", viewport("width=device-width, user-scalable=yes, initial-scale=0.8, maximum-scale=1.5")
    )
    .failed("maximum-scale yes", viewport("width=device-width, maximum-scale=yes"))
    .failed("maximum-scale of no word", viewport("width=device-width, maximum-scale=water"))
    .not_failed("neither key", viewport("width=device-width"))
    .stricter("no viewport", passage("<p>Water</p>"))
    .not_failed(
        "a viewport without content",
        whole('<html lang="en"><head><title>W</title><meta name="viewport"></head><body><p>W</p></body></html>'),
    )
    .not_failed("an empty viewport", viewport("")),
    Rule("b33eff", "OHE-MOB-003")
    .not_failed("a whole turn", turned(portrait("transform: rotateZ(1turn)")))
    .not_failed("hardly a turn", turned(portrait("transform: matrix(1, -1.2e-15, 1.2e-15, 1, 0, 0)")))
    .not_failed("no turn", turned(portrait("rotate: 0turn")))
    .failed("a quarter in radians", turned(portrait("transform: rotate(1.5708rad)")))
    .failed("a quarter in degrees", turned(portrait("transform: rotate(90deg)")))
    .failed("a quarter as a property", turned(portrait("rotate: 90deg")))
    .failed(
        "a quarter as a matrix",
        turned(
            "@media (orientation: landscape) { body "
            "{ transform: matrix3d(0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1); } }"
        ),
    )
    .failed(
        "a quarter beyond a slant",
        turned(
            "body { transform: rotate(2.5deg); } "
            "@media (orientation: landscape) { body { transform: rotate(92.5deg); } }"
        ),
    )
    .not_failed("no style", passage("<p>Water</p>"))
    .not_failed(
        "no transform", turned("html { font-size: 22px; } @media (min-width: 30em) { html { font-size: 20px; } }")
    )
    .not_failed("in every orientation", turned("body { transform: rotate(90deg); }"))
    .not_failed("moved, not turned", turned(portrait("transform: translateX(100px)"))),
    Rule("80f0bf", "OHE-ACC-021")
    .not_failed("sound with controls", page('<audio src="long.m4a" autoplay controls></audio>'))
    .failed("controls that are hidden", page('<audio src="long.m4a" autoplay controls hidden></audio>'))
    .failed(
        "controls that are not displayed", page('<video src="a.mp4" autoplay controls style="display:none"></video>')
    )
    .failed("controls that nobody reaches", page('<div inert><audio src="long.m4a" autoplay controls></audio></div>'))
    .failed("a hidden sound without controls", page('<audio src="long.m4a" autoplay hidden></audio>'))
    .not_failed("a hidden film without its sound", page('<video src="a.mp4" autoplay muted hidden></video>'))
    .not_failed("a sound in a template", page('<template><audio src="long.m4a" autoplay></audio></template>'))
    .not_failed("a film of two seconds", page('<video autoplay src="short.mp4"></video>'))
    .not_failed("two seconds of a film", page('<video autoplay><source src="a.mp4#t=8,10" type="video/mp4"></video>'))
    .stricter(
        "controls that a script makes",
        page(
            '<video id="v" autoplay src="a.mp4"></video><button id="mute">Mute</button><script src="mute.js"></script>'
        ),
    )
    .failed("sound without controls", page('<audio src="long.m4a" autoplay></audio>'))
    .failed("a film without controls", page('<video autoplay src="a.mp4"></video>'))
    .not_failed("a film without its sound", page('<video autoplay muted src="a.mp4"></video>'))
    .not_failed("a film that has no sound", page('<video autoplay src="silent.mp4"></video>'))
    .not_failed("sound that does not start", page('<audio src="long.m4a" controls></audio>')),
    Rule("4b1c6c", "OHE-ACC-013")
    .not_failed("the same page twice", frames('title="Map" src="a.html"', 'title="Map" src="a.html"'))
    .not_failed("the same page, named in two ways", frames('title="Map" src="a.html"', 'aria-label="Map" src="a.html"'))
    .not_failed("pages that serve the same", frames('title="Contact" src="a.html"', 'title="Contact" src="b.html"'))
    .not_failed("one page with a slash more", frames('title="Map" src="a/"', 'title="Map" src="a"'))
    .asked("two pages", frames('title="Map" src="a.html"', 'title="Map" src="b.html"'))
    .asked("two pages, by aria-label", frames('aria-label="Map" src="a.html"', 'aria-label="Map" src="b.html"'))
    .asked("two pages, named in two ways", frames('title="Map" src="a.html"', 'aria-label="Map" src="b.html"'))
    .not_failed("one frame", frames('title="Map" src="a.html"'))
    .not_failed("two names", frames('title="Map of wells" src="a.html"', 'title="Map of pumps" src="b.html"'))
    .not_failed("one of them hidden", frames('aria-hidden="true" title="Map" src="a.html"', 'title="Map" src="b.html"'))
    .stricter("frames without names", frames('src="a.html"', 'src="b.html"'))
    .not_failed(
        "not displayed",
        frames('style="display:none" title="Map" src="a.html"', 'style="display:none" title="Map" src="b.html"'),
    ),
    Rule("2eb176", "OHE-ACC-019")
    .stricter(
        "the words in a paragraph", page(f'<audio src="s1.m4a" controls></audio><p>The recording says: {WORDS}</p>')
    )
    .not_failed("a link", page('<audio src="s2.m4a" controls></audio><a href="t.html">Transcript</a>'))
    .not_failed(
        "a link beside what starts by itself",
        page('<audio src="s3.m4a" autoplay></audio><a href="t.html">Transcript</a>'),
    )
    .failed("nothing", page('<audio src="s4.m4a" controls></audio>'))
    .failed(
        "other words in a paragraph",
        page('<audio src="s5.m4a" controls></audio><p>The recording says: buy cheese.</p>'),
    )
    .looser("a link to other words", page('<audio src="s6.m4a" controls></audio><a href="wrong.html">Transcript</a>'))
    .failed(
        "words off screen", page(f'<audio src="s7.m4a" controls></audio><p style="text-indent:-9999px">{WORDS}</p>')
    )
    .failed("words that are hidden", page(f'<audio src="s8.m4a" controls></audio><p aria-hidden="true">{WORDS}</p>'))
    .stricter("sound that nobody can start", page('<audio src="s9.m4a"></audio>'))
    .not_failed("a player that is not displayed", page('<audio src="s10.m4a" controls style="display:none"></audio>')),
    Rule("e7aa44", "OHE-ACC-019")
    .stricter(
        "a recording of the text above it",
        page(f'<p>{WORDS} Or listen to this text:</p><audio src="s11.m4a" controls></audio>'),
    )
    .failed(
        "a text that is not shown",
        page(f'<p style="display:none">{WORDS}</p><audio src="s12.m4a" autoplay controls></audio>'),
    )
    .stricter("a link to the sound", page('<p>Pump.</p><p><a href="s13.m4a">Load the speech</a></p>')),
    Rule("f51b46", "OHE-ACC-016")
    .stricter("captions in the picture", page('<video src="f1.mp4" controls></video>'))
    .not_failed(
        "a track", page('<video src="f2.mp4" controls><track kind="captions" src="a.vtt" srclang="en"></video>')
    )
    .failed("nothing", page('<video src="f3.mp4" controls></video>'))
    .looser(
        "a track of other words",
        page('<video src="f4.mp4" controls><track kind="captions" src="c.vtt" srclang="en"></video>'),
    )
    .failed("the words in a paragraph", page(f'<p>A voice says: {WORDS}</p><video src="f5.mp4" controls></video>'))
    .not_failed("no sound", page('<video src="silent.mp4" controls></video>'))
    .not_failed("not displayed", page('<video src="f6.mp4" controls style="display:none"></video>')),
    Rule("5b7ae0", "OHE-ACC-005")
    .not_failed("in capital letters", whole('<html lang="EN" xml:lang="en"><title>Wells</title><p>Water</p></html>'))
    .not_failed("two regions", whole('<html lang="en-GB" xml:lang="en-US"><title>Wells</title><p>Water</p></html>'))
    .failed(
        "one region, two languages", whole('<html lang="fr-CA" xml:lang="en-CA"><title>Puits</title><p>Eau</p></html>')
    )
    .not_failed("an empty one", whole('<html lang="fr" xml:lang=""><title>Puits</title><p>Eau</p></html>')),
    Rule("de46e4", "OHE-ACC-006")
    .not_failed("an article", passage(f'<article lang="en">{WORDS}</article>', "es"))
    .not_failed("a region", passage('<blockquote lang="fr-CH">Couvrez le puits.</blockquote>'))
    .not_failed("two regions", passage(f'<p lang="en-US-GB">{WORDS}</p>', "fr"))
    .not_failed("no text of its own", passage(f'<article lang="water"><div lang="en">{WORDS}</div></article>', "fr"))
    .not_failed(
        "an alternative in capital letters", passage('<div lang="EN"><img src="well.png" alt="A well"></div>', "es")
    )
    .failed("a word for a language", passage('<article lang="dutch">Dek de put af.</article>', "es"))
    .failed("signs", passage(f'<article lang="#!">{WORDS}</article>'))
    .failed("blanks", passage(f'<article lang="  ">{WORDS}</article>', "fr"))
    .failed("seen and not heard", passage(f'<article lang="english"><p aria-hidden="true">{WORDS}</p></article>', "es"))
    .failed(
        "heard and not seen",
        passage(f'<article lang="English"><p style="position:absolute; top:-9999px">{WORDS}</p></article>', "fr"),
    )
    .failed("an inner one", passage(f'<article lang="en"><div lang="water">{WORDS}</div></article>', "es"))
    .failed("an alternative", passage('<div lang="water"><img src="well.png" alt="A well"></div>'))
    .failed("a low line for a hyphen", passage(f'<p lang="en_GB">{WORDS}</p>', "fr"))
    .failed("three letters for two", passage(f'<p lang="eng">{WORDS}</p>'))
    .failed("an old tag", passage('<p lang="i-lux">De Buer ass zou.</p>', "lb"))
    .not_failed("none", passage(WORDS))
    .not_failed("an empty one", passage(f'<article lang="">{WORDS}</article>'))
    .not_failed(
        "text that nobody meets", passage(f'<p lang="water"><span style="display:none">{WORDS}</span></p><p>Water</p>')
    )
    .not_failed("a decorative picture", passage('<div lang="water"><img src="well.png" alt=""></div><p>Water</p>'))
    .not_failed("nothing in it", passage('<div lang="water"></div><p>Water</p>')),
    Rule("ucwvc8", "OHE-ACC-006")
    .not_failed("English", passage(f"<p>{WORDS}</p>"))
    .asked("English under Danish", passage(f"<p>{WORDS * 4}</p>", "da"))
    .asked("English under Dutch", passage(f"<p>{WORDS * 4}</p>", "nl")),
    Rule("off6ek", "OHE-ACC-006")
    .not_failed("a passage in French", passage(f'<p>{WORDS}</p><p lang="fr">Couvrez le puits.</p>'))
    .asked("a passage in English under French", passage(f'<p>{WORDS}</p><p lang="fr">{WORDS}</p>')),
    Rule("qt1vmo", "OHE-ACC-003").asked("another thing", page('<img src="well.png" alt="A bicycle">')),
    Rule("e88epe", "OHE-ACC-003").asked(
        "a diagram as decoration", page('<img src="plan.png" alt=""><img src="a.png" alt="A">')
    ),
    Rule("9bd38c", "OHE-ACC-015").asked("an instruction by place", page("<p>Use the button on the right.</p>")),
    Rule("c5a4ea", "OHE-ACC-020").asked("no alternative", page('<video src="f7.mp4" controls></video>')),
    Rule("1ec09b", "OHE-ACC-020").asked("no description", page('<video src="f8.mp4" controls></video>')),
)

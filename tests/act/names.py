"""ACT rules on names, titles, languages, headers of tables and refreshes."""

from __future__ import annotations

from tests.act.case import Rule, page, refresh, whole

__all__ = ["RULES"]

BACKGROUND = "width:60px; height:60px; background-image:url(well.png)"
RULES = (
    Rule("23a2a8", "OHE-ACC-001")
    .not_failed("alt", '<img alt="A well" src="well.png">')
    .not_failed("role img with aria-label", f'<div role="img" aria-label="A well" style="{BACKGROUND}"></div>')
    .not_failed(
        "role img with aria-labelledby",
        f'<p id="n" style="display:none">A well</p><div role="img" aria-labelledby="n" style="{BACKGROUND}"></div>',
    )
    .not_failed("title", '<img title="A well" src="well.png">')
    .not_failed("empty alt", '<img alt="" src="well.png">')
    .not_failed("role presentation", '<img role="presentation" src="well.png">')
    .not_failed("role none", '<img role="none" src="well.png">')
    .not_failed("off screen and decorative", '<div style="margin-left:-9999px"><img alt="" src="well.png"></div>')
    .failed("no alt", '<img src="well.png">')
    .failed("role img without a name", f'<div role="img" style="{BACKGROUND}"></div>')
    .failed("off screen without alt", '<div style="margin-left:-9999px"><img src="well.png"></div>')
    .failed("alt of a blank", '<img src="well.png" alt=" ">')
    .failed("role none and focusable", '<img role="none" tabindex="0" src="well.png">')
    .not_failed(
        "role img hidden from assistive technology", f'<div role="img" aria-hidden="true" style="{BACKGROUND}"></div>'
    )
    .not_failed("aria-hidden", '<img src="well.png" aria-hidden="true">')
    .not_failed("parent not displayed", '<div style="display:none"><img src="well.png"></div>')
    .not_failed("parent invisible", '<div style="visibility:hidden"><img src="well.png"></div>')
    .not_failed("a class that is not displayed", '<style>.h{display:none}</style><img class="h" src="well.png">')
    .not_failed("an id that is invisible", '<style>#h{visibility:hidden}</style><p id="h"><img src="well.png"></p>')
    .failed("a class of another element is hidden", '<style>.h{display:none}</style><img class="g" src="well.png">')
    .not_failed("inert", '<div inert><img src="well.png"></div>')
    .failed("a role that is none before one that is", f'<div role="well img" style="{BACKGROUND}"></div>')
    .not_failed("a role before role img", f'<div role="note img" style="{BACKGROUND}">Wells</div>')
    .not_failed("role none after what is no role", '<img role="well none" src="well.png">')
    .failed("role none and a global property", '<img role="none" aria-labelledby="n" src="well.png">')
    .not_failed("role none and aria-hidden", '<img role="none" aria-hidden="true" src="well.png">'),
    Rule("59796f", "OHE-ACC-001")
    .not_failed("alt", '<input type="image" src="send.png" alt="Send">')
    .not_failed("aria-label", '<input type="image" src="send.png" aria-label="Send">')
    .not_failed("title", '<input type="image" src="send.png" title="Send">')
    .not_failed("title beside an empty alt", '<input type="image" src="send.png" alt="" title="Send">')
    .not_failed("aria-labelledby", '<input type="image" src="send.png" aria-labelledby="n"><p id="n">Send</p>')
    .not_failed("a label", '<label>Send <input type="image" src="send.png"></label>')
    .failed("a name attribute", '<input type="image" name="send" src="send.png">')
    .failed("an empty alt", '<input type="image" src="send.png" alt="">')
    .failed("named by what is not there", '<input type="image" src="send.png" aria-labelledby="n">')
    .not_failed("not displayed", '<input type="image" src="send.png" style="display:none">')
    .not_failed("another button", '<input type="button" value="Send">'),
    Rule("59796f", "OHE-ACC-010")
    .not_failed("alt", '<input type="image" src="send.png" alt="Send">')
    .not_failed("aria-label", '<input type="image" src="send.png" aria-label="Send">')
    .not_failed("title", '<input type="image" src="send.png" title="Send">')
    .not_failed("aria-labelledby", '<input type="image" src="send.png" aria-labelledby="n"><p id="n">Send</p>')
    .failed("a name attribute", '<input type="image" name="send" src="send.png">')
    .failed("an empty alt", '<input type="image" src="send.png" alt="">')
    .failed("named by what is not there", '<input type="image" src="send.png" aria-labelledby="n">')
    .not_failed("not displayed", '<input type="image" src="send.png" style="display:none">'),
    Rule("7d6734", "OHE-ACC-001")
    .not_failed("role img and a title", '<svg role="img"><title>A well</title><circle r="9"></circle></svg>')
    .not_failed(
        "a part with aria-label", '<svg><circle role="graphics-symbol" aria-label="A well" r="9"></circle></svg>'
    )
    .not_failed("a part with a title", '<svg><g role="img"><title>A well</title><circle r="9"></circle></g></svg>')
    .not_failed(
        "role of a document", '<svg role="graphics-document"><title>A well</title><circle r="9"></circle></svg>'
    )
    .failed("nothing", '<svg role="img"><circle r="9"></circle></svg>')
    .failed("an empty title", '<svg role="img"><title></title><circle r="9"></circle></svg>')
    .failed("a part without a name", '<svg><circle role="graphics-symbol" r="9"></circle></svg>')
    .failed("words in the drawing", '<svg role="img"><circle r="9"></circle><text x="9" y="9">A well</text></svg>')
    .not_failed("no role", '<svg><circle r="9"></circle></svg>')
    .not_failed("hidden", '<svg role="img" aria-hidden="true"><circle r="9"></circle></svg>')
    .not_failed("another role", '<svg><circle role="graphics-object" r="9"></circle></svg>'),
    Rule("8fc3b6", "OHE-ACC-001")
    .not_failed("title", '<object title="A well" data="well.png"></object>')
    .not_failed("aria-labelledby", '<span id="n">A well</span><object aria-labelledby="n" data="well.png"></object>')
    .failed("nothing", '<object type="image/png" data="well"></object>')
    .failed("an empty title", '<object title="" data="well.png"></object>')
    .failed("named by nothing", '<span id="n"></span><object aria-labelledby="n" data="well.png"></object>')
    .looser("an image in it", '<object data="well.png"><img src="well.png" alt="A well"></object>')
    .looser("a sound", '<object data="long.m4a"></object>')
    .not_failed("role img", '<object role="img" title="A well" data="well.png"></object>')
    .not_failed("not displayed", '<object data="well.png" style="display:none"></object>')
    .not_failed("invisible", '<object data="well.png" style="visibility:hidden"></object>')
    .not_failed("hidden", '<object data="well.png" aria-hidden="true"></object>')
    .not_failed("role presentation", '<object role="presentation" data="well.png"></object>')
    .not_failed("a page", '<object title="Wells" data="other.html"></object>'),
    Rule("9eb3f6", "OHE-ACC-002")
    .failed("the file name without its ending", '<img src="img/bore_hole_2.jpg" alt="bore_hole_2">')
    .failed("the file name with its ending", '<img src="img/bore_hole_2.jpg" alt="bore_hole_2.jpg">')
    .failed("other letter case and blanks", '<img src="img/bore_hole_2.jpg" alt=" BORE_HOLE_2.JPG ">')
    .failed("an image button", '<form><input type="image" src="img/btn_send_01.gif" alt="btn_send_01"></form>')
    .not_failed("decorative", '<img src="img/bore_hole_2.jpg" alt="">')
    .not_failed("role presentation", '<img role="presentation" src="img/bore_hole_2.jpg" alt="bore_hole_2.jpg">')
    .not_failed("another name", '<img src="img/bore_hole_2.jpg" alt="A bore hole beside a school">')
    .not_failed(
        "aria-label comes first", '<img src="img/a_2.jpg" alt="a_2.jpg" aria-label="A bore hole beside a school">'
    )
    .not_failed("a file name that is a description", '<img src="img/unesco" alt="unesco">')
    .not_failed("the word of an image button", '<form><input type="image" src="img/login" alt="login"></form>')
    .not_failed("another file of its set", '<img src="a/well.jpeg" srcset="a/well 1.5x, a/pump 2x" alt="Well">')
    .failed("a hash", '<img src="a/94251e110d24a4c2b6e6ce76e7203374" alt="94251e110d24a4c2b6e6ce76e7203374">')
    .looser("a word that is the name of its file", '<img src="img/paris" alt="Paris">')
    .stricter("what a link downloads", '<a href="a/w_1.jpeg" download>Load <img src="a/w_1.jpeg" alt="w_1.jpeg"></a>'),
    Rule("2779a5", "OHE-ACC-004")
    .not_failed("a title", whole("<html lang=en><title>Wells</title><p>Water</p></html>"))
    .not_failed("a title in the body", whole("<html lang=en><body><title>Wells</title><p>Water</p></body></html>"))
    .not_failed(
        "two titles, the first with text",
        whole("<html lang=en><head><title>Wells</title></head><body><title></title><p>Water</p></body></html>"),
    )
    .not_failed("a frame without a title", page('<iframe src="other.html" title="Wells"></iframe>'))
    .failed("no title", whole("<html lang=en><h1>Wells</h1></html>"))
    .failed("an empty title", whole("<html lang=en><title></title><h1>Wells</h1></html>"))
    .failed("a title of a blank", whole("<html lang=en><title> </title><h1>Wells</h1></html>"))
    .failed(
        "two titles, the first empty",
        whole("<html lang=en><head><title></title></head><body><title>Wells</title><p>Water</p></body></html>"),
    )
    .failed(
        "a title in a template",
        whole("<html lang=en><body><template><title>Wells</title></template>Water</body></html>"),
    )
    .failed(
        "a title of a drawing", whole("<html lang=en><body><svg><title>Wells</title></svg><p>Water</p></body></html>")
    ),
    Rule("b5c3f8", "OHE-ACC-005")
    .not_failed("a language", whole('<html lang="sw"><title>Visima</title><p>Maji</p></html>'))
    .failed("no language", whole("<html><title>Wells</title><p>Water</p></html>"))
    .failed("an empty language", whole('<html lang=""><title>Wells</title><p>Water</p></html>'))
    .failed("a language of a blank", whole('<html lang=" "><title>Wells</title><p>Water</p></html>'))
    .failed("xml:lang alone, in HTML", whole('<html xml:lang="en"><title>Wells</title><p>Water</p></html>')),
    Rule("bf051a", "OHE-ACC-005")
    .not_failed("with a region", whole('<html lang="fr-CA"><title>Puits</title><p>Eau</p></html>'))
    .failed("no language of any list", whole('<html lang="water"><title>Wells</title><p>Water</p></html>'))
    .failed("a word for a language", whole('<html lang="English"><title>Wells</title><p>Water</p></html>'))
    .not_failed("two regions", whole('<html lang="en-US-GB"><title>Wells</title><p>Water</p></html>'))
    .failed("three letters for two", whole('<html lang="eng"><title>Wells</title><p>Water</p></html>'))
    .failed("a low line for a hyphen", whole('<html lang="en_US"><title>Wells</title><p>Water</p></html>'))
    .failed("an old tag", whole('<html lang="i-lux"><title>Waasser</title><p>Waasser</p></html>')),
    Rule("5b7ae0", "OHE-ACC-005")
    .not_failed(
        "the same language in both", whole('<html lang="en" xml:lang="en-GB"><title>Wells</title><p>Water</p></html>')
    )
    .failed("two languages", whole('<html lang="en" xml:lang="fr"><title>Wells</title><p>Water</p></html>')),
    Rule("ffd0e9", "OHE-ACC-007")
    .not_failed("a heading", "<h2>Depth</h2>")
    .not_failed("role heading", '<div role="heading" aria-level="2">Depth</div>')
    .not_failed("aria-labelledby", '<span id="n" hidden>Depth</span><h2 aria-labelledby="n">How deep</h2>')
    .not_failed("a picture with alt", '<h2><img src="well.png" alt="Depth"></h2>')
    .not_failed("off screen", '<h2 style="position:absolute; top:-9999px">Depth</h2>')
    .failed("a decorative picture", '<h2><img src="well.png" alt=""></h2>')
    .failed("hidden content", '<h2 aria-label=""><span aria-hidden="true">Depth</span></h2>')
    .failed(
        "a label that is empty",
        '<span id="n" hidden></span><h2 aria-labelledby="n"><span aria-hidden="true">Depth</span></h2>',
    )
    .failed("a picture with role presentation", '<h2><img src="well.png" alt="Depth" role="presentation"></h2>')
    .failed("a line break", "<h2><br></h2>")
    .failed("nothing", "<h2></h2>")
    .failed("role heading without content", '<div role="heading" aria-level="2" style="border-style:solid"></div>')
    .failed("role none with aria-label", '<h2 aria-label="" role="none"><span aria-hidden="true">Depth</span></h2>')
    .not_failed("hidden", '<h2 aria-hidden="true"></h2>')
    .not_failed("inert", "<div inert><h2></h2></div>")
    .not_failed("words of a style", '<style>h2.w::after{content:"Wells"}</style><h2 class="w"></h2>')
    .not_failed("a style that does not display it", "<style>h2{display:none}</style><h2></h2>"),
    Rule("c487ae", "OHE-ACC-010")
    .not_failed("text", '<a href="https://example.org/"> About wells </a>')
    .not_failed("role link", '<div role="link" tabindex="0">About wells</div>')
    .not_failed("a button with role link", '<button role="link">About wells</button>')
    .not_failed(
        "a picture with aria-label", '<a href="https://example.org/"><img src="well.png" aria-label="Wells"></a>'
    )
    .not_failed("title", '<a href="https://example.org/" title="Wells"><img src="well.png" alt=""></a>')
    .not_failed("a picture with title", '<a href="https://example.org/"><img src="well.png" title="Wells"></a>')
    .not_failed("a decorative picture and text", '<a href="https://example.org/"><img src="well.png" alt="">Wells</a>')
    .not_failed(
        "a picture with aria-labelledby",
        '<a href="https://example.org/"><img src="well.png" aria-labelledby="n"></a><p id="n">Wells</p>',
    )
    .not_failed("off screen", '<a style="position:absolute; left:-9999px" href="https://example.org/">Wells</a>')
    .not_failed(
        "an area with alt",
        '<img src="well.png" alt="Map" usemap="#m"><map name="m"><area coords="0,0,9,9" href="b.html" alt="A"></map>',
    )
    .not_failed("a role of documents", '<a href="https://example.org/" role="doc-biblioref">1</a>')
    .failed("nothing", '<a href="https://example.org/"></a>')
    .failed("a decorative picture", '<a href="https://example.org/"><img src="well.png" alt=""></a>')
    .failed(
        "a picture with role presentation",
        '<a href="https://example.org/"><img src="well.png" role="presentation"></a>',
    )
    .failed("a picture with role none", '<a href="https://example.org/"><img src="well.png" role="none"></a>')
    .failed("a picture with an empty title", '<a href="https://example.org/"><img src="well.png" title=""></a>')
    .failed(
        "a picture named by nothing",
        '<a href="https://example.org/"><img src="well.png" aria-labelledby="n"></a><div id="n"></div>',
    )
    .failed(
        "a picture named by what is not there",
        '<a href="https://example.org/"><img src="well.png" aria-labelledby="n"></a>',
    )
    .failed(
        "off screen without a name",
        '<a href="https://example.org/" style="left:-9999px; position:absolute"><img src="well.png"></a>',
    )
    .failed(
        "an area without alt",
        '<img src="well.png" alt="Map" usemap="#m"><map name="m"><area coords="0,0,9,9" href="https://example.org/"></map>',
    )
    .failed("role none, which a link cannot have", '<a href="https://example.org/" role="none"> </a>')
    .failed(
        "a role of documents without a name",
        '<a href="https://example.org/" role="doc-biblioref"><img src="well.png" alt=""></a>',
    )
    .not_failed("not displayed", '<a href="https://example.org/" style="display:none"><img src="well.png"></a>')
    .not_failed("invisible", '<a href="https://example.org/" style="visibility:hidden"></a>')
    .not_failed("hidden from assistive technology", '<a aria-hidden="true" href="https://example.org/"></a>')
    .not_failed("an area that leads nowhere", '<map name="m"><area coords="0,0,9,9"></map>')
    .not_failed("an anchor that leads nowhere", "<a></a>")
    .not_failed("a style that does not display it", '<style>a.h{display:none}</style><a class="h" href="b.html"></a>')
    .failed("an empty address", '<a href=""></a>')
    .failed("a blank address and a tooltip of a blank", '<a href=" " title=" "></a>')
    .not_failed("an empty address and text", '<a href="">Wells</a>')
    .not_failed("inert", '<div inert><a href="b.html"></a></div>')
    .not_failed("words of a style", '<style>a::before{content:"Wells"}</style><a href="b.html"></a>')
    .not_failed(
        "words of a style for a part",
        "<style>p > a i:after{content:'Wells'}</style><p><a href='b.html'><i></i></a></p>",
    )
    .not_failed("words instead of a sign", '<style>a::before{content:"\\e001" / "Wells"}</style><a href="b.html"></a>')
    .failed("an empty text of a style", '<style>a::before{content:""}</style><a href="b.html"></a>')
    .failed("words for other links", '<style>.w a::before{content:"Wells"}</style><a href="b.html"></a>')
    .failed("words when it is pointed at", '<style>a:hover::before{content:"Wells"}</style><a href="b.html"></a>')
    .failed(
        "words for a hidden part",
        '<style>i::before{content:"Wells"}</style><a href="b.html"><i aria-hidden="true"></i></a>',
    ),
    Rule("97a4e1", "OHE-ACC-010")
    .not_failed("text", "<button>Send</button>")
    .not_failed("the value of an input", '<input type="submit" value="Send">')
    .not_failed("aria-label", '<button aria-label="Send"></button>')
    .not_failed("role button with aria-label", '<span role="button" tabindex="0" aria-label="Send"></span>')
    .not_failed("disabled", "<button disabled>Send</button>")
    .not_failed("off screen", '<button style="position:absolute; left:-9999px">Send</button>')
    .not_failed("reset has a name of its own", '<input type="reset">')
    .failed("nothing", "<button></button>")
    .failed("a value is no name of a button", '<button type="button" value="more"></button>')
    .failed("role button without a name", '<span role="button" tabindex="0"></span>')
    .failed("off screen without a name", '<button style="position:absolute; left:-9999px" value="x"></button>')
    .failed("role none, which a button cannot have", '<button role="none"></button>')
    .not_failed("not displayed", '<button style="display:none"></button>')
    .not_failed("role none and disabled", '<button role="none" disabled></button>')
    .not_failed("a label around it", "<label>Send<button></button></label>")
    .not_failed("a label for it", '<label for="b">Send</label><button id="b"></button>')
    .not_failed("a label for an input", '<label for="b">Send</label><input type="button" id="b">')
    .failed("a label for the field before it", "<label>Name <input><button></button></label>")
    .failed("a label without text", "<label><button></button></label>")
    .not_failed("inert", "<button inert></button>")
    .failed("a word that is no role", '<button role="well"></button>')
    .not_failed("no button", "<div>Press here</div>"),
    Rule("e086e5", "OHE-ACC-012")
    .not_failed("a label around it", "<label>Name <input></label>")
    .not_failed("aria-label, disabled", '<input aria-label="Name" disabled>')
    .not_failed("a label for it", '<label for="c">Country</label><select id="c"><option>Kenya</option></select>')
    .not_failed("aria-labelledby", '<div id="c">Country</div><textarea aria-labelledby="c"></textarea>')
    .not_failed("role combobox with aria-label", '<div aria-label="Country" role="combobox" tabindex="0">Kenya</div>')
    .not_failed("role checkbox with text", '<div role="checkbox" tabindex="0">I agree.</div>')
    .not_failed("a colour with a label", '<label>Colour <input type="color"></label>')
    .failed("no name", "<div>Name</div><input>")
    .failed("disabled without a name", "<input disabled>")
    .failed("aria-label of a blank", '<input aria-label=" ">')
    .failed("named by nothing", '<div id="c"></div><select aria-labelledby="c"><option>Kenya</option></select>')
    .failed("a label around a role", '<label>Name <div role="textbox" tabindex="0"></div></label>')
    .failed("a label for a role", '<label for="n">Name</label><div role="textbox" tabindex="0" id="n"></div>')
    .failed("the value of a role is no name", '<div role="textbox" tabindex="0">Name</div>')
    .failed("a label beside it that is for nothing", '<label>Born</label> <input type="date">')
    .not_failed("not displayed", '<input style="display:none">')
    .not_failed("hidden and disabled", '<input disabled aria-hidden="true">')
    .not_failed("a style that does not display it", '<style>.h{display:none}</style><p class="h"><input></p>')
    .not_failed(
        "a name that is hidden itself",
        '<p id="d">Add</p><div role="menu" aria-labelledby="d"><input type="checkbox" role="menuitemcheckbox" '
        'aria-labelledby="k"><span id="k" aria-hidden="true">Pump</span></div>',
    )
    .failed(
        "a hidden text beside it",
        '<p id="d">Add</p><div role="menu" aria-labelledby="d"><input type="checkbox" role="menuitemcheckbox">'
        '<span aria-hidden="true">Pump</span></div>',
    )
    .failed("a label around a role that has no focus", '<label>Name <div role="textbox"></div></label>')
    .stricter("a placeholder, which vanishes", '<input placeholder="Your question"><button>Search</button>')
    .not_failed("inert", "<div inert><input></div>")
    .failed("a label for the field before it", '<label>Name <input type="checkbox"><input type="text"></label>')
    .not_failed("role none and disabled", '<select role="none" disabled><option>Kenya</option></select>'),
    Rule("cae760", "OHE-ACC-013")
    .not_failed("title", '<iframe title="Map of wells" src="https://example.org/"></iframe>')
    .not_failed("aria-label", '<iframe aria-label="Map of wells" src="https://example.org/"></iframe>')
    .not_failed(
        "aria-labelledby", '<p id="n">Map of wells</p><iframe aria-labelledby="n" src="https://example.org/"></iframe>'
    )
    .failed("a name attribute", '<iframe name="map" src="https://example.org/"></iframe>')
    .failed("nothing", '<iframe src="https://example.org/"></iframe>')
    .failed("an empty title", '<iframe title="" src="https://example.org/"></iframe>')
    .failed(
        "a title of a blank, role none",
        '<iframe title=" " role="none" tabindex="0" src="https://example.org/"></iframe>',
    )
    .not_failed("not displayed", '<iframe style="display:none" src="https://example.org/"></iframe>')
    .not_failed("role none", '<iframe src="https://example.org/" role="none"></iframe>')
    .not_failed(
        "a style that hides it", '<style>iframe{visibility:hidden}</style><iframe src="https://example.org/"></iframe>'
    )
    .not_failed("inert", '<div inert><iframe src="https://example.org/"></iframe></div>')
    .looser("no room", '<iframe src="https://example.org/" width="0" height="0"></iframe>')
    .stricter("the word for a frame", '<iframe src="https://example.org/" title="iframe"></iframe>')
    .not_failed("out of reach", '<iframe tabindex="-1" role="presentation" src="https://example.org/"></iframe>'),
    Rule("bc659a", "OHE-ACC-021")
    .not_failed(
        "at once",
        refresh("0; URL='b.html'"),
    )
    .not_failed(
        "the first one counts",
        refresh("0; b.html", "5; b.html"),
    )
    .not_failed(
        "after more than twenty hours",
        refresh("72001; b.html"),
    )
    .failed(
        "after half a minute",
        refresh("30"),
    )
    .failed(
        "to another page",
        refresh("30; URL='b.html'"),
    )
    .failed(
        "the first one is not valid",
        refresh("0: b.html", "5; b.html"),
    )
    .failed(
        "after exactly twenty hours",
        refresh("72000; b.html"),
    )
    .not_failed("no content", whole('<html lang="en"><head><title>W</title><meta http-equiv="refresh"></head></html>'))
    .not_failed("no refresh", whole('<html lang="en"><head><title>W</title><meta content="30"></head></html>'))
    .not_failed(
        "a negative number",
        refresh("-5"),
    )
    .not_failed(
        "no number",
        refresh("; 30"),
    )
    .not_failed(
        "a sign",
        refresh("+5; b.html"),
    ),
    Rule("a25f45", "OHE-ACC-009")
    .not_failed(
        "headers of the same table",
        '<table><caption>D</caption><tr><th id="a">Place</th><th id="b">Depth</th></tr>'
        '<tr><td headers="a">Well</td><td headers="b">3</td></tr></table>',
    )
    .failed(
        "headers that are not there",
        '<table><caption>D</caption><tr><th id="a">Place</th><th id="b">Depth</th></tr>'
        '<tr><td headers="z">Well</td><td headers="b">3</td></tr></table>',
    )
    .failed(
        "headers of another table",
        '<table><caption>E</caption><tr><th id="z">Place</th></tr><tr><td>Well</td></tr></table>'
        '<table><caption>D</caption><tr><th id="a">Place</th><th id="b">Depth</th></tr>'
        '<tr><td headers="z">Well</td><td headers="b">3</td></tr></table>',
    )
    .failed(
        "the cell itself",
        '<table><caption>D</caption><tr><th id="a">Place</th><th id="b">Depth</th></tr>'
        '<tr><td id="c" headers="c">Well</td><td headers="b">3</td></tr></table>',
    )
    .failed(
        "the cell itself, of one column", '<table><tr><th>Place</th></tr><tr><td id="c" headers="c">A</td></tr></table>'
    )
    .failed(
        "a part of a cell",
        '<table><tr><td><span id="a">Place</span></td><td><span id="b">Depth</span></td></tr>'
        '<tr><td headers="a">Well</td><td headers="b">3</td></tr></table>',
    )
    .not_failed(
        "a cell with the role of a header",
        '<table><tr><td role="columnheader" id="a">Place</td><td role="columnheader" id="b">Depth</td></tr>'
        '<tr><td headers="a">Well</td><td headers="b">3</td></tr></table>',
    )
    .not_failed(
        "a table for the layout",
        '<table role="presentation"><tr><td id="a">P</td><td id="b">O</td></tr>'
        '<tr><td headers="a">1</td><td headers="b">2</td></tr></table>',
    ),
    Rule("eac66b", "OHE-ACC-016")
    .not_failed("captions", '<video src="a.mp4" controls><track kind="captions" src="a.vtt" srclang="en"></video>')
    .not_failed("no sound", '<video src="silent.mp4" controls></video>')
    .failed("nothing", '<video src="b.mp4" controls></video>')
    .failed("a track of descriptions", '<video src="c.mp4" controls><track kind="descriptions" src="c.vtt"></video>')
    .stricter("a text that says the same", '<p>The film shows what you read.</p><video src="d.mp4" controls></video>'),
)

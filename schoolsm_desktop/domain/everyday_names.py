"""Names that are also words, and the words around one that tell which of the two is meant."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GIVEN = _words("""
amber angel april ash aspen august aurora autumn basil bay beau belle berry bill blossom bob briar brook brooke bud buddy
candy carol cherry christian christmas clay clementine cliff coral crystal daisy dale dan dawn dean destiny dot drew duke
earl eden ember eve faith fern flora frank free gay gene ginger grace grant guy happy harmony harper harvest hazel heath
heather heaven holly honor hope hunter indigo iris ivy jack jade jasmine jay jet jewel joy june king lacey lily lilly love
luna major maple marigold mark may maya melody mercy merry midnight miles minty misty myrtle nick noble norm north nova
oak ocean olive opal orchid page paige pat patience peace pearl penny pepper petal phoenix piper pip pop poppy prince
princess queen rain rainbow ray red reed reef rich river rob robin rocky rod rory rose rosemary rowan royal ruby rusty sage
sandy saffron sapphire savannah scout serenity sierra silver sky skye skip sky snow sparrow star stone storm sue sunny
summer sunshine teal tiger timber tom topaz treasure trinity true van victory vine viola violet wade west will willow
winter wren
""")
_FAMILY = _words("""
abbey archer arch arrow baker ball banks barber barn bell best bird bishop black blake bloom blue bond bones bow box brand
bridge bridges bright broad brook brooks brown bull burn bush butcher butler camp card carpenter carter case castle chance
chase chapel church clark clay coach cole cook cooper corn couch cross crow dance day daw dear dell dent down drake drew
early east english farmer field fields finch fisher fish flower flowers ford forest fountain fox freeman french frost
fuller gale gardener gardner garden gates gill glass gold good goodman grass gray green grey groom ground grove hall ham
hand hands hardy hare hart harvest haven hawk hay head heart hedge heron high hill hills holder holt hood horn house
hunt hunter hurt ireland iron irons jewel joiner judge kane keen key kidd king kitchen knight lake lamb land lane lark
law lawn leaf league lemon light little long lord love low lowe man mann mark marsh martin mason may meadows mercer
miller mills mint money moon moor moore moss mount mountain new nice night noon north nurse oak orchard page paine
painter palmer parish park parker parks parsons peach peacock pearl pepper pike piper plant plum pole pond pool poole
pope porter post potter price priest prince proud pye pound quick rain raven ray read reader reading rice rich ring
rivers roach rock rose rowe rush sand sands school scott sea seal sellers sharp sheppard shepherd ship shore short silver
singer skinner skipper smart smith snow south spark sparks speed spring square stable stag star steel stone storm strange
street strong summer summers swallow swan swift tailor tall taylor teller temple thorn town tree turner twin vale wade
wait wales walker wall walls ward warden waters weaver webb welch well wells welsh west wheat wheeler white wild wilde
winter winters wise wolf wood woods woodman world wren wright young
""")
_SHORT = _words("al an art be bo do ed he in jo kit li lo ma me mo my no on or ra sam so su to ty up us we ya yu")
EVERYDAY: Final = _GIVEN | _FAMILY | _SHORT
"""Folded names that are also words."""

_DETERMINERS = _words("the a an our this that these those some every each no my your their his her its")
_MONTHS = _words("april may june august autumn summer winter spring christmas")
_BEFORE_MONTH = _words("in of on by since until till during next last early late mid this from to")
_PLACES = _words(
    "lane road street park cottage house farm school primary academy church hall wood woods avenue close drive hill field "
    "fields garden gardens green way court place river bridge square common beach museum theatre zoo valley view "
    "centre library pond lake station hospital football rugby cricket club fc"
)
_GO_ON = _words(
    "you we i they he she it the your our there this that be not a an all everyone anyone anybody everybody parents pupils "
    "children who what when where more it's"
)
TITLES: Final = _words("mr mrs miss ms mx dr sir madam rev father sister revd professor prof councillor cllr")


class Read(StrEnum):
    """How a word that could be a name is read where it stands."""

    NAME = "name"
    WORD = "word"
    ADULT = "adult"
    """After Mr or Mrs: a colleague or a visitor."""
    PERHAPS = "perhaps"


def read_word(word: str, shown: str, before: str, after: str, *, opens: bool) -> Read:
    """How an everyday word reads between its neighbours, all but `shown` folded; `opens` where it begins a sentence."""
    if not shown[:1].isupper():
        return Read.WORD
    if before in TITLES:
        return Read.ADULT
    if word in _MONTHS and (before in _BEFORE_MONTH or _is_number(before) or _is_number(after)):
        return Read.WORD
    if after in _PLACES or before in _DETERMINERS:
        return Read.WORD
    if opens and after in _GO_ON:
        return Read.WORD
    return Read.PERHAPS


def _is_number(word: str) -> bool:
    return word[:1].isdigit()

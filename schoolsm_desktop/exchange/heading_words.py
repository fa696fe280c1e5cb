"""The headings schools and programs give their columns, folded to bare letters and digits.

A number is how sure such a heading is, for when two columns of one list would go to the same field.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .records import PasswordField as P
from .records import StaffField as S


class Meaning(NamedTuple):
    """A field and how sure a heading is of it."""

    field: str
    sure: float


@lru_cache(maxsize=4096)
def fold(heading: str) -> str:
    """`Pass-word:` and `PASSWORD` are one: no accents, no case, letters and digits only."""
    plain = unicodedata.normalize("NFKD", heading[:200]).casefold()
    return re.sub(r"[\W_]+", "", plain)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _meanings(*lines: tuple[str, float, str]) -> dict[str, Meaning]:
    return {word: Meaning(field, sure) for field, sure, words in lines for word in words.split()}


PASSWORD_WORDS = _meanings(
    (P.PASSWORD, 0.97, "currentpassword newpassword latestpassword passwordnew passwordcurrent"),
    (P.PASSWORD, 0.95, "password passwords passwd pwd pword passw pw passcode passphrase loginpassword"),
    (P.PASSWORD, 0.95, "cyfrinair passwort motdepasse contrasena kennwort sitepassword accountpassword"),
    (P.PASSWORD, 0.8, "pass secret pin accesscode"),
    (
        P.PASSWORD,
        0.5,
        "oldpassword previouspassword formerpassword lastpassword passwordold passwordprevious",
    ),
    (
        P.USER_NAME,
        0.95,
        "username usernames user userid loginname logonname signinname loginusername enwdefnyddiwr",
    ),
    (
        P.USER_NAME,
        0.95,
        "accountusername usernameemail emailusername usernameoremail defnyddiwr benutzername",
    ),
    (
        P.USER_NAME,
        0.92,
        "login logon signin loginid logonid signinid signinas loginas loginemail log logindetails",
    ),
    (
        P.USER_NAME,
        0.85,
        "email emailaddress mail emailused registeredemail accountemail emailaccount signupemail",
    ),
    (P.USER_NAME, 0.8, "handle accountid screenname profilename pagename ebost"),
    (
        P.ADDRESS,
        0.95,
        "url webaddress loginurl loginuri uri weburl websiteurl siteurl loginpage loginaddress",
    ),
    (
        P.ADDRESS,
        0.95,
        "websiteaddress siteaddress webpage link weblink hyperlink signinpage loginlink www urls",
    ),
    (P.ADDRESS, 0.85, "address domain websitelink webaddressurl sitelink pagelink cyfeiriad"),
    (P.ADDRESS, 0.7, "website websites webpages gwefan"),
    (P.TITLE, 0.95, "title site sitename accountname service platform app application servicename sitetitle"),
    (
        P.TITLE,
        0.93,
        "name system systemname socialmedia socialnetwork network channel websitename platformname",
    ),
    (
        P.TITLE,
        0.9,
        "account accounts item entry label product program programme software resource subscription",
    ),
    (
        P.TITLE,
        0.8,
        "what where description provider company supplier organisation tool page for use safle enw",
    ),
    (P.ONE_TIME_CODE, 0.95, "totp otp otpauth otpsecret totpsecret authenticatorkey logintotp onetimecode"),
    (
        P.ONE_TIME_CODE,
        0.95,
        "onetimepassword onetimecodes totpseed otpseed totpkey otpkey otpurl setupkey 2fakey",
    ),
    (
        P.ONE_TIME_CODE,
        0.9,
        "2fa mfa 2fasecret 2facode 2facodes mfakey mfasecret authenticator authenticatorcode",
    ),
    (
        P.ONE_TIME_CODE,
        0.9,
        "authenticatorapp twofactor twofactorkey secondfactor 2step 2stepkey 2sv secretkey",
    ),
    (P.NOTES, 0.95, "notes note comments comment remarks memo nodiadau"),
    (P.NOTES, 0.8, "extra info other otherinfo information additionalinformation details moreinformation"),
    (P.GROUP, 0.95, "group folder category grouping groupname collection collections"),
    (P.GROUP, 0.8, "section department area team tags"),
)

STAFF_WORDS = _meanings(
    (
        S.GIVEN_NAME,
        0.95,
        "firstname forename forenames givenname givennames christianname legalforename first",
    ),
    (S.GIVEN_NAME, 0.95, "legalfirstname firstnames enwcyntaf fname stafffirstname staffforename"),
    (
        S.FAMILY_NAME,
        0.95,
        "surname lastname familyname last legalsurname legallastname cyfenw sname secondname",
    ),
    (S.FAMILY_NAME, 0.95, "lname staffsurname stafflastname preferredsurname"),
    (
        S.KNOWN_AS,
        0.95,
        "knownas preferredname preferredforename preferredfirstname nickname goesby likestobecalled",
    ),
    (S.KNOWN_AS, 0.9, "chosenname calledname familiarname shortname chosenforename"),
    (S.FULL_NAME, 0.95, "forenamesurname surnameforename firstnamesurname firstnamelastname surnamefirstname"),
    (S.FULL_NAME, 0.95, "lastnamefirstname nameofstaff nameofemployee nameofstaffmember staffmembername namesurname"),
    (
        S.FULL_NAME,
        0.95,
        "name fullname staffname employeename staffmember memberofstaff enw employee enwllawn",
    ),
    (
        S.FULL_NAME,
        0.85,
        "staff colleague person names contactname governor governorname teachername displayname",
    ),
    (
        S.JOB_TITLE,
        0.95,
        "jobtitle role position post job posttitle jobrole occupation swydd postheld roletitle",
    ),
    (
        S.JOB_TITLE,
        0.8,
        "responsibility responsibilities mainrole primaryrole rolepost jobdescription rolename",
    ),
    (S.CONTRACT, 0.95, "contract contracttype contractkind employmenttype typeofcontract employmentstatus"),
    (
        S.CONTRACT,
        0.8,
        "type stafftype workertype status category staffcategory engagement basis employment contractual",
    ),
    (
        S.EMAIL,
        0.95,
        "email emailaddress workemail schoolemail workemailaddress schoolemailaddress ebost mail",
    ),
    (S.EMAIL, 0.9, "staffemail emails emailwork emailprimary primaryemail contactemail"),
    (
        S.START,
        0.95,
        "startdate datestarted start started starting dateofappointment appointed joined datejoined",
    ),
    (S.START, 0.95, "from employedfrom contractstart contractstartdate employmentstart employmentstartdate"),
    (
        S.START,
        0.95,
        "commenced commencementdate dateofstart startofemployment datestart joiningdate dateappointed",
    ),
    (
        S.START,
        0.9,
        "continuousservicestart dechrau termstart startofterm appointmentdate datefrom servicestart",
    ),
    (S.END, 0.95, "enddate end ended leavingdate dateleft leaver contractend contractenddate to until left"),
    (S.END, 0.95, "leavedate dateofleaving termends termend endofterm endofcontract employmentend lastday"),
    (
        S.END,
        0.9,
        "employmentenddate finishdate finish dateto leaving diwedd lastworkingday expirydate termofofficeends",
    ),
)

PUPIL_WORDS = _words(
    "upn uniquepupilnumber formerupn uln pupilname studentname pupil student childname childsname child pupils"
    " registrationgroup registrationform reggroup reg regform tutorgroup admissionnumber admissionno yeargroup"
    " pupilforename pupilsurname studentforename studentsurname parentalconsent photoconsent nationalcurriculumyear"
    " senstatus fsm ncyear pupilfirstname pupillastname childfirstname childsurname consentfrom"
)
BIRTH_WORDS = _words("dateofbirth dob birthdate birthday dateofbirthdob dyddiadgeni")
CLASS_WORDS = _words("class form year classname reg yr classgroup dosbarth blwyddyn")

_NOT_THE_PASSWORD = re.compile(
    r"chang|date|hint|expir|\blast\b|\bset\b|reset|policy|\bwho\b|know|strength|\bage\b|updat|remind|history|"
    r"manager|rule|length|shared|review|require|protected|\?$"
)
_CONTAINED = (
    (P.PASSWORD, "password passwd pword cyfrinair passcode passphrase"),
    (P.USER_NAME, "username userid loginname emailaddress email login logon signin"),
    (P.ADDRESS, "url webaddress loginpage weblink"),
    (P.TITLE, "website sitename platform"),
    (P.NOTES, "notes comments"),
    (P.ONE_TIME_CODE, "authenticator otp 2fa"),
)
_OLD = re.compile(r"\b(old|previous|former|prior|expired|past)\b")
_NEW = re.compile(r"\b(new|current|latest|now)\b")


@lru_cache(maxsize=4096)
def password_meaning(heading: str) -> Meaning | None:
    """What a heading means in a list of accounts, or None."""
    folded = fold(heading)
    spoken = re.sub(r"[^a-z0-9?]+", " ", heading[:200].casefold()).strip()
    exact = PASSWORD_WORDS.get(folded)
    if exact is not None:
        return exact
    if not folded or len(folded) > 60:
        return None
    aside = re.sub(r"\([^)]*\)", "", heading)
    if aside != heading and fold(aside) in PASSWORD_WORDS:
        return PASSWORD_WORDS[fold(aside)]
    if "pass" in folded and _NOT_THE_PASSWORD.search(spoken):
        return None
    return _contained(folded, spoken) or _misspelt(folded)


def _contained(folded: str, spoken: str) -> Meaning | None:
    for field, words in _CONTAINED:
        if any(word in folded for word in words.split()):
            sure = 0.75
            if field == P.PASSWORD:
                sure = 0.5 if _OLD.search(spoken) else 0.96 if _NEW.search(spoken) else 0.85
            return Meaning(field, sure)
    return None


def _misspelt(folded: str) -> Meaning | None:
    """`Pasword`, `Usernmae`: one or two letters off a long word."""
    if len(folded) < 6:
        return None
    near = difflib.get_close_matches(folded, ("password", "username", "website", "webaddress"), 1, 0.84)
    return Meaning(PASSWORD_WORDS[near[0]].field, 0.6) if near else None


@lru_cache(maxsize=4096)
def staff_meaning(heading: str) -> Meaning | None:
    """What a heading means in a list of staff, or None."""
    folded = fold(heading)
    exact = STAFF_WORDS.get(folded)
    if exact is not None or not folded or len(folded) > 60:
        return exact
    spoken = re.sub(r"[^a-z0-9]+", " ", heading[:200].casefold()).strip()
    bare = re.sub(r"\b(staff|employee|legal|colleague|dd mm yyyy|ddmmyyyy|optional|s|if known|of|the)\b", "", spoken)
    found = STAFF_WORDS.get(fold(bare))
    if found is not None:
        return Meaning(found.field, 0.8)
    near = difflib.get_close_matches(folded, tuple(STAFF_WORDS), 1, 0.88) if len(folded) >= 6 else []
    return Meaning(STAFF_WORDS[near[0]].field, 0.6) if near else None


@lru_cache(maxsize=4096)
def is_pupil_word(heading: str) -> bool:
    """Whether only a list of pupils has such a heading."""
    folded = fold(heading)
    return folded in PUPIL_WORDS or (folded.startswith(("consent", "photo", "image")) and folded != "photograph")


def is_known(heading: str) -> bool:
    """Whether any kind of list has such a heading."""
    if not 0 < len(heading) <= 80:
        return False
    folded = fold(heading)
    return (
        folded in PASSWORD_WORDS
        or folded in STAFF_WORDS
        or folded in BIRTH_WORDS
        or folded in CLASS_WORDS
        or is_pupil_word(heading)
        or password_meaning(heading) is not None
    )

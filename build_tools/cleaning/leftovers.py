"""Take out what a page leaves around an answer: labels, remains of pictures, adverts, buttons, lists of other posts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, LINE, Block

# The word that says "here is the answer", in the languages met; each stands before a colon, a dash or nothing.
_ANSWER = "answer|ans|solution|réponse|antwort|respuesta|resposta|risposta|antwoord|svar|cevap|ответ|答案|解答|回答|答え|答|정답|답변"
_LABEL = re.compile(
    rf"(?:[-*+•]\s+)?[*_]{{0,3}}(?:(?:{_ANSWER})\s*\d{{0,2}}\s*[*_]{{0,3}}\s*(?:[:：]|\.(?=\s)|[-–—]+(?=\s)|(?=\s*$))|A[*_]{{0,3}}[:：])\s*[*_]{{0,3}}\s*",
    re.I,
)
_LONGEST = 160  # characters: what is longer says something

# Whole lines that are certain. Each group is one reason; a line that is one of several short lines may be content.
_LINES = {
    "picture": r"""
        (?:no\ )?(?:alt|alternative)[ _]text(?:\ provided\ for\ this\ image)?
        | (?:[\w%()+-]|\.(?=\S)){1,120}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)
        | [\w-]{6,150}_[WH]\d{3,4}
        | \d{9,20}
        | img[-_]?\d{3,}
        | press\ enter\ or\ click\ to\ view\ image.{0,30}
        | (?:image|figure|picture|photo)\ (?:by|credits?|source|courtesy)\b[^.]{0,60}
        | (?:reference|source|credit|courtesy)s?\ ?:\ (?!.*https?:).{0,60}\b(?:slides?|image|photo|picture)s?\.?
        | slide\ \d{1,3}(?:\ (?:of|/)\ \d{1,3})?
        """,
    "chrome": r"""
        skip\ to\ (?:main\ )?content | (?:\[?⬆\s*)?back\ to\ (?:the\ )?(?:top|contents?)
        | share(?:\ (?:this(?:\ (?:post|article|page|story|blog|content|with|on|via)\b.{0,40})?|(?:on|via)\ [A-Z]\w+.{0,40}))?:? | (?:re)?tweet(?:\ this)? | follow(?:\ (?:us|me)\b.{0,60})?
        | (?:log|sign)\ ?(?:in|up)(?:\ (?:to|with|for)\b.{0,60})? | subscribe(?:\ now|\ (?:to|for)\b.{0,40}\b(?:newsletter|blog|channel|mailing\ list|updates)\b.{0,40})?
        | leave\ a\ (?:reply|comment).{0,30} | your\ email\ address\ will\ not\ be\ published\b.{0,60}
        | (?:add|post|view|show|write)\ (?:a\ |all\ |your\ )?comments?
        | (?:we|this\ (?:site|website|page))\ uses?\ cookies\b.{0,130} | (?:accept|reject|allow)(?:\ all)?(?:\ cookies)?
        | cookies?\ (?:settings|policy|preferences|notice|consent) | privacy\ (?:policy|notice|settings)
        | terms\ (?:of\ (?:service|use)|and\ conditions|&\ conditions) | all\ rights\ reserved\.?
        | (?:copyright\b|©|\(c\)\ \d{4}).{0,100} | \d{1,3}\ min(?:ute)?s?\ read | open\ in\ app
        | (?:previous|next)(?:\ (?:post|article|page|chapter|lesson|tutorial))? | read\ (?:more|next|also|the\ full\ article)\.*
        | (?:posted|published|last\ (?:updated|modified))(?:\ (?:on|at))?:?\ [\w,./ ]{0,12}\d[\w,./: -]{0,20}
        | \d+(?:\.\d+)?k?\ (?:claps?|likes?|comments?|views?|shares?|reactions?|followers?|upvotes?)
        | was\ this\ (?:article|page|answer|post|content)\ (?:helpful|useful)\b.{0,40}
        | like\ this:(?:\ like)?(?:\ loading.{0,4})? | loading\.{2,3} | advertisements? | report\ (?:this\ )?ad
        | (?:copy|copied|copy\ code|copy\ to\ clipboard) | table\ of\ contents
        """,
    "advert": r"""
        \d[\d,.]*\s?[km]?\+?\ (?:enrolled\ learners?|(?:learners|students|people)\ enrolled|enrolments?)
        | (?:weekend|weekday)(?:\s?/\s?(?:weekend|weekday))?(?:\ batch(?:es)?)? | live\ class(?:es)?
        | (?:enrol|enroll|register|apply|buy|book|join|sign\ up|get\ started|download)\ (?:now|today|for\ free|here)\b.{0,60}
        | become\ an?\ certified\b.{0,60} | get\ certified\b.{0,60}
        | (?:check\ out|explore|join|take)\ (?:our|my)\b.{0,80}\b(?:course|training|program(?:me)?|bootcamp|certification|newsletter)s?\b.{0,30}
        | click\ here\ to\ (?:download|enrol|enroll|register|join|learn|apply|buy|get)\b.{0,80}
        | (?:download|get)\ (?:the|our|your|a|this)\ (?:free\ )?(?:pdf|e-?book|brochure|syllabus|guide|cheat\ ?sheet)\b.{0,60}
        | (?:limited\ (?:time\ )?offer|special\ offer)\b.{0,80} | (?:flat\ |up\ to\ |get\ )?\d{1,2}%\ off\b(?!-).{0,80}
        | book\ (?:a|your)\ (?:free\ )?(?:demo|class|session|call)\b.{0,60}
        """,
}
_WHOLE = {reason: re.compile(rf"(?:{pattern})[.!]?", re.I | re.X) for reason, pattern in _LINES.items()}
# A bare word that is content in a list of words ("Text", "Image", "Audio"), and a picture where it stands alone.
_PICTURE_WORD = re.compile(r"(?:image|img|picture|photo|screenshot|figure|diagram|placeholder)\d{0,2}", re.I)
# The same remains behind the last sentence of a paragraph.
_PICTURE_TAIL = re.compile(
    r"(?<=[.!?:)])\s+(alt[ _]text|image|img|\d{10,20}|(?:[\w%+-]){1,120}\.(?:png|jpe?g|gif|svg|webp)|[\w-]{6,150}_[WH]\d{3,4})$"
)
_MARKS = re.compile(r"^(?:[-*+•]\s+|#{1,6}\s+)?[*_]{0,3}|[*_]{0,3}$")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_OTHER_POSTS = re.compile(
    r"(?:related|recommended|popular|recent|more|other|similar)\ (?:posts?|articles?|reads?|reading|blogs?|questions?|content|tutorials?)\b.{0,30}"
    r"|(?:learn|read|explore)\ (?:more|also)\b.{0,40}|(?:also|must)\ read\b.{0,20}|you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested).{0,30}"
    r"|people\ also\ (?:ask|read|viewed).{0,20}|trending\ (?:now|posts|articles).{0,20}",
    re.I,
)
_SMALL = frozenset("a an and as at by for from in into of on or the to vs with your our is are".split())


def labels(blocks: list[Block]) -> Iterator[Block]:
    """Take "Answer:" off the beginning of the answer; the same word further on is content."""
    first = True
    for block in blocks:
        if first and block.kind == LINE:
            while match := _LABEL.match(block.text):
                if not match[0]:
                    break
                yield block.left_out("label", match[0])
                block = replace(block, text=block.text[match.end() :])
            first = not block.text
            block = block if block.text else replace(block, kind=BLANK)
        first = first and block.kind == BLANK
        yield block


def page_lines(blocks: list[Block]) -> Iterator[Block]:
    """Take out the lines that a page shows around its text and that are certain."""
    for n, block in enumerate(blocks):
        if block.kind != LINE:
            yield block
            continue
        reason = _reason(block.text) or ("picture" if _lone_picture_word(blocks, n) else "")
        if reason:
            yield block.left_out(reason)
            yield replace(block, kind=BLANK, text="")
        elif tail := _PICTURE_TAIL.search(block.text[-200:]):
            yield replace(block, text=block.text[: len(block.text) - len(tail[0])])
            yield block.left_out("picture", tail[1])
        else:
            yield block


def other_posts(blocks: list[Block]) -> Iterator[Block]:
    """Take out a list of other pages at the answer's end: a label such as "Related posts", then only titles."""
    end = len(blocks)
    start = None
    for n in range(len(blocks) - 1, -1, -1):
        if blocks[n].kind == BLANK:
            continue
        text = _seen(blocks[n].text)
        if blocks[n].kind != LINE or len(text) > _LONGEST:
            break
        if n < end - 1 and _OTHER_POSTS.fullmatch(text):
            start = n
        elif not _is_title(text):
            break
    for n, block in enumerate(blocks):
        gone = start is not None and n >= start and block.kind == LINE
        yield block.left_out("chrome") if gone else block


def _seen(text: str) -> str:
    return _MARKS.sub("", _LINKED.sub(r"\1", text)).strip()


def _reason(text: str) -> str:
    if len(text) > _LONGEST * 2:
        return ""
    seen = _seen(text)
    if len(seen) > _LONGEST or not seen:
        return ""
    return next((reason for reason, pattern in _WHOLE.items() if pattern.fullmatch(seen)), "")


def _lone_picture_word(blocks: list[Block], n: int) -> bool:
    """Whether a word such as "image" stands between long lines: between short ones it is a word of a list."""
    if not _PICTURE_WORD.fullmatch(blocks[n].text):
        return False
    before = next((block for block in reversed(blocks[max(0, n - 3) : n]) if block.kind != BLANK), None)
    after = next((block for block in blocks[n + 1 : n + 4] if block.kind != BLANK), None)
    return all(block is None or block.kind != LINE or len(block.text) > 40 or block.text[-1] in ".:!?" for block in (before, after))


def _is_title(text: str) -> bool:
    """Whether a line reads like the title of a page: no sentence, most words with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'-]*", text) if word.lower() not in _SMALL]
    if not 2 <= len(words) <= 16 or text.endswith((".", ":", ";", ",")):
        return False
    return sum(word[0].isupper() for word in words) >= 0.7 * len(words)



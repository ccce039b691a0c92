"""Processes to draw: of any size, in three languages, with everything a picture has to show."""

from typing import NamedTuple

from processengine.model.process import Process
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.first_file import FIRST_FILE

SIZES = (3, 12, 40)


class Words(NamedTuple):
    """A language's words: titles and sentences are taken in turn."""

    titles: tuple[str, ...]
    buyers: tuple[str, ...]
    conditions: tuple[str, ...]
    outcomes: tuple[str, str, str, str, str]


LANGUAGES: dict[str, Words] = {
    "english": Words(
        ("Trouble named", "Everyone who must agree has been found", "Own means tried", "Board decides", "Proof seen on their own books"),
        ("Someone says what is wrong, and what living with it costs", "They compare suppliers and see proof", "They agree"),
        ("The board sends the champion back with questions", "Not this year", "Somebody turns up who was not heard"),
        ("Won", "Lost to another supplier", "Stayed with the status quo", "We advised against it", "Introduced to another client"),
    ),
    "german": Words(
        ("Problem benannt", "Beschaffungsentscheidungsgremium vollständig", "Rechtsschutzversicherungsgesellschaften gehört",
         "Geschäftsführung entscheidet", "Wirtschaftlichkeitsberechnung liegt vor"),
        ("Jemand benennt, was nicht stimmt und was es kostet, damit zu leben", "Sie vergleichen Anbieter und sehen Nachweise",
         "Die Datenschutzgrundverordnungsbeauftragten haben zugestimmt"),
        ("Der Aufsichtsrat schickt mit Rückfragen zurück", "Erst im nächsten Haushaltsjahr", "Betriebsratsvorsitzende nicht gehört"),
        ("Gewonnen", "An Mitbewerber verloren", "Beim Bestehenden geblieben", "Von uns abgeraten", "An anderen Kunden vermittelt"),
    ),
    "japanese": Words(
        ("問題が明確になった", "意思決定に関わる全員が揃い、話を聞いた", "手持ちの手段を試した", "取締役会が私たち抜きで決める", "自社の帳簿で証拠を見た"),
        ("買い手の誰かが、何が問題で、それを放置するといくらかかるのかを言葉にしている。", "供給者を比べて証拠を見る", "変えることに全員が同意する"),
        ("取締役会が質問とともに差し戻した", "今年度は見送り", "まだ話を聞いていない人が見つかった"),
        ("受注", "他社に決定", "現状維持を選択", "私たちから見送りを助言", "別の顧客を紹介"),
    ),
}
STEPS = ("problem-identification", "team-assembly", "workaround-tried", "requirements", "supplier-selection", "decision", "result")
_KINDS = ("won", "lost", "no-decision", "disqualified", "introduced")


def process(size: int, language: str) -> Process:
    """Return a process with `size` stages that are no outcomes: side ways, ways back, a closed door, a parked stage."""
    value = load(parse(text(size, language))[0]).value
    assert isinstance(value, Process)
    return value


def text(size: int, language: str) -> str:
    """Return the process's file."""
    words = LANGUAGES[language]
    lines = [
        "process: sample", f'title: "{words.titles[1]}"', "journey: buying-decision", "from_anywhere:",
        *(f'  - {{to: {kind}, when: "{_of(words.conditions, place)}"}}' for place, kind in enumerate(_KINDS[1:])),
        "stages:",
        *(line for place in range(size) for line in _stage(place, size, words)),
        *(f'  {kind}: {{outcome: {kind}, title: "{title}"}}' for kind, title in zip(_KINDS, words.outcomes, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def _stage(place: int, size: int, words: Words) -> list[str]:
    if place and place == size // 2:
        return [f"  s{place}:", "    parked: true", f'    title: "{_of(words.titles, place)}"', "    max_days: 90"]
    step = STEPS[place * len(STEPS) // size]
    return [
        f"  s{place}:", f'    title: "{_of(words.titles, place)}"', f"    mirrors: [{step}]",
        f'    buyer: "{_of(words.buyers, place)}"', f"    max_days: {30 + place}", f"    probability: {place * 90 // size}",
        *(["    closed_door: true"] if place == size - 1 else []),
        "    next:", *(f'      - {{to: {target}, when: "{_of(words.conditions, place + turn)}"}}'
                       for turn, target in enumerate(_targets(place, size))),
    ]


def _targets(place: int, size: int) -> list[str]:
    parked = size // 2
    onward = place + 2 if place + 1 == parked else place + 1
    targets = [f"s{onward}" if onward < size else "won"]
    if place % 4 == 1 and place > 1:
        targets.append(f"s{place - 1 if place - 1 != parked else 0}")
    if place % 7 == 3 and place + 3 < size:
        targets.append(f"s{place + 3}")
    if place % 11 == 0:
        targets.append(f"s{parked}")
    return list(dict.fromkeys(targets))


def _of(texts: tuple[str, ...], place: int) -> str:
    return texts[place % len(texts)]


FIRST = FIRST_FILE


def read(file: str) -> Process:
    """Return the process that a file's text holds, as far as it can be read."""
    value = load(parse(file)[0]).value
    assert isinstance(value, Process)
    return value

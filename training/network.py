"""The tagger as a PyTorch module: MiniLM-L6 with a case feature, heads for happenings, their arguments and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.annotate.pieces import CASES, KINDS, NAMES, ROLES, STATUSES


@dataclass(frozen=True)
class Vocabulary:
    """What the heads tell apart: the tagger's own sorts, or those of a benchmark."""

    kinds: Sequence[str] = KINDS
    statuses: Sequence[str] = STATUSES
    roles: Sequence[str] = ROLES
    names: Sequence[str] = NAMES


OURS = Vocabulary()
WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PAIR = 192
"""Width of the space in which a piece and a trigger are compared."""
REACH = 12
"""Sorts of distance between a piece and a trigger, to each side: 0, 1, 2, 3-4, 5-8 ... pieces."""


class Layer(nn.Module):
    """One transformer layer as BERT has it (Devlin et al. 2019): attention, then two linear maps, each with a sum and
    a norm behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.first_norm, self.last_norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = (query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask).softmax(-1)
        seen = (self.drop(weights) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.first_norm(x + self.drop(self.attended(seen)))
        return self.last_norm(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Pieces to vectors."""

    def __init__(self, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm, self.drop = nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Vectors (batch, length, WIDTH); ``mask`` is 1 where a piece stands, 0 where the row is filled up."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places) + self.kind + self.cases(cases)
        x = self.drop(self.norm(x))
        far = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, far)
        return x

    def load_minilm(self, path: Path) -> None:
        """Takes the weights of all-MiniLM-L6-v2 (Apache-2.0) from its safetensors file."""
        given = load_file(str(path))
        with torch.no_grad():
            self.words.weight.copy_(given["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(given["embeddings.position_embeddings.weight"])
            self.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])
            _copy(self.norm, given, "embeddings.LayerNorm")
            for n, layer in enumerate(self.layers):
                at = f"encoder.layer.{n}."
                for mine, theirs in (
                    ("query", "attention.self.query"), ("key", "attention.self.key"),
                    ("value", "attention.self.value"), ("attended", "attention.output.dense"),
                    ("first_norm", "attention.output.LayerNorm"), ("wide", "intermediate.dense"),
                    ("narrow", "output.dense"), ("last_norm", "output.LayerNorm"),
                ):  # fmt: skip
                    _copy(getattr(layer, mine), given, at + theirs)


def _copy(module: nn.Linear | nn.LayerNorm, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[name + ".weight"])
    module.bias.copy_(given[name + ".bias"])


class Words(nn.Module):
    """The pass over a window: vectors, and what each piece is by itself."""

    def __init__(self, sorts: Vocabulary = OURS) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.1)
        self.trigger = nn.Linear(WIDTH, 3)
        self.kind = nn.Linear(WIDTH, len(sorts.kinds))
        self.status = nn.Linear(WIDTH, len(sorts.statuses))
        self.names = nn.Linear(WIDTH, 1 + 2 * len(sorts.names))
        nn.init.constant_(self.trigger.bias[1:], -2.0)  # few pieces name a happening, or anyone
        nn.init.constant_(self.names.bias[1:], -2.0)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Vectors, and logits: trigger (outside, begin, inside), kind, status, names (outside, begin, inside each)."""
        vectors = self.encoder(ids, cases, mask)
        x = self.drop(vectors)
        return vectors, self.trigger(x), self.kind(x), self.status(x), self.names(x)


class Arguments(nn.Module):
    """Which pieces fill which role of a trigger: read from the vectors of the one pass."""

    def __init__(self, sorts: Vocabulary = OURS) -> None:
        super().__init__()
        self.piece, self.deed = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.far = nn.Embedding(2 * REACH + 1, PAIR)
        self.drop = nn.Dropout(0.1)
        self.middle, self.roles = nn.Linear(PAIR, PAIR), nn.Linear(PAIR, 2 * len(sorts.roles))
        nn.init.constant_(self.roles.bias, -5.0)  # few pieces fill a role

    def forward(self, vectors: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Logits (triggers, length, 2 x roles): first in a role's words, inside them; for triggers over the pieces
        ``first <= n <= last`` of one window's vectors (length, WIDTH) each, (triggers, length, WIDTH) or shared."""
        places = torch.arange(vectors.shape[-2], device=vectors.device)
        inside = ((places >= first[:, None]) & (places <= last[:, None])).to(vectors.dtype)
        deed = (inside[:, :, None] * vectors).sum(1) / inside.sum(1, keepdim=True)
        before = (first[:, None] - places).clamp(min=0)
        after = (places - last[:, None]).clamp(min=0)
        steps = torch.ceil(torch.log2((before + after).to(vectors.dtype) + 1.0)).clamp(max=REACH)
        far = (torch.where(before > 0, -steps, steps) + REACH).long()
        pair = self.piece(self.drop(vectors)) + self.deed(self.drop(deed))[:, None, :] + self.far(far)
        return self.roles(self.drop(nn.functional.gelu(self.middle(nn.functional.gelu(pair)))))


class Network(nn.Module):
    """The pass over words and the reading of arguments."""

    def __init__(self, sorts: Vocabulary = OURS) -> None:
        super().__init__()
        self.sorts = sorts
        self.words, self.arguments = Words(sorts), Arguments(sorts)

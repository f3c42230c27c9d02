"""Turn wordings into vectors with a sentence encoder from a folder (optional extra `embed`; numpy only, no torch).

The folder holds a BERT-like encoder such as MiniLM as published: `vocab.txt` and `model.safetensors` (or `model.npz`
with the same tensor names). Source of the method: Devlin et al., "BERT" (2018); Reimers and Gurevych,
"Sentence-BERT" (2019): the mean of the last layer's vectors, scaled to length one.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from build_tools.errors import UserError

_LONGEST = 128  # word pieces of a wording that are read; questions have some thirty
_BATCH = 64
_HEAD = 32  # width of an attention head in the MiniLM family, where no config.json says the number of heads
_DTYPES = {"F32": np.float32, "F16": np.float16, "F64": np.float64, "I64": np.int64}
_TOKEN = re.compile(r"\w+|[^\w\s]")


def _safetensors(path: Path) -> dict[str, np.ndarray]:
    """Return the tensors of a safetensors file: 8 bytes with the header's length, a JSON header, then the numbers."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header, start = json.loads(data[8 : 8 + length]), 8 + length
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__":
            first, last = about["data_offsets"]
            numbers = np.frombuffer(data[start + first : start + last], dtype=_DTYPES[about["dtype"]])
            tensors[name] = numbers.reshape(about["shape"]).astype(np.float32)
    return tensors


def _weights(folder: Path) -> dict[str, np.ndarray]:
    """Return the encoder's tensors by their published names, without a `bert.` in front."""
    for name in ("model.safetensors", "model.npz"):
        path = folder / name
        if path.is_file():
            try:
                tensors = _safetensors(path) if path.suffix == ".safetensors" else dict(np.load(path))
            except (ValueError, KeyError) as error:
                raise UserError(path, "not a readable weights file", "download the model's file again") from error
            return {key.removeprefix("bert."): tensor for key, tensor in tensors.items()}
    raise UserError(folder, "no model.safetensors or model.npz", "name the folder of a downloaded sentence encoder")


def word_pieces(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Return the ids of a text's word pieces: the longest known piece first, unknown words as [UNK] (WordPiece)."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    ids = [vocabulary["[CLS]"]]
    for word in _TOKEN.findall(plain):
        pieces, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in vocabulary:
                end -= 1
            if end == start:
                pieces = [vocabulary["[UNK]"]]
                break
            pieces.append(vocabulary[("##" if start else "") + word[start:end]])
            start = end
        ids += pieces
    return [*ids[: _LONGEST - 1], vocabulary["[SEP]"]]


def _gelu(x: np.ndarray) -> np.ndarray:
    """Return the Gaussian error linear unit with the error function by Abramowitz and Stegun 7.1.26 (error < 2e-7)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return 0.5 * x * (1.0 + np.sign(x) * (1.0 - series * np.exp(-z * z)))


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """A loaded encoder; call it with texts to get one row of length one for each."""

    tensors: Mapping[str, np.ndarray]
    vocabulary: Mapping[str, int]
    head: int  # width of an attention head

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        rows = [word_pieces(text, self.vocabulary) for text in texts]
        parts = [self._encode(rows[i : i + _BATCH]) for i in range(0, len(rows), _BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)

    def _encode(self, rows: Sequence[Sequence[int]]) -> np.ndarray:
        width = max(map(len, rows))
        ids = np.array([[*row, *[0] * (width - len(row))] for row in rows])
        mask = np.array([[1.0] * len(row) + [0.0] * (width - len(row)) for row in rows], np.float32)
        get = self.tensors
        x = get["embeddings.word_embeddings.weight"][ids] + get["embeddings.position_embeddings.weight"][:width]
        x = self._norm(x + get["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        layer = 0
        while f"encoder.layer.{layer}.attention.self.query.weight" in get:
            x = self._layer(x, mask, f"encoder.layer.{layer}.")
            layer += 1
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _layer(self, x: np.ndarray, mask: np.ndarray, name: str) -> np.ndarray:
        """Return the output of one Transformer layer: self-attention, then the feed-forward part."""
        batch, length, size = x.shape

        def heads(part: str) -> np.ndarray:
            return self._linear(x, f"{name}attention.self.{part}").reshape(batch, length, -1, self.head).swapaxes(1, 2)

        scores = heads("query") @ heads("key").swapaxes(2, 3) / np.sqrt(self.head) + (mask[:, None, None, :] - 1) * 1e9
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        seen = (weights / weights.sum(-1, keepdims=True)) @ heads("value")
        seen = self._linear(seen.swapaxes(1, 2).reshape(batch, length, size), f"{name}attention.output.dense")
        x = self._norm(x + seen, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * self.tensors[f"{name}.weight"] + self.tensors[f"{name}.bias"]


def load(folder: str | Path) -> SentenceEncoder:
    """Return the encoder in a folder. Raises UserError if the folder lacks a file or the file cannot be read."""
    folder = Path(folder)
    if not (folder / "vocab.txt").is_file():
        raise UserError(folder, "no vocab.txt", "name the folder of a downloaded sentence encoder")
    vocabulary = {piece: i for i, piece in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n"))}
    tensors = _weights(folder)
    return SentenceEncoder(tensors, vocabulary, _head_width(folder, tensors))


def _head_width(folder: Path, tensors: Mapping[str, np.ndarray]) -> int:
    """Return the width of an attention head: the vectors' size over the number of heads that config.json names."""
    config = folder / "config.json"
    if not config.is_file():
        return _HEAD
    return tensors["embeddings.LayerNorm.bias"].size // json.loads(config.read_text("utf-8"))["num_attention_heads"]

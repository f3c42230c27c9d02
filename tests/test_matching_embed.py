"""The optional sentence encoder, with small made-up weights."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.matching import Wording, group

np = pytest.importorskip("numpy", reason="numpy comes with the extra `embed`")

SIZE, INNER, LAYERS = 8, 16, 2
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "what", "is", "drop", "##out", "?", "pool", "##ing"]


def made_up_tensors() -> dict:
    """Return the tensors of a small encoder, by their published names."""
    chance = np.random.default_rng(3)
    shapes = {"word_embeddings.weight": (len(PIECES), SIZE), "position_embeddings.weight": (64, SIZE)}
    shapes |= {"token_type_embeddings.weight": (2, SIZE), "LayerNorm.weight": (SIZE,), "LayerNorm.bias": (SIZE,)}
    shapes = {f"embeddings.{name}": shape for name, shape in shapes.items()}
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            shapes |= {f"{name}{part}.weight": (SIZE, SIZE), f"{name}{part}.bias": (SIZE,)}
        shapes |= {f"{name}intermediate.dense.weight": (INNER, SIZE), f"{name}intermediate.dense.bias": (INNER,)}
        shapes |= {f"{name}output.dense.weight": (SIZE, INNER), f"{name}output.dense.bias": (SIZE,)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{name}{part}.weight": (SIZE,), f"{name}{part}.bias": (SIZE,)}
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small encoder as a model hub has it."""
    (tmp_path / "vocab.txt").write_text("\n".join(PIECES) + "\n", "utf-8")
    (tmp_path / "config.json").write_text('{"num_attention_heads": 2}', "utf-8")
    np.savez(tmp_path / "model.npz", **made_up_tensors())
    return tmp_path


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    from build_tools.matching.embed import word_pieces

    known = {piece: i for i, piece in enumerate(PIECES)}
    assert [PIECES[i] for i in word_pieces("What is Dropout?", known)] == ["[CLS]", *PIECES[4:9], "[SEP]"]
    assert [PIECES[i] for i in word_pieces("Xyz", known)] == ["[CLS]", "[UNK]", "[SEP]"]


def test_a_wording_gets_the_same_vector_of_length_one_in_any_company(folder: Path) -> None:
    from build_tools.matching.embed import load

    encoder = load(folder)
    together = encoder(["what is dropout?", "what is the kind of pooling that pools?"])
    assert np.allclose(np.linalg.norm(together, axis=1), 1)
    assert np.allclose(together[0], encoder(["what is dropout?"])[0], atol=1e-5)
    assert not np.allclose(together[0], together[1], atol=1e-2)


def test_safetensors_and_npz_give_the_same_vectors(folder: Path) -> None:
    from build_tools.matching.embed import load

    vectors = load(folder)(["what is pooling?"])
    header, data = {}, b""
    for name, tensor in made_up_tensors().items():
        offsets = [len(data), len(data) + tensor.nbytes]
        header[f"bert.{name}"] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        data += tensor.tobytes()
    said = json.dumps(header).encode()
    (folder / "model.safetensors").write_bytes(len(said).to_bytes(8, "little") + said + data)
    (folder / "model.npz").unlink()
    assert np.allclose(load(folder)(["what is pooling?"]), vectors)


def test_a_folder_without_an_encoder_is_a_user_s_mistake(tmp_path: Path) -> None:
    from build_tools.matching.embed import load

    with pytest.raises(UserError, match=r"vocab\.txt"):
        load(tmp_path)
    (tmp_path / "vocab.txt").write_text("[CLS]\n", "utf-8")
    with pytest.raises(UserError, match=r"model\.safetensors"):
        load(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0not json")
    with pytest.raises(UserError, match="not a readable weights file"):
        load(tmp_path)


def test_an_encoder_adds_and_orders_suggestions_and_merges_nothing() -> None:
    questions = ["Your loss is NaN. What do you do?", "How do you investigate overflow?", "What is dropout?"]
    wordings = [Wording(question) for question in questions]

    def encoder(texts: Sequence[str]):
        return np.array([[0.0, 1.0] if "dropout" in text else [1.0, 0.0] for text in texts])

    assert not group(wordings).suggestions
    found = group(wordings, encoder=encoder)
    assert [g.members for g in found.groups] == [(0,), (1,), (2,)]
    assert [(s.left, s.right) for s in found.suggestions] == [(0, 1)]

"""Models of a few kilobytes that real libraries load and run: random, but the same for the same seed.

What they say means nothing; that the right text is sent through the right model, and comes back to its place, can be
told by running the library itself beside the program.
"""

import io
import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import sentencepiece

TEXT = [
    "the cat sat on the mat",
    "临海大学举办研讨会",
    "a dog ran away at noon",
    "钢铁集团今年投产。",
    "Met 35 people.",
]
_FLOAT32, _INT8, _INTGEMM8 = 0x404, 0x101, 0x4101


@cache
def pieces(size: int = 70) -> bytes:
    """A SentencePiece model of some words."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT * 20), model_writer=made, vocab_size=size, hard_vocab_limit=False,
        minloglevel=2, pad_id=-1, bos_id=-1, eos_id=0, unk_id=1,
    )  # fmt: skip
    return made.getvalue()


def _count(vocabulary: bytes) -> int:
    return int(sentencepiece.SentencePieceProcessor(model_proto=vocabulary).get_piece_size())


# ── Marian's binary format, as Firefox's models are written: header, names, shapes, padding, blocks ──────────────────
_Item = tuple[str, int, Sequence[int], bytes]


def _file(items: Sequence[_Item]) -> bytes:
    padded = [
        (f"{name}\0".encode(), kind, shape, data + b"\0" * (-len(data) % 256)) for name, kind, shape, data in items
    ]
    head = struct.pack("<QQ", 1, len(items))
    head += b"".join(struct.pack("<QQQQ", len(name), kind, len(shape), len(data)) for name, kind, shape, data in padded)
    head += b"".join(name for name, _kind, _shape, _data in padded)
    head += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _name, _kind, shape, _data in padded)
    gap = -(len(head) + 8) % 256
    return head + struct.pack("<Q", gap) + b"\0" * gap + b"".join(data for _name, _kind, _shape, data in padded)


class _Layers(list[_Item]):
    """The parameters of a student model: a transformer that reads, an SSRU that writes."""

    def __init__(self, dim: int, ffn: int, seed: int) -> None:
        super().__init__()
        self._dim, self._ffn, self._random = dim, ffn, np.random.default_rng(seed)

    def vector(self, name: str, size: int, value: float = 0.0) -> None:
        self.append((name, _FLOAT32, (1, size), np.full(size, value, "<f4").tobytes()))

    def weights(self, name: str, rows: int, columns: int, multiplier: float = 100.0) -> None:
        data = self._random.integers(-127, 128, (columns, rows)).astype("i1").tobytes()
        self.append((name, _INTGEMM8, (rows, columns), data + struct.pack("<f", multiplier)))

    def alpha(self, name: str) -> None:
        self.append((f"{name}_QuantMultA", _FLOAT32, (1, 1), struct.pack("<f", 20.0)))

    def matrix(self, name: str, rows: int, columns: int) -> None:
        self.weights(name, rows, columns)
        self.alpha(name)

    def norm(self, name: str) -> None:
        self.vector(f"{name}_ln_scale", self._dim, 1.0)
        self.vector(f"{name}_ln_bias", self._dim)

    def attention(self, name: str) -> None:
        for one in "qkvo":
            self.matrix(f"{name}_W{one}", self._dim, self._dim)
            self.vector(f"{name}_b{one}", self._dim)
        self.norm(f"{name}_Wo")

    def feed(self, name: str) -> None:
        self.matrix(f"{name}_ffn_W1", self._dim, self._ffn)
        self.vector(f"{name}_ffn_b1", self._ffn)
        self.matrix(f"{name}_ffn_W2", self._ffn, self._dim)
        self.vector(f"{name}_ffn_b2", self._dim)
        self.norm(f"{name}_ffn_ffn")


@cache
def firefox(seed: int = 1, dim: int = 16, ffn: int = 32) -> bytes:
    """A model for `pieces()` on both sides."""
    words = _count(pieces())
    layers = _Layers(dim, ffn, seed)
    about = {"dim-emb": dim, "transformer-heads": 2, "enc-depth": 1, "dec-depth": 1, "transformer-dim-ffn": ffn}
    text = "".join(f"{name}: {value}\n" for name, value in about.items()).encode()
    layers.append(("special:model.yml", _INT8, (len(text),), text))
    layers.weights("Wemb", dim, words)
    layers[-1] = (layers[-1][0], _INTGEMM8, (words, dim), layers[-1][3])
    layers.alpha("none")
    layers.vector("decoder_ff_logit_out_b", words)
    layers.attention("encoder_l1_self")
    layers.feed("encoder_l1")
    layers.matrix("decoder_l1_rnn_W", dim, dim)
    layers.matrix("decoder_l1_rnn_Wf", dim, dim)
    layers.vector("decoder_l1_rnn_bf", dim)
    layers.norm("decoder_l1_rnn_ffn")
    layers.attention("decoder_l1_context")
    layers.feed("decoder_l1")
    return _file(layers)


def firefox_files(seed: int = 1, pair: str = "zhen") -> dict[str, bytes]:
    """The files of a model, as Firefox names them."""
    return {f"model.{pair}.intgemm.alphas.bin": firefox(seed), f"vocab.{pair}.spm": pieces()}


# ── CTranslate2 ─────────────────────────────────────────────────────────────────────────────────────────────────
def opus(folder: Path, seed: int = 1) -> None:
    """A converted model with its pieces, as `ct2-opus-mt-converter` leaves them."""
    from ctranslate2.specs import TransformerSpec

    random = np.random.default_rng(seed)
    vocabulary = [
        *("<unk>", "<s>", "</s>"),
        *(
            sentencepiece.SentencePieceProcessor(model_proto=pieces()).id_to_piece(number)
            for number in range(2, _count(pieces()))
        ),
    ]
    dim, ffn, words = 8, 16, len(vocabulary)
    spec = TransformerSpec.from_config(num_layers=1, num_heads=2, pre_norm=False)

    def linear(layer: object, out: int, into: int) -> None:
        layer.weight = random.normal(0, 0.4, (out, into)).astype("f4")  # type: ignore[attr-defined]
        layer.bias = np.zeros(out, "f4")  # type: ignore[attr-defined]

    def norm(layer: object) -> None:
        layer.gamma, layer.beta = np.ones(dim, "f4"), np.zeros(dim, "f4")  # type: ignore[attr-defined]

    def attention(layer: object, sizes: Sequence[int]) -> None:
        for one, size in zip(layer.linear, sizes, strict=True):  # type: ignore[attr-defined]
            linear(one, size, dim)
        norm(layer.layer_norm)  # type: ignore[attr-defined]

    def feed(layer: object) -> None:
        linear(layer.linear_0, ffn, dim)  # type: ignore[attr-defined]
        linear(layer.linear_1, dim, ffn)  # type: ignore[attr-defined]
        norm(layer.layer_norm)  # type: ignore[attr-defined]

    for part in (spec.encoder.embeddings[0], spec.decoder.embeddings):
        part.weight = random.normal(0, 0.4, (words, dim)).astype("f4")
    for part in (spec.encoder.position_encodings, spec.decoder.position_encodings):
        part.encodings = random.normal(0, 0.1, (600, dim)).astype("f4")
    attention(spec.encoder.layer[0].self_attention, (3 * dim, dim))
    feed(spec.encoder.layer[0].ffn)
    attention(spec.decoder.layer[0].self_attention, (3 * dim, dim))
    attention(spec.decoder.layer[0].attention, (dim, 2 * dim, dim))
    feed(spec.decoder.layer[0].ffn)
    linear(spec.decoder.projection, words, dim)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(pieces())


# ── as servers give them ────────────────────────────────────────────────────────────────────────────────────────
def packed(data: bytes) -> bytes:
    """`data` as one frame of Zstandard with blocks that are not compressed (RFC 8878, 3.1.1)."""
    most = 1 << 17
    blocks = [data[start : start + most] for start in range(0, len(data), most)] or [b""]
    made = struct.pack("<IB", 0xFD2FB528, 0xE0) + struct.pack("<Q", len(data))
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        made += struct.pack("<I", (len(block) << 3) | last)[:3] + block
    return made

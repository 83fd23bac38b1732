"""Makes ``toy.onnx``: the smallest thing that Piper takes for a voice, a hum for each sound.

``python -m tests.samples.voices.make_toy DIR``, with the package ``onnx`` installed.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

RATE = 22_050
SOUND_MS = 60
SYMBOLS = "_^$ abcdefghijklmnopqrstuvwxyzɡŋəɛɔɪʊʃˈˌːʔɲɾʒθð.,'"


def graph(onnx: Any) -> Any:
    """Samples of a tone for each symbol, as high as the symbol's number."""
    helper, kind, array = onnx.helper, onnx.TensorProto, onnx.numpy_helper.from_array
    turns = np.arange(RATE * SOUND_MS // 1_000) / RATE * 2 * np.pi * 10
    steps = [
        ("Cast", ["input"], "numbers", {"to": kind.FLOAT}),
        ("Unsqueeze", ["numbers", "axis"], "column", {}),
        ("Mul", ["column", "turns"], "phases", {}),
        ("Sin", ["phases"], "waves", {}),
        ("Mul", ["waves", "softly"], "soft", {}),
        ("Reshape", ["soft", "shape"], "output", {}),
    ]
    return helper.make_graph(
        [helper.make_node(name, takes, [gives], **more) for name, takes, gives, more in steps],
        "toy",
        [
            helper.make_tensor_value_info("input", kind.INT64, [1, "n"]),
            helper.make_tensor_value_info("input_lengths", kind.INT64, [1]),
            helper.make_tensor_value_info("scales", kind.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", kind.FLOAT, [1, 1, 1, "m"])],
        [
            array(np.array([2]), "axis"),
            array(turns.astype(np.float32), "turns"),
            array(np.array(0.3, np.float32), "softly"),
            array(np.array([1, 1, 1, -1]), "shape"),
        ],
    )


def main(directory: Path) -> None:
    """Writes the voice and its description."""
    onnx = importlib.import_module("onnx")
    opset = [onnx.helper.make_opsetid("", 15)]
    model = onnx.helper.make_model(graph(onnx), opset_imports=opset, ir_version=8)
    onnx.save(model, str(directory / "toy.onnx"))
    described = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "id"},
        "language": {"code": "id_ID"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_map": {},
        "phoneme_id_map": {symbol: [10 + place] for place, symbol in enumerate(SYMBOLS)},
        "num_symbols": 256,
        "num_speakers": 1,
        "speaker_id_map": {},
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    (directory / "toy.onnx.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

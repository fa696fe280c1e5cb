"""No library that finds or compares faces is a part of this program, by decision (docs/adr/0019)."""

from __future__ import annotations

import re
from pathlib import Path

FACES = re.compile(
    r"opencv|face|dlib|mediapipe|deepface|insightface|mtcnn|retina|onnx|torch|tensorflow|tflite|keras|rekognition|dnn",
    re.IGNORECASE,
)


def test_no_dependency_knows_faces(project_root: Path) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        pinned = re.findall(r"^([A-Za-z0-9._-]+)==", (project_root / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert len(pinned) > 20
        assert [each for each in pinned if FACES.search(each)] == []


def test_the_net_would_catch_one() -> None:
    assert all(FACES.search(name) for name in ("opencv-python-headless", "face_recognition", "mediapipe", "dlib"))

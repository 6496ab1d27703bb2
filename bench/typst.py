"""Bare Typst: compiles the PDFs of both languages; reads data as lines of JSON.

Answers each line with the seconds it took and the pages of the last PDF.
"""

import io
import json
import sys
import time

import pypdf
import typst

from agglo_portal.core.printable import font_folders
from tests.faults.servers import ROOT

TEMPLATES = ROOT / "templates"
FONTS = typst.Fonts(include_system_fonts=False, font_paths=list(map(str, font_folders())))
COMPILER = typst.Compiler(root=str(TEMPLATES), font_paths=FONTS)


def compile_both(sources: dict) -> list:
    started = time.monotonic()
    for language, data in sources.items():
        pdf = COMPILER.compile(
            str(TEMPLATES / "councils/documents/minutes.typ"),
            format="pdf",
            sys_inputs={
                "data": json.dumps(data),
                "language": language,
                "title": data["title"],
            },
            pdf_standards=["a-2a", "ua-1"],
            timestamp=0,
        )
    seconds = time.monotonic() - started
    for _empty in range(10):  # it must not remember the words of the last document
        COMPILER.compile(b"", format="pdf", sys_inputs=None, timestamp=0)
    return [seconds, len(pypdf.PdfReader(io.BytesIO(pdf)).pages)]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(compile_both(json.loads(line))), flush=True)

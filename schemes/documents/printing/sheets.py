"""The paper: where the map, the legend and the words stand on it, in millimetres."""

from dataclasses import dataclass

PAPERS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
MARGIN = 10.0
HEAD, FOOT, GAP = 17.0, 16.0, 5.0
PANEL = {"a4": 62.0, "a3": 76.0}  # of the legend beside a lying map
LEAST_MAP = 0.5  # of the height that legend and map share under each other
ROW, WRAPPED_ROW, REMARK, THEME, HEADING = 5.0, 8.4, 3.3, 8.6, 8.0
LETTERS_IN_ROW = 30


@dataclass(frozen=True)
class Sheet:
    """One page: its size, the frame of the map, and the room of the legend."""

    paper: str
    is_lying: bool
    map_width: float
    map_height: float
    legend_width: float
    legend_height: float
    legend_columns: int

    @property
    def as_data(self) -> dict:
        return {
            "paper": self.paper,
            "flipped": self.is_lying,
            "margin": MARGIN,
            "head": HEAD,
            "foot": FOOT,
            "gap": GAP,
            "map_width": self.map_width,
            "map_height": self.map_height,
            "legend_width": self.legend_width,
            "legend_height": self.legend_height,
            "legend_columns": self.legend_columns,
        }


def sheet_of(paper: str, turn: str, legend_needs: float) -> Sheet:
    """Lay out a page for a legend of a height, were it one column."""
    long, short = PAPERS[paper]
    if turn == "landscape":
        height = short - 2 * MARGIN - HEAD - FOOT
        panel = PANEL[paper]
        return Sheet(paper, True, long - 2 * MARGIN - panel - GAP, height, panel, height, 1)
    columns = 3 if paper == "a4" else 4
    height = long - 2 * MARGIN - HEAD - FOOT - GAP
    # A column never breaks where it would be best: some room to spare.
    needed = HEADING + legend_needs / columns + 2 * WRAPPED_ROW
    legend = min(needed, height * (1 - LEAST_MAP))
    width = short - 2 * MARGIN
    return Sheet(paper, False, width, height - legend, width, legend, columns)


def height_of(themes: list[dict]) -> float:
    """Tell how high a legend is in one column."""
    rows = [row for theme in themes for row in theme["rows"]]
    return sum(_row(row) for row in rows) + THEME * len(themes)


def _row(row: dict) -> float:
    height = WRAPPED_ROW if len(row["text"]) > LETTERS_IN_ROW else ROW
    return height + (REMARK if row["remark"] else 0)


def factor_of(sheet: Sheet, needs: float) -> float:
    """Tell by how much the words of a legend shrink to fit its room."""
    room = (sheet.legend_height - HEADING) * sheet.legend_columns
    return round(max(0.55, min(1.0, room / needs)), 3) if needs else 1.0

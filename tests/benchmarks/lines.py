"""Every line of speed that this program can be measured by so far, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.benchmarks import (
    case_lines,
    check_lines,
    evidence_lines,
    file_lines,
    life_lines,
    list_lines,
    paper_lines,
    pupil_lines,
    report_lines,
    roll_lines,
    roll_list_lines,
    start_lines,
    store_lines,
)
from tests.benchmarks.harness import Line

LINES: Mapping[str, Callable[[str], Line]] = {
    "sign-in window painted": start_lines.sign_in_window,
    "modules before the first paint": start_lines.modules_before_the_first_paint,
    "command line": start_lines.command_line,
    "memory at rest": store_lines.memory_at_rest,
    "filter 2,000 rows": list_lines.filter_2_000,
    "filter 20,000 rows": list_lines.filter_20_000,
    "filter 200,000 rows": list_lines.filter_200_000,
    "photo check, 450 pupils": check_lines.check_450,
    "photo check, 2,000 pupils": check_lines.check_2_000,
    "photo check, 20,000 pupils": check_lines.check_20_000,
    "roll of 2,000 pupils shown": roll_list_lines.roll_shown_2_000,
    "roll of 20,000 pupils shown": roll_list_lines.roll_shown_20_000,
    "roll of 20,000 pupils filtered": roll_list_lines.roll_filtered_20_000,
    "search among 20,000 pupils": roll_list_lines.search_20_000_pupils,
    "search among 20,000 things": list_lines.search_20_000,
    "matrix of 60 people and 20 accounts": list_lines.matrix_60_by_20,
    "review of 300 accesses read": life_lines.review_sheet,
    "one decision among 300": life_lines.review_decision,
    "one change with its signed entry": store_lines.one_signed_change,
    "2,000 incidents opened": case_lines.opened_once,
    "2,000 incidents shown again": case_lines.shown_again,
    "200 MB of evidence sealed": evidence_lines.seal_200_mb,
    "KDBX 3.1, 10.7 million rounds": file_lines.kdbx_3,
    "XLSX of 20,000 rows": file_lines.sheet_of_20_000_rows,
    "staff list of 20,000 rows": file_lines.staff_list_of_20_000_rows,
    "pupil list of 20,000 rows": pupil_lines.pupil_list,
    "pupil workbook of 20,000 rows": pupil_lines.pupil_workbook,
    "memory of a pupil list of 20,000 rows": pupil_lines.memory_of_a_pupil_list,
    "20,000 pupils with 120,000 answers stored": roll_lines.store_a_long_roll,
    "long register on paper": paper_lines.long_register,
    "growth of the register on paper": paper_lines.growth_of_the_register,
    "memory of a register of 20,000 rows on paper": paper_lines.memory_of_a_long_list,
    "termly report, first page on screen": report_lines.termly_report,
}

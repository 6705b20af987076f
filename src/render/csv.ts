import type { ListedProblem } from '../report/report.ts';
import type { Renderer } from './renderer.ts';

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const COLUMNS: readonly (readonly [heading: string, of: (problem: ListedProblem) => string])[] = [
  ['code', ({ code }) => code],
  ['severity', ({ severity }) => severity],
  ['file', ({ file }) => file],
  ['line', ({ line }) => String(line)],
  ['case_id', ({ caseId }) => caseId],
  ['column', ({ column }) => column ?? ''],
  ['value', ({ value }) => value ?? ''],
  ['why', ({ why }) => why],
  ['what_to_do', ({ whatToDo }) => whatToDo],
];

/** The faults of a check, one a row, for spreadsheets and scripts. */
export const csv: Renderer = {
  render: ({ problems = [] }) =>
    [COLUMNS.map(([heading]) => heading), ...problems.map((problem) => COLUMNS.map(([, of]) => field(of(problem))))]
      .map((row) => `${row.join(',')}\r\n`)
      .join(''),
};

/** A field that nothing runs: an apostrophe keeps a spreadsheet from reading it as a formula. */
function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import type { Renderer } from './renderer.ts';

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** What a report lists, one a row, for spreadsheets and scripts. */
export const csv: Renderer = {
  render: ({ listings = [] }) => {
    const { columns, rows } = listings[0] ?? { columns: [], rows: [] };
    return [columns.map(({ key }) => snakeCase(key)), ...rows.map((row) => columns.map(({ key }) => field(row[key] ?? '')))]
      .map((row) => `${row.join(',')}\r\n`)
      .join('');
  },
};

/** `caseId` as headings of lists are written: `case_id` */
const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A field that nothing runs: an apostrophe keeps a spreadsheet from reading it as a formula. */
function field(value: string | number): string {
  const text = String(value);
  const safe = FORMULA.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

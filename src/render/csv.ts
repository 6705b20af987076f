import type { Renderer } from './renderer.ts';
import { tidy } from './tidy.ts';
import { inert } from './words.ts';

/** What a report is a list of, one a row; of a report of figures these. For scripts. */
export const csv: Renderer = {
  render: (report) => {
    const { columns, rows } = report.listings?.find(({ beside }) => beside !== true) ?? tidy(report);
    return [columns.map(({ key }) => snakeCase(key)), ...rows.map((row) => columns.map(({ key }) => field(row[key] ?? '')))]
      .map((row) => `${row.join(',')}\r\n`)
      .join('');
  },
};

/** `caseId` and `onDay140` as headings of lists are written: `case_id`, `on_day_140` */
const snakeCase = (key: string): string => key.replace(/[A-Z]|\d+/g, (begun) => `_${begun.toLowerCase()}`);

function field(value: string | number): string {
  const safe = typeof value === 'string' ? inert(value) : String(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

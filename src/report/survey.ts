import { percentage } from '../core/proportion.ts';
import type { ReportContext } from './context.ts';
import { headed } from './provenance.ts';
import type { Report } from './report.ts';
import { number, plural } from './words.ts';

/** How one of our columns is filled by an export. */
export interface FilledColumn {
  column: string;
  heading: string | null;
  rows: number;
  shapes: readonly string[];
}

/** What an export was recognised as, and how each of our columns is filled. No value of it is shown, only the shapes of some. */
export function surveyReport(context: ReportContext, columns: readonly FilledColumn[]): Report {
  const read = context.read ?? 0;
  const { head, sections } = headed('init', `What ${context.file} was understood as`, context, null);
  const filled = columns.filter(({ heading }) => heading !== null);
  const missing = columns.filter(({ heading }) => heading === null).map(({ column }) => column);
  const share = (rows: number) => ({ value: percentage(rows, read), numerator: rows, denominator: read });
  return {
    ...head,
    summary: [`Layout: ${context.layoutTitle} (${context.layout}).`, `${plural(read, 'request')}, of which ${number(context.counted)} can be counted.`],
    figures: Object.fromEntries(filled.map(({ column, rows }) => [`filled-${column}`, { label: `Rows that have ${column}`, unit: 'percent', ...share(rows) }])),
    sections: [
      {
        kind: 'table',
        id: 'columns',
        heading: 'How our columns are filled',
        place: 'page',
        caption: 'Our columns, the heading that fills each, the share of rows that have it, and shapes of its values',
        rowHeading: 'Column',
        columns: [
          { lines: ['Rows that have it'], align: 'right' },
          { lines: ['From'], align: 'left' },
          { lines: ['Shapes'], align: 'left' },
        ],
        rows: filled.map(({ column, heading, rows, shapes }) => ({
          header: column,
          cells: [
            { kind: 'percent', ...share(rows) },
            { kind: 'text', text: short(heading ?? '') },
            { kind: 'text', text: shapes.join('  ') },
          ],
        })),
        notes: ['In a shape, 9 is a digit, A a letter, and Aa… a longer word.', ...(missing.length === 0 ? [] : [`Not there: ${missing.join(', ')}.`])],
      },
      ...sections,
    ],
  };
}

/** A heading without the notes that the DfE's template has in brackets and on further lines. */
function short(heading: string): string {
  const [beforeNotes = ''] = heading.split(/[\n([]/, 1);
  const text = beforeNotes.trim();
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

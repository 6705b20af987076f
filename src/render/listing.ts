import type { Listing, Report, Section } from '../report/report.ts';
import { dateInWords } from '../report/words.ts';

/** What is drawn: a listing is a table where its section stands. */
export type Drawn = Exclude<Section, { kind: 'listing' }>;

/** The sections of a report, its listing as a table in its place. */
export function sectionsOf({ sections, listing }: Report): Drawn[] {
  return sections.flatMap((section) => {
    if (section.kind !== 'listing') return [section];
    return listing === undefined ? [] : [tableOf(section, listing)];
  });
}

function tableOf({ id, heading, place }: Section, { columns, rows }: Listing): Drawn {
  const text = (value: string | number | null, kind: string): string => {
    if (value === null) return '–';
    return kind === 'date' ? dateInWords(String(value)) : String(value);
  };
  const [first, ...others] = columns;
  return {
    kind: 'table',
    id,
    heading,
    place,
    caption: heading,
    rowHeading: first?.heading ?? '',
    columns: others.map(({ heading: name, kind }) => ({ lines: [name], align: kind === 'number' ? 'right' : 'left' })),
    rows: rows.map((row) => ({
      header: text(row[first?.key ?? ''] ?? null, 'text'),
      cells: others.map(({ key, kind }) => ({ kind: 'text', text: text(row[key] ?? null, kind) })),
    })),
    notes: [],
  };
}

import { UserError } from '../core/user-error.ts';
import { ownColumn } from '../input/aliases.ts';
import { REQUIRED } from '../input/columns.ts';
import type { ColumnMapping, Found } from '../input/layout.ts';
import { LISTS } from '../input/layouts/lists.ts';
import { lookAt } from '../input/open.ts';
import { recognised } from '../input/recognise.ts';
import { openPath } from '../input/source.ts';
import { proposalFor, surveyOf } from '../input/survey.ts';
import { surveyReport } from '../report/survey.ts';
import { closeAll, readRecognised } from './read.ts';

/** An export read with what is proposed for its headings. */
export async function surveyed(named: string, fileName: string) {
  const opened = openPath(named);
  try {
    const found = await lookAt(opened);
    const mapping = proposed(found);
    const recognition = recognisedOr(found, mapping, fileName);
    const { context, encodings } = readRecognised(recognition, {}, null, () => ({ add: () => {} }));
    const { columns } = surveyOf(recognition.cases);
    return { report: surveyReport(context, columns), mapping, encodings };
  } finally {
    closeAll(opened);
  }
}

/** @throws UserError that says what is proposed, and what is still missing. By the number of the column: a first line may be data, and name a child */
function recognisedOr(found: Found, mapping: ColumnMapping, fileName: string): ReturnType<typeof recognised> {
  try {
    return recognised(found, mapping);
  } catch (error) {
    const rows = found.tables[0]?.head.map(({ fields }) => fields.map((heading) => heading.trim())) ?? [];
    const knownIn = (row: readonly string[]): number => row.filter((heading) => Object.hasOwn(mapping, heading) || ownColumn(heading) !== null).length;
    const headings = rows.reduce<string[]>((best, row) => (knownIn(row) > knownIn(best) ? row : best), rows[0] ?? []);
    const meant = headings.flatMap((heading, place) => {
      const target = Object.hasOwn(mapping, heading) ? mapping[heading] : ownColumn(heading);
      const column = typeof target === 'object' ? target?.column : target;
      return column === undefined ? [] : [{ place, column }];
    });
    const missing = REQUIRED.filter((column) => !meant.some((one) => one.column === column));
    if (!(error instanceof UserError) || found.tables.length !== 1 || headings.length === 0 || missing.length === 0) throw error;
    const like =
      meant.length === 0
        ? 'No heading is like one of ours.'
        : `Like ours are ${meant.map(({ place, column }) => `column ${place + 1} (${column})`).join(', ')}.`;
    throw new UserError(
      `${found.name}: no heading seems to mean ${missing.join(' or ')}, without which no case can be counted. ${like} Write which heading does under columns in ${fileName}, or head the columns so, and run again.`,
    );
  }
}

/** What a flat list's headings are proposed to mean; nothing for a layout that is known as it is. */
function proposed(found: Found): ColumnMapping {
  const asItIs = layoutOf(found);
  if (asItIs !== null && !LISTS.some(({ id }) => id === asItIs)) return {};
  const proposals = found.tables.flatMap((table) => table.head.slice(0, 5).map((heading) => proposalFor(table, heading)));
  const most = [...proposals].sort((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
  return proposals.find((mapping) => layoutOf(found, mapping) !== null) ?? most ?? {};
}

function layoutOf(found: Found, mapping: ColumnMapping = {}): string | null {
  try {
    return recognised(found, mapping).layout.id;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

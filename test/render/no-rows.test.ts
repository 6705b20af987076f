import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/render/index.ts';
import type { Report, Section } from '../../src/report/report.ts';
import { full, look } from '../documents/papers.ts';

const TABLE: Section = {
  kind: 'table',
  id: 'none',
  heading: 'By team',
  place: 'page',
  caption: 'What stands nowhere',
  rowHeading: 'Team',
  columns: [{ lines: ['Cases'], align: 'right' }],
  rows: [],
  notes: ['A note.'],
};
const LISTED: Section = { kind: 'listing', id: 'cases', heading: 'No rows', place: 'page' };
const columns = [{ key: 'caseId', heading: 'Case of none', kind: 'text' as const }];

const without = (section: Section): Report => ({ ...full(), sections: [section], listings: [{ name: 'cases', columns, rows: [] }] });

async function written(report: Report, name: string): Promise<string> {
  const renderer = await FORMATS.find(({ format }) => format === name)?.load();
  const content = (await renderer?.render(report, look)) ?? '';
  return typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
}

describe('a table without a row', () => {
  it.each(['table', 'md', 'html'])('has words in its place: %s', async (format) => {
    const [table, listing] = [await written(without(TABLE), format), await written(without(LISTED), format)];
    for (const text of [table, listing]) expect(text).toContain('There is nothing to list here.');
    expect(table).toContain('A note.');
    expect(`${table}${listing}`).not.toMatch(/What stands nowhere|Case of none|<table/);
  });

  it('is not in the structure of a paper', async () => {
    expect(await written(without(TABLE), 'pdf')).not.toContain('/S /Table');
    expect(await written(without({ ...TABLE, rows: [{ header: 'North', cells: [] }] }), 'pdf')).toContain('/S /Table');
  });
});

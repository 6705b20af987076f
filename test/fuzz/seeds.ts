import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a run begins with, before it is spoilt: files by name, and the command lines that read them in their folder. */
export interface Seed {
  name: string;
  files: Readonly<Record<string, Buffer>>;
  commands: readonly (readonly string[])[];
}

const FIXTURES = join(__dirname, '..', '..', 'fixtures');
const bytesOf = (...path: string[]): Buffer => readFileSync(join(FIXTURES, ...path));

/** The first lines of a list, so that a run is short. */
function top(lines: number, ...path: string[]): Buffer {
  return Buffer.from(
    `${bytesOf(...path)
      .toString('utf8')
      .split('\n')
      .slice(0, lines)
      .join('\n')}\n`,
  );
}

function folder(...path: string[]): Record<string, Buffer> {
  return Object.fromEntries(readdirSync(join(FIXTURES, ...path)).map((name) => [`export/${name}`, bytesOf(...path, name)]));
}

const AS_OF = ['--as-of', '2022-07-31'];
const LATER = ['--as-of', '2025-01-16'];
/** The reports that read a case list, and what each takes beside it. */
const reportsOf = (list: string, asOf: readonly string[]): string[][] => [
  ['snapshot', list, ...asOf],
  ['snapshot', list, ...asOf, '--publish'],
  ['timeliness', list, '--period', 'last-12-months', ...asOf, '--by', 'area'],
  ['kpi', '--all', list, '--period', '2022', ...asOf],
  ['check', list, ...asOf],
  ['due', list, ...asOf, '--within', '8w'],
  ['movement', list, '--from', '2022-01-01', '--to', '2022-07-31', ...asOf],
  ['cohort', list, '--period', '2021', ...asOf],
  ['trend', list, '--from', '2021-08', '--to', '2022-07', '--every', 'month', ...asOf],
  ['caseload', list, ...asOf],
  ['cases', list, '--figure', 'open-over-52-weeks', ...asOf],
];

/** One of each thing that is read. */
export const SEEDS: readonly Seed[] = [
  { name: 'ehcp list', files: { 'list.csv': top(60, 'bristol-2022', 'cases.csv') }, commands: reportsOf('list.csv', AS_OF) },
  { name: 'flat list', files: { 'list.csv': top(60, 'one-caseload', 'flat.csv') }, commands: reportsOf('list.csv', LATER) },
  { name: 'survey of a flat list', files: { 'list.csv': top(30, 'one-caseload', 'flat.csv') }, commands: [['init', 'list.csv', ...LATER]] },
  { name: 'Blade export', files: folder('one-caseload', 'blade'), commands: [...reportsOf('export', LATER), ['reviews', 'export', ...LATER]] },
  { name: 'module files', files: folder('one-caseload', 'modules'), commands: [...reportsOf('export', LATER), ['reviews', 'export', ...LATER]] },
  {
    name: 'XML',
    files: { 'sen2.xml': bytesOf('one-caseload', 'sen2.xml') },
    commands: [
      ['snapshot', 'sen2.xml', ...LATER],
      ['check', 'sen2.xml', ...LATER],
    ],
  },
  {
    name: 'template',
    files: { 't.xlsx': bytesOf('one-caseload', 'template.xlsx') },
    commands: [
      ['snapshot', 't.xlsx', ...LATER],
      ['reviews', 't.xlsx', ...LATER],
    ],
  },
  { name: 'pre-submission workbook', files: { 'p.xlsx': bytesOf('one-caseload', 'pre-submission.xlsx') }, commands: [['check', 'p.xlsx', ...LATER]] },
  {
    name: 'plans',
    files: { 'plans.csv': top(60, 'bristol-2022', 'plans.csv') },
    commands: [
      ['reviews', 'plans.csv', ...AS_OF, '--by', 'area'],
      ['reviews', 'plans.csv', ...AS_OF, '--publish'],
    ],
  },
  { name: 'advice', files: { 'advice.csv': top(60, 'bristol-2022', 'advice.csv') }, commands: [['advice', 'advice.csv', ...AS_OF, '--by', 'area']] },
  { name: 'appeals', files: { 'appeals.csv': top(60, 'bristol-2022', 'appeals.csv') }, commands: [['appeals', 'appeals.csv', ...AS_OF, '--period', '2021']] },
  {
    name: 'configuration',
    files: {
      'ehcp.config.json': bytesOf('bristol-2022', 'ehcp.config.json'),
      ...Object.fromEntries(['cases', 'plans', 'advice', 'appeals', 'two-year-olds'].map((name) => [`${name}.csv`, top(30, 'bristol-2022', `${name}.csv`)])),
    },
    commands: [
      ['snapshot', '--config', 'ehcp.config.json', ...AS_OF],
      ['kpi', '--all', '--config', 'ehcp.config.json', '--quarter', 'last-quarter', ...AS_OF],
      ['explain', '--all', '--config', 'ehcp.config.json'],
    ],
  },
  {
    name: 'saved report',
    files: { 'old.json': bytesOf('golden', 'snapshot.json'), 'new.json': bytesOf('golden', 'snapshot.json') },
    commands: [['compare', 'old.json', 'new.json']],
  },
];

/** Formats that every report has, with how often each is drawn: what is made of words is made again in each of them. */
export const FORMATS = ['json', 'json', 'json', 'table', 'csv', 'md', 'html', 'xlsx', 'pdf'] as const;

import { type Day, isoDate } from '../core/day.ts';
import type { ReportContext } from './context.ts';
import { cellOf } from './figure.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Figure, ListedProblem, ListingColumn, Report, Section } from './report.ts';
import { capital, listed, number, plural } from './words.ts';

type Severity = ListedProblem['severity'];

/** What a kind of fault is called, and what it means in plain words. */
export interface ProblemKind {
  code: string;
  severity: Severity;
  means: string;
}

/** Faults of one kind that are listed; the others are counted. */
const MOST_LISTED = 100_000;

/** Faults of one kind that a page or a screen shows; CSV and JSON list more. */
const MOST_SHOWN = 20;

const SEVERITIES: readonly { severity: Severity; one: string; many: string; means: string }[] = [
  { severity: 'error', one: 'error', many: 'errors', means: 'cannot be right' },
  { severity: 'warning', one: 'warning', many: 'warnings', means: 'may be right, hardly is: the row is counted' },
  { severity: 'note', one: 'note', many: 'notes', means: 'worth a look' },
];

const COLUMNS: ListingColumn[] = [
  { key: 'code', heading: 'Code', kind: 'text' },
  { key: 'severity', heading: 'Severity', kind: 'text' },
  { key: 'file', heading: 'File', kind: 'text' },
  { key: 'line', heading: 'Line', kind: 'number' },
  { key: 'caseId', heading: 'Case', kind: 'text' },
  { key: 'column', heading: 'Column', kind: 'text' },
  { key: 'value', heading: 'Value', kind: 'text' },
  { key: 'why', heading: 'Why', kind: 'text' },
  { key: 'whatToDo', heading: 'What to do', kind: 'text' },
];

/** What is wrong with an export, gathered while it is read. */
export interface Check {
  /** @param problem makes the fault, where it is still to be listed */
  add(code: string, problem: () => ListedProblem): void;
  report(context: ReportContext): Report;
  errors(): number;
}

/**
 * Starts the list of what is wrong with an export: counts by kind, then each fault where it stands.
 * @param kinds every kind there is, in the order in which they are worked down
 * @param asOf the day after which a date is in the future; null where none was named
 */
export function startCheck(kinds: readonly ProblemKind[], asOf: Day | null): Check {
  const byCode = new Map<string, { count: number; listed: ListedProblem[] }>(kinds.map(({ code }) => [code, { count: 0, listed: [] }]));
  const countOf = (severity: Severity): number =>
    kinds.filter((kind) => kind.severity === severity).reduce((sum, { code }) => sum + (byCode.get(code)?.count ?? 0), 0);
  return {
    add(code, problem) {
      const found = byCode.get(code);
      if (found === undefined) throw new Error(`there is no kind of fault ${code}`);
      found.count++;
      if (found.listed.length < MOST_LISTED) found.listed.push(problem());
    },
    errors: () => countOf('error'),
    report(context) {
      const found = SEVERITIES.flatMap(({ severity }) =>
        kinds
          .filter((kind) => kind.severity === severity)
          .map((kind) => ({ ...kind, count: byCode.get(kind.code)?.count ?? 0, listed: inOrder(byCode.get(kind.code)?.listed ?? []) }))
          .filter(({ count }) => count > 0),
      );
      const totals = SEVERITIES.map(({ severity, many }) => [many, { label: capital(many), unit: 'problems', value: countOf(severity) }] as const);
      const counted: Record<string, Figure> = Object.fromEntries([
        ...totals,
        ...found.map(({ code, means, count }) => [code, { label: capital(means), unit: 'problems', value: count }] as const),
      ]);
      const sums = SEVERITIES.map(({ severity, many }) => ({ total: many, parts: found.filter((kind) => kind.severity === severity).map(({ code }) => code) }));
      const { numbers, contexts } = published({ figures: counted }, [context], sums);
      const { figures } = numbers;
      const countIn = (id: string): number | null => figures[id]?.value ?? null;
      const { head, sections } = headed('check', `What is wrong with ${context.file}`, contexts, null);
      // What is published names no row.
      const listed = context.publish === undefined;
      return {
        ...head,
        asOf: asOf === null ? null : isoDate(asOf),
        summary: [
          found.length === 0 ? 'Nothing was found to be wrong.' : `${SEVERITIES.map(({ one, many }) => plural(countIn(many), one, many)).join(', ')}.`,
          ...readSentence(contexts[0] ?? context),
          ...mostOf(found, figures),
          ...(listed && found.some(({ count }) => count > MOST_LISTED) ? [`Of a kind, the first ${number(MOST_LISTED)} are listed; all are counted.`] : []),
          ...(asOf === null ? ['Dates in the future were not looked for: add --as-of and the day of the export.'] : []),
        ],
        figures,
        sections: [
          ...(found.length === 0 ? [] : [countsOf(found, figures)]),
          ...(listed ? found.map((kind) => listOf(kind, context.files.length > 1)) : []),
          ...sections.filter(({ id }) => id !== 'row-faults'),
        ],
        ...(listed
          ? { listings: [{ name: 'problems', columns: COLUMNS, rows: found.flatMap((kind) => kind.listed.map((problem) => ({ ...problem }))) }] }
          : {}),
      };
    },
  };
}

/** What became of the rows; where a number is suppressed nothing is said. */
function readSentence({ read, counted, outOfScope, setAside }: ReportContext): string[] {
  const aside = setAside.reduce<number | null>((sum, { count }) => (sum === null || count === null ? null : sum + count), 0);
  if (read === null || counted === null || outOfScope === null || aside === null) return [];
  if (counted === read) return [`${read === 1 ? 'The one row read is' : read === 2 ? 'Both rows read are' : `All ${number(read)} rows read are`} counted.`];
  const parts = [
    `${counted === 0 ? 'none is' : counted === 1 ? '1 is' : `${number(counted)} are`} counted`,
    ...(outOfScope === 0 ? [] : [`${number(outOfScope)} out of scope`]),
    ...(aside === 0 ? [] : [`${number(aside)} set aside`]),
  ];
  return [`Of ${plural(read, 'row')} read, ${listed(parts)}.`];
}

/** The kind that is found most, of several; a tie, or what is suppressed, is left unsaid. */
function mostOf(found: readonly Found[], figures: Record<string, Figure>): string[] {
  const counts = found.map(({ code, means }) => ({ means, count: figures[code]?.value ?? null })).sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const [most, next] = counts;
  if (most === undefined || next === undefined || most.count === next.count || counts.some(({ count }) => count === null)) return [];
  return [`Found most: ${most.means} (${number(most.count)}).`];
}

type Found = ProblemKind & { count: number; listed: readonly ListedProblem[] };

/** File by file and line by line, as a team works down a list. */
function inOrder(problems: readonly ListedProblem[]): ListedProblem[] {
  return [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function countsOf(found: readonly Found[], figures: Record<string, Figure>): Section {
  return {
    kind: 'table',
    id: 'counts',
    heading: 'How many of each kind',
    place: 'page',
    caption: 'Faults by kind, the gravest first',
    rowHeading: 'Kind',
    columns: [
      { lines: ['Count'], align: 'right' },
      { lines: ['Severity'], align: 'left' },
    ],
    rows: found.map(({ code, severity }) => ({ header: code, cells: [cellOf(figures[code] as Figure), { kind: 'text', text: severity }] })),
    notes: SEVERITIES.filter(({ severity }) => found.some((kind) => kind.severity === severity)).map(({ one, means }) => `${capital(one)}: ${means}.`),
  };
}

function listOf({ code, severity, means, count, listed }: Found, withFile: boolean): Section {
  const shown = listed.slice(0, MOST_SHOWN);
  const more = count - shown.length;
  const [first, ...others] = new Set(shown.map(faultIn));
  // What is the same of all is said once.
  const same = shown.length > 1 && first !== undefined && others.length === 0 ? first : null;
  const todo = [...new Set(shown.map(({ whatToDo }) => whatToDo))];
  return {
    kind: 'list',
    id: code,
    heading: `${capital(severity)} ${code}: ${means} (${number(count)})`,
    place: 'page',
    items: [
      ...(same === null ? [] : [`${same}:`]),
      ...shown.map((problem) => (same === null ? `${placeOf(problem, withFile)}: ${faultIn(problem)}.` : placeOf(problem, withFile))),
      ...(more > 0 ? [`… and ${number(more)} more: add --format csv, or json.`] : []),
      ...todo.map((what) => `What to do: ${what}`),
    ],
  };
}

/** `line 18, case A17` */
function placeOf({ file, line, caseId }: ListedProblem, withFile: boolean): string {
  return `${withFile ? `${file} ` : ''}line ${line}${caseId === '' ? '' : `, case ${caseId}`}`;
}

/** `final_plan_date: "31/06/2022" is not a date (June has 30 days)` */
function faultIn({ column, value, why }: ListedProblem): string {
  return `${column === null ? '' : `${column}: `}${value === null ? why : `"${value}" ${why}`}`;
}

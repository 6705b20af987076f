import type { Conventions } from '../core/conventions.ts';
import { type Day, isoDate, longDate } from '../core/day.ts';
import type { Commission, Report, Section, Source } from './report.ts';
import { number, plural } from './words.ts';

/** A kind of fault in the rows: its code, how many rows, and what it means in plain words. */
export interface RowFault {
  code: string;
  count: number;
  means: string;
}

/** A file that was read. */
interface ReadFile {
  file: string;
  sha256: string;
  /** What its bytes were taken for, where that is a guess. */
  assumedEncoding: string | null;
}

/** What a report is told about where its cases come from. */
export interface ReportContext {
  /** What it is a list of. */
  role: string;
  authority: string | null;
  commission?: Commission;
  /** The export's name: its file's, or its folder's. */
  file: string;
  /** Of its one file, or of the list of hashes and names that `sha256sum` writes of its files. */
  sha256: string;
  /** Where its rows stand: the file, and the sheet or table where there are several. */
  place: string;
  layout: string;
  layoutTitle: string;
  files: readonly ReadFile[];
  /** What is to be known of how it was understood, in sentences. */
  notes: readonly string[];
  /** What may make the figures wrong besides rows set aside. */
  cautions: readonly string[];
  read: number;
  counted: number;
  outOfScope: number;
  setAside: RowFault[];
  warnings: RowFault[];
  /** Rows set aside that show no final plan or closing date by the as-of day: each may be a waiting child. */
  setAsideMaybeOpen: number;
}

const sum = (faults: readonly RowFault[]): number => faults.reduce((total, { count }) => total + count, 0);

const byCode = (found: readonly RowFault[]): Record<string, number> => Object.fromEntries(found.map(({ code, count }) => [code, count]));

/** What a report says of the day it speaks of. */
interface Standing {
  asOf: Day;
  notYetReceived: number;
  conventions: Conventions;
}

/** What every report begins with, and the sections that say where its figures come from. */
export interface Headed {
  head: Pick<Report, 'schema' | 'report' | 'title' | 'asOf' | 'authority' | 'commission' | 'sources' | 'conventions' | 'cautions'>;
  sections: Section[];
}

/**
 * The beginning of a report.
 * @param standing null for a report that speaks of the export and not of a day
 */
export function headed(report: string, title: string, context: ReportContext, standing: Standing | null): Headed {
  const { source, cautions, sections } = provenance(context, standing);
  return {
    head: {
      schema: 'ehcp.report/1',
      report,
      title,
      asOf: standing === null ? null : isoDate(standing.asOf),
      authority: context.authority,
      ...(standing === null || context.commission === undefined ? {} : { commission: context.commission }),
      sources: [source],
      ...(standing === null ? {} : { conventions: standing.conventions }),
      cautions,
    },
    sections,
  };
}

/** Where the figures come from: the source, the cautions for the headline, and the reconciliation for the foot. */
function provenance(
  context: ReportContext,
  arrivals: { notYetReceived: number; asOf: Day } | null,
): { source: Source; cautions: string[]; sections: Section[] } {
  const { file, layout, files, notes, read, counted, outOfScope } = context;
  const setAside = sum(context.setAside);
  const assumed = files.flatMap(({ file: name, assumedEncoding }) => (assumedEncoding === null ? [] : [`${name}: ${assumedEncoding}`]));
  const kinds = [
    { line: 'Set aside', term: 'Rows set aside', found: context.setAside.filter(({ count }) => count > 0) },
    { line: WARNINGS, term: WARNINGS, found: context.warnings.filter(({ count }) => count > 0) },
  ];
  const some = kinds.filter(({ found }) => found.length > 0);
  const [reasons = {}, warnings = {}] = kinds.map(({ found }) => byCode(found));
  const rows: Section = {
    kind: 'list',
    id: 'rows',
    heading: 'Where the figures come from',
    place: 'page',
    items: [
      `${plural(read, 'row')} read = ${number(counted)} counted + ${number(outOfScope)} out of scope + ${number(setAside)} set aside.`,
      ...(arrivals === null ? [] : [notYetThere(arrivals)]),
      ...some.map(({ line, found }) => `${line}: ${found.map(({ code, count }) => `${number(count)} ${code}`).join(', ')}.`),
      whatWasRead(context),
    ],
  };
  const reading: Section = { kind: 'list', id: 'reading', heading: 'How the export was understood', place: 'notes', items: [...notes] };
  const faults: Section = {
    kind: 'terms',
    id: 'row-faults',
    heading: 'What is wrong with rows',
    place: 'notes',
    terms: some.map(({ term, found }) => ({ term, meaning: `${found.map(({ code, means }) => `${code} (${means})`).join('; ')}.` })),
  };
  return {
    source: {
      role: context.role,
      file,
      sha256: context.sha256,
      layout,
      ...(files.length > 1 ? { files: files.map(({ file: name, sha256: hash }) => ({ file: name, sha256: hash })) } : {}),
      ...(assumed.length > 0 ? { assumedEncodings: assumed } : {}),
      read,
      counted,
      outOfScope,
      setAside,
      reasons,
      warnings,
      ...(arrivals === null ? {} : { notYetReceived: arrivals.notYetReceived }),
      ...(notes.length > 0 ? { notes: [...notes] } : {}),
    },
    cautions: [...(setAside === 0 ? [] : [caution(setAside, context.setAsideMaybeOpen)]), ...context.cautions],
    sections: [rows, ...(some.length === 0 ? [] : [faults]), ...(notes.length === 0 ? [] : [reading])],
  };
}

const WARNINGS = 'Warnings';

const notYetThere = ({ notYetReceived, asOf }: { notYetReceived: number; asOf: Day }): string =>
  `Of the rows counted, ${number(notYetReceived)} ${notYetReceived === 1 ? 'was' : 'were'} not yet received on ${longDate(asOf)}.`;

/** What was read, in one line: layout, files, rows, hash, and any encoding that is a guess. */
function whatWasRead({ file, layout, layoutTitle, files, read, sha256 }: ReportContext): string {
  const several = files.length > 1 ? `, ${files.length} files` : '';
  const assumed = files.filter(({ assumedEncoding }) => assumedEncoding !== null);
  const [first] = assumed;
  const which = assumed.length === files.length ? '' : ` (${assumed.map((one) => one.file).join(', ')})`;
  const encoding = first === undefined ? '' : `, taken for ${first.assumedEncoding} text as it is not UTF-8${which}`;
  return `Read from ${file}: ${layoutTitle} (layout ${layout})${several}, ${plural(read, 'row')}${encoding}; SHA-256${several === '' ? '' : ' of the list of their hashes'} ${sha256}.`;
}

function caution(setAside: number, maybeOpen: number): string {
  const rows = `${plural(setAside, 'row')} set aside`;
  if (maybeOpen === 0)
    return `${rows}; ${setAside === 1 ? 'it shows' : 'all of them show'} a final plan or closing date, so open cases are not understated by ${setAside === 1 ? 'it' : 'them'}.`;
  const which = setAside === 1 ? 'it shows' : `${number(maybeOpen)} of them ${maybeOpen === 1 ? 'shows' : 'show'}`;
  return `${rows}; ${which} no final plan or closing date: open cases may be understated by up to ${number(maybeOpen)}.`;
}

import type { Conventions } from '../core/conventions.ts';
import { type Day, daysBetween, isoDate, longDate } from '../core/day.ts';
import type { ReportContext, RowFault } from './context.ts';
import type { Commission, Report, Section, Source } from './report.ts';
import type { DaysTold } from './seen.ts';
import { number, plural, SUPPRESSED } from './words.ts';

/** How many rows were set aside; null where that is suppressed. */
const setAsideIn = ({ setAside, setAsideTotal }: ReportContext): number | null =>
  setAsideTotal === undefined ? setAside.reduce((total, { count }) => total + (count ?? 0), 0) : setAsideTotal;

const byCode = (found: readonly RowFault[]): Record<string, number | null> => Object.fromEntries(found.map(({ code, count }) => [code, count]));

/** What a report says of the day it speaks of; of cases, where it reads any. */
interface Standing {
  asOf: Day;
  notYetReceived?: number | null;
  /** Of which days the first list tells, where it matters that it tells of the as-of day. */
  told?: DaysTold;
  conventions?: Conventions;
}

/** What every report begins with, and the sections that say where its figures come from. */
export interface Headed {
  head: Pick<Report, 'schema' | 'report' | 'title' | 'asOf' | 'authority' | 'commission' | 'sources' | 'conventions' | 'publish' | 'cautions'>;
  sections: Section[];
}

/**
 * The beginning of a report.
 * @param contexts the list it is made of, or several, the first for the authority
 * @param standing null for a report that speaks of the export and not of a day
 */
export function headed(report: string, title: string, contexts: ReportContext | readonly ReportContext[], standing: Standing | null): Headed {
  const all = 'role' in contexts ? [contexts] : contexts;
  const [first] = all;
  return {
    head: {
      schema: 'ehcp.report/1',
      report,
      title,
      asOf: standing === null ? null : isoDate(standing.asOf),
      authority: first?.authority ?? null,
      ...(standing === null || first?.commission === undefined ? {} : { commission: meetingsOf(first.commission, isoDate(standing.asOf)) }),
      sources: all.map((context) => sourceOf(context, standing)),
      ...(standing?.conventions === undefined ? {} : { conventions: standing.conventions }),
      ...(first?.publish === undefined ? {} : { publish: { threshold: first.publish.threshold } }),
      cautions: [...all.flatMap(cautionsIn), ...(first === undefined || standing?.told === undefined ? [] : silence(standing.told, standing.asOf, first))],
    },
    sections: [...provenance(all, standing), ...(first?.publish === undefined ? [] : [publishSection(first.publish)])],
  };
}

/** A meeting after the as-of day is not the last one, and one before it not the next: a configuration may be older or newer than the report. */
function meetingsOf({ lastMeeting, nextMeeting, ...commission }: Commission, asOf: string): Commission {
  return {
    ...commission,
    ...(lastMeeting === undefined || lastMeeting > asOf ? {} : { lastMeeting }),
    ...(nextMeeting === undefined || nextMeeting < asOf ? {} : { nextMeeting }),
  };
}

/** The key to what is suppressed, and the rule. */
function publishSection({ threshold, because }: { threshold: number; because?: string }): Section {
  const small = threshold === 1 ? '1' : `1 to ${threshold}`;
  const items =
    threshold === 0
      ? ['No number is suppressed, however small.']
      : [
          `${SUPPRESSED} = suppressed, ${small}, or a number that would give one away.`,
          `Counts of ${small} are suppressed, as they may identify a child. So are the counts, percentages and averages from which one could be worked out, with the totals, the other periods and the figures with and without exceptions. A true zero is printed.`,
        ];
  const why =
    because === undefined
      ? []
      : [`Small numbers are suppressed here because ${because}. With --no-publish they are printed, for those who work with the cases.`];
  return { kind: 'list', id: 'publish', heading: 'Small numbers', place: 'page', items: [...items, ...why] };
}

/** How many cases were not yet received; undefined for any other list, and where no day is spoken of. */
const arrivalsIn = ({ role }: ReportContext, standing: Standing | null): number | null | undefined => (role === 'cases' ? standing?.notYetReceived : undefined);

const some = (found: readonly RowFault[]): RowFault[] => found.filter(({ count }) => count !== 0);

function sourceOf(context: ReportContext, standing: Standing | null): Source {
  const { role, file, sha256, layout, files, notes, read, counted, outOfScope } = context;
  const assumed = files.flatMap(({ file: name, assumedEncoding }) => (assumedEncoding === null ? [] : [`${name}: ${assumedEncoding}`]));
  const notYetReceived = arrivalsIn(context, standing);
  return {
    role,
    file,
    sha256,
    layout,
    ...(files.length > 1 ? { files: files.map(({ file: name, sha256: hash }) => ({ file: name, sha256: hash })) } : {}),
    ...(assumed.length > 0 ? { assumedEncodings: assumed } : {}),
    read,
    counted,
    outOfScope,
    setAside: setAsideIn(context),
    reasons: byCode(some(context.setAside)),
    warnings: byCode(some(context.warnings)),
    ...(notYetReceived === undefined ? {} : { notYetReceived }),
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
  };
}

/** The rows of each list, reconciled at the foot, and behind the page what is wrong with them and how they were understood. */
function provenance(contexts: readonly ReportContext[], standing: Standing | null): Section[] {
  const notes = contexts.flatMap((context) => context.notes);
  const terms = contexts.flatMap((context) => faultTerms(context, contexts.length > 1));
  return [
    {
      kind: 'list',
      id: 'rows',
      heading: 'Where the figures come from',
      place: 'page',
      items: contexts.flatMap((context) => rowLines(context, standing, contexts.length > 1)),
    },
    ...(terms.length === 0 ? [] : [{ kind: 'terms', id: 'row-faults', heading: 'What is wrong with rows', place: 'notes', terms } as const]),
    ...(notes.length === 0 ? [] : [{ kind: 'list', id: 'reading', heading: 'How the export was understood', place: 'notes', items: notes } as const]),
  ];
}

/** The kinds of faults that a list has: the word at the foot, the word behind the page, and the faults. */
const kindsIn = (context: ReportContext): { line: string; term: string; found: RowFault[] }[] =>
  [
    { line: 'Set aside', term: 'Rows set aside', found: some(context.setAside) },
    { line: WARNINGS, term: WARNINGS, found: some(context.warnings) },
  ].filter(({ found }) => found.length > 0);

/** @param named whether the list must be named, as there are others */
function rowLines(context: ReportContext, standing: Standing | null, named: boolean): string[] {
  const { role, read, counted, outOfScope } = context;
  const arrivals = arrivalsIn(context, standing);
  return [
    `${named ? `${role}: ` : ''}${plural(read, 'row')} read = ${number(counted)} counted + ${number(outOfScope)} out of scope + ${number(setAsideIn(context))} set aside.`,
    ...(arrivals === undefined || standing === null ? [] : [notYetThere(arrivals, standing.asOf)]),
    ...kindsIn(context).map(({ line, found }) => `${line}: ${found.map(({ code, count }) => `${number(count)} ${code}`).join(', ')}.`),
    whatWasRead(context),
  ];
}

function faultTerms(context: ReportContext, named: boolean): { term: string; meaning: string }[] {
  return kindsIn(context).map(({ term, found }) => ({
    term: named ? `${term}, ${context.role}` : term,
    meaning: `${found.map(({ code, means }) => `${code} (${means})`).join('; ')}.`,
  }));
}

const WARNINGS = 'Warnings';

const notYetThere = (notYetReceived: number | null, asOf: Day): string =>
  `Of the rows counted, ${number(notYetReceived)} ${notYetReceived === 1 ? 'was' : 'were'} not yet received on ${longDate(asOf)}.`;

/** What was read, in one line: layout, files, rows, hash, and any encoding that is a guess. */
function whatWasRead({ file, layout, layoutTitle, files, read, sha256 }: ReportContext): string {
  const several = files.length > 1 ? `, ${files.length} files` : '';
  const assumed = files.filter(({ assumedEncoding }) => assumedEncoding !== null);
  const [first] = assumed;
  const which = assumed.length === files.length ? '' : ` (${assumed.map((one) => one.file).join(', ')})`;
  const encoding = first === undefined ? '' : `, taken for ${first.assumedEncoding} text as it is not UTF-8${which}`;
  return `Read from ${file}: ${layoutTitle} (layout ${layout})${several}${read === null ? '' : `, ${plural(read, 'row')}`}${encoding}; SHA-256${several === '' ? '' : ' of the list of their hashes'} ${sha256}.`;
}

function cautionsIn(context: ReportContext): string[] {
  const setAside = setAsideIn(context);
  return [...(setAside === 0 ? [] : [caution(setAside, context)]), ...context.cautions];
}

/** Days without any event after which a list may have been made sooner. */
const SILENCE = 14;

/** What is to be known where the list may not reach the as-of day. */
function silence({ first, last }: DaysTold, asOf: Day, { file, publish }: ReportContext): string[] {
  if (first === null && last === null) return [];
  if (last === null) return [`Nothing in ${file} is dated by ${longDate(asOf)}: it tells nothing of that day.`];
  const silent = daysBetween(last, asOf);
  if (silent < SILENCE) return [];
  // When something last happened is about one child.
  const known = publish === undefined ? silent : SILENCE;
  return [
    `Nothing in ${file} is dated in the last ${plural(Math.floor(known / 7), 'week')} before ${longDate(asOf)}. If it was made sooner, name that day with --as-of: what happened since is not in it.`,
  ];
}

function caution(setAside: number | null, { file, setAsideMaybeOpen: maybeOpen }: ReportContext): string {
  if (setAside === null || maybeOpen === 'some') return cautionWithoutNumbers(setAside, maybeOpen);
  if (maybeOpen === null) return `${plural(setAside, 'row')} of ${file} set aside: ${setAside === 1 ? 'it is' : 'they are'} in no figure.`;
  const rows = `${plural(setAside, 'row')} set aside`;
  if (maybeOpen === 0)
    return `${rows}; ${setAside === 1 ? 'it shows' : 'all of them show'} a final plan or closing date, so open cases are not understated by ${setAside === 1 ? 'it' : 'them'}.`;
  const which = setAside === 1 ? 'it shows' : `${number(maybeOpen)} of them ${maybeOpen === 1 ? 'shows' : 'show'}`;
  return `${rows}; ${which} no final plan or closing date: open cases may be understated by up to ${number(maybeOpen)}.`;
}

/** The same where a number is suppressed. */
function cautionWithoutNumbers(setAside: number | null, maybeOpen: ReportContext['setAsideMaybeOpen']): string {
  const rows = setAside === null ? 'Some rows set aside' : `${plural(setAside, 'row')} set aside`;
  if (maybeOpen === null) return `${rows}: they are in no figure.`;
  if (maybeOpen === 0) return `${rows}; none is without a final plan or closing date, so open cases are not understated.`;
  return `${rows}; some of them show no final plan or closing date: open cases may be understated.`;
}

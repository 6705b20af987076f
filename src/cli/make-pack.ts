import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { name as program, version } from '../../package.json';
import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import { type Day, daysBetween, isoDate } from '../core/day.ts';
import { MOST_DAYS_AHEAD } from '../core/horizon.ts';
import type { InspectedCase } from '../core/inspection.ts';
import { CASE_MEASURES } from '../core/measures/index.ts';
import type { Period } from '../core/period.ts';
import { type Problem, showableId } from '../input/problem.ts';
import { FORMATS } from '../render/index.ts';
import { titleOf } from '../render/words.ts';
import { withBeside } from '../report/beside.ts';
import { startCases } from '../report/cases.ts';
import type { PublishingStep } from '../report/context.ts';
import { startDue } from '../report/due.ts';
import { explain } from '../report/explain.ts';
import { markedInternal } from '../report/internal.ts';
import { startMovement } from '../report/movement.ts';
import { STAFF_COLUMNS } from '../report/open-case.ts';
import type { Report } from '../report/report.ts';
import { startSnapshot } from '../report/snapshot.ts';
import type { Meetings } from '../report/snapshot-meetings.ts';
import { type Explainable, TRACED, type Traced } from '../report/trace.ts';
import { type CaseTaker, readBeside } from './beside.ts';
import { Checker } from './checker.ts';
import { readCommentary, withCommentary } from './commentary.ts';
import { type FoundConfig, hasLists } from './config.ts';
import { namedFigures } from './figures.ts';
import { configuredIndicators } from './indicators.ts';
import { countKpi } from './make-kpi.ts';
import { meetingsAround } from './options.ts';
import { openNamed, publishedBy, readCases } from './read.ts';
import { typeface } from './typeface.ts';
import { MANIFEST } from './write.ts';

/** What a pack is made of. */
export interface PackAsked {
  cases: string | undefined;
  asOf: Day;
  conventions: Conventions;
  /** Of the indicators. */
  whole: Period;
  /** With lists of cases, for those who work with them. */
  internal: boolean;
  /** The file of what officers say beside the snapshot. */
  commentary: string | undefined;
}

/** A report of a pack, the name of its files, and their formats. */
interface Part {
  name: string;
  report: Report;
  formats: readonly string[];
}

export interface Pack {
  parts: Part[];
  messages: string[];
  /** What is to be known of what it is made of. */
  notes: string[];
}

const PAPER = ['pdf', 'html', 'xlsx', 'json'];

const OF_A_PACK = 'in this pack small counts are not suppressed, and cases are listed.';

/**
 * Reads the lists and makes every report of a pack.
 * @param tell told what is being done, for somebody who waits
 * @throws UserError where a list or the configuration is wrong
 */
export async function makePack(found: FoundConfig, asked: PackAsked, tell: (what: string) => void): Promise<Pack> {
  const { cases, asOf, conventions, whole, internal } = asked;
  // What moves about the meetings is a few cases: no published paper says it, and nothing is counted for it.
  const between = internal ? meetingsAround(asOf, found.config.commission, undefined) : NO_MEETINGS;
  // Read first, so that nobody waits for a refusal.
  const commented = commentaryOf(asked.commentary);
  const lists = hasLists(found) ? await readBeside(found, asOf, conventions) : null;
  tell('Reading the case list');
  const { taker, context, messages } = await readCases(
    await openNamed(cases, found, 'pack'),
    found,
    asOf,
    () => new Together(asked, between, lists?.startWaiting() ?? null),
    null,
    STAFF_COLUMNS,
  );
  tell('Counting the indicators');
  // Published beside the paper on annual reviews, which is about the same plans, they could give away what is suppressed in it.
  const known = configuredIndicators(found);
  const told = known.filter(({ over }) => internal || over !== 'plans');
  const own = told.length === 0;
  const codes = own ? CASE_MEASURES.map(({ id }) => id) : told.map(({ indicator }) => indicator.code);
  const indicators = await countKpi({ codes, cases }, false, found, { whole, asOf, conventions });
  const others = lists?.reports(context) ?? [];
  const counted = (step: PublishingStep | undefined): Part[] => {
    const ofCases = step === undefined ? context : publishedBy(step, context);
    return [
      { name: 'snapshot', report: commented(withBeside(taker.snapshot.report(ofCases), others)), formats: PAPER },
      ...(taker.movement === null ? [] : [{ name: 'movement', report: taker.movement.report(ofCases), formats: PAPER }]),
      ...(taker.due === null ? [] : [{ name: 'due', report: taker.due.report(ofCases), formats: [...PAPER, 'csv'] }]),
      { name: 'indicators', report: indicators.report(step), formats: PAPER },
      { name: 'data-quality', report: taker.checker.check.report(ofCases), formats: internal ? [...PAPER, 'csv'] : ['pdf', 'html', 'json'] },
    ];
  };
  // What one paper suppresses another must not give away.
  const parts = context.publish === undefined ? counted(undefined) : (await import('../report/publishing/publish.ts')).publishedTogether(counted);
  const isInPack = ({ betweenDays, ahead }: Explainable): boolean =>
    (betweenDays !== true || taker.movement !== null) && (ahead === undefined || taker.due !== null);
  const figures = namedFigures(found).filter(({ over, traced }) => isInPack(traced) && (internal || over !== 'plans'));
  parts.push(...others.map((report) => ({ name: report.report, report, formats: PAPER })));
  parts.push({ name: 'definitions', report: explain(figures, conventions, found.config.authority?.name ?? null), formats: ['pdf', 'html'] });
  if (internal) parts.push({ name: 'cases-over-52-weeks', report: taker.over52.report(context), formats: ['xlsx', 'csv'] });
  const notes = [
    ...(known.length === 0 ? ["The configuration has no indicators (kpis): ehcp's own measures stand in their place."] : []),
    ...(told.length < known.length
      ? [
          'Indicators over the list of plans are left out, as beside the paper on annual reviews they could give small numbers away. ehcp kpi --publish has them.',
        ]
      : []),
  ];
  const marked = internal ? parts.map((part) => ({ ...part, report: markedInternal(part.report, OF_A_PACK) })) : parts;
  return { parts: marked, messages: [...(lists?.messages ?? []), ...messages, ...notes], notes };
}

const NO_MEETINGS: Meetings = { since: null, next: null };

/** The reports that are made of one reading of the case list. */
class Together {
  readonly snapshot;
  readonly checker: Checker;
  readonly over52;
  /** What moved since the last meeting; null where there was none. */
  readonly movement;
  /** What passes a limit by the next meeting; null where none is known, or it is too far ahead. */
  readonly due;

  /** What asks of the cases what they wait for. */
  private readonly waiting;

  constructor({ asOf, conventions }: PackAsked, between: Meetings, waiting: CaseTaker | null) {
    this.waiting = waiting;
    const { since, next } = between;
    this.snapshot = startSnapshot(asOf, conventions, between);
    this.movement = since === null ? null : startMovement(since, asOf, conventions, null);
    this.due = next === null || daysBetween(asOf, next) > MOST_DAYS_AHEAD ? null : startDue({ asOf, to: next, conventions, by: null, shownId: showableId });
    this.checker = new Checker(asOf);
    const traced = TRACED.find(({ id }) => id === 'open-over-52-weeks') as Traced;
    const window = { from: asOf, to: asOf, asOf, conventions };
    this.over52 = startCases(traced, { window, period: null, show: 'period', ofCases: true, shownId: showableId });
  }

  add(c: Case, group: string, values: readonly string[]): void {
    this.snapshot.add(c);
    this.movement?.add(c, group);
    this.due?.add(c, group, values);
    this.waiting?.add(c, group, values);
    this.over52.add(c);
  }

  inspect(inspected: InspectedCase) {
    return this.checker.inspect(inspected);
  }

  told(code: Problem['code'], problem: () => Problem): void {
    this.checker.told(code, problem);
  }
}

/** What puts the commentary into a report, where there is one. */
function commentaryOf(file: string | undefined): (report: Report) => Report {
  if (file === undefined) return (report) => report;
  const blocks = readCommentary(file);
  return (report) => withCommentary(report, blocks);
}

type Bytes = string | Uint8Array;

const hashOf = (content: Bytes): string => createHash('sha256').update(content).digest('hex');

/** The files of a pack by their names, its manifest last. */
export async function filesOf(
  { parts, notes }: Pack,
  { asOf, conventions, internal, commentary }: PackAsked,
  tell: (what: string) => void,
): Promise<Map<string, Bytes>> {
  const files = new Map<string, Bytes>();
  const listed: { file: string; title: string; bytes: number; sha256: string }[] = [];
  for (const { name, report, formats } of parts) {
    for (const format of FORMATS.filter((one) => formats.includes(one.format))) {
      const file = `${name}${format.extension}`;
      tell(`Writing ${file}`);
      const renderer = await format.load();
      const content = await renderer.render(report, { colour: false, width: 80, typeface });
      files.set(file, content);
      listed.push({ file, title: titleOf(report), bytes: Buffer.byteLength(content), sha256: hashOf(content) });
    }
  }
  const inputs = new Map(parts.flatMap(({ report }) => report.sources.map((source) => [`${source.role} ${source.sha256}`, source] as const)));
  const manifest = {
    schema: 'ehcp.pack/1',
    program: { name: program, version },
    asOf: isoDate(asOf),
    authority: parts[0]?.report.authority ?? null,
    internal,
    publish: parts[0]?.report.publish ?? null,
    conventions,
    inputs: [...inputs.values()].map(({ role, file, sha256, layout, read }) => ({ role, file, sha256, layout, read })),
    ...(commentary === undefined ? {} : { commentary: { file: basename(commentary), sha256: hashOf(readFileSync(commentary)) } }),
    notes,
    files: listed,
  };
  files.set(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  return files;
}

import { resolve } from 'node:path';
import type { Case } from '../core/case.ts';
import type { Day } from '../core/day.ts';
import type { Finding, InspectedCase } from '../core/inspection.ts';
import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { type CaseSink, readCaseList } from '../input/case-list.ts';
import type { Column } from '../input/columns.ts';
import type { Split } from '../input/export.ts';
import { openExport } from '../input/open.ts';
import { type Problem, SET_ASIDE, type SetAsideCode, WARNINGS } from '../input/problem.ts';
import { type Opened, readStandardInput } from '../input/source.ts';
import { type FileRead, hashOf } from '../input/table.ts';
import type { PublishingStep, ReportContext, RowFault } from '../report/context.ts';
import type { FoundConfig } from './config.ts';
import { openInput } from './inputs.ts';
import { RowMessages } from './row-messages.ts';

/** What takes cases one at a time; started anew where a file must be read twice. */
interface Taker {
  add(c: Case, group: string, values: readonly string[]): void;
  /** Told of every problem, where it keeps them itself. */
  told?(code: Problem['code'], problem: () => Problem): void;
  /** What looks wrong in a case. */
  inspect?(inspected: InspectedCase): readonly Finding[];
}

/** A finished reading: the taker with all cases, what the report must know of the source, and what to tell the user. */
export interface CasesRead<T extends Taker> {
  taker: T;
  context: ReportContext;
  messages: string[];
  /** Of the messages, those on encodings that are guesses. */
  encodings: string[];
}

/** What was named on the command line, on standard input (`-`), or in the configuration. */
export async function openNamed(
  named: string | undefined,
  { config, folder }: FoundConfig,
  command: string,
  { role, title } = { role: 'cases', title: 'case list' },
): Promise<Opened> {
  if (named === '-') {
    if (process.stdin.isTTY) throw new UserError(`Standard input: nothing was sent to it. Pipe a ${title} in, or name a file.`);
    return { kind: 'file', source: await readStandardInput(process.stdin) };
  }
  if (named !== undefined) return openInput(named);
  const { [role]: configured, ...others } = config.sources ?? {};
  if (configured !== undefined) return openInput(resolve(folder, configured));
  const near = nearest(role, Object.keys(others));
  if (near !== null) throw new UserError(`No ${title} was named, and sources in the configuration has none; it has "${near}". Did you mean "${role}"?`);
  throw new UserError(
    `No ${title} was named. Name one (ehcp ${command} ${role}.csv …), or set sources.${role} in an ehcp.config.json in this folder or one above it${role === 'cases' ? '; ehcp init cases.csv writes one' : ''}.`,
  );
}

/**
 * Reads the cases into a taker.
 * @param asOf the day by which a row set aside must show an end, not to be a possible open case; null for any day
 * @param asked columns whose values the report shows
 * @throws UserError where there is no list, or it is none
 */
export async function readCases<T extends Taker>(
  opened: Opened,
  found: FoundConfig,
  asOf: Day | null,
  start: () => T,
  by: string | null = null,
  asked: readonly Column[] = [],
): Promise<CasesRead<T>> {
  try {
    const recognition = await openExport(opened, found.config.columns ?? {});
    const split = by === null ? null : (await import('../input/split-by.ts')).splitBy(recognition.cases, by, found.config.publish !== undefined);
    return readRecognised(recognition, found.config, asOf, start, split, await publishingOf(found.config), asked);
  } finally {
    closeAll(opened);
  }
}

/** How the report is published, where the configuration says that it is. */
export async function publishingOf({ publish }: FoundConfig['config']): Promise<Pick<ReportContext, 'publish'>> {
  if (publish === undefined) return {};
  const step = (await import('../report/publishing/publish.ts')).publish;
  return { publish: { ...publish, step } };
}

/** Where a list comes from, for a report that is published with others; as it is, where it is not published. */
export const publishedBy = (step: PublishingStep, context: ReportContext): ReportContext =>
  context.publish === undefined ? context : { ...context, publish: { ...context.publish, step } };

/** The same of an export whose layout is known. */
export function readRecognised<T extends Taker>(
  { layout, cases }: Awaited<ReturnType<typeof openExport>>,
  { authority, commission }: FoundConfig['config'],
  asOf: Day | null,
  start: () => T,
  by: Split | null = null,
  publishing: Pick<ReportContext, 'publish'> = {},
  asked: readonly Column[] = [],
): CasesRead<T> {
  const { sink, summary } = readCaseList(cases, () => new Listener(start(), asOf), by, asked);
  const files = cases.files();
  return {
    taker: sink.taker,
    encodings: assumed(files),
    messages: [...assumed(files), ...sink.messages()],
    context: {
      role: 'cases',
      authority: authority?.name ?? null,
      ...(commission === undefined ? {} : { commission }),
      ...publishing,
      file: cases.name,
      place: cases.place,
      layout: cases.layout,
      layoutTitle: layout.title,
      files,
      sha256: hashOf(files),
      notes: cases.notes,
      cautions: cases.cautions,
      ...summary,
      setAside: faults(summary.setAside, SET_ASIDE),
      warnings: faults(summary.warnings, WARNINGS),
      setAsideMaybeOpen: sink.setAsideMaybeOpen,
      ...(asked.length === 0 ? {} : { absent: asked.filter((column) => cases.columns.places[column] < 0) }),
    },
  };
}

export function closeAll(opened: Opened): void {
  for (const source of opened.kind === 'file' ? [opened.source] : opened.sources) source.close();
}

/** What is to be said of encodings that are guesses. */
export const assumed = (files: readonly FileRead[]): string[] =>
  files.flatMap(({ file, assumedEncoding }) => (assumedEncoding === null ? [] : [`${file}: this is not UTF-8, so it was taken for ${assumedEncoding} text.`]));

/** Hands the cases of one reading on, and keeps what is to be said about the other rows. */
class Listener<T extends Taker> implements CaseSink {
  readonly taker: T;
  setAsideMaybeOpen = 0;
  private readonly asOf: Day | null;
  private readonly said = new RowMessages();
  /** Asked for only where something is looked for. */
  readonly inspect?: NonNullable<CaseSink['inspect']>;

  constructor(taker: T, asOf: Day | null) {
    this.taker = taker;
    this.asOf = asOf;
    const { inspect } = taker;
    if (inspect !== undefined) this.inspect = inspect.bind(taker);
  }

  counted(c: Case, group: string, values: readonly string[]): void {
    this.taker.add(c, group, values);
  }

  setAside(code: SetAsideCode, problem: () => Problem, closedBy: Day | null): void {
    if (closedBy === null || (this.asOf !== null && closedBy > this.asOf)) this.setAsideMaybeOpen++;
    this.say(code, problem);
  }

  warned(code: Problem['code'], problem: () => Problem): void {
    this.say(code, problem);
  }

  messages(): string[] {
    return this.said.all('counted at the foot of the report; ehcp check lists them all');
  }

  private say(code: Problem['code'], problem: () => Problem): void {
    if (this.taker.told === undefined) this.said.say(code, problem);
    else this.taker.told(code, problem);
  }
}

/** How often each fault was found, with what it means. */
export function faults<T extends string>(counts: Record<T, number>, meanings: Record<T, string>): RowFault[] {
  return (Object.keys(meanings) as T[]).map((code) => ({ code, count: counts[code], means: meanings[code] }));
}

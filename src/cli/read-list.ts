import { resolve } from 'node:path';
import type { RatioRow } from '../core/ratio.ts';
import type { ListExport, Split } from '../input/export.ts';
import { lookAt } from '../input/open.ts';
import { type Problem, RECORD_SET_ASIDE, RECORD_WARNINGS } from '../input/problem.ts';
import { headingNamedBy, openRatioList, type Ratio, readingOf } from '../input/ratio-list.ts';
import type { ListKind, RowReading } from '../input/records/kind.ts';
import { openList, readsHeading } from '../input/records/open.ts';
import { readRecords } from '../input/records/read.ts';
import { canSplit, splitBy } from '../input/split-by.ts';
import { hashOf } from '../input/table.ts';
import type { ReportContext } from '../report/context.ts';
import type { FoundConfig } from './config.ts';
import { openInput } from './inputs.ts';
import { assumed, closeAll, faults, openNamed, publishingOf } from './read.ts';
import { RowMessages } from './row-messages.ts';

/** What takes records one at a time; started anew where a file must be read twice. */
interface Taker<R> {
  add(record: R, group: string): void;
}

/** A finished reading: the taker with all records, what the report must know of the source, and what to tell the user. */
export interface ListRead<T> {
  taker: T;
  context: ReportContext;
  messages: string[];
}

/**
 * Reads a list of the configuration for the ratios that are counted over it; each row as they see it, in their order.
 * @throws UserError where it is not there, or has not the columns that the ratios name
 */
export async function readRatioRows<T extends Taker<readonly RatioRow[]>>(
  role: string,
  ratios: readonly Ratio[],
  found: FoundConfig,
  start: () => T,
): Promise<ListRead<T>> {
  const opened = openInput(resolve(found.folder, found.config.sources?.[role] ?? ''));
  try {
    const list = openRatioList(await lookAt(opened, headingNamedBy(ratios)), ratios);
    return await readAll(role, 'list under its own headings', list, readingOf(ratios), found, start);
  } finally {
    closeAll(opened);
  }
}

/**
 * Reads a list that is known by its headings: the one that was named, or that of the configuration.
 * @param start told which columns of its kind the list does not have
 * @param by the column by which the report is split
 * @param mayBeElsewhere whether, where this list does not have that column, another list may
 * @throws UserError where there is none, or it is no such list
 */
export async function readKind<C extends string, R, T extends Taker<R>>(
  kind: ListKind<C, R>,
  named: string | undefined,
  found: FoundConfig,
  command: string,
  start: (absent: readonly string[]) => T,
  by: string | null = null,
  mayBeElsewhere = false,
): Promise<ListRead<T> & { isSplit: boolean }> {
  const opened = await openNamed(named, found, command, kind);
  try {
    const { list, title } = await openList(await lookAt(opened, readsHeading(kind)), kind, found.config.columns ?? {});
    const isSplit = by !== null && !(mayBeElsewhere && !canSplit(list, by));
    const split = isSplit ? splitBy(list, by, found.config.publish !== undefined) : null;
    return { ...(await readAll(kind.role, title, list, kind, found, start, split)), isSplit };
  } finally {
    closeAll(opened);
  }
}

async function readAll<C extends string, R, T extends Taker<R>>(
  role: string,
  layoutTitle: string,
  list: ListExport<C>,
  reading: RowReading<C, R>,
  { config }: FoundConfig,
  start: (absent: readonly string[]) => T,
  by: Split | null = null,
): Promise<ListRead<T>> {
  const publishing = await publishingOf(config);
  const absent = Object.entries<number>(list.columns.places).flatMap(([column, place]) => (place < 0 ? [column] : []));
  const { sink, summary } = readRecords(
    list,
    reading,
    () => {
      const said = new RowMessages();
      const taker = start(absent);
      const say = (code: Problem['code'], problem: () => Problem): void => said.say(code, problem);
      return { taker, said, counted: (record: R, group: string) => taker.add(record, group), setAside: say, warned: say };
    },
    by,
  );
  const files = list.files();
  const { authority, commission } = config;
  const context: ReportContext = {
    role,
    authority: authority?.name ?? null,
    ...(commission === undefined ? {} : { commission }),
    ...publishing,
    file: list.name,
    place: list.place,
    layout: list.layout,
    layoutTitle,
    files,
    sha256: hashOf(files),
    notes: list.notes,
    cautions: list.cautions,
    read: summary.read,
    counted: summary.counted,
    outOfScope: 0,
    setAside: faults(summary.setAside, RECORD_SET_ASIDE),
    warnings: faults(summary.warnings, RECORD_WARNINGS),
    setAsideMaybeOpen: null,
    absent,
  };
  return { taker: sink.taker, context, messages: [...assumed(files), ...sink.said.all('counted at the foot of the report')] };
}

import { resolve } from 'node:path';
import type { RatioRow } from '../core/ratio.ts';
import { lookAt } from '../input/open.ts';
import { type Problem, ROW_SET_ASIDE, WARNINGS } from '../input/problem.ts';
import { headingNamedBy, openRatioList, type Ratio, type RatioList, readRatioList } from '../input/ratio-list.ts';
import { hashOf } from '../input/table.ts';
import type { ReportContext } from '../report/context.ts';
import type { FoundConfig } from './config.ts';
import { openInput } from './inputs.ts';
import { assumed, closeAll, faults, publishingOf } from './read.ts';
import { RowMessages } from './row-messages.ts';

/** What takes rows one at a time, each as every ratio sees it; started anew where a file must be read twice. */
interface Taker {
  add(rows: readonly RatioRow[]): void;
}

/**
 * Reads a list of the configuration that is not the case list.
 * @throws UserError where it is not there, or has not the columns that the ratios name
 */
export async function readRows<T extends Taker>(
  role: string,
  ratios: readonly Ratio[],
  { config, folder }: FoundConfig,
  start: () => T,
): Promise<{ taker: T; context: ReportContext; messages: string[] }> {
  const opened = openInput(resolve(folder, config.sources?.[role] ?? ''));
  try {
    return readOpened(role, openRatioList(await lookAt(opened, headingNamedBy(ratios)), ratios), config, await publishingOf(config), start);
  } finally {
    closeAll(opened);
  }
}

function readOpened<T extends Taker>(
  role: string,
  list: RatioList,
  { authority, commission }: FoundConfig['config'],
  publishing: Pick<ReportContext, 'publish'>,
  start: () => T,
) {
  const { sink, summary } = readRatioList(list, () => {
    const said = new RowMessages();
    const taker = start();
    const say = (code: Problem['code'], problem: () => Problem): void => said.say(code, problem);
    return { taker, said, counted: (rows: readonly RatioRow[]) => taker.add(rows), setAside: say, warned: say };
  });
  const files = list.files();
  const context: ReportContext = {
    role,
    authority: authority?.name ?? null,
    ...(commission === undefined ? {} : { commission }),
    ...publishing,
    file: list.name,
    place: list.table.name,
    layout: 'list',
    layoutTitle: 'list under its own headings',
    files,
    sha256: hashOf(files),
    notes: list.notes,
    cautions: [],
    read: summary.read,
    counted: summary.counted,
    outOfScope: 0,
    setAside: faults(summary.setAside, ROW_SET_ASIDE),
    warnings: faults(summary.warnings, WARNINGS),
    setAsideMaybeOpen: null,
  };
  return { taker: sink.taker, context, messages: [...assumed(files), ...sink.said.all('counted at the foot of the report')] };
}

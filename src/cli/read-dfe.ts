import type { DfeRow } from '../core/dfe-measures.ts';
import { UserError } from '../core/user-error.ts';
import { isDfeHeading } from '../input/dfe/files.ts';
import { openDfe } from '../input/dfe/open.ts';
import { lookAt } from '../input/open.ts';
import { type Problem, RECORD_SET_ASIDE, RECORD_WARNINGS } from '../input/problem.ts';
import { readRecords } from '../input/records/read.ts';
import { hashOf } from '../input/table.ts';
import type { ReportContext } from '../report/context.ts';
import type { FoundConfig } from './config.ts';
import { openInput } from './inputs.ts';
import { assumed, closeAll, faults } from './read.ts';
import { RowMessages } from './row-messages.ts';

/** What DfE publishes, of one file or several: the areas, and what is to be said of each file. */
export interface DfeRead {
  rows: DfeRow[];
  contexts: ReportContext[];
  messages: string[];
}

/**
 * Reads files of DfE's; each row is an area, a part of one, or set aside.
 * @throws UserError where one is none of them, or two of one kind are of the same year
 */
export async function readDfe(paths: readonly string[], { config }: FoundConfig): Promise<DfeRead> {
  const read: DfeRead = { rows: [], contexts: [], messages: [] };
  const years = new Map<string, string>();
  for (const path of paths) {
    const { rows, context, messages } = await readOne(path, config);
    for (const year of new Set(rows.map((row) => row.year))) {
      const key = `${context.layout} ${year}`;
      const other = years.get(key);
      if (other !== undefined)
        throw new UserError(`--dfe ${path}: ${other} is ${context.layoutTitle} of ${year} too. A release may revise earlier years: name one of the two.`);
      years.set(key, path);
    }
    read.rows.push(...rows);
    read.contexts.push(context);
    read.messages.push(...messages);
  }
  return read;
}

async function readOne(path: string, config: FoundConfig['config']): Promise<{ rows: DfeRow[]; context: ReportContext; messages: string[] }> {
  const opened = openInput(path);
  try {
    const { file, list, reading } = openDfe(await lookAt(opened, isDfeHeading));
    const { sink, summary } = readRecords(list, reading, () => {
      const said = new RowMessages();
      const say = (code: Problem['code'], problem: () => Problem): void => said.say(code, problem);
      const rows: DfeRow[] = [];
      return { rows, said, counted: (row: DfeRow | 'part') => (row === 'part' ? 0 : rows.push(row)), setAside: say, warned: say };
    });
    const { rows, said } = sink;
    if (rows.length === 0)
      throw new UserError(`${list.place}: there is no row of all children, so there is nothing to set beside. Download the file from DfE again.`);
    const files = list.files();
    const context: ReportContext = {
      role: file.id,
      authority: config.authority?.name ?? null,
      file: list.name,
      place: list.place,
      layout: file.id,
      layoutTitle: file.title,
      files,
      sha256: hashOf(files),
      notes: list.notes,
      cautions: list.cautions,
      read: summary.read,
      counted: rows.length,
      outOfScope: summary.counted - rows.length,
      setAside: faults(summary.setAside, RECORD_SET_ASIDE),
      warnings: faults(summary.warnings, RECORD_WARNINGS),
      setAsideMaybeOpen: null,
    };
    return { rows, context, messages: [...assumed(files), ...said.all('counted at the foot of the report')] };
  } finally {
    closeAll(opened);
  }
}

import type { DfeRow } from '../core/dfe-measures.ts';
import { UserError } from '../core/user-error.ts';
import { isDfeHeading } from '../input/dfe/files.ts';
import { isDfeFile, openDfe } from '../input/dfe/open.ts';
import type { Found } from '../input/layout.ts';
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
 * Reads files of DfE's, or folders of them; each row is an area, a part of one, or set aside.
 * @throws UserError where a file is none of them, or two of one kind are of the same year
 */
export async function readDfe(paths: readonly string[], { config }: FoundConfig): Promise<DfeRead> {
  const read: DfeRead = { rows: [], contexts: [], messages: [] };
  const years = new Map<string, string>();
  for (const path of paths) {
    for (const { rows, context, messages } of await readAt(path, config, read.messages)) {
      for (const year of new Set(rows.map((row) => row.year))) {
        const key = `${context.layout} ${year}`;
        const other = years.get(key);
        if (other !== undefined)
          throw new UserError(
            `--dfe ${path}: ${context.file} is ${context.layoutTitle} of ${year}, and ${other} is too. A release may revise earlier years: name one of the two.`,
          );
        years.set(key, context.file);
      }
      read.rows.push(...rows);
      read.contexts.push(context);
      read.messages.push(...messages);
    }
  }
  return read;
}

/** What was read of one file. */
interface FileOfDfe {
  rows: DfeRow[];
  context: ReportContext;
  messages: string[];
}

/** The file, or every one of DfE's in a folder: a download holds others too, which are said. */
async function readAt(path: string, config: FoundConfig['config'], say: string[]): Promise<FileOfDfe[]> {
  const opened = openInput(path);
  try {
    if (opened.kind === 'file') return [readFound(await lookAt(opened, isDfeHeading), config)];
    const read: FileOfDfe[] = [];
    for (const source of opened.sources) {
      const found = source.size === 0 ? null : await lookAt({ kind: 'file', source }, isDfeHeading);
      if (found !== null && isDfeFile(found)) read.push(readFound(found, config));
      else say.push(`${source.name}: this is none of DfE's files that are reported, and was passed over.`);
    }
    if (read.length === 0)
      throw new UserError(`--dfe ${path}: none of DfE's files that are reported is in this folder. Name the folder that holds timeliness_20_week.csv.`);
    return read;
  } finally {
    closeAll(opened);
  }
}

function readFound(found: Found, config: FoundConfig['config']): FileOfDfe {
  const { file, list, reading } = openDfe(found);
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
}

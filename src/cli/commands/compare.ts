import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Case } from '../../core/case.ts';
import { printable } from '../../core/printable.ts';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import type { Side } from '../../report/compared-figures.ts';
import type { SavedReport } from '../../report/saved.ts';
import { type FoundConfig, findConfig } from '../config.ts';
import { deliver, refuseDelivery } from '../deliver.ts';
import { noteInput, openInput } from '../inputs.ts';
import { chosenFormat, type ReportOptions, withPublishOption, withWritingOptions } from '../options.ts';
import { readCases } from '../read.ts';

const HELP = `
Two reports that were saved with --format json: which figures differ, and why.
Restated: the same dates, told otherwise, as the list has changed. Definition
changed: another convention, measure or definition. New period: other dates.

With the lists that they were made of, the cases that moved are named by line and
reference, with what their rows say otherwise; and of figures that now speak of
other dates it is said what the new list makes of the old ones. The new list may
be that of the configuration.

Examples:
  ehcp compare july.json september.json
  ehcp compare july.json july-again.json --old-list july.csv --new-list cases.csv
  ehcp compare published.json now.json --exit-code --quiet

Exit codes: 0 done; 1 something changed, with --exit-code; 2 something you can
put right, and the message says what; 3 a defect of ours.`;

/** A report is never near this size. */
const MOST_BYTES = 512 * 1024 * 1024;

interface CompareOptions extends ReportOptions {
  oldList?: string;
  newList?: string;
  exitCode?: boolean;
}

/** `ehcp compare`: what changed since the last published figures, and why? */
export function compareCommand(command: Command, finish: (code: number) => void): void {
  withPublishOption(
    withWritingOptions(
      command
        .description('The figures of two saved reports beside each other, and why they differ.')
        .argument('<old>', 'the report that was published, saved as JSON')
        .argument('<new>', 'the report of now, saved as JSON')
        .option('--old-list <file>', 'the list that the old report was made of')
        .option('--new-list <file>', 'the list that the new report was made of; else sources.cases of the configuration')
        .option('--exit-code', 'end with exit code 1 where anything changed'),
      FORMATS,
    ),
  )
    .addHelpText('after', HELP)
    .action(async (oldFile: string, newFile: string, options: CompareOptions) => {
      const format = chosenFormat(options, FORMATS);
      refuseDelivery(options, format, 'compare');
      const found = findConfig(options.config, process.cwd());
      // What other commands do without is loaded here.
      const [{ compare }, { savedReport }] = await Promise.all([import('../../report/compare.ts'), import('../../report/saved.ts')]);
      const saved = [oldFile, newFile].map((file) => savedIn(file, savedReport));
      const [old, now] = saved as [Omit<Side, 'list'>, Omit<Side, 'list'>];
      const configured = found.config.sources?.cases;
      if (options.publish === true) refusePublishing(options, [old, now]);
      const newList =
        options.publish === true
          ? undefined
          : (options.newList ?? (options.oldList === undefined || configured === undefined ? undefined : resolve(found.folder, configured)));
      const { report, changed } = compare(
        { ...old, list: await listAt(options.oldList, 'old-cases', found) },
        { ...now, list: await listAt(newList, 'new-cases', found) },
        showableId,
        options.publish === true ? published(old, now) : null,
      );
      const moved = report.listings?.find(({ name }) => name === 'moved')?.rows.length ?? 0;
      const unsaid = format.format === 'csv' && moved > 0 ? [`CSV holds the figures; the ${moved} cases that stand elsewhere are in JSON and XLSX.`] : [];
      await deliver(report, format, options, unsaid);
      if (options.exitCode === true && changed > 0) finish(1);
    });
}

/** The rule of the report that suppresses more. */
function published(old: Omit<Side, 'list'>, now: Omit<Side, 'list'>): { threshold: number } {
  return { threshold: Math.max(old.report.publish?.threshold ?? 0, now.report.publish?.threshold ?? 0) };
}

/** What was not published cannot be published here; and cases are never listed. */
function refusePublishing({ oldList, newList }: CompareOptions, sides: readonly Omit<Side, 'list'>[]): void {
  if (oldList !== undefined || newList !== undefined)
    throw new UserError('--publish: a comparison of published figures looks at no list, as it would name cases. Leave --old-list and --new-list away.');
  const bare = sides.find(({ report }) => report.publish === undefined);
  if (bare !== undefined)
    throw new UserError(`${bare.name}: --publish compares only reports that were saved with --publish, and this one was not. Make it anew with --publish.`);
}

/** A report as it was saved. @throws UserError where it is none */
function savedIn(file: string, read: (value: unknown, name: string) => SavedReport): Omit<Side, 'list'> {
  const name = printable(basename(file), 400);
  const bytes = bytesOf(file);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UserError(`${file}: this is no JSON. Name a report that ehcp wrote with --format json, as it was written.`);
  }
  return { name, sha256: createHash('sha256').update(bytes).digest('hex'), report: read(value, file) };
}

function bytesOf(file: string): Buffer {
  noteInput(file);
  try {
    if (statSync(file).size > MOST_BYTES) throw new UserError(`${file}: this is too large for a saved report. Check the name.`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file}: the report cannot be read. Check the name and that this user may read it.`);
  }
}

/** The cases of a list by their ids. */
async function listAt(path: string | undefined, role: string, found: FoundConfig): Promise<Side['list']> {
  if (path === undefined) return null;
  const cases = new Map<string, Case>();
  const { taker, context } = await readCases(openInput(path), found, null, () => {
    cases.clear();
    return { add: (c: Case) => void cases.set(c.id, c) };
  });
  return taker === undefined ? null : { cases, context: { ...context, role } };
}

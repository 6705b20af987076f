import type { Conventions } from '../core/conventions.ts';
import { type Day, isoDate } from '../core/day.ts';
import type { Period } from '../core/period.ts';
import { UserError } from '../core/user-error.ts';
import { areasAsked, whyNoRow } from '../report/benchmark-areas.ts';
import { type Reconciliation, startReconciliation } from '../report/reconciliation.ts';
import type { FoundConfig } from './config.ts';
import { readDfe } from './read-dfe.ts';

interface Asked {
  found: FoundConfig;
  period: Period;
  asOf: Day;
  conventions: Conventions;
  authority?: string;
  publish?: boolean;
}

/**
 * Reads what DfE published of a calendar year, to be set beside ours.
 * @returns what starts the comparison: anew where the case list must be read twice
 * @throws UserError where there is nothing of that authority and year
 */
export async function besideDfe(
  paths: readonly string[],
  { found, period, asOf, conventions, ...asked }: Asked,
): Promise<{ start: () => Reconciliation; messages: string[] }> {
  if (asked.publish === true) throw new UserError("--publish: beside DfE's figure a number that is suppressed could be told. Leave --dfe or --publish away.");
  const year = isoDate(period.from).slice(0, 4);
  if (period.soFar)
    throw new UserError(
      `--dfe: DfE's figure is of the whole year, and ${period.label} is not over on the as-of day. Add --as-of ${year}-12-31 or a later day.`,
    );
  if (isoDate(period.from) !== `${year}-01-01` || isoDate(period.to) !== `${year}-12-31`)
    throw new UserError(`--dfe: DfE publishes by calendar year, and ${period.label} is none. Ask for one, such as --period ${year}.`);
  const { config, file } = found;
  const authority = asked.authority ?? config.authority?.code ?? config.authority?.name;
  if (authority === undefined)
    throw new UserError('--dfe: which authority is it? Add --authority, such as --authority 801, or authority to the configuration.');
  const { rows, contexts, messages } = await readDfe(paths, found);
  const [own] = areasAsked(rows, {
    authority,
    where: asked.authority === undefined ? `${file}, authority` : '--authority',
    neighbours: [],
    neighboursWhere: '',
  });
  const row = rows.find((one) => own?.isOf(one) === true && one.year === year && one.shares['dfe-within-20-weeks'] !== undefined);
  if (own === undefined || row === undefined) {
    const years = [...new Set(rows.filter((one) => own?.isOf(one) === true).map((one) => one.year))].sort();
    throw new UserError(
      `--dfe: the files have no timeliness of ${own?.name ?? authority} in ${year}; of it they have ${years.join(', ')}.${own === undefined ? '' : whyNoRow(own, year)} Name DfE's file timeliness_20_week of a release that has it.`,
    );
  }
  const { from, to } = period;
  return { messages, start: () => startReconciliation({ row, from, to, asOf, conventions }, contexts) };
}

import type { Command } from 'commander';
import type { Conventions } from '../../core/conventions.ts';
import type { Day } from '../../core/day.ts';
import { UserError } from '../../core/user-error.ts';
import { showableId } from '../../input/problem.ts';
import { FORMATS } from '../../render/index.ts';
import { type FoundConfig, findConfig } from '../config.ts';
import { deliver, refuseDelivery } from '../deliver.ts';
import { commentaryOf, type Made, makeReport } from '../make-report.ts';
import { chosenFormat, namedDay, type ReportOptions, withReportOptions } from '../options.ts';
import { openNamed, readCases } from '../read.ts';

const HELP = `
Without --case: every statutory time limit that has a day to work out, with what
must be done and by whom, what starts it, its provision and its exceptions. It
reads no list; --as-of shows the limits that were in force on a day.

With --case: one case's clocks on the as-of day. For each its start, last day,
the day it was done and what decided: in time, late, too early (a final plan
within the 15 days for representations), not yet, passed (the last day of what
is to be done only in some cases), not known, or does not apply. Where the
configuration names lists of advice, of appeals and of plans, and no other case
list is named, the clocks of each request for advice and of an order, agreement
or concession are there, what was left out and why, and the person's plans.

With --plan: the same of one plan, from the list of plans: its review, its
amendment, a move to another phase or from another authority, a re-assessment,
and what mediations and appeals about it ask for.

The reference is the authority's own, as case_id or plan_id has it. It is about
one child, so --publish refuses it.

Examples:
  ehcp clocks
  ehcp clocks --out clocks.xlsx
  ehcp clocks --case EHC-0042 --as-of 2022-07-31
  ehcp clocks --case EHC-0042 cases.csv --as-of 2022-07-31 --format json
  ehcp clocks --plan PLAN-0042 --as-of 2022-07-31`;

interface ClocksOptions extends ReportOptions {
  case?: string;
  plan?: string;
}

/** `ehcp clocks`: the statutory clocks; one case's timeline, or one plan's. */
export function clocksCommand(command: Command, finish: (code: number) => void): void {
  withReportOptions(
    command
      .description("The statutory clocks with their limits and provisions; or one case's timeline, or one plan's.")
      .argument('[list]', 'with --case: the case list, with --plan: the list of plans; or the folder, workbook or XML file of a SEN2 return')
      .option('--case <id>', 'the reference of one case, as case_id has it')
      .option('--plan <id>', 'the reference of one plan, as plan_id has it'),
    FORMATS,
  )
    .addHelpText('after', HELP)
    .action(async (list: string | undefined, options: ClocksOptions) => {
      const asked = askedIn(options);
      if (asked === null) return listClocks(list, options);
      if (options.publish === true)
        throw new UserError(
          `--publish: the clocks of one ${asked.of} are about one child, and not for publication. Leave --publish away, or publish the snapshot.`,
        );
      const code = await makeReport(`clocks --${asked.of}`, options, FORMATS, (asOf, found, conventions) => {
        const about = { id: asked.id, asOf, conventions, shownId: showableId };
        return asked.of === 'case' ? caseClocks(list, about, found) : planClocks(list, about, found);
      });
      finish(code);
    });
}

/** Whose clocks are asked for; null for those of the law. */
function askedIn(options: ClocksOptions): { of: 'case' | 'plan'; id: string } | null {
  if (options.case !== undefined && options.plan !== undefined)
    throw new UserError('--case and --plan: one of them at a time. Ask for the clocks of the case, and then for those of the plan.');
  const of = options.case === undefined ? 'plan' : 'case';
  const id = options[of]?.trim();
  if (id === '') {
    const example = of === 'case' ? 'EHC-0042' : 'PLAN-0042';
    throw new UserError(`--${of}: no reference was given. Write one as the list has it, such as --${of} ${example}.`);
  }
  return id === undefined ? null : { of, id };
}

interface About {
  id: string;
  asOf: Day;
  conventions: Conventions;
  shownId: typeof showableId;
}

/** The lists of the configuration belong to its own case list, or list of plans: beside another that was named they are not read. */
const besideLists = (list: string | undefined, found: FoundConfig): FoundConfig => (list === undefined ? found : { ...found, config: {} });

async function caseClocks(list: string | undefined, about: About, found: FoundConfig): Promise<Made> {
  const [{ CASE_CLOCK_COLUMNS, startCaseClocks }, { listsOfCase }] = await Promise.all([import('../../report/case-clocks.ts'), import('../other-lists.ts')]);
  const opened = await openNamed(list, found, 'clocks --case ID');
  const { taker, context, messages } = await readCases(opened, found, about.asOf, () => startCaseClocks(about), null, CASE_CLOCK_COLUMNS);
  const { messages: more, ...others } = await listsOfCase(about.id, taker.person(context), context, besideLists(list, found));
  return { report: taker.report(context, others), messages: [...messages, ...more] };
}

async function planClocks(list: string | undefined, about: About, found: FoundConfig): Promise<Made> {
  const [{ startPlanClocks }, { listsOfPlan }, { readKind }, { plans }] = await Promise.all([
    import('../../report/plan-clocks.ts'),
    import('../other-lists.ts'),
    import('../read-list.ts'),
    import('../../input/records/plans.ts'),
  ]);
  const { taker, context, messages } = await readKind(plans, list, found, 'clocks --plan ID', () => startPlanClocks(about));
  const { messages: more, ...others } = await listsOfPlan(taker.person(context), besideLists(list, found));
  return { report: taker.report(context, others), messages: [...messages, ...more] };
}

/** The clocks alone, which are the same for everybody: no list is read. */
async function listClocks(list: string | undefined, options: ClocksOptions): Promise<void> {
  if (list !== undefined)
    throw new UserError(
      'ehcp clocks reads a list only for one case or plan. Add --case and its reference, such as --case EHC-0042, or --plan and that of a plan, or leave the list away.',
    );
  const format = chosenFormat(options, FORMATS);
  refuseDelivery(options, format, 'clocks');
  const { config } = findConfig(options.config, process.cwd());
  const [commented, { clocksReport }] = await Promise.all([commentaryOf(options), import('../../report/clocks.ts')]);
  await deliver(commented(clocksReport(namedDay(options), config.authority?.name ?? null)), format, options, []);
}

import { UserError } from '../../core/user-error.ts';
import { aliasOf, ownColumn, TARGETS, type Target } from '../aliases.ts';
import { COLUMNS, type Column, REQUIRED } from '../columns.ts';
import type { Remark } from '../export.ts';
import { noHeading, plain, twice } from '../headings.ts';
import { type ColumnMapping, type Found, filesOf, type Layout, passedOver } from '../layout.ts';
import { checked, likeOurs, oneListOf } from '../list.ts';
import type { WarningCode } from '../problem.ts';
import type { Row } from '../rows.ts';
import { caseIdOf, judgedElsewhere, placeOutcomeDate } from '../sen2/request.ts';
import { ownSplits, splitsAmong } from '../split.ts';
import { type Table, widthOf } from '../table.ts';

/** Where one of our columns comes from, and what its values are called there. */
interface Filling {
  place: number;
  heading: string;
  values: ReadonlyMap<string, string> | null;
}

type Fillings = ReadonlyMap<Target, Filling & { rank: number }>;

/** Any other flat list: one row per request, under headings that are well known or that the configuration explains. */
export const flat: Layout = {
  id: 'flat',
  title: 'flat list with headings of its own',
  open(found, mapping) {
    const list = oneListOf(found, (row, table) => {
      const { fillings } = fillingsOf(row, table, mapping);
      return REQUIRED.every((column) => fillings.has(column)) && (hasPlans(fillings) || [...fillings.values()].some(({ rank }) => rank === 0));
    });
    if (list === null) {
      refuseRenamed(found, mapping);
      return null;
    }
    const { table, heading } = list;
    const { fillings, fault } = fillingsOf(heading, table, mapping);
    if (fault !== null) throw fault;
    refuseMissing(mapping, heading, table);
    const has = (column: Column): boolean => fillings.has(column) || (SPLIT.includes(column) && fillings.has('assessment_outcome_date'));
    const headingFor = (column: Column): string =>
      fillings.get(column)?.heading ?? (SPLIT.includes(column) ? fillings.get('assessment_outcome_date')?.heading : undefined) ?? column;
    const width = table.grid ? null : widthOf(heading.fields);
    const places = Object.fromEntries(COLUMNS.map((column, place) => [column, has(column) ? place : -1])) as Record<Column, number>;
    return {
      layout: 'flat',
      name: found.name,
      place: table.name,
      columns: {
        places,
        headings: Object.fromEntries(COLUMNS.map((column) => [column, headingFor(column)])) as Record<Column, string>,
      },
      oneDate: fillings.has('assessment_outcome_date') && !SPLIT.some((column) => fillings.has(column)) ? SPLIT : [],
      cautions: likeOurs(heading.fields, (target) => has(target as Column)),
      // Their own columns stand behind ours.
      splits: [...ownSplits(COLUMNS, places), ...splitsAmong(heading.fields, COLUMNS.length)],
      notes: [...passedOver(table, heading.line), ...understood(fillings)],
      rows: (take) =>
        table.rows(heading.line, (row) => {
          const { fields, ...rest } = checked<Column>(row, width);
          if (fields.length === 0) {
            take({ ...rest, fields: [] });
            return;
          }
          const ours = fieldsOf(fields, fillings);
          take({ ...rest, remarks: ours.remarks, fields: [...ours.fields, ...fields] });
        }),
      progress: () => table.progress(),
      files: () => filesOf([table]),
    };
  },
};

const SPLIT: readonly Column[] = ['issue_decision_date', 'final_plan_date'];

/** The date of an outcome is that of a plan only beside the outcome. */
const hasPlans = (fillings: Fillings): boolean =>
  fillings.has('final_plan_date') || (fillings.has('assessment_outcome_date') && fillings.has('issue_decision'));

/** What fills each column: what the configuration says, else our own names, else names that can mean nothing else; and why that cannot be told. */
function fillingsOf({ fields: headings, line }: Row, table: Table, mapping: ColumnMapping): { fillings: Fillings; fault: UserError | null } {
  const mapped = new Map(Object.entries(mapping).map(([heading, target]) => [plain(heading), target]));
  const fillings = new Map<Target, Filling & { rank: number }>();
  let fault: UserError | null = null;
  headings.forEach((heading, place) => {
    const meaning = meaningOf(heading, mapped.get(plain(heading)));
    if (meaning === null) return;
    const { target, rank, values } = meaning;
    const before = fillings.get(target);
    if (before === undefined || rank < before.rank) fillings.set(target, { place, heading: heading.trim(), values, rank });
    else if (rank === before.rank && !isMinor(target)) fault ??= twoForOne(table.name, line, target, before, { place, heading: heading.trim() });
  });
  return { fillings, fault };
}

/** Columns that no figure depends on: of two that may be one, the first is read. */
const DECIDES_NOTHING: readonly Target[] = [
  'setting',
  'sex',
  'ethnicity',
  'primary_need',
  'area',
  'team',
  'request_source',
  'upn',
  'date_of_birth',
  'coordinator',
];

/** Whether no figure depends on it. */
export const isMinor = (target: Target): boolean => DECIDES_NOTHING.includes(target);

/** The column of a case list that the configuration reads a heading as; null for one of another list. */
function targetOf(explicit: ColumnMapping[string] | undefined): Target | null {
  const column = typeof explicit === 'object' ? explicit?.column : explicit;
  return TARGETS.find((target) => target === column) ?? null;
}

/** What a heading stands for, and how sure that is: 0 is the surest. */
function meaningOf(heading: string, explicit: ColumnMapping[string] | undefined): { target: Target; rank: number; values: Filling['values'] } | null {
  if (explicit === null) return null;
  const named = targetOf(explicit);
  if (named !== null) {
    const values = typeof explicit === 'object' && explicit.values !== undefined ? Object.entries(explicit.values) : null;
    return { target: named, rank: 0, values: values === null ? null : new Map(values.map(([theirs, ours]) => [wordOf(theirs), ours])) };
  }
  const own = ownColumn(heading);
  const target = own ?? aliasOf(heading);
  return target === null ? null : { target, rank: own === null ? 2 : 1, values: null };
}

const wordOf = (value: string): string => value.trim().toLowerCase();

/** A list that has the day the plan was sent in a column of its own says nothing else by the date of the outcome than when the decision was made. */
function fieldsOf(fields: readonly string[], fillings: Fillings): { fields: string[]; remarks: Remark<WarningCode>[] } {
  const text = (target: Target): string => {
    const filling = fillings.get(target);
    const value = (fields[filling?.place ?? -1] ?? '').trim();
    return filling?.values?.get(wordOf(value)) ?? value;
  };
  const values = Object.fromEntries(COLUMNS.map((column) => [column, text(column)])) as Record<Column, string>;
  if (fillings.has('assessment_outcome_date')) {
    const date = text('assessment_outcome_date');
    const placed = fillings.has('final_plan_date') ? { issue_decision_date: date } : placeOutcomeDate(values.issue_decision, date);
    values.issue_decision_date ||= placed.issue_decision_date;
    if ('final_plan_date' in placed) values.final_plan_date ||= placed.final_plan_date;
  }
  values.case_id = caseIdOf(fillings.get('case_id')?.heading ?? '', values.case_id, values.person_id);
  const remarks = judgedElsewhere(values, text('transferred_in'));
  return { fields: COLUMNS.map((column) => values[column]), remarks };
}

function understood(fillings: Fillings): string[] {
  const others = [...fillings].filter(([target, { heading }]) => ownColumn(heading) !== target);
  return others.length === 0 ? [] : [`Read as ours: ${others.map(([target, { heading }]) => `"${heading}" as ${target}`).join(', ')}.`];
}

/** The same where the list is not known for one without it: the row that has the most of the headings explained is taken for its heading. */
function refuseRenamed({ tables }: Found, mapping: ColumnMapping): void {
  const [table] = tables;
  if (table === undefined || tables.length > 1) return;
  const explained = new Set(Object.keys(mapping).map(plain));
  const knownIn = ({ fields }: Row): number => fields.filter((heading) => explained.has(plain(heading))).length;
  const heading = table.head.reduce<Row | null>((best, row) => (knownIn(row) > (best === null ? 0 : knownIn(best)) ? row : best), null);
  if (heading !== null) refuseMissing(mapping, heading, table);
}

/** A heading that the configuration explains and the list has not: a column was renamed, and its values would be lost in silence. */
function refuseMissing(mapping: ColumnMapping, { fields: headings, line }: Row, table: Table): void {
  const there = new Set(headings.map(plain));
  for (const [heading, target] of Object.entries(mapping)) {
    const ours = targetOf(target);
    if (ours === null || there.has(plain(heading))) continue;
    throw noHeading(heading, ours, `${table.name} line ${line}`);
  }
}

export function twoForOne(
  name: string,
  line: number,
  target: string,
  first: { place: number; heading: string },
  second: { place: number; heading: string },
): UserError {
  if (plain(first.heading) === plain(second.heading)) return twice(second.heading, first.place, second.place, `${name} line ${line}`);
  const columns = `{ "${first.heading}": "${target}", "${second.heading}": null }`;
  return new UserError(
    `${name} line ${line}: the headings "${first.heading}" and "${second.heading}" may both mean ${target}. Say which does under columns in ehcp.config.json, such as ${columns}; ehcp init shows the rest.`,
  );
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../src/core/conventions.ts';
import { periodOf } from '../src/core/period.ts';
import type { Figure } from '../src/report/report.ts';
import { startTimeliness } from '../src/report/timeliness.ts';
import { caseOf, daysAfter, on } from './support/cases.ts';
import { contextOf } from './support/contexts.ts';
import { PROJECT } from './support/program.ts';

type Area = Record<string, string>;

const AREAS: Area[] = parse(readFileSync(join(PROJECT, 'fixtures', 'dfe', 'timeliness_20_week.csv')), { columns: true });

const NAMES = { within: '', between: '', over: '' };
type Band = keyof typeof NAMES;

/** DfE's columns of one cohort: counts and percentages by band. */
const COLUMNS = {
  '-all': {
    issued: 'plans_issued_den',
    within: ['plans_issued_within_20_weeks', 'pc_plans_issued_within_20_weeks'],
    between: ['plans_issued_gt20weeks_ltYear', 'pc_plans_issued_gt20weeks_ltYear'],
    over: ['plans_issued_gt_1_year', 'pc_plans_issued_gt_1_year'],
  },
  '': {
    issued: 'plans_issued_den_ex',
    within: ['plans_issued_20_weeks_ex', 'PC_plans_issued_20_weeks_ex'],
    between: ['plans_issued_gt20weeks_ltYear_ex', 'PC_plans_issued_gt20weeks_ltYear_ex'],
    over: ['plans_issued_gt_1_year_ex', 'PC_plans_issued_gt_1_year_ex'],
  },
} as const;

const IDS: Record<Band, string> = { within: 'issued-within-20-weeks', between: 'issued-20-to-52-weeks', over: 'issued-over-52-weeks' };
/** Days that fall into each band, the last of the band but for the open one. */
const DAYS: Record<Band, number> = { within: 140, between: 364, over: 365 };

const counted = (area: Area, column: string): number | null => (/^\d+$/.test(area[column] ?? '') ? Number(area[column]) : null);

/** The figures of a caseload with the area's counts: so many plans of each band, with an exception and without; the rest with days not known. */
function figuresOf(area: Area): Record<string, Figure> {
  const asOf = on(`${area.time_period}-12-31`);
  const timeliness = startTimeliness(periodOf(area.time_period ?? '', asOf), asOf, DEFAULT_CONVENTIONS, null);
  const finalPlan = `${area.time_period}-06-30`;
  const add = (times: number, exception: boolean, days: number | null): void => {
    const c = caseOf({ finalPlan, received: days === null ? null : daysAfter(finalPlan, -days), exception });
    for (let n = 0; n < times; n++) timeliness.add(c, '');
  };
  const placed = { '-all': 0, '': 0 };
  for (const band of ['within', 'between', 'over'] as const) {
    // Before 2023 DfE has no bands beyond 20 weeks: what is not within is taken to be between.
    const countOf = (cohort: '-all' | ''): number =>
      counted(area, COLUMNS[cohort][band][0]) ?? (band === 'between' ? (counted(area, COLUMNS[cohort].issued) ?? 0) - placed[cohort] : 0);
    const [all, without] = [countOf('-all'), countOf('')];
    add(without, false, DAYS[band]);
    add(all - without, true, DAYS[band]);
    placed['-all'] += all;
    placed[''] += without;
  }
  const notKnown = (counted(area, COLUMNS[''].issued) ?? 0) - placed[''];
  add(notKnown, false, null);
  add((counted(area, COLUMNS['-all'].issued) ?? 0) - placed['-all'] - notKnown, true, null);
  return timeliness.report(contextOf(0)).figures;
}

/** DfE's percentages of an area, and ours. */
function percentages(area: Area): { theirs: Record<string, number>; ours: Record<string, number | null | undefined> } {
  const theirs: Record<string, number> = {};
  const ours: Record<string, number | null | undefined> = {};
  const figures = figuresOf(area);
  for (const cohort of ['-all', ''] as const) {
    if (!counted(area, COLUMNS[cohort].issued)) continue;
    for (const band of ['within', 'between', 'over'] as const) {
      const published = area[COLUMNS[cohort][band][1]] ?? '';
      if (!/^\d+(\.\d)?$/.test(published)) continue;
      theirs[`${IDS[band]}${cohort}`] = Number(published);
      ours[`${IDS[band]}${cohort}`] = figures[`${IDS[band]}${cohort}`]?.percent;
    }
  }
  return { theirs, ours };
}

describe('the percentages that DfE published, of every authority, region and year', () => {
  it.each(['2019', '2020', '2021', '2022', '2023'])('are ours for %s', (year) => {
    const areas = AREAS.filter((area) => area.time_period === year);
    const compared = areas.map((area) => ({ area: `${area.region_name} ${area.la_name}`, ...percentages(area) }));
    expect(compared.map(({ area, ours }) => ({ area, ...ours }))).toEqual(compared.map(({ area, theirs }) => ({ area, ...theirs })));
    expect(compared.reduce((sum, { theirs }) => sum + Object.keys(theirs).length, 0)).toBeGreaterThan(year === '2023' ? 900 : 300);
  });
});

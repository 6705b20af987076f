import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import { periodOf } from '../../src/core/period.ts';
import type { Plan } from '../../src/core/plan.ts';
import { AMENDED, DECISIONS, OVERDUE_BANDS, PHASE_DAYS, PHASE_STATES, planStandingOn, REVIEW_DAYS } from '../../src/core/reviews.ts';
import { json } from '../../src/render/json.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import reportSchema from '../../src/report/report.schema.json';
import type { Figure, Report } from '../../src/report/report.ts';
import { startReviews } from '../../src/report/reviews.ts';
import { amendedId, bandId, decisionId, LATEST_COUNTS, NEXT_PILES, nextId, PHASE_OTHERS, phaseId, WEEK_COUNTS } from '../../src/report/reviews-figures.ts';
import { on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';
import { ABOUT, type PlanFacts, planOf, plansUpTo } from '../support/plans.ts';

const asked = { asOf: ABOUT, period: periodOf('last-12-months', ABOUT), by: null, shownId: (id: string) => id };

/** The report on some plans; the group of each is its remainder by three, where it is split. */
function reportOn(plans: readonly Plan[], more: Partial<Parameters<typeof startReviews>[0]> = {}, threshold: number | null = null): Report {
  const reviews = startReviews({ ...asked, threshold, ...more });
  for (const plan of plans) reviews.add(plan, `team ${plan.line % 3}`);
  const rows = { role: 'plans', file: 'plans.csv', place: 'plans.csv', layout: 'plans', layoutTitle: 'list of plans', setAsideMaybeOpen: null };
  return reviews.report(contextOf(plans.length, { ...rows, ...(threshold === null ? {} : { publish: { threshold, step: publish } }) }));
}

const listed = (...facts: PlanFacts[]): Plan[] => facts.map((one, at) => ({ ...planOf(one), id: `P${at}`, line: at + 2 }));
const value = ({ figures }: Pick<Report, 'figures'>, id: string): number => (figures[id] as Figure).value ?? Number.NaN;
const sum = (report: Pick<Report, 'figures'>, ids: readonly string[]): number => ids.reduce((total, id) => total + value(report, id), 0);

const OLD = '2018-01-01';

describe('references that are not shown', () => {
  it('are explained once below the plans whose review is overdue', () => {
    const plans = listed({ started: OLD }, { started: OLD });
    const sections = reportOn(plans, { shownId: (id) => (id === 'P0' ? null : id) }).sections;
    const at = sections.findIndex(({ id }) => id === 'overdue');
    expect(sections[at + 1]).toMatchObject({ id: 'references', items: [expect.stringContaining('may name somebody')] });
    expect(reportOn(plans).sections.map(({ id }) => id)).not.toContain('references');
  });
});

describe('the figures of annual reviews', () => {
  it('put every plan maintained in one pile for each question', () => {
    fc.assert(
      fc.property(plansUpTo(60), (plans) => {
        const report = reportOn(plans);
        const all = value(report, 'plans-maintained');
        expect(all).toBe(plans.filter((plan) => typeof planStandingOn(plan, ABOUT) !== 'string').length);
        expect(
          sum(
            report,
            LATEST_COUNTS.map(({ id }) => id),
          ),
        ).toBe(all);
        expect(sum(report, DECISIONS.map(decisionId))).toBe(all);
        expect(sum(report, AMENDED.map(amendedId))).toBe(all);
        expect(sum(report, [...PHASE_STATES.map((state) => phaseId(state)), ...PHASE_OTHERS.map((year) => phaseId(year))])).toBe(all);
        for (const state of PHASE_STATES)
          expect(
            sum(
              report,
              PHASE_DAYS.map((due) => phaseId(due, state)),
            ),
          ).toBe(value(report, phaseId(state)));
        for (const by of REVIEW_DAYS) {
          expect(
            sum(
              report,
              NEXT_PILES.map((pile) => nextId(pile, by)),
            ),
          ).toBe(all);
          expect(
            sum(
              report,
              OVERDUE_BANDS.map((band) => bandId(band, by)),
            ),
          ).toBe(value(report, nextId('reviews-overdue', by)));
        }
        const weeks = WEEK_COUNTS.map(({ id }) => id);
        expect(sum(report, weeks)).toBe(value(report, 'reviews-due-in-13-weeks'));
        expect(sum(report, [...weeks, 'reviews-due-later'])).toBe(value(report, 'reviews-not-yet-due'));
        const decided = ['in-time', 'late', 'date-not-known', 'meeting-not-known'].map(decisionId);
        expect(
          sum(
            report,
            ['maintain', 'amend', 'cease', 'not-recorded'].map((one) => `review-outcome-${one}`),
          ),
        ).toBe(sum(report, decided));
        expect(report.listings?.[0]?.rows).toHaveLength(value(report, 'reviews-overdue'));
      }),
      { numRuns: 60 },
    );
  });

  it('have a denominator and what was left out, together every row', () => {
    fc.assert(
      fc.property(plansUpTo(60), (plans) => {
        for (const figure of Object.values(reportOn(plans).figures)) {
          if (figure.unit !== 'percent') continue;
          const out = [...(figure.excluded ?? []), ...(figure.outOfScope ?? [])].reduce((total, { count }) => total + (count ?? 0), 0);
          expect((figure.denominator ?? 0) + out).toBe(plans.length);
          expect(figure.value === null).toBe(figure.denominator === 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same in whatever order the rows stand, and those of groups add up', () => {
    fc.assert(
      fc.property(plansUpTo(40), (plans) => {
        const report = reportOn(plans, { by: 'team' });
        expect(reportOn([...plans].reverse(), { by: 'team' })).toEqual(report);
        for (const id of ['plans-maintained', 'reviews-overdue', 'review-decision-outstanding'])
          expect(report.by?.groups.reduce((total, group) => total + value(group, id), 0)).toBe(value(report, id));
      }),
      { numRuns: 40 },
    );
  });

  it('count a review that was held after the day as not known, and say so', () => {
    const report = reportOn(listed({ started: OLD, reviewMeeting: '2023-01-10' }, { started: OLD, reviewMeeting: '2022-12-31' }));
    expect([value(report, 'reviews-held-12-months'), value(report, 'reviews-due-not-known'), value(report, 'reviews-overdue')]).toEqual([50, 1, 0]);
    expect(report.cautions.at(-1)).toBe(
      '1 plan has its latest review meeting after 31 December 2022. The list has no earlier reviews: one that was held by that day is in no figure.',
    );
  });

  it('are over the plans maintained, and over those of which a review was expected', () => {
    const { figures } = reportOn(
      listed(
        { started: OLD, reviewMeeting: '2022-01-01' },
        { started: OLD, reviewMeeting: '2021-12-31' },
        { started: '2022-03-01', reviewMeeting: '2022-10-01' },
        { reviewMeeting: '2022-05-05' },
        { started: OLD, reviewMeeting: '2022-05-05', ceased: '2022-12-31' },
        { started: '2023-01-01' },
      ),
    );
    const outside = [
      { reason: 'ceased', count: 1 },
      { reason: 'not-yet-visible', count: 1 },
    ];
    expect(figures['reviews-held-12-months']).toMatchObject({ value: 75, numerator: 3, denominator: 4, excluded: [], outOfScope: outside });
    expect(figures['reviews-held-12-months-expected']).toMatchObject({
      value: 50,
      numerator: 1,
      denominator: 2,
      outOfScope: [{ reason: 'ceased', count: 1 }, { reason: 'under-12-months', count: 1 }, { reason: 'start-not-known', count: 1 }, outside[1]],
    });
  });

  it('of a period are those whose decision, or final plan, fell in it, of plans that have ceased too', () => {
    const meeting = { started: OLD, reviewMeeting: '2022-09-01' };
    const plans = listed(
      { ...meeting, reviewDecision: 'cease', reviewDecided: '2022-09-29', ceased: '2022-11-01' },
      { ...meeting, reviewDecision: 'amend', reviewDecided: '2022-09-30', amendedFinal: '2022-11-24' },
      { ...meeting, reviewDecision: 'amend', reviewDecided: '2022-10-01', amendedFinal: '2022-11-25' },
      { ...meeting, reviewDecision: 'maintain', reviewDecided: '2022-08-31' },
      { ...meeting, reviewDecision: 'maintain' },
      { started: OLD, reviewDecided: '2022-09-15', amendedFinal: '2022-09-30' },
    );
    const { figures } = reportOn(plans, { period: periodOf('2022-09', ABOUT) });
    expect(figures['reviews-held']).toMatchObject({ value: 5, period: { from: '2022-09-01', to: '2022-09-30', label: '2022-09' } });
    expect(figures['review-decision-within-4-weeks']).toMatchObject({
      value: 33.3,
      numerator: 1,
      denominator: 3,
      excluded: [],
      outOfScope: [
        { reason: 'no-date', count: 1 },
        { reason: 'not-in-period', count: 2 },
      ],
    });
    const year = reportOn(plans).figures;
    expect(year['review-decision-within-4-weeks']).toMatchObject({ numerator: 1, denominator: 4, excluded: [{ reason: 'dates-out-of-order', count: 1 }] });
    expect(year['amended-final-within-12-weeks']).toMatchObject({ value: 33.3, numerator: 1, denominator: 3 });
  });

  it('of the next weeks begin with the as-of day', () => {
    const report = reportOn(listed(...[-1, 0, 6, 7, 90, 91].map((days) => ({ started: addDays(on('2022-01-01'), days) }))));
    expect([1, 2, 13].map((week) => value(report, `reviews-due-in-week-${week}`))).toEqual([2, 1, 1]);
    expect([value(report, 'reviews-overdue'), value(report, 'reviews-due-later'), value(report, 'reviews-due-in-13-weeks')]).toEqual([1, 1, 4]);
    expect(report.figures['reviews-due-in-week-1']?.period).toMatchObject({ from: '2022-12-31', to: '2023-01-06' });
  });

  it('list the plans that are overdue, the longest first, with nothing that had not happened', () => {
    const report = reportOn(
      listed(
        { started: OLD, reviewMeeting: '2021-12-31', reviewDecided: '2023-01-02' },
        { started: '2019-05-01' },
        { started: OLD, reviewMeeting: '2021-03-15', reviewDecided: '2021-04-01' },
      ),
    );
    expect(
      report.listings?.[0]?.rows.map(({ planId, lastMeeting, lastDecision, due, monthsOverdue }) => [planId, lastMeeting, lastDecision, due, monthsOverdue]),
    ).toEqual([
      ['P1', null, null, '2020-04-30', 32],
      ['P2', '2021-03-15', '2021-04-01', '2022-03-14', 9],
      ['P0', '2021-12-31', null, '2022-12-30', 0],
    ]);
  });
});

describe('the sentences on annual reviews', () => {
  it('are true of none, one and many', () => {
    expect(reportOn([]).summary).toEqual(['No plan was maintained on 31 December 2022.']);
    expect(reportOn(listed({ started: '2022-06-01' })).summary).toEqual([
      'On 31 December 2022, 1 plan was maintained; none had a review meeting in the 12 months to that day, none a decision letter.',
      'No review meeting is overdue.',
      'On 31 December 2022, no decision was outstanding more than 4 weeks after the meeting.',
      'No review meeting falls due from 31 Dec 2022 to 31 Mar 2023.',
    ]);
    expect(reportOn(listed({ started: OLD }, { started: '2022-01-10', reviewMeeting: '2022-11-20', phaseTransferDue: '2023-02-15' })).summary).toEqual([
      'On 31 December 2022, 2 plans were maintained; 1 (50.0%) had a review meeting in the 12 months to that day, none a decision letter.',
      '1 review meeting is overdue, by over 24 months; the plan has never been reviewed.',
      'On 31 December 2022, 1 decision was outstanding more than 4 weeks after the meeting.',
      'Of the phase transfers due from 1 September 2022 to 31 August 2023: 1 not yet due.',
      'No review meeting falls due from 31 Dec 2022 to 31 Mar 2023.',
    ]);
  });
});

describe('the report on annual reviews', () => {
  it('is what the published schema describes, split or published or both', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    fc.assert(
      fc.property(plansUpTo(30), fc.constantFrom(null, 'team'), fc.constantFrom(null, 4), (plans, by, threshold) => {
        const report = reportOn(plans, { by }, by === null ? threshold : null);
        valid(JSON.parse(json.render(report, { colour: false, width: 80 } as never) as string));
        expect(valid.errors).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

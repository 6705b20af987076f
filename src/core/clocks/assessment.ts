import { EXCEPTION_CODES } from '../exceptions.ts';
import { type Clock, days, IN_FORCE, sendRegulations, weeks } from './clock.ts';

export const adviceReply = {
  id: 'advice-reply',
  duty: 'give the advice that the authority asked for',
  by: 'the body asked for advice',
  starts: ['advice-request'],
  stops: ['advice-reply'],
  asks: 'by',
  startDayCounts: false,
  limits: [sendRegulations(weeks(6), 'regulation 8(1)', true)],
  exceptions: { provision: 'regulation 8(2)', grounds: ['personal', 'absent', 'missed-appointment'], checked: false },
} as const satisfies Clock;

/** What runs while a child or young person is assessed and a plan is drafted, besides the clocks of the request itself. */
export const ASSESSMENT_CLOCKS: readonly Clock[] = [
  adviceReply,
  {
    id: 'draft-representations',
    duty: 'give the parent or young person at least 15 days for representations before the plan is made final',
    by: 'the authority',
    starts: ['draft-plan'],
    stops: ['final-plan'],
    asks: 'after',
    startDayCounts: true,
    limits: [sendRegulations(days(15), 'regulation 13(1)(a)', true)],
    note: 'A final plan sent sooner is too early, unless the parent or young person agreed; a list does not show that.',
  },
  {
    id: 'consultation-reply',
    duty: 'reply to the consultation about naming the school or college in the plan',
    by: 'the school or college',
    starts: ['consultation'],
    stops: ['consultation-reply'],
    asks: 'by',
    startDayCounts: false,
    limits: [
      {
        length: days(15),
        instrument: 'SEND Code of Practice, beside section 39 of the Children and Families Act 2014',
        provision: 'paragraph 9.83',
        inForceFrom: IN_FORCE,
        inForceTo: null,
        checked: false,
      },
    ],
    exceptions: { provision: 'paragraph 9.83', grounds: ['closed-for-four-weeks'], checked: false },
    guidance: true,
  },
  {
    id: 'detained-week-20',
    duty: 'send the final plan of a detained person',
    by: 'the authority',
    starts: ['detained-request'],
    stops: ['final-plan'],
    asks: 'by',
    startDayCounts: false,
    limits: [
      {
        length: weeks(20),
        instrument: 'Special Educational Needs and Disability (Detained Persons) Regulations 2015 (SI 2015/62)',
        provision: 'regulation 13(2)',
        inForceFrom: '2015-04-01',
        inForceTo: null,
        checked: true,
      },
    ],
    exceptions: { provision: 'as regulation 10(4)(a) to (c)', grounds: EXCEPTION_CODES.filter((code) => code !== 'absent'), checked: true },
    note: 'Absence from the area is no exception for a detained person.',
  },
];

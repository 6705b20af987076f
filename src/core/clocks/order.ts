import { type Clock, days, type Length, sendRegulations, weeks } from './clock.ts';

/** The clocks that a tribunal's order starts, a mediation agreement as if it were one, or a concession. */

const OF_AN_ORDER = {
  by: 'the authority',
  asks: 'by',
  startDayCounts: false,
  exceptions: {
    provision: 'regulation 44(3)',
    grounds: ['school-closed', 'early-years-closed', 'personal', 'absent-two-weeks', 'agreed-otherwise'],
    checked: false,
  },
} as const;

/** What "agreed in mediation" rests on, for every order. */
const OR_AGREED = 'Of a mediation agreement the same limit runs from its date, unless the parties agreed another in writing (regulation 42(2) and (5)).';

type Ordered = Pick<Clock, 'id' | 'duty' | 'starts' | 'stops' | 'where'> & { length: Length; provision: string; checked: boolean };

const order = ({ length, provision, checked, ...clock }: Ordered): Clock => ({
  ...OF_AN_ORDER,
  ...clock,
  limits: [sendRegulations(length, provision, checked)],
  note: OR_AGREED,
});

const OF_A_CONCESSION = { by: 'the authority', asks: 'by', startDayCounts: false } as const;

/** Regulation 45 was written anew by SI 2015/359; before it, other limits held. */
const concession = ({ length, provision, ...clock }: Omit<Ordered, 'checked'>): Clock => ({
  ...OF_A_CONCESSION,
  ...clock,
  limits: [{ ...sendRegulations(length, provision, false), inForceFrom: '2015-04-01' }],
  note: 'As SI 2015/359 wrote it; the day on which that came into force was not read.',
});

/** What advice services say of regulation 45, and was not read in it. */
const concessionAsSaid = (clock: Omit<Ordered, 'checked' | 'provision'>): Clock => ({
  ...concession({ ...clock, provision: 'regulation 45' }),
  note: 'As advice services say of the regulation; neither the paragraph nor the day on which it came into force was read.',
});

export const ORDER_CLOCKS: readonly Clock[] = [
  order({
    id: 'order-assess',
    duty: 'say that the authority will assess, or re-assess',
    starts: ['order-to-assess'],
    stops: ['assessment-announced'],
    length: weeks(2),
    provision: 'regulation 44(2)(b)',
    checked: true,
  }),
  order({
    id: 'order-no-plan',
    duty: 'after the assessment ordered, tell the parent or young person that no plan will be made',
    starts: ['order-to-assess'],
    stops: ['refusal-to-issue'],
    where: 'no plan is to be made',
    length: weeks(10),
    provision: 'regulation 44(2)(b)(i)',
    checked: true,
  }),
  order({
    id: 'order-final-plan',
    duty: 'after the assessment ordered, send the final plan',
    starts: ['order-to-assess'],
    stops: ['final-plan'],
    length: weeks(14),
    provision: 'regulation 44(2)(b)(ii)',
    checked: true,
  }),
  order({
    id: 'order-make-draft-plan',
    duty: 'send the draft of the plan ordered',
    starts: ['order-to-make-a-plan'],
    stops: ['draft-plan'],
    length: weeks(5),
    provision: 'regulation 44(2)(c)',
    checked: true,
  }),
  order({
    id: 'order-make-final-plan',
    duty: 'send the final plan ordered',
    starts: ['order-to-make-a-plan'],
    stops: ['final-plan'],
    length: weeks(11),
    provision: 'regulation 44(2)(c)',
    checked: true,
  }),
  order({
    id: 'order-reconsider',
    duty: 'reconsider, and say with what outcome',
    starts: ['order-to-reconsider'],
    stops: ['reconsidered'],
    length: weeks(2),
    provision: 'regulation 44(2)(d)',
    checked: false,
  }),
  order({
    id: 'order-amend',
    duty: 'send the plan amended as ordered',
    starts: ['order-to-amend'],
    stops: ['amended-plan'],
    length: weeks(5),
    provision: 'regulation 44(2)(e)',
    checked: false,
  }),
  order({
    id: 'order-name-school',
    duty: 'send the plan with the school or institution ordered',
    starts: ['order-to-name-a-school'],
    stops: ['amended-plan'],
    length: weeks(2),
    provision: 'regulation 44(2)(f)',
    checked: true,
  }),
  order({
    id: 'order-maintain',
    duty: 'go on maintaining the plan, at once',
    starts: ['order-to-maintain'],
    stops: ['plan-maintained'],
    length: days(0),
    provision: 'regulation 44(2)(g)',
    checked: false,
  }),
  order({
    id: 'order-cease',
    duty: 'end the plan, at once',
    starts: ['order-to-cease'],
    stops: ['plan-ceased'],
    length: days(0),
    provision: 'regulation 44(2)(a)',
    checked: true,
  }),
  concession({
    id: 'concession-assess',
    duty: 'after an appeal not opposed, say that the authority will assess, or re-assess',
    starts: ['concession-to-assess'],
    stops: ['assessment-announced'],
    length: weeks(2),
    provision: 'regulation 45(3)',
  }),
  concession({
    id: 'concession-no-plan',
    duty: 'after an appeal not opposed, tell the parent or young person that no plan will be made',
    starts: ['concession-to-assess'],
    stops: ['refusal-to-issue'],
    where: 'no plan is to be made',
    length: weeks(10),
    provision: 'regulation 45(3A)(a)',
  }),
  concession({
    id: 'concession-final-plan',
    duty: 'after an appeal not opposed, send the final plan',
    starts: ['concession-to-assess'],
    stops: ['final-plan'],
    length: weeks(14),
    provision: 'regulation 45(3A)(b)',
  }),
  concessionAsSaid({
    id: 'concession-make-draft-plan',
    duty: 'after an appeal not opposed, send the draft of the plan',
    starts: ['concession-to-make-a-plan'],
    stops: ['draft-plan'],
    length: weeks(5),
  }),
  concessionAsSaid({
    id: 'concession-make-final-plan',
    duty: 'after an appeal not opposed about making no plan, send the final plan',
    starts: ['concession-to-make-a-plan'],
    stops: ['final-plan'],
    length: weeks(11),
  }),
  concession({
    id: 'concession-amend',
    duty: 'after an appeal not opposed, send the amended plan',
    starts: ['concession-to-amend'],
    stops: ['amended-plan'],
    length: weeks(5),
    provision: 'regulation 45(4)',
  }),
  concessionAsSaid({
    id: 'concession-name-school',
    duty: 'after an appeal not opposed, send the plan with the school or institution asked for',
    starts: ['concession-to-name-a-school'],
    stops: ['amended-plan'],
    length: weeks(2),
  }),
  concessionAsSaid({
    id: 'concession-maintain',
    duty: 'after an appeal not opposed, go on maintaining the plan, at once',
    starts: ['concession-to-maintain'],
    stops: ['plan-maintained'],
    length: days(0),
  }),
  {
    id: 'recommendation-reply',
    duty: "reply to the tribunal's recommendation on health or social care",
    by: 'the body that it is made to',
    starts: ['recommendation'],
    stops: ['recommendation-reply'],
    asks: 'by',
    startDayCounts: false,
    limits: [
      {
        length: weeks(5),
        instrument: 'Special Educational Needs and Disability (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)',
        provision: 'regulations 6 and 7',
        inForceFrom: '2018-04-03',
        inForceTo: null,
        checked: false,
      },
    ],
  },
];

import { MET, type Measure } from '../measure.ts';

export const finals: Measure = {
  id: 'finals',
  title: 'Final plans issued',
  kind: 'count',
  better: null,
  unit: 'plans',
  counts: () => 'final plans issued in the period, those after mediation or tribunal included',
  source: null,
  dated: 'final plan sent',
  event: (c) => c.finalPlan,
  judge: () => MET,
};

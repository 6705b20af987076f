import { MET, type Measure } from '../measure.ts';

export const requests: Measure = {
  id: 'requests',
  title: 'Requests received',
  kind: 'count',
  better: null,
  unit: 'requests',
  counts: () => 'requests for an EHC needs assessment received in the period',
  source: 'Children and Families Act 2014, section 36(1)',
  dated: 'request received',
  event: (c) => c.received ?? 'no-date',
  judge: () => MET,
};

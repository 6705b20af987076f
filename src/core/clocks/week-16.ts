import { type Clock, sendRegulations } from './clock.ts';

export const week16: Clock = {
  id: 'week-16',
  duty: 'tell the parent or young person that no plan will be made',
  stage: 'being-assessed',
  limits: [sendRegulations(16, 'regulation 10(1)')],
};

import { type Clock, sendRegulations } from './clock.ts';

export const week20: Clock = {
  id: 'week-20',
  duty: 'send the final plan',
  limits: [sendRegulations(20, 'regulation 13(2)')],
};

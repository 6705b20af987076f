import { type Clock, sendRegulations } from './clock.ts';

export const week6: Clock = {
  id: 'week-6',
  duty: 'tell the parent or young person whether the authority will assess',
  stage: 'awaiting-decision-to-assess',
  limits: [sendRegulations(6, 'regulation 5(1)')],
};

import type { Renderer } from './renderer.ts';

/** The report as it is, keys in the order it was made in: what scripts and outside checks read. */
export const json: Renderer = {
  render: ({ listings = [], ...report }) =>
    `${JSON.stringify({ ...report, ...Object.fromEntries(listings.map(({ name, rows }) => [name, rows])) }, null, 2)}\n`,
};

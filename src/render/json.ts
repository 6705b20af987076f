import type { Renderer } from './renderer.ts';

/** The report as it is, keys in the order it was made in: what scripts and outside checks read. */
export const json: Renderer = {
  render: ({ listing, ...report }) => `${JSON.stringify(listing === undefined ? report : { ...report, [listing.name]: listing.rows }, null, 2)}\n`,
};

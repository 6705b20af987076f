import { oneLine } from './words.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Most texts hold nothing but these, and need no second look. */
const HARMLESS = /^[\w ().,:;%/–-]*$/;

/** A text that is nothing but text, between marks and within them. */
export function escaped(text: string): string {
  return HARMLESS.test(text) ? text : oneLine(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

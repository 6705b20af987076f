import { stirred } from './fingerprint.ts';
import { Slots } from './slots.ts';
import { TextSet } from './text-set.ts';

/** Numbers of more digits do not fit a slot; of such the last so many are taken. */
const MOST_DIGITS = 14;
/** Ids of a system are of few shapes; where there are more, they have no number that most differ in. */
const MOST_SHAPES = 4096;

const HIGH = 2 ** 32;

/** What ids have in common that differ in one number alone: what stands before and after it, and how many digits it has. */
interface Shape {
  before: string;
  after: string;
  digits: number;
  /** Its own number among the shapes. */
  at: number;
}

/**
 * Which ids a file has shown so far, exactly. An id is kept as the number in it, its longest, and its shape: 10 bytes a slot and
 * at most 16 a row, however long the ids are. Of ids without such a number, as random letters make, all bytes are kept.
 */
export class SeenIds {
  private readonly slots: Slots;
  private readonly shapes = new Map<string, Shape>();
  private readonly others = new TextSet();
  /** The shape of the id before: nearly always that of the next. */
  private shape: Shape = { before: '', after: '', digits: -1, at: -1 };

  /** @param expected how many rows there will be, as far as can be told so far */
  constructor(expected: () => number) {
    this.slots = new Slots(true, homeOf, expected);
  }

  /** True where an earlier row had this id; else the id is remembered. */
  isRepeat(id: string): boolean {
    const { from, to } = longestNumber(id);
    const shape = this.shapeOf(id, from, to);
    if (shape === null) return this.others.add(id);
    this.shape = shape;
    let number = 0;
    for (let at = from; at < to; at++) number = number * 10 + id.charCodeAt(at) - 48;
    return this.isRepeatOf(number >>> 0, shape.at, Math.floor(number / HIGH) + 1);
  }

  private isRepeatOf(first: number, second: number, third: number): boolean {
    const { slots } = this;
    let slot = slots.home(first, second, third);
    for (; !slots.isEmpty(slot); slot = slots.after(slot)) {
      if (slots.first(slot) === first && slots.second(slot) === second && slots.third(slot) === third) return true;
    }
    slots.put(slot, first, second, third);
    return false;
  }

  /** The shape of an id; null where it is none of those that there can be, and so was none of them before. */
  private shapeOf(id: string, from: number, to: number): Shape | null {
    const { before, after, digits } = this.shape;
    if (digits === to - from && before.length === from && after.length === id.length - to && id.startsWith(before) && id.endsWith(after)) return this.shape;
    const name = `${from} ${to} ${id.slice(0, from)}${id.slice(to)}`;
    const known = this.shapes.get(name);
    if (known !== undefined || this.shapes.size === MOST_SHAPES) return known ?? null;
    const shape = { before: id.slice(0, from), after: id.slice(to), digits: to - from, at: this.shapes.size };
    this.shapes.set(name, shape);
    return shape;
  }
}

const homeOf = (first: number, second: number, third: number): number => stirred(first ^ Math.imul(second, 0x9e3779b1) ^ (third << 16));

/** Where the longest run of digits stands in an id, of several the first. */
function longestNumber(id: string): { from: number; to: number } {
  let [from, to] = [0, 0];
  for (let at = 0, begun = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    if (code < 48 || code > 57) begun = at + 1;
    else if (at + 1 - begun > to - from) [from, to] = [begun, at + 1];
  }
  return { from: Math.max(from, to - MOST_DIGITS), to };
}

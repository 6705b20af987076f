import { fingerprintOf } from './fingerprint.ts';

const BLOCK = 1 << 20;
/** Before each text stands how many bytes it has, and whether two of them make a letter. */
const HEAD = 4;

/** A set of texts as their bytes, one behind the other, so that each takes little more room than its letters. */
export class TextSet {
  /** Where each text begins, and 1; 0 where the slot is empty. */
  private slots = new Uint32Array(1 << 10);
  private size = 0;
  /** A text that is longer than a block has a longer one to itself. */
  private readonly blocks: Buffer[] = [];
  /** How much of the last block is used. */
  private used = BLOCK;

  /** Adds a text. @returns whether it was there before */
  add(text: string): boolean {
    const { slots } = this;
    let slot = homeOf(text, slots);
    for (; slots[slot] !== 0; slot = (slot + 1) % slots.length) if (this.textAt((slots[slot] as number) - 1) === text) return true;
    slots[slot] = this.keep(text) + 1;
    this.size++;
    if (this.size > slots.length * 0.7) this.grow();
    return false;
  }

  /** @returns where it stands */
  private keep(text: string): number {
    const isWide = /[^\0-\xff]/.test(text);
    const bytes = Buffer.from(text, isWide ? 'utf16le' : 'latin1');
    if (this.used + HEAD + bytes.length > BLOCK) {
      this.blocks.push(Buffer.allocUnsafe(Math.max(BLOCK, HEAD + bytes.length)));
      this.used = 0;
    }
    const at = (this.blocks.length - 1) * BLOCK + this.used;
    if (at >= 0xffff_ffff) throw new Error('more than 4 GB of ids');
    const block = this.blocks.at(-1) as Buffer;
    block.writeUInt32LE(bytes.length * 2 + (isWide ? 1 : 0), this.used);
    bytes.copy(block, this.used + HEAD);
    this.used += HEAD + bytes.length;
    return at;
  }

  private textAt(at: number): string {
    const block = this.blocks[Math.floor(at / BLOCK)] as Buffer;
    const head = block.readUInt32LE(at % BLOCK);
    const start = (at % BLOCK) + HEAD;
    return block.toString(head % 2 === 1 ? 'utf16le' : 'latin1', start, start + (head >>> 1));
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Uint32Array(slots.length * 2);
    for (const place of slots) {
      if (place === 0) continue;
      let slot = homeOf(this.textAt(place - 1), this.slots);
      while (this.slots[slot] !== 0) slot = (slot + 1) % this.slots.length;
      this.slots[slot] = place;
    }
  }
}

const homeOf = (text: string, slots: Uint32Array): number => fingerprintOf(text)[0] % slots.length;

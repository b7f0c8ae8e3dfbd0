/**
 * The marks of a file's earlier rows with the line each stood on: an open-addressed table of 53-bit hashes in typed arrays, some 30 bytes
 * a mark where a Map of texts takes 150. Two marks of a file of a million rows fall together once in a thousand files.
 */
export class Seen {
  #hashes = new Float64Array(1 << 12);
  #lines = new Uint32Array(1 << 12);
  #count = 0;

  /** The line the mark was first laid down on. */
  find(mark: string): number | undefined {
    const line = this.#lines[this.#slot(hashOf(mark))];
    return line === 0 ? undefined : line;
  }

  /** Lays a mark down for a line (from 1); an earlier one stands. */
  keep(mark: string, line: number): void {
    if (this.#count * 5 > this.#hashes.length * 3) this.#grow();
    const hash = hashOf(mark);
    const slot = this.#slot(hash);
    if (this.#lines[slot] !== 0) return;
    this.#hashes[slot] = hash;
    this.#lines[slot] = line;
    this.#count += 1;
  }

  #slot(hash: number): number {
    const last = this.#hashes.length - 1;
    let slot = (hash % 0x1_0000_0000) & last;
    while (this.#lines[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const [hashes, lines] = [this.#hashes, this.#lines];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#lines = new Uint32Array(lines.length * 2);
    for (const [index, line] of lines.entries()) {
      if (line === 0) continue;
      const hash = hashes[index] ?? 0;
      const slot = this.#slot(hash);
      this.#hashes[slot] = hash;
      this.#lines[slot] = line;
    }
  }
}

/** cyrb53: two 32-bit mixes, 21 bits of one above 32 of the other. */
function hashOf(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

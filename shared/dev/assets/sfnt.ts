/** Tables of a font by their tags (OpenType, "Organization of an OpenType Font"). */
export type Tables = Map<string, Buffer>;

const headBytes = 12;
const entryBytes = 16;

export function tablesOf(font: Buffer): Tables {
  const entries = Array.from({ length: font.readUInt16BE(4) }, (_, index) => headBytes + index * entryBytes);
  return new Map(
    entries.map((at) => {
      const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
      return [font.toString('latin1', at, at + 4), font.subarray(offset, offset + length)];
    }),
  );
}

/** Checksums are left out: whoever makes a web font of it writes them anew. */
export function fontOf(tables: Tables): Buffer {
  const sorted = [...tables].sort(([one], [other]) => (one < other ? -1 : 1));
  const head = Buffer.alloc(headBytes + sorted.length * entryBytes);
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  head.writeUInt32BE(0x00010000, 0);
  [sorted.length, power * 16, Math.log2(power), (sorted.length - power) * 16].forEach((word, index) =>
    head.writeUInt16BE(word, 4 + index * 2),
  );
  const parts: Buffer[] = [head];
  let end = head.length;
  for (const [index, [tag, table]] of sorted.entries()) {
    const at = headBytes + index * entryBytes;
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(table.length, at + 12);
    const padding = Buffer.alloc(-table.length & 3);
    parts.push(table, padding);
    end += table.length + padding.length;
  }
  return Buffer.concat(parts);
}

/** Lines around a change that are shown with it. */
const around = 2;
/** More pairs than this are not compared: what is between the common beginning and end is shown as one change. */
const mostPairs = 1_000_000;

/** What became of one text, line by line: `-` was, `+` is, a space both; `…` stands for lines that are alike. */
export function lineDiff(was: readonly string[], is: readonly string[]): string[] {
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start += 1;
  let end = 0;
  const most = Math.min(was.length, is.length) - start;
  while (end < most && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
  const same = (lines: readonly string[]) => lines.map((line) => ` ${line}`);
  return shortened([
    ...same(was.slice(0, start)),
    ...middle(was.slice(start, was.length - end), is.slice(start, is.length - end)),
    ...same(was.slice(was.length - end)),
  ]);
}

function middle(was: readonly string[], is: readonly string[]): string[] {
  const gone = was.map((line) => `-${line}`);
  const come = is.map((line) => `+${line}`);
  if (was.length * is.length > mostPairs) return [...gone, ...come];
  const common = commonLengths(was, is);
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < was.length && right < is.length) {
    if (was[left] === is[right]) {
      lines.push(` ${was[left] ?? ''}`);
      left += 1;
      right += 1;
    } else if ((common[left + 1]?.[right] ?? 0) >= (common[left]?.[right + 1] ?? 0)) lines.push(gone[left++] ?? '');
    else lines.push(come[right++] ?? '');
  }
  return [...lines, ...gone.slice(left), ...come.slice(right)];
}

/** How many lines the ends from here on have in common: `[left][right]`. */
function commonLengths(was: readonly string[], is: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: was.length + 1 }, () => new Uint32Array(is.length + 1));
  for (let left = was.length - 1; left >= 0; left -= 1) {
    for (let right = is.length - 1; right >= 0; right -= 1) {
      const [here, below] = [rows[left], rows[left + 1]];
      if (!here || !below) continue;
      const longer = Math.max(below[right] ?? 0, here[right + 1] ?? 0);
      here[right] = was[left] === is[right] ? (below[right + 1] ?? 0) + 1 : longer;
    }
  }
  return rows;
}

function shortened(lines: readonly string[]): string[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some((line) => !line.startsWith(' ')),
  );
  return lines.flatMap((line, at) => (isNear[at] ? [line] : (isNear[at - 1] ?? at === 0) ? ['…'] : []));
}

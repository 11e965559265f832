/** Where two texts part for the first time; null when they are equal. */
export function firstDifference(
  expected: string,
  found: string,
): { line: number; expected: string; found: string } | null {
  const [left, right] = [expected.split('\n'), found.split('\n')];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    if (left[at] === right[at]) continue;
    return { line: at + 1, expected: lineAt(left, at), found: lineAt(right, at) };
  }
  return null;
}

function lineAt(lines: string[], at: number): string {
  return lines[at] === undefined ? 'its end' : `"${lines[at].trim()}"`;
}

/* The first that fits: many call themselves by the names of those further down as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const devices: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\b(?:Macintosh|Mac OS X)\b/, 'a Mac'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

const firstFit = (list: typeof browsers, text: string) => list.find(([pattern]) => pattern.test(text))?.[1];

/**
 * `Firefox on Android`, for people to recognise their own by. Only words of ours come out: the header is whatever a
 * stranger wrote.
 */
export function browserOf(userAgent: string): string {
  const browser = firstFit(browsers, userAgent) ?? 'a browser';
  const device = firstFit(devices, userAgent);
  return device === undefined ? browser : `${browser} on ${device}`;
}

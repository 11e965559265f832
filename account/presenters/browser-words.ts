/** What a browser is, in words that its owner knows it by. */
export interface BrowserWords {
  /** `Firefox on Windows`. */
  words: string;
  shape: 'phone' | 'tablet' | 'desk';
}

/** Browsers claim to be each other: the first that fits is the one that it is. */
const browsers: readonly [RegExp, string][] = [
  [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(?:OPR|OPT|Opera)\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bDuckDuckGo\/|\bDdg\//, 'DuckDuckGo'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
];

const systems: readonly [RegExp, string, BrowserWords['shape']][] = [
  [/\biPhone\b|\biPod\b/, 'an iPhone', 'phone'],
  [/\biPad\b/, 'an iPad', 'tablet'],
  [/\bAndroid\b.*\bMobile\b/, 'an Android phone', 'phone'],
  [/\bAndroid\b.*\bTV\b/, 'a television', 'desk'],
  [/\bAndroid\b.*;.*Tablet|\bAndroid\b/, 'an Android tablet', 'tablet'],
  [/\bWindows\b/, 'Windows', 'desk'],
  [/\bCrOS\b/, 'a Chromebook', 'desk'],
  [/\bMacintosh\b/, 'a Mac', 'desk'],
  [/\bLinux\b|\bX11\b/, 'Linux', 'desk'],
];

/** Reads what a browser calls itself (RFC 9110, 10.1.5). What says nothing that we know is some browser somewhere. */
export function describeBrowser(userAgent: string): BrowserWords {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Some browser';
  const [, system, shape] = systems.find(([pattern]) => pattern.test(userAgent)) ?? [null, null, 'desk' as const];
  return { words: system === null ? browser : `${browser} on ${system}`, shape };
}

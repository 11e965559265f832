import { browserOf } from '@rose-ash/shared/lib/browser-of';

/** What a browser is, in words that its owner knows it by. */
export interface BrowserWords {
  /** `Firefox on Windows`. */
  words: string;
  shape: 'phone' | 'tablet' | 'desk';
}

export function describeBrowser(userAgent: string): BrowserWords {
  const words = browserOf(userAgent);
  return { words: words.charAt(0).toUpperCase() + words.slice(1), shape: shapeOf(userAgent) };
}

function shapeOf(userAgent: string): BrowserWords['shape'] {
  if (/\biPhone\b|\bAndroid\b.*\bMobile\b/.test(userAgent)) return 'phone';
  return /\biPad\b|\bAndroid\b/.test(userAgent) ? 'tablet' : 'desk';
}

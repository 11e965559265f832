import { expect, test } from '@jest/globals';
import { createIcon } from './icon.js';

const icon = createIcon(() => '/static/img/icons.1234.svg');

test('an icon beside a word is silent, one alone has a name', () => {
  expect(icon('apple').toString()).toBe(
    '<svg class="icon" aria-hidden="true"><use href="/static/img/icons.1234.svg#apple"></use></svg>',
  );
  expect(icon('x', { label: 'Close "it"' }).toString()).toContain('role="img" aria-label="Close &quot;it&quot;"');
});

test('a name that could break out is refused', () => {
  expect(() => icon('"><script>')).toThrow();
});

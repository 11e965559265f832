import { expect, test } from '@jest/globals';
import { siteUrls } from '../config/site-urls.js';
import { crumbsData, houseData, writeStructuredData } from './structured-data.js';

test.each(['</script><script>alert(1)</script>', '<!-- <script>', ']]>&amp;"\u2028\u2029\\u003c'])(
  'nothing in a title ends the block: %s',
  (name) => {
    const text = writeStructuredData([crumbsData([{ name, url: 'https://a.example/' }])]).toString();
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toMatchObject({ '@graph': [{ itemListElement: [{ position: 1, name }] }] });
  },
);

test('the house has a name, an address and a logo', () => {
  const urls = siteUrls('https', 'rose-ash.com');
  expect(houseData({ siteTitle: 'Rose Ash', urls })).toMatchObject({
    name: 'Rose Ash',
    url: 'https://blog.rose-ash.com/',
    logo: { url: 'https://blog.rose-ash.com/apple-touch-icon.png' },
  });
});

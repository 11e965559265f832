import { expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { document, element } from './write-xml.js';
import { faultsOf } from '../../testing/well-formed.js';

const read = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false }).parse(xml) as unknown;

const hostile = `]]></title><script>alert("1 & '2'")</script><!-- &amp; <![CDATA[ \u{1f35e}`;

test('text and attributes come back as they were', () => {
  const xml = document(element('a', { b: hostile }, [element('c', {}, hostile)]));
  expect(faultsOf(xml)).toEqual([]);
  expect(xml).not.toContain('<script');
  expect(read(xml)).toMatchObject({ a: { '@_b': hostile, c: hostile } });
});

test('what XML cannot hold is left out', () => {
  const xml = document(element('a', {}, 'a\u0000b\u0008c\u000bd\u001fe\ufffef\ud800g\udc00h\u{1f35e}'));
  expect(read(xml)).toMatchObject({ a: 'abcdefgh\u{1f35e}' });
});

test('white space that a parser would make another is written as a number', () => {
  expect(element('a', {}, 'b\r\tc\nd').toString()).toBe('<a>b&#13;&#9;c\nd</a>');
});

test('nothing makes an empty element', () => {
  expect(element('a', { b: '' }).toString()).toBe('<a b=""/>');
});

import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { showProgress } from './progress.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const written = (isTTY: boolean) => {
  const words: string[] = [];
  return { words, stream: { isTTY, write: (text: string) => words.push(text) } };
};

test('a terminal sees what goes on after a second, and nothing of it at the end', () => {
  const { words, stream } = written(true);
  const progress = showProgress(stream);
  progress.say('one');
  progress.say('two');
  expect(words).toEqual([]);
  jest.advanceTimersByTime(1_000);
  progress.say('three');
  progress.end();
  expect(words.map((text) => text.replace('\r\u001b[K', '|'))).toEqual(['|two', '|three', '|']);
});

test('what is quick, or no terminal, says nothing', () => {
  const quick = written(true);
  const progress = showProgress(quick.stream);
  progress.say('one');
  progress.end();
  const pipe = written(false);
  showProgress(pipe.stream).say('one');
  jest.advanceTimersByTime(5_000);
  expect([...quick.words, ...pipe.words]).toEqual([]);
});

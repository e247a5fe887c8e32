import {expect, it} from 'vitest';
import type {Finding} from '../../../../source/domain/summaries.ts';
import {createFindingBook} from '../../../../source/store/derive/finding-book.ts';

const finding = (key: string, reason = ''): Finding => ({
  key,
  level: 'warning',
  object: {kind: 'service', id: 'web', name: 'web'},
  title: 'something is wrong',
  reason,
  sinceMs: null,
  next: '',
  steps: [],
});

it('knows how long a finding was seen, through new words for it, and anew once it was gone', () => {
  const book = createFindingBook();
  book.begin(1_000);
  book.set('web', [finding('a')]);
  book.begin(2_000);
  book.set('web', [finding('a', 'twice'), finding('b')]);
  expect([book.seenSinceMs('a'), book.seenSinceMs('b')]).toEqual([1_000, 2_000]);
  book.begin(3_000);
  book.set('web', [finding('b')]);
  expect(book.seenSinceMs('a')).toBeNull();
  book.begin(4_000);
  book.set('web', [finding('a'), finding('b')]);
  expect([book.seenSinceMs('a'), book.seenSinceMs('b')]).toEqual([4_000, 2_000]);
});

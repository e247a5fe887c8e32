import {expect, test} from 'vitest';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {whyLocked} from '../../../source/config/why-locked.ts';

const reading = (text: string, sound = true) => ({
  settings: checkSettings('settings.json', text).settings,
  sound,
  path: 'settings.json',
});

test('a context that the settings lock says where that is written; the others may be changed', () => {
  const settings = reading('{"contexts": {"prod": {"readOnly": true}}}');
  expect(whyLocked('prod', false, settings)).toBe(
    'read-only: the settings say so for the context "prod" (settings.json)',
  );
  expect(whyLocked('lab', false, settings)).toBeNull();
});

test('the option locks every context, and no context unlocks what holds for all', () => {
  expect(whyLocked('lab', true, reading('{}'))).toBe('read-only: --read-only was given');
  const all = reading('{"readOnly": true, "contexts": {"lab": {"readOnly": false}}}');
  expect(whyLocked('lab', false, all)).toContain('the settings say so');
});

test('a faulty file may have said so', () => {
  expect(whyLocked('lab', false, reading('{"readOnly": true}', false))).toContain('faulty');
});

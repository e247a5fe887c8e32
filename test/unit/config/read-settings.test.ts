import {describe, expect, it} from 'vitest';
import {settingsInContext} from '../../../source/config/context-settings.ts';
import {checkSettings, describeFault, readSettings} from '../../../source/config/read-settings.ts';
import {defaultSettings} from '../../../source/config/settings.ts';

const check = (text: string) => checkSettings('settings.json', text);
const lines = (text: string) => check(text).faults.map(fault => describeFault('settings.json', fault));

describe('settings in a context', () => {
  const {settings} = check(
    '{"theme": "light", "standIns": ["tcp://b:2376"], "contexts": {"prod": {"readOnly": true, "theme": "dark", "standIns": ["ssh://m2"]}, "lab": {"readOnly": false}}}',
  );

  it('come before the general ones', () => {
    expect(settingsInContext(settings, 'prod')).toEqual({
      theme: 'dark',
      readOnly: true,
      standIns: ['ssh://m2'],
    });
  });

  it('leave the general ones where they say nothing', () => {
    expect(settingsInContext(settings, 'lab')).toEqual({
      theme: 'light',
      readOnly: false,
      standIns: ['tcp://b:2376'],
    });
    expect(settingsInContext(settings, 'toString')).toMatchObject({theme: 'light'});
  });

  it('cannot undo a general lock', () => {
    expect(settingsInContext({...settings, readOnly: true}, 'lab').readOnly).toBe(true);
  });
});

describe('reading settings', () => {
  it('gives the defaults where there is no file, and that is no fault', () => {
    expect(readSettings('/nonexistent/medianest/settings.json')).toEqual({
      path: '/nonexistent/medianest/settings.json',
      exists: false,
      settings: defaultSettings,
      faults: [],
      sound: true,
    });
  });

  it('fills in what the file leaves out', () => {
    const {settings, sound} = check('{"mouse": false, "poll": {"nodesMs": 20000}}');
    expect(sound).toBe(true);
    expect(settings).toEqual({
      ...defaultSettings,
      mouse: false,
      poll: {...defaultSettings.poll, nodesMs: 20_000},
    });
  });

  it('keeps names that people choose as they are, with dots', () => {
    const {settings} = check('{"contexts": {"prod.example": {"readOnly": true}}}');
    expect(settings.contexts['prod.example']).toEqual({readOnly: true, theme: null, standIns: []});
  });

  it('names line, column and reason of a wrong value', () => {
    expect(lines('{\n  "mouse": "yes",\n  "poll": {\n    "movingMs": 5\n  }\n}')).toEqual([
      'settings.json:2:12: mouse: must be true or false, not "yes"',
      'settings.json:4:17: poll.movingMs: must be a whole number from 200 to 60000, not 5',
    ]);
  });

  it('names the nearest choice', () => {
    expect(lines('{"layout": {"split": "atuo"}}')).toEqual([
      'settings.json:1:22: layout.split: must be one of "auto", "off" (did you mean "auto"?), not "atuo"',
    ]);
  });

  it('refuses an address that leads nowhere', () => {
    expect(lines('{"standIns": ["tcp://10.0.0.2:2376", "node-2"]}')).toEqual([
      'settings.json:1:38: standIns[1]: must be an address as in DOCKER_HOST, such as "ssh://root@node-2" or "tcp://10.0.0.2:2376", not "node-2"',
    ]);
  });

  it('warns of an unknown name with the nearest known one, and stays sound', () => {
    const reading = check('{"themes": "dark"}');
    expect(reading.sound).toBe(true);
    expect(reading.faults).toEqual([
      {
        level: 'warning',
        line: 1,
        column: 2,
        setting: 'themes',
        message: 'unknown setting, ignored; did you mean "theme"?',
      },
    ]);
  });

  it('lets the sound values of a faulty file hold', () => {
    const reading = check('{"theme": 5, "mouse": false}');
    expect(reading.sound).toBe(false);
    expect(reading.settings).toEqual({...defaultSettings, mouse: false});
  });

  it('is read-only while the file cannot be understood, since it may have said so', () => {
    expect(check('{"readOnly": true,').settings).toEqual({...defaultSettings, readOnly: true});
    expect(check('{"readOnly": "true"}').settings.readOnly).toBe(true);
    expect(check('{"contexts": {"prod": {"readOnly": 1}}}').settings.readOnly).toBe(true);
    expect(check('[]').settings.readOnly).toBe(true);
  });
});

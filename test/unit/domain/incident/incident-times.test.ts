import {describe, expect, it} from 'vitest';
import type {FindingStay} from '../../../../source/domain/incident/finding-history.ts';
import {incidentTimes} from '../../../../source/domain/incident/incident-times.ts';
import {minuteMs, nowMs} from '../../../builders/objects.ts';

const at = (minutes: number): number => nowMs + minutes * minuteMs;
const aStay = (
  part: Partial<FindingStay> & {readonly title?: string; readonly sinceMs?: number | null} = {},
): FindingStay => {
  const {title = 'update rolled back', sinceMs = null, ...rest} = part;
  return {
    finding: {
      key: `service:web:${title}`,
      level: 'critical',
      object: {kind: 'service', id: 'web', name: 'web'},
      title,
      reason: '',
      sinceMs,
      isHint: false,
      blastRadius: '',
    },
    cameMs: at(3),
    goneMs: at(9),
    wasThere: false,
    ...rest,
  };
};
const course = {startedMs: at(0), stoppedMs: at(20), signs: [], stays: [aStay()], actions: []};

describe('the times of an incident', () => {
  it('begin with the first sign, be it of the timeline or the cause of a finding', () => {
    const signs = [{atMs: at(2), title: 'web.1 failed'}];
    expect(incidentTimes({...course, signs}).firstSign).toEqual({
      atMs: at(2),
      what: 'the timeline says “web.1 failed”',
    });
    const stays = [aStay({sinceMs: at(-5), wasThere: true})];
    expect(incidentTimes({...course, signs, stays}).firstSign?.atMs).toBe(at(-5));
  });

  it('detect at the first finding that was seen, where the incident was open before', () => {
    const {toDetect} = incidentTimes({...course, signs: [{atMs: at(2), title: 'x'}]});
    expect(toDetect).toEqual({
      ms: minuteMs,
      how: 'from the first sign to the first finding that was seen: “update rolled back”',
    });
  });

  it('detect at the start of the incident, where the trouble is older', () => {
    const {toDetect} = incidentTimes({...course, signs: [{atMs: at(-4), title: 'x'}]});
    expect(toDetect.ms).toBe(4 * minuteMs);
    expect(toDetect.how).toContain('start of the incident');
  });

  it('act at the first action after the first sign', () => {
    const signs = [{atMs: at(2), title: 'x'}];
    const actions = [
      {atMs: at(6), title: 'second'},
      {atMs: at(5), title: 'Roll back web'},
      {atMs: at(1), title: 'what caused it'},
    ];
    expect(incidentTimes({...course, signs, actions}).toAct).toEqual({
      ms: 3 * minuteMs,
      how: 'from the first sign to the first action: “Roll back web”',
    });
    expect(incidentTimes({...course, signs}).toAct).toMatchObject({ms: null});
  });

  it('recover when the last finding is gone', () => {
    const stays = [aStay({cameMs: at(1)}), aStay({title: 'crash loop', goneMs: at(12)})];
    expect(incidentTimes({...course, stays}).toRecover.ms).toBe(11 * minuteMs);
  });

  it('do not call recovered what is still wrong, and name it', () => {
    const {toRecover} = incidentTimes({
      ...course,
      stays: [aStay(), aStay({title: 'crash loop', goneMs: null})],
    });
    expect(toRecover).toEqual({
      ms: null,
      how: 'not recovered when the incident was stopped: web: crash loop',
    });
  });

  it('leave out hints, and what had been wrong for hours', () => {
    const old = aStay({wasThere: true, sinceMs: at(-600), goneMs: null, title: 'drained'});
    const hint = aStay({goneMs: null, title: '2 engine versions'});
    const stays = [aStay(), old, {...hint, finding: {...hint.finding, isHint: true}}];
    expect(incidentTimes({...course, stays}).toRecover.ms).toBe(6 * minuteMs);
  });

  it('are none where nothing went wrong, and say so', () => {
    const times = incidentTimes({...course, stays: []});
    expect(times.firstSign).toBeNull();
    expect([times.toDetect, times.toAct, times.toRecover].map(({ms}) => ms)).toEqual([null, null, null]);
    expect(times.toDetect.how).toContain('nothing went wrong');
  });

  it('take a clock of a node that is ahead for no time below zero', () => {
    const stays = [aStay({sinceMs: at(30), wasThere: true})];
    const {toDetect} = incidentTimes({...course, stays});
    expect(toDetect.ms).toBe(0);
  });
});

import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {IncidentCluster} from '../../../../source/cluster/incident/gather-object.ts';
import {recordIncident} from '../../../../source/cluster/incident/recorder.ts';
import {stopIncident} from '../../../../source/cluster/incident/stop-incident.ts';
import type {StopParts} from '../../../../source/cluster/incident/stop-parts.ts';
import type {IncidentMark} from '../../../../source/domain/incident/incident.ts';
import {createRedactor} from '../../../../source/domain/masking/redactor.ts';
import type {ClusterStore} from '../../../../source/store/cluster-store.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {aLogLine, readingOf} from '../../../builders/fake-logs.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, aTask, minuteMs, nowMs} from '../../../builders/objects.ts';
import {memoryFiles} from './memory-files.ts';

const mark: IncidentMark = {
  id: 'one',
  name: 'checkout-down',
  startedMs: nowMs - 5 * minuteMs,
  stoppedMs: null,
  startedBy: 'joe',
  context: 'default',
  host: 'unix:///var/run/docker.sock',
  cluster: null,
  named: [],
};
const noTimeline = {read: async () => [], gaps: async () => []};
const illSwarm = () => aCluster().withManagers(1).withService('web', 1).store();
const fail = (store: ClusterStore, error = 'task: non-zero exit (1)') =>
  store.applyChanges(
    [
      {
        kind: 'put',
        table: 'tasks',
        values: [
          aFailedTask(minuteMs, {id: taskId('web-1'), serviceId: serviceId('web-id'), error, version: 99}),
        ],
      },
    ],
    nowMs,
  );
const recover = (store: ClusterStore) =>
  store.applyChanges(
    [
      {
        kind: 'replace',
        table: 'tasks',
        values: [aTask({id: taskId('web-2'), serviceId: serviceId('web-id')})],
      },
    ],
    nowMs,
  );
const clusterOf = (store: ClusterStore, spec: unknown = {}, log = ''): IncidentCluster => ({
  store,
  inspect: async () => spec,
  readLogs: readingOf(...(log === '' ? [] : [aLogLine(log, nowMs)])),
});
const partsOf = (part: Partial<StopParts> & Pick<StopParts, 'files'>): StopParts => ({
  mark,
  stoppedMs: nowMs,
  redactor: createRedactor(),
  cluster: {missing: 'no manager answers'},
  timeline: noTimeline,
  journal: {records: [], fault: null},
  ...part,
});

/** Records a failure that comes and goes, then stops. */
const play = async (spec: unknown, log: string, error?: string) => {
  const {files, contents} = memoryFiles();
  const store = illSwarm();
  const cluster = clusterOf(store, spec, log);
  const redactor = createRedactor();
  const recorder = recordIncident({mark, cluster, files, redactor, nowMs: () => nowMs});
  fail(store, error);
  await recorder.idle();
  recover(store);
  recorder.close();
  const stopped = await stopIncident(partsOf({files, cluster, redactor}));
  return {stopped, contents, report: contents.get('report.md') ?? ''};
};

describe('an incident that is stopped', () => {
  it('has a report of the findings that came and went, with the log and the spec of their object', async () => {
    const {stopped, report, contents} = await play({Spec: {Name: 'web'}}, 'no such table');
    expect(stopped.kind).toBe('reported');
    expect(report).toContain('# Incident: checkout-down');
    expect(report).toMatch(/\| service web \| .*task 1 failed/);
    expect(report).toContain('no such table');
    expect([...contents.keys()]).toEqual(
      expect.arrayContaining([
        'specs/before/service-web.json',
        'specs/after/service-web.json',
        'logs/service-web.log',
      ]),
    );
    expect(report).toContain('from the first sign to the moment when the last finding was gone');
  });

  it('says what could not be gathered, and why', async () => {
    const {files, contents} = memoryFiles();
    const stopped = await stopIncident(
      partsOf({
        files,
        timeline: {missing: 'its file cannot be read'},
        journal: {records: [], fault: 'journal.jsonl: EACCES'},
      }),
    );
    const report = contents.get('report.md') ?? '';
    for (const text of ['no manager answers', 'its file cannot be read', 'EACCES', 'no console was open'])
      expect(report).toContain(text);
    expect(stopped).toMatchObject({kind: 'reported'});
  });

  it('stays open with a clear word where the disk is full', async () => {
    const {files} = memoryFiles(1);
    const stopped = await stopIncident(partsOf({files}));
    expect(stopped).toMatchObject({kind: 'problem'});
    expect(stopped.kind === 'problem' ? stopped.message : '').toContain('no space left on device');
  });

  it('lets no secret into any file, whatever it is and wherever it was said', async () => {
    const hostile = fc.oneof(
      fc.string({unit: 'binary', minLength: 6, maxLength: 30}),
      fc.constantFrom(
        '"},{"x":"',
        '\\"\\\\',
        '`````',
        '| a | b |',
        '\n## Title\nnext',
        'a\tb\u0000c\u001b[2J',
        '$&$1$`',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (one, other) => {
        const [secret, token] = [`s3-${one}-x`, `t0-${other}-y`];
        const env = [`DB_PASSWORD=${secret}`, 'MODE=fast'];
        const spec = {
          Spec: {
            TaskTemplate: {ContainerSpec: {Env: env, Args: ['--token', token], Labels: {apiKey: secret}}},
          },
        };
        const {contents} = await play(spec, `login ${secret} and ${token}`, `task: ${secret} was refused`);
        for (const [name, text] of contents)
          for (const each of [
            secret,
            token,
            JSON.stringify(secret).slice(1, -1),
            JSON.stringify(token).slice(1, -1),
          ])
            expect(text.includes(each), `${name} holds ${JSON.stringify(each)}`).toBe(false);
        expect([...contents.keys()]).toContain('logs/service-web.log');
      }),
      {numRuns: 40},
    );
  });

  it('goes on with what a console that died has left', async () => {
    const {files, contents} = memoryFiles();
    const store = illSwarm();
    const cluster = clusterOf(store);
    const parts = {mark, cluster, files, redactor: createRedactor(), nowMs: () => nowMs};
    // Nobody closes the first one.
    const first = recordIncident(parts);
    fail(store);
    await first.idle();
    const before = contents.get('findings.jsonl') ?? '';
    const second = recordIncident(parts);
    await second.idle();
    second.close();
    expect((contents.get('findings.jsonl') ?? '').startsWith(before)).toBe(true);
    await stopIncident(partsOf({files}));
    expect(contents.get('report.md')).toMatch(/still there .*service web/);
  });

  it('is not told of findings while what could tell is not live', () => {
    const {files, contents} = memoryFiles();
    const store = illSwarm();
    store.applyChanges(
      [{kind: 'freshness', sources: ['tasks'], freshness: {kind: 'stale', sinceMs: nowMs, reason: 'silent'}}],
      nowMs,
    );
    const recorder = recordIncident({
      ...{mark, files, redactor: createRedactor(), nowMs: () => nowMs},
      cluster: clusterOf(store),
    });
    fail(store);
    recorder.close();
    expect(contents.get('findings.jsonl')).toBeUndefined();
  });
});

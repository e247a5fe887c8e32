import {wireTime} from '../../wire/time.ts';

/** What one program writes: a line that stands alone, or an error with its trace. */
export interface Program {
  plain(line: Written): string;
  /** The first is the error, the others come with it. */
  readonly fault: readonly string[];
}

/** What a line is made of. */
interface Written {
  readonly timeMs: number;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

const json = ({path, status, durationMs}: Written): string =>
  JSON.stringify({
    level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
    msg: 'request served',
    method: 'GET',
    path,
    status,
    durationMs,
  });

const logfmt = ({path, status, durationMs}: Written): string =>
  `level=info method=GET path=${path} status=${status} duration=${durationMs}ms`;

const service: Program = {
  plain: json,
  fault: [
    '{"level":"error","msg":"request failed","err":"connect ECONNREFUSED db:5432"}',
    'Error: connect ECONNREFUSED db:5432',
    '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
    '    at async Pool.acquire (/app/src/pool.js:48:11)',
  ],
};
const job: Program = {
  plain: ({timeMs, durationMs}) =>
    `${wireTime(timeMs).slice(0, 19)} INFO  [worker-1] c.h.j.JobRunner - job finished in ${durationMs} ms`,
  fault: [
    'ERROR [worker-1] c.h.j.JobRunner - job failed',
    'java.lang.IllegalStateException: lease lost after 30 s',
    '\tat com.home.jobs.Lease.renew(Lease.java:71)',
    '\tat com.home.jobs.JobRunner.run(JobRunner.java:112)',
  ],
};
const database: Program = {
  plain: ({timeMs, durationMs}) =>
    `${wireTime(timeMs).slice(0, 23).replace('T', ' ')} UTC [71] LOG:  checkpoint complete: wrote ${durationMs} buffers (0.3%)`,
  fault: [
    'UTC [94] ERROR:  canceling statement due to lock timeout',
    'UTC [94] CONTEXT:  while updating tuple (0,7) in relation "orders"',
    'UTC [94] STATEMENT:  UPDATE orders SET state = $1 WHERE id = $2',
    'UTC [94] LOG:  could not send data to client: Broken pipe',
  ],
};
const proxy: Program = {
  plain: logfmt,
  fault: ['level=error msg="no server is available" backend=shop_api status=503 duration=0ms'],
};

/** By the last part of the image's name. */
export const programOf = (image: string): Program => {
  const name = image.split('@')[0]?.split('/').at(-1)?.split(':')[0] ?? '';
  if (name === 'postgres' || name === 'db') return database;
  if (name === 'worker' || name === 'transcoder' || name === 'opensearch') return job;
  return ['web', 'api', 'auth', 'index', 'photoprism', 'jellyfin'].includes(name) ? service : proxy;
};

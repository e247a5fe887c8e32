import {request as httpRequest} from 'node:http';
import {request as httpsRequest} from 'node:https';
import {connect} from 'node:net';
import type {ProbeOutcome} from '../../domain/health/observation.ts';
import type {Probe} from '../../domain/health/probes/declaration.ts';

/** Tries an address once; never rejects. */
export type TryProbe = (probe: Probe, address: string, signal: AbortSignal) => Promise<ProbeOutcome>;

/** Tries an address by HTTP or TCP, within the time that the probe gives it. */
export const tryProbe: TryProbe = async (probe, address, signal) => {
  const startMs = performance.now();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(probe.timeoutMs)]);
  const took = () => Math.round(performance.now() - startMs);
  try {
    const said = probe.kind === 'tcp' ? await tryTcp(address, limit) : await tryHttp(probe, address, limit);
    return {...said, tookMs: took()};
  } catch (error) {
    const isLate = limit.aborted && !signal.aborted;
    const said = isLate ? `no answer within ${probe.timeoutMs / 1_000} s` : faultInWords(error);
    return {kind: 'failed', tookMs: took(), said};
  }
};

type Said = Pick<ProbeOutcome, 'kind' | 'said'>;

/** The status alone is looked at: where an answer points elsewhere, nobody goes there, and its body is not read. */
const tryHttp = (probe: Probe, address: string, signal: AbortSignal): Promise<Said> =>
  new Promise((resolve, reject) => {
    const ask = address.startsWith('https:') ? httpsRequest : httpRequest;
    const asked = ask(
      address,
      // A connection of its own, for that is part of what is tried.
      {agent: false, signal, headers: {'user-agent': 'medianest-probe', connection: 'close'}},
      answer => {
        const status = answer.statusCode ?? 0;
        const isFine = probe.statuses.some(([from, to]) => status >= from && status <= to);
        resolve({kind: isFine ? 'passed' : 'failed', said: `HTTP ${status}`});
        answer.destroy();
      },
    );
    asked.on('error', reject);
    asked.end();
  });

const tryTcp = (address: string, signal: AbortSignal): Promise<Said> =>
  new Promise((resolve, reject) => {
    const {hostname, port} = new URL(address);
    const socket = connect({host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), signal}, () => {
      resolve({kind: 'passed', said: 'connected'});
      socket.destroy();
    });
    socket.on('error', reject);
  });

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ENOTFOUND: 'the name is not known',
  ETIMEDOUT: 'no answer',
};

function faultInWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words[code] ?? (error instanceof Error && error.message !== '' ? error.message : String(error));
}

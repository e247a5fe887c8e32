import {createServer} from 'node:http';
import {createServer as createTcp, type Server} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {declaredProbes} from '../../../../source/domain/health/probes/declaration.ts';
import {tryProbe} from '../../../../source/integrations/probes/try-probe.ts';
import {aService} from '../../../builders/objects.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});
const listening = (server: Server): Promise<number> =>
  new Promise(resolve => {
    open.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
const tried = (address: string, options: Readonly<Record<string, string>> = {}) => {
  const labels = {
    'medianest.probe.p': address,
    ...Object.fromEntries(
      Object.entries(options).map(([name, value]) => [`medianest.probe.p.${name}`, value]),
    ),
  };
  const [probe] = declaredProbes(aService({labels})).probes;
  if (probe === undefined) throw new Error('no probe');
  return tryProbe(probe, address, new AbortController().signal);
};

describe('one try of a probe', () => {
  it('passes by the status, and goes nowhere that an answer points to', async () => {
    const asked: string[] = [];
    const port = await listening(
      createServer((request, answer) => {
        asked.push(request.url ?? '');
        const isMoved = request.url === '/moved';
        answer.writeHead(isMoved ? 302 : 503, isMoved ? {location: '/other'} : {}).end();
      }),
    );
    const base = `http://127.0.0.1:${port}`;
    expect(await tried(`${base}/moved`)).toMatchObject({kind: 'passed', said: 'HTTP 302'});
    expect(await tried(`${base}/moved`, {status: '200'})).toMatchObject({kind: 'failed', said: 'HTTP 302'});
    expect(await tried(`${base}/down`)).toMatchObject({kind: 'failed', said: 'HTTP 503'});
    expect(asked).toEqual(['/moved', '/moved', '/down']);
  });

  it('connects by TCP, and says in words why it cannot', async () => {
    const port = await listening(createTcp(socket => socket.end()));
    expect(await tried(`tcp://127.0.0.1:${port}`)).toMatchObject({kind: 'passed', said: 'connected'});
    for (const server of open.splice(0)) server.close();
    expect(await tried(`tcp://127.0.0.1:${port}`)).toMatchObject({
      kind: 'failed',
      said: 'connection refused',
    });
  });

  it('fails a server that accepts and says nothing, after the time that the probe gives it', async () => {
    const port = await listening(createTcp(() => undefined));
    expect(await tried(`http://127.0.0.1:${port}/`, {timeout: '100ms'})).toMatchObject({
      kind: 'failed',
      said: 'no answer within 0.1 s',
    });
  });
});

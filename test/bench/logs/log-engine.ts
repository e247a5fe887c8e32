import {Buffer} from 'node:buffer';
import {createServer, type ServerResponse} from 'node:http';
import {setTimeout} from 'node:timers/promises';
import {parentPort, workerData} from 'node:worker_threads';

/** An engine in another thread that sends log lines as fast as they are taken: as many as the id of the service says, `500r100` at a rate. */
const {socket} = workerData as {socket: string};
const linesAChunk = 500;
const tasks = 8;

const headOf = (task: number) =>
  `com.docker.swarm.node.id=node${task},com.docker.swarm.service.id=web,com.docker.swarm.task.id=task${task} `;

/** Frames of one chunk; each begins a moment after the one before, so that their times grow as real ones do. */
function chunkFrom(first: number, count: number): Buffer {
  const frames: Buffer[] = [];
  for (let line = first; line < first + count; line += 1) {
    const time = `${new Date(1_762_800_000_000 + Math.floor(line / 100)).toISOString().slice(0, 23)}${String((line % 100) * 10_000).padStart(6, '0')}Z`;
    const text = `line ${line} level=${line % 100 === 0 ? 'error' : 'info'} path=/a/${line % 1_000}\n`;
    const payload = Buffer.from(`${time} ${headOf(line % tasks)}${text}`);
    const header = Buffer.alloc(8);
    header.writeUInt8(1, 0);
    header.writeUInt32BE(payload.length, 4);
    frames.push(header, payload);
  }
  return Buffer.concat(frames);
}

/** Lines that come again a million later are a day younger: nobody may take them for the same. */
function dayOf(chunk: Buffer, round: number): Buffer {
  const day = Buffer.from(String(10 + round));
  for (let at = 0; at < chunk.length; at += 8 + chunk.readUInt32BE(at + 4)) day.copy(chunk, at + 8 + 8);
  return chunk;
}

/** Made before anybody asks, so that what is measured is the reader. */
const chunks = Array.from({length: 2_000}, (_, index) => chunkFrom(index * linesAChunk, linesAChunk));

/** `rate`: lines a second; 0: as fast as they are taken. */
async function sendLines(response: ServerResponse, lines: number, rate: number): Promise<void> {
  const started = performance.now();
  response.writeHead(200, {'Content-Type': 'application/vnd.docker.multiplexed-stream'});
  for (let sent = 0; sent < lines; sent += linesAChunk) {
    const number = sent / linesAChunk;
    const chunk = chunks[number % chunks.length] ?? Buffer.alloc(0);
    const dated = dayOf(chunk, Math.floor(number / chunks.length));
    const aheadMs = rate === 0 ? 0 : (sent / rate) * 1_000 - (performance.now() - started);
    if (aheadMs > 1) await setTimeout(aheadMs);
    if (!response.write(dated)) await new Promise(resolve => response.once('drain', resolve));
  }
  response.end();
}

const service = {
  ID: 'web',
  Version: {Index: 1},
  Spec: {Name: 'web', TaskTemplate: {ContainerSpec: {Image: 'x'}}, Mode: {Replicated: {Replicas: 1}}},
};

createServer((request, response) => {
  const path = (request.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*/, '');
  const logs = /^\/services\/(\d+)(?:r(\d+))?\/logs$/.exec(path);
  response.setHeader('Api-Version', '1.51');
  response.setHeader('Swarm', 'active/manager');
  if (logs !== null) void sendLines(response, Number(logs[1]), Number(logs[2] ?? 0));
  else if (path === '/_ping') response.end('OK');
  else if (path.startsWith('/services/')) response.end(JSON.stringify({...service, ID: path.split('/')[2]}));
  else response.end('{}');
}).listen(socket, () => parentPort?.postMessage('listening'));

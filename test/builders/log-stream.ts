import {Buffer} from 'node:buffer';

const kinds = {stdout: 1, stderr: 2, fault: 3} as const;

/** One frame of a multiplexed log stream. */
export const logFrame = (kind: keyof typeof kinds, payload: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(payload);
  const header = Buffer.alloc(8);
  header.writeUInt8(kinds[kind], 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
};

/** What an engine writes before the text of a line. */
export const logHead = (time: string, taskId: string, nodeId = 'n1', serviceId = 's1'): string =>
  `${time} com.docker.swarm.node.id=${nodeId},com.docker.swarm.service.id=${serviceId},com.docker.swarm.task.id=${taskId} `;

/** Bytes cut into chunks at these places. */
export const choppedAt = (bytes: Buffer, cuts: readonly number[]): readonly Buffer[] => {
  const places = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...places, bytes.length].map((end, index) => bytes.subarray(places[index - 1] ?? 0, end));
};

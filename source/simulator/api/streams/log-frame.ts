import type {ContainerLog, LogLine} from '../../simulated-engine.ts';

const streamBytes = {stdout: 1, stderr: 2, fault: 3} as const;

const headerLength = 8;

/** One frame of a multiplexed stream: a byte for the stream, three of nothing, four for the length, the text. */
export const logFrame = (stream: keyof typeof streamBytes, text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const frame = Buffer.alloc(headerLength + length);
  frame.writeUInt8(streamBytes[stream], 0);
  frame.writeUInt32BE(length, 4);
  frame.write(text, headerLength);
  return frame;
};

/** What stands before a line when asked for, in the engine's order. */
export interface LineDress {
  readonly timestamps: boolean;
  readonly details: boolean;
}

const detailsOf = ({nodeId, serviceId, taskId}: ContainerLog): string =>
  Object.entries({
    'com.docker.swarm.node.id': nodeId,
    'com.docker.swarm.service.id': serviceId,
    'com.docker.swarm.task.id': taskId,
  })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join(',');

/** `[timestamp ][details ]text`, with its line end. */
export const dressedLine = (log: ContainerLog, line: LogLine, dress: LineDress): string =>
  `${dress.timestamps ? `${line.time} ` : ''}${dress.details ? `${detailsOf(log)} ` : ''}${line.text}\n`;

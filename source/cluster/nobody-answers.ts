import {connect} from 'node:net';
import {unaskedSockets} from '../engine/discovery/find-endpoints.ts';
import type {EndpointOptions} from './cluster.ts';

/**
 * Whether nobody said which engine is meant and this machine has none: no socket, or one that nobody listens on. A socket
 * that may not be opened belongs to an engine.
 */
export const nobodyAnswers = async (options: EndpointOptions): Promise<boolean> => {
  const paths = unaskedSockets(options);
  if (paths.length === 0) return false;
  const answers = await Promise.all(paths.map(isAbandoned));
  return answers.every(isNobody => isNobody);
};

const isAbandoned = (path: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(path);
    const end = (isNobody: boolean) => {
      socket.destroy();
      resolve(isNobody);
    };
    socket.once('connect', () => end(false));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ENOENT' || error.code === 'ECONNREFUSED'),
    );
  });

import {extname} from 'node:path';

/** More managers than these are not served: nobody moves on so often. */
const mostSockets = 3;

/** Where the managers of a demo are served: `engine.sock`, `engine-2.sock`, `engine-3.sock`. */
export const socketPaths = (path: string, managers: number): readonly string[] => {
  const end = extname(path);
  const stem = path.slice(0, path.length - end.length);
  return Array.from({length: Math.min(mostSockets, managers)}, (_, at) =>
    at === 0 ? path : `${stem}-${at + 1}${end}`,
  );
};

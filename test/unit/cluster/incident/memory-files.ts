import type {IncidentFiles} from '../../../../source/cluster/incident/incident-files.ts';

/** The files of an incident in memory; `fullAfter` lets the disk be full when so many were written. */
export const memoryFiles = (fullAfter = Number.POSITIVE_INFINITY) => {
  const contents = new Map<string, string>();
  let writes = 0;
  const put = (name: string, text: string): string | null => {
    writes += 1;
    if (writes > fullAfter) return `${name}: ENOSPC: no space left on device, write`;
    contents.set(name, text);
    return null;
  };
  const files: IncidentFiles = {
    folder: '/state/incidents/one',
    write: put,
    append: (name, text) => put(name, `${contents.get(name) ?? ''}${text}`),
    read: name => contents.get(name) ?? null,
    names: () => [...contents.keys()],
  };
  return {files, contents};
};

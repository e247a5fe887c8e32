/** What was thrown, in words. Libraries throw other things than errors. */
export const faultInWords = (fault: unknown): string =>
  fault instanceof Error ? fault.message : String(fault);

/** Why a file could not be read, and what to do; `path` is as the person gave it. */
export const readFaultInWords = (path: string, fault: unknown): string => {
  const code = fault instanceof Error && 'code' in fault ? fault.code : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return path.startsWith('/')
        ? `there is no file ${path}: look at the path`
        : `there is no file ${path}: look at the path, which counts from the folder that medianest was started in`;
    case 'EACCES':
    case 'EPERM':
      return `you may not read ${path}: have its owner let you, or name another file`;
    case 'EISDIR':
      return `${path} is a folder: name a file in it`;
    default:
      return `${path} cannot be read: ${faultInWords(fault)}`;
  }
};

/** The exit code in the engine's phrase, e.g. `Exited (137) 3 hours ago`; null where there is none. */
export const exitCodeOf = (status: string): number | null => {
  const found = /^Exited \((\d{1,3})\)/.exec(status);
  return found?.[1] === undefined ? null : Number(found[1]);
};

/** Something with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Shorter beginnings of ids fit by chance. */
const leastBeginning = 3;

/**
 * The objects that a name may mean, as for the docker CLI: those of this id, else of this name, else those whose id begins
 * so. More than one is a question, never a guess: a node that rejoined has the hostname of its old entry.
 */
export function matchName<Row>(
  rows: Iterable<Row>,
  wanted: string,
  named: (row: Row) => Named,
): readonly Row[] {
  const byId: Row[] = [];
  const byName: Row[] = [];
  const byBeginning: Row[] = [];
  for (const row of rows) {
    const {id, name} = named(row);
    // The name of a volume or a stack is its id too, but says nothing of its kind.
    if (id === wanted && name !== wanted) byId.push(row);
    else if (name === wanted) byName.push(row);
    else if (wanted.length >= leastBeginning && id.startsWith(wanted)) byBeginning.push(row);
  }
  return [byId, byName, byBeginning].find(found => found.length > 0) ?? [];
}

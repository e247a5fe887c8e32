import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createElementScanner} from '../../../../../source/engine/dockerode/lists/element-scanner.ts';
import {
  createKnownElements,
  type KnownElements,
} from '../../../../../source/engine/dockerode/lists/known-elements.ts';

interface Element {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** As an engine writes it: id and version first. */
const written = ({id, version, state}: Element): Buffer =>
  Buffer.from(JSON.stringify({ID: id, Version: {Index: version}, State: state}));

const parsed = (text: Buffer): Element => {
  const {ID: id, Version, State: state} = JSON.parse(text.toString());
  return {id, version: Version.Index, state};
};

/** Reads a list; tells what it gave and how many elements had to be parsed for it. */
const readList = async (known: KnownElements<Element>, elements: readonly Element[], isWhole = true) => {
  let parses = 0;
  const recall = await known.begin(isWhole);
  const values = elements.map(written).map(text =>
    recall.read(text, () => {
      parses += 1;
      return parsed(text);
    }),
  );
  recall.end();
  return {values, parses};
};

const tasks = (count: number): readonly Element[] =>
  Array.from({length: count}, (_, index) => ({id: `task${index}`, version: 10, state: 'running'}));

describe('elements of lists that are asked for again', () => {
  it('are parsed once, and again where their text is another', async () => {
    const known = createKnownElements<Element>();
    const before = tasks(20);
    const after = before.map((task, index) => (index === 3 ? {...task, version: 11, state: 'failed'} : task));
    const first = await readList(known, before);
    expect(first.parses).toBe(20);
    const second = await readList(known, after);
    expect(second).toEqual({values: after, parses: 1});
    second.values.forEach((value, index) => {
      if (index !== 3) expect(value).toBe(first.values[index]);
    });
  });

  it('are known in a narrow list too, which forgets nothing', async () => {
    const known = createKnownElements<Element>();
    const all = tasks(5);
    await readList(known, all);
    const changed = {...tasks(2)[1], version: 12} as Element;
    expect(await readList(known, [changed, ...all.slice(2, 4)], false)).toMatchObject({parses: 1});
    expect(await readList(known, all.with(1, changed))).toMatchObject({parses: 0});
  });

  it('are forgotten when a whole list does not tell of them', async () => {
    const known = createKnownElements<Element>();
    const all = tasks(5);
    for (const list of [all, all.slice(1)]) await readList(known, list);
    expect(await readList(known, all)).toMatchObject({parses: 1});
  });

  it('are not forgotten by a narrow list that ends after a whole one', async () => {
    const known = createKnownElements<Element>();
    const narrow = await known.begin(false);
    await readList(known, tasks(5));
    narrow.end();
    expect(await readList(known, tasks(5))).toMatchObject({parses: 0});
  });

  it('are kept when a list breaks off', async () => {
    const known = createKnownElements<Element>();
    const all = tasks(5);
    await readList(known, all);
    const broken = await known.begin(true);
    broken.read(written(all[0] as Element), () => null);
    expect(await readList(known, all)).toMatchObject({parses: 0});
  });

  it('are parsed each time where an engine writes the id elsewhere', async () => {
    const known = createKnownElements<Element>();
    const text = Buffer.from('{"State":"running","ID":"a","Version":{"Index":1}}');
    let parses = 0;
    for (let list = 0; list < 4; list += 1) {
      const recall = await known.begin(true);
      recall.read(text, () => {
        parses += 1;
        return {id: 'a', version: 1, state: 'running'};
      });
      recall.end();
    }
    expect(parses).toBe(4);
  });

  it('are what parsing gives, whatever lists follow one another', async () => {
    const element = fc.record({
      id: fc.constantFrom('a', 'b', 'ab', 'c'),
      version: fc.nat({max: 3}),
      state: fc.constantFrom('running', 'failed', 'gone"{', ''),
    });
    const lists = fc.array(
      fc.record({
        elements: fc.uniqueArray(element, {maxLength: 5, selector: ({id}) => id}),
        isWhole: fc.boolean(),
      }),
      {maxLength: 10},
    );
    await fc.assert(
      fc.asyncProperty(lists, async all => {
        const known = createKnownElements<Element>();
        for (const {elements, isWhole} of all)
          expect((await readList(known, elements, isWhole)).values).toEqual(elements);
      }),
      {numRuns: 300},
    );
  });

  it('are what parsing gives in a list that is cut anywhere, and are not looked through again', async () => {
    const known = createKnownElements<Element>();
    let looked = 0;
    const read = async (elements: readonly Element[], cuts: readonly number[]) => {
      const bytes = Buffer.from(`[${elements.map(written).join(',\n')}]`);
      const recall = await known.begin(true);
      const scanner = createElementScanner(recall.find);
      const values: (Element | null)[] = [];
      const places = [0, ...cuts.map(cut => cut % bytes.length), bytes.length].toSorted((a, b) => a - b);
      for (const [index, place] of places.slice(1).entries()) {
        for (const element of scanner.feed(bytes.subarray(places[index], place))) {
          if (Buffer.isBuffer(element)) looked += 1;
          values.push(Buffer.isBuffer(element) ? recall.read(element, () => parsed(element)) : element.value);
        }
      }
      scanner.end();
      recall.end();
      return values;
    };
    const element = fc.record({
      id: fc.constantFrom('a', 'b', 'ab', 'c'),
      version: fc.nat({max: 3}),
      state: fc.constantFrom('running', 'failed', '}],[{"ID":"a"', '\\'),
    });
    const list = fc.uniqueArray(element, {maxLength: 4, selector: ({id}) => id});
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(list, fc.array(fc.nat(), {maxLength: 4})), {maxLength: 6}),
        async lists => {
          for (const [elements, cuts] of lists) expect(await read(elements, cuts)).toEqual(elements);
        },
      ),
      {numRuns: 300},
    );
    await read(tasks(20), []);
    looked = 0;
    await read(tasks(20), []);
    expect(looked).toBe(0);
  });
});

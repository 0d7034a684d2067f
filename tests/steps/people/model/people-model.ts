import { firstBulletins, type PeopleDeed } from "./deeds.ts";

/** What is known of an address, whether a person has it or not. */
type Known = {
  everywhere?: "bounced" | "complained" | undefined;
  everywhereAt: number;
  wantsNone: boolean;
  noneAt: number;
  erased: boolean;
  readonly left: Set<number>;
  /** The lists that the person left themself, and when. */
  readonly leftLists: Map<number, number>;
};

type ModelPerson = {
  address: number;
  readonly former: Set<number>;
  /** The import that put them on each list. */
  readonly lists: Map<number, number>;
  pausedUntil: number;
};

type Imported = {
  readonly id: number;
  readonly list: number;
  readonly begun: number;
  readonly removed: readonly { readonly who: ModelPerson; readonly source: number }[];
};

export const pauseLasts = 3;

/**
 * What should become of people, in sets and loops: no hashes, versions, projections or order of
 * writes. Shares no code with the pipeline. Time is a number that grows with each deed.
 */
export function peopleModel() {
  const people = new Set<ModelPerson>();
  const known = new Map<number, Known>();
  const bulletins: (readonly number[])[] = [...firstBulletins];
  const applied: Imported[] = [];
  const knownOf = (address: number): Known => {
    const found = known.get(address) ?? {
      everywhereAt: 0,
      wantsNone: false,
      noneAt: 0,
      erased: false,
      left: new Set(),
      leftLists: new Map(),
    };
    known.set(address, found);
    return found;
  };
  const owner = (address: number) => [...people].find(person => person.address === address);
  const all = (person: ModelPerson) => [person.address, ...person.former].map(knownOf);

  const personAt = (address: number): ModelPerson => {
    const person = owner(address) ?? {
      address,
      former: new Set(),
      lists: new Map(),
      pausedUntil: 0,
    };
    people.add(person);
    return person;
  };

  const importRows = (
    { list, mode, rows }: PeopleDeed & { kind: "import" },
    id: number,
    now: number,
  ) => {
    const named = rows.flatMap(address => {
      if (knownOf(address).erased) return [];
      const person = personAt(address);
      if (!person.lists.has(list)) person.lists.set(list, id);
      return [person];
    });
    const removed: { who: ModelPerson; source: number }[] = [];
    if (mode === "replace")
      for (const who of people) {
        const source = who.lists.get(list);
        if (source === undefined || named.includes(who)) continue;
        // They have left it themself, so nobody needs to take them off.
        if (knownOf(who.address).leftLists.has(list)) continue;
        removed.push({ who, source });
        who.lists.delete(list);
      }
    applied.push({ id, list, begun: now, removed });
  };

  /** One person is put on a list only if letters can reach them. `id` belongs to no import. */
  const add = ({ list, address }: PeopleDeed & { kind: "add" }, id: number) => {
    const { everywhere, wantsNone, erased, leftLists } = knownOf(address);
    if (everywhere || wantsNone || erased || leftLists.has(list)) return;
    const person = personAt(address);
    if (!person.lists.has(list)) person.lists.set(list, id);
  };

  const undo = (list: number) => {
    const last = applied.findLast(each => each.list === list);
    if (!last) return;
    applied.splice(applied.indexOf(last), 1);
    for (const person of people) if (person.lists.get(list) === last.id) person.lists.delete(list);
    for (const { who, source } of last.removed) {
      const { everywhere, everywhereAt, wantsNone, noneAt, leftLists } = knownOf(who.address);
      const hasEnded =
        (everywhere !== undefined && everywhereAt >= last.begun) ||
        (wantsNone && noneAt >= last.begun) ||
        (leftLists.get(list) ?? 0) >= last.begun;
      if (people.has(who) && !who.lists.has(list) && !hasEnded) who.lists.set(list, source);
    }
  };

  const correct = (person: ModelPerson, to: number) => {
    const from = knownOf(person.address);
    const there = knownOf(to);
    if (to === person.address || owner(to) || there.erased) return;
    if (from.everywhere === "complained" && there.everywhere !== "complained")
      Object.assign(there, { everywhere: "complained", everywhereAt: from.everywhereAt });
    if (from.wantsNone && !there.wantsNone)
      Object.assign(there, { wantsNone: true, noneAt: from.noneAt });
    for (const bulletin of from.left) there.left.add(bulletin);
    for (const [list, at] of from.leftLists)
      if (!there.leftLists.has(list)) there.leftLists.set(list, at);
    person.former.add(person.address);
    person.address = to;
  };

  /** By the form: their own wish, for one bulletin. `id` belongs to no import. */
  const join = ({ list, bulletin, address }: PeopleDeed & { kind: "join" }, id: number) => {
    const own = knownOf(address);
    if (bulletin >= bulletins.length || own.everywhere || own.erased) return;
    const person = personAt(address);
    if (own.wantsNone)
      for (const each of all(person))
        for (const other of bulletins.keys()) if (other !== bulletin) each.left.add(other);
    own.wantsNone = false;
    own.left.delete(bulletin);
    own.leftLists.delete(list);
    person.lists.set(list, id);
  };

  const change = (deed: PeopleDeed, now: number, ids: { readonly import: number }) => {
    if (deed.kind === "bulletin") return void bulletins.push(deed.on);
    if (deed.kind === "import") return importRows(deed, ids.import, now);
    if (deed.kind === "undo") return undo(deed.list);
    if (deed.kind === "add") return add(deed, ids.import);
    if (deed.kind === "join") return join(deed, ids.import);
    const person = owner(deed.who);
    if (!person) return;
    const own = knownOf(person.address);
    switch (deed.kind) {
      case "leave":
        if (deed.bulletin < bulletins.length)
          for (const each of all(person)) each.left.add(deed.bulletin);
        return;
      case "leave-list":
        for (const each of all(person))
          if (!each.leftLists.has(deed.list)) each.leftLists.set(deed.list, now);
        return;
      case "reconfirm":
        own.leftLists.delete(deed.list);
        person.lists.set(deed.list, ids.import);
        return;
      case "leave-all":
        for (const each of all(person))
          if (!each.wantsNone) Object.assign(each, { wantsNone: true, noneAt: now });
        return;
      case "complain":
        for (const each of all(person))
          if (each.everywhere !== "complained")
            Object.assign(each, { everywhere: "complained", everywhereAt: now });
        return;
      case "bounce":
      case "defer":
        if (!own.everywhere) Object.assign(own, { everywhere: "bounced", everywhereAt: now });
        return;
      case "lift":
        if (deed.scope === "everywhere") own.everywhere = undefined;
        else own.wantsNone = false;
        return;
      case "come-back":
        // Only to this address: their former ones stay as they are.
        if (deed.to === "all-letters") own.wantsNone = false;
        else own.left.delete(deed.to);
        return;
      case "remove":
        person.lists.delete(deed.list);
        return;
      case "pause":
        person.pausedUntil = now + pauseLasts;
        return;
      case "erase":
        people.delete(person);
        for (const address of [person.address, ...person.former])
          if (!owner(address)) knownOf(address).erased = true;
          else if (!knownOf(address).wantsNone)
            Object.assign(knownOf(address), { wantsNone: true, noneAt: now });
        return;
      case "correct":
        return correct(person, deed.to);
    }
  };

  return {
    change,
    bulletins,
    owner: (address: number) => owner(address) !== undefined,
    /** The addresses that the next edition of a bulletin reaches. */
    reached: (bulletin: number, now: number): number[] =>
      [...people]
        .filter(({ address, lists, pausedUntil }) => {
          const { everywhere, wantsNone, left, leftLists } = knownOf(address);
          const isKeptOut = everywhere !== undefined || wantsNone || left.has(bulletin);
          const isOn = (bulletins[bulletin] ?? []).some(
            list => lists.has(list) && !leftLists.has(list),
          );
          return isOn && !isKeptOut && pausedUntil <= now;
        })
        .map(({ address }) => address)
        .sort(),
  };
}
export type PeopleModel = ReturnType<typeof peopleModel>;

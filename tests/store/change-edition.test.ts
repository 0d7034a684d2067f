import { describe, expect, expectTypeOf, it } from "vitest";
import { editionSubject, type HistoryItem } from "../../functions/core/access/history-item.ts";
import type { Edition } from "../../functions/core/bulletins/edition.ts";
import type { EditionReason } from "../../functions/core/bulletins/reason.ts";
import {
  type EditionStatus,
  editionStatus,
  heldFromStatus,
} from "../../functions/core/bulletins/status.ts";
import type {
  SeenEdition,
  TransitionKind,
} from "../../functions/core/bulletins/transitions/transition.ts";
import { transitions } from "../../functions/core/bulletins/transitions/transitions.ts";
import { type Change, changeEdition } from "../../functions/store/bulletins/change-edition.ts";
import { getEdition, openEdition } from "../../functions/store/bulletins/editions.ts";
import { listHistory } from "../../functions/store/history/histories.ts";
import { getItem } from "../../functions/store/table.ts";
import { aDecision } from "../examples/builders.ts";
import { aPipeline } from "../local-pipeline.ts";

type StopReason = Extract<EditionReason, { code: "stopped" }>;

const statuses = editionStatus.options;
const kinds = Object.keys(transitions) as TransitionKind[];
const mayStart = (kind: TransitionKind, status: EditionStatus) =>
  (transitions[kind].from as readonly EditionStatus[]).includes(status);

/** A value of each field that a transition writes. */
const fields = {
  entries: ["one"],
  subject: "Winter plans",
  hash: "abc",
  languages: ["cy"],
  addressAfter: "2026-11-24T10:00:00.000Z",
  restUntil: "2026-11-24T10:00:00.000Z",
  audience: 3,
  rounds: 2,
  plan: { from: "2026-11-24T09:00:00.000Z", days: [3] },
  listVersion: "2",
  returns: { began: 1, at: 2 },
  broken: true,
  reason: { code: "paused" },
  refusals: { mark: "m", answer: "Refused.", places: [] },
  lists: ["staff"],
  sender: { from: "letters@example.org" },
  proposals: 2,
  proposal: {
    at: "2026-11-23T09:00:00.000Z",
    basis: "made-from",
    entries: [{ id: "one", version: 1, title: "Winter plans" }],
    people: 3,
    changes: [],
  },
  approval: {
    hash: "abc",
    by: "person:ann",
    name: "Dr A. Jones",
    at: "2026-11-23T10:00:00.000Z",
    people: 3,
  },
};

/** The rules as a reader of the glossary expects them, apart from the table that the code uses. */
const next: Readonly<Record<TransitionKind, Partial<Record<EditionStatus, EditionStatus>>>> = {
  revise: { waiting: "waiting", approved: "waiting" },
  "look-again": { waiting: "waiting", approved: "approved" },
  approve: { waiting: "approved" },
  "ask-for-changes": { waiting: "waiting", approved: "waiting" },
  begin: { waiting: "composing", approved: "composing" },
  return: { composing: "waiting", held: "waiting" },
  skip: { waiting: "skipped", approved: "skipped" },
  "hold-late": { waiting: "held", approved: "held" },
  "close-window": { addressing: "addressing" },
  undo: { addressing: "waiting" },
  "undo-and-hold": { addressing: "held" },
  compose: { composing: "addressing" },
  "leave-empty": { composing: "empty", waiting: "empty", approved: "empty" },
  postpone: { addressing: "addressing" },
  address: { addressing: "sending" },
  "address-again": { sending: "addressing", finished: "addressing" },
  rest: { sending: "sending" },
  "note-returns": { sending: "sending" },
  finish: { sending: "finished" },
  reopen: { finished: "sending" },
  hold: { composing: "held", addressing: "held", sending: "held" },
  "hold-refused": { sending: "held", finished: "held" },
  resume: { held: "addressing" },
  stop: {
    waiting: "stopped",
    approved: "stopped",
    addressing: "stopped",
    sending: "stopped",
    held: "stopped",
  },
};
const dueOf: Partial<Record<EditionStatus, string>> = {
  waiting: "PROPOSED",
  approved: "PROPOSED",
  skipped: "SKIPPED",
  composing: "EDITION",
  addressing: "EDITION",
  sending: "EDITION",
  held: "HELD",
  finished: "EVENTS",
  stopped: "EVENTS",
};

const changeOf = (kind: TransitionKind) => {
  const {
    writes = [],
    mayWrite = [],
  }: { writes?: readonly string[]; mayWrite?: readonly string[] } = transitions[kind] as object;
  const written = [...writes, ...mayWrite].map(name => [name, fields[name as keyof typeof fields]]);
  return { kind, ...Object.fromEntries(written) };
};

/** What a held or stopped edition knows of the status before. */
function rememberedOf(
  kind: TransitionKind,
  from: EditionStatus,
  to: EditionStatus,
): EditionStatus | undefined {
  if (to !== "held" && to !== "stopped") return undefined;
  if (from === "held") return "addressing";
  if (kind === "undo-and-hold") return "composing";
  if (from === "waiting" || from === "approved") return to === "held" ? "composing" : undefined;
  return from === "finished" ? "sending" : from;
}

/** A table with editions to walk. */
async function aWalk() {
  const local = await aPipeline();
  const { table } = local.pipeline;
  let count = 0;
  let requests = 0;
  table.client.middlewareStack.add(
    nextHandler => args => {
      requests++;
      return nextHandler(args);
    },
    { step: "initialize" },
  );
  const stored = (
    status: EditionStatus,
    heldFrom: "addressing" | "composing" = "addressing",
  ): Promise<Edition> => {
    const slot = new Date(Date.UTC(2026, 0, 1) + count * 60_000).toISOString();
    const isProposed = status === "waiting" || status === "approved";
    const edition: Edition = {
      id: `walk_${count++}`,
      bulletin: "walk",
      slot,
      status,
      reason: status === "held" ? { code: "quota-spent" } : undefined,
      heldFrom: status === "held" ? heldFrom : undefined,
      entries: [],
      lists: [],
      sender: { from: "letters@example.org" },
      subject: "",
      hash: "",
      audience: 1,
      rounds: 1,
      proposals: isProposed ? 1 : undefined,
      addressAfter: status === "addressing" ? "2026-11-24T09:05:00.000Z" : undefined,
    };
    return openEdition(table, edition, aDecision());
  };
  const itemOf = ({ id }: Edition) =>
    getItem(table, { PK: `EDITION#${id}`, SK: "EDITION" }, { consistent: true });
  // The types refuse what this test wants to try.
  const change = (seen: Edition, kind: TransitionKind, decided = aDecision()) => {
    const history = "decided" in transitions[kind] ? decided : undefined;
    const changed = { ...changeOf(kind), history };
    return changeEdition(table, seen as SeenEdition<"stop">, changed as Change<"stop">);
  };
  return { table, stored, itemOf, change, counted: () => requests };
}

describe("a transition of an edition", () => {
  it("leads from each status that allows it to the next, and writes its fields", async () => {
    const { table, stored, itemOf, change } = await aWalk();
    for (const kind of kinds)
      for (const status of statuses) {
        const to = next[kind][status];
        if (to === undefined) continue;
        // Only an edition without a letter returns to its approvers.
        const edition = await stored(status, kind === "return" ? "composing" : undefined);
        const decided = aDecision({ on: editionSubject(edition.id) });
        expect([kind, status, await change(edition, kind, decided)]).toEqual([kind, status, true]);
        expect([kind, await listHistory(table, decided.on, 10)]).toEqual([
          kind,
          "decided" in transitions[kind] ? [decided] : [],
        ]);
        const after = await itemOf(edition);
        const { kind: _, ...written } = changeOf(kind);
        const due = dueOf[to];
        expect(after).toMatchObject({ status: to, ...written });
        expect([after?.due, after?.dueAt]).toEqual(
          due ? [due, edition.slot] : [undefined, undefined],
        );
        expect(after?.holds).toBe(to === "held" ? 1 : undefined);
        expect(after?.heldFrom).toBe(rememberedOf(kind, status, to));
        if (kind === "resume") expect(after?.reason).toBeUndefined();
      }
  });

  it("is refused from every other status: before the write, and by the table if the status has changed by then", async () => {
    const { table, stored, itemOf, change, counted } = await aWalk();
    for (const status of statuses) {
      const edition = await stored(status);
      const before = await itemOf(edition);
      for (const kind of kinds) {
        if (next[kind][status] !== undefined) continue;
        const requests = counted();
        expect([kind, status, await change(edition, kind)]).toEqual([kind, status, false]);
        expect(counted()).toBe(requests);
      }
      for (const kind of kinds) {
        const [from] = transitions[kind].from;
        if (status === from) continue;
        const seen: Edition = { ...edition, status: from, heldFrom: "addressing" };
        const decided = aDecision({ on: editionSubject(edition.id) });
        expect([kind, status, await change(seen, kind, decided)]).toEqual([kind, status, false]);
      }
      expect(await listHistory(table, editionSubject(edition.id), 10)).toEqual([]);
      expect(await itemOf(edition)).toEqual(before);
    }
  });

  it("is refused if the proposal or the undo window is another by now", async () => {
    const { stored, change } = await aWalk();
    const waiting = await stored("waiting");
    for (const kind of ["revise", "approve", "begin", "skip"] as const)
      expect([kind, await change({ ...waiting, proposals: 2 }, kind)]).toEqual([kind, false]);
    const addressing = await stored("addressing");
    for (const kind of ["undo", "undo-and-hold", "close-window", "postpone"] as const)
      expect([kind, await change({ ...addressing, addressAfter: undefined }, kind)]).toEqual([
        kind,
        false,
      ]);
    expect(await change(addressing, "close-window")).toBe(true);
    for (const kind of ["undo", "undo-and-hold", "postpone"] as const)
      expect([kind, await change(addressing, kind)]).toEqual([kind, false]);
    const held = await stored("held", "addressing");
    expect(await change(held, "return")).toBe(false);
  });

  it("is refused if it counts rounds and another has begun, or if it resumes to a wrong status", async () => {
    const { table, stored, change } = await aWalk();
    for (const kind of ["address", "address-again", "finish"] as const) {
      const [from] = transitions[kind].from;
      expect(await change({ ...(await stored(from)), rounds: 0 }, kind)).toBe(false);
    }
    const held = await stored("held");
    expect(await change({ ...held, heldFrom: "sending" }, "resume")).toBe(false);
    expect((await getEdition(table, held.id))?.status).toBe("held");
  });

  it("cannot be written from a status that does not allow it, nor without its fields", () => {
    expectTypeOf<SeenEdition<"finish">["status"]>().toEqualTypeOf<"sending">();
    expectTypeOf<SeenEdition<"finish">>().toHaveProperty("rounds");
    expectTypeOf<SeenEdition<"resume">["heldFrom"]>().toEqualTypeOf<
      "composing" | "addressing" | "sending"
    >();
    expectTypeOf<SeenEdition<"stop">["status"]>().toEqualTypeOf<
      "waiting" | "approved" | "addressing" | "sending" | "held"
    >();
    expectTypeOf<{ kind: "hold"; history: HistoryItem }>().not.toExtend<Change<"hold">>();
    expectTypeOf<{ kind: "stop"; reason: StopReason }>().not.toExtend<Change<"stop">>();
    expectTypeOf<{ kind: "stop"; reason: StopReason; history: HistoryItem }>().toExtend<
      Change<"stop">
    >();
    expectTypeOf<{ kind: "finish" }>().toExtend<Change<"finish">>();
  });

  it("leads to each status but the first, and out of each status but the last", () => {
    expect(heldFromStatus.options.every(status => mayStart("hold", status))).toBe(true);
    const reached = kinds.flatMap(kind => Object.values(next[kind]));
    expect(statuses.filter(status => !reached.includes(status))).toEqual([]);
    expect(statuses.filter(status => !kinds.some(kind => mayStart(kind, status)))).toEqual([
      "stopped",
      "empty",
      "skipped",
    ]);
  });
});

import { endImport, renewImportLease, type SeenLease, takeImportLease } from "../../store/people/import-leases.ts";
import type { Pipeline } from "../pipeline.ts";

/** Why an import was not carried out, or not to its end. The message is a sentence for people. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  /** "busy": another import has the list. "lost": another took it over. "incomplete": the list would not be what was given. */
  readonly kind: "busy" | "lost" | "incomplete";

  constructor(kind: ImportRefused["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Milliseconds that a lease lasts unless it is renewed; a process that is killed blocks its list for so long. */
const leaseMs = 10_000;
const lookEveryMs = 200;

export type LeaseOptions = {
  /** Milliseconds since any instant; never set back, and going on while the process is frozen. */
  readonly monotonic?: () => number;
  /** Milliseconds to wait for another import before giving up. A dead import's lease ends within less than the default. */
  readonly patienceMs?: number;
  readonly onWait?: () => void;
};

/** The right to write to a list. */
export type ListLease = {
  readonly fence: number;
  /** Throws ImportRefused unless the list is still this import's: to be awaited right before each write. */
  readonly assertHeld: () => Promise<void>;
  /** Gives the list back; with the name of what is on it now, if that is known. */
  readonly end: (version?: string) => Promise<void>;
};

/** Waits until a list is free, and takes it. Throws ImportRefused if another import keeps it. */
export async function leaseList(pipeline: Pipeline, list: string, options: LeaseOptions): Promise<ListLease> {
  const { table } = pipeline;
  const { monotonic = () => performance.now(), patienceMs = 2 * leaseMs, onWait } = options;
  const began = monotonic();
  let watched: { lease: SeenLease; since: number } | undefined;
  for (;;) {
    const renewed = monotonic();
    // By the wall clock the lease may end too late, where that was set back: one that nobody has renewed for its whole length is dead.
    const dead = watched && renewed - watched.since > leaseMs ? watched.lease : undefined;
    const taken = await takeImportLease(table, list, { until: pipeline.now() + leaseMs, now: pipeline.now(), dead });
    if (taken.kind === "taken") return heldLease(pipeline, list, taken.fence, monotonic, renewed);
    if (watched?.lease.fence !== taken.seen.fence || watched.lease.beat !== taken.seen.beat) {
      if (!watched) onWait?.();
      watched = { lease: taken.seen, since: monotonic() };
    }
    if (monotonic() - began > patienceMs)
      throw new ImportRefused("busy", "another run is putting people on the same list: wait for its end, then try again");
    await pipeline.sleep(lookEveryMs);
  }
}

function heldLease(pipeline: Pipeline, list: string, fence: number, monotonic: () => number, taken: number): ListLease {
  const { table } = pipeline;
  let renewed = taken;
  let renewing: Promise<void> | undefined;
  const lost = () =>
    new ImportRefused(
      "lost",
      "this run stood still, and another has put people on the same list: nothing more was changed by this one",
    );
  const renew = async () => {
    const begins = monotonic();
    if (!(await renewImportLease(table, list, fence, pipeline.now() + leaseMs))) throw lost();
    renewed = begins;
  };
  return {
    fence,
    assertHeld: async () => {
      if (monotonic() - renewed < leaseMs / 4) return;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      await renewing;
    },
    end: async version => {
      if (!(await endImport(table, list, fence, version))) throw lost();
    },
  };
}

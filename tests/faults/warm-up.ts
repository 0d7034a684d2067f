import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { setTimeout } from "node:timers/promises";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { templatesDirectory } from "../../infra/local/local-pipeline.ts";
import { ordersFor, smallFleet } from "./fleet.ts";
import type { Scene } from "./group.ts";
import { startHand } from "./hand.ts";
import type { Plan } from "./plan.ts";
import { fillLists, openRound } from "./round.ts";

/** A round of which nothing is asked. */
const plan: Plan = {
  seed: 0,
  has: new Set(),
  lists: [{ name: "warm-up", members: ["first@example.org", "second@example.org"] }],
  everyone: ["first@example.org", "second@example.org"],
  newcomers: [],
  never: [],
  suppressed: [],
  uncertain: "hold",
  events: { lost: 0, doubled: 0, late: 0, unanswered: 0 },
  disturbances: [],
};

/**
 * Has a worker and a clock send an edition in peace, so that V8 keeps what it compiles for all that follow: they start at half the cost.
 * Once is enough for programs of the same sources.
 */
export async function warmUp({
  local,
  postman,
  programs,
  onEvident,
}: Pick<Scene, "local" | "postman" | "programs" | "onEvident">): Promise<void> {
  const { compileCache } = programs;
  const mark = join(compileCache, "warm");
  if (existsSync(mark)) return;
  const given = [templatesDirectory];
  const orders = ordersFor(local, smallFleet);
  const start = (program: string) =>
    startHand({ program, given, orders, compileCache, onEvident, onAnswered: () => {} });
  const hands = [start(programs.worker), start(programs.clock)];
  for (const hand of hands) hand.work({ repeats: 0, ahead: 0 });
  const ticking = setInterval(() => {
    hands[1]?.tick(Date.now());
  }, 200);
  const { truth } = await openRound(local, postman, plan, await fillLists(local, plan));
  while ((await getEdition(local.pipeline.table, truth.edition))?.status !== "finished")
    await setTimeout(50);
  clearInterval(ticking);
  for (const hand of hands) hand.dismiss();
  await Promise.all(hands.map(hand => hand.death));
  writeFileSync(mark, "");
}

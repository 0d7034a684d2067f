import type { Context } from "hono";
import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { sendToCorrected } from "../../steps/control/send-to-corrected.ts";
import { findCopyOf } from "../../steps/ledger/find-copy.ts";
import { type EditorsRoom, findEdition } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { CorrectedPage, CorrectPage, correctPath, sayUncorrected } from "./correct-page.tsx";

const addressForm = z.object({ address: z.string().max(1_000) });
const subscriberId = z.string().regex(/^[0-9A-Z]{26}$/);

/** Corrects the address of a person on an edition, and sends the letter to them. */
export function addCorrectRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const path = correctPath(":edition", ":subscriber");

  const ask = async (
    c: Context,
    edition: Edition,
    given: { address?: string; problem?: string },
  ) => {
    const { data: id } = subscriberId.safeParse(c.req.param("subscriber"));
    const found = id === undefined ? undefined : await findCopyOf(pipeline, edition, id);
    const copy = found?.kind === "on-edition" ? found.copy : undefined;
    if (!copy?.person) return sendProblem(c, frame, 404);
    const { address = copy.person.email, problem } = given;
    const shown = { ...copy, person: copy.person };
    return sendPage(
      c,
      <CorrectPage
        room={room}
        edition={edition}
        copy={shown}
        address={address}
        problem={problem}
      />,
      problem === undefined ? 200 : 400,
    );
  };

  routes.get(path, "send", async c => {
    const edition = await findEdition(room, c.req.param("edition") ?? "");
    return edition ? ask(c, edition, {}) : sendProblem(c, frame, 404);
  });

  routes.post(path, "send", async c => {
    const edition = await findEdition(room, c.req.param("edition") ?? "");
    const { data: subscriber } = subscriberId.safeParse(c.req.param("subscriber"));
    if (!edition || subscriber === undefined) return sendProblem(c, frame, 404);
    const address = addressForm.safeParse(await c.req.parseBody()).data?.address.trim() ?? "";
    if (address === "") return ask(c, edition, { address, problem: "Enter an email address" });
    const by = actorOf(c.var.person);
    pipeline.log("correction-asked", { edition: edition.id, subscriber, by: byline(by) });
    const outcome = await sendToCorrected(
      pipeline,
      { edition: edition.id, subscriber },
      address,
      by,
    );
    if (outcome.kind !== "sent")
      return ask(c, edition, { address, problem: sayUncorrected(outcome) });
    const { isQueued } = outcome;
    return sendPage(
      c,
      <CorrectedPage room={room} edition={edition} address={address} isQueued={isQueued} />,
    );
  });
}

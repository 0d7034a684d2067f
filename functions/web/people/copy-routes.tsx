import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import { findCopy } from "../../steps/ledger/find-copy.ts";
import { eraseSubscriber } from "../../steps/people/erase-subscriber.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getSubscribers } from "../../store/people/subscribers.ts";
import { type EditorsRoom, findEdition } from "../kit/editors-room.ts";
import { readHistory } from "../kit/history.tsx";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { CopyPage } from "./copy-page.tsx";
import { ErasedPage, ErasePage } from "./erase-pages.tsx";

const addressForm = z.object({ address: z.string().max(1_000) });
const subscriberId = z.string().regex(/^[0-9A-Z]{26}$/);

/** Looks up one person on an edition, and erases people. */
export function addCopyRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.post("/editions/:edition/find", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    const address = addressForm.safeParse(await c.req.parseBody()).data?.address.trim() ?? "";
    const [found, bulletin] = await Promise.all([
      findCopy(pipeline, edition, address),
      getBulletin(pipeline.table, edition.bulletin),
    ]);
    pipeline.log("copy-looked-up", {
      edition: edition.id,
      answer: found.kind,
      by: byline(actorOf(c.var.person)),
    });
    return sendPage(
      c,
      <CopyPage
        room={room}
        edition={edition}
        bulletin={bulletin}
        address={address}
        found={found}
      />,
      found.kind === "invalid" ? 400 : 200,
    );
  });

  const editionToReturnTo = async (id: string | undefined) =>
    id === undefined ? undefined : findEdition(room, id);

  routes.get("/subscribers/:subscriber/erase", "erase", async c => {
    const { data: id } = subscriberId.safeParse(c.req.param("subscriber"));
    const [person] = id === undefined ? [] : await getSubscribers(pipeline.table, [id]);
    if (!person) return sendProblem(c, frame, 404);
    return sendPage(
      c,
      <ErasePage
        frame={frame}
        person={person}
        edition={await editionToReturnTo(c.req.query("edition"))}
      />,
    );
  });

  routes.post("/subscribers/:subscriber/erase", "erase", async c => {
    const { data: id } = subscriberId.safeParse(c.req.param("subscriber"));
    if (id === undefined) return sendProblem(c, frame, 404);
    await eraseSubscriber(pipeline, id, actorOf(c.var.person));
    const history = await readHistory(pipeline, { kind: "subscriber", id });
    return sendPage(
      c,
      <ErasedPage
        frame={frame}
        id={id}
        erased={history.find(({ what }) => what === "erased")}
        edition={await editionToReturnTo(c.req.query("edition"))}
      />,
    );
  });
}

import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { type Figure, figures } from "../../core/ledger/figure.ts";
import { listPeople, readPage } from "../../steps/ledger/list-people.ts";
import { readAccount } from "../../steps/ledger/read-account.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { type EditorsRoom, findEdition } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { maxPeoplePerFile, peopleCsv } from "./people-csv.ts";
import { PeoplePage } from "./people-page.tsx";

const peoplePerPage = 100;

/**
 * A page stops its search after this time, and the next page continues: a figure may count few
 * people among a million.
 */
const maxSearchMs = 8_000;

const asked = z.object({
  standing: z.enum(figures).optional(),
  after: z
    .string()
    .regex(/^\d{3,}-[0-9A-Z]{26}\.\d{1,3}$/)
    .transform(text => ({
      batch: text.slice(0, text.indexOf(".")),
      position: Number(text.slice(text.indexOf(".") + 1)),
    }))
    .optional(),
  part: z.coerce.number().int().min(1).max(1_000).optional(),
});

export function addPeopleRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.get("/editions/:edition/people", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const query = asked.safeParse(c.req.query()).data;
    if (!edition || !query) return sendProblem(c, frame, 404);
    const { standing: figure, after } = query;
    const end = pipeline.now() + maxSearchMs;
    const [page, bulletin, files] = await Promise.all([
      readPage(
        listPeople(pipeline, edition, figure, { after }),
        peoplePerPage,
        () => pipeline.now() > end,
      ),
      getBulletin(pipeline.table, edition.bulletin),
      countFiles(room, edition, figure),
    ]);
    const isLater = after !== undefined;
    return sendPage(
      c,
      <PeoplePage
        room={room}
        edition={edition}
        bulletin={bulletin}
        figure={figure}
        page={page}
        isLater={isLater}
        files={files}
      />,
    );
  });

  routes.get("/editions/:edition/people.csv", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const query = asked.safeParse(c.req.query()).data;
    if (!edition || !query) return sendProblem(c, frame, 404);
    const { standing, part } = query;
    pipeline.log("people-exported", {
      edition: edition.id,
      standing: standing ?? "all",
      by: byline(actorOf(c.var.person)),
    });
    const skip = part === undefined ? 0 : (part - 1) * maxPeoplePerFile;
    const maxPeople = part === undefined ? Number.POSITIVE_INFINITY : maxPeoplePerFile;
    const name = [edition.id, standing, part && `part-${part}`].filter(Boolean).join("-");
    return c.body(peopleCsv(listPeople(pipeline, edition, standing, { skip }), maxPeople), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
    });
  });
}

/** Reads the account only if the audience needs several files. */
async function countFiles(
  { pipeline }: EditorsRoom,
  edition: Edition,
  figure: Figure | undefined,
): Promise<number> {
  if (edition.audience <= maxPeoplePerFile) return 1;
  const people =
    figure === undefined ? edition.audience : (await readAccount(pipeline, edition.id))[figure];
  return Math.ceil(people / maxPeoplePerFile);
}

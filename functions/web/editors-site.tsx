import { Hono } from "hono";
import { reviewBulletin } from "../steps/approval/review-bulletin.ts";
import type { Template } from "../steps/editions/draft-edition.ts";
import type { Pipeline } from "../steps/pipeline.ts";
import { addApproveLink } from "./approval/approve-link.tsx";
import { addApproveRoutes } from "./approval/approve-routes.tsx";
import { addDatesRoutes } from "./bulletins/dates-routes.tsx";
import { findHome } from "./bulletins/home/find-home.ts";
import { HomePage } from "./bulletins/home/home-page.tsx";
import { addNewBulletinRoutes } from "./bulletins/new-bulletin-routes.tsx";
import { addBulletinRoutes } from "./bulletins/next/bulletin-routes.tsx";
import { addSettingsRoutes } from "./bulletins/settings-routes.tsx";
import { addSubjectRoutes } from "./bulletins/subject/subject-routes.tsx";
import { addClockRoutes } from "./clock/clock-routes.tsx";
import { addEditionRoutes } from "./editions/edition-routes.tsx";
import { addEditionsPage } from "./editions/editions-page.tsx";
import { addSendRoutes } from "./editions/send-routes.tsx";
import { addEntryActionRoutes } from "./entries/entry-action-routes.tsx";
import { addEntryRoutes } from "./entries/entry-routes.tsx";
import { addVariantRoutes } from "./entries/languages/variant-routes.tsx";
import { addManyEntriesRoutes } from "./entries/many-entries-routes.tsx";
import { type Assets, serveAssets } from "./kit/assets.ts";
import type { EditorsRoom } from "./kit/editors-room.ts";
import { type NavigationLink, sendPage } from "./kit/layout.tsx";
import { dressProblems } from "./kit/problem-pages.tsx";
import { addImageRoutes } from "./letter/images/image-routes.tsx";
import { addPreviewRoutes } from "./letter/preview-routes.tsx";
import { addTestRoutes } from "./letter/test-routes.tsx";
import { addImportRoutes } from "./people/imports/import-routes.tsx";
import { addListPersonRoutes } from "./people/lists/list-person-routes.tsx";
import { addListRoutes } from "./people/lists/list-routes.tsx";
import { addReconfirmListRoutes } from "./people/lists/reconfirm-list-routes.tsx";
import { addLiftRoutes } from "./people/person/lift-routes.tsx";
import { addPersonRoutes } from "./people/person/person-routes.tsx";
import { guardedRoutes, recogniser } from "./sign-in/guarded-routes.tsx";
import type { SignedIn, SignIn } from "./sign-in/sign-in.ts";
import { addSignOutRoutes } from "./sign-in/sign-out-routes.tsx";

export type EditorsSiteOptions = {
  readonly signIn: SignIn;
  /** Links in the page header. */
  readonly navigation?: readonly NavigationLink[];
  /** The origin that browsers see, if requests arrive through another host. */
  readonly origin?: string;
};

/** The parts of the site: in the header of every page. */
export const editorsSections: readonly NavigationLink[] = [
  { href: "/", text: "Home" },
  { href: "/people", text: "People" },
  { href: "/lists", text: "Lists" },
];

/** The editors' pages. Other sites can use other paths of the same origin. */
export function editorsSite(
  pipeline: Pipeline,
  template: Template,
  assets: Assets,
  { signIn, navigation = [], origin }: EditorsSiteOptions,
): Hono<SignedIn> {
  const site = new Hono<SignedIn>();
  const paths = serveAssets(site, assets);
  const frame = { paths, name: "Dear Colleague", home: "/", sections: editorsSections, navigation };
  const room: EditorsRoom = { pipeline, template, frame };
  dressProblems(site, frame, pipeline.log, recogniser({ signIn, pipeline }));
  const routes = guardedRoutes(site, {
    signIn,
    pipeline,
    frame,
    origin,
    // What an editor saves may be a part of a letter that is approved: its approval ends at once.
    changed: bulletin => reviewBulletin(pipeline, template, bulletin),
  });

  routes.get("/", "read", async c => {
    const now = new Date(pipeline.now());
    const home = await findHome(pipeline.table, c.var.person, now);
    return sendPage(c, <HomePage frame={frame} home={home} now={now} />);
  });
  addClockRoutes(routes, room);
  addNewBulletinRoutes(routes, room);
  addSettingsRoutes(routes, room);
  addDatesRoutes(routes, room);
  addSubjectRoutes(routes, room);
  addBulletinRoutes(routes, room);
  addManyEntriesRoutes(routes, room);
  addEntryRoutes(routes, room);
  addEntryActionRoutes(routes, room);
  addVariantRoutes(routes, room);
  addImageRoutes(routes, room);
  addPreviewRoutes(routes, room);
  addSendRoutes(routes, room);
  addTestRoutes(routes, room);
  addEditionRoutes(routes, room);
  addEditionsPage(routes, room);
  addListRoutes(routes, room);
  addImportRoutes(routes, room);
  addListPersonRoutes(routes, room);
  addReconfirmListRoutes(routes, room);
  addPersonRoutes(routes, room);
  addLiftRoutes(routes, room);
  addApproveRoutes(routes, room);
  addApproveLink(site, room, origin);
  signIn.serve(site, { frame, pipeline });
  addSignOutRoutes(site, signIn, origin, { frame, pipeline });
  return site;
}

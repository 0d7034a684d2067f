import type { Context } from "hono";
import * as z from "zod";
import { actorOf } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import {
  altText,
  type BulletinImage,
  imageSchema,
  sayImageRefusal,
} from "../../../core/letter/images/image.ts";
import { imageId } from "../../../core/letter/images/image-id.ts";
import { addImage } from "../../../steps/editions/images/add-image.ts";
import { describeImage } from "../../../steps/editions/images/describe-image.ts";
import { dropImage, findImageUse } from "../../../steps/editions/images/drop-image.ts";
import { getImage, listImages } from "../../../store/bulletins/images.ts";
import { type EditorsRoom, findBulletin } from "../../kit/editors-room.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import { readForm } from "../../kit/read-form.ts";
import { policyWithImages } from "../../kit/security-headers.ts";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { ImagesPage } from "./images-page.tsx";
import { OneImagePage } from "./one-image-page.tsx";

const altForm = z.object({ alt: altText.min(1, "Enter what the image shows") });
const names = { alt: "The text" };
const perPage = 30;

type Shown = { readonly bulletin: Bulletin; readonly image: BulletinImage };

/** The images of a bulletin: add, describe, delete. */
export function addImageRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  const showAll = async (
    c: Context,
    bulletin: Bulletin,
    tried: { readonly alt: string; readonly problems: readonly FieldProblem[] },
  ) => {
    const from = z.coerce.number().int().min(0).catch(0).parse(c.req.query("from"));
    const images = await listImages(pipeline.table, bulletin.id);
    const shown = {
      bulletin,
      images: images.slice(from, from + perPage),
      older: images.length > from + perPage ? from + perPage : undefined,
      deleted: c.req.query("deleted") !== undefined,
    };
    showImages(c);
    const page = <ImagesPage room={room} {...shown} {...tried} />;
    return sendPage(c, page, tried.problems.length > 0 ? 400 : 200);
  };
  const showOne = async (
    c: Context,
    { bulletin, image }: Shown,
    tried: { readonly alt: string; readonly problems: readonly FieldProblem[] },
  ) => {
    const use = await findImageUse(pipeline.table, bulletin, image.id);
    const saved = c.req.query("saved");
    showImages(c);
    const props = { room, bulletin, image, use, saved, ...tried };
    return sendPage(c, <OneImagePage {...props} />, tried.problems.length > 0 ? 409 : 200);
  };
  const findShown = async (c: Context): Promise<Shown | undefined> => {
    const bulletin = await findBulletin(room, c.req.param("bulletin") ?? "");
    const id = imageId.safeParse(c.req.param("image")).data;
    const image = bulletin && id && (await getImage(pipeline.table, bulletin.id, id));
    return bulletin && image ? { bulletin, image } : undefined;
  };
  /** Images come from the readers' site, as in letters. */
  const showImages = (c: Context) =>
    c.header("Content-Security-Policy", policyWithImages(new URL(pipeline.siteUrl).origin));

  routes.get("/bulletins/:bulletin/images", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    return showAll(c, bulletin, { alt: "", problems: [] });
  });

  routes.upload("/bulletins/:bulletin/images", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    const fields = await c.req.parseBody();
    const form = readForm(altForm, fields, names);
    const { file } = fields;
    const problems = form.kind === "good" ? [] : form.problems;
    const isChosen = file instanceof File && file.size > 0;
    const missing = isChosen ? [] : [{ field: "file", message: "Choose a PNG or JPEG file" }];
    if (!isChosen || form.kind !== "good")
      return showAll(c, bulletin, { alt: form.values.alt, problems: [...missing, ...problems] });
    const added = await addImage(
      pipeline,
      {
        bulletin: bulletin.id,
        file: imageSchema.shape.file.safeParse(file.name.slice(-200)).data ?? "",
        alt: form.good.alt,
        bytes: new Uint8Array(await file.arrayBuffer()),
      },
      actorOf(c.var.person),
    );
    if (added.kind === "added")
      return c.redirect(
        `/bulletins/${bulletin.id}/images/${added.id}?saved=${added.isNew ? "new" : "known"}`,
        303,
      );
    const message = sayImageRefusal(added.why);
    return showAll(c, bulletin, { alt: form.values.alt, problems: [{ field: "file", message }] });
  });

  routes.get("/bulletins/:bulletin/images/:image", "read", async c => {
    const found = await findShown(c);
    if (!found) return sendProblem(c, frame, 404);
    return showOne(c, found, { alt: found.image.alt, problems: [] });
  });

  routes.post("/bulletins/:bulletin/images/:image", "write", async c => {
    const found = await findShown(c);
    if (!found) return sendProblem(c, frame, 404);
    const { bulletin, image } = found;
    const form = readForm(altForm, await c.req.parseBody(), names);
    if (form.kind !== "good")
      return showOne(c, found, { alt: form.values.alt, problems: form.problems });
    const { alt } = form.good;
    const change = { id: image.id, alt };
    await describeImage(pipeline, bulletin.id, change, actorOf(c.var.person));
    return c.redirect(`/bulletins/${bulletin.id}/images/${image.id}?saved=words`, 303);
  });

  routes.post("/bulletins/:bulletin/images/:image/delete", "write", async c => {
    const found = await findShown(c);
    if (!found) return sendProblem(c, frame, 404);
    const { bulletin, image } = found;
    const dropped = await dropImage(pipeline, bulletin, image.id, actorOf(c.var.person));
    if (dropped === "deleted" || dropped === "gone")
      return c.redirect(`/bulletins/${bulletin.id}/images?deleted`, 303);
    const message = "The image is in use, so it was not deleted";
    return showOne(c, found, { alt: image.alt, problems: [{ field: "use", message }] });
  });
}

import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { type BulletinImage, maxImageBytes } from "../../../core/letter/images/image.ts";
import { shownSize } from "../../../core/letter/images/image-id.ts";
import { Banner } from "../../kit/banner.tsx";
import { BulletinTabs } from "../../kit/bulletin-tabs.tsx";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, HintAndError, TextField } from "../../kit/fields.tsx";
import { Layout, May } from "../../kit/layout.tsx";
import { sayDate } from "../../kit/say.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  /** The latest first. */
  readonly images: readonly BulletinImage[];
  /** Where the next page begins. */
  readonly older: number | undefined;
  readonly deleted: boolean;
  readonly alt: string;
  readonly problems: readonly FieldProblem[];
};

/** The images of a bulletin, and a form for another one. */
export function ImagesPage(props: Props): JSX.Element {
  const { room, bulletin, images, older, problems } = props;
  const here = `/bulletins/${bulletin.id}/images`;
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Images of ${bulletin.name}`}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <ErrorSummary problems={problems} />
      {props.deleted && <Banner>The image is deleted.</Banner>}
      <BulletinTabs room={room} bulletin={bulletin} current="images" />
      <h1 class="govuk-heading-l">Images of {bulletin.name}</h1>
      <p class="govuk-body">
        Everyone who has the address of an image can see it. Do not add private data.
      </p>
      <May permission="write" on={bulletin.id}>
        <AddForm here={here} alt={props.alt} problems={problems} />
      </May>
      <h2 class="govuk-heading-m">Images</h2>
      {images.length === 0 ? (
        <p class="govuk-body">There are no images yet.</p>
      ) : (
        <ul class="govuk-list dc-images">
          {images.map(image => (
            <OneOfImages here={here} site={room.pipeline.siteUrl} image={image} {...bulletin} />
          ))}
        </ul>
      )}
      {older !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${here}?from=${older}`}>
            Older images
          </a>
        </p>
      )}
    </Layout>
  );
}

function AddForm({
  here,
  alt,
  problems,
}: {
  readonly here: string;
  readonly alt: string;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const megabytes = maxImageBytes / 1_000_000;
  const file = {
    name: "file",
    label: "File",
    hint: `PNG or JPEG, at most ${megabytes} MB. We make it at most 1,200 pixels wide, and remove where and when it was taken.`,
    problems,
  };
  const hasProblem = problems.some(({ field }) => field === "file");
  return (
    <form action={here} method="post" enctype="multipart/form-data" novalidate>
      <div class={`govuk-form-group${hasProblem ? " govuk-form-group--error" : ""}`}>
        <label class="govuk-label govuk-label--s" for="file">
          {file.label}
        </label>
        <HintAndError {...file} />
        <input
          class={`govuk-file-upload${hasProblem ? " govuk-file-upload--error" : ""}`}
          id="file"
          name="file"
          type="file"
          accept="image/png,image/jpeg"
          data-max-bytes={maxImageBytes}
          aria-describedby={`file-hint${hasProblem ? " file-error" : ""}`}
        />
      </div>
      <TextField
        name="alt"
        label="What the image shows"
        hint="For people who listen to the letter or see it without images. For example: Map of the new entrance on Quay Street"
        value={alt}
        problems={problems}
      />
      <button type="submit" class="govuk-button">
        Add the image
      </button>
    </form>
  );
}

function OneOfImages({
  here,
  site,
  image,
  zone,
}: {
  readonly here: string;
  readonly site: string;
  readonly image: BulletinImage;
  readonly zone: string;
}): JSX.Element {
  const size = shownSize(image.id, 160, 160);
  return (
    <li class="dc-image">
      {/* The words beside it say what it shows. */}
      <img src={`${site}/images/${image.id}`} alt="" loading="lazy" {...size} />
      <span class="dc-wrap">
        <a class="govuk-link" href={`${here}/${image.id}`}>
          <bdi>{image.alt}</bdi>
        </a>
        <br />
        <span class="govuk-hint">
          Added {sayDate(new Date(image.addedAt), zone)}
          {image.edition !== undefined && ", used in a letter"}
        </span>
      </span>
    </li>
  );
}

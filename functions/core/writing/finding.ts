/**
 * A problem of a letter that its sender should know before it is sent. `what` includes what to do.
 */
export type Finding = { readonly where: "html"; readonly what: string };

/** What the campaign knows of an edition because it made it so. It moves as people come and leave. */
export type Truth = {
  readonly edition: string;
  /** Who must have the letter. */
  readonly must: Set<string>;
  /** Who came or left while it was being sent: may have it, or may not. */
  readonly may: Set<string>;
  /** People who left before the sending began: must not have it. */
  readonly gone: Set<string>;
  /** Addresses that SES cannot carry. */
  readonly never: ReadonlySet<string>;
  /** Subscriber ids by address, as the lists were filled. */
  readonly ids: ReadonlyMap<string, string>;
  /** Whether all of SES's events come. */
  readonly eventsCome: boolean;
  /** Whether the lack of an event had to count as a no. People may then have two copies, and must count as resent. */
  readonly mayHaveTwo: boolean;
};

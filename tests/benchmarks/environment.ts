/** The functions' environment in a benchmark: time limits as deployed. */
export function benchEnvironment(
  table: string,
  queues: Readonly<Record<"address-edition" | "send-batch", string>>,
) {
  return {
    TABLE_NAME: table,
    ADDRESS_EDITION_QUEUE_URL: queues["address-edition"],
    SEND_BATCH_QUEUE_URL: queues["send-batch"],
    SITE_URL: "https://readers.letters.example.org",
    CONFIGURATION_SET: "dear-colleague",
    ADDRESS_KEY: "0123456789abcdef0123456789abcdef",
    LINK_KEYS: "a:0123456789abcdef0123456789abcdef",
  };
}

/**
 * Dependencies of MJML and cheerio that rendering a letter never uses: an HTTP client, an encoding
 * sniffer, and two formatters that are off. Without them the Lambdas' bundle is a third of the size,
 * and MJML loads in half the time.
 */
export const neverReached = /^(undici|encoding-sniffer|htmlnano|js-beautify)(\/|$)/;

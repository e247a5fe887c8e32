/** Whether the first part of an image's name is a registry (it has a dot or a port, or is `localhost`), as Docker decides. */
const isRegistry = (part: string): boolean =>
  part.includes('.') || part.includes(':') || part === 'localhost';

/** An image as a narrow column shows it: without its registry and digest, so that the tag stays in sight. */
export const shortImage = (image: string): string => {
  const withoutDigest = image.split('@', 1)[0] ?? '';
  const slash = withoutDigest.indexOf('/');
  const first = slash < 0 ? '' : withoutDigest.slice(0, slash);
  return isRegistry(first) ? withoutDigest.slice(slash + 1) : withoutDigest;
};

/** `repository:tag@sha256:…` in its two parts; the digest is empty where the image is not pinned. */
export const splitImage = (reference: string): {readonly image: string; readonly digest: string} => {
  const at = reference.indexOf('@');
  return at === -1
    ? {image: reference, digest: ''}
    : {image: reference.slice(0, at), digest: reference.slice(at + 1)};
};

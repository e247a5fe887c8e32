/** An image without its digest, which nobody reads. */
export const withoutDigest = (image: string): string => image.replace(/@sha256:[0-9a-f]+$/, '');

const files = import.meta.glob<Record<string, unknown>>('../../../../messages/zh-Hant/*.json', {
  eager: true,
  import: 'default',
});

export default Object.fromEntries(
  Object.entries(files).map(([file, texts]) => [file.slice(file.lastIndexOf('/') + 1, -'.json'.length), texts]),
);

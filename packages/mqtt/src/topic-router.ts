/** Whether a topic falls under a filter with `+` and `#`. */
export const topicMatches = (filter: string, topic: string): boolean => {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  if (wanted.at(-1) === '#') return wanted.slice(0, -1).every((want, at) => want === '+' || want === levels[at]);
  return wanted.length === levels.length && wanted.every((want, at) => want === '+' || want === levels[at]);
};

export type TopicRouter<T> = {
  add(filter: string, target: T): void;
  find(topic: string): readonly T[];
};

/** Who wants a topic. Literal filters, of which a gateway may have thousands, cost one look-up. */
export const createTopicRouter = <T>(): TopicRouter<T> => {
  const literal = new Map<string, T>();
  const patterns: { filter: string; target: T }[] = [];
  return {
    add: (filter, target) => {
      if (/[+#]/.test(filter)) patterns.push({ filter, target });
      else literal.set(filter, target);
    },
    find: (topic) => {
      const matching = patterns.filter(({ filter }) => topicMatches(filter, topic)).map(({ target }) => target);
      const exact = literal.get(topic);
      return exact === undefined ? matching : [exact, ...matching];
    },
  };
};

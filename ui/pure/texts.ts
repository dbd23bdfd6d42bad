/** The words of the shared components that a page needs from the first moment on. */
export const en = {
  productName: 'Rostrum',
  server: {
    unreachable: 'The server can’t be reached.',
    strangeAnswer: 'The server gave an answer that this page doesn’t understand.',
  },
};

export const de: typeof en = {
  productName: 'Rostrum',
  server: {
    unreachable: 'Der Server ist nicht erreichbar.',
    strangeAnswer: 'Der Server hat eine Antwort gegeben, die diese Seite nicht versteht.',
  },
};

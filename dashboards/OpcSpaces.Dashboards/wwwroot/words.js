// The texts of the page for its scripts, in the language of the page; {0}, {1}… in them are filled in.
export const words = JSON.parse(document.querySelector('[data-words]').textContent);

export const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]);

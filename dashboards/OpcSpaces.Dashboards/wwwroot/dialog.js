// Opens and closes a dialog of an island. The browser does the rest: focus stays inside, Escape closes.
export const open = (dialog) => dialog.showModal();
export const close = (dialog) => dialog.close();

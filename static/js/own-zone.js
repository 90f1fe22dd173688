// A choice of time zones starts with the reader's own, where nothing was chosen yet.
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const choice of document.querySelectorAll("select[data-own-zone]")) {
  if (!choice.value && [...choice.options].some((option) => option.value === own)) choice.value = own;
}

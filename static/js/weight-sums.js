// The sum under the numbers of a whole, while they are typed. The server checks it again.
for (const whole of document.querySelectorAll("fieldset[data-sum]")) {
  const fields = [...whole.querySelectorAll("input[type=number]")];
  const line = whole.querySelector(".wt-sum");
  const show = () => {
    const given = fields.filter((field) => field.value !== "");
    const sum = given.reduce((total, field) => total + Number(field.value), 0);
    line.hidden = given.length === 0;
    line.classList.toggle("is-off", sum !== 1000 || given.length < fields.length);
    line.textContent = whole.dataset.text.replace("{n}", sum);
  };
  whole.addEventListener("input", show);
  show();
}

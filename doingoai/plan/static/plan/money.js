// Sums run while lines are typed, and the desk of appraisal answers to keys; without this the server does the same.

const WORTH = { tỷ: 1e9, tỉ: 1e9, triệu: 1e6, tr: 1e6, nghìn: 1e3, ngàn: 1e3 };
const PIECE = /(\d[\d.,]*)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn)/giu;
const format = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 0 });

const plain = (text) => Number(text.replaceAll(".", "").replace(",", "."));
const price = (text) => {
  const pieces = [...text.matchAll(PIECE)];
  if (pieces.length) return pieces.reduce((sum, [, n, unit]) => sum + plain(n) * WORTH[unit.toLowerCase()], 0);
  return plain(text.replace(/\s*(đồng|đ|vnđ)\s*$/iu, ""));
};
const quantity = (text) => (/^\d+\.\d{1,2}$/u.test(text) ? Number(text) : plain(text));

const sum = (form) => {
  let total = 0;
  for (const row of form.querySelectorAll("[data-line]")) {
    const [many, each] = [row.querySelector("[data-quantity]").value.trim(), row.querySelector("[data-money]").value.trim()];
    const amount = many && each ? Math.round(quantity(many) * price(each)) : Number.NaN;
    row.querySelector("[data-amount]").value = Number.isNaN(amount) ? "" : format.format(amount);
    total += Number.isNaN(amount) ? 0 : amount;
  }
  form.querySelector("[data-total]").value = format.format(total);
};
for (const form of document.querySelectorAll("[data-sum]")) form.addEventListener("input", () => sum(form));

const WRITES = "input:not([type=radio]), textarea, select";
const choose = (row, value) => {
  const radio = row.querySelector(`input[type=radio][value="${value}"]`);
  radio.checked = true;
  radio.focus();
};
const go = (row) => row?.querySelector("input[type=radio]:checked, input[type=radio]")?.focus();
const KEYS = {
  j: (row) => go(row.nextElementSibling),
  k: (row) => go(row.previousElementSibling),
  a: (row) => choose(row, "agreed"),
  r: (row) => {
    choose(row, "returned");
    row.querySelector("[name^=reason]").focus();
  },
};
for (const form of document.querySelectorAll("[data-judge]"))
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    const act = KEYS[event.key.toLowerCase()];
    if (!row || !act || event.ctrlKey || event.altKey || event.metaKey || event.target.matches(WRITES)) return;
    event.preventDefault();
    act(row);
  });

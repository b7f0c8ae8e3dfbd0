-- A planned visit in whose stead another was begun: what was planned is kept there, and lists show that one alone.
alter table visit_cancellation
  add column replaced_by uuid,
  add foreign key (company_id, replaced_by) references visit (company_id, id);

"""Capture on PostgreSQL: triggers deferred to the commit write the change and chain it, one transaction after another.

The chain has one order, so whoever commits waits for whoever commits before; nobody waits for the rest of an act.
docs/decisions/0006-one-chain-made-by-the-database.md has the measurement.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from doingoai.audit.domain.chain import ADDRESS, FIRST, LONG
from doingoai.audit.triggers.watched import PREFIX, Closed, Watched
from doingoai.audit.triggers.whose import Whose

SETTING = "doingoai.whose"
WORDS = "rows of {table} are append-only"
AT = "to_char({0}at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
FIELDS = (
    "{0}id::text", AT, "coalesce({0}person_id::text, '')", "{0}agency", "{0}request_id", "{0}source", "{0}kind",
    "{0}key", "{0}op", "{0}whole", "{0}root",
)  # fmt: skip
TEXT = " || chr(31) || ".join(FIELDS)
SHA = "encode(sha256(convert_to({0}, 'UTF8')), 'hex')"
SHORTENED = (
    "CASE WHEN length({0}::text) > "
    + str(LONG)
    + " THEN jsonb_build_object('sha256', "
    + SHA.format("{0} #>> '{{}}'")
    + ", 'length', length({0} #>> '{{}}')) ELSE {0} END"
)
BODY = "string_agg(line, E'\\n' ORDER BY place)"
ROOT = SHA.format("string_agg(" + SHA.format("line") + ", E'\\n' ORDER BY place)")
NOTHING = SHA.format(SHA.format("''"))
HASH = SHA.format(f"coalesce(previous, '{FIRST}') || chr(31) || " + TEXT.format("link."))
CAPTURE = f"""
DECLARE
    kind text := TG_ARGV[0]; key text := TG_ARGV[1];
    hidden text[] := string_to_array(TG_ARGV[3], ',');
    counted text[] := string_to_array(TG_ARGV[2], ',');
    said jsonb := coalesce(nullif(current_setting('{SETTING}', true), ''), '{{}}')::jsonb;
    was jsonb := '{{}}'; became jsonb := '{{}}'; row jsonb;
    link audit_link%ROWTYPE; previous text; body text;
BEGIN
    IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN became := to_jsonb(NEW); END IF;
    row := CASE WHEN TG_OP = 'INSERT' THEN became ELSE was END;
    SELECT {BODY},
           {ROOT}
    INTO body, link.root FROM (
        SELECT place, '["' || encode(uuid_send(gen_random_uuid()), 'base64') || '",' || to_json(name)::text || ','
            || CASE WHEN name = ANY (hidden) THEN '"•","•"' ELSE ({SHORTENED.format("earlier")})::text || ','
            || ({SHORTENED.format("later")})::text END || ']' AS line
        FROM (
            SELECT name, place, coalesce(was -> name, 'null') AS earlier, coalesce(became -> name, 'null') AS later
            FROM unnest(counted) WITH ORDINALITY AS named (name, place)
            UNION ALL
            SELECT '{ADDRESS}', 100000, 'null', said -> 'address' WHERE coalesce(said ->> 'address', '') <> ''
        ) pairs WHERE earlier IS DISTINCT FROM later
    ) lines;
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT 1 FROM unnest(counted) name WHERE was -> name IS DISTINCT FROM became -> name
    ) THEN RETURN NULL; END IF;
    body := coalesce(body, ''); link.root := coalesce(link.root, {NOTHING});
    link.whole := {SHA.format("body")};
    PERFORM pg_advisory_xact_lock(hashtext('audit_link'));
    link.at := clock_timestamp(); link.person_id := (said ->> 'person')::bigint;
    link.agency := coalesce(said ->> 'agency', ''); link.request_id := coalesce(said ->> 'request', '');
    link.source := coalesce(said ->> 'source', 'outside'); link.kind := kind;
    link.key := replace(row ->> key, chr(31), ' '); link.op := lower(left(TG_OP, 1));
    SELECT l.id, l.hash INTO link.id, previous FROM audit_link l ORDER BY l.id DESC LIMIT 1;
    link.id := coalesce(link.id, 0) + 1;
    link.hash := {HASH};
    INSERT INTO audit_link VALUES (link.*);
    INSERT INTO audit_value (id, body, is_erased) VALUES (link.id, body, false);
    RETURN NULL;
END
"""  # noqa: S608  # names of ours
REFUSE = f"""
BEGIN
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'erasable'
        AND coalesce(nullif(current_setting('{SETTING}', true), ''), '{{}}')::jsonb ->> 'erasing' = 'true'
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
"""
FUNCTIONS = {"audit_capture": CAPTURE, "audit_refuse": REFUSE}


def function(name: str) -> str:
    """How the function is made."""
    zone = " SET timezone TO 'UTC'" if name == "audit_capture" else ""
    made = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql{zone}"
    return f"{made} AS $record${FUNCTIONS[name]}$record$"


def wanted(watched: Iterable[Watched], closed: Iterable[Closed]) -> dict[str, tuple[str, str]]:
    """Each trigger that must stand, by its name: its table, and its text as PostgreSQL tells it."""
    made = {}
    for w in watched:
        acts = "INSERT" if w.only_grows else "INSERT OR DELETE OR UPDATE"
        said = f"'{w.kind}', '{w.key}', '{','.join(w.columns)}', '{','.join(sorted(w.hidden))}'"
        name = f"{PREFIX}{w.table}"
        made[name] = (
            w.table,
            f"CREATE CONSTRAINT TRIGGER {name} AFTER {acts} ON public.{w.table} DEFERRABLE INITIALLY DEFERRED "
            f"FOR EACH ROW EXECUTE FUNCTION audit_capture({said})",
        )
        if not w.only_grows:
            made |= _whole(w.table)
    for c in closed:
        name, how = f"{c.table}_closed", "'erasable'" if c.erasable else "'closed'"
        made[name] = (
            c.table,
            f"CREATE TRIGGER {name} BEFORE DELETE OR UPDATE ON public.{c.table} "
            f"FOR EACH ROW EXECUTE FUNCTION audit_refuse({how})",
        )
        made |= _whole(c.table)
    return made


def _whole(table: str) -> dict[str, tuple[str, str]]:
    """Nobody empties the table at one stroke."""
    name = f"{table}_no_emptying"
    made = f"CREATE TRIGGER {name} BEFORE TRUNCATE ON public.{table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    return {name: (table, made)}


STANDING = """SELECT t.tgname, pg_get_triggerdef(t.oid), t.tgenabled, t.tgrelid::regclass::text
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND p.proname IN ('audit_capture', 'audit_refuse')"""
BODIES = "SELECT proname, prosrc FROM pg_proc WHERE proname IN ('audit_capture', 'audit_refuse')"
ROWS = f"SELECT l.id, {TEXT.format('l.')}, l.hash, v.body, l.whole, l.root"


def said(whose: Whose) -> str:
    """Who acts, as the triggers read it."""
    return json.dumps(asdict(whose))

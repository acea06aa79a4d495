"""The database itself refuses to change or remove an entry of the trail."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION tasjil_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION tasjil_refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON core_auditseal
    FOR EACH ROW EXECUTE FUNCTION tasjil_refuse_change();
"""
BACKWARD = """
DROP TRIGGER audit_seal_append_only ON core_auditseal;
DROP TRIGGER audit_entry_append_only ON core_auditentry;
DROP FUNCTION tasjil_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

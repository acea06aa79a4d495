"""Nor does the database let the trail be emptied whole."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON core_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION tasjil_refuse_change();
CREATE TRIGGER audit_seal_not_emptied BEFORE TRUNCATE ON core_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION tasjil_refuse_change();
"""
BACKWARD = """
DROP TRIGGER audit_seal_not_emptied ON core_auditseal;
DROP TRIGGER audit_entry_not_emptied ON core_auditentry;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only_trail")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

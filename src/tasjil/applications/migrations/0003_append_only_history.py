"""The history of a request is written once, like the trail."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON applications_historyevent
    FOR EACH ROW EXECUTE FUNCTION tasjil_refuse_change();
CREATE TRIGGER history_not_emptied BEFORE TRUNCATE ON applications_historyevent
    FOR EACH STATEMENT EXECUTE FUNCTION tasjil_refuse_change();
"""
BACKWARD = """
DROP TRIGGER history_not_emptied ON applications_historyevent;
DROP TRIGGER history_append_only ON applications_historyevent;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_initial"),
        ("core", "0003_trail_not_emptied"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""Parts of the reader of Moodle backups."""

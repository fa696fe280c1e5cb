"""What people do with the records: one file a noun, one unit of work a deed."""

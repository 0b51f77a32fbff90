"""Bibliographic records in the formats of other programs, as works, notices and registrations.

A file is read as a stream: one record at a time, whatever its size; a record that cannot be read is told and left.
"""

from extract.formats.files import RecordFile, open_records
from extract.formats.record import NoticeOf, Record, Remark, Unread

__all__ = ["NoticeOf", "Record", "RecordFile", "Remark", "Unread", "open_records"]
